//! A table in a few numbers: what the page shows of it before any test.

use serde::{Deserialize, Serialize};

use crate::table::cells::calendar;
use crate::table::facts::column::{Column, Table, Values};
use crate::table::facts::findings::{Findings, ReadingQuestion};
use crate::table::facts::kind::ColumnKind;
use crate::table::facts::note::Note;

/// How many of the most frequent categories a profile names.
const TOP_CATEGORIES: usize = 5;

/// A table in a few numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// The file's name.
    pub name: String,
    /// Number of rows, the header not counted.
    pub rows: u64,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// First 128 bits of the BLAKE3 hash of the file, as 32 hexadecimal digits.
    pub fingerprint: String,
    /// The columns in the file's order.
    pub columns: Vec<ColumnProfile>,
    /// How the file was read, and why so.
    pub findings: Findings,
    /// What nothing in the file decides.
    pub questions: Vec<ReadingQuestion>,
    /// What was noticed while reading.
    pub notes: Vec<Note>,
    /// The cells of the first rows: as they stand in the file, and as they were read.
    pub preview: Vec<Vec<PreviewCell>>,
}

/// A cell as it stands in the file and as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewCell {
    /// As it stands in the file, shortened.
    pub raw: String,
    /// As it was read; nothing where it is missing or its column is not used.
    pub read: Option<String>,
}

/// A column in a few numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnProfile {
    /// The column's name.
    pub name: String,
    /// What kind of values it holds.
    pub kind: ColumnKind,
    /// Number of missing cells.
    pub missing: u64,
    /// The values in short.
    pub summary: Summary,
}

/// The values of a column in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Summary {
    /// Numbers: smallest, mean and largest.
    Number {
        /// The smallest value.
        min: f64,
        /// The mean.
        mean: f64,
        /// The largest value.
        max: f64,
    },
    /// Categories: how many there are, and the most frequent ones (at most five) with their counts.
    Category {
        /// Number of distinct categories.
        distinct: u64,
        /// The most frequent categories and how often each occurs.
        top: Vec<(String, u64)>,
    },
    /// Dates or times: the first and the last, in seconds since 1970.
    Moment {
        /// The first.
        first: f64,
        /// The last.
        last: f64,
        /// Both in a form that people read.
        shown: [String; 2],
    },
    /// Nothing to say: text, or all cells missing.
    Nothing,
}

impl Profile {
    /// Describes a table.
    #[must_use]
    pub fn of(table: &Table) -> Self {
        Self {
            name: table.name.clone(),
            rows: table.rows as u64,
            bytes: table.bytes,
            fingerprint: table.fingerprint.clone(),
            columns: table.columns.iter().map(ColumnProfile::of).collect(),
            findings: table.findings.clone(),
            questions: table.questions.clone(),
            notes: table.notes.clone(),
            preview: table
                .preview
                .iter()
                .enumerate()
                .map(|(row, cells)| {
                    let cells = cells.iter().zip(&table.columns);
                    cells
                        .map(|(raw, column)| PreviewCell {
                            raw: raw.clone(),
                            read: column.shown(row),
                        })
                        .collect()
                })
                .collect(),
        }
    }
}

impl ColumnProfile {
    fn of(column: &Column) -> Self {
        Self {
            name: column.name.clone(),
            kind: column.kind(),
            missing: column.missing() as u64,
            summary: match &column.values {
                Values::Number(numbers) => Summary::of_numbers(numbers),
                Values::Category { codes, levels } | Values::Boolean { codes, levels, .. } => {
                    Summary::of_categories(codes, levels)
                }
                Values::Moment {
                    seconds,
                    has_days: false,
                    ..
                } => Summary::of_moments(seconds, calendar::shown_month),
                Values::Moment {
                    seconds,
                    has_date,
                    has_time,
                    ..
                } => Summary::of_moments(seconds, |moment| calendar::shown(moment, *has_date, *has_time)),
                Values::Unused { .. } => Summary::Nothing,
            },
        }
    }
}

impl Summary {
    fn of_numbers(numbers: &[f64]) -> Self {
        let mut count = 0_usize;
        let (mut min, mut sum, mut max) = (f64::INFINITY, 0.0, f64::NEG_INFINITY);
        for &number in numbers.iter().filter(|number| !number.is_nan()) {
            count += 1;
            sum += number;
            min = min.min(number);
            max = max.max(number);
        }
        if count == 0 {
            return Self::Nothing;
        }
        let mean = sum / count as f64;
        Self::Number { min, mean, max }
    }

    fn of_moments(seconds: &[f64], shown: impl Fn(f64) -> String) -> Self {
        let mut ends: Option<(f64, f64)> = None;
        for &moment in seconds.iter().filter(|moment| !moment.is_nan()) {
            let (first, last) = ends.unwrap_or((moment, moment));
            ends = Some((first.min(moment), last.max(moment)));
        }
        ends.map_or(Self::Nothing, |(first, last)| Self::Moment {
            first,
            last,
            shown: [first, last].map(shown),
        })
    }

    fn of_categories(codes: &[u32], levels: &[String]) -> Self {
        let mut counts = vec![0_u64; levels.len()];
        for &code in codes {
            // The code of a missing cell counts nowhere.
            if let Some(count) = counts.get_mut(code as usize) {
                *count += 1;
            }
        }
        let mut top: Vec<(&String, u64)> = levels.iter().zip(counts).collect();
        // Stable, so that equals stay in order of their first appearance.
        top.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        Self::Category {
            distinct: levels.len() as u64,
            top: top
                .into_iter()
                .take(TOP_CATEGORIES)
                .map(|(level, count)| (level.clone(), count))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::read;

    #[test]
    fn a_profile_says_what_each_column_holds() {
        let bytes = b"n,c,t,e\n1,b,x,\n,a,,\n4,a,z,\n1,,z,\n";
        let profile = Profile::of(&read("few.csv", bytes).unwrap());
        assert_eq!((profile.rows, profile.bytes), (4, 33));
        let [n, c, _, e] = profile.columns.as_slice() else {
            panic!("{profile:?}")
        };
        let summary = Summary::Number {
            min: 1.0,
            mean: 2.0,
            max: 4.0,
        };
        assert_eq!((n.kind, n.missing, &n.summary), (ColumnKind::Number, 1, &summary));
        let summary = Summary::Category {
            distinct: 2,
            top: vec![("a".to_owned(), 2), ("b".to_owned(), 1)],
        };
        assert_eq!(
            (c.kind, c.missing, &c.summary),
            (ColumnKind::Category, 1, &summary)
        );
        assert_eq!((e.missing, &e.summary), (4, &Summary::Nothing));
    }

    #[test]
    fn only_the_most_frequent_categories_are_named() {
        let mut text = "c\n".to_owned();
        for (level, count) in [
            ("a", 1),
            ("b", 3),
            ("c", 2),
            ("d", 3),
            ("e", 1),
            ("f", 9),
            ("g", 1),
        ] {
            text += &format!("{level}\n").repeat(count);
        }
        let profile = Profile::of(&read("c.csv", text.as_bytes()).unwrap());
        let Summary::Category { distinct, top } = &profile.columns[0].summary else {
            panic!("{profile:?}")
        };
        let names: Vec<&str> = top.iter().map(|(level, _)| level.as_str()).collect();
        assert_eq!((*distinct, names), (7, vec!["f", "b", "d", "c", "a"]));
    }
}
