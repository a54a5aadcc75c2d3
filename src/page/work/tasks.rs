//! What has to be asked of the worker next. Pure, so that the order of things is tested without a browser.

use crate::compute::messages::{KeptNetwork, NetworkFormat};
use crate::features::Side;
use crate::report::Settings;

/// How far one side's table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TableProgress {
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
pub(crate) enum NetworkProgress {
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
pub(crate) enum Computation {
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

impl Computation {
    /// Whether an outcome comes of it, rather than a file.
    pub(crate) fn has_outcome(self) -> bool {
        matches!(self, Self::Test | Self::Compare | Self::Adapt)
    }
}

/// A computation that was asked for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Goal {
    /// What it should give.
    pub(crate) computation: Computation,
    /// What is asked.
    pub(crate) settings: Settings,
    /// Whether it repeats a result that came by link.
    pub(crate) repeat: bool,
}

/// A step: one request to the worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
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
pub(crate) fn next(
    source: TableProgress,
    target: TableProgress,
    network: NetworkProgress,
    goal: Option<&Goal>,
    described: bool,
) -> Option<Step> {
    let sides = [(Side::Source, source), (Side::Target, target)];
    if let Some((side, _)) = sides.iter().find(|(_, table)| *table == TableProgress::Unread) {
        return Some(Step::Load(*side));
    }
    if !described && source == TableProgress::Held && target == TableProgress::Held {
        return Some(Step::Describe);
    }
    match network {
        NetworkProgress::Unread => return Some(Step::OpenNetwork),
        NetworkProgress::Unwanted => return Some(Step::CloseNetwork),
        _ => {}
    }
    goal?;
    if sides.iter().any(|(_, table)| *table == TableProgress::Absent) {
        return None;
    }
    match sides.iter().find(|(_, table)| *table == TableProgress::Forgotten) {
        Some((side, _)) => Some(Step::Load(*side)),
        None if network == NetworkProgress::Forgotten => Some(Step::OpenNetwork),
        None => Some(Step::Compute),
    }
}

#[cfg(test)]
mod tests {
    use super::{NetworkProgress as Network, TableProgress as Table, *};

    fn goal() -> Goal {
        Goal {
            computation: Computation::Test,
            settings: Settings::default(),
            repeat: false,
        }
    }

    #[test]
    fn what_was_chosen_is_read_at_once_source_first() {
        assert_eq!(
            next(Table::Unread, Table::Unread, Network::Absent, None, true),
            Some(Step::Load(Side::Source))
        );
        assert_eq!(
            next(Table::Held, Table::Unread, Network::Absent, None, true),
            Some(Step::Load(Side::Target))
        );
        assert_eq!(next(Table::Held, Table::Held, Network::Absent, None, true), None);
    }

    #[test]
    fn what_a_lost_worker_knew_is_read_again_only_when_needed() {
        assert_eq!(
            next(Table::Forgotten, Table::Forgotten, Network::Absent, None, false),
            None
        );
        assert_eq!(
            next(
                Table::Forgotten,
                Table::Forgotten,
                Network::Absent,
                Some(&goal()),
                true
            ),
            Some(Step::Load(Side::Source))
        );
        assert_eq!(
            next(
                Table::Held,
                Table::Forgotten,
                Network::Absent,
                Some(&goal()),
                true
            ),
            Some(Step::Load(Side::Target))
        );
        assert_eq!(
            next(Table::Held, Table::Held, Network::Absent, Some(&goal()), true),
            Some(Step::Compute)
        );
    }

    #[test]
    fn both_tables_are_described_before_anything_is_computed() {
        let describe = Some(Step::Describe);
        assert_eq!(
            next(Table::Held, Table::Held, Network::Absent, None, false),
            describe
        );
        assert_eq!(
            next(Table::Held, Table::Held, Network::Absent, Some(&goal()), false),
            describe
        );
        assert_eq!(
            next(Table::Held, Table::Absent, Network::Absent, None, false),
            None
        );
    }

    #[test]
    fn nothing_is_computed_without_both_tables() {
        assert_eq!(
            next(Table::Held, Table::Absent, Network::Absent, Some(&goal()), true),
            None
        );
        assert_eq!(
            next(
                Table::Absent,
                Table::Forgotten,
                Network::Absent,
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
            next(Table::Unread, Table::Absent, Network::Unread, None, true),
            Some(Step::Load(Side::Source))
        );
        assert_eq!(with(Network::Unread, None), Some(Step::OpenNetwork));
        assert_eq!(with(Network::Unwanted, Some(&goal())), Some(Step::CloseNetwork));
        assert_eq!(with(Network::Forgotten, None), None);
        assert_eq!(with(Network::Forgotten, Some(&goal())), Some(Step::OpenNetwork));
        assert_eq!(with(Network::Held, Some(&goal())), Some(Step::Compute));
    }
}
