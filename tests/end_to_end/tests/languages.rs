//! The page speaks English and Chinese, changes without losing anything, and links keep the language.

use anyhow::{Context as _, Result, ensure};
use end_to_end::steps::{READING, SAMPLE, TESTING, TRAINING, both_read, verdict};
use end_to_end::{Page, Role, Site, check_accessible, check_contract, check_still, visit};
use serde_json::Value;

const CHINESE: &str = "简体中文";

/// What the Chinese verdict says, as soon as there is one.
async fn chinese_verdict(page: &Page) -> Result<String> {
    let status = page.find(Role::Status, "判定").await?;
    page.wait("there is a verdict", TESTING, async || {
        Ok(!status.text().await?.trim().is_empty())
    })
    .await?;
    Ok(status.text().await?)
}

/// Fails where the page shows three words of English on end.
async fn check_chinese(page: &Page) -> Result<()> {
    page.execute("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        .await?;
    let mut text = page.text().await?;
    for tab in ["两张表", "网络", "列", "行", "方法", "分享"] {
        page.press(tab).await?;
        text += &page.text().await?;
    }
    // Sources are cited as they are titled.
    let lines = text.lines().filter(|line| !line.starts_with("来源"));
    let english: Vec<&str> = lines
        .flat_map(|line| line.split(|letter: char| !letter.is_ascii_alphabetic() && letter != ' '))
        .filter(|run| run.split_whitespace().filter(|word| word.len() > 1).count() > 2)
        .collect();
    ensure!(english.is_empty(), "English in Chinese: {english:?}");
    ensure!(
        text.contains("两张表的输入相似吗"),
        "there is no answer in Chinese"
    );
    Ok(())
}

#[tokio::test]
async fn the_language_changes_in_the_page_and_stays_in_the_link() -> Result<()> {
    let site = Site::of_dist().await?;
    let link = visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        both_read(page).await?;
        page.press(CHINESE).await?;
        page.press("运行检验").await?;
        let said = chinese_verdict(page).await?;
        ensure!(said.contains("输入"), "the verdict is {said}");
        // Nothing is computed anew, and the tables stay.
        page.press("English").await?;
        let said = verdict(page, READING).await?;
        ensure!(said.contains("found no difference"), "the verdict is {said}");
        page.press(CHINESE).await?;
        page.press("微调").await?;
        page.find(Role::Button, "取消").await?;
        page.wait("nothing runs", TRAINING, async || {
            Ok(page.count(Role::Button, "取消").await? == 0)
        })
        .await?;
        check_still(page).await?;
        check_accessible(page, "compared, in Chinese").await?;
        check_chinese(page).await?;
        let report: Value = serde_json::from_str(&page.download("下载报告").await?)?;
        check_contract(&report)?;
        page.press("分享").await?;
        let field = page.find(Role::Text, "链接").await?;
        field
            .prop("value")
            .await?
            .context("the link's field has no value")
    })
    .await?;
    ensure!(
        link.contains("?lang=zh-Hans#v1."),
        "{link} does not keep the language"
    );
    visit(&link, async |page| {
        chinese_verdict(page).await?;
        check_chinese(page).await?;
        let language = page.execute("return document.documentElement.lang").await?;
        ensure!(language == "zh-Hans", "the document's language is {language}");
        page.press("English").await?;
        let said = verdict(page, READING).await?;
        page.execute("location.reload()").await?;
        ensure!(
            verdict(page, READING).await? == said,
            "another verdict after a reload"
        );
        let address = page.execute("return location.href").await?;
        let address = address.as_str().context("the page has no address")?;
        ensure!(
            address.contains("?lang=en#v1."),
            "{address} lost the language or the result"
        );
        Ok(())
    })
    .await
}
