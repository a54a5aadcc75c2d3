//! A network file that is opened chooses what it was trained on, wherever on the page it was dropped.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use end_to_end::steps::{READING, both_read, choose_label, compared, unfold_kept};
use end_to_end::{Page, Role, Site, visit};

/// Sixty rows of these columns, of which `y` follows from `x` and `z`.
fn table(folder: &Path, name: &str, columns: &[&str], shift: u32) -> Result<PathBuf> {
    let mut text = columns.join(",") + "\n";
    for row in 0..60_u32 {
        let (x, z) = (row * 37 % 61 + shift, row * 53 % 59);
        let cells = columns.iter().map(|column| match *column {
            "x" => format!("{x}.5"),
            "z" => format!("{z}.25"),
            "w" => format!("{}.75", row * 29 % 57),
            _ => format!("{}.125", x + 2 * z),
        });
        text += &(cells.collect::<Vec<_>>().join(",") + "\n");
    }
    let file = folder.join(name);
    std::fs::write(&file, text)?;
    Ok(file)
}

/// A network that takes `x` and `z` and predicts `y`.
async fn network(site: &Site, folder: &Path) -> Result<PathBuf> {
    let source = table(folder, "source.csv", &["x", "z", "y"], 0)?;
    let target = table(folder, "target.csv", &["x", "z", "y"], 3)?;
    let bytes = visit(&site.url(), async |page| {
        page.drop_files(&[&source, &target]).await?;
        both_read(page).await?;
        choose_label(page, "y").await?;
        page.press("Fine-tune").await?;
        compared(page).await?;
        unfold_kept(page).await?;
        page.download_bytes("Save the network: Source network").await
    })
    .await?;
    let file = folder.join("trained.safetensors");
    std::fs::write(&file, bytes)?;
    Ok(file)
}

/// The label that is chosen, and the columns that are used.
async fn chosen(page: &Page) -> Result<String> {
    let script = "return document.getElementById('label').value + ': ' +
        [...document.querySelectorAll('.overview tbody tr')].filter(row => row.querySelector(':checked'))
            .map(row => row.querySelector('th').firstElementChild?.innerText ?? row.querySelector('th').firstChild.data).join()";
    Ok(page
        .execute(script)
        .await?
        .as_str()
        .unwrap_or_default()
        .to_owned())
}

async fn wait_for(page: &Page, what: &str) -> Result<()> {
    let is_so = page.wait(what, READING, async || Ok(chosen(page).await? == what));
    if let Err(error) = is_so.await {
        anyhow::bail!("{error}: it is {}", chosen(page).await?);
    }
    Ok(())
}

#[tokio::test]
async fn an_opened_network_chooses_label_and_inputs() -> Result<()> {
    let site = Site::of_dist().await?;
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    let network = network(&site, folder).await?;
    let columns = ["w", "z", "x", "y"];
    let source = table(folder, "wide-source.csv", &columns, 0)?;
    let target = table(folder, "wide-target.csv", &columns, 3)?;
    let poor = table(folder, "poor-target.csv", &["w", "x", "y"], 3)?;
    visit(&site.url(), async |page| {
        // Dropped before there are tables, it waits for them.
        page.drop_files(&[&network]).await?;
        page.wait_for_text(&["Kindred network"], READING).await?;
        page.drop_files(&[&source, &target]).await?;
        wait_for(page, "y: z,x").await?;
        page.wait_for_text(&["sets the label and 2 input columns"], READING)
            .await?;
        // What the user changes after that stays.
        choose_label(page, "w").await?;
        page.wait_for_text(&["the label chosen under Data is “w”"], READING)
            .await?;
        choose_label(page, "y").await?;
        page.press("Remove the network").await?;
        wait_for(page, "y: w,z,x").await?;
        // Dropped on the place of a table, it is a network all the same.
        page.drop_file("Target data", &network).await?;
        wait_for(page, "y: z,x").await?;
        page.choose_file("Target data", &poor).await?;
        page.wait_for_text(&["the table has no columns “z”"], READING)
            .await?;
        let fine_tune = page.find(Role::Button, "Fine-tune").await?;
        ensure!(
            !fine_tune.is_enabled().await?,
            "a network is used that does not fit"
        );
        Ok(())
    })
    .await
}
