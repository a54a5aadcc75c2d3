//! A column that both tables have.

use std::borrow::Cow;
use std::collections::HashSet;

use super::levels::Spelling;
use crate::report::Side;
use crate::table::MISSING_CODE;

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
    /// The distinct categories of both sides, as the source writes them; empty for numbers.
    pub levels: Vec<String>,
    /// Whether the test compares it; else only networks learn from it.
    pub is_compared: bool,
    /// The other texts that stand for them in either table.
    pub spellings: Vec<Spelling>,
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
            is_compared: true,
            spellings: Vec::new(),
        }
    }
}

#[cfg(test)]
impl<'t> PairedColumn<'t> {
    /// A column of numbers.
    pub(crate) fn of_numbers(
        name: &str,
        source: impl Into<Cow<'t, [f64]>>,
        target: impl Into<Cow<'t, [f64]>>,
    ) -> Self {
        let [source, target] = [source.into(), target.into()].map(Cells::Numbers);
        Self::new(name, source, target, Vec::new())
    }

    /// A column of categories.
    pub(crate) fn of_codes(name: &str, source: &[u32], target: &[u32], levels: &[&str]) -> Self {
        let [source, target] = [source, target].map(|codes| Cells::Codes(codes.to_vec()));
        let levels = levels.iter().map(|&level| level.to_owned()).collect();
        Self::new(name, source, target, levels)
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

    /// Cells of the target whose category no cell of the source has.
    #[must_use]
    pub fn unseen(&self) -> u64 {
        let (Cells::Codes(source), Cells::Codes(target)) = (&self.source, &self.target) else {
            return 0;
        };
        let mut seen = vec![false; self.levels.len()];
        for &code in source {
            if let Some(seen) = seen.get_mut(code as usize) {
                *seen = true;
            }
        }
        let unseen = target
            .iter()
            .filter(|&&code| seen.get(code as usize) == Some(&false));
        unseen.count() as u64
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

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Numbers(values) => values.len(),
            Self::Codes(codes) => codes.len(),
        }
    }

    /// The rows whose cells are not missing.
    pub(super) fn present(&self) -> impl Iterator<Item = usize> + Clone {
        (0..self.len()).filter(|&row| !self.is_missing(row))
    }

    /// What the cell of a row holds, in a form that can be compared.
    pub(super) fn bits(&self, row: usize) -> u64 {
        match self {
            // Adding zero turns −0 into 0.
            Self::Numbers(numbers) => (numbers[row] + 0.0).to_bits(),
            Self::Codes(codes) => u64::from(codes[row]),
        }
    }

    /// The distinct values of the cells that are not missing, as [`bits`](Self::bits).
    pub(super) fn values(&self) -> HashSet<u64> {
        self.present().map(|row| self.bits(row)).collect()
    }
}
