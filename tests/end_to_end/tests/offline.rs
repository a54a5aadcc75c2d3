//! The page without a network, a new version of it, and files that are not what they should be.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use end_to_end::steps::{READING, SAMPLE, TESTING, both_read, verdict};
use end_to_end::{Deployment, Page, Role, visit};

/// The file by which a browser asks for a new version.
const SERVICE_WORKER: &str = "service-worker.js";

/// What a portal answers in the place of any file, with a status that says that all is well.
const PORTAL: &str = "<!doctype html><title>Accept the conditions</title>";

/// Waits until the whole page is kept for later, and it says so.
async fn kept(page: &Page) -> Result<()> {
    page.wait_for_text(&["switch your network off"], READING).await
}

/// What a script gives that waits for something.
async fn awaited(page: &Page, script: &str) -> Result<serde_json::Value> {
    let script = format!(
        "const done = arguments[arguments.length - 1];
        (async () => {{ {script} }})().then(done, error => done(String(error)));"
    );
    page.execute_async(&script).await
}

/// Asks for a new version, and gives how its installation ends.
async fn update(page: &Page) -> Result<serde_json::Value> {
    let script = "const registration = await navigator.serviceWorker.register('service-worker.js');
        const next = registration.installing ?? await new Promise(found => {
            registration.addEventListener('updatefound', () => found(registration.installing));
            registration.update().catch(() => {});
        });
        while (next.state === 'installing') {
            await new Promise(resolve => next.addEventListener('statechange', resolve, { once: true }));
        }
        return next.state;";
    awaited(page, script).await
}

/// The number of the page's caches.
async fn caches(page: &Page) -> Result<serde_json::Value> {
    awaited(page, "return (await caches.keys()).length").await
}

async fn heading(page: &Page) -> Result<String> {
    let heading = page
        .execute("return document.querySelector('h1').textContent")
        .await?;
    Ok(heading.as_str().unwrap_or_default().to_owned())
}

async fn is_new(page: &Page) -> Result<()> {
    page.wait("the new version is there", READING, async || {
        Ok(heading(page).await.is_ok_and(|heading| heading.contains("New")))
    })
    .await
}

fn bring_out_new_version(deployment: &Deployment) -> Result<()> {
    deployment.edit("index.html", "<h1>Kindred", "<h1>New Kindred")?;
    deployment.renew("new")
}

