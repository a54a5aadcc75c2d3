//! How a file was read: each decision, its reason, and the way to change it.

use std::collections::BTreeSet;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::words::decisions as words;
use crate::features::Side;
use crate::page::work::page::Page;
use crate::table::{
    Choices, ColumnProfile, DateOrder, Decimal, Delimiter, Encoding, Findings, Kind, Packing, PreviewCell,
    Profile, Question, Quote,
};

/// Both files: for decisions that hold for both.
const BOTH: [Side; 2] = [Side::Source, Side::Target];

/// Most columns of a preview.
const MAX_PREVIEWED: usize = 60;

/// Most lines above a table that can be skipped.
const MAX_LINES_ABOVE: u64 = 10_000;

/// What is worth a question about a file. `missing` are columns whose numbers that stand out are missing cells, as
/// the user said.
#[component]
pub(in crate::page) fn Questions(
    page: Page,
    side: Side,
    questions: Vec<Question>,
    missing: BTreeSet<String>,
) -> impl IntoView {
    questions
        .into_iter()
        .filter(|question| !matches!(question, Question::Sentinel { column, .. } if missing.contains(column)))
        .map(|question| {
            view! {
                <div class="note question" role="group" aria-label=words::QUESTION.say()>
                    {asked(page, side, question)}
                </div>
            }
        })
        .collect_view()
}

fn asked(page: Page, side: Side, question: Question) -> AnyView {
    let answer = move |label: String, sides: &'static [Side], decide: fn(&mut Choices)| {
        view! {
            <button type="button" disabled=move || page.work.is_busy() on:click=move |_| page.decide(sides, decide)>
                {label}
            </button>
        }
    };
    match question {
        Question::Decimal { examples } => view! {
            <p>{words::decimal_question(&examples)}</p>
            <p class="row">
                {answer(words::decimal_answer(Decimal::Point, &examples), &BOTH, |choices| {
                    choices.decimal = Some(Decimal::Point);
                })}
                {answer(words::decimal_answer(Decimal::Comma, &examples), &BOTH, |choices| {
                    choices.decimal = Some(Decimal::Comma);
                })}
            </p>
            <p class="small quiet">{words::FOR_BOTH}</p>
        }
        .into_any(),
        Question::DateOrder { examples } => view! {
            <p>{words::date_question(&examples)}</p>
            <p class="row">
                {answer(words::date_order(DateOrder::DayFirst).to_owned(), &BOTH, |choices| {
                    choices.date_order = Some(DateOrder::DayFirst);
                })}
                {answer(words::date_order(DateOrder::MonthFirst).to_owned(), &BOTH, |choices| {
                    choices.date_order = Some(DateOrder::MonthFirst);
                })}
            </p>
            <p class="small quiet">{words::FOR_BOTH}</p>
        }
        .into_any(),
        Question::Sentinel { column, value, count } => {
            let text = words::sentinel_question(&column, value, count);
            let stays = column.clone();
            let on_number = move |_| {
                page.decide(&[side], |choices| {
                    choices.plain_numbers.insert(column.clone());
                });
            };
            let on_missing = move |_| page.stay_missing(side, &stays);
            view! {
                <p>{text}</p>
                <p class="row">
                    <button type="button" disabled=move || page.work.is_busy() on:click=on_number>
                        {words::IS_NUMBER}
                    </button>
                    <button type="button" disabled=move || page.work.is_busy() on:click=on_missing>
                        {words::IS_MISSING}
                    </button>
                </p>
            }
            .into_any()
        }
    }
}

/// The decisions about a file, folded, with a preview.
#[component]
pub(in crate::page) fn HowRead(page: Page, side: Side, profile: Profile) -> impl IntoView {
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
            {table(columns, preview)}
        </details>
    }
}

fn decisions(page: Page, side: Side, findings: &Findings) -> impl IntoView + use<> {
    let dialect = findings.dialect.dialect;
    let choice = Choice { page, side };
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
struct Choice {
    page: Page,
    side: Side,
}

impl Choice {
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
            let chosen = chosen_value(&event)
                .and_then(|index| index.parse::<usize>().ok())
                .and_then(|index| values.get(index).copied());
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

/// The number of lines to skip, brought between 0 and the most; nothing where there is no number, so that it is found
/// in the file again.
pub(in crate::page) fn lines_to_skip(text: &str) -> Option<u64> {
    let lines = text.trim().parse::<f64>().ok().filter(|lines| !lines.is_nan())?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to a small range"
    )]
    let lines = lines.clamp(0.0, MAX_LINES_ABOVE as f64) as u64;
    Some(lines)
}

/// The value of a list that was changed.
pub(in crate::page) fn chosen_value(event: &web_sys::Event) -> Option<String> {
    let select = event.target()?.dyn_into::<web_sys::HtmlSelectElement>().ok()?;
    Some(select.value())
}

fn table(columns: Vec<ColumnProfile>, preview: Vec<Vec<PreviewCell>>) -> impl IntoView {
    (!preview.is_empty()).then(|| {
        let kinds: Vec<Kind> = columns.iter().map(|column| column.kind).collect();
        let cell = move |(cell, kind): (PreviewCell, Kind)| {
            let read = cell.read.unwrap_or_else(|| words::unread(kind).to_owned());
            view! {
                <td>
                    <span class="raw">{cell.raw}</span>
                    <span>{read}</span>
                </td>
            }
        };
        view! {
            <h3 class="small">{words::PREVIEW}</h3>
            <div class="scroll" tabindex="0" role="group" aria-label=words::PREVIEW.say()>
                <table class="preview">
                    <thead>
                        <tr>
                            {columns
                                .into_iter()
                                .take(MAX_PREVIEWED)
                                .map(|column| view! { <th scope="col">{column.name}</th> })
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody>
                        {preview
                            .into_iter()
                            .map(|row| {
                                let cells = row.into_iter().zip(kinds.iter().copied()).take(MAX_PREVIEWED);
                                view! { <tr>{cells.map(cell).collect_view()}</tr> }
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
            <p class="small quiet">{words::PREVIEW_NOTE}</p>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_above_stay_within_their_limits() {
        for (text, lines) in [
            ("3", Some(3)),
            (" 3 ", Some(3)),
            ("-5", Some(0)),
            ("2.7", Some(2)),
            ("99999", Some(10_000)),
            ("1e300", Some(10_000)),
            ("", None),
            ("x", None),
            ("NaN", None),
        ] {
            assert_eq!(lines_to_skip(text), lines, "{text}");
        }
    }
}
