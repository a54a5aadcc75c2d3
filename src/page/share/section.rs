//! The fourth section: a link and a file.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::link_choices::{Choices, Code, Link};
use super::link_compared::Compared;
use super::words;
use crate::page::answer::stale::Stale;
use crate::page::answer::state::Shown;
use crate::page::browser;
use crate::page::later::later;
use crate::page::work::activity::Place;
use crate::page::work::alert::Alert;
use crate::page::work::page::Page;
use crate::report::{LinkError, Outcome, Sharing};
use crate::words::link;
use crate::{report, show};

/// The name of the saved report for programs.
const FILE: &str = "kindred-report.json";

/// The name of the saved report for people.
const PAGE_FILE: &str = "kindred-report.html";

/// The share section.
#[component]
pub(in crate::page) fn Share(page: Page) -> impl IntoView {
    let made = link_of(page);
    let address = move || made.with(|made| Some(made.as_ref()?.as_ref().ok()?.address.clone()));
    let refused = move || made.with(|made| made.as_ref()?.as_ref().err().map(link::error));
    // What became of the last copying; a new link starts anew.
    let copied = RwSignal::new(None::<&'static str>);
    Effect::new(move |_| {
        made.track();
        copied.set(None);
    });
    let field = NodeRef::<leptos::html::Input>::new();
    let copy = move |_| {
        let Some(address) = untrack(address) else {
            return;
        };
        spawn_local(async move {
            let done = browser::copy(&address).await.is_ok();
            copied.try_set(Some(if done {
                words::COPIED.say()
            } else {
                words::COPY_BY_HAND.say()
            }));
            if !done && let Some(Some(field)) = field.try_get_untracked() {
                // Fails only for inputs that hold no text.
                let _ = field.focus();
                field.select();
            }
        });
    };
    let copy_text = move |_| {
        let address = untrack(address);
        let text = page.answer.shown.with_untracked(|shown| {
            let shown = shown.as_ref()?;
            Some(show::plain_text(&shown.outcome, address.as_deref()))
        });
        let Some(text) = text else {
            return;
        };
        spawn_local(async move {
            let done = browser::copy(&text).await.is_ok();
            copied.try_set(Some(if done {
                words::TEXT_COPIED.say()
            } else {
                words::TEXT_NOT_COPIED.say()
            }));
        });
    };
    let save = move |name: &str, kind: &str, text: Option<String>| {
        page.work.clear_alert(Place::Share);
        let saved = text.is_some_and(|text| browser::save(name, kind, &text).is_ok());
        if !saved {
            page.work.alert(Place::Share, words::NO_DOWNLOAD);
        }
    };
    let download = move |_| {
        let text = page
            .answer
            .shown
            .with_untracked(|shown| show::json(&shown.as_ref()?.outcome).ok());
        save(FILE, "application/json", text);
    };
    let save_page = move |_| {
        let address = untrack(address);
        let text = page.answer.shown.with_untracked(|shown| {
            let shown = shown.as_ref()?;
            Some(show::html(&shown.outcome, address.as_deref()))
        });
        save(PAGE_FILE, "text/html", text);
    };
    let nothing = Memo::new(move |_| page.answer.shown.with(Option::is_none));
    view! {
        <section id="share" aria-labelledby="share-heading">
            <h2 id="share-heading"><span class="step">"4"</span>{words::SHARE}</h2>
            <p class="intro">{words::SHARE_INTRO}</p>
            <Stale data=page.data question=page.question answer=page.answer text=words::STALE_LINK.say() />
            <div class="row">
                <button type="button" disabled=move || address().is_none() on:click=copy>
                    {words::COPY_LINK}
                </button>
                <button type="button" disabled=move || nothing.get() on:click=download>
                    {words::DOWNLOAD}
                </button>
                <button type="button" disabled=move || nothing.get() on:click=save_page>
                    {words::SAVE_PAGE}
                </button>
                <button type="button" disabled=move || nothing.get() on:click=copy_text>
                    {words::COPY_TEXT}
                </button>
                <span class="small quiet">{move || nothing.get().then_some(words::SHARE_WAITS.say())}</span>
            </div>
            <p class="small" role="status" aria-label=words::COPYING>{move || copied.get()}</p>
            <Alert work=page.work place=Place::Share />
            {move || refused().map(|text| view! { <p class="alert" role="alert">{text}</p> })}
            {move || address().map(|address| link_field(address, field))}
            <div class="folds" hidden=move || nothing.get()>
                <Choices page link=made />
                <Code link=made />
                <Compared page />
            </div>
        </section>
    }
}

/// The link to the result on the page, as its choices stand.
fn link_of(page: Page) -> Memo<Option<Result<Link, LinkError>>> {
    let shown: ReadSignal<Option<Shown>> = later(page.answer.shown.into());
    Memo::new(move |_| {
        let choices = page.share.choices.get();
        shown.with(|shown| {
            let Shown { outcome, sharing, .. } = shown.as_ref()?;
            Some(make(outcome, &choices.of(sharing)))
        })
    })
}

/// Makes a link, and opens it as whoever gets it will.
fn make(outcome: &Outcome, sharing: &Sharing) -> Result<Link, LinkError> {
    let written = report::write_as(outcome, sharing)?;
    let opened = report::open_any(&written.fragment)?;
    Ok(Link {
        address: browser::address_with(&written.fragment),
        written,
        opened,
    })
}

/// The link itself, for those whose browser does not let the page copy it.
fn link_field(address: String, field: NodeRef<leptos::html::Input>) -> impl IntoView {
    let long = words::long_link(address.chars().count());
    view! {
        <div class="link-field">
            <label for="link">{words::LINK_FIELD}</label>
            <input type="text" id="link" readonly spellcheck="false" node_ref=field prop:value=address />
            <p class="small">{long}</p>
        </div>
    }
}
