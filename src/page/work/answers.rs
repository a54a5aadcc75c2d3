//! What the worker answers.

use std::time::Duration;

use leptos::prelude::*;

use super::activity::{Place, of_reading};
use super::notice::Notice;
use super::page::Page;
use super::steps::index;
use super::tasks::{Computation, Goal, Step};
use crate::compute::bridge::Event;
use crate::compute::messages::{Cost, FitAlone, NetworkFit, Pace, Reply};
use crate::compute::room::usual_sample;
use crate::failure::{Failure, Loss};
use crate::features::{ColumnOverview, LeftOut, Overview, Role, Side};
use crate::page::answer::Shown;
use crate::page::browser;
use crate::page::data::{BOTH, Chosen, Origin, Reading, SideBySide};
use crate::report::{self, ArmName, Curve, Epoch, Files, Outcome, Sharing, Stage};
use crate::table::{Choices, Profile, Remedy};

impl Page {
    pub(crate) fn on_event(self, event: Event) {
        match event {
            Event::Ready => self.work.clear_alert(Place::Page),
            Event::Reply(reply) => self.take(*reply),
            Event::Replaced => self.forget_kept(),
            Event::OtherBuild => {
                self.forget_worker();
                self.work.is_outdated.try_set(true);
            }
            Event::Lost(loss) => {
                self.keep_what_is_finished();
                let place = self
                    .work
                    .activity
                    .try_with_untracked(|activity| activity.as_ref().map(|activity| activity.place))
                    .flatten()
                    .unwrap_or(Place::Page);
                // A file that ends the worker is not read again and again.
                let is_opening = self.work.step.get_value() == Some(Step::OpenNetwork);
                let place = if is_opening { Place::Network } else { place };
                if is_opening {
                    self.question.network.try_set(None);
                }
                let is_full = loss == Loss::OutOfMemory;
                for side in BOTH {
                    let was_read = self.work.step.get_value() == Some(Step::Load(side));
                    self.data.change(side, |chosen| {
                        if !matches!(chosen.reading, Reading::Done { .. }) {
                            chosen.reading = Reading::Failed;
                            let every = usual_sample(chosen.choices.one_row_of);
                            chosen.remedy = (is_full && was_read).then_some(Remedy::Sample { every });
                        }
                    });
                }
                self.forget_worker();
                let notice = Notice::from(loss);
                let needs_network = notice.is_of_network();
                self.work.alert(place, notice);
                if needs_network {
                    self.retry_later();
                }
            }
        }
    }

    fn take(self, reply: Reply) {
        match reply {
            Reply::Reading { bytes, rows, .. } => self.take_reading(bytes, rows),
            Reply::Converting => {
                if let Some(Step::Load(side)) = self.work.step.get_value() {
                    self.data.change(side, |chosen| chosen.is_text = false);
                }
            }
            Reply::Loaded { profile, cost } => self.take_table(profile, cost),
            Reply::Described { overview, fit } => self.take_overview(overview, fit),
            Reply::Progress { pace, stage } => self.work.show_activity(pace, stage),
            Reply::Learned { arm, epochs } => self.take_epochs(arm, epochs),
            Reply::Explored(landscape) => self.answer.coming_landscape.set_value(Some(landscape)),
            Reply::SoFar(outcome) => {
                self.answer.so_far.try_set(Some(outcome));
            }
            Reply::File {
                name,
                media_type,
                bytes,
            } => self.take_file(&name, &media_type, &bytes),
            Reply::FitsAlone(fit) => self.take_fit_alone(fit),
            Reply::Opened(network) => self.take_network(network),
            Reply::Closed => {
                self.work.end_step();
                self.work.network_held.set_value(None);
                self.advance();
            }
            Reply::Done(outcome) => self.take_outcome(outcome),
            Reply::Failed(failure) => self.take_failure(failure),
        }
    }

