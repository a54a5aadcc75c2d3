//! Rows that stand in both tables by their inputs, whatever their labels are.

use std::collections::HashSet;

use super::pairing::{Pairing, Selection};
use super::partners::Partners;
use super::warnings::{are_copies, not_in, row_hashes};
use crate::table::Table;

/// Rows of both tables that have the same inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SameInputs {
    /// The rows of source and target whose inputs stand in the other table, too.
    pub rows: [usize; 2],
    /// Whether both tables hold the same input rows, each as often in the one as in the other.
    pub are_all: bool,
}

/// The rows with the same inputs, where there are more of them than coincidence gives. Dates count with their year.
#[must_use]
pub fn same_inputs(
    source: &Table,
    target: &Table,
    selection: &Selection<'_>,
    pairing: &Pairing<'_>,
) -> Option<SameInputs> {
    let inputs: HashSet<&str> = pairing
        .inputs
        .iter()
        .map(|column| column.origin.as_str())
        .collect();
    let partners = Partners::of(source, target, &selection.pairs()).of_source;
    let partners: Vec<Option<usize>> = partners
        .into_iter()
        .zip(&source.columns)
        .map(|(partner, column)| partner.filter(|_| inputs.contains(column.name.as_str())))
        .collect();
    let [mut one, mut other] = row_hashes(source, target, &partners, |_| true)?;
    let rows = [
        one.len() - not_in(&other, &one).len(),
        other.len() - not_in(&one, &other).len(),
    ];
    if !are_copies([&one, &other], rows[1]) {
        return None;
    }
    one.sort_unstable();
    other.sort_unstable();
    Some(SameInputs {
        rows,
        are_all: one == other,
    })
}

#[cfg(test)]
mod tests {
    use super::super::pair;
    use super::*;
    use crate::table::read;

    /// Rows with two inputs and a label that depends on the table.
    fn rows(range: std::ops::Range<u32>, label: u32) -> Vec<String> {
        let row = |row: u32| {
            format!(
                "{}.5,{}.25,{}\n",
                row * 7_919 % 1_000,
                row * 31 % 97,
                row * label % 83
            )
        };
        range.map(row).collect()
    }

    fn found(source: &[String], target: &[String]) -> Option<SameInputs> {
        let [source, target] = [("a.csv", source), ("b.csv", target)]
            .map(|(file, rows)| read(file, format!("x,z,y\n{}", rows.concat()).as_bytes()).unwrap());
        let selection = Selection {
            label: Some("y"),
            ..Selection::default()
        };
        let pairing = pair(&source, &target, &selection).unwrap();
        same_inputs(&source, &target, &selection, &pairing)
    }

    #[test]
    fn the_same_inputs_are_found_whatever_their_labels_and_their_order_are() {
        let source = rows(0..60, 3);
        let mut target = rows(0..60, 5);
        target.reverse();
        let all = SameInputs {
            rows: [60, 60],
            are_all: true,
        };
        assert_eq!(found(&source, &target), Some(all));
        // The target has a row twice, and lacks another.
        target[0] = target[1].clone();
        let nearly = SameInputs {
            rows: [59, 60],
            are_all: false,
        };
        assert_eq!(found(&source, &target), Some(nearly));
        let some = SameInputs {
            rows: [20, 20],
            are_all: false,
        };
        assert_eq!(found(&source, &rows(40..100, 5)), Some(some));
        assert_eq!(found(&source, &rows(60..120, 5)), None);
    }

    #[test]
    fn columns_of_few_values_meet_by_coincidence() {
        let few = |count: u32, step: u32| {
            let row = |row: u32| format!("{},{},{}.5\n", row * step % 3, row * step / 7 % 2, row * 13 % 71);
            (0..count).map(row).collect::<Vec<String>>()
        };
        assert_eq!(found(&few(60, 5), &few(50, 11)), None);
    }

    #[test]
    fn rows_of_other_years_that_somebody_compares_are_other_rows() {
        let [source, target] = [1950, 2010].map(|year| {
            let rows = (0..30).map(|row| format!("{},{}.5\n", year + row % 3, row * 31 % 97));
            read(
                "a.csv",
                format!("year,x\n{}", rows.collect::<String>()).as_bytes(),
            )
            .unwrap()
        });
        let columns = ["year", "x"].map(str::to_owned);
        let chosen = Selection {
            columns: Some(&columns),
            ..Selection::default()
        };
        let found = |selection: &Selection<'_>| {
            let pairing = pair(&source, &target, selection).unwrap();
            same_inputs(&source, &target, selection, &pairing)
        };
        assert!(found(&Selection::default()).is_some_and(|found| found.are_all));
        assert_eq!(found(&chosen), None);
    }

    #[test]
    fn the_same_days_of_two_years_are_other_rows() {
        let year = |year: u32| {
            let rows = (1..29).map(|day| format!("{year}-02-{day:02},{}.5\n", day * year % 71));
            format!("day,y\n{}", rows.collect::<String>())
        };
        let of = |years: [u32; 2]| {
            let [source, target] = [("a.csv", years[0]), ("b.csv", years[1])]
                .map(|(file, y)| read(file, year(y).as_bytes()).unwrap());
            let selection = Selection {
                label: Some("y"),
                ..Selection::default()
            };
            let pairing = pair(&source, &target, &selection).unwrap();
            same_inputs(&source, &target, &selection, &pairing)
        };
        assert_eq!(of([2014, 2015]), None);
        assert!(of([2015, 2015]).is_some_and(|found| found.are_all));
    }
}