#[tokio::test]
async fn without_a_network_the_page_does_its_job() -> Result<()> {
    let deployment = Deployment::of_dist().await?;
    let url = deployment.site.url();
    visit(&url, async |page| {
        page.find(Role::Button, SAMPLE).await?;
        kept(page).await?;
        // All is gone but the service worker itself, which the browser asks for at each visit.
        for entry in fs::read_dir(deployment.path())? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            } else if entry.file_name() != SERVICE_WORKER {
                fs::remove_file(entry.path())?;
            }
        }
        page.open(&format!("{url}?again")).await?;
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
    let deployment = Deployment::of_dist().await?;
    let url = deployment.site.url();
    visit(&url, async |page| {
        page.find(Role::Button, SAMPLE).await?;
        kept(page).await?;
        bring_out_new_version(&deployment)?;
        page.open(&format!("{url}?again")).await?;
        page.find(Role::Button, "Later").await?;
        ensure!(!heading(page).await?.contains("New"), "it took over unasked");
        page.press(SAMPLE).await?;
        both_read(page).await?;
        page.press("Run the test").await?;
        let said = verdict(page, TESTING).await?;
        page.press("Use it now").await?;
        is_new(page).await?;
        let kept = verdict(page, READING).await?;
        ensure!(kept == said, "before: {said}\nafter: {kept}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_new_version_reaches_every_tab() -> Result<()> {
    let deployment = Deployment::of_dist().await?;
    let url = deployment.site.url();
    visit(&url, async |page| {
        page.find(Role::Button, SAMPLE).await?;
        kept(page).await?;
        let old = deployment.rename("worker-", ".js")?;
        bring_out_new_version(&deployment)?;
        ensure!(
            update(page).await? == "installed",
            "the new version does not wait"
        );
        // It waits already when this tab is opened.
        page.open_tab(&url).await?;
        page.press("Use it now").await?;
        is_new(page).await?;
        page.first_tab().await?;
        page.wait_for_text(&["updated in another tab"], READING).await?;
        ensure!(
            !heading(page).await?.contains("New"),
            "it was loaded anew unasked"
        );
        // The version before goes on in this tab, with files that the host has no more.
        let fetched = awaited(page, &format!("return (await fetch('{old}')).ok")).await?;
        ensure!(fetched == true, "{old} is gone: {fetched}");
        page.press(SAMPLE).await?;
        both_read(page).await?;
        page.press("Reload").await?;
        is_new(page).await
    })
    .await
}

#[tokio::test]
async fn a_wrong_answer_for_a_file_is_not_kept() -> Result<()> {
    let deployment = Deployment::of_dist().await?;
    let wrong = deployment.file("converter-", "_bg.wasm")?;
    let right = fs::read(&wrong)?;
    fs::write(&wrong, PORTAL)?;
    let url = deployment.site.url();
    visit(&url, async |page| {
        page.find(Role::Button, SAMPLE).await?;
        let state = update(page).await?;
        ensure!(state == "redundant", "the service worker is {state}");
        // The page itself may be trying, too.
        page.wait("nothing is kept", READING, async || Ok(caches(page).await? == 0))
            .await?;
        ensure!(!page.text().await?.contains("switch your network off"));
        fs::write(&wrong, &right)?;
        page.open(&format!("{url}?again")).await?;
        kept(page).await?;
        page.console().await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn half_a_deployment_leaves_the_version_before() -> Result<()> {
    let deployment = Deployment::of_dist().await?;
    let url = deployment.site.url();
    visit(&url, async |page| {
        page.find(Role::Button, SAMPLE).await?;
        kept(page).await?;
        // The list is new, the document has not come yet.
        let old = fs::read(deployment.path().join("index.html"))?;
        bring_out_new_version(&deployment)?;
        let new = fs::read(deployment.path().join("index.html"))?;
        fs::write(deployment.path().join("index.html"), old)?;
        let state = update(page).await?;
        ensure!(state == "redundant", "the new version is {state}");
        ensure!(caches(page).await? == 1, "not one version is kept");
        page.open(&format!("{url}?again")).await?;
        page.press(SAMPLE).await?;
        both_read(page).await?;
        fs::write(deployment.path().join("index.html"), new)?;
        page.open(&format!("{url}?later")).await?;
        page.press("Use it now").await?;
        is_new(page).await?;
        page.console().await?;
        Ok(())
    })
    .await
}

/// Without the host, what is kept is all there is, even where it does not start.
#[tokio::test]
async fn a_version_that_does_not_start_stays_while_the_host_is_away() -> Result<()> {
    const DAMAGE: &str = "const cache = await caches.open((await caches.keys())[0]);
        for (const request of await cache.keys()) {
            if (/page-.*_bg.wasm/.test(request.url)) await cache.put(request, new Response('damaged'));
        }";
    const RELOAD: &str = "Reload 重新加载";
    let deployment = Deployment::of_dist().await?;
    let url = deployment.site.url();
    let elsewhere = tempfile::tempdir()?;
    visit(&url, async |page| {
        page.find(Role::Button, SAMPLE).await?;
        kept(page).await?;
        awaited(page, DAMAGE).await?;
        let move_all = |from: &Path, to: &Path| -> Result<()> {
            for entry in fs::read_dir(from)? {
                let entry = entry?;
                fs::rename(entry.path(), to.join(entry.file_name()))?;
            }
            Ok(())
        };
        move_all(deployment.path(), elsewhere.path())?;
        page.open(&format!("{url}?again")).await?;
        page.wait_for_text(&["This page has not started"], READING)
            .await?;
        page.execute("window.isBefore = true").await?;
        page.press(RELOAD).await?;
        page.wait("the page was loaded anew", READING, async || {
            Ok(page.execute("return window.isBefore === undefined").await? == true)
        })
        .await?;
        page.wait_for_text(&["This page has not started"], READING)
            .await?;
        move_all(elsewhere.path(), deployment.path())?;
        page.press(RELOAD).await?;
        page.find(Role::Button, SAMPLE).await?;
        page.console().await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_damaged_copy_is_fetched_again() -> Result<()> {
    let deployment = Deployment::of_dist().await?;
    let worker = deployment.file("worker-", "_bg.wasm")?;
    let name = worker
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let damage = format!(
        "const cache = await caches.open((await caches.keys())[0]);
        for (const file of ['./', '{name}']) {{
            await cache.put(file, new Response('{PORTAL}', {{ headers: {{ 'Content-Type': 'text/html' }} }}));
        }}"
    );
    let url = deployment.site.url();
    visit(&url, async |page| {
        page.find(Role::Button, SAMPLE).await?;
        kept(page).await?;
        awaited(page, &damage).await?;
        page.open(&format!("{url}?again")).await?;
        page.press(SAMPLE).await?;
        both_read(page).await?;
        let healed = format!(
            "const cache = await caches.open((await caches.keys())[0]);
            return !(await (await cache.match('./')).text()).includes({PORTAL:?});"
        );
        ensure!(
            awaited(page, &healed).await? == true,
            "the damaged copy is still kept"
        );
        // The host gives no good copy, either: the rest of the page is there.
        awaited(page, &damage).await?;
        let right = fs::read(&worker)?;
        fs::write(&worker, PORTAL)?;
        page.open(&format!("{url}?wrong")).await?;
        page.press(SAMPLE).await?;
        page.wait_for_text(&["could not be started"], READING).await?;
        fs::write(&worker, right)?;
        page.execute("window.dispatchEvent(new Event('online'))").await?;
        both_read(page).await?;
        page.console().await?;
        Ok(())
    })
    .await
}
