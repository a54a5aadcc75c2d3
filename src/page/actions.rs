//! What the user does, and what the worker answers.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::repeat::{self, Files};
use super::state::{Chosen, Described, Origin, Page, Place, Reading, Shown, lost, place, profile};
use super::tasks::{Goal, Kind, Step, Table, next};
use super::{browser, samples, words};
use crate::compute::bridge::{Bridge, Event};
use crate::compute::messages::{Cost, Reply, Request, Side};
use crate::features::Overview;
use crate::report::{self, ArmName, Curve, Epoch, Outcome, Settings};
use crate::table::{Choices, Profile};

impl Page {
    /// Builds the bridge and starts the worker, so that it is there when it is needed.
    pub(super) fn connect(self) {
        let bridge = Bridge::new(move |event| self.hear(event));
        self.bridge.set_value(Some(bridge.clone()));
        bridge.warm();
    }

    /// Chooses a file of the user's for a side.
    pub(super) fn choose_file(self, side: Side, file: web_sys::File) {
        if self.refuse_while_computing() {
            return;
        }
        self.choose(side, file.name(), Origin::File(file));
        self.pursue();
    }

    /// Chooses the files that were dropped somewhere on the page: one for the empty side, two in their order.
    pub(super) fn drop_files(self, mut files: Vec<web_sys::File>) {
        self.hovering.try_set(false);
        if self.refuse_while_computing() {
            return;
        }
        self.calm(Place::Data);
        let empty = |side| self.slot(side).with_untracked(Option::is_none);
        match (files.pop(), files.pop(), files.is_empty()) {
            (Some(file), None, _) => match [Side::Source, Side::Target].into_iter().find(|side| empty(*side))
            {
                Some(side) => self.choose_file(side, file),
                None => self.alert_about_data(words::WHICH_SIDE),
            },
            (Some(second), Some(first), true) => {
                self.choose(Side::Source, first.name(), Origin::File(first));
                self.choose(Side::Target, second.name(), Origin::File(second));
                self.pursue();
            }
            (None, ..) => self.alert_about_data(words::NO_FILE),
            _ => self.alert_about_data(words::TOO_MANY_FILES),
        }
    }

    /// Chooses a sample pair and its label.
    pub(super) fn choose_sample(self, sample: &samples::Sample) {
        if self.refuse_while_computing() {
            return;
        }
        self.calm(Place::Data);
        self.wish.set(Some(sample.label.to_owned()));
        self.choose(
            Side::Source,
            sample.source.to_owned(),
            Origin::Sample(sample.source),
        );
        self.choose(
            Side::Target,
            sample.target.to_owned(),
            Origin::Sample(sample.target),
        );
        self.pursue();
    }

    /// Exchanges source and target.
    pub(super) fn swap(self) {
        let source = self.source.get_untracked();
        self.source.set(self.target.get_untracked());
        self.target.set(source);
        self.calm(Place::Source);
        self.calm(Place::Target);
        self.stopped.set(None);
        self.repeat_shared();
        self.pursue();
    }

    /// Runs the test, or the comparison.
    pub(super) fn run(self, kind: Kind) {
        let settings = Settings {
            label: untrack(|| self.label()).map(|label| label.name),
            reading: untrack(|| self.choices()),
            columns: untrack(|| self.columns()),
            ..Settings::default()
        };
        self.start(Goal {
            kind,
            settings,
            repeat: false,
        });
    }

    /// Stops at once whatever the worker does. Tables stay chosen and are read again when next needed.
    pub(super) fn cancel(self) {
        let stopped = self.activity.get_untracked().map(|activity| activity.place);
        self.stop();
        self.stopped.set(stopped.map(|place| match place {
            Place::Data => (place, words::STOPPED_READING),
            place => (place, words::STOPPED),
        }));
    }

    fn stop(self) {
        if let Some(bridge) = self.bridge.get_value() {
            bridge.cancel();
        }
        self.forget_worker();
        for side in [Side::Source, Side::Target] {
            let unread = |slot: &Option<Chosen>| {
                slot.as_ref()
                    .is_some_and(|chosen| matches!(chosen.reading, Reading::Waiting))
            };
            if self.slot(side).with_untracked(unread) {
                self.slot(side).set(None);
            }
        }
    }

