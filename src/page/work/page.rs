//! What the page knows. All of it lives as long as the page.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

pub(in crate::page) use super::activity::{Activity, Place};
use super::alert::Notice;
use super::tasks::{Goal, Kind, Step};
use crate::compute::bridge::Bridge;
use crate::compute::messages::KeptNetwork;
use crate::features::{ColumnOverview, LabelError, LeftOut, Overview, Side};
use crate::language::Phrase;
pub(in crate::page) use crate::page::data::chosen::{Chosen, Origin, Reading, profile};
use crate::page::front::Front;
use crate::page::question::networks::NetworkOfFile;
use crate::page::share::link_choices::LinkChoices;
use crate::report::{
    self, Agreement, Curve, Files, Landscape, Outcome, Settings, SharedSettings, Sharing, Stage, Training,
};
use crate::table::{Choices, ColumnProfile, Kind as ColumnKind, Profile};

/// A result on the page.
#[derive(Clone, PartialEq)]
pub(in crate::page) struct Shown {
    pub(in crate::page) outcome: Outcome,
    /// What the link says of itself that it came by; of a result of this page, when it was made.
    pub(in crate::page) sharing: Sharing,
    /// Whether it came by link, and its files are not at hand.
    pub(in crate::page) from_link: bool,
    /// Whether that link is what this tab kept of itself when the page was loaded anew.
    pub(in crate::page) is_own: bool,
    /// The columns that were left out, with the reason; a link does not carry them.
    pub(in crate::page) left_out: Vec<LeftOut>,
}

/// The settings that a link brought without their result.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::page) struct Asked {
    pub(in crate::page) shared: SharedSettings,
    /// What the link says of itself.
    pub(in crate::page) sharing: Sharing,
}

/// What an overview describes: the tables by the numbers of their choices, the label, the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::page) struct Described {
    pub(in crate::page) tables: [Option<u32>; 2],
    pub(in crate::page) label: Option<String>,
    pub(in crate::page) columns: Option<Vec<String>>,
    pub(in crate::page) pairs: BTreeMap<String, String>,
}

/// Both tables side by side.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::page) struct SideBySide {
    /// What is described.
    pub(in crate::page) described: Described,
    pub(in crate::page) overview: Overview,
}

/// Why nothing can be computed as things are chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::page) enum Hindrance {
    /// The label cannot be used.
    Label(LabelError),
    /// There is nothing to compare.
    Columns,
}

/// A column that may be the label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::page) struct Candidate {
    pub(in crate::page) name: String,
    /// Whether the target has it, too.
    pub(in crate::page) in_both: bool,
}

