//! Two columns become one, with cells of one kind.

use std::borrow::Cow;
use std::collections::HashMap;

use super::cycles::{self, Moments, cyclic};
use super::error::LeftOutReason;
use super::levels::{self, Texts};
use super::paired::{Cells, PairedColumn};
use crate::report::CalendarShift;
use crate::table::{Column, ColumnKind, MISSING_CODE, Values, as_moments};

/// Most distinct numbers of a column that can be codes.
const MAX_NUMBER_LEVELS: usize = 1_000;

/// The columns that two columns of one name become: one, which may be constant, or several where they hold dates.
pub(super) fn join_columns<'t>(
    source: &'t Column,
    target: &'t Column,
) -> Result<Vec<PairedColumn<'t>>, LeftOutReason> {
    let name = source.name.as_str();
    let named = |source, target, levels| PairedColumn::new(name, source, target, levels);
    if let Some(columns) = join_moments([source, target]) {
        return if columns.is_empty() {
            Err(LeftOutReason::TimeAlone)
        } else {
            Ok(columns)
        };
    }
    let paired = match (&source.values, &target.values) {
        (Values::Unused { .. }, _) | (_, Values::Unused { .. }) => {
            let reason = match (source.kind(), target.kind()) {
                (ColumnKind::Text, _) | (_, ColumnKind::Text) => LeftOutReason::Text,
                _ => LeftOutReason::Identifier,
            };
            return Err(reason);
        }
        // Codes such as `07` are numbers where the other file has plain numbers.
        _ if has_numbers([source, target]) && are_numerals([source, target]) => {
            let [source, target] = [source, target].map(|column| Cells::Numbers(numbers(column)));
            named(source, target, Vec::new())
        }
        _ => match (categories(source), categories(target)) {
            (Some(one), Some(other)) => {
                let joined = levels::join([&one.texts, &other.texts]);
                // Codes can be numbers on one side and texts on the other, because one text is no number.
                let least = one.levels.min(other.levels).div_ceil(2).max(1);
                if has_numbers([source, target]) && joined.shared < least {
                    return Err(LeftOutReason::KindsDiffer(source.kind(), target.kind()));
                }
                let [source, target] = [(one.codes, &joined.of[0]), (other.codes, &joined.of[1])]
                    .map(|(codes, of)| renamed(&codes, of));
                PairedColumn {
                    spellings: joined.spellings,
                    ..PairedColumn::new(name, source, target, joined.levels)
                }
            }
            _ => return Err(LeftOutReason::KindsDiffer(source.kind(), target.kind())),
        },
    };
    Ok(vec![paired])
}

/// What two columns become of which one holds moments, and the other one, too, or leaves that open.
fn join_moments<'t>(sides: [&Column; 2]) -> Option<Vec<PairedColumn<'t>>> {
    let dated = dated(sides)?;
    let [source, target] = dated.each_ref().map(|column| moments(column));
    Some(cyclic(&sides[0].name, [source?, target?]))
}

/// Two columns of moments, also where one of them leaves that open and the other one does not.
pub(super) fn dated(sides: [&Column; 2]) -> Option<[Cow<'_, Column>; 2]> {
    if sides.iter().all(|column| column.kind() != ColumnKind::Moment) {
        return None;
    }
    let dated = |column| match as_moments(column) {
        Some(column) => Some(Cow::Owned(column)),
        None => (column.kind() == ColumnKind::Moment).then_some(Cow::Borrowed(column)),
    };
    let [source, target] = sides.map(dated);
    Some([source?, target?])
}

/// Where the dates of two columns fall on other parts of the calendar, in the day, the week or the year that both cover.
#[must_use]
pub fn calendar_shift(source: &Column, target: &Column) -> Option<CalendarShift> {
    let dated = dated([source, target])?;
    let [source, target] = dated.each_ref().map(|column| moments(column));
    cycles::calendar_shift([source?, target?])
}

/// The moments of a column of dates or times.
pub(super) fn moments(column: &Column) -> Option<Moments<'_>> {
    match column.values {
        Values::Moment {
            ref seconds,
            has_date,
            has_days,
            has_time,
        } => Some(Moments {
            seconds,
            has_date,
            has_days,
            has_time,
        }),
        _ => None,
    }
}

fn has_numbers(sides: [&Column; 2]) -> bool {
    sides.iter().any(|column| column.kind() == ColumnKind::Number)
}

/// Whether all texts are numbers.
fn are_numerals(sides: [&Column; 2]) -> bool {
    sides.iter().all(|column| match &column.values {
        Values::Number(_) => true,
        Values::Category { levels, .. } => levels.iter().all(|level| levels::number(level).is_some()),
        Values::Boolean { .. } | Values::Moment { .. } | Values::Unused { .. } => false,
    })
}

/// The numbers of a column, and of codes that are numbers.
fn numbers(column: &Column) -> Cow<'_, [f64]> {
    match &column.values {
        Values::Number(numbers) => numbers.into(),
        Values::Category { codes, levels } => {
            let values: Vec<Option<f64>> = levels.iter().map(|level| levels::number(level)).collect();
            let value = |&code: &u32| values.get(code as usize).copied().flatten();
            codes.iter().map(|code| value(code).unwrap_or(f64::NAN)).collect()
        }
        Values::Boolean { .. } | Values::Moment { .. } | Values::Unused { .. } => Cow::default(),
    }
}

