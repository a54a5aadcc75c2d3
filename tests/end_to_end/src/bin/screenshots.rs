//! Saves pictures of the page: wide, narrow and dark, at every stage of the job.

use anyhow::Result;
use end_to_end::steps::{SAMPLE, TESTING, both_read, compared, verdict};
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
        save(page, "4-reuse").await
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
