//! Which columns of two tables belong together.

use std::borrow::Cow;
use std::collections::HashMap;

use super::cycles::{Moments, cyclic};
use super::names::key;
use crate::table::{Column, Kind, MISSING_CODE, Table, Values};

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
    Numbers(Cow<'t, [f64]>),
    /// Indices into the column's shared levels, [`MISSING_CODE`] where a cell is missing.
    Codes(Vec<u32>),
}

/// A column that both tables have, with cells of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct PairedColumn<'t> {
    /// The name.
    pub name: String,
    /// The name of the source's column that it was made of.
    pub origin: String,
    /// The source's cells.
    pub source: Cells<'t>,
    /// The target's cells.
    pub target: Cells<'t>,
    /// The distinct categories of both sides; empty for numbers.
    pub levels: Vec<String>,
}

impl<'t> PairedColumn<'t> {
    /// A column that was made of the source's column of the same name.
    #[must_use]
    pub fn new(name: &str, source: Cells<'t>, target: Cells<'t>, levels: Vec<String>) -> Self {
        Self {
            name: name.to_owned(),
            origin: name.to_owned(),
            source,
            target,
            levels,
        }
    }
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
    /// It holds free text.
    #[error("it holds free text")]
    Text,
    /// It holds row numbers or keys.
    #[error("it tells rows apart and says nothing about them")]
    Identifier,
    /// The two sides hold other kinds of values.
    #[error("it holds {} on one side and {} on the other", plural(*.0), plural(*.1))]
    KindsDiffer(Kind, Kind),
    /// All cells have one value, or are missing.
    #[error("all its cells are the same")]
    Constant,
    /// Dates can be inputs, and no label.
    #[error("it holds dates or times")]
    Moment,
    /// It says the same as the label, and would give the answer away.
    #[error("it repeats the label (correlation above .999)")]
    RepeatsLabel,
    /// The question names other columns.
    #[error("it was not chosen")]
    NotChosen,
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => "numbers",
        Kind::Category => "categories",
        Kind::Boolean => "truth values",
        Kind::Moment => "dates or times",
        Kind::Text => "free text",
        Kind::Identifier => "identifiers",
    }
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
        /// All columns, with the reason of each.
        columns: Vec<LeftOut>,
    },
}

/// Most distinct numbers of a column that can be codes.
const MOST_NUMBER_LEVELS: usize = 100;

/// From this correlation with the label on, a column repeats it.
const REPEATS_LABEL: f64 = 0.999;

/// Fewest rows for a correlation: two points always lie on a line.
const FEWEST_CORRELATED: f64 = 10.0;

/// How many column names an error lists.
const NAMES_IN_ERROR: usize = 8;

/// Matches the columns of two tables by name: by the very name first, then by what is left of it without case,
/// accents, spaces and punctuation, where that is unique on both sides.
///
/// `label` and `columns` are names of the source's columns; where `columns` is absent, every column that pairs is
/// an input.
pub fn pair<'t>(
    source: &'t Table,
    target: &'t Table,
    label: Option<&str>,
    columns: Option<&[String]>,
) -> Result<Pairing<'t>, FeatureError> {
    let partners = partners(source, target);
    for name in columns.unwrap_or_default() {
        let index = named(source, name)?;
        if partners[index].is_none() {
            return Err(unknown(target, name));
        }
    }
    if let Some(label) = label {
        named(source, label)?;
    }
    let mut inputs = Vec::new();
    let mut left_out = Vec::new();
    let mut label_column = None;
    for (column, partner) in source.columns.iter().zip(&partners) {
        let other = partner.map(|index| &target.columns[index]);
        if label == Some(column.name.as_str()) {
            // A target without labels is a common case: the inputs can still be tested.
            if let Some(other) = other {
                label_column = Some(pair_label(column, other)?);
            }
            continue;
        }
        let paired = match other {
            _ if columns.is_some_and(|names| !names.contains(&column.name)) => Err(Reason::NotChosen),
            None => Err(Reason::OnlyInSource),
            Some(other) => pair_columns(column, other),
        };
        match paired {
            Ok(paired) => inputs.extend(paired),
            Err(reason) => left_out.push(LeftOut {
                name: column.name.clone(),
                reason,
            }),
        }
    }
    if let Some(label) = &label_column {
        let (repeating, kept) = inputs.into_iter().partition(|column| repeats(column, label));
        inputs = kept;
        left_out.extend(
            <Vec<PairedColumn<'_>>>::into_iter(repeating).map(|column| LeftOut {
                name: column.origin,
                reason: Reason::RepeatsLabel,
            }),
        );
    }
    let only_in_target = (0..target.columns.len()).filter(|index| !partners.contains(&Some(*index)));
    left_out.extend(only_in_target.map(|index| LeftOut {
        name: target.columns[index].name.clone(),
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
            columns: left_out,
        });
    }
    Ok(Pairing {
        inputs,
        label: label_column,
        left_out,
        rows: [source.rows, target.rows],
    })
}

