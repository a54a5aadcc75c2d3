//! What has to be asked of the worker next. Pure, so that the order of things is tested without a browser.

use crate::compute::messages::{KeptNetwork, NetworkFormat};
use crate::features::Side;
use crate::report::Settings;

/// How far one side's table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::page) enum Table {
    /// Nothing was chosen, or it could not be read.
    Absent,
    /// Chosen, not read yet.
    Unread,
    /// Read, and the worker that runs now has it.
    Held,
    /// Read, but the worker that had it is gone.
    Forgotten,
}

/// How far the network file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::page) enum NetworkFile {
    /// Nothing was chosen, or it could not be read, and the worker has none.
    Absent,
    /// Chosen, not read yet.
    Unread,
    /// Read, and waits for what the user has to tell about it.
    Unmapped,
    /// Read, and the worker that runs now has it.
    Held,
    /// Read, but the worker that had it is gone.
    Forgotten,
    /// Taken away again, but the worker still has it.
    Unwanted,
}

/// What a computation should give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::page) enum Kind {
    /// The two-sample tests.
    Test,
    /// The tests, then the networks.
    Compare,
    /// The tests, then a network that is adapted to a target without labels.
    Adapt,
    /// A network as a file.
    Save(KeptNetwork, NetworkFormat),
    /// A network's predictions for a side's table.
    Predict(KeptNetwork, Side),
}

impl Kind {
    /// Whether an outcome comes of it, rather than a file.
    pub(in crate::page) fn has_outcome(self) -> bool {
        matches!(self, Self::Test | Self::Compare | Self::Adapt)
    }
}

/// A computation that was asked for.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::page) struct Goal {
    /// What it should give.
    pub(in crate::page) kind: Kind,
    /// What is asked.
    pub(in crate::page) settings: Settings,
    /// Whether it repeats a result that came by link.
    pub(in crate::page) repeat: bool,
}

/// A step: one request to the worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::page) enum Step {
    /// Read the table of a side.
    Load(Side),
    /// Describe both tables side by side.
    Describe,
    /// Read the network file.
    OpenNetwork,
    /// Forget the network.
    CloseNetwork,
    /// Do what the goal asks.
    Compute,
}

/// The next step, or none where nothing is to be done or the goal is out of reach. `described` where the tables
/// are described as they are chosen.
pub(in crate::page) fn next(
    source: Table,
    target: Table,
    network: NetworkFile,
    goal: Option<&Goal>,
    described: bool,
) -> Option<Step> {
    let sides = [(Side::Source, source), (Side::Target, target)];
    if let Some((side, _)) = sides.iter().find(|(_, table)| *table == Table::Unread) {
        return Some(Step::Load(*side));
    }
    if !described && source == Table::Held && target == Table::Held {
        return Some(Step::Describe);
    }
    match network {
        NetworkFile::Unread => return Some(Step::OpenNetwork),
        NetworkFile::Unwanted => return Some(Step::CloseNetwork),
        _ => {}
    }
    goal?;
    if sides.iter().any(|(_, table)| *table == Table::Absent) {
        return None;
    }
    match sides.iter().find(|(_, table)| *table == Table::Forgotten) {
        Some((side, _)) => Some(Step::Load(*side)),
        None if network == NetworkFile::Forgotten => Some(Step::OpenNetwork),
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
            next(Table::Unread, Table::Unread, NetworkFile::Absent, None, true),
            Some(Step::Load(Side::Source))
        );
        assert_eq!(
            next(Table::Held, Table::Unread, NetworkFile::Absent, None, true),
            Some(Step::Load(Side::Target))
        );
        assert_eq!(
            next(Table::Held, Table::Held, NetworkFile::Absent, None, true),
            None
        );
    }

    #[test]
    fn what_a_lost_worker_knew_is_read_again_only_when_needed() {
        assert_eq!(
            next(
                Table::Forgotten,
                Table::Forgotten,
                NetworkFile::Absent,
                None,
                false
            ),
            None
        );
        assert_eq!(
            next(
                Table::Forgotten,
                Table::Forgotten,
                NetworkFile::Absent,
                Some(&goal()),
                true
            ),
            Some(Step::Load(Side::Source))
        );
        assert_eq!(
            next(
                Table::Held,
                Table::Forgotten,
                NetworkFile::Absent,
                Some(&goal()),
                true
            ),
            Some(Step::Load(Side::Target))
        );
        assert_eq!(
            next(Table::Held, Table::Held, NetworkFile::Absent, Some(&goal()), true),
            Some(Step::Compute)
        );
    }

    #[test]
    fn both_tables_are_described_before_anything_is_computed() {
        let describe = Some(Step::Describe);
        assert_eq!(
            next(Table::Held, Table::Held, NetworkFile::Absent, None, false),
            describe
        );
        assert_eq!(
            next(
                Table::Held,
                Table::Held,
                NetworkFile::Absent,
                Some(&goal()),
                false
            ),
            describe
        );
        assert_eq!(
            next(Table::Held, Table::Absent, NetworkFile::Absent, None, false),
            None
        );
    }

    #[test]
    fn nothing_is_computed_without_both_tables() {
        assert_eq!(
            next(
                Table::Held,
                Table::Absent,
                NetworkFile::Absent,
                Some(&goal()),
                true
            ),
            None
        );
        assert_eq!(
            next(
                Table::Absent,
                Table::Forgotten,
                NetworkFile::Absent,
                Some(&goal()),
                true
            ),
            None
        );
    }

    #[test]
    fn a_network_is_read_after_the_tables_and_again_only_when_needed() {
        let with = |network, goal: Option<&Goal>| next(Table::Held, Table::Held, network, goal, true);
        assert_eq!(
            next(Table::Unread, Table::Absent, NetworkFile::Unread, None, true),
            Some(Step::Load(Side::Source))
        );
        assert_eq!(with(NetworkFile::Unread, None), Some(Step::OpenNetwork));
        assert_eq!(
            with(NetworkFile::Unwanted, Some(&goal())),
            Some(Step::CloseNetwork)
        );
        assert_eq!(with(NetworkFile::Forgotten, None), None);
        assert_eq!(
            with(NetworkFile::Forgotten, Some(&goal())),
            Some(Step::OpenNetwork)
        );
        assert_eq!(with(NetworkFile::Held, Some(&goal())), Some(Step::Compute));
    }
}