/// Everything the page knows. A handle: copies lead to the same signals.
#[derive(Clone, Copy)]
pub(in crate::page) struct Page {
    pub(in crate::page) source: RwSignal<Option<Chosen>, LocalStorage>,
    pub(in crate::page) target: RwSignal<Option<Chosen>, LocalStorage>,
    /// The label that the user, a sample or a link chose.
    pub(in crate::page) wanted_label: RwSignal<Option<String>>,
    /// Columns of the source that the user leaves out.
    pub(in crate::page) left_out: RwSignal<BTreeSet<String>>,
    /// Columns that the user pairs: the source's name, the target's name.
    pub(in crate::page) by_hand: RwSignal<BTreeMap<String, String>>,
    /// Both tables side by side, as they are chosen now or were before.
    pub(in crate::page) overview: RwSignal<Option<SideBySide>>,
    /// The column whose histograms are shown.
    pub(in crate::page) looked_at: RwSignal<Option<String>>,
    pub(in crate::page) activity: RwSignal<Option<Activity>>,
    pub(in crate::page) alerts: RwSignal<BTreeMap<Place, Notice>>,
    /// Where the user stopped the work, and what to say about it.
    pub(in crate::page) stopped: RwSignal<Option<(Place, Phrase)>>,
    pub(in crate::page) shown: RwSignal<Option<Shown>>,
    /// The settings that came by a link without their result, as long as nothing else is shown.
    pub(in crate::page) asked: RwSignal<Option<Asked>>,
    /// What the user lets a link carry.
    pub(in crate::page) sharing: RwSignal<LinkChoices>,
    /// Where the domains of that result part, where it was computed here.
    pub(in crate::page) landscape: RwSignal<Option<Landscape>>,
    /// The same of the computation that runs.
    pub(in crate::page) explored: StoredValue<Option<Landscape>>,
    /// The shift, in standard deviations, below which two domains count as practically the same.
    pub(in crate::page) margin: RwSignal<f64>,
    /// What came of the repetition of a shared result.
    pub(in crate::page) agreement: RwSignal<Option<Agreement>>,
    /// How networks are trained.
    pub(in crate::page) training: RwSignal<Training>,
    /// The network that was opened from a file.
    pub(in crate::page) network: RwSignal<Option<NetworkOfFile>, LocalStorage>,
    /// The number of the opened network that the running worker holds.
    pub(in crate::page) network_held: StoredValue<Option<u32>>,
    /// The networks of the latest comparison or adaptation, which the running worker keeps.
    pub(in crate::page) at_hand: RwSignal<Vec<KeptNetwork>>,
    /// What the finished repeats of the comparison that runs say.
    pub(in crate::page) so_far: RwSignal<Option<Outcome>>,
    /// When the goal was begun, in milliseconds.
    pub(in crate::page) begun: StoredValue<f64>,
    /// The losses of the networks that learn right now.
    pub(in crate::page) curves: RwSignal<Vec<Curve>>,
    /// Whether page and worker come from different builds.
    pub(in crate::page) outdated: RwSignal<bool>,
    /// Whether the data section is unfolded.
    pub(in crate::page) data_open: RwSignal<bool>,
    /// The choices whose tables the running worker holds: source, target.
    pub(in crate::page) held: StoredValue<[Option<u32>; 2]>,
    /// What the overview describes.
    pub(in crate::page) described: StoredValue<Option<Described>>,
    pub(in crate::page) goal: StoredValue<Option<Goal>>,
    pub(in crate::page) step: StoredValue<Option<Step>>,
    /// The object URL that the worker reads from right now.
    pub(in crate::page) object_url: StoredValue<Option<String>>,
    pub(in crate::page) choices: StoredValue<u32>,
    /// How many decisions were made about the reading of files.
    pub(in crate::page) decisions: StoredValue<u32>,
    pub(in crate::page) bridge: StoredValue<Option<Bridge>, LocalStorage>,
}

impl Page {
    /// An empty page, whose first part is there already.
    pub(in crate::page) fn new(front: Front) -> Self {
        Self {
            source: RwSignal::new_local(None),
            target: RwSignal::new_local(None),
            wanted_label: RwSignal::new(None),
            left_out: RwSignal::new(BTreeSet::new()),
            by_hand: RwSignal::new(BTreeMap::new()),
            overview: RwSignal::new(None),
            looked_at: RwSignal::new(None),
            activity: front.activity,
            alerts: RwSignal::new(BTreeMap::new()),
            stopped: RwSignal::new(None),
            shown: RwSignal::new(None),
            asked: RwSignal::new(None),
            sharing: RwSignal::new(LinkChoices::default()),
            landscape: RwSignal::new(None),
            explored: StoredValue::new(None),
            margin: RwSignal::new(Settings::default().margin_sd),
            agreement: RwSignal::new(None),
            training: RwSignal::new(Training::default()),
            network: RwSignal::new_local(None),
            network_held: StoredValue::new(None),
            at_hand: RwSignal::new(Vec::new()),
            so_far: RwSignal::new(None),
            begun: StoredValue::new(0.0),
            curves: RwSignal::new(Vec::new()),
            outdated: RwSignal::new(false),
            data_open: front.data_open,
            held: StoredValue::new([None; 2]),
            described: StoredValue::new(None),
            goal: StoredValue::new(None),
            step: StoredValue::new(None),
            object_url: StoredValue::new(None),
            choices: StoredValue::new(0),
            decisions: StoredValue::new(0),
            bridge: StoredValue::new_local(None),
        }
    }

    /// What was chosen for a side.
    pub(in crate::page) fn slot(self, side: Side) -> RwSignal<Option<Chosen>, LocalStorage> {
        match side {
            Side::Source => self.source,
            Side::Target => self.target,
        }
    }

    /// The profile of a side's table, once it was read. Tracks.
    pub(in crate::page) fn profile(self, side: Side) -> Option<Profile> {
        self.slot(side).with(|slot| profile(slot.as_ref()).cloned())
    }

    /// Whether both tables were read. Tracks.
    pub(in crate::page) fn both_read(self) -> bool {
        let read = |slot: &Option<Chosen>| profile(slot.as_ref()).is_some();
        self.source.with(read) && self.target.with(read)
    }

    /// Whether the worker is at work. Tracks.
    pub(in crate::page) fn busy(self) -> bool {
        self.activity.with(Option::is_some)
    }