    fn take_reading(self, bytes: u64, rows: u64) {
        let Some(Step::Load(side)) = self.work.step.get_value() else {
            return;
        };
        let Some(chosen) = self.data.slot(side).try_get_untracked().flatten() else {
            return;
        };
        if self.work.goal.with_value(Option::is_some) {
            // The computation comes after this, and nothing is known of that.
            self.work.show_activity(Pace::default(), Stage::ReadingAgain);
            return;
        }
        let elapsed = (js_sys::Date::now() - self.work.begun.get_value()) / 1_000.0;
        let before = self.work.bytes_read.get_value();
        let pace = self
            .bytes_unread()
            .filter(|_| bytes > 0)
            .map(|unread| of_reading(elapsed, before + bytes as f64, before + unread));
        let file = chosen.name;
        self.work
            .show_activity(pace.unwrap_or_default(), Stage::Reading { file, rows });
    }

    /// The bytes of the files that are being read or wait for it, where all are known.
    fn bytes_unread(self) -> Option<f64> {
        BOTH.into_iter()
            .filter_map(|side| {
                let is_unread = |chosen: &Chosen| {
                    let is_unread = matches!(chosen.reading, Reading::Waiting | Reading::Again { .. });
                    is_unread.then(|| chosen.size())
                };
                untrack(|| self.data.about(side, is_unread)).flatten()
            })
            .sum()
    }

    fn take_table(self, profile: Profile, cost: Cost) {
        let Some(Step::Load(side)) = self.work.step.get_value() else {
            return;
        };
        self.work.end_step();
        self.work.retries.set_value(0);
        let size = untrack(|| self.data.about(side, Chosen::size)).flatten();
        self.work
            .bytes_read
            .update_value(|bytes| *bytes += size.unwrap_or_default());
        let number = self.data.change(side, |chosen| {
            // Read again for a new worker, the table is the same; the time of the first reading stays.
            if !matches!(chosen.reading, Reading::Done { .. }) {
                chosen.reading = Reading::Done { profile, cost };
            }
            chosen.number
        });
        self.work.held.update_value(|held| held[index(side)] = number);
        let is_there = |chosen: &Chosen| !chosen.is_failed();
        if !BOTH
            .into_iter()
            .all(|side| untrack(|| self.data.is(side, is_there)))
        {
            // The other table is chosen next, and a shared result has folded the place for it.
            self.data.is_open.try_set(true);
        }
        self.repeat_shared();
        self.advance();
    }

    fn take_overview(self, overview: Overview, fit: Option<NetworkFit>) {
        self.work.end_step();
        if let Some(described) = self.work.described.get_value() {
            self.data
                .overview
                .try_set(Some(SideBySide { described, overview }));
        }
        if let Some(fit) = fit {
            self.take_fit(fit);
        }
        untrack(|| self.data.guess_label());
        if untrack(|| self.data.open_questions() > 0 || self.data.hindrance().is_some()) {
            self.data.is_open.try_set(true);
        }
        self.advance();
        self.test_by_itself();
    }

    fn take_epochs(self, arm: ArmName, epochs: Vec<Epoch>) {
        self.answer
            .curves
            .try_update(|curves| match curves.iter_mut().find(|curve| curve.arm == arm) {
                Some(curve) => curve.epochs.extend(epochs),
                None => curves.push(Curve { arm, epochs }),
            });
    }

    fn take_outcome(self, outcome: Outcome) {
        let goal = self.work.goal.get_value();
        self.work.end_step();
        self.work.goal.set_value(None);
        self.work.activity.try_set(None);
        // An alert may have asked the user to wait.
        self.work.clear_alert(Place::Data);
        let next = self.work.queued.try_update_value(Option::take).flatten();
        if goal.as_ref().is_some_and(|goal| goal.by_itself) && (next.is_some() || self.has_moved_on()) {
            return match next {
                Some(next) => self.start(next),
                None => self.advance(),
            };
        }
        self.show_landscape();
        self.answer.so_far.try_set(None);
        if let Some(computation) = goal.as_ref().map(|goal| goal.computation) {
            self.offer_networks(computation);
        }
        if goal.as_ref().is_some_and(|goal| goal.repeat) {
            self.show_repeated(outcome);
        } else if goal.is_some_and(|goal| goal.computation == Computation::Test && self.is_compared(&outcome))
        {
            // The networks on the page belong to this very test.
        } else {
            self.show(outcome);
            // Where nobody has moved since, the answer comes into sight.
            if self.work.moved.get_value() < self.work.begun.get_value() {
                set_timeout(
                    || {
                        browser::reveal("answer");
                        browser::focus_if_lost("answer-heading");
                    },
                    Duration::ZERO,
                );
            }
        }
        // What was chosen while a test ran by itself waits.
        self.advance();
    }

