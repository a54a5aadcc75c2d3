//! How soon the page is there, and the longest tasks of its own thread while it reads, tests and trains: as the machine is,
//! and with its processor slowed four times, as a cheap telephone has it.

use anyhow::{Context as _, Result};
use end_to_end::steps::{SAMPLE, TESTING, both_read, compared, verdict};
use end_to_end::{Page, Role, Site, visit};
use serde_json::json;

/// How many times slower a slow processor is.
const SLOW: u32 = 4;

/// Notes when each part of the page is there, and the longest task since it was asked last.
const WATCH: &str = "window.longest = 0;
    new PerformanceObserver(list => { for (const it of list.getEntries()) {
        window.longest = Math.max(window.longest, it.duration); } }).observe({ type: 'longtask', buffered: true });
    new MutationObserver((_, observer) => {
        if (!window.ready && document.querySelector('.cards button')) { window.ready = performance.now(); }
        if (document.querySelector('#question')) { window.whole = performance.now(); observer.disconnect(); } })
        .observe(document, { childList: true, subtree: true });";

/// The longest task in milliseconds since this was asked last; 0 where none was over 50.
const LONGEST: &str = "const longest = window.longest; window.longest = 0; return longest;";

const PAINT: &str = "return performance.getEntriesByName('first-contentful-paint')[0].startTime;";

#[tokio::main]
async fn main() -> Result<()> {
    let site = Site::of_dist().await?;
    println!(
        "processor  first paint   ready   whole   longest task while: starting  reading  testing  training"
    );
    for rate in [1, SLOW] {
        let [paint, ready, whole, starting, reading, testing, training] =
            visit(&site.url(), async |page| measure(page, &site, rate).await).await?;
        println!(
            "{:>8}x  {paint:>8.0} ms {ready:>4.0} ms {whole:>4.0} ms                     {starting:>5.0} ms {reading:>5.0} ms {testing:>5.0} ms {training:>6.0} ms",
            format!("1/{rate}")
        );
    }
    println!("(ready: files can be chosen; whole: the second part is there, too; 0 ms: no task over 50 ms)");
    Ok(())
}

async fn measure(page: &Page, site: &Site, rate: u32) -> Result<[f64; 7]> {
    // As on a first visit: neither the browser nor the service worker has anything.
    page.devtools("Network.enable", json!({})).await?;
    page.devtools("Network.setCacheDisabled", json!({ "cacheDisabled": true }))
        .await?;
    page.devtools("Network.setBypassServiceWorker", json!({ "bypass": true }))
        .await?;
    page.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": WATCH }),
    )
    .await?;
    page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": rate }))
        .await?;
    page.open(&format!("{}?again", site.url())).await?;
    page.find(Role::Button, SAMPLE).await?;
    let number = async |script| {
        let value = page.execute(script).await?;
        value.as_f64().with_context(|| format!("{script} gave {value}"))
    };
    let paint = number(PAINT).await?;
    let ready = number("return window.ready;").await?;
    page.find(Role::Button, "Run the test").await?;
    let whole = number("return window.whole;").await?;
    let starting = number(LONGEST).await?;
    page.press(SAMPLE).await?;
    both_read(page).await?;
    let reading = number(LONGEST).await?;
    page.press("Run the test").await?;
    verdict(page, TESTING).await?;
    let testing = number(LONGEST).await?;
    page.press("Fine-tune").await?;
    compared(page).await?;
    let training = number(LONGEST).await?;
    Ok([paint, ready, whole, starting, reading, testing, training])
}
