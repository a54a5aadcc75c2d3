//! A file that could not be read: what to decide about it, so that it can.

use leptos::prelude::*;

use super::chosen::Reading;
use super::fields::{chosen_index, lines_to_skip};
use super::words::decisions as words;
use crate::features::Side;
use crate::page::work::page::Page;
use crate::table::{Choices, Delimiter, Encoding, Quote, Remedy};

/// The decisions about a file of which nothing is known but that it could not be read.
#[component]
pub(crate) fn Unread(page: Page, side: Side) -> impl IntoView {
    let slot = page.data.slot(side);
    let choices = Memo::new(move |_| {
        slot.with(|slot| {
            let chosen = slot.as_ref()?;
            matches!(chosen.reading, Reading::Failed).then(|| (chosen.choices.clone(), chosen.remedy))
        })
    });
    move || {
        choices.get().map(|(choices, remedy)| {
            let dialect = choices.dialect;
            let helps = remedy == Some(Remedy::ReadWithoutQuotes) && dialect.quote != Some(Quote::None);
            let without_quotes = helps.then(|| {
                let on_click =
                    move |_| page.decide(&[side], |choices| choices.dialect.quote = Some(Quote::None));
                view! {
                    <p>
                        <button type="button" disabled=move || page.work.is_busy() on:click=on_click>
                            {words::WITHOUT_QUOTES}
                        </button>
                    </p>
                }
            });
            let on_lines = move |event: web_sys::Event| {
                let lines = lines_to_skip(&event_target_value(&event));
                page.decide(&[side], move |choices| choices.dialect.skipped_lines = lines);
            };
            let id = id(side, words::LINES_ABOVE.say());
            view! {
                {without_quotes}
                <details class="how-read" open=remedy != Some(Remedy::SkipRaggedRows)>
                    <summary>{words::HOW_TO_READ}</summary>
                    <dl class="decisions">
                        {list(
                            (page, side),
                            words::ENCODING.say(),
                            (&Encoding::ALL, choices.encoding),
                            words::encoding,
                            |choices, encoding| choices.encoding = encoding,
                        )}
                        {list(
                            (page, side),
                            words::DELIMITER.say(),
                            (&Delimiter::ALL, dialect.delimiter),
                            words::delimiter,
                            |choices, delimiter| choices.dialect.delimiter = delimiter,
                        )}
                        {list(
                            (page, side),
                            words::QUOTE.say(),
                            (&Quote::ALL, dialect.quote),
                            words::quote,
                            |choices, quote| choices.dialect.quote = quote,
                        )}
                        {list(
                            (page, side),
                            words::HEADER.say(),
                            (&[true, false], dialect.header),
                            words::header,
                            |choices, header| choices.dialect.header = header,
                        )}
                        <div>
                            <dt><label for=id.clone()>{words::LINES_ABOVE}</label></dt>
                            <dd>
                                <input
                                    id=id
                                    type="number"
                                    min="0"
                                    value=dialect.skipped_lines.map(|lines| lines.to_string())
                                    disabled=move || page.work.is_busy()
                                    on:change=on_lines
                                />
                            </dd>
                        </div>
                    </dl>
                </details>
            }
        })
    }
}

fn id(side: Side, name: &str) -> String {
    let side = match side {
        Side::Source => "source",
        Side::Target => "target",
    };
    format!("{side}-unread-{}", name.to_lowercase().replace(' ', "-"))
}

/// A list of values, the first of which leaves the decision to the file.
fn list<T: Copy + PartialEq + Send + Sync + 'static>(
    (page, side): (Page, Side),
    name: &'static str,
    (values, now): (&'static [T], Option<T>),
    word: fn(T) -> &'static str,
    set: fn(&mut Choices, Option<T>),
) -> impl IntoView {
    let id = id(side, name);
    let options = values.iter().enumerate().map(|(index, value)| {
        view! {
            <option value=index.to_string() prop:selected=Some(*value) == now>
                {word(*value)}
            </option>
        }
    });
    let options = options.collect_view();
    let on_change = move |event: web_sys::Event| {
        let chosen = chosen_index(&event).and_then(|index| values.get(index).copied());
        page.decide(&[side], move |choices| set(choices, chosen));
    };
    view! {
        <div>
            <dt><label for=id.clone()>{name}</label></dt>
            <dd>
                <select id=id disabled=move || page.work.is_busy() on:change=on_change>
                    <option value="" prop:selected=now.is_none()>{words::FROM_THE_FILE}</option>
                    {options}
                </select>
            </dd>
        </div>
    }
}
