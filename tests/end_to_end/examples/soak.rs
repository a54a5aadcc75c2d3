//! Uses one open page again and again, and prints the memory of its processes: what each use leaves behind adds up.

use std::env;

use anyhow::{Context as _, Result};
use end_to_end::steps::{SAMPLE, TESTING, both_read, cancelled, choose_label, verdict};
use end_to_end::{Page, Role, Site, given, visit};
use serde_json::json;

/// Rounds where no number is given.
const ROUNDS: usize = 100;

/// After so many rounds the memory is printed.
const STEP: usize = 10;

#[tokio::main]
async fn main() -> Result<()> {
    let rounds = env::args().nth(1).map_or(Ok(ROUNDS), |rounds| rounds.parse());
    let rounds = rounds.context("the number of rounds")?;
    let site = Site::of_dist().await?;
    visit(&site.url(), async |page| soak(page, rounds).await).await
}

/// Each round reads both tables anew, tests them, and begins a training that is cancelled, which ends the worker.
async fn soak(page: &Page, rounds: usize) -> Result<()> {
    let samples = given("KINDRED_SAMPLES")?;
    page.press(SAMPLE).await?;
    both_read(page).await?;
    println!("rounds  memory  listeners");
    for round in 1..=rounds {
        // After an answer the tables are folded.
        page.execute("document.querySelector('.slot').closest('details')?.setAttribute('open', '')")
            .await?;
        let names = ["power-meter-a-2016.csv", "power-meter-a-2017.csv"];
        for (label, name) in ["Source data", "Target data"].into_iter().zip(names) {
            page.choose_file(label, &samples.join(name)).await?;
        }
        both_read(page).await?;
        // Files that are chosen anew ask for their label anew.
        choose_label(page, "kwh").await?;
        both_read(page).await?;
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        page.press("Fine-tune").await?;
        page.find(Role::Button, "Cancel").await?;
        page.press("Cancel").await?;
        cancelled(page).await?;
        if round % STEP == 0 {
            print(page, round).await?;
        }
    }
    Ok(())
}

/// Nodes are not counted: the driver keeps each one that it has ever found.
async fn print(page: &Page, round: usize) -> Result<()> {
    page.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    page.devtools("Performance.enable", json!({})).await?;
    let metrics = page.devtools("Performance.getMetrics", json!({})).await?;
    let metric = |name: &str| {
        let all = metrics["metrics"].as_array().into_iter().flatten();
        let one = all.into_iter().find(|metric| metric["name"] == name);
        one.and_then(|metric| metric["value"].as_f64())
            .unwrap_or(f64::NAN)
    };
    println!(
        "{round:>6} {:>4.0} MB {:>9}",
        page.memory()? as f64 / 1e6,
        metric("JSEventListeners")
    );
    Ok(())
}
