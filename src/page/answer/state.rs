//! The result on the page, and what the computation that runs has found so far.

use leptos::prelude::*;

use super::tab::Tab;
use crate::compute::messages::KeptNetwork;
use crate::features::LeftOut;
use crate::page::data::Described;
use crate::report::{self, Agreement, Curve, Landscape, Outcome, Report, Sharing};

/// A result on the page.
#[derive(Clone, PartialEq)]
pub(crate) struct Shown {
    pub(crate) outcome: Outcome,
    /// What the link says of itself that it came by; of a result of this page, when it was made.
    pub(crate) sharing: Sharing,
    /// Whether it came by link, or repeats what did.
    pub(crate) from_link: bool,
    /// What the link said, where the result that is shown repeats it.
    pub(crate) repeats: Option<Box<Report>>,
    /// Whether that link is what this tab kept of itself when the page was loaded anew.
    pub(crate) is_own: bool,
    /// The columns that were left out, with the reason; a link does not carry them.
    pub(crate) left_out: Vec<LeftOut>,
}

/// Where a result that came by link has its numbers from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// From the link, as its sender wrote it.
    Link,
    /// From what this tab kept of itself.
    Tab,
    /// From a computation on this device.
    Repetition,
}

impl Shown {
    /// Takes what was computed here at this time in the place of what a link said, and tells how they agree.
    pub(crate) fn repeat(&mut self, outcome: Outcome, at: Option<u64>) -> Agreement {
        // The link has rounded what it carries.
        let rounded = report::as_linked(&outcome).map(|rounded| rounded.report);
        let before = std::mem::replace(&mut self.outcome, outcome);
        let said = self.repeats.get_or_insert_with(|| Box::new(before.report));
        self.sharing.made_at = at;
        report::agreement(said, rounded.as_ref().unwrap_or(&self.outcome.report))
    }

    pub(crate) fn origin(&self) -> Origin {
        match (&self.repeats, self.is_own) {
            (Some(_), _) => Origin::Repetition,
            (None, true) => Origin::Tab,
            (None, false) => Origin::Link,
        }
    }
}

/// What was changed since a result was computed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    /// The names of the tables before; empty where a link hides them.
    Tables([String; 2]),
    /// Source and target changed places; their names before.
    Exchanged([String; 2]),
    /// The label before and now.
    Label([Option<String>; 2]),
    Reading,
    Pairs,
    /// The margin before and now.
    Margin([f64; 2]),
    Level,
    Seed,
    Dependence,
    Series,
    Inputs,
    Networks,
}

/// What the page knows of the answer. A handle: copies lead to the same signals.
#[derive(Clone, Copy)]
pub(crate) struct AnswerState {
    pub(crate) shown: RwSignal<Option<Shown>>,
    /// Where the domains of that result part, where it was computed here.
    pub(crate) landscape: RwSignal<Option<Landscape>>,
    /// The same of the computation that runs.
    pub(crate) coming_landscape: StoredValue<Option<Landscape>>,
    /// The networks of the latest comparison or adaptation, which the running worker keeps.
    pub(crate) networks: RwSignal<Vec<KeptNetwork>>,
    /// The tables, the label and the columns that they were made for: they predict no others.
    pub(crate) networks_for: RwSignal<Option<Described>>,
    /// What the finished repeats of the comparison that runs say.
    pub(crate) so_far: RwSignal<Option<Outcome>>,
    /// The losses of the networks that learn right now.
    pub(crate) curves: RwSignal<Vec<Curve>>,
    /// The part of the answer that is shown.
    pub(crate) tab: RwSignal<Tab>,
}

impl AnswerState {
    /// No answer.
    pub(crate) fn new() -> Self {
        Self {
            shown: RwSignal::new(None),
            landscape: RwSignal::new(None),
            coming_landscape: StoredValue::new(None),
            networks: RwSignal::new(Vec::new()),
            networks_for: RwSignal::new(None),
            so_far: RwSignal::new(None),
            curves: RwSignal::new(Vec::new()),
            tab: RwSignal::new(Tab::Tables),
        }
    }

    /// Shows the part that carries a result, unless another one is looked at.
    pub(crate) fn turn_to_evidence(self, has_networks: bool) {
        let is_evidence = matches!(self.tab.get_untracked(), Tab::Tables | Tab::Networks);
        if is_evidence {
            self.tab
                .set(if has_networks { Tab::Networks } else { Tab::Tables });
        }
    }

    /// Whether the result on the page came by link. Tracks.
    pub(crate) fn is_from_link(self) -> bool {
        self.shown
            .with(|shown| shown.as_ref().is_some_and(|shown| shown.from_link))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn by_link(outcome: Outcome) -> Shown {
        Shown {
            outcome,
            sharing: Sharing::default(),
            from_link: true,
            repeats: None,
            is_own: false,
            left_out: Vec::new(),
        }
    }

    #[test]
    fn a_repetition_is_shown_and_compared_with_the_link() {
        let computed = fixture::outcome();
        let mut altered = computed.clone();
        altered.report.test.mmd2_biased = Some(3.9e-6);
        let mut shown = by_link(altered.clone());
        assert_eq!(shown.origin(), Origin::Link);
        // However often it is repeated.
        for at in [1, 2] {
            let agreement = shown.repeat(computed.clone(), Some(at));
            assert_eq!(agreement, Agreement::Differs(vec!["test.mmd2_biased".to_owned()]));
            assert_eq!(shown.outcome, computed);
            assert_eq!(shown.sharing.made_at, Some(at));
            assert_eq!(shown.origin(), Origin::Repetition);
        }
        assert_eq!(shown.repeats.as_deref(), Some(&altered.report));
    }

    #[test]
    fn a_repetition_is_rounded_as_its_link() {
        let mut computed = fixture::outcome();
        computed.report.comparison.as_mut().unwrap().tuning.learning_rate = 0.001_234_567;
        let mut shown = by_link(report::as_linked(&computed).unwrap());
        assert_eq!(shown.repeat(computed, None), Agreement::Exact);
    }
}
