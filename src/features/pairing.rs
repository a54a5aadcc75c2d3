//! Which columns of two tables belong together.

use std::collections::HashMap;

use crate::table::{Column, MISSING_CODE, Table, Values};

/// One of the two tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The table the network comes from.
    Source,
    /// The table it should be reused on.
    Target,
}

/// The cells of one side of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Cells<'t> {
    /// Finite numbers; `NaN` marks a missing cell.
    Numbers(&'t [f64]),
    /// Indices into the column's shared levels, [`MISSING_CODE`] where a cell is missing.
    Codes(Vec<u32>),
}

/// A column that both tables have, with cells of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct PairedColumn<'t> {
    /// The name.
    pub name: String,
    /// The source's cells.
    pub source: Cells<'t>,
    /// The target's cells.
    pub target: Cells<'t>,
    /// The distinct categories of both sides; empty for numbers.
    pub levels: Vec<String>,
}

impl PairedColumn<'_> {
    /// The cells of one side.
    #[must_use]
    pub fn cells(&self, side: Side) -> &Cells<'_> {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }
}

impl Cells<'_> {
    /// Whether the cell of this row is missing.
    ///
    /// # Panics
    /// Where there is no such row.
    #[must_use]
    pub fn is_missing(&self, row: usize) -> bool {
        match self {
            Self::Numbers(values) => values[row].is_nan(),
            Self::Codes(codes) => codes[row] == MISSING_CODE,
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Numbers(values) => values.len(),
            Self::Codes(codes) => codes.len(),
        }
    }
}

/// Why a column is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Only the source has it.
    #[error("only the source has it")]
    OnlyInSource,
    /// Only the target has it.
    #[error("only the target has it")]
    OnlyInTarget,
    /// It holds text, identifiers or dates.
    #[error("it holds free text, identifiers or dates")]
    Text,
    /// Numbers on one side and categories on the other.
    #[error("it holds numbers on one side and categories on the other")]
    KindsDiffer,
    /// All cells have one value, or are missing.
    #[error("all its cells are the same")]
    Constant,
    /// The question names other columns.
    #[error("it was not chosen")]
    NotChosen,
}

/// A column that is not used, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The column's name.
    pub name: String,
    /// Why it is not used.
    pub reason: Reason,
}

/// Two tables whose columns have been matched.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairing<'t> {
    /// The columns used as inputs, in the source's order; never empty.
    pub inputs: Vec<PairedColumn<'t>>,
    /// The label, where one was named and both sides have it.
    pub label: Option<PairedColumn<'t>>,
    /// Columns that are not used.
    pub left_out: Vec<LeftOut>,
    /// Number of rows of source and target.
    pub rows: [usize; 2],
}

/// Two tables that cannot be paired, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeatureError {
    /// A named column does not exist.
    #[error("{file} has no column \"{column}\". Its columns are: {known}.")]
    NoSuchColumn {
        /// The file without it.
        file: String,
        /// The column that was asked for.
        column: String,
        /// The first columns that the file has.
        known: String,
    },
    /// The label cannot be predicted.
    #[error("The label \"{column}\" cannot be used: {reason}. Choose another column, or no label.")]
    UnusableLabel {
        /// The label.
        column: String,
        /// Why not.
        reason: Reason,
    },
    /// No column is left that both sides can use.
    #[error(
        "{source_file} and {target_file} have no input column in common that can be used.{left_out} Kindred \
         pairs columns by their names in the first row; rename them so that they agree."
    )]
    NothingInCommon {
        /// The source's name.
        source_file: String,
        /// The target's name.
        target_file: String,
        /// What was left out and why, as sentences that begin with a space.
        left_out: String,
    },
}

/// How many column names an error lists.
const NAMES_IN_ERROR: usize = 8;

