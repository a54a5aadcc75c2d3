//! What the worker is asked, what it holds, and what went wrong.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::activity::{Activity, Place};
use super::notice::Notice;
use super::tasks::{Computation, Goal, Step};
use crate::compute::bridge::Bridge;
use crate::compute::messages::{Pace, Task};
use crate::language::Phrase;
use crate::page::answer::Shown;
use crate::page::data::Described;
use crate::report::{Landscape, Stage};

/// What the page knows of the work. A handle: copies lead to the same signals.
#[derive(Clone, Copy)]
pub(crate) struct WorkState {
    pub(crate) activity: RwSignal<Option<Activity>>,
    pub(crate) alerts: RwSignal<BTreeMap<Place, Notice>>,
    /// Where the user stopped the work, and what to say about it.
    pub(crate) stopped: RwSignal<Option<(Place, Phrase)>>,
    /// The name of the file that was saved last, until something else is done.
    pub(crate) saved: RwSignal<Option<String>>,
    /// Whether page and worker come from different builds.
    pub(crate) is_outdated: RwSignal<bool>,
    pub(crate) goal: StoredValue<Option<Goal>>,
    /// What the user asked for while a test ran by itself.
    pub(crate) queued: StoredValue<Option<Goal>>,
    /// When the goal was begun, or the reading of files without one, in milliseconds.
    pub(crate) begun: StoredValue<f64>,
    /// When the user last scrolled the page or pressed a key, in milliseconds.
    pub(crate) moved: StoredValue<f64>,
    /// The bytes of the files that were read since then.
    pub(crate) bytes_read: StoredValue<f64>,
    pub(crate) step: StoredValue<Option<Step>>,
    /// The object URL that the worker reads from right now.
    pub(crate) object_url: StoredValue<Option<String>>,
    /// The choices whose tables the running worker holds: source, target.
    pub(crate) held: StoredValue<[Option<u32>; 2]>,
    /// The number of the opened network that the running worker holds.
    pub(crate) network_held: StoredValue<Option<u32>>,
    /// What was tested last, or is now: the tables, the label and the columns.
    pub(crate) tested: StoredValue<Option<Described>>,
    /// The result of this tab that a link has taken the place of, until the link is left.
    pub(crate) own_result: StoredValue<Option<(Shown, Option<Landscape>)>>,
    /// What the overview describes.
    pub(crate) described: StoredValue<Option<Described>>,
    pub(crate) bridge: StoredValue<Option<Bridge>, LocalStorage>,
    /// How often something was tried again for want of the network.
    pub(crate) retries: StoredValue<usize>,
    /// The number of the last file that was chosen.
    pub(crate) last_choice: StoredValue<u32>,
    /// The number of the last decision about the reading of files.
    pub(crate) last_decision: StoredValue<u32>,
}

impl WorkState {
    /// No work.
    pub(crate) fn new(activity: RwSignal<Option<Activity>>) -> Self {
        Self {
            activity,
            alerts: RwSignal::new(BTreeMap::new()),
            stopped: RwSignal::new(None),
            saved: RwSignal::new(None),
            is_outdated: RwSignal::new(false),
            goal: StoredValue::new(None),
            queued: StoredValue::new(None),
            begun: StoredValue::new(0.0),
            moved: StoredValue::new(0.0),
            bytes_read: StoredValue::new(0.0),
            step: StoredValue::new(None),
            object_url: StoredValue::new(None),
            held: StoredValue::new([None; 2]),
            network_held: StoredValue::new(None),
            tested: StoredValue::new(None),
            own_result: StoredValue::new(None),
            described: StoredValue::new(None),
            bridge: StoredValue::new_local(None),
            retries: StoredValue::new(0),
            last_choice: StoredValue::new(0),
            last_decision: StoredValue::new(0),
        }
    }

    /// Whether the worker is at work. Tracks.
    pub(crate) fn is_busy(self) -> bool {
        self.activity.with(Option::is_some)
    }

    /// Whether nothing may be changed until the worker is done. Tracks.
    pub(crate) fn is_locked(self) -> bool {
        self.activity
            .with(|activity| activity.as_ref().is_some_and(|activity| !activity.by_itself))
    }

    /// Shows an alert.
    pub(crate) fn alert(self, place: Place, notice: impl Into<Notice>) {
        let notice = notice.into();
        self.alerts.try_update(|alerts| alerts.insert(place, notice));
    }

    /// Takes an alert away.
    pub(crate) fn clear_alert(self, place: Place) {
        if self
            .alerts
            .try_with_untracked(|alerts| alerts.contains_key(&place))
            == Some(true)
        {
            self.alerts.try_update(|alerts| alerts.remove(&place));
        }
    }

    /// Takes away what was said about a question that is now another one.
    pub(crate) fn clear_notices(self) {
        for place in [Place::Data, Place::Test, Place::Reuse, Place::Network] {
            self.clear_alert(place);
        }
        self.stopped.try_set(None);
        self.saved.try_set(None);
    }

    /// Says that the worker is at work.
    pub(crate) fn show_activity(self, pace: Pace, stage: Stage) {
        let goal = self
            .goal
            .try_with_value(|goal| goal.as_ref().map(|goal| (goal.computation, goal.by_itself)))
            .flatten();
        let place = match goal.map(|(computation, _)| computation) {
            None => Place::Data,
            Some(Computation::Test) => Place::Test,
            Some(_) => Place::Reuse,
        };
        let now = Activity {
            place,
            pace,
            stage,
            by_itself: goal.is_some_and(|(_, by_itself)| by_itself),
            begun: self.begun.try_get_value().unwrap_or_default(),
            said: js_sys::Date::now(),
        };
        self.activity
            .try_update(|activity| *activity = Some(now.after(activity.as_ref())));
    }

    /// What ran by itself was asked for now.
    pub(crate) fn show_as_asked(self) {
        self.activity.try_update(|activity| {
            if let Some(activity) = activity {
                activity.by_itself = false;
            }
        });
    }

    /// Hands a task to the worker.
    pub(crate) fn ask(self, task: Task) {
        if let Some(bridge) = self.bridge.get_value() {
            bridge.ask(task);
        }
    }

    /// The worker has done its step, or it does not matter any more.
    pub(crate) fn end_step(self) {
        self.step.set_value(None);
        if let Some(url) = self.object_url.get_value() {
            // Fails only for a text that is no address.
            let _ = web_sys::Url::revoke_object_url(&url);
            self.object_url.set_value(None);
        }
    }

    /// A number for a file that was chosen, which no other has.
    pub(crate) fn next_choice(self) -> u32 {
        let number = self.last_choice.get_value() + 1;
        self.last_choice.set_value(number);
        number
    }

    /// A number for a decision about the reading of files, which no other has.
    pub(crate) fn next_decision(self) -> u32 {
        let decision = self.last_decision.get_value() + 1;
        self.last_decision.set_value(decision);
        decision
    }
}
