//! Networks in files, and targets without labels, on the page as a visitor gets it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use end_to_end::steps::{
    READING, SAMPLE, TRAINING, both_read, cancelled, choose_label, compared, link, unfold_data, unfold_kept,
};
use end_to_end::{Page, Role, Site, check_contract, visit};
use serde_json::Value;

use crate::view::{page_is_short, page_prints_whole};

fn written(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> Result<PathBuf> {
    let file = folder.join(name);
    std::fs::write(&file, bytes)?;
    Ok(file)
}

/// Network files that other programs wrote, with what these say of some rows.
fn foreign(name: &str) -> Result<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("this package stands in a folder")?;
    Ok(tests.join("networks").join(name))
}

/// Unfolds the part of the page about networks in files.
async fn unfold(page: &Page) -> Result<()> {
    page.execute("document.querySelector('details.network').open = true")
        .await?;
    Ok(())
}

async fn report(page: &Page) -> Result<Value> {
    let report: Value = serde_json::from_str(&page.download("Download report").await?)?;
    check_contract(&report)?;
    Ok(report)
}

#[tokio::test]
async fn a_saved_network_goes_on_in_another_browser() -> Result<()> {
    let site = Site::of_dist().await?;
    let folder = tempfile::tempdir()?;
    let (network, predictions) = visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        page.press("Fine-tune").await?;
        compared(page).await?;
        unfold_kept(page).await?;
        let onnx = page.download_bytes("Save as ONNX: Fine-tuned network").await?;
        ensure!(onnx.first() == Some(&8), "this is no ONNX file");
        let predictions = page.download("Predict the target: Fine-tuned network").await?;
        let network = page
            .download_bytes("Save the network: Fine-tuned network")
            .await?;
        // It predicts the tables that it was made for, in their places.
        unfold_data(page).await?;
        page.press("Swap").await?;
        page.press("Networks").await?;
        page.wait_for_text(&["These networks were made for other tables"], READING)
            .await?;
        let predict = page
            .find(Role::Button, "Predict the target: Fine-tuned network")
            .await?;
        ensure!(!predict.is_enabled().await?, "a network predicts what taught it");
        page.press("Swap").await?;
        page.wait("the networks can be used again", READING, async || {
            Ok(predict.is_enabled().await?)
        })
        .await?;
        Ok((network, predictions))
    })
    .await?;
    ensure!(predictions.lines().count() > 300, "{predictions}");
    let file = written(folder.path(), "tuned.safetensors", network)?;
    visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        both_read(page).await?;
        unfold(page).await?;
        page.choose_file("Network file", &file).await?;
        page.wait_for_text(&["Kindred network"], READING).await?;
        let again = page.download("Predict the target: Opened network").await?;
        // Which rows taught it, the last column, is not known of a network out of a file.
        let same = predictions.lines().zip(again.lines()).all(|(first, again)| {
            first
                .rsplit_once(',')
                .is_some_and(|(predicted, _)| predicted == again)
        });
        let same = same && predictions.lines().count() == again.lines().count();
        ensure!(same, "the opened network predicts something else");
        page.press("Fine-tune").await?;
        compared(page).await?;
        let report = report(page).await?;
        ensure!(
            report["comparison"]["source_file"] == "tuned.safetensors",
            "{}",
            report["comparison"]["source_file"]
        );
        Ok(())
    })
    .await
}