/// A column as categories.
struct Categories<'t> {
    /// The text of each cell, as an index.
    codes: Cow<'t, [u32]>,
    texts: Texts,
    /// How many levels the texts stand for.
    levels: usize,
}

/// A column as categories; numbers only where they are few.
fn categories(column: &Column) -> Option<Categories<'_>> {
    match &column.values {
        Values::Category { codes, levels } => Some(Categories {
            codes: codes.into(),
            levels: levels.len(),
            texts: Texts::apart(levels.clone()),
        }),
        // Spellings of one truth are one level.
        Values::Boolean {
            codes,
            levels,
            truths,
        } => Some(Categories {
            codes: codes.into(),
            levels: [true, false]
                .iter()
                .filter(|truth| truths.contains(truth))
                .count(),
            texts: Texts::grouped(
                levels.clone(),
                truths.iter().map(|&truth| usize::from(truth)).collect(),
            ),
        }),
        Values::Number(numbers) => {
            let mut levels: Vec<f64> = Vec::new();
            let mut places: HashMap<u64, u32> = HashMap::new();
            let mut codes = Vec::with_capacity(numbers.len());
            for number in numbers {
                if number.is_nan() {
                    codes.push(MISSING_CODE);
                    continue;
                }
                let code = *places.entry(number.to_bits()).or_insert_with(|| {
                    levels.push(*number);
                    u32::try_from(levels.len() - 1).unwrap_or(MISSING_CODE)
                });
                if levels.len() > MAX_NUMBER_LEVELS {
                    return None;
                }
                codes.push(code);
            }
            Some(Categories {
                codes: codes.into(),
                levels: levels.len(),
                texts: Texts::apart(levels.iter().map(ToString::to_string).collect()),
            })
        }
        Values::Moment { .. } | Values::Unused { .. } => None,
    }
}

/// Cells by the shared levels; `of` holds the level of each text.
fn renamed(codes: &[u32], of: &[usize]) -> Cells<'static> {
    let level = |&code: &u32| of.get(code as usize).and_then(|&level| u32::try_from(level).ok());
    let codes = codes.iter().map(|code| level(code).unwrap_or(MISSING_CODE));
    Cells::Codes(codes.collect())
}

