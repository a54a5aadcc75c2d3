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
    /// So many rows of the target to label, as a file.
    RowsToLabel(u64),
    /// The opened network's predictions for a side's table, without the other table.
    PredictAlone(Side),
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
    /// Whether nobody asked for it: the test of small tables runs as soon as they are read. What the user does meanwhile is not
    /// refused, and comes after it.
    pub(crate) by_itself: bool,
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
    /// Ask what the only table lacks for the network.
    FitAlone(Side),
    /// Do what the goal asks.
    Compute,
}

/// The next step, or none where nothing is to be done or the goal is out of reach. `described` where the tables
/// are described as they are chosen; `fitted` where it is known what the only table lacks for the network.
pub(crate) fn next(
    source: TableProgress,
    target: TableProgress,
    network: NetworkProgress,
    goal: Option<&Goal>,
    described: bool,
    fitted: bool,
) -> Option<Step> {
    let sides = [(Side::Source, source), (Side::Target, target)];
    if let Some((side, _)) = sides.iter().find(|(_, table)| *table == TableProgress::Unread) {
        return Some(Step::Load(*side));
    }
    if !described && source == TableProgress::Held && target == TableProgress::Held {
        return Some(Step::Describe);
    }
    // Another table was chosen after a worker was lost: both are needed to be described.
    if let [(_, TableProgress::Held), (side, TableProgress::Forgotten)]
    | [(side, TableProgress::Forgotten), (_, TableProgress::Held)] = sides
        && !described
    {
        return Some(Step::Load(side));
    }
    match network {
        NetworkProgress::Unread => return Some(Step::OpenNetwork),
        NetworkProgress::Unwanted => return Some(Step::CloseNetwork),
        _ => {}
    }
    if let (Some(side), NetworkProgress::Held, false) = (only(sides), network, fitted) {
        return Some(Step::FitAlone(side));
    }
    let goal = goal?;
    if let Computation::PredictAlone(side) = goal.computation {
        return match sides.iter().find(|(of, _)| *of == side)?.1 {
            TableProgress::Held if network == NetworkProgress::Held => Some(Step::Compute),
            TableProgress::Held => (network == NetworkProgress::Forgotten).then_some(Step::OpenNetwork),
            TableProgress::Forgotten => Some(Step::Load(side)),
            TableProgress::Absent | TableProgress::Unread => None,
        };
    }
    if sides.iter().any(|(_, table)| *table == TableProgress::Absent) {
        return None;
    }
    match sides.iter().find(|(_, table)| *table == TableProgress::Forgotten) {
        Some((side, _)) => Some(Step::Load(*side)),
        None if network == NetworkProgress::Forgotten => Some(Step::OpenNetwork),
        None => Some(Step::Compute),
    }
}

/// The side whose table the worker holds, where there is no other table.
fn only(sides: [(Side, TableProgress); 2]) -> Option<Side> {
    match sides {
        [(side, TableProgress::Held), (_, TableProgress::Absent)]
        | [(_, TableProgress::Absent), (side, TableProgress::Held)] => Some(side),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{NetworkProgress as Network, TableProgress as Table, *};

    /// The next step with or without a goal, where both tables are described.
    fn step(source: Table, target: Table, network: Network, has_goal: bool) -> Option<Step> {
        next(source, target, network, goal(has_goal).as_ref(), true, true)
    }

    fn goal(is_there: bool) -> Option<Goal> {
        is_there.then(|| Goal {
            computation: Computation::Test,
            settings: Settings::default(),
            repeat: false,
            by_itself: false,
        })
    }

    const SOURCE: Option<Step> = Some(Step::Load(Side::Source));
    const TARGET: Option<Step> = Some(Step::Load(Side::Target));

    #[test]
    fn what_was_chosen_is_read_at_once_source_first() {
        let step = |source, target| step(source, target, Network::Absent, false);
        assert_eq!(step(Table::Unread, Table::Unread), SOURCE);
        assert_eq!(step(Table::Held, Table::Unread), TARGET);
        assert_eq!(step(Table::Held, Table::Held), None);
    }

    #[test]
    fn what_a_lost_worker_knew_is_read_again_only_when_needed() {
        let lost = Table::Forgotten;
        assert_eq!(next(lost, lost, Network::Absent, None, false, true), None);
        assert_eq!(
            next(Table::Held, lost, Network::Absent, None, false, true),
            TARGET
        );
        let step = |source, target| step(source, target, Network::Absent, true);
        assert_eq!(step(lost, lost), SOURCE);
        assert_eq!(step(Table::Held, lost), TARGET);
        assert_eq!(step(Table::Held, Table::Held), Some(Step::Compute));
    }

    #[test]
    fn both_tables_are_described_before_anything_is_computed() {
        let step = |target, has_goal| {
            let goal = goal(has_goal);
            next(Table::Held, target, Network::Absent, goal.as_ref(), false, true)
        };
        assert_eq!(step(Table::Held, false), Some(Step::Describe));
        assert_eq!(step(Table::Held, true), Some(Step::Describe));
        assert_eq!(step(Table::Absent, false), None);
    }

    #[test]
    fn nothing_is_computed_without_both_tables() {
        let step = |source, target| step(source, target, Network::Absent, true);
        assert_eq!(step(Table::Held, Table::Absent), None);
        assert_eq!(step(Table::Absent, Table::Forgotten), None);
    }

    #[test]
    fn one_table_is_enough_for_a_network_to_predict_it() {
        let predict = Goal {
            computation: Computation::PredictAlone(Side::Source),
            settings: Settings::default(),
            repeat: false,
            by_itself: false,
        };
        let step = |source, network, goal: Option<&Goal>, fitted| {
            next(source, Table::Absent, network, goal, false, fitted)
        };
        let fit = Some(Step::FitAlone(Side::Source));
        assert_eq!(step(Table::Held, Network::Held, None, false), fit);
        assert_eq!(step(Table::Held, Network::Held, None, true), None);
        assert_eq!(step(Table::Held, Network::Absent, None, false), None);
        let goal = Some(&predict);
        assert_eq!(step(Table::Held, Network::Held, goal, true), Some(Step::Compute));
        assert_eq!(
            step(Table::Held, Network::Forgotten, goal, true),
            Some(Step::OpenNetwork)
        );
        assert_eq!(step(Table::Forgotten, Network::Forgotten, goal, true), SOURCE);
        assert_eq!(step(Table::Held, Network::Absent, goal, true), None);
        // With two tables there is nothing to ask of one.
        let both = next(Table::Held, Table::Held, Network::Held, None, true, false);
        assert_eq!(both, None);
    }

    #[test]
    fn a_network_is_read_after_the_tables_and_again_only_when_needed() {
        assert_eq!(step(Table::Unread, Table::Absent, Network::Unread, false), SOURCE);
        let step = |network, has_goal| step(Table::Held, Table::Held, network, has_goal);
        assert_eq!(step(Network::Unread, false), Some(Step::OpenNetwork));
        assert_eq!(step(Network::Unwanted, true), Some(Step::CloseNetwork));
        assert_eq!(step(Network::Forgotten, false), None);
        assert_eq!(step(Network::Forgotten, true), Some(Step::OpenNetwork));
        assert_eq!(step(Network::Held, true), Some(Step::Compute));
    }
}