/// The title of a figure, and whether its picture and its table are there and shown.
async fn figure(page: &Page, id: &str) -> Result<String> {
    let look = format!(
        "const title = document.getElementById('{id}-title'), figure = title?.closest('figure');
        return figure && [...figure.querySelectorAll('svg')].some(it => it.getBoundingClientRect().height > 50)
            && figure.querySelector('table tbody tr') ? title.innerText : ''"
    );
    let title = page.execute(&look).await?;
    Ok(title.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn where_networks_err_is_shown_and_in_no_link() -> Result<()> {
    let site = Site::of_dist().await?;
    let (report, link) = visit(&site.url(), async |page| {
        page.resize(1280, 900).await?;
        page.press(SAMPLE).await?;
        page.press("Fine-tune").await?;
        compared(page).await?;
        page_is_short(page).await?;
        page_prints_whole(page).await?;
        page.press("Networks").await?;
        page.wait("the figures of the errors are there", READING, async || {
            page.execute("for (const fold of document.querySelectorAll('#tab-networks-panel details')) fold.open = true")
                .await?;
            let titles = [
                figure(page, "predicted").await?,
                figure(page, "errors-by-column").await?,
            ];
            Ok(titles[0].starts_with("Bias:") && titles[1].contains("errs most for date"))
        })
        .await?;
        page.check_width().await?;
        Ok((report(page).await?, link(page).await?))
    })
    .await?;
    let errors = &report["comparison"]["errors"];
    let held_out = &report["comparison"]["rows"]["held_out"];
    for network in errors["by_prediction"]
        .as_array()
        .context("nothing by prediction")?
    {
        let bins = network["bins"].as_array().context("there are no bins")?;
        let rows: u64 = bins.iter().filter_map(|bin| bin["rows"].as_u64()).sum();
        ensure!(Some(rows) == held_out.as_u64(), "{network}");
    }
    let bins = errors["by_column"]["bins"]
        .as_array()
        .context("nothing by column")?;
    ensure!(
        bins.len() > 1 && bins.iter().all(|bin| bin["rows"].as_u64() >= Some(10)),
        "{errors}"
    );
    visit(&link, async |page| {
        page.press("Networks").await?;
        page.wait_for_text(&["Where the networks err is not in the link"], READING)
            .await?;
        ensure!(
            figure(page, "predicted").await?.is_empty(),
            "the link carries the errors"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn one_table_is_enough_for_a_network() -> Result<()> {
    let site = Site::of_dist().await?;
    let folder = tempfile::tempdir()?;
    let table = |shift: i32, names: &str| {
        let rows = (0..60).map(|row| {
            let (x, z) = (row * 37 % 101 + shift, row * 53 % 89);
            format!("{x}.5,{z}.25,{}.5\n", x + 2 * z)
        });
        format!("{names}\n{}", rows.collect::<String>())
    };
    let source = written(folder.path(), "source.csv", table(0, "x,z,y"))?;
    let target = written(folder.path(), "target.csv", table(20, "x,z,y"))?;
    let network = visit(&site.url(), async |page| {
        page.choose_file("Source data", &source).await?;
        page.choose_file("Target data", &target).await?;
        both_read(page).await?;
        choose_label(page, "y").await?;
        page.press("Fine-tune").await?;
        compared(page).await?;
        unfold_kept(page).await?;
        page.download_bytes("Save the network: Fine-tuned network").await
    })
    .await?;
    let network = written(folder.path(), "tuned.safetensors", network)?;
    let alone = written(folder.path(), "alone.csv", "z,x\n3.25,1.5\n")?;
    let other = written(folder.path(), "other.csv", "x,other\n1.5,2.5\n2.5,3.5\n")?;
    visit(&site.url(), async |page| {
        page.choose_file("Source data", &alone).await?;
        unfold(page).await?;
        page.choose_file("Network file", &network).await?;
        page.wait_for_text(&["It needs no second one"], READING).await?;
        let predicted = page.download("Predict this table").await?;
        ensure!(
            predicted.lines().count() == 2 && predicted.contains("y (predicted)"),
            "{predicted}"
        );
        page.choose_file("Source data", &other).await?;
        page.wait_for_text(&["the table has no columns “z”"], READING)
            .await
    })
    .await
}

#[tokio::test]
async fn a_network_from_elsewhere_says_what_it_says_there() -> Result<()> {
    let site = Site::of_dist().await?;
    let folder = tempfile::tempdir()?;
    let known: Value = serde_json::from_slice(&std::fs::read(foreign("sklearn-number.json")?)?)?;
    let mut table = "a,b,c,d,y,elsewhere\n".to_owned();
    let rows = known["rows"].as_array().context("there are no rows")?;
    let predictions = known["predictions"].as_array().context("nothing was predicted")?;
    for (row, prediction) in rows.iter().zip(predictions) {
        for number in row.as_array().into_iter().flatten() {
            write!(table, "{number},")?;
        }
        writeln!(table, "{},{}", row[0], prediction[0])?;
    }
    let source = written(folder.path(), "source.csv", &table)?;
    let target = written(folder.path(), "target.csv", &table)?;
    visit(&site.url(), async |page| {
        page.choose_file("Source data", &source).await?;
        page.choose_file("Target data", &target).await?;
        both_read(page).await?;
        choose_label(page, "y").await?;
        unfold(page).await?;
        page.choose_file("Network file", &foreign("sklearn-number.onnx")?)
            .await?;
        let parity = page.find(Role::Choice, "Column with known predictions").await?;
        parity.select_by_value("elsewhere").await?;
        page.press("Use this network").await?;
        page.wait_for_text(&["Its predictions agree with the known ones"], READING)
            .await?;
        page.press("Remove the network").await?;
        page.wait_for_text(&["Start from a network you already have"], READING)
            .await
    })
    .await
}

#[tokio::test]
async fn a_damaged_network_is_explained() -> Result<()> {
    let site = Site::of_dist().await?;
    let folder = tempfile::tempdir()?;
    let whole = std::fs::read(foreign("torch-plain.safetensors")?)?;
    let cut = written(folder.path(), "cut.safetensors", &whole[..whole.len() / 2])?;
    visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        both_read(page).await?;
        unfold(page).await?;
        page.choose_file("Network file", &cut).await?;
        page.wait_for_text(&["cut.safetensors"], READING).await?;
        page.wait("the page says what is wrong", READING, async || {
            // Beside the button, and nowhere else.
            let alerts = "return [...document.querySelectorAll('[role=alert]')]
                .filter(it => it.checkVisibility()).map(it => [it.innerText, it.closest('.network')?.open])";
            let alerts = page.execute(alerts).await?;
            let text = alerts[0][0].as_str().unwrap_or_default();
            Ok(text.contains("damaged") && alerts[0][1] == true && alerts[1].is_null())
        })
        .await
    })
    .await
}

#[tokio::test]
async fn a_target_without_labels_is_adapted_to() -> Result<()> {
    let site = Site::of_dist().await?;
    let folder = tempfile::tempdir()?;
    let table = |shift: i32, labelled: bool| {
        let rows = (0..120).map(|row| {
            let (x, z) = (row * 37 % 101 + shift, row * 53 % 89);
            let label = if labelled {
                (x + 2 * z).to_string()
            } else {
                String::new()
            };
            format!("{x}.5,{z}.25,{label}\n")
        });
        "x,z,y\n".to_owned() + &rows.collect::<String>()
    };
    let source = written(folder.path(), "source.csv", table(0, true))?;
    let target = written(folder.path(), "target.csv", table(30, false))?;
    visit(&site.url(), async |page| {
        page.choose_file("Source data", &source).await?;
        page.choose_file("Target data", &target).await?;
        both_read(page).await?;
        choose_label(page, "y").await?;
        page.press("Adapt without labels").await?;
        compared(page).await?;
        let report = report(page).await?;
        ensure!(report["adaptation"].is_object(), "{report}");
        ensure!(
            report["advice"]["action"] == "collect_more",
            "{}",
            report["advice"]
        );
        let to_label = page.download("Save 20 rows to label").await?;
        ensure!(to_label.lines().count() == 21, "{to_label}");
        let predictions = page
            .download("Predict the target: Adapted network, not verified by labels")
            .await?;
        ensure!(predictions.lines().count() == 121, "{predictions}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_finished_stays_when_a_comparison_is_cancelled() -> Result<()> {
    let site = Site::of_dist().await?;
    visit(&site.url(), async |page| {
        page.press(SAMPLE).await?;
        page.press("Fine-tune").await?;
        page.wait_for_text(&["Results of the finished repeats"], TRAINING)
            .await?;
        ensure!(asks_before_it_closes(page).await?, "work would be lost unasked");
        page.press("Cancel").await?;
        cancelled(page).await?;
        ensure!(!asks_before_it_closes(page).await?, "asked where nothing runs");
        let report = report(page).await?;
        let repeats = report["comparison"]["repeats"].as_u64().unwrap_or_default();
        ensure!((2..10).contains(&repeats), "{repeats} repeats");
        Ok(())
    })
    .await
}

/// Whether the page asks before its tab closes.
async fn asks_before_it_closes(page: &Page) -> Result<bool> {
    let asked = page
        .execute("return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));")
        .await?;
    Ok(asked == true)
}
