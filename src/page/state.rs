//! What the page knows. All of it lives as long as the page.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::repeat::{self, Agreement, Files};
use super::tasks::{Goal, Kind, Step};
use super::{browser, words};
use crate::compute::bridge::Bridge;
use crate::compute::messages::{Cost, Side};
use crate::features::{ColumnOverview, Overview};
use crate::report::{Curve, Outcome};
use crate::table::{Choices, ColumnProfile, Kind as ColumnKind, Profile};

/// Where the bytes of a table come from.
#[derive(Clone)]
pub(super) enum Origin {
    /// A file of the user's. The handle is kept, so that a new worker can read it again.
    File(web_sys::File),
    /// A file in `samples/`.
    Sample(&'static str),
}

/// How far the reading of a table is.
#[derive(Clone)]
pub(super) enum Reading {
    /// Not read yet.
    Waiting,
    /// Read, and to be read again, because the user has decided something about it. What is known stays on the page
    /// until then.
    Again {
        /// The table as it was read before.
        profile: Profile,
        /// What that took.
        cost: Cost,
    },
    /// Read.
    Done {
        /// The table in a few numbers.
        profile: Profile,
        /// What it took.
        cost: Cost,
    },
    /// It could not be read.
    Failed,
}

/// A table that was chosen.
#[derive(Clone)]
pub(super) struct Chosen {
    /// Tells this choice from every other.
    pub(super) number: u32,
    pub(super) name: String,
    pub(super) origin: Origin,
    pub(super) reading: Reading,
    /// What the user has decided about the reading.
    pub(super) choices: Choices,
    /// Columns whose question about a number that may mean a missing cell was answered with "it does".
    pub(super) missing: BTreeSet<String>,
    /// The two lines above as they were before each decision, the last one at the end.
    pub(super) before: Vec<(Choices, BTreeSet<String>)>,
    /// Whether rows that do not fit stopped the reading, and it would go on without them.
    pub(super) ragged: bool,
}

impl Chosen {
    /// A choice about which nothing is known or decided.
    pub(super) fn new(number: u32, name: String, origin: Origin) -> Self {
        Self {
            number,
            name,
            origin,
            reading: Reading::Waiting,
            choices: Choices::default(),
            missing: BTreeSet::new(),
            before: Vec::new(),
            ragged: false,
        }
    }

    /// Decides something; whether the file has to be read again for that.
    pub(super) fn decide(&mut self, decide: impl Fn(&mut Choices)) -> bool {
        let before = self.choices.clone();
        decide(&mut self.choices);
        let is_other = self.choices != before;
        if is_other {
            self.before.push((before, self.missing.clone()));
        }
        is_other
    }

    /// Decides that a number of a column means a missing cell, as it is read anyway.
    pub(super) fn stay_missing(&mut self, column: &str) {
        self.before.push((self.choices.clone(), self.missing.clone()));
        self.missing.insert(column.to_owned());
    }

    /// Takes the last decision back; whether the file has to be read again for that.
    pub(super) fn undo(&mut self) -> bool {
        let Some((choices, missing)) = self.before.pop() else {
            return false;
        };
        self.missing = missing;
        let is_other = self.choices != choices;
        self.choices = choices;
        is_other
    }

    /// Wants the file read once more; what is known of it stays until then.
    pub(super) fn read_again(&mut self) {
        self.ragged = false;
        self.reading = match std::mem::replace(&mut self.reading, Reading::Waiting) {
            Reading::Done { profile, cost } | Reading::Again { profile, cost } => {
                Reading::Again { profile, cost }
            }
            Reading::Waiting | Reading::Failed => Reading::Waiting,
        };
    }
}

/// What is being done, for the eyes of the user.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Activity {
    /// The section that shows it.
    pub(super) place: Place,
    /// How far it is, from 0 to 1, where that is known.
    pub(super) fraction: Option<f64>,
    /// What is being done.
    pub(super) stage: String,
}

/// Where something went wrong: the alert stands next to where the action was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
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

/// A result on the page.
#[derive(Clone, PartialEq)]
pub(super) struct Shown {
    pub(super) outcome: Outcome,
    /// Whether it came by link.
    pub(super) from_link: bool,
    /// The columns that were left out, with the reason; a link does not carry them.
    pub(super) left_out: Vec<(String, String)>,
}

/// What an overview describes: the tables by the numbers of their choices, the label, the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Described {
    pub(super) tables: [Option<u32>; 2],
    pub(super) label: Option<String>,
    pub(super) columns: Option<Vec<String>>,
    pub(super) pairs: BTreeMap<String, String>,
}

/// Both tables side by side.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SideBySide {
    /// What is described.
    pub(super) described: Described,
    pub(super) overview: Overview,
}

/// Why nothing can be computed as things are chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Hindrance {
    /// The label cannot be used, for this reason.
    Label(String),
    /// There is nothing to compare, for this reason.
    Columns(String),
}

