//! What is known of the two tables, and what the user decided about them.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::chosen::{Chosen, profile};
use super::guessed_label::{self, GuessReason};
use crate::features::{ColumnOverview, FeatureError, LabelError, Overview, Role, Side};
use crate::report::{self, Files, Outcome, SeriesBy};
use crate::show::{self, Figure};
use crate::table::{Choices, ColumnKind, ColumnProfile, Profile};

/// What an overview describes: the tables by the numbers of their choices, the label, the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Described {
    pub(crate) tables: [Option<u32>; 2],
    pub(crate) label: Option<String>,
    pub(crate) columns: Option<Vec<String>>,
    pub(crate) pairs: BTreeMap<String, String>,
}

/// Both tables side by side.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SideBySide {
    /// What is described.
    pub(crate) described: Described,
    pub(crate) overview: Overview,
}

/// Why nothing can be computed as things are chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Hindrance {
    /// The label cannot be used.
    Label(LabelError),
    /// There is nothing to compare.
    Columns(FeatureError),
}

/// A column that may be the label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) name: String,
    /// Whether the target has it, too.
    pub(crate) in_both: bool,
}

/// Who chose the label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LabelChoice {
    /// Nobody yet.
    Open,
    /// It was proposed for these tables.
    Guessed {
        /// The tables by the numbers of their choices.
        tables: [Option<u32>; 2],
        /// Why this column.
        reason: GuessReason,
        /// Whether it could be used once. What the user decides about columns after that does not take it away.
        was_usable: bool,
    },
    /// Nothing could be proposed for these tables.
    NoneGuessed {
        /// The tables by the numbers of their choices.
        tables: [Option<u32>; 2],
    },
    /// The user, a sample, a link or a network.
    Made,
}

/// The test of so many cells takes under a second on most machines, and under two on slow ones. With more, it waits for the
/// user.
const MAX_CELLS_BY_ITSELF: u64 = 1_000_000;

/// Both sides.
pub(crate) const BOTH: [Side; 2] = [Side::Source, Side::Target];

/// What the page knows of the two tables. A handle: copies lead to the same signals.
#[derive(Clone, Copy)]
pub(crate) struct DataState {
    pub(crate) source: RwSignal<Option<Chosen>, LocalStorage>,
    pub(crate) target: RwSignal<Option<Chosen>, LocalStorage>,
    /// The label.
    pub(crate) chosen_label: RwSignal<Option<String>>,
    /// Who chose it.
    pub(crate) label_choice: RwSignal<LabelChoice>,
    /// Columns of the source that the user leaves out.
    pub(crate) left_out: RwSignal<BTreeSet<String>>,
    /// Columns of the source that the user takes, although they only name the table, the row or the moment.
    pub(crate) taken: RwSignal<BTreeSet<String>>,
    /// Columns that the user pairs: the source's name, the target's name.
    pub(crate) pairs_by_hand: RwSignal<BTreeMap<String, String>>,
    /// Both tables side by side, as they are chosen now or were before.
    pub(crate) overview: RwSignal<Option<SideBySide>>,
    /// The column whose histograms are shown.
    pub(crate) column_in_figure: RwSignal<Option<String>>,
    /// Whether the data section is unfolded.
    pub(crate) is_open: RwSignal<bool>,
    /// Whether the sample pairs are in sight.
    pub(crate) samples_open: RwSignal<bool>,
}

impl DataState {
    /// No tables.
    pub(crate) fn new(is_open: RwSignal<bool>, samples_open: RwSignal<bool>) -> Self {
        Self {
            source: RwSignal::new_local(None),
            target: RwSignal::new_local(None),
            chosen_label: RwSignal::new(None),
            label_choice: RwSignal::new(LabelChoice::Open),
            left_out: RwSignal::new(BTreeSet::new()),
            taken: RwSignal::new(BTreeSet::new()),
            pairs_by_hand: RwSignal::new(BTreeMap::new()),
            overview: RwSignal::new(None),
            column_in_figure: RwSignal::new(None),
            is_open,
            samples_open,
        }
    }

    /// What was chosen for a side.
    pub(crate) fn slot(self, side: Side) -> RwSignal<Option<Chosen>, LocalStorage> {
        match side {
            Side::Source => self.source,
            Side::Target => self.target,
        }
    }

    /// Something about what was chosen for a side, where there is something. Tracks.
    pub(crate) fn about<T>(self, side: Side, ask: impl FnOnce(&Chosen) -> T) -> Option<T> {
        self.slot(side).with(|slot| slot.as_ref().map(ask))
    }

