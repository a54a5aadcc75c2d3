//! Predictions as a file that spreadsheets open: each row of a table, and what a network says of it.

use std::collections::HashSet;

use super::Kept;
use super::kept::HALF_WIDTH;
use crate::failure::ReuseError;
use crate::features::{Pairing, Selection, Side, originals};
use crate::model::Answers;
use crate::report::{ArmName, PredictionNames};
use crate::spreadsheet::Spreadsheet;
use crate::table::{Column, Decimal, Delimiter, Note, Table, Values};

/// Digits of a predicted number: networks compute with seven.
const DIGITS: usize = 6;

/// A network's predictions for every row of one side of paired tables, as CSV: the row's number, the columns of the table
/// with the actual label as the last of them, the predicted number with its interval or the class with the probability of
/// each, and whether the network learned from the row, where that is known. Columns whose cells are not kept (free text and
/// keys) are not there.
///
/// Cells are delimited, and decimals marked, as where the table comes from, so that it opens in the same program.
pub(super) fn predictions(
    kept: &Kept,
    tables: [&Table; 2],
    side: Side,
    pairing: &Pairing<'_>,
    selection: &Selection<'_>,
    names: &PredictionNames,
) -> Result<String, ReuseError> {
    let at = match side {
        Side::Source => 0,
        Side::Target => 1,
    };
    let answers = kept.answers(pairing, side)?;
    let actual = originals(tables, selection, &kept.label).map_or("", |both| both[at].name.as_str());
    Ok(file(kept, tables[at], side, &answers, actual, names))
}

/// The same for a table that has no partner.
pub(super) fn predictions_alone(
    kept: &Kept,
    table: &Table,
    names: &PredictionNames,
) -> Result<String, ReuseError> {
    let answers = kept.answers_alone(table)?;
    Ok(file(kept, table, Side::Target, &answers, &kept.label, names))
}

/// The file. `actual` is the column of the table that has the label.
fn file(
    kept: &Kept,
    table: &Table,
    side: Side,
    answers: &Answers,
    actual: &str,
    names: &PredictionNames,
) -> String {
    let mut columns: Vec<_> = table
        .columns
        .iter()
        .filter(|column| !matches!(column.values, Values::Unused { .. }))
        .collect();
    // The actual label beside the predicted one.
    columns.sort_by_key(|column| column.name == actual);
    // It was measured on rows of the target, unless the target has no labels. Other rows may lie farther away.
    let is_measured = side == Side::Target || kept.arm == ArmName::Adapted;
    let half = kept
        .metrics
        .iter()
        .find(|(name, _)| is_measured && name == HALF_WIDTH);
    let taught = kept.rows_that_taught(table);

    let mut header = vec![row_name(table, names).clone()];
    header.extend(columns.iter().map(|column| column.name.clone()));
    header.push(PredictionNames::with(&names.predicted, &kept.label));
    match answers {
        Answers::Numbers(_) if half.is_some() => header.extend([names.lower.clone(), names.upper.clone()]),
        Answers::Numbers(_) => {}
        Answers::Classes { .. } => {
            let classes = kept.classes.iter();
            header.extend(classes.map(|class| PredictionNames::with(&names.probability, class)));
        }
    }
    header.extend(taught.map(|_| names.taught.clone()));

    let form = Form::of(table);
    let mut file = Spreadsheet::new(form.delimiter, form.decimal_comma);
    file.line(distinct(header));
    for row in 0..table.rows {
        let mut cells = vec![(row + 1).to_string()];
        cells.extend(columns.iter().map(|column| form.cell(column, row)));
        match answers {
            Answers::Numbers(numbers) => {
                let number = numbers[row];
                cells.push(form.rounded(number));
                if let Some((_, half)) = half {
                    cells.extend([number - half, number + half].map(|end| form.rounded(end)));
                }
            }
            Answers::Classes { codes, probabilities } => {
                cells.push(kept.classes.get(codes[row] as usize).cloned().unwrap_or_default());
                let shares = probabilities.row(row).iter();
                cells.extend(shares.map(|&share| form.rounded(f64::from(share))));
            }
        }
        cells.extend(taught.map(|rows| if rows[row] { &names.yes } else { &names.no }.clone()));
        file.line(cells);
    }
    file.finish()
}

/// What the numbers of rows are called. Whoever joins by the number must not take it for that of the file's row.
pub(super) fn row_name<'n>(table: &Table, names: &'n PredictionNames) -> &'n String {
    let is_sampled = |note: &Note| matches!(note, Note::Sampled { .. });
    if table.notes.iter().any(is_sampled) {
        &names.sampled_row
    } else {
        &names.row
    }
}

/// The names with a number behind those that stand there already.
pub(super) fn distinct(names: Vec<String>) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    names
        .into_iter()
        .map(|name| {
            let mut one = name.clone();
            let mut number = 2;
            while !taken.insert(one.clone()) {
                one = format!("{name} ({number})");
                number += 1;
            }
            one
        })
        .collect()
}

/// How cells are delimited and decimals marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) delimiter: char,
    pub(super) decimal_comma: bool,
}

impl Form {
    pub(super) fn of(table: &Table) -> Self {
        let decimal_comma = table.findings.decimal == Decimal::Comma;
        let by_semicolon = table.findings.dialect.dialect.delimiter == Delimiter::Semicolon;
        Self {
            delimiter: if by_semicolon { ';' } else { ',' },
            decimal_comma,
        }
    }

    /// A cell as it stands in the table.
    pub(super) fn cell(self, column: &Column, row: usize) -> String {
        let shown = column.shown(row).unwrap_or_default();
        match &column.values {
            Values::Number(_) => self.number(&shown),
            _ => shown,
        }
    }

    fn number(self, text: &str) -> String {
        if self.decimal_comma {
            text.replace('.', ",")
        } else {
            text.to_owned()
        }
    }

    /// A number with no more than [`DIGITS`] digits that count.
    fn rounded(self, value: f64) -> String {
        let rounded: f64 = format!("{value:.*e}", DIGITS - 1).parse().unwrap_or(value);
        self.number(&rounded.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINT: Form = Form {
        delimiter: ',',
        decimal_comma: false,
    };
    const COMMA: Form = Form {
        delimiter: ';',
        decimal_comma: true,
    };

    #[test]
    fn numbers_have_six_digits_at_most() {
        let rounded =
            [0.1, 0.123_456_789, -1_234.567_89, 1e-7, 12_345_678.9].map(|value| POINT.rounded(value));
        assert_eq!(rounded, ["0.1", "0.123457", "-1234.57", "0.0000001", "12345700"]);
        assert_eq!(COMMA.rounded(-1.5), "-1,5");
    }

    #[test]
    fn a_name_that_stands_there_already_gets_a_number() {
        let names = ["row", "y", "row", "row (2)"].map(str::to_owned).to_vec();
        assert_eq!(distinct(names), ["row", "y", "row (2)", "row (2) (2)"]);
    }
}
