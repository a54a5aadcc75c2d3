//! Which cells of a sheet are formulas that nobody has computed, and how many rows the sheet hides.
//!
//! Programs that write formulas and cannot compute them leave the value out, or write zero and ask whoever opens the file to
//! compute. Neither is a value.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::size_of;

/// What a formula has for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::convert) enum Computed {
    Nothing,
    /// A zero, which may stand for a value that is not known.
    Zero,
    Value,
}

/// The formulas of a sheet.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::convert) struct Formulas {
    /// How many cells there are so far, and which of them are formulas, where cells come one by one.
    cells: u64,
    in_order: Vec<(u64, Computed)>,
    /// How many formulas without a value each column has, where whole sheets are read.
    uncomputed: BTreeMap<u64, u64>,
    /// Rows with cells that the sheet does not show, as where it is filtered.
    pub(in crate::convert) hidden_rows: u64,
    /// Whether programs are asked to compute all formulas when they open the file.
    pub(super) are_computed_on_load: bool,
}

impl Formulas {
    /// Counts the next cell, which may be a formula.
    pub(super) fn add_cell(&mut self, formula: Option<Computed>) {
        if let Some(computed) = formula {
            self.in_order.push((self.cells, computed));
        }
        self.cells += 1;
    }

    /// Counts formulas without a value in a column.
    pub(super) fn add_uncomputed(&mut self, column: u64, count: u64) {
        let so_far = self.uncomputed.entry(column).or_default();
        *so_far = so_far.saturating_add(count);
    }

    /// Bytes of memory that they take.
    pub(super) fn bytes(&self) -> u64 {
        (self.in_order.len() * size_of::<(u64, Computed)>()) as u64
    }

    /// Whether some may have a value that is none, or an old one.
    pub(in crate::convert) fn are_open(&self) -> bool {
        let is_open = |computed: Computed| self.are_computed_on_load || computed == Computed::Nothing;
        !self.uncomputed.is_empty() || self.in_order.iter().any(|(_, computed)| is_open(*computed))
    }

    /// Looks at all cells of the sheet once more, which have these columns in their order.
    pub(in crate::convert) fn by_column(&self, columns: impl Iterator<Item = u32>) -> Uncomputed {
        let mut counts: BTreeMap<u32, [u64; 3]> = BTreeMap::new();
        for (column, count) in &self.uncomputed {
            if let Ok(column) = u32::try_from(*column) {
                counts.entry(column).or_default()[0] += count;
            }
        }
        let mut formulas = self.in_order.iter().peekable();
        for (cell, column) in (0_u64..).zip(columns) {
            let Some((_, computed)) = formulas.next_if(|(next, _)| *next == cell) else {
                continue;
            };
            let [nothing, zero, value] = counts.entry(column).or_default();
            *match computed {
                Computed::Nothing => nothing,
                Computed::Zero => zero,
                Computed::Value => value,
            } += 1;
        }
        let mut found = Uncomputed::default();
        for (column, [nothing, zero, value]) in counts {
            // Where each is zero, none was computed.
            let are_placeholders = self.are_computed_on_load && value == 0;
            if are_placeholders && zero > 0 {
                found.placeholders.insert(column);
            }
            let (never, old) = match (self.are_computed_on_load, are_placeholders) {
                (true, true) => (nothing + zero, 0),
                (true, false) => (nothing, zero + value),
                (false, _) => (nothing, 0),
            };
            if never + old > 0 {
                found.columns.push((column, never, old));
            }
        }
        found
    }

    /// The numbers of the cells that are formulas with the value zero.
    pub(in crate::convert) fn zeros(&self) -> impl Iterator<Item = u64> {
        let zeros = self
            .in_order
            .iter()
            .filter(|(_, computed)| *computed == Computed::Zero);
        zeros.map(|(cell, _)| *cell)
    }
}

/// What is not computed in the columns of a sheet.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::convert) struct Uncomputed {
    /// Each column with how many formulas were never computed, and how many have a value that is to be computed again.
    pub(in crate::convert) columns: Vec<(u32, u64, u64)>,
    /// Columns in which a formula's zero is no value.
    pub(in crate::convert) placeholders: BTreeSet<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formulas(is_computed_on_load: bool, cells: &[Option<Computed>]) -> Formulas {
        let mut formulas = Formulas {
            are_computed_on_load: is_computed_on_load,
            ..Formulas::default()
        };
        for cell in cells {
            formulas.add_cell(*cell);
        }
        formulas
    }

    #[test]
    fn zeros_are_placeholders_where_all_are_zero_and_computing_is_asked_for() {
        use Computed::{Nothing, Value, Zero};
        // Three columns: numbers, formulas that are all zero, and formulas of which some are.
        let cells = [
            [None, Some(Zero), Some(Zero)],
            [None, Some(Zero), Some(Value)],
            [None, Some(Nothing), Some(Nothing)],
        ]
        .concat();
        let columns = || [4, 5, 6].into_iter().cycle();
        let asked = formulas(true, &cells);
        let expected = Uncomputed {
            columns: vec![(5, 3, 0), (6, 1, 2)],
            placeholders: BTreeSet::from([5]),
        };
        assert!(asked.are_open());
        assert_eq!(asked.by_column(columns().take(9)), expected);
        assert_eq!(asked.zeros().collect::<Vec<u64>>(), [1, 2, 4]);
        let computed = formulas(false, &cells);
        let expected = Uncomputed {
            columns: vec![(5, 1, 0), (6, 1, 0)],
            placeholders: BTreeSet::new(),
        };
        assert_eq!(computed.by_column(columns().take(9)), expected);
        assert!(!formulas(false, &cells[..6]).are_open());
        assert!(!formulas(true, &[None]).are_open());
    }
}