    /// Whether something was chosen for a side of which this is true. Tracks.
    pub(crate) fn is(self, side: Side, ask: impl FnOnce(&Chosen) -> bool) -> bool {
        self.about(side, ask) == Some(true)
    }

    /// Changes what was chosen for a side, where there is something.
    pub(crate) fn change<T>(self, side: Side, change: impl FnOnce(&mut Chosen) -> T) -> Option<T> {
        self.slot(side)
            .try_update(|slot| slot.as_mut().map(change))
            .flatten()
    }

    /// The profile of a side's table, once it was read. Tracks.
    pub(crate) fn profile(self, side: Side) -> Option<Profile> {
        self.with_profile(side, |profile| Some(profile?.clone()))
    }

    /// Does something with the profile of a side's table. It says what the file alone says until both tables are known
    /// side by side, and then what both say, so that it never contradicts what is computed. Tracks.
    fn with_profile<T>(self, side: Side, take: impl FnOnce(Option<&Profile>) -> T) -> T {
        let tables = self.tables();
        self.slot(side).with(|slot| {
            self.overview.with(|known| {
                let known = known.as_ref().filter(|known| known.described.tables == tables);
                let settled = known.and_then(|known| {
                    let [source, target] = known.overview.profiles.as_ref();
                    match side {
                        Side::Source => source.as_ref(),
                        Side::Target => target.as_ref(),
                    }
                });
                take(profile(slot.as_ref()).map(|own| settled.unwrap_or(own)))
            })
        })
    }

    /// The numbers of the choices of both tables. Tracks.
    fn tables(self) -> [Option<u32>; 2] {
        BOTH.map(|side| self.about(side, |chosen| chosen.number))
    }

    /// Questions about both files that wait for an answer. Tracks.
    pub(crate) fn open_questions(self) -> usize {
        let of_side = |side| {
            let questions = self
                .profile(side)
                .map(|profile| profile.questions)
                .unwrap_or_default();
            self.about(side, |chosen| chosen.open_questions(&questions))
        };
        BOTH.into_iter().filter_map(of_side).sum()
    }

    /// Whether both tables were read. Tracks.
    pub(crate) fn both_read(self) -> bool {
        let read = |slot: &Option<Chosen>| profile(slot.as_ref()).is_some();
        self.source.with(read) && self.target.with(read)
    }