/// Whether a column of numbers is a straight line of the label. On the rows of both sides together, so that the
/// choice of columns cannot know which side a row comes from, and the test stays exact.
fn repeats(column: &PairedColumn<'_>, label: &PairedColumn<'_>) -> bool {
    let sides = [Side::Source, Side::Target].map(|side| match (column.cells(side), label.cells(side)) {
        (Cells::Numbers(x), Cells::Numbers(y)) => (&x[..], &y[..]),
        _ => (&[][..], &[][..]),
    });
    let pairs = || {
        let all = sides.iter().flat_map(|(x, y)| x.iter().zip(y.iter()));
        all.filter(|(x, y)| !x.is_nan() && !y.is_nan())
    };
    let count = pairs().count() as f64;
    if count < FEWEST_CORRELATED {
        return false;
    }
    let [mean_x, mean_y] = [
        pairs().map(|(x, _)| x).sum::<f64>() / count,
        pairs().map(|(_, y)| y).sum::<f64>() / count,
    ];
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in pairs() {
        let (x, y) = (x - mean_x, y - mean_y);
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }
    xx > 0.0 && yy > 0.0 && (xy / xx.sqrt() / yy.sqrt()).abs() > REPEATS_LABEL
}

/// For each column of the source the index of the target's column that belongs to it.
#[must_use]
pub fn partners(source: &Table, target: &Table) -> Vec<Option<usize>> {
    let exact: HashMap<&str, usize> = target
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| (column.name.as_str(), index))
        .collect();
    let by_name: Vec<Option<usize>> = source
        .columns
        .iter()
        .map(|column| exact.get(column.name.as_str()).copied())
        .collect();
    let free = |index: &usize| !by_name.contains(&Some(*index));
    let of_source = unique_keys(
        source,
        (0..source.columns.len()).filter(|index| by_name[*index].is_none()),
    );
    let of_target = unique_keys(target, (0..target.columns.len()).filter(free));
    let mut partners = by_name.clone();
    for (key, index) in of_source {
        if let (Some(index), Some(&Some(other))) = (index, of_target.get(&key)) {
            partners[index] = Some(other);
        }
    }
    partners
}

/// The columns by the keys of their names; nothing where two have one.
fn unique_keys(table: &Table, columns: impl Iterator<Item = usize>) -> HashMap<String, Option<usize>> {
    let mut keys = HashMap::new();
    for index in columns {
        let key = key(&table.columns[index].name);
        if !key.is_empty() {
            keys.entry(key)
                .and_modify(|known| *known = None)
                .or_insert(Some(index));
        }
    }
    keys
}

fn named(table: &Table, name: &str) -> Result<usize, FeatureError> {
    let place = table.columns.iter().position(|column| column.name == name);
    place.ok_or_else(|| unknown(table, name))
}

fn unknown(table: &Table, name: &str) -> FeatureError {
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
}

fn pair_label<'t>(source: &'t Column, target: &'t Column) -> Result<PairedColumn<'t>, FeatureError> {
    let paired = match source.values {
        Values::Moment { .. } => Err(Reason::Moment),
        _ => pair_columns(source, target),
    };
    let unusable = |reason| FeatureError::UnusableLabel {
        column: source.name.clone(),
        reason,
    };
    // What is no date pairs to one column.
    paired
        .and_then(|mut columns| columns.pop().ok_or(Reason::Constant))
        .map_err(unusable)
}

