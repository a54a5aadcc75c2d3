//! What is only noticed by whoever uses the page: progress, focus, the way back.

use anyhow::{Context as _, Result, ensure};
use end_to_end::steps::{
    READING, SAMPLE, TESTING, both_read, cancelled, compared, link, unfold_data, verdict,
};
use end_to_end::{Page, Role, Site, visit};
use serde_json::Value;

/// Writes down from now on what the bar says, and what is said of the time.
const WATCH: &str = "window.said = [];
    setInterval(() => {
        const bar = document.querySelector('progress');
        if (bar) said.push([bar.hasAttribute('value') ? bar.value : -1, bar.closest('.progress').querySelector('.left').innerText]);
    }, 10)";

#[tokio::test]
async fn progress_never_runs_backwards_and_promises_what_was_measured() -> Result<()> {
    let site = Site::of_dist().await?;
    visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        // The test that runs by itself has a bar of its own.
        verdict(page, TESTING).await?;
        page.execute(WATCH).await?;
        page.press("Fine-tune").await?;
        compared(page).await?;
        let said = page.execute("return said").await?;
        let said = said.as_array().context("nothing was said")?;
        let shares: Vec<f64> = said.iter().filter_map(|one| one[0].as_f64()).collect();
        ensure!(shares.is_sorted(), "{shares:?}");
        ensure!(
            shares.first() < Some(&0.0) && shares.last() > Some(&0.5),
            "from {:?} to {:?}",
            shares.first(),
            shares.last()
        );
        let texts: Vec<&str> = said.iter().filter_map(|one| one[1].as_str()).collect();
        let first = |word: &str| texts.iter().position(|text| text.contains(word));
        let (measured, promised) = (first("Measuring"), first("left"));
        ensure!(
            measured.is_some() && promised.is_some() && measured < promised,
            "{texts:?}"
        );
        Ok(())
    })
    .await
}

/// Waits until something of this name has the focus.
async fn has_focus(page: &Page, name: &str) -> Result<()> {
    let has = page.wait(name, READING, async || Ok(page.focused().await? == name));
    if has.await.is_err() {
        anyhow::bail!(
            "the focus is on \"{}\" and not on \"{name}\"",
            page.focused().await?
        );
    }
    Ok(())
}

#[tokio::test]
async fn the_focus_stays_on_what_was_pressed() -> Result<()> {
    let site = Site::of_dist().await?;
    visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        verdict(page, TESTING).await?;
        // The section that was pressed in has folded.
        has_focus(page, "3 Answer").await?;
        unfold_data(page).await?;
        page.press("Columns").await?;
        // The table of columns changes.
        let column = "Use temperature_mean_f as an input";
        page.execute(&format!(
            "const box = document.querySelector('[aria-label=\"{column}\"]'); box.focus(); box.click()"
        ))
        .await?;
        page.wait_for_text(&["1 left out"], READING).await?;
        has_focus(page, column).await?;
        page.press("Swap").await?;
        both_read(page).await?;
        has_focus(page, "Swap").await?;
        // The file is read anew, and meanwhile nothing about it can be changed.
        page.execute("document.querySelectorAll('.how-read').forEach(one => { one.open = true; })")
            .await?;
        page.execute(
            "const list = [...document.querySelectorAll('.slot.source .how-read select')].at(-1); list.focus();
            list.selectedIndex = 1 - list.selectedIndex; list.dispatchEvent(new Event('change'))",
        )
        .await?;
        page.wait_for_text(&["Undo"], READING).await?;
        both_read(page).await?;
        let list = "return document.activeElement.closest('.slot.source .how-read')?.open === true";
        page.wait("the list has the focus", READING, async || {
            Ok(page.execute(list).await? == true)
        })
        .await?;
        page.press("Run the test").await?;
        has_focus(page, "Run the test").await?;
        verdict(page, TESTING).await?;
        has_focus(page, "Run the test").await?;
        // What stops the work goes with it.
        page.press("Fine-tune").await?;
        page.press("Cancel").await?;
        cancelled(page).await?;
        has_focus(page, "Fine-tune").await
    })
    .await
}

/// What the page shows, without its head, which tells when all is kept for later.
const MAIN: &str = "return document.querySelector('main').innerText";

#[tokio::test]
async fn the_way_back_from_a_link_leads_to_the_empty_page() -> Result<()> {
    let site = Site::of_dist().await?;
    let link = visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        link(page).await
    })
    .await?;
    let (_, fragment) = link.split_once('#').context("the link has no fragment")?;
    visit(&site.url(), async |page| {
        page.find(Role::Button, SAMPLE).await?;
        let empty = page.execute(MAIN).await?;
        page.execute(&format!("location.hash = '{fragment}'")).await?;
        verdict(page, READING).await?;
        page.execute("history.back()").await?;
        page.wait("the page is as it was", READING, async || {
            Ok(page.execute(MAIN).await? == empty)
        })
        .await?;
        page.execute("history.forward()").await?;
        verdict(page, READING).await?;
        // A link that cannot be opened leaves nothing behind, either.
        page.execute("location.hash = 'v9.broken'").await?;
        page.wait("the page says what is wrong", READING, async || {
            Ok(page
                .execute("return document.querySelector('[role=alert]:not([hidden])')")
                .await?
                != Value::Null)
        })
        .await?;
        page.execute("history.go(-2)").await?;
        page.wait("the page is as it was", READING, async || {
            Ok(page.execute(MAIN).await? == empty)
        })
        .await
    })
    .await
}

#[tokio::test]
async fn rows_that_the_user_calls_independent_change_sides_one_by_one() -> Result<()> {
    let site = Site::of_dist().await?;
    visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        verdict(page, TESTING).await?;
        page.press("Method").await?;
        page.wait_for_text(&["rows change sides"], READING).await?;
        page.execute("document.querySelector('.test-settings').open = true")
            .await?;
        let choice = page.find(Role::Choice, "Rows depend on each other").await?;
        choice.select_by_label("independent").await?;
        page.press("Run the test").await?;
        page.wait_for_text(&["taken for independent"], TESTING).await?;
        ensure!(!page.text().await?.contains("rows change sides"));
        Ok(())
    })
    .await
}
