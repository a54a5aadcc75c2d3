//! What the user is asked about a file whose reading is not certain.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::state::BOTH;
use super::words::decisions as words;
use crate::features::Side;
use crate::language::Phrase;
use crate::page::form::button;
use crate::page::work::Page;
use crate::table::{Choices, ColumnKind, DateOrder, Decimal, ReadingQuestion};

/// What is worth a question about a file. `missing` are columns whose numbers that stand out are missing cells, as
/// the user said.
#[component]
pub(crate) fn Questions(
    page: Page,
    side: Side,
    questions: Vec<ReadingQuestion>,
    missing: BTreeSet<String>,
) -> impl IntoView {
    questions
        .into_iter()
        .filter(|question| !matches!(question, ReadingQuestion::Sentinel { column, .. } if missing.contains(column)))
        .map(|question| {
            view! {
                <div class="note question" role="group" aria-label=words::QUESTION.say()>
                    {asked(page, side, question)}
                </div>
            }
        })
        .collect_view()
}

fn asked(page: Page, side: Side, question: ReadingQuestion) -> AnyView {
    let answer = move |label: String, decide: fn(&mut Choices)| {
        button(page.work, label, move || page.decide(&BOTH, decide))
    };
    match question {
        ReadingQuestion::Decimal { examples } => view! {
            <p>{words::decimal_question(&examples)}</p>
            <p class="row">
                {answer(words::decimal_answer(Decimal::Point, &examples), |choices| {
                    choices.decimal = Some(Decimal::Point);
                })}
                {answer(words::decimal_answer(Decimal::Comma, &examples), |choices| {
                    choices.decimal = Some(Decimal::Comma);
                })}
            </p>
            <p class="small quiet">{words::FOR_BOTH}</p>
        }
        .into_any(),
        ReadingQuestion::DateOrder { examples } => view! {
            <p>{words::date_question(&examples)}</p>
            <p class="row">
                {answer(words::date_order(DateOrder::DayFirst).to_owned(), |choices| {
                    choices.date_order = Some(DateOrder::DayFirst);
                })}
                {answer(words::date_order(DateOrder::MonthFirst).to_owned(), |choices| {
                    choices.date_order = Some(DateOrder::MonthFirst);
                })}
            </p>
            <p class="small quiet">{words::FOR_BOTH}</p>
        }
        .into_any(),
        ReadingQuestion::Moment {
            column,
            example,
            shown,
        } => {
            let text = words::moment_question(&column, example, &shown);
            let answer = |label: Phrase, kind| {
                let column = column.clone();
                let decide = move |choices: &mut Choices| {
                    choices.kinds.insert(column.clone(), kind);
                };
                button(page.work, label, move || page.decide(&[side], &decide))
            };
            view! {
                <p>{text}</p>
                <p class="row">
                    {answer(words::ARE_NUMBERS, ColumnKind::Number)}
                    {answer(words::ARE_MOMENTS, ColumnKind::Moment)}
                </p>
            }
            .into_any()
        }
        ReadingQuestion::Sentinel { column, value, count } => {
            let text = words::sentinel_question(&column, value, count);
            let stays = column.clone();
            let is_number = move || {
                page.decide(&[side], |choices| {
                    choices.plain_numbers.insert(column.clone());
                });
            };
            let is_missing = move || page.stay_missing(side, &stays);
            view! {
                <p>{text}</p>
                <p class="row">
                    {button(page.work, words::IS_NUMBER, is_number)}
                    {button(page.work, words::IS_MISSING, is_missing)}
                </p>
            }
            .into_any()
        }
    }
}