    /// Opens the result in the address, where there is one.
    pub(super) fn open_fragment(self) {
        let fragment = browser::fragment();
        self.calm(Place::Link);
        self.stopped.set(None);
        if browser::is_plain_anchor(&fragment) {
            return;
        }
        if self.activity.with_untracked(Option::is_some) {
            self.stop();
        }
        match report::open(&fragment) {
            Ok(outcome) => {
                self.wish.set(outcome.settings.label.clone());
                self.agreement.set(None);
                self.data_open.set(false);
                self.shown.set(Some(Shown {
                    outcome,
                    from_link: true,
                }));
                self.repeat_shared();
                self.pursue();
            }
            Err(error) => self.alert(Place::Link, error.to_string()),
        }
    }

    /// Repeats the computation of a shared result once more.
    pub(super) fn repeat_again(self) {
        self.agreement.set(None);
        self.repeat_shared();
    }

    /// Decides something about the reading of these sides' files, and reads them again.
    pub(super) fn decide(self, sides: &[Side], decide: impl Fn(&mut Choices)) {
        if self.refuse_while_computing() {
            return;
        }
        let mut number = self.choices.get_value();
        for &side in sides {
            self.slot(side).update(|slot| {
                if let Some(chosen) = slot {
                    let before = chosen.choices.clone();
                    decide(&mut chosen.choices);
                    if chosen.choices != before {
                        number += 1;
                        chosen.number = number;
                        chosen.read_again();
                    }
                }
            });
            self.calm(place(side));
            if self.step.get_value() == Some(Step::Load(side)) {
                self.end_step();
            }
        }
        self.choices.set_value(number);
        self.calm(Place::Data);
        self.pursue();
    }

    fn alert_about_data(self, text: &str) {
        self.data_open.try_set(true);
        self.alert(Place::Data, text);
    }

    /// Whether a computation runs, whose tables must not be exchanged under it. Says so, too.
    fn refuse_while_computing(self) -> bool {
        let computing = self.goal.with_value(Option::is_some);
        if computing {
            self.alert_about_data(words::BUSY);
        }
        computing
    }

    fn choose(self, side: Side, name: String, origin: Origin) {
        let number = self.choices.get_value() + 1;
        self.choices.set_value(number);
        self.calm(place(side));
        self.calm(Place::Data);
        self.stopped.set(None);
        // A sample brings its label; it means nothing for the user's own file in its place.
        let was_sample = |slot: &Option<Chosen>| {
            slot.as_ref()
                .is_some_and(|old| matches!(old.origin, Origin::Sample(_)))
        };
        if matches!(origin, Origin::File(_)) && self.slot(side).with_untracked(was_sample) {
            self.wish.set(None);
        }
        self.slot(side).set(Some(Chosen {
            number,
            name,
            origin,
            reading: Reading::Waiting,
            choices: Choices::default(),
            ragged: false,
        }));
        // A file that is chosen while its predecessor is being read takes its place.
        if self.step.get_value() == Some(Step::Load(side)) {
            self.end_step();
        }
    }

    fn start(self, goal: Goal) {
        self.calm(Place::Data);
        self.calm(Place::Test);
        self.calm(Place::Reuse);
        self.stopped.try_set(None);
        self.curves.try_set(Vec::new());
        self.agreement.try_set(None);
        self.goal.set_value(Some(goal));
        self.working(None, words::STARTING.to_owned());
        self.pursue();
    }