/// A column that may be the label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) name: String,
    /// Whether the target has it, too.
    pub(super) in_both: bool,
}

/// Everything the page knows. A handle: copies lead to the same signals.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) source: RwSignal<Option<Chosen>, LocalStorage>,
    pub(super) target: RwSignal<Option<Chosen>, LocalStorage>,
    /// The label that the user, a sample or a link chose.
    pub(super) wish: RwSignal<Option<String>>,
    /// Columns of the source that the user leaves out.
    pub(super) left_out: RwSignal<BTreeSet<String>>,
    /// Columns that the user pairs: the source's name, the target's name.
    pub(super) by_hand: RwSignal<BTreeMap<String, String>>,
    /// Both tables side by side, as they are chosen now or were before.
    pub(super) overview: RwSignal<Option<SideBySide>>,
    pub(super) activity: RwSignal<Option<Activity>>,
    pub(super) alerts: RwSignal<BTreeMap<Place, String>>,
    /// Where the user stopped the work, and what to say about it.
    pub(super) stopped: RwSignal<Option<(Place, &'static str)>>,
    pub(super) shown: RwSignal<Option<Shown>>,
    /// What came of the repetition of a shared result.
    pub(super) agreement: RwSignal<Option<Agreement>>,
    /// The losses of the networks that learn right now.
    pub(super) curves: RwSignal<Vec<Curve>>,
    /// Whether page and worker come from different builds.
    pub(super) outdated: RwSignal<bool>,
    /// Whether the data section is unfolded.
    pub(super) data_open: RwSignal<bool>,
    /// Whether a file hovers over the page.
    pub(super) hovering: RwSignal<bool>,
    /// The width of the window, for charts drawn to measure.
    pub(super) width: RwSignal<f64>,
    /// The choices whose tables the running worker holds: source, target.
    pub(super) held: StoredValue<[Option<u32>; 2]>,
    /// What the overview describes.
    pub(super) described: StoredValue<Option<Described>>,
    pub(super) goal: StoredValue<Option<Goal>>,
    pub(super) step: StoredValue<Option<Step>>,
    /// The object URL that the worker reads from right now.
    pub(super) object_url: StoredValue<Option<String>>,
    pub(super) choices: StoredValue<u32>,
    pub(super) bridge: StoredValue<Option<Bridge>, LocalStorage>,
}

impl Page {
    /// An empty page.
    pub(super) fn new() -> Self {
        Self {
            source: RwSignal::new_local(None),
            target: RwSignal::new_local(None),
            wish: RwSignal::new(None),
            left_out: RwSignal::new(BTreeSet::new()),
            by_hand: RwSignal::new(BTreeMap::new()),
            overview: RwSignal::new(None),
            activity: RwSignal::new(None),
            alerts: RwSignal::new(BTreeMap::new()),
            stopped: RwSignal::new(None),
            shown: RwSignal::new(None),
            agreement: RwSignal::new(None),
            curves: RwSignal::new(Vec::new()),
            outdated: RwSignal::new(false),
            data_open: RwSignal::new(true),
            hovering: RwSignal::new(false),
            width: RwSignal::new(browser::width()),
            held: StoredValue::new([None; 2]),
            described: StoredValue::new(None),
            goal: StoredValue::new(None),
            step: StoredValue::new(None),
            object_url: StoredValue::new(None),
            choices: StoredValue::new(0),
            bridge: StoredValue::new_local(None),
        }
    }

    /// What was chosen for a side.
    pub(super) fn slot(self, side: Side) -> RwSignal<Option<Chosen>, LocalStorage> {
        match side {
            Side::Source => self.source,
            Side::Target => self.target,
        }
    }

    /// The profile of a side's table, once it was read. Tracks.
    pub(super) fn profile(self, side: Side) -> Option<Profile> {
        self.slot(side).with(|slot| profile(slot.as_ref()).cloned())
    }

    /// Whether both tables were read. Tracks.
    pub(super) fn both_read(self) -> bool {
        let read = |slot: &Option<Chosen>| profile(slot.as_ref()).is_some();
        self.source.with(read) && self.target.with(read)
    }

    /// Whether the worker is at work. Tracks.
    pub(super) fn busy(self) -> bool {
        self.activity.with(Option::is_some)
    }

    /// The columns of the source that may be the label: first those that both tables have, then the others, in the
    /// file's order. Tracks.
    pub(super) fn candidates(self) -> Vec<Candidate> {
        self.source.with(|source| {
            self.target.with(|target| {
                let Some(source) = profile(source.as_ref()) else {
                    return Vec::new();
                };
                self.overview.with(|overview| {
                    let columns = overview.as_ref().map(|known| known.overview.columns.as_slice());
                    let target = profile(target.as_ref()).map(|target| target.columns.as_slice());
                    candidates(
                        &source.columns,
                        target.unwrap_or_default(),
                        columns.unwrap_or_default(),
                    )
                })
            })
        })
    }

