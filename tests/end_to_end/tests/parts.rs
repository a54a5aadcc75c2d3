//! The two parts in which the page comes: the first is small and enough to choose files, the second follows.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use end_to_end::steps::{SAMPLE, TESTING, both_read, verdict};
use end_to_end::{Fault, Page, Site, given, visit};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

/// How much of script and module may load before files can be chosen, packed with gzip.
const FIRST_BYTES: usize = 150_000;

/// Bytes a second of a slow line: the first part is there in two seconds, the second in ten.
const SLOW_LINE: u32 = 150_000;

const SOON: Duration = Duration::from_secs(10);

/// The files of the built page with this beginning and this ending.
fn files(site: &Path, beginning: &str, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(site)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(beginning) && name.ends_with(ending) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// The module of the second part.
fn rest(site: &Path) -> Result<PathBuf> {
    let found = files(site, "page-", "split_rest.wasm")?;
    let [rest] = &found[..] else {
        anyhow::bail!("not one second part, but {found:?}");
    };
    Ok(rest.clone())
}

async fn limit_line(page: &Page, bytes_a_second: i64) -> Result<()> {
    page.devtools("Network.enable", json!({})).await?;
    page.devtools("Network.setCacheDisabled", json!({ "cacheDisabled": true }))
        .await?;
    // Else it would give what it has kept from the first visit.
    page.devtools("Network.setBypassServiceWorker", json!({ "bypass": true }))
        .await?;
    let conditions = json!({
        "offline": false,
        "latency": 0,
        "downloadThroughput": bytes_a_second,
        "uploadThroughput": -1,
    });
    page.devtools("Network.emulateNetworkConditions", conditions)
        .await?;
    Ok(())
}

#[test]
fn what_loads_first_is_small() -> Result<()> {
    let site = given("KINDRED_DIST")?;
    let scripts = files(&site, "page-", ".js")?;
    let modules = files(&site, "page-", "_bg.wasm")?;
    // The page's own script, and the one that can fetch the second part.
    assert_eq!((scripts.len(), modules.len()), (2, 1), "{scripts:?} {modules:?}");
    let mut total = 0;
    for file in scripts.iter().chain(&modules) {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&fs::read(file)?)?;
        total += encoder.finish()?.len();
    }
    assert!(total < FIRST_BYTES, "{total} bytes of {FIRST_BYTES}");
    Ok(())
}

#[tokio::test]
async fn what_is_chosen_early_waits_for_the_second_part() -> Result<()> {
    let site = Site::of_dist().await?;
    visit(&site.url(), async |page| {
        limit_line(page, SLOW_LINE.into()).await?;
        page.open(&format!("{}?slow", site.url())).await?;
        page.press(SAMPLE).await?;
        page.wait_for_text(&["still loading"], SOON).await?;
        limit_line(page, -1).await?;
        both_read(page).await?;
        ensure!(!page.text().await?.contains("still loading"));
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_second_part_that_cannot_be_had_is_told_and_tried_again() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let dist = folder.path().join("site");
    end_to_end::copy_site(&given("KINDRED_DIST")?, &dist)?;
    let site = Site::of_folder(&dist).await?;
    let (missing, aside) = (rest(&dist)?, folder.path().join("aside"));
    fs::rename(&missing, &aside)?;
    visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        page.wait_for_text(&["could not be loaded", "Try again", "Reload"], SOON)
            .await?;
        // The browser complains of the file, as it should; that is what this test brought about.
        let complaints = page.console().await?;
        let complaints = complaints.as_array().context("the console log is no list")?;
        ensure!(
            complaints
                .iter()
                .any(|entry| entry.to_string().contains("split_rest.wasm")),
            "{complaints:?}"
        );
        fs::rename(&aside, &missing)?;
        page.press("Try again").await?;
        // What was chosen is still known.
        both_read(page).await?;
        ensure!(!page.text().await?.contains("could not be loaded"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_second_part_needs_no_type_from_the_host() -> Result<()> {
    let site = Site::of_dist().await?;
    site.set_fault(Some(Fault::Untyped("split_rest.wasm")));
    visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        both_read(page).await
    })
    .await
}

#[tokio::test]
async fn whoever_waits_for_a_result_is_told() -> Result<()> {
    let site = Site::of_dist().await?;
    visit(&site.url(), async |page| {
        limit_line(page, SLOW_LINE.into()).await?;
        for address in ["?slow#v1.result", "?slow&embed#v1.result"] {
            page.open(&format!("{}{address}", site.url())).await?;
            page.wait_for_text(&["The result is loading"], SOON).await?;
        }
        limit_line(page, -1).await?;
        page.wait("the wait ends", SOON, async || {
            Ok(!page.text().await?.contains("is loading"))
        })
        .await
    })
    .await
}
