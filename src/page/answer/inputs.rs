//! Which columns a result was made of, and which it leaves out.

use leptos::prelude::*;

use super::state::AnswerState;
use super::state::Shown;
use crate::page::data::words::columns as words;

/// The most columns that are listed.
const MAX_LISTED: usize = 200;

/// A folded list of the columns of the result on the page. A link carries the inputs alone.
#[component]
pub(crate) fn Inputs(answer: AnswerState) -> impl IntoView {
    let shown = Memo::new(move |_| answer.shown.get());
    move || {
        let Shown {
            outcome,
            from_link,
            left_out,
            ..
        } = shown.get()?;
        let inputs = outcome.report.columns;
        let others = (!left_out.is_empty()).then(|| {
            let more = left_out.len().saturating_sub(MAX_LISTED);
            let named = left_out.iter().take(MAX_LISTED);
            view! {
                <p>{words::LEFT_OUT}</p>
                <ul>{named.map(|column| view! { <li>{words::with_reason(&column.name, &column.reason)}</li> }).collect_view()}</ul>
                {(more > 0).then(|| view! { <p class="small quiet">{words::more(more)}</p> })}
            }
        });
        Some(view! {
            <details class="inputs">
                <summary>{words::made_of(inputs.len(), (!from_link).then_some(left_out.len()))}</summary>
                <p>{words::inputs(&inputs, MAX_LISTED)}</p>
                {others}
            </details>
        })
    }
}
