//! What the cells of one file alone leave open about a column.

use super::builder::ColumnBuilder;
use super::evidence::Evidence;
use super::plan::Plan;
use super::sentinel::Spread;

/// Numbers that stood for missing values, each with the rows in which it did.
pub(super) type Taken = Vec<(f64, Vec<usize>)>;

/// A column before both files are known: how it was read by what its own file says, and what is needed to read it
/// otherwise.
#[derive(Debug, Clone)]
pub(in crate::table) struct Undecided {
    /// All readings that are still possible, without the cells that the column became.
    pub(super) column: ColumnBuilder,
    pub(super) plan: Plan,
    pub(super) evidence: Evidence,
    /// What decides which numbers stand for missing values; nothing where there are no numbers.
    pub(super) spread: Option<Spread>,
    /// The sizes of its numbers with a decimal point and with a decimal comma.
    pub(super) sizes: [Option<f64>; 2],
    /// Whether the user said that none does.
    pub(super) plain: bool,
    /// Those that were taken out.
    pub(super) taken: Taken,
}

/// Two columns with the same cells leave the same open.
impl PartialEq for Undecided {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