/// The columns that two columns of one name become: one, or several where they hold dates.
pub(super) fn pair_columns<'t>(
    source: &'t Column,
    target: &'t Column,
) -> Result<Vec<PairedColumn<'t>>, Reason> {
    let name = source.name.as_str();
    let named = |source, target, levels| PairedColumn::new(name, source, target, levels);
    let paired = match (&source.values, &target.values) {
        (Values::Unused { .. }, _) | (_, Values::Unused { .. }) => {
            let reason = match (source.kind(), target.kind()) {
                (Kind::Text, _) | (_, Kind::Text) => Reason::Text,
                _ => Reason::Identifier,
            };
            return Err(reason);
        }
        (Values::Number(a), Values::Number(b)) => named(
            Cells::Numbers(Cow::Borrowed(a)),
            Cells::Numbers(Cow::Borrowed(b)),
            Vec::new(),
        ),
        (
            &Values::Moment {
                seconds: ref a,
                has_date,
                has_time,
            },
            &Values::Moment {
                seconds: ref b,
                has_date: target_has_date,
                has_time: target_has_time,
            },
        ) => {
            let sides = [(a, has_date, has_time), (b, target_has_date, target_has_time)];
            let sides = sides.map(|(seconds, has_date, has_time)| Moments {
                seconds,
                has_date,
                has_time,
            });
            let columns = cyclic(&source.name, sides);
            return if columns.is_empty() {
                Err(Reason::Constant)
            } else {
                Ok(columns)
            };
        }
        _ => match (categories(source), categories(target)) {
            (Some(one), Some(other)) if source.kind() != Kind::Number && target.kind() != Kind::Number => {
                joined(one, other, named)
            }
            // Codes that are numbers on one side and texts on the other, because one text is no number.
            (Some(one), Some(other)) if share_levels(&one, &other) => joined(one, other, named),
            _ => return Err(Reason::KindsDiffer(source.kind(), target.kind())),
        },
    };
    if is_constant(&paired) {
        Err(Reason::Constant)
    } else {
        Ok(vec![paired])
    }
}

/// The codes and levels of a column.
type Categories = (Vec<u32>, Vec<String>);

/// A column as categories; numbers only where they are few.
fn categories(column: &Column) -> Option<Categories> {
    match &column.values {
        Values::Category { codes, levels } => Some((codes.clone(), levels.clone())),
        Values::Boolean { codes } => Some((codes.clone(), vec!["false".to_owned(), "true".to_owned()])),
        Values::Number(numbers) => {
            let mut levels: Vec<f64> = Vec::new();
            let mut codes = Vec::with_capacity(numbers.len());
            for number in numbers {
                if number.is_nan() {
                    codes.push(MISSING_CODE);
                    continue;
                }
                let code = levels
                    .iter()
                    .position(|level| level.to_bits() == number.to_bits())
                    .unwrap_or(levels.len());
                if code == levels.len() {
                    if levels.len() == MOST_NUMBER_LEVELS {
                        return None;
                    }
                    levels.push(*number);
                }
                codes.push(u32::try_from(code).unwrap_or(MISSING_CODE));
            }
            Some((codes, levels.iter().map(ToString::to_string).collect()))
        }
        Values::Moment { .. } | Values::Unused { .. } => None,
    }
}

/// Whether half of the levels of the side with fewer occur on the other, once `0` and `1` read as truths.
fn share_levels(one: &Categories, other: &Categories) -> bool {
    let (few, many) = if one.1.len() <= other.1.len() {
        (one, other)
    } else {
        (other, one)
    };
    let plain = |level: &String| truth_word(level).to_owned();
    let many: Vec<String> = if few
        .1
        .iter()
        .chain(&many.1)
        .any(|level| level == "true" || level == "false")
    {
        many.1.iter().map(plain).collect()
    } else {
        many.1.clone()
    };
    let shared = few
        .1
        .iter()
        .filter(|level| many.contains(level) || many.contains(&plain(level)))
        .count();
    shared > 0 && 2 * shared >= few.1.len()
}

/// `1` and `0` as truths.
fn truth_word(level: &str) -> &str {
    match level {
        "1" => "true",
        "0" => "false",
        level => level,
    }
}