/// Matches the columns of two tables by name.
///
/// `label` and `columns` are names; where `columns` is absent, every column that pairs is an input.
pub fn pair<'t>(
    source: &'t Table,
    target: &'t Table,
    label: Option<&str>,
    columns: Option<&[String]>,
) -> Result<Pairing<'t>, FeatureError> {
    for name in columns.unwrap_or_default() {
        named(source, name)?;
        named(target, name)?;
    }
    let by_name: HashMap<&str, &Column> = target
        .columns
        .iter()
        .map(|column| (column.name.as_str(), column))
        .collect();
    let mut inputs = Vec::new();
    let mut left_out = Vec::new();
    let mut label_column = None;
    for column in &source.columns {
        let paired = match by_name.get(column.name.as_str()) {
            None => Err(Reason::OnlyInSource),
            Some(other) => pair_columns(column, other),
        };
        let is_label = label == Some(column.name.as_str());
        match paired {
            // A target without labels is a common case: the inputs can still be tested.
            Err(Reason::OnlyInSource) if is_label => {}
            Err(reason) if is_label => {
                return Err(FeatureError::UnusableLabel {
                    column: column.name.clone(),
                    reason,
                });
            }
            Ok(paired) if is_label => label_column = Some(paired),
            _ if columns.is_some_and(|names| !names.contains(&column.name)) => {
                left_out.push(LeftOut {
                    name: column.name.clone(),
                    reason: Reason::NotChosen,
                });
            }
            Err(reason) => left_out.push(LeftOut {
                name: column.name.clone(),
                reason,
            }),
            Ok(paired) => inputs.push(paired),
        }
    }
    if let Some(label) = label {
        named(source, label)?;
    }
    let only_in_target = target
        .columns
        .iter()
        .filter(|column| source.column(&column.name).is_none());
    left_out.extend(only_in_target.map(|column| LeftOut {
        name: column.name.clone(),
        reason: Reason::OnlyInTarget,
    }));
    if inputs.is_empty() {
        let sentences: Vec<String> = left_out
            .iter()
            .take(NAMES_IN_ERROR)
            .map(|column| format!(" \"{}\" is left out: {}.", column.name, column.reason))
            .collect();
        return Err(FeatureError::NothingInCommon {
            source_file: source.name.clone(),
            target_file: target.name.clone(),
            left_out: sentences.concat(),
        });
    }
    Ok(Pairing {
        inputs,
        label: label_column,
        left_out,
        rows: [source.rows, target.rows],
    })
}

fn named<'t>(table: &'t Table, name: &str) -> Result<&'t Column, FeatureError> {
    table.column(name).ok_or_else(|| {
        let mut known: Vec<&str> = table
            .columns
            .iter()
            .take(NAMES_IN_ERROR)
            .map(|column| column.name.as_str())
            .collect();
        if table.columns.len() > NAMES_IN_ERROR {
            known.push("…");
        }
        FeatureError::NoSuchColumn {
            file: table.name.clone(),
            column: name.to_owned(),
            known: known.join(", "),
        }
    })
}

fn pair_columns<'t>(source: &'t Column, target: &'t Column) -> Result<PairedColumn<'t>, Reason> {
    let paired = match (&source.values, &target.values) {
        (Values::Number(a), Values::Number(b)) => PairedColumn {
            name: source.name.clone(),
            source: Cells::Numbers(a),
            target: Cells::Numbers(b),
            levels: Vec::new(),
        },
        (
            Values::Category {
                codes: source_codes,
                levels: source_levels,
            },
            Values::Category {
                codes: target_codes,
                levels: target_levels,
            },
        ) => {
            let mut levels = source_levels.clone();
            let mut index: HashMap<&str, u32> =
                source_levels.iter().map(String::as_str).zip(0_u32..).collect();
            let mut next = index.len();
            let renamed: Vec<u32> = target_levels
                .iter()
                .map(|level| {
                    *index.entry(level).or_insert_with(|| {
                        levels.push(level.clone());
                        next += 1;
                        u32::try_from(next - 1).unwrap_or(MISSING_CODE)
                    })
                })
                .collect();
            let codes = target_codes
                .iter()
                .map(|&code| renamed.get(code as usize).copied().unwrap_or(MISSING_CODE))
                .collect();
            PairedColumn {
                name: source.name.clone(),
                source: Cells::Codes(source_codes.clone()),
                target: Cells::Codes(codes),
                levels,
            }
        }
        (Values::Text { .. }, _) | (_, Values::Text { .. }) => return Err(Reason::Text),
        _ => return Err(Reason::KindsDiffer),
    };
    if is_constant(&paired) {
        Err(Reason::Constant)
    } else {
        Ok(paired)
    }
}

