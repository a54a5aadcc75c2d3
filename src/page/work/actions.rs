//! What the user does.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use leptos::prelude::*;

use super::activity::Place;
use super::networks::is_network;
use super::page::Page;
use super::tasks::{Computation, Goal, Step};
use super::words;
use crate::compute::bridge::Bridge;
use crate::features::Side;
use crate::language::Phrase;
use crate::page::answer::Shown;
use crate::page::browser;
use crate::page::data::{BOTH, Chosen, Origin, Reading};
use crate::page::samples::Sample;
use crate::report::{self, Content, Files, LinkMessage, Outcome, RowDependence, SeriesBy, Settings, Sharing};
use crate::table::{Choices, straight};

impl Page {
    /// Builds the bridge, and starts the worker after the first painting, so that it is there when it is needed: it is
    /// large, and nobody needs it before a file is chosen.
    pub(crate) fn connect(self) {
        let bridge = Bridge::new(move |event| self.on_event(event));
        self.work.bridge.set_value(Some(bridge.clone()));
        set_timeout(move || bridge.warm(), Duration::ZERO);
    }

    /// Chooses a file of the user's for a side, or opens it where it is a network.
    pub(crate) fn choose_file(self, side: Side, file: web_sys::File) {
        if is_network(&file.name()) {
            return self.drop_network(file);
        }
        if self.refuse_while_computing() {
            return;
        }
        self.choose(side, file.name(), Origin::File(file));
        self.advance();
    }

