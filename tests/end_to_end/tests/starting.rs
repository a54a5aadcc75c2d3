//! A page that does not start says so, in both languages, and what it advises helps.

use std::fs;
use std::io::Write as _;
use std::time::Duration;

use anyhow::{Result, ensure};
use end_to_end::steps::{SAMPLE, both_read};
use end_to_end::{Deployment, Fault, Page, Role, given, visit};

const SOON: Duration = Duration::from_secs(20);

/// Waits until the page says that it has not started.
async fn unstarted(page: &Page) -> Result<()> {
    page.wait_for_text(&["This page has not started"], SOON).await?;
    let text = page.text().await?;
    ensure!(
        text.contains("本页尚未启动") && text.contains("重新加载"),
        "{text}"
    );
    Ok(())
}

/// Visits the page with one of its files damaged or gone, and again when the file is there.
async fn told(ending: &str, damage: impl Fn(&mut Vec<u8>)) -> Result<()> {
    let deployment = Deployment::of_dist().await?;
    let module = deployment.file("page-", "_bg.wasm")?;
    let name = module.file_name().unwrap_or_default().to_string_lossy();
    let file = deployment.path().join(name.replace("_bg.wasm", ending));
    let right = fs::read(&file)?;
    let mut wrong = right.clone();
    damage(&mut wrong);
    if wrong.is_empty() {
        fs::remove_file(&file)?;
    } else {
        fs::write(&file, wrong)?;
    }
    visit(&deployment.site.url(), async |page| {
        unstarted(page).await?;
        fs::write(&file, &right)?;
        page.press("Reload 重新加载").await?;
        page.find(Role::Button, SAMPLE).await?;
        ensure!(!page.text().await?.contains("has not started"));
        page.console().await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_script_that_is_missing_is_told() -> Result<()> {
    told(".js", Vec::clear).await
}

#[tokio::test]
async fn a_script_that_is_damaged_is_told() -> Result<()> {
    // It would run as before.
    told(".js", |script| script.extend(b"\n// added on the way\n")).await
}

#[tokio::test]
async fn a_module_that_is_damaged_is_told() -> Result<()> {
    told("_bg.wasm", |module| {
        let middle = module.len() / 2;
        module[middle] ^= 1;
    })
    .await
}

#[tokio::test]
async fn what_is_dropped_before_the_page_has_started_waits_for_it() -> Result<()> {
    let deployment = Deployment::of_dist().await?;
    deployment.site.set_fault(Some(Fault::Held("_bg.wasm")));
    let samples = given("KINDRED_SAMPLES")?;
    let [source, target] = ["cars-us.csv", "cars-europe-japan.csv"].map(|name| samples.join(name));
    visit(&deployment.site.url(), async |page| {
        page.drop_files(&[&source, &target]).await?;
        unstarted(page).await?;
        deployment.site.set_fault(None);
        both_read(page).await
    })
    .await
}

#[tokio::test]
async fn a_module_that_does_not_come_is_told_until_it_comes() -> Result<()> {
    let deployment = Deployment::of_dist().await?;
    deployment.site.set_fault(Some(Fault::Held("_bg.wasm")));
    visit(&deployment.site.url(), async |page| {
        unstarted(page).await?;
        deployment.site.set_fault(None);
        page.find(Role::Button, SAMPLE).await?;
        ensure!(!page.text().await?.contains("has not started"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_kept_version_that_does_not_start_is_left_behind() -> Result<()> {
    // It gives no script, and waits for nobody.
    const BROKEN: &str = "
        self.addEventListener('install', () => self.skipWaiting());
        self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
        self.addEventListener('fetch', event => {
            if (event.request.url.includes('/page-')) event.respondWith(Response.error());
        });";
    let deployment = Deployment::of_dist().await?;
    let script = deployment.path().join("service-worker.js");
    let good = fs::read(&script)?;
    let url = deployment.site.url();
    // The host has a new version, or still the one that does not start.
    for is_newer in [true, false] {
        fs::write(&script, BROKEN)?;
        visit(&url, async |page| {
            page.find(Role::Button, SAMPLE).await?;
            page.wait("the broken version is there", SOON, async || {
                Ok(page
                    .execute("return !!navigator.serviceWorker.controller")
                    .await?
                    == true)
            })
            .await?;
            page.open(&format!("{url}?again")).await?;
            unstarted(page).await?;
            if is_newer {
                fs::File::create(&script)?.write_all(&good)?;
            }
            page.press("Reload 重新加载").await?;
            page.find(Role::Button, SAMPLE).await?;
            page.console().await?;
            Ok(())
        })
        .await?;
    }
    Ok(())
}
