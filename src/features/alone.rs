//! The columns of one table by itself, for a network that was trained on others.

use super::PairedColumn;
use super::cycles::every_cycle;
use super::joining::{join_columns, moments};
use crate::table::Table;

/// What every column of a table may be for a network: the same on both sides. Nothing is left out that does not vary
/// here, because the network knows what varied where it was trained. Free text and keys have no cells.
#[must_use]
pub fn alone(table: &Table) -> Vec<PairedColumn<'_>> {
    let columns = table.columns.iter().map(|column| match moments(column) {
        Some(moments) => every_cycle(&column.name, moments),
        None => join_columns(column, column).unwrap_or_default(),
    });
    columns.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::read;

    #[test]
    fn one_row_has_every_column_that_it_tells() {
        let table = read("one.csv", b"when,x,kind\n2021-03-04 05:00,1.5,a\n").unwrap();
        let names: Vec<String> = alone(&table).into_iter().map(|column| column.name).collect();
        let places = ["hour", "weekday", "day of the year", "month"];
        let places = places
            .iter()
            .flat_map(|place| ["sine", "cosine"].map(|part| format!("when ({place}, {part})")));
        let expected: Vec<String> = places.chain(["x".to_owned(), "kind".to_owned()]).collect();
        assert_eq!(names, expected);
    }
}
