//! What has to be asked of the worker next, and asking it.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::page::Page;
use super::tasks::{Computation, Goal, Step, TableProgress, next};
use super::words;
use crate::compute::messages::{KeptNetwork, Pace, Task};
use crate::failure::Failure;
use crate::features::Side;
use crate::page::browser;
use crate::page::data::{Chosen, Described, Origin, Reading};
use crate::report::Stage;
use crate::words::prediction_names;

impl Page {
    pub(crate) fn start(self, goal: Goal) {
        self.work.clear_notices();
        if goal.computation.has_outcome() {
            self.answer.curves.try_set(Vec::new());
            self.answer.so_far.try_set(None);
            self.answer.coming_landscape.set_value(None);
            self.share.agreement.try_set(None);
            self.work
                .tested
                .set_value(Some(untrack(|| self.data.wanted_overview())));
        }
        self.work.begun.set_value(js_sys::Date::now());
        self.work.goal.set_value(Some(goal));
        self.work.show_activity(Pace::default(), Stage::Starting);
        self.advance();
    }

    /// Takes the next step, where none is under way.
    pub(crate) fn advance(self) {
        if self.work.step.get_value().is_some() {
            return;
        }
        let goal = self.work.goal.get_value();
        let wanted = untrack(|| self.data.wanted_overview());
        let described = self
            .work
            .described
            .with_value(|described| described.as_ref() == Some(&wanted));
        match next(
            self.table_progress(Side::Source),
            self.table_progress(Side::Target),
            self.network_progress(),
            goal.as_ref(),
            described,
            self.is_fitted(),
        ) {
            Some(Step::Load(side)) => self.load(side),
            Some(Step::Describe) => {
                self.work.step.set_value(Some(Step::Describe));
                self.work.described.set_value(Some(wanted.clone()));
                let Described {
                    label,
                    columns,
                    pairs,
                    ..
                } = wanted;
                self.work.ask(Task::Describe {
                    label,
                    columns,
                    pairs,
                });
            }
            Some(Step::OpenNetwork) => self.read_network(),
            Some(Step::CloseNetwork) => {
                self.work.step.set_value(Some(Step::CloseNetwork));
                self.work.ask(Task::CloseNetwork);
            }
            Some(Step::FitAlone(side)) => {
                self.work.step.set_value(Some(Step::FitAlone(side)));
                self.work.ask(Task::FitAlone(side));
            }
            Some(Step::Compute) => {
                if let Some(goal) = goal {
                    self.work.step.set_value(Some(Step::Compute));
                    self.compute(goal);
                }
            }
            None => {
                self.work.goal.set_value(None);
                self.work.activity.try_set(None);
            }
        }
    }

    /// Whether it is known what the only table lacks for the opened network.
    fn is_fitted(self) -> bool {
        let tables = untrack(|| self.data.wanted_overview()).tables;
        self.question.network.with_untracked(|network| {
            let alone = network.as_ref().and_then(|network| network.alone.as_ref());
            alone.is_some_and(|alone| alone.tables == tables)
        })
    }

    fn table_progress(self, side: Side) -> TableProgress {
        let held = self.work.held.get_value()[index(side)];
        self.data.slot(side).with_untracked(|slot| match slot {
            None => TableProgress::Absent,
            Some(chosen) => match chosen.reading {
                Reading::Failed => TableProgress::Absent,
                Reading::Waiting | Reading::Again { .. } => TableProgress::Unread,
                Reading::Done { .. } if held == Some(chosen.number) => TableProgress::Held,
                Reading::Done { .. } => TableProgress::Forgotten,
            },
        })
    }

    fn load(self, side: Side) {
        let Some(chosen) = self.data.slot(side).get_untracked() else {
            return;
        };
        let url = match &chosen.origin {
            Origin::Sample(file) => browser::own_file(&format!("samples/{file}")),
            Origin::File(file) => {
                let url = web_sys::Url::create_object_url_with_blob(file.unchecked_ref()).ok();
                self.work.object_url.set_value(url.clone());
                url
            }
        };
        let Some(url) = url else {
            self.fail_to_read(side, Failure::FileGone { file: chosen.name });
            return;
        };
        self.work.step.set_value(Some(Step::Load(side)));
        let stage = match chosen.reading {
            Reading::Done { .. } => Stage::ReadingAgain,
            _ => Stage::Reading {
                file: chosen.name.clone(),
                rows: 0,
            },
        };
        if !self.work.activity.with_untracked(Option::is_some) {
            self.work.begun.set_value(js_sys::Date::now());
            self.work.bytes_read.set_value(0.0);
        }
        self.work.show_activity(Pace::default(), stage);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the browser gives a whole number of bytes"
        )]
        let size = chosen.size().map(|bytes| bytes as u64);
        let Chosen { name, choices, .. } = chosen;
        self.work.ask(Task::Load {
            side,
            name,
            url,
            size,
            choices,
        });
    }

    fn compute(self, goal: Goal) {
        let Goal {
            computation,
            settings,
            ..
        } = goal;
        self.work.ask(match computation {
            Computation::Test => Task::Test(settings),
            Computation::Compare => Task::Compare(settings),
            Computation::Adapt => Task::Adapt(settings),
            Computation::Save(network, format) => Task::SaveNetwork { network, format },
            Computation::Predict(network, side) => Task::Predict {
                network,
                side,
                settings,
                names: prediction_names(),
                called: words::predictions_of(network).to_owned(),
            },
            Computation::RowsToLabel(count) => Task::RowsToLabel {
                rows: self.answer.landscape.with_untracked(|found| {
                    found
                        .as_ref()
                        .map(|found| found.unlike_source.clone())
                        .unwrap_or_default()
                }),
                count,
                settings,
                names: prediction_names(),
                called: words::ROWS_TO_LABEL.into(),
            },
            Computation::PredictAlone(side) => Task::PredictAlone {
                side,
                names: prediction_names(),
                called: words::predictions_of(KeptNetwork::Opened).to_owned(),
            },
        });
    }

    /// Forgets what the worker kept.
    pub(crate) fn forget_kept(self) {
        self.work.held.set_value([None; 2]);
        self.work.described.set_value(None);
        self.work.network_held.set_value(None);
        self.answer.networks.try_set(Vec::new());
    }

    pub(crate) fn forget_worker(self) {
        self.work.end_step();
        self.work.queued.set_value(None);
        self.forget_kept();
        self.answer.so_far.try_set(None);
        self.work.goal.set_value(None);
        self.work.activity.try_set(None);
        self.answer.curves.try_set(Vec::new());
    }
}

/// The place of a side in lists of both.
pub(crate) fn index(side: Side) -> usize {
    match side {
        Side::Source => 0,
        Side::Target => 1,
    }
}
