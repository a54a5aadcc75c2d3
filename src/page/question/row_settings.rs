//! What the user knows of the order of rows: how far they depend on each other, and which column tells series apart.

use leptos::prelude::*;

use super::test_field::field;
use super::test_setting::TestSetting;
use super::words::test as words;
use crate::page::form::{Entry, List, at, position};
use crate::page::work::Page;
use crate::report::{RowDependence, SeriesBy};
use crate::words::settings::series;

/// The rows of a run until the user says how many: a day of hours.
const FIRST_RUN: u64 = 24;

/// What can be chosen of how rows depend on each other; how long runs are is a field of its own.
const CHOICES: [RowDependence; 3] = [
    RowDependence::Found,
    RowDependence::Independent,
    RowDependence::Runs(FIRST_RUN),
];

/// The choices about the order of rows.
#[component]
pub(super) fn RowSettings(page: Page) -> impl IntoView {
    let question = page.question;
    let are_runs = Memo::new(move |_| matches!(question.dependence.get(), RowDependence::Runs(_)));
    let are_dependent = Memo::new(move |_| question.dependence.get() != RowDependence::Independent);
    let choices = Signal::derive(move || {
        let choices = CHOICES.iter().enumerate();
        let entry =
            |(at, choice): (usize, &RowDependence)| (at.to_string(), words::dependence(*choice).to_owned());
        choices.map(entry).collect::<Vec<Entry>>()
    });
    let now = Signal::derive(move || {
        let shown = match question.dependence.get() {
            RowDependence::Runs(_) => RowDependence::Runs(FIRST_RUN),
            dependence => dependence,
        };
        position(&CHOICES, Some(shown))
    });
    let depend = move |chosen: String| {
        if let Some(dependence) = at(&CHOICES, &chosen) {
            question.dependence.set(dependence);
            page.work.clear_notices();
        }
    };
    view! {
        <div class="margin">
            <label for="dependence">{words::DEPENDENCE}</label>
            <List
                id="dependence"
                described_by="dependence-help"
                work=page.work
                entries=choices
                now
                choose=Callback::new(depend)
            />
            <p id="dependence-help" class="small quiet">{words::DEPENDENCE_HELP}</p>
        </div>
        {move || are_runs.get().then(|| field(question, page.work, TestSetting::Run))}
        {move || are_dependent.get().then(|| view! { <Series page /> })}
    }
}

/// The choice of the column that tells series apart.
#[component]
fn Series(page: Page) -> impl IntoView {
    let question = page.question;
    let all = Memo::new(move |_| {
        let columns = page.data.series_columns().into_iter().map(SeriesBy::Column);
        [SeriesBy::Found, SeriesBy::Nothing]
            .into_iter()
            .chain(columns)
            .collect::<Vec<SeriesBy>>()
    });
    let entries = Signal::derive(move || {
        let all = all.get().into_iter().enumerate();
        all.map(|(at, choice)| (at.to_string(), series(&choice)))
            .collect::<Vec<Entry>>()
    });
    let now = Signal::derive(move || {
        let chosen = page.data.series(question.series.get());
        all.with(|all| position(all, Some(chosen)))
    });
    let choose = move |chosen: String| {
        if let Some(series) = all.with_untracked(|all| at(all, &chosen)) {
            question.series.set(series);
            page.work.clear_notices();
        }
    };
    view! {
        <div class="margin">
            <label for="series">{words::SERIES}</label>
            <List
                id="series"
                described_by="series-help"
                work=page.work
                entries
                now
                choose=Callback::new(choose)
            />
            <p id="series-help" class="small quiet">{words::SERIES_HELP}</p>
        </div>
    }
}
