//! How fast the page reads a table, beside Papa Parse, the parser that most pages use.
//!
//! Both read the same file in the same browser, in turns. Papa Parse keeps nothing of what it read; Kindred ends
//! with typed columns.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use end_to_end::{Page, Site, given, visit};

const ROWS: u32 = 500_000;
const COLUMNS: u32 = 20;
const TURNS: usize = 3;
const LIMIT: Duration = Duration::from_mins(3);

/// Reads the chosen file with Papa Parse and says how many rows there were and how long it took.
const PAPA_PARSE: &str = r#"<!doctype html><html lang="en"><title>Papa Parse</title><link rel="icon" href="data:,">
<label>File <input type="file" id="file"></label><p id="said"></p><script src="papaparse.min.js"></script><script>
document.getElementById('file').addEventListener('change', event => {
  const start = performance.now();
  let rows = 0;
  Papa.parse(event.target.files[0], {
    dynamicTyping: true,
    chunk: results => { rows += results.data.length; },
    complete: () => { document.getElementById('said').textContent = `${rows} ${performance.now() - start}`; },
  });
});
</script></html>"#;

#[tokio::main]
async fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("numbers.csv");
    let text = numbers()?;
    let megabytes = text.len() as f64 / 1e6;
    std::fs::write(&file, text)?;
    let parser = folder.path().join("site");
    std::fs::create_dir(&parser)?;
    std::fs::copy(given("KINDRED_PAPAPARSE")?, parser.join("papaparse.min.js"))?;
    std::fs::write(parser.join("index.html"), PAPA_PARSE)?;
    let (kindred, papa_parse) = (Site::of_dist().await?, Site::of_folder(&parser).await?);
    println!("{ROWS} rows of {COLUMNS} numbers, {megabytes:.0} MB");
    let (mut best, mut longest) = ([f64::INFINITY; 2], 0.0_f64);
    for _ in 0..TURNS {
        let (seconds, task) = by_kindred(&kindred, &file).await?;
        best[0] = best[0].min(seconds);
        longest = longest.max(task);
        best[1] = best[1].min(by_papa_parse(&papa_parse, &file).await?);
    }
    let [kindred, papa_parse] = best;
    println!(
        "Kindred:    {:>6.1} MB/s to typed columns, in one worker",
        megabytes / kindred
    );
    println!(
        "Papa Parse: {:>6.1} MB/s with dynamicTyping",
        megabytes / papa_parse
    );
    println!(
        "ratio:      {:>6.2} (best of {TURNS} turns each)",
        papa_parse / kindred
    );
    println!("longest task of Kindred's page meanwhile: {longest:.0} ms (0 means none over 50 ms)");
    Ok(())
}

fn numbers() -> Result<String> {
    let names: Vec<String> = (0..COLUMNS).map(|column| format!("column_{column}")).collect();
    let mut text = names.join(",") + "\n";
    // A linear congruential generator (Knuth) is random enough for digits.
    let mut state = 1_u64;
    for _ in 0..ROWS {
        for column in 0..COLUMNS {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let number = state >> 44;
            let end = if column + 1 == COLUMNS { '\n' } else { ',' };
            write!(text, "{}.{:02}{end}", number / 100, number % 100)?;
        }
    }
    Ok(text)
}

async fn by_kindred(site: &Site, file: &Path) -> Result<(f64, f64)> {
    visit(&site.url(), async |page| {
        let observe = "window.longest = 0; new PerformanceObserver(list => { for (const it of list.getEntries()) { \
            window.longest = Math.max(window.longest, it.duration); } }).observe({ type: 'longtask' });";
        page.execute(observe).await?;
        page.choose_file("Source data", file).await?;
        page.wait_for_text(&["500,000 rows and 20 columns read in"], LIMIT).await?;
        let text = page.text().await?;
        let (_, after) = text.split_once("columns read in ").context("no time is said")?;
        let seconds = after.split_whitespace().next().context("no time is said")?.parse()?;
        let longest = page.execute("return window.longest").await?.as_f64().unwrap_or_default();
        Ok((seconds, longest))
    })
    .await
}

async fn by_papa_parse(site: &Site, file: &Path) -> Result<f64> {
    visit(&site.url(), async |page| {
        page.choose_file("File", file).await?;
        let said = said(page).await?;
        let (rows, milliseconds) = said.split_once(' ').context("no time is said")?;
        // The header, and the empty line at the end.
        ensure!(rows.parse::<u32>()? == ROWS + 2, "{rows} rows");
        Ok(milliseconds.parse::<f64>()? / 1_000.0)
    })
    .await
}

async fn said(page: &Page) -> Result<String> {
    let read = "return document.getElementById('said').textContent";
    page.wait("the file is read", LIMIT, async || {
        Ok(page
            .execute(read)
            .await?
            .as_str()
            .is_some_and(|text| !text.is_empty()))
    })
    .await?;
    Ok(page.execute(read).await?.as_str().unwrap_or_default().to_owned())
}
