//! What a person does on Kindred's page, by the names that its contract promises.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use crate::{Page, Role};

/// How long a file may take to be read.
pub const READING: Duration = Duration::from_mins(1);
/// How long a test may take.
pub const TESTING: Duration = Duration::from_mins(3);
/// How long training and comparing may take, on a small machine that also does something else.
pub const TRAINING: Duration = Duration::from_mins(10);
/// How long a cancelled computation may go on to show.
const CANCELLING: Duration = Duration::from_secs(3);

/// The name of the button of a pair of sample tables.
pub const SAMPLE: &str = "Power meter A, 2016 → 2017";

/// What the verdict says, as soon as there is one.
pub async fn verdict(page: &Page, limit: Duration) -> Result<String> {
    let status = page.find(Role::Status, "Verdict").await?;
    let says_something = async || Ok(!status.text().await?.trim().is_empty());
    page.wait("there is a verdict", limit, says_something).await?;
    Ok(status.text().await?)
}

/// Waits until both tables are read, so that the test can be run.
pub async fn both_read(page: &Page) -> Result<()> {
    let button = page.find(Role::Button, "Run the test").await?;
    page.wait("both tables are read", READING, async || {
        Ok(button.is_enabled().await?)
    })
    .await
}

/// Chooses the column that the network predicts.
pub async fn choose_label(page: &Page, label: &str) -> Result<()> {
    let choice = page.find_with(Role::Choice, &["abel"]).await?;
    Ok(choice.select_by_value(label).await?)
}

/// Unfolds the data section, which folds when both tables are chosen.
pub async fn unfold_data(page: &Page) -> Result<()> {
    page.execute("const data = document.querySelector('#data > details'); if (!data.open) data.querySelector('summary').click()")
        .await?;
    Ok(())
}

/// Unfolds the networks of a comparison, as soon as they are there.
pub async fn unfold_kept(page: &Page) -> Result<()> {
    page.press("Networks").await?;
    page.wait("the networks are at hand", READING, async || {
        let unfold = "const kept = document.querySelector('details.kept'); if (kept) kept.open = true; return kept !== null";
        Ok(page.execute(unfold).await? == true)
    })
    .await
}

/// The link to the result, which stands in a tab of its own.
pub async fn link(page: &Page) -> Result<String> {
    page.press("Share").await?;
    let field = page.find(Role::Text, "Link").await?;
    let link = field
        .prop("value")
        .await?
        .context("the link's field has no value")?;
    ensure!(link.contains("#v1."), "{link} is no link to a result");
    Ok(link)
}

/// Waits until the computation that was started has come to its end by itself.
pub async fn compared(page: &Page) -> Result<()> {
    page.find(Role::Button, "Cancel").await?;
    nothing_runs(page, TRAINING).await
}

/// Waits until a cancelled computation is gone, which has to be at once.
pub async fn cancelled(page: &Page) -> Result<()> {
    nothing_runs(page, CANCELLING).await
}

async fn nothing_runs(page: &Page, limit: Duration) -> Result<()> {
    let nothing = async || Ok(page.count(Role::Button, "Cancel").await? == 0);
    page.wait("nothing runs", limit, nothing).await
}
