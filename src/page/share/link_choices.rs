//! What a link carries, as the user chooses it, and what it then reveals.

use leptos::prelude::*;

use super::state::ShareState;
use super::words::link as words;
use crate::page::answer::{AnswerState, Shown};
use crate::page::browser;
use crate::page::later::later;
use crate::report::{self, Carried, LinkError, LinkMessage, Outcome, Sharing, Written, reveals};
use crate::show;
use crate::words::revealed::{revealed, thinned};

/// A link, and what it gives to whoever opens it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Link {
    pub(crate) address: String,
    pub(crate) written: Written,
    pub(crate) opened: LinkMessage,
}

/// The link to the result on the page, as its choices stand.
pub(super) fn link_of(answer: AnswerState, share: ShareState) -> Memo<Option<Result<Link, LinkError>>> {
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

/// The choices, folded away, and the list of what the link reveals.
#[component]
pub(crate) fn LinkContents(
    answer: AnswerState,
    share: ShareState,
    link: Memo<Option<Result<Link, LinkError>>>,
) -> impl IntoView {
    let known = Memo::new(move |_| {
        answer
            .shown
            .with(|shown| shown.as_ref().map(|shown| shown.sharing.clone()))
    });
    let sharing = share.choices;
    let summary = move || {
        let sharing = sharing.get().of(&known.get().unwrap_or_default());
        words::summary(
            sharing.carried == Carried::Settings,
            sharing.column_names,
            sharing.file_names,
        )
    };
    let lacks = move |has: fn(&Sharing) -> bool| known.with(|it| it.as_ref().is_some_and(|it| !has(it)));
    let lacks_names = move || lacks(|it| it.column_names && it.file_names);
    let carried = move |carried: Carried, text: &'static str, id: &'static str| {
        view! {
            <label class="choice" for=id>
                <input
                    type="radio"
                    id=id
                    name="carried"
                    prop:checked=move || sharing.get().carried == carried
                    on:change=move |_| sharing.update(|sharing| sharing.carried = carried)
                />
                {text}
            </label>
        }
    };
    let settings_only = move || sharing.get().carried == Carried::Settings;
    view! {
        <details class="link-choices">
            <summary>{words::CHOICES}" "<span class="small quiet">{summary}</span></summary>
            <fieldset aria-label=words::CHOICES>
                {carried(Carried::Result, words::RESULT.say(), "link-result")}
                {carried(Carried::Settings, words::SETTINGS.say(), "link-settings")}
                <ChoiceBox
                    id="link-column-names"
                    text=words::COLUMN_NAMES.say()
                    disabled=Signal::derive(move || lacks(|it| it.column_names))
                    checked=Signal::derive(move || sharing.get().column_names)
                    set=Callback::new(move |on| sharing.update(|sharing| sharing.column_names = on))
                />
                <ChoiceBox
                    id="link-file-names"
                    text=words::FILE_NAMES.say()
                    disabled=Signal::derive(move || {
                        settings_only() || lacks(|it| it.file_names)
                    })
                    checked=Signal::derive(move || sharing.get().file_names && !settings_only())
                    set=Callback::new(move |on| sharing.update(|sharing| sharing.file_names = on))
                />
                <ChoiceBox
                    id="link-time"
                    text=words::TIME.say()
                    disabled=Signal::derive(move || known.with(|it| it.as_ref().is_none_or(|it| it.made_at.is_none())))
                    checked=Signal::derive(move || sharing.get().time)
                    set=Callback::new(move |on| sharing.update(|sharing| sharing.time = on))
                />
                {move || lacks_names().then(|| view! { <p class="small quiet">{words::NAMES_LEFT_OUT}</p> })}
            </fieldset>
            {move || link.get().and_then(Result::ok).map(|link| contents(&link))}
        </details>
    }
}

/// A choice that is made or not.
#[component]
fn ChoiceBox(
    id: &'static str,
    text: &'static str,
    disabled: Signal<bool>,
    checked: Signal<bool>,
    set: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="choice" for=id>
            <input
                type="checkbox"
                id=id
                prop:checked=move || checked.get()
                disabled=move || disabled.get()
                on:change=move |event| set.run(event_target_checked(&event))
            />
            {text}
        </label>
    }
}

fn contents(link: &Link) -> impl IntoView + use<> {
    let items = reveals(&link.opened)
        .into_iter()
        .map(|what| view! { <li>{revealed(&what, browser::local_time)}</li> });
    let shorter = link.written.thinned.iter();
    let left_out =
        shorter.map(|&(picture, detail)| view! { <p class="small">{thinned(picture, detail)}</p> });
    view! {
        <div class="revealed">
            <p>{words::REVEALS}</p>
            <ul class="small">{items.collect_view()}</ul>
            {left_out.collect_view()}
            <p class="small quiet">{words::REVEALS_NO_ROW}</p>
        </div>
    }
}

/// The code of a link, for cameras, folded away. Where the link is too long, that of its settings.
#[component]
pub(crate) fn Code(
    answer: AnswerState,
    share: ShareState,
    link: Memo<Option<Result<Link, LinkError>>>,
) -> impl IntoView {
    let address = Memo::new(move |_| link.with(|link| Some(link.as_ref()?.as_ref().ok()?.address.clone())));
    let open = RwSignal::new(false);
    let of_settings = move || {
        let choices = share.choices.get();
        answer.shown.with(|shown| {
            let Shown { outcome, sharing, .. } = shown.as_ref()?;
            let settings = Sharing {
                carried: Carried::Settings,
                ..choices.of(sharing)
            };
            show::qr_code(&make(outcome, &settings).ok()?.address)
        })
    };
    let code = move || {
        let address = address.get().filter(|_| open.get())?;
        let (note, code) = match show::qr_code(&address) {
            Some(code) => (None, Some(code)),
            None => (Some(words::CODE_OF_SETTINGS), of_settings()),
        };
        Some(match code {
            Some(code) => view! {
                {note.map(|note| view! { <p class="small">{note}</p> })}
                <div class="code" inner_html=code></div>
            }
            .into_any(),
            None => view! { <p class="small">{words::NO_CODE}</p> }.into_any(),
        })
    };
    view! {
        <details on:toggle=move |event| {
            open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
        }>
            <summary>{words::CODE}</summary>
            {code}
        </details>
    }
}
