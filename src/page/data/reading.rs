//! How a file was read: each decision, its reason, and the way to change it.

use leptos::prelude::*;

use super::decisions::Decisions;
use super::preview;
use super::words::decisions as words;
use crate::features::Side;
use crate::page::form::unfolded;
use crate::page::work::Page;
use crate::table::{Findings, Packing, Profile};

/// The decisions about a file, folded, with a preview.
#[component]
pub(crate) fn HowRead(page: Page, side: Side, profile: Profile, open: RwSignal<bool>) -> impl IntoView {
    let Profile {
        findings,
        preview,
        columns,
        ..
    } = profile;
    view! {
        <details class="how-read" prop:open=move || open.get() on:toggle=move |event| unfolded(&event, open)>
            <summary>{words::HOW_READ}</summary>
            <p class="small quiet">{words::HOW_READ_INTRO}</p>
            {decisions(page, side, &findings)}
            {preview::table(columns, preview)}
        </details>
    }
}

fn decisions(page: Page, side: Side, findings: &Findings) -> impl IntoView + use<> {
    let dialect = findings.dialect.dialect;
    let decisions = Decisions {
        page,
        side,
        is_read: true,
    };
    // What was made of a workbook or a Parquet file is read as it was made.
    let origin = match findings.packing.clone() {
        Packing::Workbook { sheet, sheets, .. } => decisions.sheet(sheet, sheets).into_any(),
        Packing::Parquet { .. } => ().into_any(),
        Packing::None | Packing::Gzip | Packing::Zip { .. } => view! {
            {decisions.encoding(Some(findings.encoding), &words::encoding_reason(findings))}
            {decisions.delimiter(
                Some(dialect.delimiter),
                words::delimiter_reason(findings.dialect.delimiter_reason),
            )}
            {decisions.quote(Some(dialect.quote))}
        }
        .into_any(),
    };
    view! {
        <dl class="decisions">
            {origin}
            {decisions.header(Some(dialect.header), words::header_reason(findings.dialect.header_reason))}
            {decisions.lines_above(Some(dialect.skipped_lines))}
            {decisions.decimal(findings.decimal, words::reason(findings.decimal_reason))}
            {decisions.dates(findings.date_order, words::reason(findings.date_order_reason))}
        </dl>
    }
}
