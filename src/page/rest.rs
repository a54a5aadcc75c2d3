//! The second part of the page: everything that there is to see and do once there are tables or a result.

use std::sync::Arc;

use leptos::{ev, prelude::*};

use super::browser;
use super::focus;
use super::front::{Front, Part, Request, Rest};
use super::offline::{self, NewVersion, Newer};
use super::words;
use crate::page::answer::saves;
use crate::page::answer::section::AnswerSection;
use crate::page::data::overview::OverviewTable;
use crate::page::data::section::{EndOfData, Facts, Line, Swap};
use crate::page::question::section::{CompareNext, QuestionSection, RunAgain};
use crate::page::share::carrying::Carrying;
use crate::page::share::section::{QuickShare, ShareSection};
use crate::page::share::settings_link::SettingsBanner;
use crate::page::share::shared::SharedBanner;
use crate::page::work::{Alert, Page, Place, WorkState};

/// Joins the second part to the first.
pub(super) fn begin(front: Front) {
    let page = Page::new(front);
    let is_embedded = browser::is_embedded();
    let newer = offline::register_later(front.activity);
    listen(page);
    focus::keep(page);
    page.connect();
    page.open_fragment();
    if !is_embedded {
        page.open_last();
    }
    front.join(Arc::new(All {
        page,
        is_embedded,
        newer,
    }));
}

/// All that is said and asked. What it knows is the page's, and outlives it.
struct All {
    page: Page,
    is_embedded: bool,
    newer: RwSignal<Option<Newer>>,
}

impl Rest for All {
    fn view(&self, part: Part) -> AnyView {
        let Self {
            page,
            is_embedded,
            newer,
        } = *self;
        match part {
            Part::Above => view! {
                <Outdated work=page.work />
                <NewVersion work=page.work newer />
                <Alert work=page.work place=Place::Page />
                <Alert work=page.work place=Place::Link />
                <SharedBanner page />
                {is_embedded.then(|| caution(page))}
                <SettingsBanner page />
            }
            .into_any(),
            Part::Line => view! { <Line data=page.data /> }.into_any(),
            Part::Slot(side) => view! { <Facts page side /> }.into_any(),
            Part::Slots => view! { <Swap page /> }.into_any(),
            Part::EndOfData => view! { <EndOfData page /> }.into_any(),
            Part::Below => {
                let carrying = Carrying::new(page);
                let acts = view! {
                    <CompareNext page />
                    <QuickShare page carrying />
                }
                .into_any();
                let again = view! { <RunAgain page /> }.into_any();
                let columns = view! { <OverviewTable page /> }.into_any();
                let share = view! { <ShareSection page carrying /> }.into_any();
                view! {
                    <QuestionSection page />
                    <AnswerSection page again acts columns share />
                    {is_embedded.then(whole_page)}
                }
                .into_any()
            }
        }
    }

    fn perform(&self, request: Request) {
        match request {
            Request::Choose(side, file) => self.page.choose_file(side, file),
            Request::Drop(files) => self.page.drop_files(files),
            Request::Sample(sample) => self.page.choose_sample(sample),
        }
    }
}

/// What a result within another page is worth.
fn caution(page: Page) -> impl IntoView {
    move || {
        let is_shown = page.answer.is_from_link();
        is_shown.then(|| view! { <p class="small quiet">{words::CAUTION}</p> })
    }
}

/// From a result within another page to the page itself.
fn whole_page() -> impl IntoView {
    view! {
        <p class="small whole">
            <a href=browser::whole_address target="_blank" rel="noopener">{words::WHOLE_PAGE}</a>
        </p>
    }
}

/// Page and worker of different builds: only a reload helps.
#[component]
fn Outdated(work: WorkState) -> impl IntoView {
    move || {
        work.is_outdated.get().then(|| {
            view! {
                <div class="alert" role="alert">
                    <p>{words::OTHER_BUILD}</p>
                    <button type="button" on:click=|_| browser::reload()>{words::RELOAD}</button>
                </div>
            }
        })
    }
}

/// Listens to what concerns the whole window: the network, another fragment, figures to save.
fn listen(page: Page) {
    window_event_listener(ev::online, move |_| page.retry_online());
    window_event_listener(ev::hashchange, move |_| page.follow_fragment());
    window_event_listener(ev::click, move |event| {
        saves::pressed(page.data, page.answer, page.work, &event);
    });
    // Who scrolls is looking at something: then no answer comes into sight by itself.
    let moves = move || page.work.moved.set_value(js_sys::Date::now());
    window_event_listener(ev::wheel, move |_| moves());
    window_event_listener(ev::touchmove, move |_| moves());
    window_event_listener(ev::keydown, move |event| {
        moves();
        // What explains a term hides what lies below it, and has to go away when asked to.
        if event.key() == "Escape" {
            browser::leave_term();
        }
    });
    window_event_listener(ev::beforeunload, move |event| {
        // A computation would be lost; tables alone are read again in seconds.
        let computes = page.work.goal.try_with_value(Option::is_some) == Some(true);
        if computes {
            event.prevent_default();
        }
    });
}
