//! The network's encoding by names, so that it fits tables that were not there when it was fitted.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::encoding::{Block, Encoding, MAX_LEVELS};
use super::levels::{Spelling, Texts, places};
use super::{Cells, PairedColumn};
use crate::table::ColumnKind;

/// Most columns of an encoding that is read from a file.
const MAX_COLUMNS: usize = 10_000;

/// Most other spellings of the categories of a column.
const MAX_SPELLINGS: usize = 10_000;

/// An encoding that knows columns and categories by their names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<PortableColumn>", into = "Vec<PortableColumn>")]
pub struct PortableEncoding {
    columns: Vec<PortableColumn>,
}

/// How one column becomes numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PortableColumn {
    /// The column's name.
    pub name: String,
    /// The name of the table's column that it was made of.
    pub origin: String,
    /// What it becomes.
    #[serde(flatten)]
    pub form: PortableForm,
}

/// What a column becomes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PortableForm {
    /// `(value − center) / scale`, and one number more that tells a missing cell where `flagged`.
    Number {
        /// What a missing cell counts as.
        fill: f64,
        /// What is taken off.
        center: f64,
        /// What it is divided by, above 0.
        scale: f64,
        /// Whether the result is clipped smoothly, `x / √(1 + (x / 3)²)`.
        clipped: bool,
        /// Whether one number more is 1 where a cell is missing, else 0.
        flagged: bool,
    },
    /// A number for each of these, 1 where the cell has it, and a last one for all others and the missing.
    Categories {
        /// The categories with numbers of their own, in order.
        levels: Vec<String>,
        /// Other texts that stand for them, each with its category.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        spellings: BTreeMap<String, String>,
    },
}

/// What is wrong with an encoding from a file.
// The words come from the room `words`; what `Display` gives is for tests and logs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
#[serde(rename_all = "snake_case")]
pub enum PortableError {
    /// No columns, or more than any table has: so many.
    Columns(usize),
    /// Two columns of one name.
    DuplicateColumn(String),
    /// A column with a number that is not finite, or a scale that is not above 0.
    Number(String),
    /// A column whose categories are too many or not different.
    Levels(String),
}

/// Columns of a table that do not fit an encoding.
// The words come from the room `words`; what `Display` gives is for tests and logs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub struct BindError {
    /// Columns that the network needs and the table has not.
    pub missing: Vec<String>,
    /// Columns that are numbers for the one and categories for the other, with what the network expects:
    /// [`ColumnKind::Number`] or [`ColumnKind::Category`].
    pub other_kind: Vec<(String, ColumnKind)>,
}

impl Encoding {
    /// This encoding by names. `columns` are those that it was fitted on, in the same order.
    #[must_use]
    pub fn portable(&self, columns: &[PairedColumn<'_>]) -> PortableEncoding {
        let columns = self
            .blocks
            .iter()
            .zip(columns)
            .map(|(block, column)| PortableColumn {
                name: column.name.clone(),
                origin: column.origin.clone(),
                form: match block {
                    Block::Number {
                        fill,
                        center,
                        scale,
                        clipped,
                        flagged,
                    } => PortableForm::Number {
                        fill: *fill,
                        center: *center,
                        scale: *scale,
                        clipped: *clipped,
                        flagged: *flagged,
                    },
                    Block::OneHot { slots, .. } => {
                        let mut levels: Vec<(usize, String)> = slots
                            .iter()
                            .zip(&column.levels)
                            .filter_map(|(slot, level)| Some(((*slot)?, level.clone())))
                            .collect();
                        levels.sort_unstable();
                        let kept = |level: usize| slots.get(level).is_some_and(Option::is_some);
                        let spellings = column.spellings.iter().filter(|it| kept(it.level));
                        let spellings = spellings
                            .map(|Spelling { text, level }| (text.clone(), column.levels[*level].clone()));
                        PortableForm::Categories {
                            spellings: spellings.collect(),
                            levels: levels.into_iter().map(|(_, level)| level).collect(),
                        }
                    }
                },
            })
            .collect();
        PortableEncoding { columns }
    }
}

impl PortableEncoding {
    /// An encoding of these columns.
    pub fn new(columns: Vec<PortableColumn>) -> Result<Self, PortableError> {
        if columns.is_empty() || columns.len() > MAX_COLUMNS {
            return Err(PortableError::Columns(columns.len()));
        }
        let mut names = HashSet::new();
        for column in &columns {
            if !names.insert(&column.name) {
                return Err(PortableError::DuplicateColumn(column.name.clone()));
            }
            match &column.form {
                PortableForm::Number {
                    fill, center, scale, ..
                } => {
                    if ![fill, center, scale].iter().all(|number| number.is_finite()) || *scale <= 0.0 {
                        return Err(PortableError::Number(column.name.clone()));
                    }
                }
                PortableForm::Categories { levels, spellings } => {
                    let distinct: HashSet<&String> = levels.iter().collect();
                    let is_other = |(text, level): (&String, &String)| {
                        !distinct.contains(text) && distinct.contains(level)
                    };
                    if levels.len() > MAX_LEVELS
                        || distinct.len() != levels.len()
                        || spellings.len() > MAX_SPELLINGS
                        || !spellings.iter().all(is_other)
                    {
                        return Err(PortableError::Levels(column.name.clone()));
                    }
                }
            }
        }
        Ok(Self { columns })
    }

