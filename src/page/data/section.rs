//! What stands in the data section once there are tables: what was read, and the label.

use leptos::prelude::*;

use super::chosen::Reading;
use super::columns::Columns;
use super::label::Label;
use super::overview::Obstacle;
use super::questions::Questions;
use super::reading::HowRead;
use super::state::{BOTH, DataState};
use super::unread::Unread;
use super::words;
use crate::features::Side;
use crate::page::form::{Press, button};
use crate::page::work::{Alert, Page, Place, Progress};
use crate::table::Remedy;
use crate::words::notes;

/// The line that the section folds to.
#[component]
pub(crate) fn Line(data: DataState) -> impl IntoView {
    move || {
        let source = data.profile(Side::Source)?;
        let target = data.profile(Side::Target)?;
        let label = data.label().map(|label| label.name);
        Some(words::data_line(&source.name, &target.name, label.as_deref()))
    }
}

/// What is below the two tables.
#[component]
pub(crate) fn EndOfData(page: Page) -> impl IntoView {
    view! {
        <SameFile data=page.data />
        <Alert work=page.work place=Place::Data />
        <Progress page places=&[Place::Data] />
        <Label page />
        <Obstacle data=page.data />
    }
}

/// What was read of a side's file, or why it was not.
#[component]
pub(crate) fn Facts(page: Page, side: Side) -> impl IntoView {
    // The other file can change what is said, and nothing else that is found out about both must build this anew.
    let profile = Memo::new(move |_| page.data.profile(side));
    // They outlive what they unfold, which is drawn anew when the file is read again.
    let [columns_open, reading_open] = [(); 2].map(|()| RwSignal::new(false));
    let facts = move || {
        let profile = profile.get();
        page.data.about(side, |chosen| {
            let name = chosen.name.clone();
            match (&chosen.reading, profile) {
                (Reading::Done { cost, .. } | Reading::Again { cost, .. }, Some(profile)) => {
                    let missing = profile.columns.iter().map(|column| column.missing).sum();
                    view! {
                        <p class="file">{name}</p>
                        <p>{words::read(profile.rows, profile.columns.len(), cost.seconds)}</p>
                        <p class="small quiet">
                            {words::file_facts(profile.bytes, missing, cost.memory)}
                        </p>
                        <p class="small quiet">{words::decisions::worth_knowing(
                            &profile.findings.packing,
                            (profile.findings.encoding, profile.findings.encoding_reason),
                            profile.findings.malformed,
                            &profile.notes,
                        )}</p>
                        {profile.notes.iter().map(|note| view! { <p class="small">{notes::note(note)}</p> }).collect_view()}
                        <Questions
                            page
                            side
                            questions=profile.questions.clone()
                            missing=chosen.missing.clone()
                        />
                        <Columns page side profile=profile.clone() open=columns_open />
                        <HowRead page side profile=profile.clone() open=reading_open />
                    }
                    .into_any()
                }
                _ => view! { <p class="file">{name}</p> }.into_any(),
            }
        })
    };
    let remedy = Memo::new(move |_| page.data.about(side, |chosen| chosen.remedy).flatten());
    let without_ragged = move || {
        (remedy.get() == Some(Remedy::SkipRaggedRows)).then(|| {
            let read = move || page.decide(&[side], |choices| choices.skip_ragged_rows = true);
            view! { <p>{button(page.work, words::decisions::WITHOUT_RAGGED, read)}</p> }
        })
    };
    let sampled = move || {
        let Some(Remedy::Sample { every }) = remedy.get() else {
            return None;
        };
        let read = move || page.decide(&[side], |choices| choices.one_row_of = Some(every));
        Some(view! { <p>{button(page.work, words::decisions::sample(every), read)}</p> })
    };
    let undoable = Memo::new(move |_| page.data.is(side, |chosen| !chosen.before.is_empty()));
    let undo = move || {
        undoable.get().then(|| {
            view! {
                <p>
                    <Press work=page.work class="link" text=words::decisions::UNDO press=move || page.undo(side) />
                </p>
            }
        })
    };
    view! {
        <Alert work=page.work place=Place::of_file(side) />
        {without_ragged}
        {sampled}
        <Unread page side />
        {undo}
        {facts}
    }
}

/// Says that both tables are one file.
#[component]
fn SameFile(data: DataState) -> impl IntoView {
    let same = Memo::new(move |_| {
        let [source, target] = BOTH.map(|side| data.profile(side));
        source
            .zip(target)
            .is_some_and(|(source, target)| source.fingerprint == target.fingerprint)
    });
    move || {
        same.get()
            .then(|| view! { <p class="note" role="status">{words::SAME_FILE}</p> })
    }
}

/// Exchanges the two tables.
#[component]
pub(crate) fn Swap(page: Page) -> impl IntoView {
    let both_read = Memo::new(move |_| page.data.both_read());
    move || {
        both_read
            .get()
            .then(|| view! { <p>{button(page.work, words::SWAP, move || page.swap())}</p> })
    }
}
