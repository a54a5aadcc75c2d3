//! One visit: an empty profile, a browser, a page, and the checks at the end.

use std::env;
use std::path::Path;

use anyhow::{Context as _, Error, Result, ensure};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::Page;
use crate::driver::Driver;
use crate::watch;

const FLAGS: &str = "--headless=new --no-sandbox --disable-gpu --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync";

/// The browser's own network log, in the folder of the profile.
const LOG: &str = "network.json";

/// Opens a page in a browser with an empty profile, does what `test` says, and closes the browser.
///
/// Fails where the test does, and also where the page or one of its workers logged an error or a warning, or
/// asked another origin for anything.
pub async fn visit<T>(url: &str, test: impl AsyncFnOnce(&Page) -> Result<T>) -> Result<T> {
    let profile = TempDir::new().context("making a profile")?;
    let (outcome, console) = look_at(url, profile.path(), test).await?;
    let mut complaints = console;
    complaints.append(&mut watch::network(&profile.path().join(LOG), url).await?);
    let complaints = complaints.join("\n");
    match outcome {
        Err(error) if complaints.is_empty() => Err(error),
        Err(error) => Err(Error::msg(format!("{error:#}\n{complaints}"))),
        Ok(value) => {
            ensure!(complaints.is_empty(), "{complaints}");
            Ok(value)
        }
    }
}

/// Opens a page as [`visit`] does, for a test that does to it what it must not do by itself: what it logs, and whom it asks,
/// is for the test to judge.
pub async fn visit_unjudged<T>(url: &str, test: impl AsyncFnOnce(&Page) -> Result<T>) -> Result<T> {
    let profile = TempDir::new().context("making a profile")?;
    look_at(url, profile.path(), test).await?.0
}

/// What the test gives, and the errors and warnings that the page logged.
async fn look_at<T>(
    url: &str,
    profile: &Path,
    test: impl AsyncFnOnce(&Page) -> Result<T>,
) -> Result<(Result<T>, Vec<String>)> {
    let driver = Driver::start().await?;
    let client = open(&driver, profile, &profile.join(LOG)).await?;
    let page = Page::new(client.clone(), profile.join("downloads"));
    let outcome = match page.open(url).await {
        Ok(()) => test(&page).await,
        Err(error) => Err(error),
    };
    if outcome.is_err() {
        page.keep_picture().await;
    }
    let console = page.console().await.and_then(|entries| watch::console(&entries));
    client.close().await.context("closing the browser")?;
    Ok((outcome, console?))
}

async fn open(driver: &Driver, profile: &Path, log: &Path) -> Result<Client> {
    let flags = env::var("KINDRED_CHROMIUM_FLAGS").unwrap_or_else(|_| FLAGS.to_owned());
    let mut arguments: Vec<String> = flags.split_whitespace().map(str::to_owned).collect();
    arguments.push("--window-size=1280,900".to_owned());
    arguments.push(format!("--user-data-dir={}", profile.join("profile").display()));
    arguments.push(format!("--log-net-log={}", log.display()));
    let mut options = json!({ "args": arguments });
    if let Some(program) = env::var_os("KINDRED_CHROMIUM") {
        options["binary"] = json!(program.to_string_lossy());
    }
    let capabilities: Map<String, Value> = [
        ("goog:chromeOptions".to_owned(), options),
        ("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" })),
    ]
    .into_iter()
    .collect();
    ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(driver.url())
        .await
        .context("starting the browser")
}