    /// The columns of the source that may be the label: first those that both tables have, then the others, in the
    /// file's order. Tracks.
    pub(crate) fn candidates(self) -> Vec<Candidate> {
        self.with_profile(Side::Source, |source| {
            self.with_profile(Side::Target, |target| {
                let Some(source) = source else {
                    return Vec::new();
                };
                self.overview.with(|overview| {
                    let columns = overview.as_ref().map(|known| known.overview.columns.as_slice());
                    let target = target.map(|target| target.columns.as_slice());
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
    pub(crate) fn label(self) -> Option<Candidate> {
        let name = self.chosen_label.get()?;
        self.candidates()
            .into_iter()
            .find(|candidate| candidate.name == name)
    }

    /// The user, a sample, a link or a network chooses the label, or that there is none.
    pub(crate) fn choose_label(self, label: Option<String>) {
        self.chosen_label.set(label);
        self.label_choice.set(LabelChoice::Made);
    }

    /// Exchanges source and target. What was chosen of columns goes by the names that they have in the new source.
    pub(crate) fn exchange(self) {
        let source = self.source.get_untracked();
        self.source.set(self.target.get_untracked());
        self.target.set(source);
        let renamed = self.overview.with_untracked(|known| {
            let columns = known.iter().flat_map(|known| &known.overview.columns);
            renamed_in_target(columns)
        });
        let exchange = |name: String| renamed.get(&name).cloned().unwrap_or(name);
        self.chosen_label
            .update(|label| *label = label.take().map(exchange));
        for names in [self.left_out, self.taken] {
            names.update(|names| *names = std::mem::take(names).into_iter().map(exchange).collect());
        }
        self.pairs_by_hand.update(|pairs| {
            let exchanged = std::mem::take(pairs).into_iter().map(|(one, other)| (other, one));
            *pairs = exchanged.collect();
        });
    }

    /// A file that is read in another way has another number, and keeps the label that was proposed for it.
    pub(crate) fn keep_guess(self, before: u32, now: u32) {
        self.label_choice.update(|choice| {
            if let LabelChoice::Guessed { tables, .. } = choice {
                for table in tables.iter_mut().filter(|table| **table == Some(before)) {
                    *table = Some(now);
                }
            }
        });
    }

    /// Forgets the label of files that are gone.
    pub(crate) fn forget_label(self) {
        self.chosen_label.set(None);
        self.label_choice.set(LabelChoice::Open);
    }

    /// Proposes a label for both tables, where nobody has chosen one that they have. What cannot be used is taken back.
    pub(crate) fn guess_label(self) {
        let choice = self.label_choice.get_untracked();
        if let LabelChoice::Guessed {
            tables,
            reason,
            was_usable: false,
        } = choice
            && tables == self.tables()
            && self.is_described()
        {
            if matches!(self.hindrance(), Some(Hindrance::Label(_))) {
                self.chosen_label.set(None);
                self.label_choice.set(LabelChoice::NoneGuessed { tables });
            } else {
                self.label_choice.set(LabelChoice::Guessed {
                    tables,
                    reason,
                    was_usable: true,
                });
            }
            return;
        }
        let is_open = match choice {
            LabelChoice::Made => self.chosen_label.get_untracked().is_some() && self.label().is_none(),
            LabelChoice::NoneGuessed { tables } => tables != self.tables(),
            LabelChoice::Guessed { tables, .. } => tables != self.tables() || self.label().is_none(),
            LabelChoice::Open => true,
        };
        if !is_open {
            return;
        }
        let tables = self.tables();
        let guess = self.overview.with_untracked(|known| {
            let known = known.as_ref().filter(|known| known.described.tables == tables)?;
            guessed_label::guess(&known.overview.columns)
        });
        match guess {
            Some((name, reason)) => {
                self.chosen_label.set(Some(name));
                self.label_choice.set(LabelChoice::Guessed {
                    tables,
                    reason,
                    was_usable: false,
                });
            }
            None => self.label_choice.set(LabelChoice::NoneGuessed { tables }),
        }
    }

    /// Whether a test of both tables hardly takes longer than reading them. Tracks.
    pub(crate) fn is_small(self) -> bool {
        let cells = |side| {
            self.with_profile(side, |profile| {
                profile.map_or(0, |profile| {
                    profile.rows.saturating_mul(profile.columns.len() as u64)
                })
            })
        };
        BOTH.into_iter().map(cells).fold(0, u64::saturating_add) <= MAX_CELLS_BY_ITSELF
    }

    /// How the tables at hand relate to those of an outcome. Tracks.
    pub(crate) fn files(self, outcome: &Outcome) -> Option<Files> {
        self.files_of(outcome.report.fingerprints())
    }

    /// How the tables at hand relate to files of these fingerprints. Tracks.
    pub(crate) fn files_of(self, fingerprints: [&str; 2]) -> Option<Files> {
        let source = self.profile(Side::Source)?;
        let target = self.profile(Side::Target)?;
        Some(report::files(
            fingerprints,
            [&source.fingerprint, &target.fingerprint],
        ))
    }

    /// The decisions about the reading of both files. Tracks.
    pub(crate) fn choices(self) -> [Choices; 2] {
        BOTH.map(|side| {
            self.about(side, |chosen| chosen.choices.clone())
                .unwrap_or_default()
        })
    }

    /// The columns that may be inputs, where the user leaves some out, or takes some that would be left out. Tracks.
    pub(crate) fn chosen_inputs(self) -> Option<Vec<String>> {
        let (left_out, taken) = (self.left_out.get(), self.taken.get());
        let label = self.label().map(|label| label.name);
        let profile = self.profile(Side::Source)?;
        if !profile
            .columns
            .iter()
            .any(|column| left_out.contains(&column.name) || taken.contains(&column.name))
        {
            return None;
        }
        let names = profile.columns.into_iter().map(|column| column.name);
        let usable = self.overview.with(|overview| {
            let columns = overview.as_ref().map(|known| &known.overview.columns);
            columns.map(|columns| {
                let usable = columns.iter().filter(|column| {
                    let is_wanted = !column.only_names || column.by_hand || taken.contains(&column.name);
                    is_wanted && column.kinds.iter().all(Option::is_some)
                });
                usable.map(|column| column.name.clone()).collect::<BTreeSet<_>>()
            })
        });
        let used = names
            .filter(|name| !left_out.contains(name) && Some(name) != label.as_ref())
            .filter(|name| usable.as_ref().is_none_or(|usable| usable.contains(name)));
        Some(used.collect())
    }

    /// Takes a column of the source as an input, or leaves it out.
    pub(crate) fn use_column(self, name: &str, used: bool) {
        let only_names = self.overview.with_untracked(|overview| {
            let mut columns = overview.iter().flat_map(|known| &known.overview.columns);
            columns.any(|column| column.name == name && column.only_names && !column.by_hand)
        });
        let change = |names: RwSignal<BTreeSet<String>>, is_in: bool| {
            names.update(|names| {
                if is_in {
                    names.insert(name.to_owned());
                } else {
                    names.remove(name);
                }
            });
        };
        change(self.left_out, !used && !only_names);
        change(self.taken, used && only_names);
    }

    /// Leaves out every column that could be an input and is not among these, nor the label.
    pub(crate) fn use_only(self, inputs: &[String], label: Option<&str>) {
        let left_out = self.left_out.get_untracked();
        let others = self.overview.with_untracked(|overview| {
            let columns = overview.iter().flat_map(|known| &known.overview.columns);
            others(columns, inputs, label, &left_out)
        });
        self.left_out.set(others);
    }

    /// What an overview should describe now. Tracks.
    pub(crate) fn wanted_overview(self) -> Described {
        Described {
            tables: self.tables(),
            label: self.label().map(|label| label.name),
            columns: self.chosen_inputs(),
            pairs: self.pairs(),
        }
    }

    /// Whether the overview is that of what is chosen now: another label or other tables say nothing about these. Tracks.
    fn is_described(self) -> bool {
        let wanted = self.wanted_overview();
        self.overview
            .with(|known| known.as_ref().is_some_and(|known| known.described == wanted))
    }

    /// Why nothing can be computed as things are chosen now, where that is known. Tracks.
    pub(crate) fn hindrance(self) -> Option<Hindrance> {
        if !self.is_described() {
            return None;
        }
        let overview = self.overview.get()?;
        let Overview {
            label_problem,
            obstacle,
            ..
        } = overview.overview;
        label_problem
            .map(Hindrance::Label)
            .or(obstacle.map(Hindrance::Columns))
    }

    /// The pairs by hand whose columns both tables have. Tracks.
    pub(crate) fn pairs(self) -> BTreeMap<String, String> {
        let mut pairs = self.pairs_by_hand.get();
        if pairs.is_empty() {
            return pairs;
        }
        let [source, target] = BOTH.map(|side| {
            let columns = self.profile(side).map(|profile| profile.columns);
            let names = columns.into_iter().flatten().map(|column| column.name);
            names.collect::<BTreeSet<String>>()
        });
        pairs.retain(|one, other| source.contains(one) && target.contains(other));
        pairs
    }

    /// The columns of both tables that can tell series of rows apart, by the source's names. Tracks.
    pub(crate) fn series_columns(self) -> Vec<String> {
        let tells_apart = |kind: &Option<ColumnKind>| {
            matches!(
                kind,
                Some(ColumnKind::Number | ColumnKind::Category | ColumnKind::Boolean)
            )
        };
        self.overview.with(|overview| {
            let columns = overview.iter().flat_map(|known| &known.overview.columns);
            let usable = columns.filter(|column| column.kinds.iter().all(tells_apart));
            usable.map(|column| column.name.clone()).collect()
        })
    }

    /// What tells series apart, as far as these tables have it. Tracks.
    pub(crate) fn series(self, chosen: SeriesBy) -> SeriesBy {
        match chosen {
            SeriesBy::Column(name) if !self.series_columns().contains(&name) => SeriesBy::Found,
            chosen => chosen,
        }
    }

    /// The figure of the column that is looked at. Tracks.
    pub(crate) fn column_figure(self) -> Option<Figure> {
        let name = self.column_in_figure.get()?;
        self.overview.with(|overview| {
            let columns = &overview.as_ref()?.overview.columns;
            let column = columns.iter().find(|column| column.name == name)?;
            Some(show::column::figure(&name, column.overlay.as_ref()?))
        })
    }
}

/// The columns that could be inputs and are neither among these inputs nor the label.
fn others<'c>(
    columns: impl Iterator<Item = &'c ColumnOverview>,
    inputs: &[String],
    label: Option<&str>,
    left_out: &BTreeSet<String>,
) -> BTreeSet<String> {
    columns
        .filter(|column| column.kinds.iter().all(Option::is_some))
        // What cannot be an input anyway has a reason of its own.
        .filter(|column| column.role != Role::LeftOut || left_out.contains(&column.name))
        .map(|column| &column.name)
        .filter(|name| !inputs.contains(name) && label != Some(name.as_str()))
        .cloned()
        .collect()
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

/// The other name of each column that the tables write differently; both ways, because who exchanges them twice does it before
/// they are described anew.
fn renamed_in_target<'o>(columns: impl Iterator<Item = &'o ColumnOverview>) -> BTreeMap<String, String> {
    let renamed = columns.filter_map(|column| Some([column.name.clone(), column.target_name.clone()?]));
    renamed
        .flat_map(|[name, other]| [(name.clone(), other.clone()), (other, name)])
        .collect()
}

#[cfg(test)]
mod tests;
