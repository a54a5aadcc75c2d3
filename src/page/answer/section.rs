//! The third section: the answer, the pictures, the details.

use leptos::prelude::*;

use super::inputs::Inputs;
use super::kept_networks::{KeptNetworks, OfAdvised, ToLabel};
use super::stale::change;
use super::state::AnswerState;
use super::tab::Tab;
use super::tabs::{Panel, TabList};
use super::words;
use crate::page::browser;
use crate::page::data::DataState;
use crate::page::form::Press;
use crate::page::later::later;
use crate::page::question::QuestionState;
use crate::page::work::{Page, Place, Progress, WorkState};
use crate::report::{Landscape, Outcome};
use crate::show;

/// The answer section: the card, and below it its parts as tabs. It is there from the start, so that the answer moves nothing.
///
/// `acts` are the next step and what carries the answer away, beside the buttons for the advised network; `again` says of what
/// the answer is out of date; `columns` and `share` are what those tabs show.
#[component]
pub(crate) fn AnswerSection(
    page: Page,
    again: AnyView,
    acts: AnyView,
    columns: AnyView,
    share: AnyView,
) -> impl IntoView {
    let outcome = Memo::new(move |_| page.answer.shown.get().map(|shown| shown.outcome));
    let is_empty = Memo::new(move |_| outcome.with(Option::is_none));
    let is_stale = Memo::new(move |_| change(page.data, page.question, page.answer).is_some());
    // What learns stands below the three lines, in the place of what belongs to the answer before: it would push that down.
    let learns = Memo::new(move |_| {
        let has_curves = page.answer.curves.with(|curves| !curves.is_empty());
        page.answer.so_far.with(Option::is_some) || page.work.is_busy() && has_curves
    });
    // While the first test runs they are not there: its answer would push them down.
    let has_parts = Memo::new(move |_| {
        let waits = page.data.both_read() || page.question.network_name().is_some();
        !is_empty.get() || waits && !page.work.is_busy()
    });
    let made = move |make: fn(&Outcome) -> String| {
        move || outcome.with(|outcome| outcome.as_ref().map(make).unwrap_or_default())
    };
    // What somebody unfolded stays so while networks learn.
    let weak =
        Memo::new(move |_| outcome.with(|outcome| outcome.as_ref().map(show::weak).unwrap_or_default()));
    // Why there is none stands here, too: on a laptop its place under Data is out of sight.
    let waits = move || {
        let hindrance = page.data.hindrance().filter(|_| page.data.both_read());
        hindrance
            .as_ref()
            .map_or_else(|| words::ANSWER_WAITS.into(), words::hindrance)
    };
    let saved = move || {
        let name = page.work.saved.get().filter(|_| !page.work.is_busy())?;
        Some(words::saved(&name))
    };
    let tab = page.answer.tab;
    view! {
        <section id="answer" aria-labelledby="answer-heading" class:waiting=move || is_empty.get()>
            <div class="heading">
                <h2 id="answer-heading" tabindex="-1"><span class="step">"3"</span>{words::ANSWER}</h2>
                <Progress page places=&[Place::Test, Place::Reuse] />
                // Where the progress of writing the file stood.
                <p class="small quiet saved" role="status">{saved}</p>
            </div>
            <p class="quiet" hidden=move || !is_empty.get()>{waits}</p>
            {again}
            <div class="card" class:empty=move || is_empty.get() class:stale=move || is_stale.get()>
                <div class="verdict" role="status" aria-label=words::VERDICT inner_html=made(show::verdict)></div>
                <div class="row acts" hidden=move || is_empty.get()>
                    <OfAdvised page />
                    <ToLabel page />
                    {acts}
                </div>
                <div class="beside" inner_html=made(show::beside)></div>
            </div>
            <p class="advice-line" aria-hidden="true">{made(show::advice)}</p>
            <OpenQuestions data=page.data question=page.question answer=page.answer />
            <div hidden=move || weak.with(String::is_empty) inner_html=move || weak.get()></div>
            <Learning answer=page.answer work=page.work />
            <div hidden=move || !has_parts.get() || learns.get()>
                <TabList now=tab />
                <Parts page outcome columns share />
            </div>
        </section>
    }
}