    /// The columns of the source that may be the label: first those that both tables have, then the others, in the
    /// file's order. Tracks.
    pub(in crate::page) fn candidates(self) -> Vec<Candidate> {
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
    pub(in crate::page) fn label(self) -> Option<Candidate> {
        let wish = self.wanted_label.get()?;
        self.candidates()
            .into_iter()
            .find(|candidate| candidate.name == wish)
    }

    /// Whether the result on the page is one of the page's own and no longer fits what is chosen. Tracks.
    pub(in crate::page) fn stale(self) -> bool {
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
                    || settings.margin_sd.to_bits() != self.margin.get().to_bits()
                    || (settings.columns != self.columns() && !shown.from_link)
                    || self.networks_are_stale(shown);
                others || (asked && files.is_some())
            })
        })
    }

    /// Whether the networks of a result were trained otherwise than is chosen now. Tracks.
    fn networks_are_stale(self, shown: &Shown) -> bool {
        let Outcome { settings, report, .. } = &shown.outcome;
        let opened = self.network_name();
        let trained_otherwise =
            settings.training != self.training.get() || report.source_file() != opened.as_deref();
        report.has_networks() && trained_otherwise
    }

    /// How the tables at hand relate to those of an outcome. Tracks.
    pub(in crate::page) fn files(self, outcome: &Outcome) -> Option<Files> {
        self.files_of(outcome.report.fingerprints())
    }

    /// How the tables at hand relate to files of these fingerprints. Tracks.
    pub(in crate::page) fn files_of(self, fingerprints: [&str; 2]) -> Option<Files> {
        let source = self.profile(Side::Source)?;
        let target = self.profile(Side::Target)?;
        Some(report::files(
            fingerprints,
            [&source.fingerprint, &target.fingerprint],
        ))
    }

    /// The decisions about the reading of both files. Tracks.
    pub(in crate::page) fn choices(self) -> [Choices; 2] {
        [Side::Source, Side::Target].map(|side| {
            self.slot(side).with(|slot| {
                slot.as_ref()
                    .map(|chosen| chosen.choices.clone())
                    .unwrap_or_default()
            })
        })
    }

    /// The columns that may be inputs, where the user leaves some out. Tracks.
    pub(in crate::page) fn columns(self) -> Option<Vec<String>> {
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
    pub(in crate::page) fn wanted_overview(self) -> Described {
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
    pub(in crate::page) fn hindrance(self) -> Option<Hindrance> {
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
            .or(obstacle.map(|_| Hindrance::Columns))
    }

    /// Takes away what was said about a question that is now another one.
    pub(in crate::page) fn question_changed(self) {
        for place in [Place::Data, Place::Test, Place::Reuse] {
            self.clear_alert(place);
        }
        self.stopped.try_set(None);
    }

    /// The pairs by hand whose columns both tables have. Tracks.
    pub(in crate::page) fn pairs(self) -> BTreeMap<String, String> {
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
    pub(in crate::page) fn alert(self, place: Place, notice: impl Into<Notice>) {
        let notice = notice.into();
        self.alerts.try_update(|alerts| alerts.insert(place, notice));
    }

    /// Takes an alert away.
    pub(in crate::page) fn clear_alert(self, place: Place) {
        if self
            .alerts
            .try_with_untracked(|alerts| alerts.contains_key(&place))
            == Some(true)
        {
            self.alerts.try_update(|alerts| alerts.remove(&place));
        }
    }

    /// Says that the worker is at work.
    pub(in crate::page) fn working(self, fraction: Option<f64>, stage: Stage) {
        let kind = self
            .goal
            .try_with_value(|goal| goal.as_ref().map(|goal| goal.kind))
            .flatten();
        let place = match kind {
            None => Place::Data,
            Some(Kind::Test) => Place::Test,
            Some(_) => Place::Reuse,
        };
        let fraction = fraction
            .filter(|fraction| fraction.is_finite())
            .map(|fraction| fraction.clamp(0.0, 1.0));
        self.activity.try_set(Some(Activity {
            place,
            fraction,
            stage,
            begun: self.begun.try_get_value().unwrap_or_default(),
        }));
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
        .map(|column| {
            // An empty column for labels that are still to come holds none.
            let is_filled = column.missing[1].is_none_or(|missing| missing < 1.0);
            (column.name.as_str(), column.kinds[1].is_some() && is_filled)
        })
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
pub(in crate::page) fn place(side: Side) -> Place {
    match side {
        Side::Source => Place::Source,
        Side::Target => Place::Target,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Summary;

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