    /// Takes the next step, where none is under way.
    fn pursue(self) {
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
            goal.as_ref(),
            described,
        ) {
            Some(Step::Load(side)) => self.load(side),
            Some(Step::Describe) => {
                self.step.set_value(Some(Step::Describe));
                self.described.set_value(Some(wanted.clone()));
                let Described { label, columns, .. } = wanted;
                self.ask(|job| Request::Describe { job, label, columns });
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

    /// What an overview should describe now. Tracks.
    fn wanted_overview(self) -> Described {
        Described {
            tables: [Side::Source, Side::Target].map(|side| {
                self.slot(side)
                    .with(|slot| slot.as_ref().map(|chosen| chosen.number))
            }),
            label: self.label().map(|label| label.name),
            columns: self.columns(),
        }
    }

    /// Has the tables described anew where something about the question has changed.
    pub(super) fn describe(self) {
        if self.goal.with_value(Option::is_none) {
            self.pursue();
        }
    }

    /// Uses a column as an input, or leaves it out.
    pub(super) fn use_column(self, name: &str, used: bool) {
        self.left_out.update(|left_out| {
            if used {
                left_out.remove(name);
            } else {
                left_out.insert(name.to_owned());
            }
        });
        self.describe();
    }

    fn take_overview(self, overview: Overview) {
        self.end_step();
        self.overview.try_set(Some(overview));
        self.pursue();
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
            self.fail_to_read(
                side,
                format!("{}: {}", chosen.name, words::NO_FILE_ADDRESS),
                false,
            );
            return;
        };
        self.step.set_value(Some(Step::Load(side)));
        let stage = match chosen.reading {
            Reading::Done { .. } => words::READING_AGAIN.to_owned(),
            _ => words::reading(&chosen.name, 0),
        };
        self.working(None, stage);
        let Chosen { name, choices, .. } = chosen;
        self.ask(|job| Request::Load {
            job,
            side,
            name,
            url,
            choices,
        });
    }

    fn compute(self, goal: Goal) {
        let Goal { kind, settings, .. } = goal;
        self.ask(|job| match kind {
            Kind::Test => Request::Test { job, settings },
            Kind::Compare => Request::Compare { job, settings },
        });
    }

    fn ask(self, request: impl FnOnce(u32) -> Request) {
        if let Some(bridge) = self.bridge.get_value() {
            bridge.ask(request);
        }
    }

    fn hear(self, event: Event) {
        match event {
            Event::Reply(reply) => self.take(*reply),
            Event::OtherBuild => {
                self.forget_worker();
                self.outdated.try_set(true);
            }
            Event::Lost(loss) => {
                let place = self
                    .activity
                    .try_with_untracked(|activity| activity.as_ref().map(|activity| activity.place))
                    .flatten()
                    .unwrap_or(Place::Page);
                // A file that ends the worker is not read again and again.
                for side in [Side::Source, Side::Target] {
                    self.slot(side).try_update(|slot| {
                        if let Some(chosen) = slot
                            .as_mut()
                            .filter(|it| !matches!(it.reading, Reading::Done { .. }))
                        {
                            chosen.reading = Reading::Failed;
                        }
                    });
                }
                self.forget_worker();
                self.alert(place, lost(&loss));
            }
        }
    }

    fn take(self, reply: Reply) {
        match reply {
            Reply::Ready { .. } => self.calm(Place::Page),
            Reply::Died { .. } => {}
            Reply::Reading { bytes, rows, .. } => self.take_reading(bytes, rows),
            Reply::Loaded { profile, cost, .. } => self.take_table(profile, cost),
            Reply::Described { overview, .. } => self.take_overview(overview),
            Reply::Progress { fraction, stage, .. } => self.working(Some(fraction), stage),
            Reply::Learned { arm, epochs, .. } => self.take_epochs(arm, epochs),
            Reply::Done { outcome, .. } => self.take_outcome(outcome),
            Reply::Failed { message, ragged, .. } => self.take_failure(message, ragged),
        }
    }

    fn take_reading(self, bytes: u64, rows: u64) {
        let Some(Step::Load(side)) = self.step.get_value() else {
            return;
        };
        let Some(chosen) = self.slot(side).try_get_untracked().flatten() else {
            return;
        };
        let fraction = match &chosen.origin {
            Origin::File(file) if file.size() > 0.0 => Some(bytes as f64 / file.size()),
            _ => None,
        };
        self.working(fraction, words::reading(&chosen.name, rows));
    }

    fn take_table(self, profile: Profile, cost: Cost) {
        let Some(Step::Load(side)) = self.step.get_value() else {
            return;
        };
        self.end_step();
        let mut number = None;
        self.slot(side).try_update(|slot| {
            if let Some(chosen) = slot {
                number = Some(chosen.number);
                // Read again for a new worker, the table is the same; the time of the first reading stays.
                if !matches!(chosen.reading, Reading::Done { .. }) {
                    chosen.reading = Reading::Done { profile, cost };
                }
            }
        });
        self.held.update_value(|held| held[index(side)] = number);
        let wanted = |side| {
            self.slot(side).with_untracked(|slot| {
                slot.as_ref()
                    .is_none_or(|chosen| matches!(chosen.reading, Reading::Failed))
            })
        };
        if wanted(Side::Source) || wanted(Side::Target) {
            // The other table is chosen next, and a shared result has folded the place for it.
            self.data_open.try_set(true);
        }
        self.repeat_shared();
        self.pursue();
    }

    fn take_epochs(self, arm: ArmName, epochs: Vec<Epoch>) {
        self.curves
            .try_update(|curves| match curves.iter_mut().find(|curve| curve.arm == arm) {
                Some(curve) => curve.epochs.extend(epochs),
                None => curves.push(Curve { arm, epochs }),
            });
    }

    fn take_outcome(self, outcome: Outcome) {
        let goal = self.goal.get_value();
        self.end_step();
        self.goal.set_value(None);
        self.activity.try_set(None);
        // Whoever was told to wait need not wait any longer.
        self.calm(Place::Data);
        if goal.as_ref().is_some_and(|goal| goal.repeat) {
            let agreement = self
                .shown
                .try_with_untracked(|shown| {
                    shown
                        .as_ref()
                        .map(|shown| repeat::agreement(&shown.outcome.report, &outcome.report))
                })
                .flatten();
            self.agreement.try_set(agreement);
        } else if goal.is_some_and(|goal| goal.kind == Kind::Test && self.is_compared(&outcome)) {
            // The networks on the page belong to this very test.
        } else {
            browser::forget_fragment();
            self.calm(Place::Link);
            self.calm(Place::Share);
            self.data_open.try_set(false);
            self.shown.try_set(Some(Shown {
                outcome,
                from_link: false,
            }));
        }
    }

    /// Whether the page shows a comparison of its own that begins with this test.
    fn is_compared(self, test: &Outcome) -> bool {
        let same = |shown: &Shown| {
            let shown_report = &shown.outcome.report;
            !shown.from_link
                && shown_report.comparison.is_some()
                && shown.outcome.settings == test.settings
                && shown_report.source.fingerprint == test.report.source.fingerprint
                && shown_report.target.fingerprint == test.report.target.fingerprint
        };
        self.shown
            .try_with_untracked(|shown| shown.as_ref().is_some_and(same))
            .unwrap_or(false)
    }

    fn take_failure(self, message: String, ragged: bool) {
        match self.step.get_value() {
            Some(Step::Load(side)) => {
                self.end_step();
                self.fail_to_read(side, message, ragged);
            }
            Some(Step::Compute) => {
                let place = match self.goal.get_value() {
                    Some(Goal {
                        kind: Kind::Compare, ..
                    }) => Place::Reuse,
                    _ => Place::Test,
                };
                self.end_step();
                self.goal.set_value(None);
                self.alert(place, message);
                self.pursue();
            }
            // Tables that cannot be described can still be tested, or say why not.
            Some(Step::Describe) => {
                self.end_step();
                self.overview.try_set(None);
                self.pursue();
            }
            None => {}
        }
    }

    fn fail_to_read(self, side: Side, message: String, ragged: bool) {
        self.slot(side).try_update(|slot| {
            if let Some(chosen) = slot {
                chosen.reading = Reading::Failed;
                chosen.ragged = ragged;
            }
        });
        self.data_open.try_set(true);
        self.alert(place(side), message);
        self.pursue();
    }

    /// With the files of a shared result at hand, repeats its computation once.
    fn repeat_shared(self) {
        let files = |outcome: &Outcome| {
            let fingerprint = |side| {
                self.slot(side)
                    .with_untracked(|slot| profile(slot.as_ref()).map(|profile| profile.fingerprint.clone()))
            };
            Some(repeat::files(
                &outcome.report,
                &fingerprint(Side::Source)?,
                &fingerprint(Side::Target)?,
            ))
        };
        let shared = self.shown.with_untracked(|shown| {
            shown
                .as_ref()
                .filter(|shown| shown.from_link && files(&shown.outcome) == Some(Files::Same))
                .map(|shown| shown.outcome.clone())
        });
        let Some(outcome) = shared else {
            return;
        };
        if self.adopt_choices(&outcome.settings.reading) {
            return;
        }
        let repeated = self.agreement.with_untracked(Option::is_some);
        if repeated || self.goal.with_value(Option::is_some) {
            return;
        }
        let kind = match outcome.report.comparison {
            Some(_) => Kind::Compare,
            None => Kind::Test,
        };
        self.start(Goal {
            kind,
            settings: outcome.settings,
            repeat: true,
        });
    }

    /// Reads the files as those of a shared result were read; whether one of them has to be read again for that.
    fn adopt_choices(self, reading: &[Choices; 2]) -> bool {
        let mut again = false;
        for (side, choices) in [Side::Source, Side::Target].into_iter().zip(reading) {
            self.slot(side).update(|slot| {
                if let Some(chosen) = slot.as_mut().filter(|chosen| chosen.choices != *choices) {
                    chosen.choices = choices.clone();
                    chosen.read_again();
                    again = true;
                }
            });
        }
        again
    }

    fn forget_worker(self) {
        self.end_step();
        self.held.set_value([None; 2]);
        self.described.set_value(None);
        self.goal.set_value(None);
        self.activity.try_set(None);
        self.curves.try_set(Vec::new());
    }

    fn end_step(self) {
        self.step.set_value(None);
        if let Some(url) = self.object_url.get_value() {
            // Fails only for a text that is no address.
            let _ = web_sys::Url::revoke_object_url(&url);
            self.object_url.set_value(None);
        }
    }
}

fn index(side: Side) -> usize {
    match side {
        Side::Source => 0,
        Side::Target => 1,
    }
}
