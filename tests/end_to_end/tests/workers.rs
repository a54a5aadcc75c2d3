//! The worker and the converter: gone, missing, damaged, of another build.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use end_to_end::steps::{READING, SAMPLE, TESTING, both_read, verdict};
use end_to_end::{Deployment, Role, Site, integrity, visit};
use serde_json::json;

/// Lets the test end the page's worker behind the page's back.
const LAST_WORKER: &str = "window.Worker = class extends Worker {
    constructor(...parameters) { super(...parameters); window.lastWorker = this; }
};";

#[tokio::test]
async fn a_worker_that_is_gone_is_noticed_and_replaced() -> Result<()> {
    let site = Site::of_dist().await?;
    visit(&site.url(), async |page| {
        let source = json!({ "source": LAST_WORKER });
        page.devtools("Page.addScriptToEvaluateOnNewDocument", source)
            .await?;
        page.open(&format!("{}?watched", site.url())).await?;
        page.press(SAMPLE).await?;
        both_read(page).await?;
        page.execute("lastWorker.terminate()").await?;
        page.wait_for_text(&["broke off (the browser gives no reason)"], READING)
            .await?;
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        ensure!(!page.text().await?.contains("broke off"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_worker_that_is_missing_or_damaged_is_tried_again() -> Result<()> {
    for ending in [".js", "_bg.wasm"] {
        let deployment = Deployment::of_dist().await?;
        let file = deployment.file("worker-", ending)?;
        let right = fs::read(&file)?;
        if ending == ".js" {
            fs::remove_file(&file)?;
        } else {
            let mut wrong = right.clone();
            let middle = wrong.len() / 2;
            wrong[middle] ^= 1;
            fs::write(&file, wrong)?;
        }
        visit(&deployment.site.url(), async |page| {
            page.press(SAMPLE).await?;
            page.wait_for_text(&["could not be started"], READING).await?;
            fs::write(&file, &right)?;
            page.execute("window.dispatchEvent(new Event('online'))").await?;
            both_read(page).await?;
            page.console().await?;
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// One of the files with which reading is tested natively.
fn workbook() -> Result<std::path::PathBuf> {
    // Only a plain path can be chosen.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tables");
    Ok(folder.canonicalize()?.join("workbook.xlsx"))
}

#[tokio::test]
async fn a_converter_that_is_missing_is_tried_again() -> Result<()> {
    let deployment = Deployment::of_dist().await?;
    let file = deployment.file("converter-", "_bg.wasm")?;
    let right = fs::read(&file)?;
    fs::remove_file(&file)?;
    visit(&deployment.site.url(), async |page| {
        page.find(Role::Button, SAMPLE).await?;
        page.choose_file("Source data", &workbook()?).await?;
        page.wait_for_text(&["could not be loaded"], READING).await?;
        // How texts are read has nothing to do with it.
        ensure!(!page.text().await?.contains("Decide how to read"));
        fs::write(&file, &right)?;
        page.execute("window.dispatchEvent(new Event('online'))").await?;
        page.wait_for_text(&["4 rows and 6 columns"], READING).await?;
        page.console().await?;
        Ok(())
    })
    .await
}

/// Workbooks wait for the script, CSV does not.
#[tokio::test]
async fn a_converter_without_its_script_is_tried_again_after_a_while() -> Result<()> {
    let deployment = Deployment::of_dist().await?;
    let file = deployment.file("converter-", ".js")?;
    let right = fs::read(&file)?;
    fs::write(&file, "damaged")?;
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let meter = samples.canonicalize()?.join("power-meter-a-2016.csv");
    visit(&deployment.site.url(), async |page| {
        page.find(Role::Button, SAMPLE).await?;
        page.choose_file("Target data", &meter).await?;
        page.wait_for_text(&["366 rows and 6 columns"], READING).await?;
        page.choose_file("Source data", &workbook()?).await?;
        page.wait_for_text(&["could not be loaded"], READING).await?;
        fs::write(&file, &right)?;
        page.wait_for_text(&["4 rows and 6 columns"], READING).await?;
        page.console().await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_converter_of_another_build_is_told() -> Result<()> {
    let deployment = Deployment::of_dist().await?;
    let file = deployment.file("converter-", ".js")?;
    let right = fs::read_to_string(&file)?;
    let other = right.replace("function build() {", "function build() { return 'another';");
    ensure!(other != right, "the converter names no build");
    fs::write(&file, &other)?;
    let [right, other] = [right, other].map(|script| integrity(script.as_bytes()));
    deployment.edit("index.html", &right, &other)?;
    visit(&deployment.site.url(), async |page| {
        page.find(Role::Button, SAMPLE).await?;
        page.choose_file("Source data", &workbook()?).await?;
        page.wait_for_text(
            &["workbook.xlsx: The reader for workbooks and Parquet has another version"],
            READING,
        )
        .await?;
        page.wait_for_text(&["have different versions"], READING).await?;
        page.find(Role::Button, "Reload").await?;
        page.console().await?;
        Ok(())
    })
    .await
}
