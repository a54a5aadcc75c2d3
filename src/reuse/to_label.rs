//! Which rows of the target to label next, as a file that spreadsheets open.

use super::outcome::selection;
use super::predictions::{Form, distinct, row_name};
use crate::features::{originals, together};
use crate::report::{CheckedSettings, PredictionNames};
use crate::spreadsheet::Spreadsheet;
use crate::table::{Column, Table, Values};

/// The first `count` of these rows of the target that have no label, as CSV: the number of the row, its cells, and an empty
/// cell for the label as the last. `rows` are numbers from 1, in the order in which rows should be labelled.
#[must_use]
pub fn rows_to_label(
    source: &Table,
    target: &Table,
    question: &CheckedSettings,
    rows: &[u64],
    count: usize,
    names: &PredictionNames,
) -> String {
    let selection = selection(question.settings());
    let tables = together(source, target, &selection);
    let tables = tables.each_ref().map(AsRef::as_ref);
    let [_, target] = tables;
    let name = selection.label.unwrap_or_default();
    let label = originals(tables, &selection, name).map(|[_, of_target]| of_target);
    let is_label = |column: &Column| label.is_some_and(|label| label.name == column.name);
    let columns: Vec<&Column> = target
        .columns
        .iter()
        .filter(|column| !matches!(column.values, Values::Unused { .. }) && !is_label(column))
        .collect();
    let mut header = vec![row_name(target, names).clone()];
    header.extend(columns.iter().map(|column| column.name.clone()));
    header.push(label.map_or(name, |label| &label.name).to_owned());
    let form = Form::of(target);
    let mut file = Spreadsheet::new(form.delimiter, form.decimal_comma);
    file.line(distinct(header));
    let numbers = rows
        .iter()
        .filter_map(|&number| usize::try_from(number).ok()?.checked_sub(1));
    let unlabelled = numbers
        .filter(|&row| row < target.rows)
        .filter(|&row| label.is_none_or(|label| label.shown(row).is_none()));
    for row in unlabelled.take(count) {
        let mut cells = vec![(row + 1).to_string()];
        cells.extend(columns.iter().map(|column| form.cell(column, row)));
        cells.push(String::new());
        file.line(cells);
    }
    file.finish()
}

#[cfg(test)]
mod tests {
    use super::super::outcome::tests::question;
    use super::*;
    use crate::report::fixture::prediction_names;
    use crate::table::read;

    #[test]
    fn rows_without_a_label_come_in_their_order() {
        let table = |name: &str, text: &str| read(name, text.as_bytes()).unwrap();
        let source = table("a.csv", "x,y\n1.5,2.5\n2.5,3.5\n");
        let names = prediction_names();
        let target = table("b.csv", "y,x\n,10.5\n7.5,20.5\n,30.5\n,40.5\n");
        let asked = |target: &Table, rows: &[u64], count| {
            rows_to_label(&source, target, &question(), rows, count, &names)
        };
        // The second has a label, and there is no ninth.
        assert_eq!(
            asked(&target, &[4, 2, 9, 1, 3], 2),
            "\u{feff}row,x,y\r\n4,40.5,\r\n1,10.5,\r\n"
        );
        let target = table("b.csv", "x\n10.5\n20.5\n");
        assert_eq!(asked(&target, &[2], 5), "\u{feff}row,x,y\r\n2,20.5,\r\n");
    }
}
