//! The whole job, as a person does it, on the page as a visitor gets it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use end_to_end::steps::{
    READING, SAMPLE, TESTING, both_read, cancelled, choose_label, compared, link, verdict,
};
use end_to_end::{Role, Site, check_contract, differences, given, visit};
use serde_json::Value;

fn sample(name: &str) -> Result<PathBuf> {
    let file = given("KINDRED_SAMPLES")?.join(name);
    ensure!(file.is_file(), "there is no sample {}", file.display());
    Ok(file)
}

/// The report that the native program prints for these files.
fn native_report(source: &Path, target: &Path, more: &[&str]) -> Result<Value> {
    let program = given("KINDRED_REUSE_CHECK")?;
    let output = Command::new(&program)
        .args([source, target])
        .args(more)
        .output()
        .with_context(|| format!("starting {}", program.display()))?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(serde_json::from_slice(&output.stdout)?)
}

#[tokio::test]
async fn a_sample_pair_gets_a_verdict() -> Result<()> {
    let site = Site::of_dist().await?;
    visit(&site.url(), async |page| {
        let button = page
            .find_with(Role::Button, &["Power meter A", "2016", "2017"])
            .await?;
        page.press_element(&button).await?;
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        let report: Value = serde_json::from_str(&page.download("Download report").await?)?;
        check_contract(&report)?;
        let one = native_report(
            &sample("power-meter-a-2016.csv")?,
            &sample("power-meter-a-2017.csv")?,
            &[
                "--label",
                "kwh",
                "--test-only",
                "--seed",
                &report["seed"].to_string(),
            ],
        )?;
        ensure_same(&report, &one)
    })
    .await
}

#[tokio::test]
async fn two_dropped_files_get_a_verdict() -> Result<()> {
    let site = Site::of_dist().await?;
    visit(&site.url(), async |page| {
        page.drop_file("Source data", &sample("cars-us.csv")?).await?;
        page.wait_for_text(&["cars-us.csv"], READING).await?;
        page.drop_file("Target data", &sample("cars-europe-japan.csv")?)
            .await?;
        both_read(page).await?;
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        Ok(())
    })
    .await
}

/// From two chosen files to the reports of the page and of the native program.
async fn whole_job(source: &str, target: &str, label: &str) -> Result<[Value; 2]> {
    let site = Site::of_dist().await?;
    let (source, target) = (sample(source)?, sample(target)?);
    let report = visit(&site.url(), async |page| {
        page.choose_file("Source data", &source).await?;
        page.choose_file("Target data", &target).await?;
        both_read(page).await?;
        choose_label(page, label).await?;
        page.press("Fine-tune").await?;
        compared(page).await?;
        verdict(page, READING).await?;
        page.download("Download report").await
    })
    .await?;
    let report: Value = serde_json::from_str(&report)?;
    check_contract(&report)?;
    ensure!(
        report["comparison"]["label"] == label,
        "the comparison is about {}",
        report["comparison"]["label"]
    );
    let native = native_report(
        &source,
        &target,
        &["--label", label, "--seed", &report["seed"].to_string()],
    )?;
    Ok([report, native])
}

fn ensure_same(one: &Value, other: &Value) -> Result<()> {
    let differences = differences(one, other);
    ensure!(
        differences.is_empty(),
        "browser and native program differ: {differences:#?}"
    );
    Ok(())
}

#[tokio::test]
async fn the_report_of_power_meters_is_the_native_one() -> Result<()> {
    let [page, native] = whole_job("power-meter-a-2016.csv", "power-meter-a-2017.csv", "kwh").await?;
    ensure_same(&page, &native)
}

#[tokio::test]
async fn the_report_of_employment_is_the_native_one() -> Result<()> {
    let [page, native] = whole_job("employment-ma-2015.csv", "employment-ma-2018.csv", "employed").await?;
    ensure_same(&page, &native)
}

#[tokio::test]
async fn a_cancelled_computation_can_be_started_again() -> Result<()> {
    let site = Site::of_dist().await?;
    visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        page.press("Fine-tune").await?;
        page.press("Cancel").await?;
        cancelled(page).await?;
        // The test asks the tables that were read before, of a worker that did not read them.
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        page.press("Fine-tune").await?;
        compared(page).await?;
        let report: Value = serde_json::from_str(&page.download("Download report").await?)?;
        ensure!(
            report["comparison"].is_object(),
            "there is no comparison in the report"
        );
        check_contract(&report)
    })
    .await
}

