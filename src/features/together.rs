//! Two tables as both files say.

use std::borrow::Cow;

use super::pairing::Selection;
use super::partners::Partners;
use crate::table::{Table, settled};

/// The tables as both files say, each lent where that is what its own file says. Whatever compares two tables begins with
/// it, so that nothing is decided for one file alone.
#[must_use]
pub fn together<'t>(source: &'t Table, target: &'t Table, selection: &Selection<'_>) -> [Cow<'t, Table>; 2] {
    let partners = Partners::of(source, target, &selection.pairs());
    settled(source, target, &partners.of_source)
}