    /// The label, where the source has such a column. Tracks.
    pub(super) fn label(self) -> Option<Candidate> {
        let wish = self.wish.get()?;
        self.candidates()
            .into_iter()
            .find(|candidate| candidate.name == wish)
    }

    /// Whether the result on the page is one of the page's own and no longer fits what is chosen. Tracks.
    pub(super) fn stale(self) -> bool {
        let label = self.label().map(|label| label.name);
        self.shown.with(|shown| {
            shown.as_ref().is_some_and(|shown| {
                let settings = &shown.outcome.settings;
                let files = self.files(&shown.outcome);
                // A shared result needs no tables, and fits until there are two.
                let others = files != Some(Files::Same) && !(shown.from_link && files.is_none());
                let asked = settings.label != label
                    || settings.reading != self.choices()
                    || settings.pairs != self.pairs()
                    || (settings.columns != self.columns() && !shown.from_link);
                others || (asked && files.is_some())
            })
        })
    }

    /// How the tables at hand relate to those of an outcome. Tracks.
    pub(super) fn files(self, outcome: &Outcome) -> Option<Files> {
        let source = self.profile(Side::Source)?;
        let target = self.profile(Side::Target)?;
        Some(repeat::files(
            &outcome.report,
            &source.fingerprint,
            &target.fingerprint,
        ))
    }

    /// The decisions about the reading of both files. Tracks.
    pub(super) fn choices(self) -> [Choices; 2] {
        [Side::Source, Side::Target].map(|side| {
            self.slot(side).with(|slot| {
                slot.as_ref()
                    .map(|chosen| chosen.choices.clone())
                    .unwrap_or_default()
            })
        })
    }

    /// The columns that may be inputs, where the user leaves some out. Tracks.
    pub(super) fn columns(self) -> Option<Vec<String>> {
        let left_out = self.left_out.get();
        let label = self.label().map(|label| label.name);
        let profile = self.profile(Side::Source)?;
        if !profile
            .columns
            .iter()
            .any(|column| left_out.contains(&column.name))
        {
            return None;
        }
        let names = profile.columns.into_iter().map(|column| column.name);
        let target = self.overview.with(|overview| {
            let columns = overview.as_ref().map(|known| &known.overview.columns);
            columns.map(|columns| {
                let both = columns
                    .iter()
                    .filter(|column| column.kinds.iter().all(Option::is_some));
                both.map(|column| column.name.clone()).collect::<BTreeSet<_>>()
            })
        });
        let used = names
            .filter(|name| !left_out.contains(name) && Some(name) != label.as_ref())
            .filter(|name| target.as_ref().is_none_or(|both| both.contains(name)));
        Some(used.collect())
    }

    /// What an overview should describe now. Tracks.
    pub(super) fn wanted_overview(self) -> Described {
        Described {
            tables: [Side::Source, Side::Target].map(|side| {
                self.slot(side)
                    .with(|slot| slot.as_ref().map(|chosen| chosen.number))
            }),
            label: self.label().map(|label| label.name),
            columns: self.columns(),
            pairs: self.pairs(),
        }
    }

    /// Why nothing can be computed as things are chosen now, where that is known. Tracks.
    pub(super) fn hindrance(self) -> Option<Hindrance> {
        let overview = self.overview.get()?;
        // What was found about another label or other tables says nothing about these.
        if overview.described != self.wanted_overview() {
            return None;
        }
        let Overview {
            label_problem,
            obstacle,
            ..
        } = overview.overview;
        label_problem
            .map(Hindrance::Label)
            .or(obstacle.map(Hindrance::Columns))
    }

    /// Takes away what was said about a question that is now another one.
    pub(super) fn question_changed(self) {
        for place in [Place::Data, Place::Test, Place::Reuse] {
            self.calm(place);
        }
        self.stopped.try_set(None);
    }

    /// The pairs by hand whose columns both tables have. Tracks.
    pub(super) fn pairs(self) -> BTreeMap<String, String> {
        let mut pairs = self.by_hand.get();
        if pairs.is_empty() {
            return pairs;
        }
        let [source, target] = [Side::Source, Side::Target].map(|side| {
            let columns = self.profile(side).map(|profile| profile.columns);
            let names = columns.into_iter().flatten().map(|column| column.name);
            names.collect::<BTreeSet<String>>()
        });
        pairs.retain(|one, other| source.contains(one) && target.contains(other));
        pairs
    }

    /// Shows an alert.
    pub(super) fn alert(self, place: Place, text: impl Into<String>) {
        let text = text.into();
        self.alerts.try_update(|alerts| alerts.insert(place, text));
    }

