//! What has to be asked of the worker next. Pure, so that the order of things is tested without a browser.

use crate::compute::messages::Side;
use crate::report::Settings;

/// How far one side's table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    /// Nothing was chosen, or it could not be read.
    Absent,
    /// Chosen, not read yet.
    Unread,
    /// Read, and the worker that runs now has it.
    Held,
    /// Read, but the worker that had it is gone.
    Forgotten,
}

/// What a computation should give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The two-sample tests.
    Test,
    /// The tests, then the networks.
    Compare,
}

/// A computation that was asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Goal {
    /// What it should give.
    pub(super) kind: Kind,
    /// What is asked.
    pub(super) settings: Settings,
    /// Whether it repeats a result that came by link.
    pub(super) repeat: bool,
}

/// A step: one request to the worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Read the table of a side.
    Load(Side),
    /// Describe both tables side by side.
    Describe,
    /// Do what the goal asks.
    Compute,
}

/// The next step, or none where nothing is to be done or the goal is out of reach. `described` where the tables
/// are described as they are chosen.
pub(super) fn next(source: Table, target: Table, goal: Option<&Goal>, described: bool) -> Option<Step> {
    let sides = [(Side::Source, source), (Side::Target, target)];
    if let Some((side, _)) = sides.iter().find(|(_, table)| *table == Table::Unread) {
        return Some(Step::Load(*side));
    }
    if !described && source == Table::Held && target == Table::Held {
        return Some(Step::Describe);
    }
    goal?;
    if sides.iter().any(|(_, table)| *table == Table::Absent) {
        return None;
    }
    match sides.iter().find(|(_, table)| *table == Table::Forgotten) {
        Some((side, _)) => Some(Step::Load(*side)),
        None => Some(Step::Compute),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goal() -> Goal {
        Goal {
            kind: Kind::Test,
            settings: Settings::default(),
            repeat: false,
        }
    }

    #[test]
    fn what_was_chosen_is_read_at_once_source_first() {
        assert_eq!(
            next(Table::Unread, Table::Unread, None, true),
            Some(Step::Load(Side::Source))
        );
        assert_eq!(
            next(Table::Held, Table::Unread, None, true),
            Some(Step::Load(Side::Target))
        );
        assert_eq!(next(Table::Held, Table::Held, None, true), None);
    }

    #[test]
    fn what_a_lost_worker_knew_is_read_again_only_when_needed() {
        assert_eq!(next(Table::Forgotten, Table::Forgotten, None, false), None);
        assert_eq!(
            next(Table::Forgotten, Table::Forgotten, Some(&goal()), true),
            Some(Step::Load(Side::Source))
        );
        assert_eq!(
            next(Table::Held, Table::Forgotten, Some(&goal()), true),
            Some(Step::Load(Side::Target))
        );
        assert_eq!(
            next(Table::Held, Table::Held, Some(&goal()), true),
            Some(Step::Compute)
        );
    }

    #[test]
    fn both_tables_are_described_before_anything_is_computed() {
        let describe = Some(Step::Describe);
        assert_eq!(next(Table::Held, Table::Held, None, false), describe);
        assert_eq!(next(Table::Held, Table::Held, Some(&goal()), false), describe);
        assert_eq!(next(Table::Held, Table::Absent, None, false), None);
    }

    #[test]
    fn nothing_is_computed_without_both_tables() {
        assert_eq!(next(Table::Held, Table::Absent, Some(&goal()), true), None);
        assert_eq!(next(Table::Absent, Table::Forgotten, Some(&goal()), true), None);
    }
}
