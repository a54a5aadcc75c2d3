//! The columns of a table.

use leptos::prelude::*;

use super::words;
use crate::features::Side;
use crate::page::form::{List, at, position, positions, unfolded};
use crate::page::work::Page;
use crate::table::{ColumnKind, Profile};

/// The most columns that are listed; a table of thousands would stop the page.
const MAX_LISTED: usize = 200;

/// A folded list of columns with their types and missing cells.
#[component]
pub(crate) fn Columns(page: Page, side: Side, profile: Profile, open: RwSignal<bool>) -> impl IntoView {
    let total = profile.columns.len();
    let more = total.saturating_sub(MAX_LISTED);
    view! {
        <details prop:open=move || open.get() on:toggle=move |event| unfolded(&event, open)>
            <summary>{words::columns::and_types(total)}</summary>
            <div class="scroll" tabindex="0" role="group" aria-label=words::columns::COLUMNS>
                <ul class="typed">
                    {profile
                        .columns
                        .into_iter()
                        .take(MAX_LISTED)
                        .map(|column| {
                            let values = words::columns::values(&column.summary, column.missing);
                            let kind = kind_of(page, side, column.name.clone(), column.kind);
                            view! {
                                <li>
                                    <strong>{column.name}</strong>
                                    <span class="small quiet">{values}</span>
                                    {kind}
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </div>
            {(more > 0).then(|| words::columns::more(more))}
        </details>
    }
}

/// The kind of a column, and the others that it can be read as.
fn kind_of(page: Page, side: Side, name: String, now: ColumnKind) -> impl IntoView {
    let label = words::columns::type_of(&name);
    let mut kinds = words::decisions::KINDS.to_vec();
    if !kinds.contains(&now) {
        kinds.push(now);
    }
    let entries = positions(&kinds, words::columns::kind);
    let now = position(&kinds, Some(now));
    let choose = Callback::new(move |value: String| {
        if let Some(kind) = at(&kinds, &value) {
            page.decide(&[side], |choices| {
                choices.kinds.insert(name.clone(), kind);
            });
        }
    });
    view! { <List name=label work=page.work entries=Signal::stored(entries) now=Signal::stored(now) choose /> }
}
