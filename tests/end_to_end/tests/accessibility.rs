//! Every state of the page is for everybody, and nothing jumps.

use anyhow::{Context as _, Result, ensure};
use end_to_end::steps::{READING, SAMPLE, TESTING, both_read, compared, link, verdict};
use end_to_end::{Role, Site, check_accessible, check_still, reading, visit};

#[tokio::test]
async fn every_state_is_accessible_and_stands_still() -> Result<()> {
    let site = Site::of_dist().await?;
    let folder = tempfile::tempdir()?;
    let broken = folder.path().join("broken.csv");
    std::fs::write(&broken, "x,y\n1,2\n3\n4,5\n")?;
    visit(&site.url(), async |page| {
        page.find(Role::Button, SAMPLE).await?;
        check_accessible(page, "empty").await?;
        page.choose_file("Source data", &broken).await?;
        page.wait_for_text(&["row 3"], READING).await?;
        check_accessible(page, "a broken file").await?;
        page.press(SAMPLE).await?;
        both_read(page).await?;
        page.press("Columns").await?;
        let columns = page.find(Role::Choice, "Look at a column").await?;
        columns.select_by_value("temperature_mean_f").await?;
        page.wait_for_text(&["the two histograms overlap by"], READING)
            .await?;
        check_accessible(page, "tables read").await
    })
    .await?;
    let link = visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        both_read(page).await?;
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        check_still(page).await?;
        check_accessible(page, "tested").await?;
        page.press("Fine-tune").await?;
        compared(page).await?;
        check_still(page).await?;
        check_accessible(page, "compared").await?;
        page.execute("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            .await?;
        for tab in ["Tables", "Networks", "Columns", "Rows", "Method", "Share"] {
            page.press(tab).await?;
            check_accessible(page, &format!("compared, {tab}, all unfolded")).await?;
        }
        link(page).await
    })
    .await?;
    visit(&link, async |page| {
        verdict(page, READING).await?;
        check_still(page).await?;
        check_accessible(page, "a link").await
    })
    .await?;
    visit(&link[..link.len() - 9], async |page| {
        page.wait_for_text(&["damaged"], READING).await?;
        check_accessible(page, "a damaged link").await
    })
    .await
}

#[tokio::test]
async fn a_screen_reader_reads_the_answer_before_the_numbers() -> Result<()> {
    let site = Site::of_dist().await?;
    visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        both_read(page).await?;
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        let read = reading(page, "Answer").await?;
        let at = |what: &str| {
            let found = read.iter().position(|line| line.contains(what));
            found.with_context(|| format!("\"{what}\" is not read; what is: {read:#?}"))
        };
        let order = [
            at("heading: ")?,
            at("Are the inputs alike?")?,
            at("What to do")?,
            at("figure: ")?,
            at("p-value")?,
        ];
        ensure!(order.is_sorted(), "read in the order {order:?}: {read:#?}");
        Ok(())
    })
    .await
}
