//! A file that could not be read: what to decide about it, so that it can.

use leptos::prelude::*;

use super::chosen::Reading;
use super::decisions::Decisions;
use super::words::decisions as words;
use crate::features::Side;
use crate::page::form::button;
use crate::page::work::Page;
use crate::table::{Quote, Remedy};

/// The decisions about a file of which nothing is known but that it could not be read.
#[component]
pub(crate) fn Unread(page: Page, side: Side) -> impl IntoView {
    let choices = Memo::new(move |_| {
        let unread = page.data.about(side, |chosen| {
            // Of a workbook or a Parquet file there is nothing to decide.
            let is_unread = matches!(chosen.reading, Reading::Failed) && chosen.is_text;
            is_unread.then(|| (chosen.choices.clone(), chosen.remedy))
        });
        unread.flatten()
    });
    let decisions = Decisions {
        page,
        side,
        is_read: false,
    };
    let without_quotes = move || page.decide(&[side], |choices| choices.dialect.quote = Some(Quote::None));
    move || {
        choices.get().map(|(choices, remedy)| {
            let dialect = choices.dialect;
            let helps = remedy == Some(Remedy::ReadWithoutQuotes) && dialect.quote != Some(Quote::None);
            view! {
                {helps.then(|| view! { <p>{button(page.work, words::WITHOUT_QUOTES, without_quotes)}</p> })}
                <details class="how-read" open=remedy != Some(Remedy::SkipRaggedRows)>
                    <summary>{words::HOW_TO_READ}</summary>
                    <dl class="decisions">
                        {decisions.encoding(choices.encoding, "")}
                        {decisions.delimiter(dialect.delimiter, "")}
                        {decisions.quote(dialect.quote)}
                        {decisions.header(dialect.header, "")}
                        {decisions.lines_above(dialect.skipped_lines)}
                    </dl>
                </details>
            }
        })
    }
}
