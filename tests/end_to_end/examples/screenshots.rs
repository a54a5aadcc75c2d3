//! Saves pictures of the page: wide, narrow and dark, at every stage of the job.

use anyhow::Result;
use end_to_end::steps::{READING, SAMPLE, TESTING, both_read, compared, verdict};
use end_to_end::{Page, Site, visit};

#[tokio::main]
async fn main() -> Result<()> {
    let site = Site::of_dist().await?;
    visit(&site.url(), async |page| {
        save(page, "1-start").await?;
        page.press(SAMPLE).await?;
        both_read(page).await?;
        save(page, "2-data").await?;
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        save(page, "3-test").await?;
        page.press("Fine-tune").await?;
        compared(page).await?;
        save(page, "4-reuse").await?;
        page.press("简体中文").await?;
        save(page, "7-chinese").await
    })
    .await?;
    let folder = tempfile::tempdir()?;
    let rows = |from: u32| {
        let rows = (from..from + 40).map(|row| {
            format!(
                "{:02}.03.2024;{},{:03};-999;q{}\n",
                row % 28 + 1,
                row % 9 + 1,
                row * 37 % 1_000,
                row % 3
            )
        });
        "Datum;Preis;Zähler;Art\n".to_owned() + &rows.collect::<Vec<_>>().concat()
    };
    let [source, target] = ["a.csv", "b.csv"].map(|name| folder.path().join(name));
    std::fs::write(&source, rows(0))?;
    std::fs::write(&target, rows(50) + "ragged\n")?;
    visit(&site.url(), async |page| {
        page.choose_file("Source data", &source).await?;
        page.choose_file("Target data", &target).await?;
        page.wait_for_text(&["1 of 41 rows"], READING).await?;
        save(page, "5-ragged").await?;
        page.press("Read the file without these rows").await?;
        both_read(page).await?;
        page.execute("document.querySelectorAll('details').forEach(it => it.open = true)")
            .await?;
        save(page, "6-how-read").await
    })
    .await
}

async fn save(page: &Page, stage: &str) -> Result<()> {
    for (width, dark, look) in [
        (1280, false, "wide"),
        (360, false, "narrow"),
        (1280, true, "dark"),
    ] {
        page.look(width, dark).await?;
        page.save_picture(&format!("{stage}-{look}")).await?;
    }
    page.look(1280, false).await
}