/// Both sides with the levels of either, the source's first.
fn joined<'t>(
    (source_codes, source_levels): Categories,
    (target_codes, target_levels): Categories,
    named: impl FnOnce(Cells<'t>, Cells<'t>, Vec<String>) -> PairedColumn<'t>,
) -> PairedColumn<'t> {
    let truths = [&source_levels, &target_levels]
        .into_iter()
        .any(|levels| levels.len() == 2 && levels[0] == "false" && levels[1] == "true");
    let word = |level: &str| {
        if truths {
            truth_word(level).to_owned()
        } else {
            level.to_owned()
        }
    };
    let mut levels: Vec<String> = Vec::new();
    let mut index: HashMap<String, u32> = HashMap::new();
    let mut code_of = |level: &String| {
        let level = word(level);
        *index.entry(level.clone()).or_insert_with(|| {
            levels.push(level);
            u32::try_from(levels.len() - 1).unwrap_or(MISSING_CODE)
        })
    };
    let source_map: Vec<u32> = source_levels.iter().map(&mut code_of).collect();
    let target_map: Vec<u32> = target_levels.iter().map(&mut code_of).collect();
    let renamed = |codes: Vec<u32>, map: &[u32]| {
        let codes = codes.into_iter();
        Cells::Codes(
            codes
                .map(|code| map.get(code as usize).copied().unwrap_or(MISSING_CODE))
                .collect(),
        )
    };
    named(
        renamed(source_codes, &source_map),
        renamed(target_codes, &target_map),
        levels,
    )
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
    use crate::table::read;

    fn boolean(name: &str, codes: &[u32]) -> Column {
        Column {
            name: name.into(),
            values: Values::Boolean {
                codes: codes.to_vec(),
            },
        }
    }

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
        let mut table = read(name, b"a\n1.5\n2.5\n").unwrap();
        table.columns = columns;
        table
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
                (
                    "mixed".to_owned(),
                    Reason::KindsDiffer(Kind::Number, Kind::Category)
                ),
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

    #[test]
    fn names_pair_without_case_accents_and_spaces_where_that_is_plain() {
        let source = table(
            "a.csv",
            vec![
                number("Température max", &[1.0, 2.0]),
                number("x 1", &[1.0, 2.0]),
                number("X_1", &[3.0, 4.0]),
            ],
        );
        let target = table(
            "b.csv",
            vec![number("x1", &[5.0, 6.0]), number("temperature_max", &[1.0, 2.0])],
        );
        assert_eq!(partners(&source, &target), [Some(1), None, None]);
        let pairing = pair(&source, &target, None, None).unwrap();
        assert_eq!(pairing.inputs.len(), 1);
        assert_eq!(pairing.inputs[0].name, "Température max");
        // The very name comes first.
        let target = table(
            "b.csv",
            vec![number("X_1", &[5.0, 6.0]), number("x 1", &[5.0, 6.0])],
        );
        assert_eq!(partners(&source, &target), [None, Some(1), Some(0)]);
    }

    #[test]
    fn truths_pair_with_their_digits_and_codes_with_their_numbers() {
        let one = boolean("t", &[0, 1, MISSING_CODE]);
        let other = number("t", &[1.0, 1.0, 0.0]);
        let paired = pair_columns(&one, &other).unwrap();
        assert_eq!(paired[0].levels, ["false", "true"]);
        assert_eq!(paired[0].source, Cells::Codes(vec![0, 1, MISSING_CODE]));
        assert_eq!(paired[0].target, Cells::Codes(vec![1, 1, 0]));
        let codes = category("c", &["1", "2", "X"]);
        let other = number("c", &[2.0, 7.0, 1.0]);
        let paired = pair_columns(&codes, &other).unwrap();
        assert_eq!(paired[0].levels, ["1", "2", "X", "7"]);
        assert_eq!(paired[0].target, Cells::Codes(vec![1, 3, 0]));
        assert_eq!(
            pair_columns(&codes, &number("c", &[8.0, 9.0, 10.0])),
            Err(Reason::KindsDiffer(Kind::Category, Kind::Number))
        );
    }

    #[test]
    fn a_column_that_repeats_the_label_is_left_out() {
        let y: Vec<f64> = (0..20).map(|row| f64::from(row * row % 17)).collect();
        let double: Vec<f64> = y.iter().map(|y| 3.0 - 2.0 * y).collect();
        let noisy: Vec<f64> = y
            .iter()
            .enumerate()
            .map(|(row, y)| y + (row % 3) as f64)
            .collect();
        let table = table(
            "a.csv",
            vec![
                number("y", &y),
                number("double", &double),
                number("noisy", &noisy),
            ],
        );
        let pairing = pair(&table, &table, Some("y"), None).unwrap();
        assert_eq!(pairing.inputs.len(), 1);
        let expected = LeftOut {
            name: "double".to_owned(),
            reason: Reason::RepeatsLabel,
        };
        assert_eq!(pairing.left_out, [expected]);
        assert_eq!(pair(&table, &table, None, None).unwrap().inputs.len(), 3);
    }
}
