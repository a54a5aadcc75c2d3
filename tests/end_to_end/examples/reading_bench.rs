//! How fast the page reads a table, beside Papa Parse, the parser that most pages use, and what it takes.
//!
//! Both read the same file in the same browser, in turns. Papa Parse keeps nothing of what it read; Kindred ends
//! with typed columns. A file of half a gigabyte follows, for Kindred alone.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use end_to_end::{Page, Site, given, visit};

const ROWS: u64 = 500_000;
const MANY_ROWS: u64 = 3_300_000;
const COLUMNS: u64 = 20;
const TURNS: usize = 3;
const LIMIT: Duration = Duration::from_mins(5);

/// Bytes of a number in a typed column.
const NUMBER_BYTES: u64 = 8;

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
    let parser = folder.path().join("site");
    std::fs::create_dir(&parser)?;
    std::fs::copy(given("KINDRED_PAPAPARSE")?, parser.join("papaparse.min.js"))?;
    std::fs::write(parser.join("index.html"), PAPA_PARSE)?;
    let (kindred, papa_parse) = (Site::of_dist().await?, Site::of_folder(&parser).await?);
    let file = folder.path().join("numbers.csv");
    let megabytes = write_numbers(&file, ROWS)?;
    println!("{ROWS} rows of {COLUMNS} numbers, {megabytes:.0} MB");
    let mut best = [f64::INFINITY; 2];
    for _ in 0..TURNS {
        best[0] = best[0].min(by_kindred(&kindred, &file, ROWS).await?.seconds);
        best[1] = best[1].min(by_papa_parse(&papa_parse, &file).await?);
    }
    let [by_kindred_best, by_papa_parse_best] = best;
    println!(
        "Kindred:    {:>6.1} MB/s to typed columns, in one worker",
        megabytes / by_kindred_best
    );
    println!(
        "Papa Parse: {:>6.1} MB/s with dynamicTyping",
        megabytes / by_papa_parse_best
    );
    println!(
        "ratio:      {:>6.2} (best of {TURNS} turns each)",
        by_papa_parse_best / by_kindred_best
    );
    let megabytes = write_numbers(&file, MANY_ROWS)?;
    let reading = by_kindred(&kindred, &file, MANY_ROWS).await?;
    println!(
        "{MANY_ROWS} rows of {COLUMNS} numbers, {megabytes:.0} MB: {:.1} MB/s",
        megabytes / reading.seconds
    );
    let typed = (MANY_ROWS * COLUMNS * NUMBER_BYTES) as f64;
    println!(
        "peak memory of the worker over its typed columns: {:.2}",
        reading
            .memory
            .context("the page does not say how much memory it uses")?
            / typed
    );
    println!(
        "longest task of the page meanwhile: {:.0} ms (0 means none over 50 ms)",
        reading.longest_task
    );
    Ok(())
}

/// Writes a table of random numbers and gives its size in megabytes.
fn write_numbers(path: &Path, rows: u64) -> Result<f64> {
    let mut file = BufWriter::new(File::create(path)?);
    let names: Vec<String> = (0..COLUMNS).map(|column| format!("column_{column}")).collect();
    writeln!(file, "{}", names.join(","))?;
    // A linear congruential generator (Knuth) is random enough for digits.
    let mut state = 1_u64;
    for _ in 0..rows {
        for column in 0..COLUMNS {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let number = state >> 44;
            let end = if column + 1 == COLUMNS { '\n' } else { ',' };
            write!(file, "{}.{:02}{end}", number / 100, number % 100)?;
        }
    }
    file.flush()?;
    Ok(std::fs::metadata(path)?.len() as f64 / 1e6)
}

/// What the page says of a reading.
struct Reading {
    seconds: f64,
    /// Bytes.
    memory: Option<f64>,
    /// Milliseconds.
    longest_task: f64,
}

async fn by_kindred(site: &Site, file: &Path, rows: u64) -> Result<Reading> {
    visit(&site.url(), async |page| {
        let observe = "window.longest = 0; new PerformanceObserver(list => { for (const it of list.getEntries()) { \
            window.longest = Math.max(window.longest, it.duration); } }).observe({ type: 'longtask' });";
        page.execute(observe).await?;
        page.choose_file("Source data", file).await?;
        let read = format!("{} rows and 20 columns read in", grouped(rows));
        page.wait_for_text(&[&read], LIMIT).await?;
        let text = page.text().await?;
        let seconds = word_after(&text, "columns read in ", 0)?.parse()?;
        Ok(Reading {
            seconds,
            memory: memory(&text)?,
            longest_task: page
                .execute("return window.longest")
                .await?
                .as_f64()
                .unwrap_or_default(),
        })
    })
    .await
}

/// Bytes of memory, as the page says it; nothing where it is too little to speak of.
fn memory(text: &str) -> Result<Option<f64>> {
    const BEFORE: &str = "Kindred uses ";
    if !text.contains(BEFORE) {
        return Ok(None);
    }
    let amount: f64 = word_after(text, BEFORE, 0)?.parse()?;
    let unit = match word_after(text, BEFORE, 1)? {
        "GB" => 1e9,
        "MB" => 1e6,
        other => anyhow::bail!("memory in {other}"),
    };
    Ok(Some(amount * unit))
}

fn word_after<'text>(text: &'text str, before: &str, number: usize) -> Result<&'text str> {
    let (_, after) = text
        .split_once(before)
        .with_context(|| format!("nothing follows {before:?}"))?;
    after
        .split_whitespace()
        .nth(number)
        .context("the text ends too soon")
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<String> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| String::from_utf8_lossy(group).into_owned())
        .collect();
    groups.join(",")
}

async fn by_papa_parse(site: &Site, file: &Path) -> Result<f64> {
    visit(&site.url(), async |page| {
        page.choose_file("File", file).await?;
        let said = said(page).await?;
        let (rows, milliseconds) = said.split_once(' ').context("no time is said")?;
        // The header, and the empty line at the end.
        ensure!(rows.parse::<u64>()? == ROWS + 2, "{rows} rows");
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
