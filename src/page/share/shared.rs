//! A result that came by link: where it comes from, and whether it can be repeated here.

use leptos::prelude::*;

use super::words;
use crate::features::Side;
use crate::page::browser;
use crate::page::work::page::Page;
use crate::report::{Files, Sharing};

/// The banner over a shared result.
#[component]
pub(in crate::page) fn Shared(page: Page) -> impl IntoView {
    let shared = Memo::new(move |_| {
        page.answer
            .shown
            .get()
            .filter(|shown| shown.from_link)
            .map(|shown| shown.outcome)
    });
    let sharing = Memo::new(move |_| {
        page.answer.shown.with(|shown| {
            shown
                .as_ref()
                .map(|shown| shown.sharing.clone())
                .unwrap_or_default()
        })
    });
    let is_own = Memo::new(move |_| {
        page.answer
            .shown
            .with(|shown| shown.as_ref().is_some_and(|shown| shown.is_own))
    });
    let match_of_files = move || shared.with(|outcome| page.data.files(outcome.as_ref()?).map(words::files));
    let again = move || {
        page.share.agreement.with(|agreement| match agreement {
            Some(agreement) => Some(words::agreement(agreement)),
            None => page
                .work
                .is_busy()
                .then(|| match_of_files().map(|_| words::REPEATING.say().to_owned()))
                .flatten(),
        })
    };
    let one = move || {
        let (side, profile) = [Side::Source, Side::Target]
            .into_iter()
            .find_map(|side| Some((side, page.data.profile(side)?)))?;
        shared.with(|outcome| {
            let report = &outcome.as_ref()?.report;
            Some(words::one_file(
                side,
                report.source.fingerprint == profile.fingerprint,
                report.target.fingerprint == profile.fingerprint,
            ))
        })
    };
    let banner = move || {
        shared.get().map(|outcome| {
            let Sharing {
                column_names,
                made_at,
                ..
            } = sharing.get();
            let made = made_at.map(browser::local_time);
            view! {
                <p>{words::shared(&outcome, is_own.get(), made.as_deref())}</p>
                {(!column_names).then(|| view! { <p>{words::NAMES_LEFT_OUT}</p> })}
                {words::other_version(&outcome.report.app_version, env!("CARGO_PKG_VERSION"))
                    .map(|text| view! { <p>{text}</p> })}
                {move || {
                    match_of_files()
                        .is_none()
                        .then(|| {
                            view! {
                                <p>{one().unwrap_or(words::SHARED_INVITATION.say())}</p>
                                <p>
                                    <button type="button" on:click=move |_| page.data.is_open.set(true)>
                                        {words::CHOOSE_FILES}
                                    </button>
                                </p>
                            }
                        })
                }}
            }
        })
    };
    // Files dropped here start the repetition by themselves; the button is for the next time, or after a stop.
    let repeatable = Memo::new(move |_| {
        shared.with(|outcome| page.data.files(outcome.as_ref()?)) == Some(Files::Same) && !page.work.is_busy()
    });
    let repeat_button = move || {
        repeatable.get().then(|| {
            view! {
                <p>
                    <button type="button" on:click=move |_| page.repeat_again()>{words::REPEAT}</button>
                </p>
            }
        })
    };
    view! {
        <div class="shared" class:empty=move || shared.with(Option::is_none)>
            {banner}
            {repeat_button}
            <div role="status" aria-label=words::REPETITION>
                <p>{match_of_files}</p>
                <p>{again}</p>
            </div>
        </div>
    }
}