/// Whether all cells of both sides are the same, missing ones counting as one more value.
fn is_constant(column: &PairedColumn<'_>) -> bool {
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

    fn number(name: &str, values: &[f64]) -> Column {
        Column {
            name: name.into(),
            values: Values::Number(values.to_vec()),
        }
    }

    fn category(name: &str, cells: &[&str]) -> Column {
        let mut levels: Vec<String> = Vec::new();
        let codes = cells
            .iter()
            .map(|cell| {
                let known = levels.iter().position(|level| level == cell);
                let index = known.unwrap_or_else(|| {
                    levels.push((*cell).to_owned());
                    levels.len() - 1
                });
                u32::try_from(index).unwrap()
            })
            .collect();
        Column {
            name: name.into(),
            values: Values::Category { codes, levels },
        }
    }

    fn table(name: &str, columns: Vec<Column>) -> Table {
        Table {
            name: name.into(),
            columns,
            rows: 2,
            bytes: 0,
            delimiter: ',',
            fingerprint: String::new(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn columns_pair_by_name_and_levels_by_text() {
        let source = table(
            "a.csv",
            vec![category("kind", &["x", "y"]), number("size", &[1.0, 2.0])],
        );
        let target = table(
            "b.csv",
            vec![number("size", &[3.0, 4.0]), category("kind", &["z", "y"])],
        );
        let pairing = pair(&source, &target, None, None).unwrap();
        let names: Vec<&str> = pairing.inputs.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["kind", "size"]);
        assert_eq!(pairing.inputs[0].levels, ["x", "y", "z"]);
        assert_eq!(pairing.inputs[0].target, Cells::Codes(vec![2, 1]));
    }

    #[test]
    fn what_is_left_out_has_a_reason() {
        let source = table(
            "a.csv",
            vec![
                number("kept", &[1.0, 2.0]),
                number("gone", &[1.0, 2.0]),
                number("flat", &[5.0, 5.0]),
                number("mixed", &[5.0, 6.0]),
            ],
        );
        let target = table(
            "b.csv",
            vec![
                number("kept", &[1.0, 2.0]),
                number("new", &[1.0, 2.0]),
                number("flat", &[5.0, 5.0]),
                category("mixed", &["p", "q"]),
            ],
        );
        let left_out: Vec<(String, Reason)> = pair(&source, &target, None, None)
            .unwrap()
            .left_out
            .into_iter()
            .map(|column| (column.name, column.reason))
            .collect();
        assert_eq!(
            left_out,
            [
                ("gone".to_owned(), Reason::OnlyInSource),
                ("flat".to_owned(), Reason::Constant),
                ("mixed".to_owned(), Reason::KindsDiffer),
                ("new".to_owned(), Reason::OnlyInTarget),
            ]
        );
    }

    #[test]
    fn the_label_is_no_input_and_may_be_missing_in_the_target() {
        let source = table("a.csv", vec![number("x", &[1.0, 2.0]), number("y", &[1.0, 2.0])]);
        let target = table("b.csv", vec![number("x", &[1.0, 2.0])]);
        let pairing = pair(&source, &target, Some("y"), None).unwrap();
        assert_eq!((pairing.inputs.len(), pairing.label), (1, None));
        let pairing = pair(&source, &source, Some("y"), None).unwrap();
        assert_eq!(pairing.label.unwrap().name, "y");
        let error = pair(&source, &target, Some("z"), None).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a.csv has no column \"z\". Its columns are: x, y."
        );
    }

    #[test]
    fn tables_without_a_common_column_say_so() {
        let source = table("a.csv", vec![number("x", &[1.0, 2.0])]);
        let target = table("b.csv", vec![number("y", &[1.0, 2.0])]);
        let error = pair(&source, &target, None, None).unwrap_err().to_string();
        assert!(
            error.contains("\"x\" is left out: only the source has it"),
            "{error}"
        );
    }

    #[test]
    fn chosen_columns_must_exist_on_both_sides() {
        let source = table("a.csv", vec![number("x", &[1.0, 2.0]), number("y", &[1.0, 2.0])]);
        let target = table("b.csv", vec![number("x", &[1.0, 2.0])]);
        let chosen = ["y".to_owned()];
        let error = pair(&source, &target, None, Some(&chosen)).unwrap_err();
        assert!(matches!(error, FeatureError::NoSuchColumn { file, .. } if file == "b.csv"));
    }
}