    /// Takes an alert away.
    pub(super) fn calm(self, place: Place) {
        if self
            .alerts
            .try_with_untracked(|alerts| alerts.contains_key(&place))
            == Some(true)
        {
            self.alerts.try_update(|alerts| alerts.remove(&place));
        }
    }

    /// Says that the worker is at work.
    pub(super) fn working(self, fraction: Option<f64>, stage: String) {
        let kind = self
            .goal
            .try_with_value(|goal| goal.as_ref().map(|goal| goal.kind))
            .flatten();
        let place = match kind {
            None => Place::Data,
            Some(Kind::Test) => Place::Test,
            Some(Kind::Compare) => Place::Reuse,
        };
        let fraction = fraction
            .filter(|fraction| fraction.is_finite())
            .map(|fraction| fraction.clamp(0.0, 1.0));
        self.activity.try_set(Some(Activity {
            place,
            fraction,
            stage,
        }));
    }
}

/// The profile of a choice that was read.
pub(super) fn profile(chosen: Option<&Chosen>) -> Option<&Profile> {
    match chosen.map(|chosen| &chosen.reading) {
        Some(Reading::Done { profile, .. } | Reading::Again { profile, .. }) => Some(profile),
        _ => None,
    }
}

/// `columns` describe both tables, as far as that is known.
fn candidates(
    source: &[ColumnProfile],
    target: &[ColumnProfile],
    columns: &[ColumnOverview],
) -> Vec<Candidate> {
    let of_target: BTreeSet<&str> = target.iter().map(|column| column.name.as_str()).collect();
    // Names that are written differently, units in brackets and pairs by hand are known only side by side.
    let paired: BTreeMap<&str, bool> = columns
        .iter()
        .filter(|column| column.kinds[0].is_some())
        .map(|column| (column.name.as_str(), column.kinds[1].is_some()))
        .collect();
    let mut candidates: Vec<Candidate> = source
        .iter()
        .filter(|column| {
            !matches!(
                column.kind,
                ColumnKind::Text | ColumnKind::Identifier | ColumnKind::Moment
            )
        })
        .map(|column| {
            let name = column.name.as_str();
            Candidate {
                name: name.to_owned(),
                in_both: paired
                    .get(name)
                    .copied()
                    .unwrap_or_else(|| of_target.contains(name)),
            }
        })
        .collect();
    candidates.sort_by_key(|candidate| !candidate.in_both);
    candidates
}

/// The alert's place of a side's file.
pub(super) fn place(side: Side) -> Place {
    match side {
        Side::Source => Place::Source,
        Side::Target => Place::Target,
    }
}

/// What the alert says when a worker is lost.
pub(super) fn lost(loss: &crate::compute::bridge::Loss) -> String {
    format!("{loss} {}", words::LOST_HINT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Summary;

    fn chosen() -> Chosen {
        Chosen::new(1, "a.csv".to_owned(), Origin::Sample("a.csv"))
    }

    #[test]
    fn decisions_are_taken_back_one_by_one() {
        let mut chosen = chosen();
        assert!(!chosen.undo());
        assert!(chosen.decide(|choices| choices.dialect.skipped_lines = Some(9_999)));
        chosen.stay_missing("x");
        assert!(!chosen.decide(|choices| choices.dialect.skipped_lines = Some(9_999)));
        assert!(!chosen.undo());
        assert!(chosen.missing.is_empty());
        assert!(chosen.undo());
        assert_eq!((&chosen.choices, chosen.before.len()), (&Choices::default(), 0));
    }

    #[test]
    fn labels_that_both_tables_have_come_first() {
        let column = |name: &str| ColumnProfile {
            name: name.to_owned(),
            kind: ColumnKind::Number,
            missing: 0,
            summary: Summary::Nothing,
        };
        let source = ["x", "y", "Load (kW)"].map(column);
        let target = ["y", "load"].map(column);
        let names = |columns: &[ColumnOverview]| -> Vec<(String, bool)> {
            let candidates = candidates(&source, &target, columns).into_iter();
            candidates
                .map(|candidate| (candidate.name, candidate.in_both))
                .collect()
        };
        let named = |names: [(&str, bool); 3]| names.map(|(name, in_both)| (name.to_owned(), in_both));
        let alone = [("y", true), ("x", false), ("Load (kW)", false)];
        assert_eq!(names(&[]), named(alone));
        let column = ColumnOverview {
            name: "Load (kW)".to_owned(),
            target_name: Some("load".to_owned()),
            by_hand: false,
            role: crate::features::Role::Feature,
            reason: None,
            kinds: [Some(ColumnKind::Number); 2],
            missing: [Some(0.0); 2],
            unseen: 0,
            overlay: None,
        };
        let paired = [("y", true), ("Load (kW)", true), ("x", false)];
        assert_eq!(names(&[column]), named(paired));
    }
}
