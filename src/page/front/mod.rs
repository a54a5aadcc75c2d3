//! What loads first: the place for the data, before anything else of the page is there.
//!
//! The page's code comes in two parts, so that files can be chosen when the first, small one is there. The first part
//! knows of the second only what this module names: [`Rest`] fills the places that are left for it, and does what the
//! user asks for; what is asked for before it is there waits. Nothing else of `page` may be called from here, or it
//! loads first, too.

mod app;
mod data;
mod drop;
mod words;

use std::sync::Arc;

use leptos::prelude::*;

pub(super) use app::{App, AppProps};

use super::browser;
use super::samples::Sample;
use crate::features::Side;
use crate::page::work::Activity;

/// A place in the first part that the second fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Above all sections.
    Above,
    /// The line that the data section folds to.
    Line,
    /// Below the input of a side's file.
    Slot(Side),
    /// Below both inputs.
    Slots,
    /// The end of the data section.
    EndOfData,
    /// Below the data section.
    Below,
}

/// What the user asks for in the first part, and the second does.
#[derive(Debug)]
pub(super) enum Request {
    /// Use this file on this side.
    Choose(Side, web_sys::File),
    /// Use files that were dropped somewhere.
    Drop(Vec<web_sys::File>),
    /// Use a sample pair.
    Sample(&'static Sample),
}

/// The second part, as far as the first knows it.
pub(super) trait Rest: Send + Sync {
    /// What stands in a place. Asked again when another language is spoken.
    fn view(&self, part: Part) -> AnyView;

    /// Does what the user asks for.
    fn perform(&self, request: Request);
}

/// What both parts know. A handle: copies lead to the same signals.
#[derive(Clone, Copy)]
pub(super) struct Front {
    /// What is being done.
    pub(super) activity: RwSignal<Option<Activity>>,
    /// Whether the data section is unfolded.
    pub(super) data_open: RwSignal<bool>,
    /// Whether the sample pairs are in sight: until two tables are chosen.
    pub(super) samples_open: RwSignal<bool>,
    /// Whether a file hovers over the page.
    pub(super) hovering: RwSignal<bool>,
    /// Whether there is more to see than the place for the data: a file was chosen, or a result is expected.
    has_begun: RwSignal<bool>,
    /// Whether the second part could not be loaded.
    pub(super) is_broken: RwSignal<bool>,
    /// How often the second part was asked for again.
    pub(super) attempts: RwSignal<u32>,
    /// Whether a result is there to be shown, which the second part does: the address holds one, or this tab had one.
    expects_result: bool,
    rest: RwSignal<Option<Arc<dyn Rest>>>,
    waiting: RwSignal<Vec<Request>, LocalStorage>,
}

impl Front {
    pub(super) fn new() -> Self {
        let expects_result = browser::is_embedded()
            || !browser::is_plain_anchor(&browser::fragment())
            || browser::last_result().is_some();
        Self {
            activity: RwSignal::new(None),
            data_open: RwSignal::new(true),
            samples_open: RwSignal::new(true),
            hovering: RwSignal::new(false),
            has_begun: RwSignal::new(expects_result),
            is_broken: RwSignal::new(false),
            attempts: RwSignal::new(0),
            expects_result,
            rest: RwSignal::new(None),
            waiting: RwSignal::new_local(Vec::new()),
        }
    }

    /// Puts the second part into its places, and has it do what waited for it.
    pub(super) fn join(self, rest: Arc<dyn Rest>) {
        self.rest.set(Some(rest.clone()));
        let waiting = self.waiting.try_update(std::mem::take);
        for request in waiting.into_iter().flatten() {
            rest.perform(request);
        }
    }

    /// Has the second part do something, as soon as it is there.
    fn ask(self, request: Request) {
        self.has_begun.set(true);
        if let Some(rest) = self.rest.get_untracked() {
            rest.perform(request);
        } else {
            self.waiting.update(|waiting| waiting.push(request));
            self.try_again();
        }
    }

    /// Asks for the second part once more where it could not be loaded. What waits for it goes on waiting.
    fn try_again(self) {
        if self.is_broken.get_untracked() {
            self.is_broken.set(false);
            self.attempts.update(|attempts| *attempts += 1);
        }
    }

    /// Whether there is nothing to show but that a result is still to come. Tracks.
    fn awaits_result(self) -> bool {
        self.expects_result && self.is_coming()
    }

    /// Whether the second part is still to come. Tracks.
    fn is_coming(self) -> bool {
        self.rest.with(Option::is_none) && !self.is_broken.get()
    }

    /// What the second part puts into a place. Tracks.
    fn part(self, part: Part) -> Option<AnyView> {
        Some(self.rest.get()?.view(part))
    }

    /// Whether something waits for the second part. Tracks.
    fn waits(self) -> bool {
        self.waiting.with(|waiting| !waiting.is_empty())
    }

    /// Whether no other tables can be chosen until the worker is done. Tracks.
    fn is_locked(self) -> bool {
        self.activity
            .with(|activity| activity.as_ref().is_some_and(|activity| !activity.by_itself))
    }
}
