//! What a link carries is chosen, listed and kept; two results are set side by side.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use end_to_end::steps::{READING, SAMPLE, TESTING, TRAINING, both_read, link, verdict};
use end_to_end::{Page, Role, Site, check_accessible, given, visit};

fn sample(name: &str) -> Result<PathBuf> {
    Ok(given("KINDRED_SAMPLES")?.join(name))
}

async fn click(page: &Page, id: &str) -> Result<()> {
    page.execute(&format!("document.getElementById('{id}').click()"))
        .await?;
    Ok(())
}

/// The links of one result: all of it, without the names of columns, its settings alone.
async fn three_links(site: &Site) -> Result<[String; 3]> {
    visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        both_read(page).await?;
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        let whole = link(page).await?;
        ensure!(whole.contains("#v1."), "{whole} is no link to a result");
        page.execute("document.querySelectorAll('#share details').forEach(one => { one.open = true; })")
            .await?;
        for said in [
            "power-meter-a-2017.csv",
            "temperature_mean_f",
            "the name of the label: kwh",
            "fingerprints",
        ] {
            page.wait_for_text(&[said], READING).await?;
        }
        click(page, "link-column-names").await?;
        page.wait_for_text(&["without names: 5"], READING).await?;
        let nameless = link(page).await?;
        click(page, "link-column-names").await?;
        click(page, "link-settings").await?;
        let settings = link(page).await?;
        ensure!(
            settings.contains("#v1.") && settings.len() < whole.len(),
            "{settings} is no link to settings"
        );
        let modules = page
            .execute("return document.querySelectorAll('#share .code svg').length")
            .await?;
        ensure!(modules == 1, "a short link has no code");
        let ink = page
            .execute("return getComputedStyle(document.querySelector('#share .code svg path')).fill")
            .await?;
        ensure!(ink == "rgb(0, 0, 0)", "cameras see a code that is drawn in {ink}");
        check_accessible(page, "the choices of a link").await?;
        Ok([whole, nameless, settings])
    })
    .await
}

#[tokio::test]
async fn a_link_carries_what_was_chosen() -> Result<()> {
    let site = Site::of_dist().await?;
    let [whole, nameless, settings] = three_links(&site).await?;
    visit(&nameless, async |page| {
        verdict(page, READING).await?;
        page.wait_for_text(&["left out the column names"], READING)
            .await?;
        page.execute("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            .await?;
        for tab in ["Tables", "Networks", "Columns", "Method", "Share"] {
            page.press(tab).await?;
            let text = page.text().await?;
            ensure!(
                !text.contains("temperature") && !text.contains("kwh"),
                "a name came through: {text}"
            );
        }
        page.press("Share").await?;
        // The same numbers, whatever the columns are called.
        page.find(Role::Text, "The other link")
            .await?
            .send_keys(whole.as_str())
            .await?;
        page.wait_for_text(&["Both were made from the same two files"], READING)
            .await?;
        check_accessible(page, "side by side").await
    })
    .await?;
    let files = [
        sample("power-meter-a-2016.csv")?,
        sample("power-meter-a-2017.csv")?,
    ];
    visit(&settings, async |page| {
        page.wait_for_text(&["contains the settings of a computation"], READING)
            .await?;
        page.drop_files(&[&files[0], &files[1]]).await?;
        page.wait_for_text(&["same two files"], READING).await?;
        page.press("Compute with these settings").await?;
        let status = page.find(Role::Status, "Verdict").await?;
        page.wait("there is a verdict", TRAINING, async || {
            Ok(!status.text().await?.trim().is_empty())
        })
        .await?;
        let again = link(page).await?;
        ensure!(again.contains("#v1."), "{again} is no link to a result");
        page.execute("document.querySelectorAll('#share details').forEach(one => { one.open = true; })")
            .await?;
        // The comparison of networks is new, and the test is the same.
        page.find(Role::Text, "The other link")
            .await?
            .send_keys(whole.as_str())
            .await?;
        page.wait_for_text(&["numbers differ"], READING).await
    })
    .await
}