    /// Chooses the files that were dropped somewhere on the page: a network, and of tables one for the empty side, two in
    /// their order.
    pub(crate) fn drop_files(self, files: Vec<web_sys::File>) {
        if self.refuse_while_computing() {
            return;
        }
        self.work.clear_alert(Place::Data);
        let (mut networks, mut files): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|file| is_network(&file.name()));
        let network = networks.pop();
        if !networks.is_empty() {
            return self.alert_about_data(words::TOO_MANY_NETWORKS);
        }
        if let Some(network) = network {
            self.drop_network(network);
            if files.is_empty() {
                return;
            }
        }
        let empty = |side| self.data.slot(side).with_untracked(Option::is_none);
        match (files.pop(), files.pop(), files.is_empty()) {
            (Some(file), None, _) => match BOTH.into_iter().find(|side| empty(*side)) {
                Some(side) => self.choose_file(side, file),
                None => self.alert_about_data(words::WHICH_SIDE),
            },
            (Some(second), Some(first), true) => {
                self.choose(Side::Source, first.name(), Origin::File(first));
                self.choose(Side::Target, second.name(), Origin::File(second));
                self.advance();
            }
            (None, ..) => self.alert_about_data(words::NO_FILE),
            _ => self.alert_about_data(words::TOO_MANY_FILES),
        }
    }

    /// Chooses a sample pair and its label.
    pub(crate) fn choose_sample(self, sample: &Sample) {
        if self.refuse_while_computing() {
            return;
        }
        self.work.clear_alert(Place::Data);
        self.data.choose_label(Some(sample.label.to_owned()));
        for (side, file) in BOTH.into_iter().zip([sample.source, sample.target]) {
            self.choose(side, file.to_owned(), Origin::Sample(file));
        }
        self.advance();
    }

    /// Exchanges source and target.
    pub(crate) fn swap(self) {
        self.data.exchange();
        self.work.clear_alert(Place::Source);
        self.work.clear_alert(Place::Target);
        self.work.clear_notices();
        self.repeat_shared();
        self.advance();
    }

    /// Tests small tables without being asked, where nothing is open about them and this was not tested yet.
    pub(crate) fn test_by_itself(self) {
        let wanted = untrack(|| self.data.wanted_overview());
        let tested = self.work.tested.get_value();
        let is_ready = self.work.goal.with_value(Option::is_none)
            && self.work.step.get_value().is_none()
            && self
                .work
                .described
                .with_value(|known| known.as_ref() == Some(&wanted))
            && tested.as_ref() != Some(&wanted)
            && untrack(|| {
                self.data.is_small() && self.data.open_questions() == 0 && self.data.hindrance().is_none()
            })
            && !untrack(|| self.question.network_needs_mapping())
            // Who was sent settings presses the button that takes all of them.
            && self.share.settings.with_untracked(Option::is_none)
            && !self.shows_more_than_a_test();
        if is_ready {
            let settings = self.chosen_settings();
            self.start(Goal {
                computation: Computation::Test,
                settings,
                repeat: false,
                by_itself: true,
            });
        }
    }

    /// Whether the page shows networks for these tables, or a shared result of theirs, which a mere test must not replace.
    fn shows_more_than_a_test(self) -> bool {
        self.answer.shown.with_untracked(|shown| {
            shown.as_ref().is_some_and(|shown| {
                let is_more = shown.from_link || shown.outcome.report.has_networks();
                is_more && untrack(|| self.data.files(&shown.outcome)) == Some(Files::Same)
            })
        })
    }

    /// Has the worker do something with both tables.
    pub(crate) fn run(self, computation: Computation) {
        if computation.has_outcome() {
            // Now, and not when the answer comes: what somebody reads must not jump by itself.
            self.data.is_open.set(browser::is_wide());
            // Progress stands where the answer will be.
            set_timeout(|| browser::reveal("answer"), Duration::ZERO);
        }
        let goal = Goal {
            computation,
            settings: self.chosen_settings(),
            repeat: false,
            by_itself: false,
        };
        let running = self.work.goal.get_value().filter(|running| running.by_itself);
        match running {
            None => self.start(goal),
            // What runs by itself is what is asked for now.
            Some(running) if running.computation == computation && running.settings == goal.settings => {
                self.work.goal.set_value(Some(goal));
                self.work.show_as_asked();
            }
            // From now on the page waits for what was asked.
            Some(_) => {
                self.work.queued.set_value(Some(goal));
                self.work.show_as_asked();
            }
        }
    }

    /// What is chosen on the page.
    fn chosen_settings(self) -> Settings {
        Settings {
            label: untrack(|| self.data.label()).map(|label| label.name),
            reading: untrack(|| self.data.choices()),
            columns: untrack(|| self.data.chosen_inputs()),
            pairs: untrack(|| self.data.pairs()),
            margin_sd: self.question.margin.get_untracked(),
            alpha: self.question.level.get_untracked(),
            seed: self.question.seed.get_untracked(),
            dependence: self.question.dependence.get_untracked(),
            series: untrack(|| self.data.series(self.question.series.get())),
            training: self.question.training.get_untracked(),
        }
    }

    /// Stops at once whatever the worker does. Tables stay chosen and are read again when next needed.
    pub(crate) fn cancel(self) {
        let stopped = self.work.activity.get_untracked().map(|activity| activity.place);
        let kept = self.keep_what_is_finished();
        self.stop();
        self.work.stopped.set(stopped.map(|place| match place {
            Place::Data => (place, words::STOPPED_READING),
            place if kept => (place, words::STOPPED_WITH_REPEATS),
            place => (place, words::STOPPED),
        }));
    }

    fn stop(self) {
        if let Some(bridge) = self.work.bridge.get_value() {
            bridge.cancel();
        }
        self.forget_worker();
        for side in BOTH {
            let is_unread = |chosen: &Chosen| matches!(chosen.reading, Reading::Waiting);
            if untrack(|| self.data.is(side, is_unread)) {
                self.data.slot(side).set(None);
            }
        }
    }

    /// Opens the result that came into the address; where the address has none any more, shows the page without it.
    pub(crate) fn follow_fragment(self) {
        if browser::fragment().is_empty() {
            self.leave_link();
        } else {
            self.open_fragment();
        }
    }

    /// Takes away what came by the link that is no longer in the address. Files that were chosen stay.
    fn leave_link(self) {
        self.work.clear_alert(Place::Link);
        let is_result = untrack(|| self.answer.is_from_link());
        if !is_result && self.share.settings.with_untracked(Option::is_none) {
            return;
        }
        // Its computation may be repeated right now.
        if self.work.goal.with_value(Option::is_some) {
            self.stop();
        }
        self.work.stopped.set(None);
        if self.share.settings.with_untracked(Option::is_some) {
            self.data.left_out.set(BTreeSet::new());
            self.data.taken.set(BTreeSet::new());
        }
        self.share.settings.set(None);
        self.share.agreement.set(None);
        if let Some((shown, landscape)) = self.work.own_result.try_update_value(Option::take).flatten() {
            self.data.choose_label(shown.outcome.settings.label.clone());
            self.data.pairs_by_hand.set(shown.outcome.settings.pairs.clone());
            self.question.take(&shown.outcome.settings);
            self.answer.landscape.set(landscape);
            self.answer.shown.set(Some(shown));
        } else {
            self.answer.shown.set(None);
            self.answer.landscape.set(None);
            self.data.forget_label();
            self.data.pairs_by_hand.set(BTreeMap::new());
            self.question.take(&Settings::default());
        }
        self.data.is_open.set(true);
        self.advance();
    }

    /// Keeps the result of this tab for when the link is left that takes its place.
    fn keep_own_result(self) {
        let shown = self.answer.shown.get_untracked();
        if let Some(shown) = shown.filter(|shown| !shown.from_link) {
            let landscape = self.answer.landscape.get_untracked();
            self.work.own_result.set_value(Some((shown, landscape)));
        }
    }

    /// Opens the result in the address, where there is one.
    pub(crate) fn open_fragment(self) {
        let fragment = browser::fragment();
        self.work.clear_alert(Place::Link);
        self.work.stopped.set(None);
        if browser::is_plain_anchor(&fragment) {
            return;
        }
        match report::open_any(&fragment) {
            Ok(opened) => self.open(opened, false),
            Err(error) => {
                // What another link brought would stand below the message as if this one had.
                self.leave_link();
                self.work.alert(Place::Link, error);
            }
        }
    }

    /// Opens the result that this tab showed before the page was loaded anew, unless the address holds another one.
    pub(crate) fn open_last(self) {
        if !browser::is_plain_anchor(&browser::fragment()) {
            return;
        }
        // What another version has written may not be readable any more, and nobody asked for it.
        let last = browser::last_result().and_then(|fragment| report::open_any(&fragment).ok());
        if let Some(opened) = last {
            self.open(opened, true);
        }
    }

    fn open(self, opened: LinkMessage, is_own: bool) {
        if self.work.activity.with_untracked(Option::is_some) {
            self.stop();
        }
        self.keep_own_result();
        let LinkMessage { sharing, content } = opened;
        match content {
            Content::Result(outcome) => self.open_shared(*outcome, sharing, is_own),
            Content::Settings(shared) => self.open_settings(*shared, sharing),
        }
    }

    fn open_shared(self, outcome: Outcome, sharing: Sharing, is_own: bool) {
        self.share.settings.set(None);
        self.data.choose_label(outcome.settings.label.clone());
        self.share.agreement.set(None);
        // To go on with one's own, the files come next.
        self.data.is_open.set(is_own);
        self.data.pairs_by_hand.set(outcome.settings.pairs.clone());
        self.question.take(&outcome.settings);
        self.answer.landscape.set(None);
        self.answer.turn_to_evidence(outcome.report.has_networks());
        self.answer.shown.set(Some(Shown {
            outcome,
            sharing,
            from_link: true,
            repeats: None,
            is_own,
            left_out: Vec::new(),
        }));
        self.repeat_shared();
        self.advance();
    }

    /// Repeats the computation of a shared result once more.
    pub(crate) fn repeat_again(self) {
        self.share.agreement.set(None);
        self.repeat_shared();
    }

    /// Decides something about the reading of these sides' files, and reads them again.
    pub(crate) fn decide(self, sides: &[Side], decide: impl Fn(&mut Choices)) {
        let decision = self.work.next_decision();
        self.reconsider(sides, |chosen| chosen.decide(decision, &decide));
    }

    /// Takes the last decision about the reading of a file back, and where it was made for both files, for both.
    pub(crate) fn undo(self, side: Side) {
        let last = |side| {
            let last = |chosen: &Chosen| chosen.before.last().map(|before| before.decision);
            untrack(|| self.data.about(side, last)).flatten()
        };
        let decision = last(side);
        let affected: Vec<Side> = BOTH
            .into_iter()
            .filter(|&other| other == side || (decision.is_some() && last(other) == decision))
            .collect();
        self.reconsider(&affected, Chosen::undo);
    }

    /// Decides that the number that a question is about means a missing cell, as it was read.
    pub(crate) fn stay_missing(self, side: Side, column: &str) {
        let decision = self.work.next_decision();
        self.data
            .change(side, |chosen| chosen.stay_missing(decision, column));
    }

    /// Changes decisions about files, and reads those again that have to be.
    fn reconsider(self, sides: &[Side], change: impl Fn(&mut Chosen) -> bool) {
        if self.refuse_while_computing() {
            return;
        }
        for &side in sides {
            let renumbered = self.data.change(side, |chosen| {
                change(chosen).then(|| {
                    let before = std::mem::replace(&mut chosen.number, self.work.next_choice());
                    chosen.read_again();
                    [before, chosen.number]
                })
            });
            // They are the same tables to a network that has chosen their columns.
            if let Some([before, now]) = renumbered.flatten() {
                self.data.keep_guess(before, now);
                self.question.network.try_update(|network| {
                    let adopted = network.as_mut().and_then(|network| network.adopted.as_mut());
                    for table in adopted.into_iter().flat_map(|adopted| &mut adopted.tables) {
                        if *table == Some(before) {
                            *table = Some(now);
                        }
                    }
                });
            }
            self.work.clear_alert(Place::of_file(side));
            if self.work.step.get_value() == Some(Step::Load(side)) {
                self.work.end_step();
            }
        }
        self.work.clear_notices();
        self.advance();
    }

    /// Pairs a column of the source with one of the target, or with none.
    pub(crate) fn pair_by_hand(self, name: &str, other: Option<String>) {
        self.data.pairs_by_hand.update(|pairs| {
            pairs.remove(name);
            if let Some(other) = other {
                pairs.retain(|_, paired| *paired != other);
                pairs.insert(name.to_owned(), other);
            }
        });
        self.describe();
    }

    /// Chooses the label, or none.
    pub(crate) fn choose_label(self, label: Option<String>) {
        self.data.choose_label(label);
        self.describe();
    }

    fn alert_about_data(self, phrase: Phrase) {
        self.data.is_open.try_set(true);
        self.work.alert(Place::Data, phrase);
    }

    /// Whether a computation runs, whose tables must not be exchanged under it. Says so, too.
    pub(crate) fn refuse_while_computing(self) -> bool {
        let was_asked = |goal: &Option<Goal>| goal.as_ref().is_some_and(|goal| !goal.by_itself);
        let computing = self.work.goal.with_value(was_asked) || self.work.queued.with_value(Option::is_some);
        if computing {
            self.alert_about_data(words::BUSY);
        }
        computing
    }

    fn choose(self, side: Side, name: String, origin: Origin) {
        let number = self.work.next_choice();
        self.work.clear_alert(Place::of_file(side));
        self.work.clear_notices();
        // A sample brings its label; it means nothing for the user's own file in its place.
        let is_sample = |chosen: &Chosen| matches!(chosen.origin, Origin::Sample(_));
        if matches!(origin, Origin::File(_)) && untrack(|| self.data.is(side, is_sample)) {
            self.data.forget_label();
        }
        // What was said about columns and rows belongs to the files before, or to those of a link, which may be chosen now.
        let is_linked = untrack(|| self.answer.is_from_link() || self.share.settings.with(Option::is_some));
        if !is_linked {
            self.data.pairs_by_hand.set(BTreeMap::new());
            if self.data.slot(side).with_untracked(Option::is_some) {
                self.question.dependence.set(RowDependence::default());
                self.question.series.set(SeriesBy::default());
            }
        }
        self.data
            .slot(side)
            .set(Some(Chosen::new(number, straight(&name), origin)));
        // Now, while the user has just moved: what somebody reads must not jump by itself.
        let is_chosen = |side| self.data.slot(side).with_untracked(Option::is_some);
        if BOTH.into_iter().all(is_chosen) {
            self.data.samples_open.set(false);
            // Where there is room beside the answer, the tables stay in sight.
            self.data.is_open.set(browser::is_wide());
            // Beside it stands what comes next.
            if browser::is_wide() {
                set_timeout(|| browser::reveal("answer"), Duration::ZERO);
            }
        }
        // A file that is chosen while its predecessor is being read takes its place.
        if self.work.step.get_value() == Some(Step::Load(side)) {
            self.work.end_step();
        }
    }

    /// Has the tables described anew where something about the question has changed.
    fn describe(self) {
        self.work.clear_notices();
        if self.work.goal.with_value(Option::is_none) {
            self.advance();
        }
    }

    /// Uses every column as an input that the user has left out.
    pub(crate) fn use_all(self) {
        self.data.left_out.set(BTreeSet::new());
        self.describe();
    }

    /// Uses a column as an input, or leaves it out.
    pub(crate) fn use_column(self, name: &str, used: bool) {
        self.data.use_column(name, used);
        self.describe();
    }
}
