//! The second section: the two-sample test.

use leptos::prelude::*;

use super::alert::Alert;
use super::charts::{effect, histogram};
use super::inputs::Inputs;
use super::landscape::Landscape;
use super::margin::Margin;
use super::numbers::{count, probability, significant};
use super::progress::Progress;
use super::stale::Stale;
use super::state::{Chosen, Page, Place};
use super::tasks::Kind;
use super::{browser, warnings, words};
use crate::compute::messages::Side;
use crate::report::{Histogram, Test as Result, Verdict};

/// Most columns that are listed, those that moved most; the report has all.
const MOST_LISTED: usize = 100;

/// The test section. Its details fold once networks have been compared.
#[component]
pub(super) fn Test(page: Page) -> impl IntoView {
    let ready = move || page.both_read();
    let hindrance = Memo::new(move |_| page.hindrance().as_ref().map(words::hindrance));
    let outcome = Memo::new(move |_| page.shown.get().map(|shown| shown.outcome));
    let verdict = move || {
        outcome.with(|outcome| {
            let test = &outcome.as_ref()?.report.test;
            Some(view! {
                <p class=verdict_class(test.verdict)>{words::headline(test.verdict)}</p>
                <p>{words::verdict(test, &words::INPUTS)}</p>
                {words::rows_to_decide(test).map(|text| view! { <p>{text}</p> })}
            })
        })
    };
    let details = move || {
        outcome.get().map(|outcome| {
            let compared = outcome.report.comparison.is_some();
            let rows = [outcome.report.source.rows, outcome.report.target.rows];
            let relation = outcome.report.relation;
            let test = outcome.report.test;
            let pictures = outcome.pictures;
            view! {
                <aside class="caution">
                    <h3>{words::CAUTION_HEADING}</h3>
                    <p>{words::caution(test.verdict, compared)}</p>
                </aside>
                {relation.as_ref().map(relation_verdict)}
                <details class="fold" open=!compared>
                    <summary>{words::NUMBERS_AND_PICTURE}</summary>
                    {numbers_and_picture(page, test, rows, pictures.permutations, "test")}
                    {relation
                        .map(|relation| {
                            view! {
                                <h3>{words::RELATION_HEADING}</h3>
                                {numbers_and_picture(
                                    page,
                                    relation,
                                    rows,
                                    pictures.relation_permutations,
                                    "relation",
                                )}
                            }
                        })}
                </details>
                <Landscape page />
            }
        })
    };
    // Beside the verdict, because they change what it means.
    let odd_rows = move || {
        let is_shown = page.shown.with(Option::is_some) && ready() && !page.stale();
        let overview = page.overview.get().filter(|_| is_shown)?;
        warnings::list(&overview.overview.warnings)
    };
    let open_questions = move || {
        let is_shown = page.shown.with(Option::is_some) && ready() && !page.stale();
        let of = |side| {
            page.slot(side)
                .with(|slot| slot.as_ref().map_or(0, Chosen::open_questions))
        };
        let open = of(Side::Source) + of(Side::Target);
        (is_shown && open > 0).then(|| {
            // A link would take a shared result out of the address.
            let to_data = move |_| {
                page.data_open.set(true);
                browser::show("data");
            };
            view! {
                <p class="note">
                    {words::open_questions(open)} " "
                    <button type="button" class="link" on:click=to_data>{words::TO_THE_QUESTIONS}</button>
                </p>
            }
        })
    };
    view! {
        <section id="test" aria-labelledby="test-heading">
            <h2 id="test-heading"><span class="step">"2"</span>{words::TEST}</h2>
            <p class="intro">{words::TEST_INTRO}</p>
            <Margin page />
            <p class="row">
                <button
                    type="button"
                    class="primary"
                    disabled=move || !ready() || page.busy() || hindrance.with(Option::is_some)
                    on:click=move |_| page.run(Kind::Test)
                >
                    {words::RUN_TEST}
                </button>
                <span class="small quiet">
                    {move || if ready() { hindrance.get() } else { Some(words::TEST_WAITS) }}
                </span>
            </p>
            <Alert page place=Place::Test />
            <Progress page place=Place::Test />
            <Stale page text=words::STALE />
            <div class="verdict" role="status" aria-label="Verdict">{verdict}</div>
            {open_questions}
            {odd_rows}
            <Inputs page />
            {details}
        </section>
    }
}

