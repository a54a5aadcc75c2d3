//! On a telephone nothing has to be moved sideways, in any language.

use anyhow::{Context as _, Result, ensure};
use end_to_end::steps::{TESTING, both_read, compared, verdict};
use end_to_end::{Page, Site, visit};

const WIDTH: u32 = 390;
const CHINESE: &str = "简体中文";
const PAIR: &str = "Cars, US → Europe and Japan";

/// Checks the page with everything unfolded, and the labels of its pictures.
async fn check(page: &Page, state: &str) -> Result<()> {
    page.execute("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        .await?;
    page.check_width().await.with_context(|| state.to_owned())?;
    let outside = page
        .execute(
            "return [...document.querySelectorAll('svg text')].filter(text => {
                const [own, all] = [text, text.closest('svg')].map(it => it.getBoundingClientRect());
                return own.width > 0 && (own.left < all.left - 1 || own.right > all.right + 1);
            }).map(text => text.textContent).join()",
        )
        .await?;
    ensure!(outside == "", "{state}: outside of their pictures: {outside}");
    Ok(())
}

async fn check_both(page: &Page, state: &str) -> Result<()> {
    page.press(CHINESE).await?;
    check(page, &format!("{state}, in Chinese")).await?;
    page.press("English").await?;
    check(page, state).await
}

#[tokio::test]
async fn nothing_is_wider_than_a_telephone() -> Result<()> {
    let site = Site::of_dist().await?;
    let reports = visit(&site.url(), async |page| {
        page.look(WIDTH, false).await?;
        check_both(page, "empty").await?;
        page.press(PAIR).await?;
        both_read(page).await?;
        check_both(page, "read").await?;
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        check_both(page, "tested").await?;
        page.press("Fine-tune").await?;
        compared(page).await?;
        check_both(page, "compared").await?;
        page.look(1280, false).await?;
        check(page, "compared, wide").await?;
        let english = page.download("Save as HTML").await?;
        page.press(CHINESE).await?;
        Ok([english, page.download("保存为HTML").await?])
    })
    .await?;
    for report in reports {
        let site = Site::of_text(&report).await?;
        visit(&site.url(), async |page| {
            page.look(WIDTH, false).await?;
            check(page, "report").await
        })
        .await?;
    }
    Ok(())
}
