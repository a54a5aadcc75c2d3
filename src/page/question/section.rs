//! The second section: what is asked of the two tables.

use leptos::prelude::*;

use super::margin::Margin;
use super::network_form::NetworkForm;
use super::training_settings::TrainingSettings;
use super::words;
use crate::language::Phrase;
use crate::page::form::Press;
use crate::page::work::{Alert, Computation, Page, Place, Progress};
use crate::report::Verdict;

/// The question section: the test, the comparison of networks, and their settings. A shared result has asked already.
#[component]
pub(crate) fn QuestionSection(page: Page) -> impl IntoView {
    let asked = Memo::new(move |_| {
        let is_shared = page.answer.is_from_link();
        is_shared && !page.data.both_read() && !page.question.network_open.get()
    });
    view! {
        <section id="question" aria-labelledby="question-heading" hidden=move || asked.get()>
            <h2 id="question-heading"><span class="step">"2"</span>{words::QUESTION}</h2>
            <div class="asked">
                <Alike page />
                <Reusable page />
            </div>
            <Alert work=page.work place=Place::Test />
            <Alert work=page.work place=Place::Reuse />
            <div class="running">
                <Progress page place=Place::Test />
                <Progress page place=Place::Reuse />
            </div>
            <NetworkForm page />
            <TrainingSettings question=page.question work=page.work />
        </section>
    }
}

/// Whether the domains are alike: the test.
#[component]
fn Alike(page: Page) -> impl IntoView {
    let hindrance = Memo::new(move |_| {
        if page.data.both_read() {
            page.data.hindrance().as_ref().map(words::hindrance)
        } else {
            Some(words::TEST_WAITS.say())
        }
    });
    view! {
        <div>
            <h3>{words::TEST}</h3>
            <p class="small quiet">{words::TEST_INTRO}</p>
            <Margin question=page.question work=page.work />
            {start(page, words::RUN_TEST, Computation::Test, hindrance)}
        </div>
    }
}

/// The button that starts a computation, with what hinders it.
fn start(
    page: Page,
    text: Phrase,
    computation: Computation,
    hindrance: Memo<Option<&'static str>>,
) -> impl IntoView {
    let hindered = Signal::derive(move || hindrance.with(Option::is_some));
    view! {
        <p class="row">
            <Press work=page.work class="primary" text hindered waits_its_turn=true press=move || page.run(computation) />
            <span class="small quiet">{hindrance}</span>
        </p>
    }
}

/// Whether the network can be reused: the comparison, or adapting where the target has no labels.
#[component]
fn Reusable(page: Page) -> impl IntoView {
    let hindrance = Memo::new(move |_| {
        if !page.data.both_read() {
            Some(words::REUSE_NEEDS_TABLES.say())
        } else if let Some(hindrance) = page.data.hindrance() {
            Some(words::hindrance(&hindrance))
        } else if page.question.network_needs_mapping() {
            Some(words::NETWORK_UNMAPPED.say())
        } else if page.question.network_is_unfit() {
            Some(words::NETWORK_UNFIT.say())
        } else if page.data.label().is_some_and(|label| label.in_both) {
            None
        } else {
            Some(words::REUSE_NEEDS_LABEL.say())
        }
    });
    let warning = Memo::new(move |_| {
        page.answer.shown.with(|shown| {
            let report = &shown.as_ref()?.outcome.report;
            let is_open = !report.has_networks() && report.test.verdict == Verdict::Different;
            is_open.then_some(words::REUSE_WARNING.say())
        })
    });
    view! {
        <div>
            <h3>{words::REUSE}</h3>
            <p class="small quiet">{words::REUSE_INTRO}</p>
            <p class="small">{warning}</p>
            {start(page, words::FINE_TUNE, Computation::Compare, hindrance)}
            <Adapt page />
        </div>
    }
}

/// What can be done where only the source has the label: the target counts as unlabelled.
#[component]
fn Adapt(page: Page) -> impl IntoView {
    let unlabelled = Memo::new(move |_| {
        page.data.both_read()
            && page.data.label().is_some_and(|label| !label.in_both)
            && page.data.hindrance().is_none()
    });
    let hindered =
        Signal::derive(move || page.question.network_needs_mapping() || page.question.network_is_unfit());
    move || {
        unlabelled.get().then(|| {
            view! {
                <div class="row">
                    <Press work=page.work text=words::ADAPT hindered press=move || page.run(Computation::Adapt) />
                    <p class="small quiet">{words::ADAPT_HELP}</p>
                </div>
            }
        })
    }
}