/// What the tabs show.
#[component]
fn Parts(page: Page, outcome: Memo<Option<Outcome>>, columns: AnyView, share: AnyView) -> impl IntoView {
    // The answer comes first, and each part in a task of its own.
    let for_domains: ReadSignal<Option<Outcome>> = later(outcome.into());
    let found: ReadSignal<Option<Landscape>> = later(page.answer.landscape.into());
    let for_networks: ReadSignal<Option<Outcome>> = later(for_domains.into());
    let for_details: ReadSignal<Option<Outcome>> = later(for_networks.into());
    let made = move |outcome: ReadSignal<Option<Outcome>>, make: fn(&Outcome) -> String| {
        move || outcome.with(|outcome| outcome.as_ref().map(make).unwrap_or_default())
    };
    let networks = Memo::new(move |_| {
        for_networks.with(|outcome| outcome.as_ref().map(show::networks).unwrap_or_default())
    });
    let explaining = move || {
        networks
            .with(|networks| networks.explaining.clone())
            .map(|(summary, content)| {
                view! {
                    <details class="fold">
                        <summary>{summary}</summary>
                        <div class="parts" inner_html=content></div>
                        <Freeze question=page.question answer=page.answer work=page.work />
                    </details>
                }
            })
    };
    let landscape = move || found.with(|found| found.as_ref().map(show::landscape).unwrap_or_default());
    let is_empty = Memo::new(move |_| outcome.with(Option::is_none));
    let has_no_rows = Memo::new(move |_| found.with(Option::is_none));
    let has_networks = Memo::new(move |_| {
        outcome.with(|outcome| {
            outcome
                .as_ref()
                .is_some_and(|outcome| outcome.report.has_networks())
        })
    });
    // No link carries where networks err.
    let lacks_errors = Memo::new(move |_| {
        page.answer.shown.with(|shown| {
            shown.as_ref().is_some_and(|shown| {
                let Outcome { report, pictures, .. } = &shown.outcome;
                let is_read = shown.from_link && shown.repeats.is_none();
                is_read && report.comparison.is_some() && pictures.errors.is_none()
            })
        })
    });
    let tab = page.answer.tab;
    let waits = move || {
        is_empty
            .get()
            .then(|| view! { <p class="quiet">{words::PART_WAITS}</p> })
    };
    view! {
        <Panel now=tab tab=Tab::Tables>
            {waits}
            <div class="parts" inner_html=made(for_domains, show::on_tables)></div>
            <div class="parts" inner_html=made(for_domains, show::effect)></div>
        </Panel>
        <Panel now=tab tab=Tab::Networks>
            <p class="quiet" hidden=move || has_networks.get()>{words::NETWORKS_WAIT}</p>
            <div class="parts" inner_html=made(for_networks, show::on_networks)></div>
            <div class="parts" inner_html=move || networks.with(|networks| networks.before.clone())></div>
            <p class="small quiet" hidden=move || !lacks_errors.get()>{words::ERRORS_NOT_IN_LINK}</p>
            {explaining}
            <div class="parts" inner_html=move || networks.with(|networks| networks.after.clone())></div>
            // An opened network predicts before there is any result.
            <KeptNetworks page />
        </Panel>
        <Panel now=tab tab=Tab::Columns>
            {columns}
            <div class="parts" inner_html=made(for_networks, show::moved_columns)></div>
            <Inputs answer=page.answer />
        </Panel>
        <Panel now=tab tab=Tab::Rows>
            <p class="quiet" hidden=move || !has_no_rows.get()>{words::ROWS_WAIT}</p>
            <div inner_html=landscape></div>
        </Panel>
        <Panel now=tab tab=Tab::Method>
            {waits}
            <div class="parts" inner_html=made(for_details, |outcome| show::details(outcome, true).into_string())></div>
        </Panel>
        <Panel now=tab tab=Tab::Share>{share}</Panel>
    }
}

/// While networks learn: their losses, and what the finished repeats say.
#[component]
fn Learning(answer: AnswerState, work: WorkState) -> impl IntoView {
    let curves = move || {
        let learning = work.is_busy() && answer.curves.with(|curves| !curves.is_empty());
        let drawn = || {
            answer
                .curves
                .with(|curves| show::curves::live(curves, words::CURVES_LIVE.say()))
        };
        if learning { drawn() } else { String::new() }
    };
    let so_far = move || {
        answer.so_far.with(|outcome| {
            let comparison = outcome
                .as_ref()
                .and_then(|outcome| outcome.report.comparison.as_ref());
            comparison.map(show::so_far).unwrap_or_default()
        })
    };
    view! {
        // The curves come first and stay where they are.
        <div class="parts" inner_html=curves></div>
        <div class="parts" inner_html=so_far></div>
    }
}

/// That the result rests on questions about the files which nobody has answered.
#[component]
fn OpenQuestions(data: DataState, question: QuestionState, answer: AnswerState) -> impl IntoView {
    move || {
        let is_shown = answer.shown.with(Option::is_some)
            && data.both_read()
            && change(data, question, answer).is_none();
        let open = data.open_questions();
        (is_shown && open > 0).then(|| {
            // A link would take a shared result out of the address.
            let to_data = move |_| {
                data.is_open.set(true);
                browser::show("data");
            };
            view! {
                <p class="note">
                    {words::open_questions(open)} " "
                    <button type="button" class="link" on:click=to_data>{words::TO_THE_QUESTIONS}</button>
                </p>
            }
        })
    }
}

/// The button that takes the suggestion how deep to freeze, and whether it is taken.
#[component]
fn Freeze(question: QuestionState, answer: AnswerState, work: WorkState) -> impl IntoView {
    let is_embedded = browser::is_embedded();
    let suggested = Memo::new(move |_| {
        // Within another page there is no next run.
        if is_embedded {
            return None;
        }
        answer
            .shown
            .with(|shown| show::frozen_next(&shown.as_ref()?.outcome).filter(|layers| *layers > 0))
    });
    move || {
        suggested.get().map(|suggested| {
            let taken = Memo::new(move |_| question.training.with(|training| training.frozen_layers == suggested));
            let take = move || {
                question.training
                    .update(|training| training.frozen_layers = suggested);
                work.clear_notices();
            };
            view! {
                <p class="row">
                    <Press work text=words::freeze(suggested) hindered=Signal::from(taken) press=take />
                    <span class="small quiet" role="status">{move || taken.get().then(|| words::frozen(suggested))}</span>
                </p>
            }
        })
    }
}
