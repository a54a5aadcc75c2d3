//! The page without a network, and a new version of it.

use anyhow::{Context as _, Result, ensure};
use end_to_end::steps::{READING, SAMPLE, TESTING, both_read, verdict};
use end_to_end::{Page, Role, Site, copy_site, given, visit};

/// The file by which a browser asks for a new version.
const SERVICE_WORKER: &str = "service-worker.js";

/// Waits until the whole page is kept for later.
async fn kept(page: &Page) -> Result<()> {
    page.wait("the page is kept", READING, async || {
        Ok(page
            .execute("return !!navigator.serviceWorker.controller")
            .await?
            == true)
    })
    .await
}

#[tokio::test]
async fn without_a_network_the_page_does_its_job() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let dist = folder.path().join("site");
    copy_site(&given("KINDRED_DIST")?, &dist)?;
    let site = Site::of_folder(&dist).await?;
    visit(&site.url(), async |page| {
        page.find(Role::Button, SAMPLE).await?;
        kept(page).await?;
        // All is gone but the service worker itself, which the browser asks for at each visit.
        for entry in std::fs::read_dir(&dist)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                std::fs::remove_dir_all(entry.path())?;
            } else if entry.file_name() != SERVICE_WORKER {
                std::fs::remove_file(entry.path())?;
            }
        }
        page.open(&format!("{}?again", site.url())).await?;
        page.press(SAMPLE).await?;
        both_read(page).await?;
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_new_version_asks_before_it_takes_over() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let dist = folder.path().join("site");
    copy_site(&given("KINDRED_DIST")?, &dist)?;
    let site = Site::of_folder(&dist).await?;
    visit(&site.url(), async |page| {
        page.find(Role::Button, SAMPLE).await?;
        kept(page).await?;
        let html = std::fs::read_to_string(dist.join("index.html"))?;
        std::fs::write(
            dist.join("index.html"),
            html.replace("<h1>Kindred", "<h1>New Kindred"),
        )?;
        let script = std::fs::read_to_string(dist.join(SERVICE_WORKER))?;
        let (before, after) = script
            .split_once("VERSION = '")
            .context("the service worker names no version")?;
        std::fs::write(
            dist.join(SERVICE_WORKER),
            format!("{before}VERSION = 'new{after}"),
        )?;
        page.open(&format!("{}?again", site.url())).await?;
        page.find(Role::Button, "Later").await?;
        ensure!(!heading(page).await?.contains("New"), "it took over unasked");
        page.press(SAMPLE).await?;
        both_read(page).await?;
        page.press("Run the test").await?;
        let said = verdict(page, TESTING).await?;
        page.press("Use it now").await?;
        page.wait("the new version is there", READING, async || {
            Ok(heading(page).await.is_ok_and(|heading| heading.contains("New")))
        })
        .await?;
        let kept = verdict(page, READING).await?;
        ensure!(kept == said, "before: {said}\nafter: {kept}");
        Ok(())
    })
    .await
}

async fn heading(page: &Page) -> Result<String> {
    let heading = page
        .execute("return document.querySelector('h1').textContent")
        .await?;
    Ok(heading.as_str().unwrap_or_default().to_owned())
}
