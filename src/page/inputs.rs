//! Which columns a result was made of, and which it leaves out.

use leptos::prelude::*;

use super::state::{Page, Shown};
use super::words::columns as words;

/// The most columns that are listed.
const MOST_LISTED: usize = 200;

/// A folded list of the columns of the result on the page. A link carries the inputs alone.
#[component]
pub(super) fn Inputs(page: Page) -> impl IntoView {
    let shown = Memo::new(move |_| page.shown.get());
    move || {
        let Shown {
            outcome,
            from_link,
            left_out,
            ..
        } = shown.get()?;
        let inputs = outcome.report.columns;
        let others = (!left_out.is_empty()).then(|| {
            let more = left_out.len().saturating_sub(MOST_LISTED);
            let named = left_out.iter().take(MOST_LISTED);
            view! {
                <p>{words::LEFT_OUT}</p>
                <ul>{named.map(|(name, reason)| view! { <li>{words::with_reason(name, reason)}</li> }).collect_view()}</ul>
                {(more > 0).then(|| view! { <p class="small quiet">{words::more(more)}</p> })}
            }
        });
        Some(view! {
            <details class="inputs">
                <summary>{words::made_of(inputs.len(), (!from_link).then_some(left_out.len()))}</summary>
                <p>{words::inputs(&inputs, MOST_LISTED)}</p>
                {others}
            </details>
        })
    }
}
