//! The result on the page beside that of another link.

use leptos::prelude::*;

use super::words;
use crate::page::answer::AnswerState;
use crate::report::{self, Outcome};
use crate::words::{compared, link};

/// A folded field for another link, and both results side by side.
#[component]
pub(crate) fn ComparedLink(answer: AnswerState) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let other = Memo::new(move |_| {
        let text = typed.get();
        let text = text.trim();
        // Of an address, what stands behind the last mark; a fragment alone will do.
        let fragment = text.rsplit('#').next().unwrap_or_default();
        (!text.is_empty()).then(|| report::open(fragment))
    });
    let compared = move || {
        let other = other.get()?;
        Some(match other {
            Ok(other) => answer
                .shown
                .with(|shown| shown.as_ref().map(|shown| side_by_side(&shown.outcome, &other)))
                .into_any(),
            Err(error) => view! { <p class="alert" role="alert">{link::error(&error)}</p> }.into_any(),
        })
    };
    let is_shown = Memo::new(move |_| answer.shown.with(Option::is_some));
    view! {
        <details hidden=move || !is_shown.get()>
            <summary>{words::COMPARE}</summary>
            <p class="small">{words::COMPARE_HELP}</p>
            <div class="link-field">
                <label for="other-link">{words::OTHER_LINK}</label>
                <input
                    type="text"
                    id="other-link"
                    spellcheck="false"
                    autocomplete="off"
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </div>
            {compared}
        </details>
    }
}

fn side_by_side(one: &Outcome, other: &Outcome) -> impl IntoView + use<> {
    let rows = report::compare(one, other);
    let lead = compared::lead(&rows);
    let rows: Vec<compared::Row> = rows
        .iter()
        .filter_map(|row| compared::side_by_side(row, [one, other]))
        .collect();
    view! {
        <div role="status">{lead.into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}</div>
        <div class="scroll" tabindex="0" role="group" aria-label=words::SIDE_BY_SIDE>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{words::WHAT}</th>
                        <th scope="col">{words::THIS}</th>
                        <th scope="col">{words::OTHER}</th>
                    </tr>
                </thead>
                <tbody>
                    {rows
                        .into_iter()
                        .map(|row| {
                            let [one, other] = row.values;
                            let differs = one != other;
                            view! {
                                <tr class:differs=differs>
                                    <th scope="row">
                                        {row.what}
                                        {row.note.map(|note| view! { <span class="small quiet">{note}</span> })}
                                    </th>
                                    <td>{one}</td>
                                    <td>{other}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
}
