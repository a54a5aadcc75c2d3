//! What is being done, and where it is said.

use crate::features::Side;
use crate::report::Stage;

/// What is being done, for the eyes of the user.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Activity {
    /// The section that shows it.
    pub(crate) place: Place,
    /// How far it is, from 0 to 1, where that is known.
    pub(crate) fraction: Option<f64>,
    /// What is being done.
    pub(crate) stage: Stage,
    /// When this goal was begun, in milliseconds.
    pub(crate) begun: f64,
}

/// Where something went wrong: the alert stands next to where the action was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// The page as a whole.
    Page,
    /// The link in the address.
    Link,
    /// The data section.
    Data,
    /// The source's file.
    Source,
    /// The target's file.
    Target,
    /// The test section.
    Test,
    /// The reuse section.
    Reuse,
    /// The share section.
    Share,
}

impl Place {
    /// The place of a side's file.
    pub(crate) fn of_file(side: Side) -> Self {
        match side {
            Side::Source => Self::Source,
            Side::Target => Self::Target,
        }
    }
}
