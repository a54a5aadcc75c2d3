//! The settings of the test: the margin, the level, the seed of all random choices, and what is known of the order of rows.

use leptos::prelude::*;

use super::row_settings::RowSettings;
use super::test_field::field;
use super::test_setting::TestSetting;
use super::words::test as words;
use crate::page::work::Page;

/// The settings of the test, folded.
#[component]
pub(crate) fn TestSettings(page: Page) -> impl IntoView {
    let (question, work) = (page.question, page.work);
    view! {
        <details class="settings test-settings">
            <summary>{words::HEADING}</summary>
            <p class="small quiet">{words::INTRO}</p>
            {TestSetting::ALL.map(|setting| field(question, work, setting)).collect_view()}
            <RowSettings page />
        </details>
    }
}