fn verdict_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same | Verdict::Negligible => "headline calm",
        Verdict::Different => "headline apart",
        Verdict::Undecided | Verdict::TooFewRows => "headline open",
    }
}

fn relation_verdict(relation: &Result) -> impl IntoView + use<> {
    view! {
        <div class="relation">
            <h3>{words::RELATION_HEADING}</h3>
            <p class=verdict_class(relation.verdict)>{words::headline(relation.verdict)}</p>
            <p>{words::verdict(relation, &words::RELATION)}</p>
            <p class="small quiet">{words::RELATION_INTRO}</p>
        </div>
    }
}

fn numbers_and_picture(
    page: Page,
    test: Result,
    rows: [u64; 2],
    picture: Option<Histogram>,
    id: &'static str,
) -> impl IntoView {
    view! {
        {effect::figure(page, &test, id)}
        {numbers(&test)}
        <p class="small quiet">{words::rows_used(&test, rows, id == "relation")}</p>
        {absent(&test)}
        {by_column(&test)}
        {picture.map(|picture| histogram::figure(page, test, picture, id))}
    }
}

fn numbers(test: &Result) -> impl IntoView + use<> {
    let deviations = |value: f64| format!("{} SD", significant(value, 3));
    let named = |field: &str, value: String| (words::number(field).to_owned(), value);
    let statistic = test
        .statistic
        .as_ref()
        .map(|statistic| named(&statistic.name, significant(statistic.value, 4)));
    let loudest = test
        .statistic
        .as_ref()
        .and_then(|statistic| statistic.loudest_kernel.clone())
        .map(|kernel| named("loudest_kernel", kernel));
    let rows = [
        test.p_value
            .map(|p| named("p_value", probability(p).trim_start_matches("= ").to_owned())),
        test.effect_sd.map(|value| named("effect_sd", deviations(value))),
        test.effect_sd_upper
            .map(|value| named("effect_sd_upper", deviations(value))),
        test.margin_sd.map(|value| named("margin_sd", deviations(value))),
        test.smallest_detectable_sd
            .map(|value| named("smallest_detectable_sd", deviations(value))),
        statistic,
        loudest,
        test.mmd2_unbiased
            .map(|value| named("mmd2_unbiased", significant(value, 4))),
        test.mmd2_biased
            .map(|value| named("mmd2_biased", significant(value, 4))),
        test.bandwidth.map(|value| named("bandwidth", deviations(value))),
        Some((
            "Rows used".to_owned(),
            format!("{} + {}", count(test.rows_used[0]), count(test.rows_used[1])),
        )),
        Some(("Permutations".to_owned(), count(u64::from(test.permutations)))),
        Some((
            "How they were drawn".to_owned(),
            words::regime(test.regime).to_owned(),
        )),
    ];
    view! {
        <dl class="numbers">
            {rows
                .into_iter()
                .flatten()
                .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
                .collect_view()}
        </dl>
    }
}

/// The numbers that are not there, folded: they must not outweigh those that are.
fn absent(test: &Result) -> impl IntoView + use<> {
    (!test.absent.is_empty()).then(|| {
        let reasons = test.absent.iter().map(|absent| {
            view! { <li>{format!("{}: {}", words::number(&absent.field), absent.reason)}</li> }
        });
        view! {
            <details class="small quiet">
                <summary>{words::ABSENT}</summary>
                <ul>{reasons.collect_view()}</ul>
            </details>
        }
    })
}

fn by_column(test: &Result) -> impl IntoView + use<> {
    let columns = test.by_column.clone().filter(|columns| !columns.is_empty())?;
    Some(view! {
        <details open>
            <summary>"Column by column"</summary>
            <p class="small">{words::columns_finding(test)}</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Column by column">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Column"</th>
                            <th scope="col" class="number">"p, adjusted"</th>
                            <th scope="col" class="number">"Effect"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {columns
                            .into_iter()
                            .take(MOST_LISTED)
                            .map(|column| {
                                let effect = words::column_effect(&column);
                                view! {
                                    <tr>
                                        <th scope="row">{column.name}</th>
                                        <td class="number">
                                            {probability(column.p_adjusted).trim_start_matches("= ").to_owned()}
                                        </td>
                                        <td class="number">{effect}</td>
                                    </tr>
                                }
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
        </details>
    })
}