    /// Shows what was computed here in the place of what a link said, and how they agree.
    fn show_repeated(self, outcome: Outcome) {
        let agreement = self
            .answer
            .shown
            .try_update(|shown| Some(shown.as_mut()?.repeat(outcome, browser::now())));
        self.share.agreement.try_set(agreement.flatten());
    }

    /// Shows where the domains part, as the computation that ends has found it.
    fn show_landscape(self) {
        let found = self.answer.coming_landscape.try_update_value(Option::take);
        self.answer.landscape.try_set(found.flatten());
    }

    fn show(self, outcome: Outcome) {
        browser::forget_fragment();
        self.work.clear_alert(Place::Link);
        self.work.clear_alert(Place::Share);
        let left_out = self.left_out_columns();
        let sharing = Sharing {
            made_at: browser::now(),
            ..Sharing::default()
        };
        if let Ok(written) = report::write_as(&outcome, &sharing) {
            browser::keep_result(&written.fragment);
        }
        self.share.settings.try_set(None);
        self.answer.turn_to_evidence(outcome.report.has_networks());
        self.answer.shown.try_set(Some(Shown {
            outcome,
            sharing,
            from_link: false,
            repeats: None,
            is_own: false,
            left_out,
        }));
    }

    /// Shows what the finished repeats of a comparison say that ends before its time; says whether there is anything.
    pub(crate) fn keep_what_is_finished(self) -> bool {
        let is_repeated = self
            .work
            .goal
            .with_value(|goal| goal.as_ref().is_some_and(|goal| goal.repeat));
        let finished = self.answer.so_far.try_update(Option::take).flatten();
        match finished.filter(|_| !is_repeated) {
            Some(outcome) => {
                self.show_landscape();
                self.show(outcome);
                true
            }
            None => false,
        }
    }

    /// Whether other tables, another label or other columns were chosen since the last description of both tables.
    fn has_moved_on(self) -> bool {
        let wanted = untrack(|| self.data.wanted_overview());
        self.work
            .described
            .with_value(|known| known.as_ref() != Some(&wanted))
    }

    /// The columns that are left out as things are chosen now, with the reason.
    fn left_out_columns(self) -> Vec<LeftOut> {
        let columns = self.data.overview.with_untracked(|overview| {
            let columns = overview.as_ref().map(|known| known.overview.columns.clone());
            columns.unwrap_or_default()
        });
        columns
            .into_iter()
            .filter(|column| column.role == Role::LeftOut)
            .filter_map(|ColumnOverview { name, reason, .. }| {
                Some(LeftOut {
                    name,
                    reason: reason?,
                })
            })
            .collect()
    }

    /// Whether the page shows networks of its own, whose comparison or adaptation begins with this test.
    fn is_compared(self, test: &Outcome) -> bool {
        let same = |shown: &Shown| {
            let shown_report = &shown.outcome.report;
            !shown.from_link
                && shown_report.has_networks()
                && shown.outcome.settings == test.settings
                && shown_report.source.fingerprint == test.report.source.fingerprint
                && shown_report.target.fingerprint == test.report.target.fingerprint
        };
        self.answer
            .shown
            .try_with_untracked(|shown| shown.as_ref().is_some_and(same))
            .unwrap_or(false)
    }

