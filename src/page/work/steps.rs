//! What has to be asked of the worker next, and asking it.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::page::{Chosen, Described, Origin, Page, Reading};
use super::tasks::{Goal, Kind, Step, Table, next};
use crate::compute::messages::Task;
use crate::failure::Failure;
use crate::features::Side;
use crate::page::browser;
use crate::report::Stage;

impl Page {
    pub(in crate::page) fn start(self, goal: Goal) {
        self.question_changed();
        if goal.kind.has_outcome() {
            self.curves.try_set(Vec::new());
            self.so_far.try_set(None);
            self.explored.set_value(None);
            self.agreement.try_set(None);
        }
        self.begun.set_value(js_sys::Date::now());
        self.goal.set_value(Some(goal));
        self.working(None, Stage::Starting);
        self.advance();
    }

    /// Takes the next step, where none is under way.
    pub(in crate::page) fn advance(self) {
        if self.step.get_value().is_some() {
            return;
        }
        let goal = self.goal.get_value();
        let wanted = untrack(|| self.wanted_overview());
        let described = self
            .described
            .with_value(|described| described.as_ref() == Some(&wanted));
        match next(
            self.table(Side::Source),
            self.table(Side::Target),
            self.network_file(),
            goal.as_ref(),
            described,
        ) {
            Some(Step::Load(side)) => self.load(side),
            Some(Step::Describe) => {
                self.step.set_value(Some(Step::Describe));
                self.described.set_value(Some(wanted.clone()));
                let Described {
                    label,
                    columns,
                    pairs,
                    ..
                } = wanted;
                self.ask(Task::Describe {
                    label,
                    columns,
                    pairs,
                });
            }
            Some(Step::OpenNetwork) => self.read_network(),
            Some(Step::CloseNetwork) => {
                self.step.set_value(Some(Step::CloseNetwork));
                self.ask(Task::CloseNetwork);
            }
            Some(Step::Compute) => {
                if let Some(goal) = goal {
                    self.step.set_value(Some(Step::Compute));
                    self.compute(goal);
                }
            }
            None => {
                self.goal.set_value(None);
                self.activity.try_set(None);
            }
        }
    }

    fn table(self, side: Side) -> Table {
        let held = self.held.get_value()[index(side)];
        self.slot(side).with_untracked(|slot| match slot {
            None => Table::Absent,
            Some(chosen) => match chosen.reading {
                Reading::Failed => Table::Absent,
                Reading::Waiting | Reading::Again { .. } => Table::Unread,
                Reading::Done { .. } if held == Some(chosen.number) => Table::Held,
                Reading::Done { .. } => Table::Forgotten,
            },
        })
    }

    fn load(self, side: Side) {
        let Some(chosen) = self.slot(side).get_untracked() else {
            return;
        };
        let url = match &chosen.origin {
            Origin::Sample(file) => browser::own_file(&format!("samples/{file}")),
            Origin::File(file) => {
                let url = web_sys::Url::create_object_url_with_blob(file.unchecked_ref()).ok();
                self.object_url.set_value(url.clone());
                url
            }
        };
        let Some(url) = url else {
            self.fail_to_read(side, Failure::FileGone { file: chosen.name });
            return;
        };
        self.step.set_value(Some(Step::Load(side)));
        let stage = match chosen.reading {
            Reading::Done { .. } => Stage::ReadingAgain,
            _ => Stage::Reading {
                file: chosen.name.clone(),
                rows: 0,
            },
        };
        self.working(None, stage);
        let Chosen { name, choices, .. } = chosen;
        self.ask(Task::Load {
            side,
            name,
            url,
            choices,
        });
    }

    fn compute(self, goal: Goal) {
        let Goal { kind, settings, .. } = goal;
        self.ask(match kind {
            Kind::Test => Task::Test(settings),
            Kind::Compare => Task::Compare(settings),
            Kind::Adapt => Task::Adapt(settings),
            Kind::Save(network, format) => Task::SaveNetwork { network, format },
            Kind::Predict(network, side) => Task::Predict {
                network,
                side,
                settings,
            },
        });
    }

    pub(in crate::page) fn ask(self, task: Task) {
        if let Some(bridge) = self.bridge.get_value() {
            bridge.ask(task);
        }
    }

    pub(in crate::page) fn forget_worker(self) {
        self.end_step();
        self.held.set_value([None; 2]);
        self.described.set_value(None);
        self.network_held.set_value(None);
        self.at_hand.try_set(Vec::new());
        self.so_far.try_set(None);
        self.goal.set_value(None);
        self.activity.try_set(None);
        self.curves.try_set(Vec::new());
    }

    pub(in crate::page) fn end_step(self) {
        self.step.set_value(None);
        if let Some(url) = self.object_url.get_value() {
            // Fails only for a text that is no address.
            let _ = web_sys::Url::revoke_object_url(&url);
            self.object_url.set_value(None);
        }
    }
}

/// The place of a side in lists of both.
pub(in crate::page) fn index(side: Side) -> usize {
    match side {
        Side::Source => 0,
        Side::Target => 1,
    }
}