#[tokio::test]
async fn a_link_opens_the_same_result_elsewhere() -> Result<()> {
    let site = Site::of_dist().await?;
    let (said, link) = visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        page.press("Run the test").await?;
        let said = verdict(page, TESTING).await?;
        page.press("Copy link").await?;
        Ok((said, link(page).await?))
    })
    .await?;
    ensure!(link.starts_with(&site.url()), "the link {link} leads elsewhere");
    let (source, target) = (
        sample("power-meter-a-2016.csv")?,
        sample("power-meter-a-2017.csv")?,
    );
    visit(&link, async |page| {
        let opened = verdict(page, READING).await?;
        ensure!(opened == said, "made: {said}\nopened: {opened}");
        page.wait_for_text(&["the sender could have changed it"], READING)
            .await?;
        page.drop_files(&[&source, &target]).await?;
        page.wait_for_text(&["same two files", "same files"], READING)
            .await?;
        page.wait_for_text(&["every number agrees to the last digit"], TESTING)
            .await?;
        page.wait_for_text(&["computed again on this device"], READING)
            .await
    })
    .await?;
    let other = sample("power-meter-b.csv")?;
    visit(&link, async |page| {
        verdict(page, READING).await?;
        page.drop_files(&[&source, &other]).await?;
        page.wait_for_text(
            &["but the target is not", "not the files of this result"],
            READING,
        )
        .await
    })
    .await
}

#[tokio::test]
async fn a_result_outlives_a_reload_and_stands_in_other_pages() -> Result<()> {
    let site = Site::of_dist().await?;
    let link = visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        page.press("Run the test").await?;
        let said = verdict(page, TESTING).await?;
        let link = link(page).await?;
        page.open(&site.url()).await?;
        let again = verdict(page, READING).await?;
        ensure!(again == said, "before: {said}\nafter: {again}");
        page.wait_for_text(&["last result of this tab"], READING).await?;
        Ok(link)
    })
    .await?;
    visit(&link.replace('#', "?embed#"), async |page| {
        verdict(page, READING).await?;
        for name in ["Run the test", "Copy link", "Download report"] {
            ensure!(page.count(Role::Button, name).await? == 0, "{name} is there");
        }
        page.wait_for_text(&["the sender could have changed it"], READING)
            .await?;
        page.look(360, false).await?;
        page.check_width().await
    })
    .await
}

#[tokio::test]
async fn a_broken_file_is_explained_and_replaced() -> Result<()> {
    let site = Site::of_dist().await?;
    let folder = tempfile::tempdir()?;
    let broken = folder.path().join("broken.csv");
    std::fs::write(&broken, "x,y\n1,2\n3\n4,5\n")?;
    visit(&site.url(), async |page| {
        page.choose_file("Source data", &broken).await?;
        page.wait_for_text(&["row 3"], READING).await?;
        ensure!(
            page.text().await?.contains("broken.csv"),
            "the message does not name the file"
        );
        page.choose_file("Source data", &sample("cars-us.csv")?).await?;
        page.choose_file("Target data", &sample("cars-europe-japan.csv")?)
            .await?;
        both_read(page).await?;
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_broken_link_is_explained() -> Result<()> {
    let site = Site::of_dist().await?;
    let whole = visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        link(page).await
    })
    .await?;
    let (before, fragment) = whole.split_once('#').context("the link has no fragment")?;
    let mut middle = fragment.to_owned();
    let at = fragment.len() / 2;
    middle.replace_range(at..=at, if &fragment[at..=at] == "A" { "B" } else { "A" });
    for (what, fragment) in [
        ("cut", &fragment[..at]),
        ("altered", middle.as_str()),
        ("empty", "v1."),
        ("foreign", "section-2"),
        ("future", "v9.AAAA"),
        ("hostile", "v1.<script>alert(1)</script>"),
    ] {
        let address = format!("{before}#{fragment}");
        let check = visit(&address, async |page| {
            page.wait_for_text(&["link"], READING).await?;
            page.wait("the page says what is wrong", READING, async || {
                let alerts =
                    "return [...document.querySelectorAll('[role=alert]')].map(it => it.innerText).join()";
                let alerts = page.execute(alerts).await?;
                Ok(alerts
                    .as_str()
                    .is_some_and(|text| text.contains("link") || text.contains("Kindred")))
            })
            .await?;
            // The page is of use nevertheless.
            page.press(SAMPLE).await?;
            both_read(page).await
        });
        check.await.with_context(|| format!("a link that is {what}"))?;
    }
    Ok(())
}

#[tokio::test]
async fn the_keyboard_is_enough() -> Result<()> {
    const ENTER: char = '\u{e007}';
    let site = Site::of_dist().await?;
    visit(&site.url(), async |page| {
        page.tab_to("Source data").await?;
        page.tab_to("Target data").await?;
        page.tab_to(SAMPLE).await?;
        page.key(ENTER).await?;
        both_read(page).await?;
        page.tab_to("Run the test").await?;
        page.key(ENTER).await?;
        verdict(page, TESTING).await?;
        page.tab_to("Fine-tune").await?;
        page.key(ENTER).await?;
        compared(page).await?;
        page.tab_to("Copy link").await?;
        page.key(ENTER).await?;
        page.wait_for_text(&["Link copied", "blocked the clipboard"], READING)
            .await?;
        page.tab_to("Download report").await
    })
    .await
}

#[tokio::test]
async fn a_narrow_window_is_wide_enough() -> Result<()> {
    let site = Site::of_dist().await?;
    visit(&site.url(), async |page| {
        page.look(360, false).await?;
        page.check_width().await?;
        page.press(SAMPLE).await?;
        both_read(page).await?;
        page.check_width().await?;
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        page.check_width().await
    })
    .await
}