    fn take_failure(self, failure: Failure) {
        match self.work.step.get_value() {
            Some(Step::Load(side)) => {
                if matches!(failure, Failure::ConverterOfOtherBuild { .. }) {
                    self.work.is_outdated.try_set(true);
                }
                self.work.end_step();
                self.fail_to_read(side, failure);
            }
            Some(Step::Compute) => {
                let place = match self.work.goal.get_value() {
                    None
                    | Some(Goal {
                        computation: Computation::Test,
                        ..
                    }) => Place::Test,
                    Some(_) => Place::Reuse,
                };
                self.work.end_step();
                self.work.goal.set_value(None);
                if let Some(next) = self.work.queued.try_update_value(Option::take).flatten() {
                    self.start(next);
                } else {
                    self.work.alert(place, failure);
                    self.advance();
                }
            }
            // Tables that cannot be described can still be tested, or say why not.
            Some(Step::Describe) => {
                self.work.end_step();
                self.data.overview.try_set(None);
                self.advance();
            }
            // The table or the network is gone; both come again when they are needed.
            Some(Step::FitAlone(_)) => self.take_fit_alone(FitAlone { unfit: None }),
            Some(Step::OpenNetwork | Step::CloseNetwork) => {
                self.work.end_step();
                self.fail_to_open(failure);
            }
            None => {}
        }
    }

    pub(crate) fn fail_to_read(self, side: Side, failure: Failure) {
        let remedy = match &failure {
            Failure::Table(error) => error.problem.remedy(),
            Failure::OutOfMemory { every, .. } => Some(Remedy::Sample { every: *every }),
            _ => None,
        };
        let is_of_text = match &failure {
            Failure::Table(error) => error.problem.is_of_text(),
            _ => true,
        };
        let needs_converter = matches!(failure, Failure::ConverterMissing { .. });
        let is_sample = self.data.change(side, |chosen| {
            chosen.reading = Reading::Failed;
            chosen.remedy = remedy;
            chosen.is_text &= is_of_text;
            matches!(chosen.origin, Origin::Sample(_))
        });
        self.data.is_open.try_set(true);
        self.data.samples_open.try_set(true);
        let notice = Notice::from(failure);
        // The file of a user who has moved it stays where it is now.
        let needs_network = notice.is_of_network() && (is_sample == Some(true) || needs_converter);
        self.work.alert(Place::of_file(side), notice);
        if needs_network {
            self.retry_later();
        }
        self.advance();
    }

    /// With the files of a shared result at hand, repeats its computation once.
    pub(crate) fn repeat_shared(self) {
        let shared = self.answer.shown.with_untracked(|shown| {
            shown
                .as_ref()
                .filter(|shown| shown.from_link && shown.sharing.column_names)
                .filter(|shown| untrack(|| self.data.files(&shown.outcome)) == Some(Files::Same))
                .map(|shown| shown.outcome.clone())
        });
        let Some(outcome) = shared else {
            return;
        };
        // Once it was repeated, the user decides how the files are read.
        let repeated = self.share.agreement.with_untracked(Option::is_some);
        if repeated || self.adopt_choices(&outcome.settings.reading) {
            return;
        }
        // With another source network nothing would come out the same.
        let opened = untrack(|| self.question.network_name());
        if outcome.report.source_file() != opened.as_deref() {
            return;
        }
        if self.work.goal.with_value(Option::is_some) {
            return;
        }
        let computation = match &outcome.report {
            report if report.adaptation.is_some() => Computation::Adapt,
            report if report.comparison.is_some() => Computation::Compare,
            _ => Computation::Test,
        };
        self.start(Goal {
            computation,
            settings: outcome.settings,
            repeat: true,
            by_itself: false,
        });
    }

    /// Reads the files as those of a shared result were read; whether one of them has to be read again for that.
    pub(crate) fn adopt_choices(self, reading: &[Choices; 2]) -> bool {
        let mut again = false;
        for (side, choices) in BOTH.into_iter().zip(reading) {
            self.data.change(side, |chosen| {
                if chosen.choices != *choices {
                    chosen.choices = choices.clone();
                    chosen.before.clear();
                    chosen.read_again();
                    again = true;
                }
            });
        }
        again
    }
}
