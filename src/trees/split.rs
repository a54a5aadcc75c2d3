//! The best split of a leaf, over all columns.

use super::binning::{BinnedTable, Bins};
use super::categories::best_of_levels;
use super::cut::Cut;
use super::histogram::{Layout, Sums};
use super::numbers::best_of_numbers;
use super::settings::Settings;

/// A cut and its column.
#[derive(Debug, Clone)]
pub(super) struct Split {
    pub(super) column: usize,
    pub(super) cut: Cut,
}

/// The best split of a leaf with this histogram and these sums over its rows. Of equal ones, the first column's.
pub(super) fn best_split(
    table: &BinnedTable,
    layout: &Layout,
    histogram: &[Sums],
    total: Sums,
    settings: &Settings,
) -> Option<Split> {
    let mut best: Option<Split> = None;
    for (column, bins) in table.columns.iter().enumerate() {
        let cells = layout.cells(histogram, column);
        let cut = match bins {
            Bins::Borders(_) => best_of_numbers(cells, total, settings),
            Bins::Levels { .. } => best_of_levels(cells, total, settings),
        };
        if let Some(cut) = cut
            && best.as_ref().is_none_or(|best| cut.gain > best.cut.gain)
        {
            best = Some(Split { column, cut });
        }
    }
    best
}
