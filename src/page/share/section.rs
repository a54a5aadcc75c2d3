//! A link and files: what carries a result away.

use leptos::prelude::*;

use super::carrying::Carrying;
use super::link_choices::{Code, LinkContents};
use super::link_compared::ComparedLink;
use super::words;
use crate::language::Phrase;
use crate::page::answer::{Stale, change};
use crate::page::work::{Alert, Page, Place};
use crate::words::link as link_words;

/// The link, what it reveals, and another link to compare with.
#[component]
pub(crate) fn ShareSection(page: Page, carrying: Carrying) -> impl IntoView {
    let Page {
        data,
        question,
        answer,
        share,
        ..
    } = page;
    let Carrying { link, field, .. } = carrying;
    let refused = move || link.with(|link| link.as_ref()?.as_ref().err().map(link_words::error));
    let nothing = Memo::new(move |_| carrying.has_nothing());
    let no_link = Signal::derive(move || carrying.has_no_link());
    view! {
        <div id="share" class="parts">
            <p class="intro">{words::SHARE_INTRO}</p>
            <Stale data question answer before=words::STALE_LINK.say() />
            <div class="row">
                {button(words::COPY_TEXT, nothing.into(), move || carrying.copy_text())}
                {button(words::COPY_EMBED, no_link, move || carrying.copy_embed())}
                <span class="small quiet">{move || nothing.get().then_some(words::SHARE_WAITS.say())}</span>
            </div>
            {move || refused().map(|text| view! { <p class="alert" role="alert">{text}</p> })}
            {move || carrying.address.get().map(|address| link_field(address, field))}
            <div class="folds" hidden=move || nothing.get()>
                <LinkContents answer share link />
                <Code answer share link />
                <ComparedLink answer />
            </div>
        </div>
    }
}

/// What can be done with the link and the report at once, as a part of the card of the answer.
#[component]
pub(crate) fn QuickShare(page: Page, carrying: Carrying) -> impl IntoView {
    // Nobody should send an answer about other tables by mistake. The tab for sharing has its link all the same.
    let is_stale = Memo::new(move |_| change(page.data, page.question, page.answer).is_some());
    let no_link = Signal::derive(move || carrying.has_no_link() || is_stale.get());
    let nothing = Signal::derive(move || carrying.has_nothing() || is_stale.get());
    view! {
        {button(words::COPY_LINK, no_link, move || carrying.copy_link())}
        {button(words::SAVE_PAGE, nothing, move || carrying.save_html())}
        {button(words::DOWNLOAD, nothing, move || carrying.save_json())}
        <p class="small" role="status" aria-label=words::COPYING>{move || carrying.copying.outcome()}</p>
        <Alert work=page.work place=Place::Share />
    }
}

fn button(text: Phrase, disabled: Signal<bool>, press: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" disabled=disabled on:click=move |_| press()>
            {text}
        </button>
    }
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