/// Whether all cells of both sides are the same, missing ones counting as one more value.
pub(super) fn is_constant(column: &PairedColumn<'_>) -> bool {
    let sides = [&column.source, &column.target];
    let mut cells = sides.into_iter().flat_map(|cells| {
        (0..cells.len()).map(move |row| match cells {
            Cells::Numbers(values) => values[row].to_bits(),
            Cells::Codes(codes) => u64::from(codes[row]),
        })
    });
    cells.next().is_none_or(|first| cells.all(|cell| cell == first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::read;

    /// The level of each row of the source's, then of the target's column.
    fn levels(source: &[&str], target: &[&str]) -> [Vec<Option<String>>; 2] {
        let table = |cells: &[&str]| {
            let rows: Vec<String> = cells.iter().map(|cell| format!("1.5;{cell}\n")).collect();
            read("a.csv", format!("x;c\n{}", rows.concat()).as_bytes()).unwrap()
        };
        let (source, target) = (table(source), table(target));
        let paired = join_columns(&source.columns[1], &target.columns[1]).unwrap();
        [&paired[0].source, &paired[0].target].map(|cells| match cells {
            Cells::Codes(codes) => {
                let codes = codes.iter();
                codes
                    .map(|&code| paired[0].levels.get(code as usize).cloned())
                    .collect()
            }
            Cells::Numbers(_) => panic!("{cells:?}"),
        })
    }

    /// Checks that each row of the target has the level that the source writes so; `-` for one of its own.
    #[track_caller]
    fn pair(source: &[&str], target: &[&str], expected: &[&str]) {
        let [known, found] = levels(source, target);
        for ((text, level), expected) in target.iter().zip(found).zip(expected) {
            let is_known = known.contains(&level);
            match *expected {
                "-" => assert!(!is_known, "{text} in {target:?} is none of {source:?}: {level:?}"),
                expected => assert_eq!(level.as_deref(), Some(expected), "{text} in {target:?}"),
            }
        }
    }

    #[test]
    fn booleans_keep_their_words_beside_a_third_level() {
        pair(
            &["Yes", "No", "Maybe"],
            &["No", "Yes", "Yes"],
            &["No", "Yes", "Yes"],
        );
        pair(&["Yes", "No"], &["No", "Yes", "Maybe"], &["No", "Yes", "-"]);
        pair(&["J", "N", "K"], &["n", "j", "n"], &["N", "J", "N"]);
        // A lone letter is no boolean.
        pair(&["Y", "N"], &["N", "N"], &["N", "N"]);
        pair(&["ja", "nein"], &["no", "yes"], &["nein", "ja"]);
        pair(
            &["ja", "nein", "offen"],
            &["no", "yes", "no"],
            &["nein", "ja", "nein"],
        );
        pair(&["Yes", "No"], &["0", "1", "unknown"], &["No", "Yes", "-"]);
        pair(&["Yes", "No"], &["0", "1"], &["No", "Yes"]);
        // Spellings of one truth are one level.
        pair(
            &["yes", "YES", "No"],
            &["Yes", "No", "Maybe"],
            &["yes", "No", "-"],
        );
    }

    #[test]
    fn levels_that_differ_in_writing_only_pair() {
        for (source, target) in [
            // The letter with its mark, and both one by one.
            ("M\u{fc}nchen", "Mu\u{308}nchen"),
            ("A1", "\u{ff21}\u{ff11}"),
            ("New York", "New\u{a0}York"),
            ("New York", "New  York"),
            ("left", "left\u{200b}"),
            ("O'Brien", "O\u{2019}Brien"),
            ("O'Brien", "O\u{b4}Brien"),
            ("Mo-Fr", "Mo\u{2013}Fr"),
            ("male", "Male"),
            ("STRASSE", "Straße"),
            (">50K", ">50K."),
            ("<= 50K", "<=50K"),
            ("New York", "new_york"),
            ("S\u{e3}o Paulo", "Sao Paulo"),
            ("1", "1.0"),
            ("01", "1"),
            ("001", "1.0"),
        ] {
            pair(&[source, "other"], &["other", target], &["other", source]);
            pair(&[target, "other"], &["other", source], &["other", target]);
        }
    }

    #[test]
    fn levels_with_another_meaning_stay_apart() {
        for (source, target) in [
            ("A+", "A-"),
            ("A+", "A"),
            ("<=50K", ">50K"),
            ("C", "C++"),
            ("-1", "1"),
            ("10", "1.0"),
            ("1-2", "12"),
            ("\u{304b}", "\u{304c}"),
            ("x1", "x2"),
            ("1", "yes"),
            ("Nord", "Nordost"),
            ("male", "female"),
            ("north 1", "north 2"),
            ("smoker", "non-smoker"),
            ("class 1", "class I"),
            ("10²", "102"),
            ("2½", "21/2"),
        ] {
            pair(&[source, "other"], &["other", target], &["other", "-"]);
            pair(&[target, "other"], &["other", source], &["other", "-"]);
        }
    }

    #[test]
    fn codes_that_one_file_tells_apart_stay_apart() {
        // Case tells codes apart, so `B` is not `b`.
        pair(&["a", "A", "b"], &["A", "a", "B"], &["A", "a", "-"]);
        pair(&["a", "b"], &["A", "a", "B"], &["-", "a", "-"]);
        pair(
            &["01", "1", "x", "2"],
            &["1", "01", "x", "02"],
            &["1", "01", "x", "-"],
        );
        pair(
            &["1.1", "1.10", "x"],
            &["1.10", "1.1", "x"],
            &["1.10", "1.1", "x"],
        );
        pair(&["class a", "class A", "x"], &["Class A", "x"], &["-", "x"]);
        pair(
            &["Ph.D.", "U.S.", "Nr. 5"],
            &["PhD", "US", "Nr 5"],
            &["Ph.D.", "U.S.", "Nr. 5"],
        );
        pair(&["1.5 a", "x.y", "xy"], &["15 a", "x y"], &["-", "-"]);
        pair(&["re-sign", "resign", "x"], &["re sign", "x"], &["-", "x"]);
        pair(&["peche", "pêche", "x"], &["PECHE", "x"], &["peche", "x"]);
        pair(&["x²yz", "x2yz", "x"], &["X2YZ", "x"], &["-", "x"]);
        // Words are hardly told apart by their case alone, and are one level where the other file needs it.
        pair(&["male", "Male", "x"], &["MALE", "x"], &["male", "x"]);
        pair(&["male", "Male", "x"], &["Male", "male"], &["Male", "male"]);
    }

    #[test]
    fn codes_beside_plain_numbers_are_numbers() {
        let rows = || (0..72).map(|row| row * 7 % 24);
        let table = |written: fn(u32) -> String| {
            let cells: Vec<String> = rows().map(written).collect();
            read("a.csv", format!("h\n{}\n", cells.join("\n")).as_bytes()).unwrap()
        };
        let padded = table(|hour| format!("{hour:02}"));
        let plain = table(|hour| hour.to_string());
        assert_eq!(padded.columns[0].kind(), ColumnKind::Category);
        for (one, other) in [(&padded, &plain), (&plain, &padded)] {
            let paired = join_columns(&one.columns[0], &other.columns[0]).unwrap();
            assert_eq!(paired[0].source, paired[0].target);
            let expected: Vec<f64> = rows().map(f64::from).collect();
            assert_eq!(paired[0].source, Cells::Numbers(expected.into()));
        }
    }

    #[test]
    fn codes_pair_with_numbers_by_value() {
        pair(
            &["00", "01", "X", "12"],
            &["0", "1", "12", "1"],
            &["00", "01", "12", "01"],
        );
        pair(&["1", "2", "X"], &["2.0", "1.0", "1"], &["2", "1", "1"]);
    }
}
