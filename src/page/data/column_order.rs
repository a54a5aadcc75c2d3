//! The order in which columns are listed, and which of them a search finds.

use std::collections::HashMap;

use crate::features::ColumnOverview;

/// What columns are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// As in the files.
    File,
    /// By name.
    Name,
    /// Those that moved most first.
    Shift,
    /// Those with most missing cells first.
    Missing,
}

/// How far a column moved: the effect in standard deviations, and its adjusted p-value.
pub(super) type Shifts = HashMap<String, (f64, f64)>;

/// The columns in this order.
pub(super) fn sorted(mut columns: Vec<ColumnOverview>, order: Order, shifts: &Shifts) -> Vec<ColumnOverview> {
    match order {
        Order::File => {}
        Order::Name => columns.sort_by_key(|column| column.name.to_lowercase()),
        Order::Shift => {
            // What was not compared comes last.
            let shift =
                |column: &ColumnOverview| shifts.get(&column.name).map_or(-1.0, |(effect, _)| *effect);
            columns.sort_by(|one, other| shift(other).total_cmp(&shift(one)));
        }
        Order::Missing => {
            let missing = |column: &ColumnOverview| column.missing.into_iter().flatten().fold(0.0, f64::max);
            columns.sort_by(|one, other| missing(other).total_cmp(&missing(one)));
        }
    }
    columns
}

/// Whether a search finds a column by its name in either table.
pub(super) fn is_found(column: &ColumnOverview, search: &str) -> bool {
    let search = search.trim().to_lowercase();
    let names = std::iter::once(&column.name).chain(&column.target_name);
    names
        .into_iter()
        .any(|name| name.to_lowercase().contains(&search))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Role;

    fn column(name: &str, missing: f64) -> ColumnOverview {
        ColumnOverview {
            name: name.to_owned(),
            target_name: None,
            by_hand: false,
            role: Role::Feature,
            reason: None,
            only_names: false,
            kinds: [None; 2],
            missing: [Some(0.1), Some(missing)],
            unseen: 0,
            spellings: crate::features::Spellings::default(),
            overlay: None,
        }
    }

    #[test]
    fn columns_stand_in_the_order_that_is_asked_for() {
        let columns = [column("b", 0.5), column("C", 0.0), column("a", 0.9)];
        let shifts: Shifts = [("b", (0.1, 0.5)), ("C", (0.8, 0.01))]
            .map(|(name, shift)| (name.to_owned(), shift))
            .into();
        let names = |order| -> String {
            let sorted = sorted(columns.to_vec(), order, &shifts);
            sorted.into_iter().map(|column| column.name).collect()
        };
        assert_eq!(names(Order::File), "bCa");
        assert_eq!(names(Order::Name), "abC");
        assert_eq!(names(Order::Shift), "Cba");
        assert_eq!(names(Order::Missing), "abC");
    }

    #[test]
    fn a_search_finds_names_of_either_table() {
        let column = ColumnOverview {
            target_name: Some("Last".to_owned()),
            ..column("Load (kW)", 0.0)
        };
        assert!(is_found(&column, "load") && is_found(&column, " LAST ") && is_found(&column, ""));
        assert!(!is_found(&column, "temperature"));
    }
}