    /// The columns, in the order of the network's inputs.
    #[must_use]
    pub fn columns(&self) -> &[PortableColumn] {
        &self.columns
    }

    /// How many numbers a row becomes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.columns.iter().map(|column| column.form.width()).sum()
    }

    /// The encoding for a table with these columns, and the place in `columns` of each column that it takes: encode
    /// `[columns[order[0]], columns[order[1]], …]`. Categories are known in other writing, too; those that the network
    /// never saw count as others.
    pub fn bind(&self, columns: &[&PairedColumn<'_>]) -> Result<(Encoding, Vec<usize>), BindError> {
        let places: HashMap<&str, usize> = columns
            .iter()
            .enumerate()
            .map(|(place, column)| (column.name.as_str(), place))
            .collect();
        let (mut blocks, mut order) = (Vec::new(), Vec::new());
        let (mut missing, mut other_kind) = (Vec::new(), Vec::new());
        for column in &self.columns {
            let Some(&place) = places.get(column.name.as_str()) else {
                // Of a date that is not there at all each part is missing, and the date is what to look for.
                let has_origin = columns.iter().any(|known| known.origin == column.origin);
                let name = if has_origin { &column.name } else { &column.origin };
                if !missing.contains(name) {
                    missing.push(name.clone());
                }
                continue;
            };
            let numbers = matches!(columns[place].source, Cells::Numbers(_));
            let expected = match (&column.form, numbers) {
                (PortableForm::Number { .. }, false) => ColumnKind::Number,
                (PortableForm::Categories { .. }, true) => ColumnKind::Category,
                _ => {
                    blocks.push(column.form.block(columns[place]));
                    order.push(place);
                    continue;
                }
            };
            other_kind.push((column.name.clone(), expected));
        }
        if missing.is_empty() && other_kind.is_empty() {
            Ok((Encoding::of(blocks.into_iter()), order))
        } else {
            Err(BindError { missing, other_kind })
        }
    }
}

impl PortableForm {
    /// How many numbers the column becomes.
    #[must_use]
    pub fn width(&self) -> usize {
        match self {
            Self::Number { flagged, .. } => 1 + usize::from(*flagged),
            Self::Categories { levels, .. } => levels.len() + 1,
        }
    }

    fn block(&self, column: &PairedColumn<'_>) -> Block {
        match self {
            Self::Number {
                fill,
                center,
                scale,
                clipped,
                flagged,
            } => Block::Number {
                fill: *fill,
                center: *center,
                scale: *scale,
                clipped: *clipped,
                flagged: *flagged,
            },
            Self::Categories { levels, spellings } => {
                let place = |(text, level): (&String, &String)| {
                    let level = levels.iter().position(|known| known == level)?;
                    let text = text.clone();
                    Some(Spelling { text, level })
                };
                let spellings: Vec<Spelling> = spellings.iter().filter_map(place).collect();
                Block::OneHot {
                    slots: places(
                        &Texts::spelt(levels, &spellings),
                        &Texts::spelt(&column.levels, &column.spellings),
                    ),
                    width: levels.len() + 1,
                }
            }
        }
    }
}

impl TryFrom<Vec<PortableColumn>> for PortableEncoding {
    type Error = PortableError;

    fn try_from(columns: Vec<PortableColumn>) -> Result<Self, PortableError> {
        Self::new(columns)
    }
}

impl From<PortableEncoding> for Vec<PortableColumn> {
    fn from(encoding: PortableEncoding) -> Self {
        encoding.columns
    }
}

#[cfg(test)]
mod tests {
    use super::super::Side;
    use super::*;

