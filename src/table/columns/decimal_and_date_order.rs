//! Which decimal mark and which order of day and month a file has, and why.
//!
//! Each column votes with the cells that allow only one of both readings (`style`). The file is read as most of these
//! say, save for columns that decide for themselves (`decide`). Where no cell decides, the likelier reading is taken,
//! and the user is asked.

use super::builder::ColumnBuilder;
use super::style::{Votes, Way};
use crate::table::facts::dialect::Delimiter;
use crate::table::facts::findings::{Example, ReadingReason};

/// A question shows so many cells.
const MAX_EXAMPLES: usize = 5;

/// From so many cells on, and so many times as many as speak against it, the start of a file decides how its
/// numbers and dates are read.
const SURE_CELLS: usize = 10;
const SURE_RATIO: usize = 20;

/// The way of reading that the start of a file leaves no doubt about.
pub(in crate::table) fn sure(votes: Votes) -> Option<Way> {
    let [first, second] = votes.decisive;
    let (most, least) = (first.max(second), first.min(second));
    votes
        .way()
        .filter(|_| most >= SURE_CELLS && most >= SURE_RATIO * least)
}

/// How the cells of a file are read, and why; `likely` is asked where nothing decides, and may find that there is
/// nothing to ask about.
pub(in crate::table) fn way_and_reason(
    votes: Votes,
    known: Option<Way>,
    chosen: bool,
    likely: impl FnOnce() -> Option<Way>,
) -> (Way, ReadingReason) {
    match (known, votes.way()) {
        (Some(way), _) if chosen => (way, ReadingReason::Chosen),
        // Columns decide for either way, and others are left open: the many do not speak for them.
        (None, Some(way)) if votes.open > 0 && votes.are_divided() => (way, ReadingReason::Assumed),
        (Some(way), _) | (None, Some(way)) => (way, ReadingReason::OnlyReading),
        (None, None) if votes.open == 0 => (Way::First, ReadingReason::NothingToDecide),
        (None, None) => match likely() {
            Some(way) => (way, ReadingReason::Assumed),
            None => (Way::First, ReadingReason::OnlyReading),
        },
    }
}

/// The first cells of a file that leave their reading open.
pub(in crate::table) fn examples(
    columns: &[ColumnBuilder],
    of: impl Fn(&ColumnBuilder) -> &[Example],
) -> Vec<Example> {
    columns.iter().flat_map(of).take(MAX_EXAMPLES).cloned().collect()
}

/// The likelier decimal mark of a file that leaves it open. In a file with commas between cells, a comma in a
/// number stands between thousands; with another delimiter it is more often the decimal mark, because that is
/// where the other delimiter comes from. A point alone is a decimal point, and nothing to ask about where
/// commas stand between cells.
pub(in crate::table) fn likely_decimal(delimiter: Delimiter, columns: &[ColumnBuilder]) -> Option<Way> {
    let has_comma = examples(columns, ColumnBuilder::open_numbers)
        .iter()
        .any(|example| example.raw.contains(','));
    match (delimiter, has_comma) {
        (Delimiter::Comma, false) => None,
        (Delimiter::Comma | Delimiter::Pipe, true) | (_, false) => Some(Way::First),
        (_, true) => Some(Way::Second),
    }
}
