//! The fourth section: a link and a file.

use leptos::prelude::*;

use super::copying::Copying;
use super::link_choices::{Code, Link, LinkContents};
use super::link_compared::ComparedLink;
use super::state::ShareState;
use super::words;
use crate::language::Phrase;
use crate::page::answer::{AnswerState, Shown, Stale};
use crate::page::browser;
use crate::page::later::later;
use crate::page::work::{Alert, Page, Place, WorkState};
use crate::report::{LinkError, Outcome, Sharing};
use crate::words::link as link_words;
use crate::{report, show};

/// The name of the saved report for programs.
const JSON_FILE: &str = "kindred-report.json";

/// The name of the saved report for people.
const HTML_FILE: &str = "kindred-report.html";

/// The share section.
#[component]
pub(crate) fn ShareSection(page: Page) -> impl IntoView {
    let Page {
        data,
        question,
        answer,
        share,
        work,
    } = page;
    let link = link_of(answer, share);
    let address = Memo::new(move |_| link.with(|link| Some(link.as_ref()?.as_ref().ok()?.address.clone())));
    let refused = move || link.with(|link| link.as_ref()?.as_ref().err().map(link_words::error));
    let field = NodeRef::<leptos::html::Input>::new();
    let copying = Copying::new(link);
    let no_link = Signal::derive(move || address.with(Option::is_none));
    let copy_link = move || {
        if let Some(address) = address.get_untracked() {
            copying.copy_link(address, field);
        }
    };
    let written = move |write: fn(&Outcome, Option<&str>) -> Option<String>| {
        let address = address.get_untracked();
        answer
            .shown
            .with_untracked(|shown| write(&shown.as_ref()?.outcome, address.as_deref()))
    };
    let copy_text = move || {
        if let Some(text) = written(|outcome, address| Some(show::plain_text(outcome, address))) {
            copying.copy_text(text);
        }
    };
    let save_json = move || {
        let json = written(|outcome, _| show::json(outcome).ok());
        save(work, JSON_FILE, "application/json", json);
    };
    let save_html = move || {
        let html = written(|outcome, address| Some(show::html(outcome, address)));
        save(work, HTML_FILE, "text/html", html);
    };
    let nothing = Memo::new(move |_| answer.shown.with(Option::is_none));
    view! {
        <section id="share" aria-labelledby="share-heading">
            <h2 id="share-heading"><span class="step">"4"</span>{words::SHARE}</h2>
            <p class="intro">{words::SHARE_INTRO}</p>
            <Stale data question answer before=words::STALE_LINK.say() />
            <div class="row">
                {button(words::COPY_LINK, no_link, copy_link)}
                {button(words::DOWNLOAD, nothing.into(), save_json)}
                {button(words::SAVE_PAGE, nothing.into(), save_html)}
                {button(words::COPY_TEXT, nothing.into(), copy_text)}
                <span class="small quiet">{move || nothing.get().then_some(words::SHARE_WAITS.say())}</span>
            </div>
            <p class="small" role="status" aria-label=words::COPYING>{move || copying.outcome()}</p>
            <Alert work place=Place::Share />
            {move || refused().map(|text| view! { <p class="alert" role="alert">{text}</p> })}
            {move || address.get().map(|address| link_field(address, field))}
            <div class="folds" hidden=move || nothing.get()>
                <LinkContents answer share link />
                <Code link />
                <ComparedLink answer />
            </div>
        </section>
    }
}

fn button(text: Phrase, disabled: Signal<bool>, press: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" disabled=disabled on:click=move |_| press()>
            {text}
        </button>
    }
}

/// Saves a report as a file, or says that the browser refused.
fn save(work: WorkState, name: &str, media_type: &str, text: Option<String>) {
    work.clear_alert(Place::Share);
    let is_saved = text.is_some_and(|text| browser::save(name, media_type, &text).is_ok());
    if !is_saved {
        work.alert(Place::Share, words::NO_DOWNLOAD);
    }
}

/// The link to the result on the page, as its choices stand.
fn link_of(answer: AnswerState, share: ShareState) -> Memo<Option<Result<Link, LinkError>>> {
    let shown: ReadSignal<Option<Shown>> = later(answer.shown.into());
    Memo::new(move |_| {
        let choices = share.choices.get();
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
