//! A result that came by link: where it comes from, and whether it can be repeated here.

use leptos::prelude::*;

use super::words;
use crate::features::Side;
use crate::page::answer::AnswerState;
use crate::page::browser;
use crate::page::data::DataState;
use crate::page::form::button;
use crate::page::work::Page;
use crate::report::{Files, Outcome};

/// The banner over a shared result.
#[component]
pub(crate) fn SharedBanner(page: Page) -> impl IntoView {
    let Page {
        data,
        answer,
        share,
        work,
        ..
    } = page;
    let shared = Memo::new(move |_| {
        answer
            .shown
            .get()
            .filter(|shown| shown.from_link)
            .map(|shown| shown.outcome)
    });
    let files = Memo::new(move |_| shared.with(|outcome| data.files(outcome.as_ref()?)));
    // Files dropped here start the repetition by themselves; the button is for the next time, or after a stop.
    let repeatable = Memo::new(move |_| files.get() == Some(Files::Same));
    let match_of_files = move || files.get().map(|files| words::files(files, work.is_busy()));
    let repetition = move || {
        share.agreement.with(|agreement| match agreement {
            Some(agreement) => Some(words::agreement(agreement)),
            None => (work.is_busy() && repeatable.get()).then(|| words::REPEATING.say().to_owned()),
        })
    };
    let repeat_button = move || {
        repeatable.get().then(|| {
            view! {
                <p>{button(work, words::REPEAT, move || page.repeat_again())}</p>
            }
        })
    };
    view! {
        <div class="shared" class:empty=move || shared.with(Option::is_none)>
            <Provenance answer shared />
            {move || (shared.with(Option::is_some) && files.get().is_none()).then(|| view! { <Invitation data shared /> })}
            {repeat_button}
            <div role="status" aria-label=words::REPETITION>
                <p>{match_of_files}</p>
                <p>{repetition}</p>
            </div>
        </div>
    }
}

/// Where the result comes from.
#[component]
fn Provenance(answer: AnswerState, shared: Memo<Option<Outcome>>) -> impl IntoView {
    let about = Memo::new(move |_| {
        answer.shown.with(|shown| {
            let shown = shown.as_ref()?;
            Some((shown.sharing.clone(), shown.origin()))
        })
    });
    move || {
        shared.get().zip(about.get()).map(|(outcome, (sharing, origin))| {
            let made = sharing.made_at.map(browser::local_time);
            view! {
                <p>{words::shared(&outcome, origin, made.as_deref())}</p>
                {(!sharing.column_names).then(|| view! { <p>{words::NAMES_LEFT_OUT}</p> })}
                {words::other_version(&outcome.report.app_version, env!("CARGO_PKG_VERSION"))
                    .map(|text| view! { <p>{text}</p> })}
            }
        })
    }
}

/// Invites to choose the files of the result, as long as not both tables are there.
#[component]
fn Invitation(data: DataState, shared: Memo<Option<Outcome>>) -> impl IntoView {
    let text = move || {
        let one_file = || {
            let (side, profile) = [Side::Source, Side::Target]
                .into_iter()
                .find_map(|side| Some((side, data.profile(side)?)))?;
            shared.with(|outcome| {
                let report = &outcome.as_ref()?.report;
                Some(words::one_file(
                    side,
                    report.source.fingerprint == profile.fingerprint,
                    report.target.fingerprint == profile.fingerprint,
                ))
            })
        };
        one_file().unwrap_or_else(|| words::SHARED_INVITATION.into())
    };
    view! {
        <p>{text}</p>
        <p>
            <button type="button" on:click=move |_| data.is_open.set(true)>
                {words::CHOOSE_FILES}
            </button>
        </p>
    }
}