    fn numbers<'t>(name: &str, cells: &'t [f64]) -> PairedColumn<'t> {
        PairedColumn::of_numbers(name, cells, cells)
    }

    fn categories(name: &str, codes: &[u32], levels: &[&str]) -> PairedColumn<'static> {
        PairedColumn::of_codes(name, codes, codes, levels)
    }

    #[test]
    fn another_table_is_encoded_alike() {
        let x = [1.0, 2.0, f64::NAN, 9.0];
        let fitted = [numbers("x", &x), categories("c", &[0, 1, 1, 2], &["p", "q", "r"])];
        let encoding = Encoding::for_network(&fitted, &[0, 1, 2]);
        let json = serde_json::to_string(&encoding.portable(&fitted)).unwrap();
        let portable: PortableEncoding = serde_json::from_str(&json).unwrap();
        assert_eq!(portable, encoding.portable(&fitted));
        assert_eq!(portable.width(), encoding.width());

        // Other order of the columns, other codes of the categories, a new one among them.
        let other = [
            numbers("unused", &x),
            categories("c", &[2, 1, 1, 0], &["new", "q", "p"]),
            numbers("x", &x),
        ];
        let (bound, order) = portable.bind(&other.each_ref()).unwrap();
        assert_eq!(order, [2, 1]);
        let ordered: Vec<_> = order.iter().map(|&place| other[place].clone()).collect();
        let rows = [0, 1, 2, 3];
        assert_eq!(
            bound.encode(&ordered, Side::Target, &rows),
            encoding.encode(&fitted, Side::Source, &rows)
        );
    }

    #[test]
    fn categories_are_known_in_the_words_of_either_table() {
        let mut fitted = categories("c", &[0, 1, 1], &["Yes", "No"]);
        fitted.spellings = [("ja", 0), ("nein", 1)]
            .map(|(text, level)| Spelling {
                text: text.to_owned(),
                level,
            })
            .to_vec();
        let fitted = [fitted];
        let encoding = Encoding::for_network(&fitted, &[0, 1, 2]);
        let json = serde_json::to_string(&encoding.portable(&fitted)).unwrap();
        let portable: PortableEncoding = serde_json::from_str(&json).unwrap();
        let rows = |levels: &[&str]| {
            let column = [categories("c", &[0, 1, 1], levels)];
            let (bound, _) = portable.bind(&column.each_ref()).unwrap();
            bound.encode(&column, Side::Target, &[0, 1, 2])
        };
        let expected = encoding.encode(&fitted, Side::Source, &[0, 1, 2]);
        for words in [["Yes", "No"], ["ja", "nein"], ["YES", "no"], ["true", "false"]] {
            assert_eq!(rows(&words), expected, "{words:?}");
        }
        assert_ne!(rows(&["Yes", "Maybe"]), expected);
    }

    #[test]
    fn columns_that_do_not_fit_are_named() {
        let fitted = [numbers("x", &[1.0, 2.0]), categories("c", &[0, 1], &["p", "q"])];
        let portable = Encoding::for_network(&fitted, &[0, 1]).portable(&fitted);
        let error = portable.bind(&[&numbers("c", &[1.0])]).unwrap_err();
        assert_eq!(error.missing, ["x"]);
        assert_eq!(error.other_kind, [("c".to_owned(), ColumnKind::Category)]);
    }

    #[test]
    fn of_a_date_that_is_not_there_the_date_is_missing() {
        let part = |name: &str| PairedColumn {
            origin: "when".to_owned(),
            ..numbers(name, &[1.0, 2.0])
        };
        let fitted = ["when (hour, sine)", "when (hour, cosine)", "when (weekday, sine)"].map(part);
        let portable = Encoding::for_network(&fitted, &[0, 1]).portable(&fitted);
        let missing = |columns: &[&PairedColumn<'_>]| portable.bind(columns).unwrap_err().missing;
        assert_eq!(missing(&[&numbers("x", &[1.0])]), ["when"]);
        // A date without times is there.
        assert_eq!(
            missing(&[&fitted[2]]),
            ["when (hour, sine)", "when (hour, cosine)"]
        );
    }

    #[test]
    fn what_cannot_be_is_not_read() {
        let number = |scale: &str| {
            format!(
                r#"{{"name":"x","origin":"x","kind":"number","fill":0,"center":0,"scale":{scale},"clipped":true,"flagged":false}}"#
            )
        };
        let read = |text: &str| serde_json::from_str::<PortableEncoding>(text);
        assert!(read(&format!("[{}]", number("2"))).is_ok());
        for text in [
            "[]".to_owned(),
            format!("[{}]", number("0")),
            format!("[{}]", number("-1")),
            format!("[{}]", number("1e999")),
            format!("[{0},{0}]", number("1")),
            r#"[{"name":"c","origin":"c","kind":"categories","levels":["a","a"]}]"#.to_owned(),
            r#"[{"name":"c","origin":"c","kind":"categories","levels":["a"],"spellings":{"a":"a"}}]"#
                .to_owned(),
            r#"[{"name":"c","origin":"c","kind":"categories","levels":["a"],"spellings":{"A":"b"}}]"#
                .to_owned(),
            r#"[{"name":"c","origin":"c","kind":"other"}]"#.to_owned(),
        ] {
            assert!(read(&text).is_err(), "{text}");
        }
    }
}
