//! How a file was read: each decision, its reason, and the way to change it.

use leptos::prelude::*;

use super::fields::{MAX_LINES_ABOVE, chosen_index, chosen_value, lines_to_skip};
use super::preview;
use super::words::decisions as words;
use crate::features::Side;
use crate::page::work::page::Page;
use crate::table::{Choices, DateOrder, Decimal, Delimiter, Encoding, Findings, Packing, Profile, Quote};

/// The decisions about a file, folded, with a preview.
#[component]
pub(crate) fn HowRead(page: Page, side: Side, profile: Profile) -> impl IntoView {
    let Profile {
        findings,
        preview,
        columns,
        ..
    } = profile;
    view! {
        <details class="how-read">
            <summary>{words::HOW_READ}</summary>
            <p class="small quiet">{words::HOW_READ_INTRO}</p>
            {decisions(page, side, &findings)}
            {preview::table(columns, preview)}
        </details>
    }
}

fn decisions(page: Page, side: Side, findings: &Findings) -> impl IntoView + use<> {
    let dialect = findings.dialect.dialect;
    let choice = DecisionList { page, side };
    let text = |findings: &Findings| {
        view! {
            {choice.of(
                words::ENCODING.say(),
                Encoding::ALL.to_vec(),
                findings.encoding,
                words::encoding,
                words::encoding_reason(findings),
                |choices, encoding| choices.encoding = encoding,
            )}
            {choice.of(
                words::DELIMITER.say(),
                Delimiter::ALL.to_vec(),
                dialect.delimiter,
                words::delimiter,
                words::delimiter_reason(findings.dialect.delimiter_reason).to_owned(),
                |choices, delimiter| choices.dialect.delimiter = delimiter,
            )}
            {choice.of(
                words::QUOTE.say(),
                Quote::ALL.to_vec(),
                dialect.quote,
                words::quote,
                String::new(),
                |choices, quote| choices.dialect.quote = quote,
            )}
        }
    };
    // What was made of a workbook or a Parquet file is read as it was made.
    let origin = match findings.packing.clone() {
        Packing::Workbook { sheet, sheets } => choice.sheet(sheet, sheets).into_any(),
        Packing::Parquet => ().into_any(),
        Packing::None | Packing::Gzip | Packing::Zip { .. } => text(findings).into_any(),
    };
    view! {
        <dl class="decisions">
            {origin}
            {choice.of(
                words::HEADER.say(),
                vec![true, false],
                dialect.header,
                words::header,
                words::header_reason(findings.dialect.header_reason).to_owned(),
                |choices, header| choices.dialect.header = header,
            )}
            {choice.lines_above(dialect.skipped_lines)}
            {choice.of(
                words::DECIMAL.say(),
                vec![Decimal::Point, Decimal::Comma],
                findings.decimal,
                words::decimal,
                words::reason(findings.decimal_reason).to_owned(),
                |choices, decimal| choices.decimal = decimal,
            )}
            {choice.of(
                words::DATES.say(),
                vec![DateOrder::DayFirst, DateOrder::MonthFirst],
                findings.date_order,
                words::date_order,
                words::reason(findings.date_order_reason).to_owned(),
                |choices, order| choices.date_order = order,
            )}
        </dl>
    }
}

/// Where a choice is made.
#[derive(Clone, Copy)]
struct DecisionList {
    page: Page,
    side: Side,
}

impl DecisionList {
    /// A list of values with the one that was found or chosen; another one is decided with `set`.
    fn of<T: Copy + PartialEq + Send + Sync + 'static>(
        self,
        name: &'static str,
        values: Vec<T>,
        now: T,
        word: fn(T) -> &'static str,
        reason: String,
        set: fn(&mut Choices, Option<T>),
    ) -> impl IntoView {
        let Self { page, side } = self;
        let id = self.id(name);
        let options = values
            .iter()
            .enumerate()
            .map(|(index, value)| {
                view! {
                    <option value=index.to_string() prop:selected=*value == now>
                        {word(*value)}
                    </option>
                }
            })
            .collect_view();
        let on_change = move |event: web_sys::Event| {
            let chosen = chosen_index(&event).and_then(|index| values.get(index).copied());
            page.decide(&[side], move |choices| set(choices, chosen));
        };
        view! {
            <div>
                <dt><label for=id.clone()>{name}</label></dt>
                <dd>
                    <select id=id disabled=move || page.work.is_busy() on:change=on_change>
                        {options}
                    </select>
                    <span class="small quiet">{reason}</span>
                </dd>
            </div>
        }
    }

    /// The sheet of a workbook.
    fn sheet(self, now: String, sheets: Vec<String>) -> impl IntoView {
        let Self { page, side } = self;
        let id = self.id(words::SHEET.say());
        let is_chosen = page.data.slot(side).with_untracked(|slot| {
            slot.as_ref()
                .is_some_and(|chosen| chosen.choices.sheet.as_ref() == Some(&now))
        });
        let reason = words::sheets(sheets.len(), is_chosen);
        let options = sheets
            .into_iter()
            .map(|sheet| view! { <option value=sheet.clone() prop:selected=sheet == now>{sheet.clone()}</option> })
            .collect_view();
        let on_change = move |event: web_sys::Event| {
            let sheet = chosen_value(&event);
            page.decide(&[side], move |choices| choices.sheet.clone_from(&sheet));
        };
        view! {
            <div>
                <dt><label for=id.clone()>{words::SHEET}</label></dt>
                <dd>
                    <select id=id disabled=move || page.work.is_busy() on:change=on_change>
                        {options}
                    </select>
                    <span class="small quiet">{reason}</span>
                </dd>
            </div>
        }
    }

    fn lines_above(self, lines: u64) -> impl IntoView {
        let Self { page, side } = self;
        let id = self.id(words::LINES_ABOVE.say());
        let on_change = move |event: web_sys::Event| {
            let input: web_sys::HtmlInputElement = event_target(&event);
            let lines = lines_to_skip(&input.value());
            if let Some(lines) = lines {
                input.set_value(&lines.to_string());
            }
            page.decide(&[side], move |choices| choices.dialect.skipped_lines = lines);
        };
        view! {
            <div>
                <dt><label for=id.clone()>{words::LINES_ABOVE}</label></dt>
                <dd>
                    <input
                        id=id
                        type="number"
                        min="0"
                        max=MAX_LINES_ABOVE.to_string()
                        value=lines.to_string()
                        disabled=move || page.work.is_busy()
                        on:change=on_change
                    />
                    <span class="small quiet">{words::lines_above(lines)}</span>
                </dd>
            </div>
        }
    }

    fn id(self, name: &str) -> String {
        let side = match self.side {
            Side::Source => "source",
            Side::Target => "target",
        };
        format!("{side}-{}", name.to_lowercase().replace(' ', "-"))
    }
}
