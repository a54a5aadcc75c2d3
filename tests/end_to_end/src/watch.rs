//! What a page must never do: log an error or a warning, or ask another origin for anything.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use url::Url;

/// How long a browser may take to finish its network log after it was closed.
const FLUSH: Duration = Duration::from_secs(10);

/// The errors and warnings in a browser's console log.
pub(crate) fn console(entries: &Value) -> Result<Vec<String>> {
    let entries = entries.as_array().context("the console log is no list")?;
    Ok(entries
        .iter()
        .filter(|entry| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING")))
        .map(|entry| {
            let level = entry["level"].as_str().unwrap_or_default().to_lowercase();
            format!(
                "the page logged ({level}): {}",
                entry["message"].as_str().unwrap_or_default()
            )
        })
        .collect())
}

/// What a page at `url` asked of other origins, from the browser's own network log.
pub(crate) async fn network(file: &Path, url: &str) -> Result<Vec<String>> {
    let log = finished(file).await?;
    let origin = Url::parse(url)?.origin().ascii_serialization();
    let requests = requests(&log)?;
    // A log that does not even show the page itself would prove nothing.
    ensure!(
        requests.iter().any(|request| request.url.starts_with(&origin)),
        "the network log does not show that the page was loaded"
    );
    let foreign: BTreeSet<String> = requests
        .into_iter()
        .filter(|request| request.initiator == origin && !is_own(&request.url, &origin))
        .map(|request| format!("the page asked another origin: {}", request.url))
        .collect();
    Ok(foreign.into_iter().collect())
}

fn is_own(url: &str, origin: &str) -> bool {
    if url.starts_with("data:") {
        return true;
    }
    let url = url.strip_prefix("blob:").unwrap_or(url);
    Url::parse(url).is_ok_and(|url| url.origin().ascii_serialization() == origin)
}

/// Waits until the browser has written the end of its log.
async fn finished(file: &Path) -> Result<String> {
    let end = tokio::time::Instant::now() + FLUSH;
    loop {
        let log = tokio::fs::read_to_string(file).await.unwrap_or_default();
        if serde_json::from_str::<serde::de::IgnoredAny>(&log).is_ok() {
            return Ok(log);
        }
        ensure!(
            tokio::time::Instant::now() < end,
            "the browser did not finish its network log"
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Request {
    url: String,
    initiator: String,
}

/// The requests in a network log with the origins that started them.
fn requests(log: &str) -> Result<Vec<Request>> {
    let log: Value = serde_json::from_str(log)?;
    let kind = &log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"];
    ensure!(kind.is_number(), "the network log has another form than expected");
    let events = log["events"]
        .as_array()
        .context("the network log has no events")?;
    Ok(events
        .iter()
        .filter(|event| event["type"] == *kind)
        .filter_map(|event| {
            Some(Request {
                url: event["params"]["url"].as_str()?.to_owned(),
                initiator: event["params"]["initiator"].as_str()?.to_owned(),
            })
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn errors_and_warnings_are_told() {
        let log = json!([
            {"level": "INFO", "message": "fine"},
            {"level": "WARNING", "message": "careful"},
            {"level": "SEVERE", "message": "broken"},
        ]);
        assert_eq!(
            console(&log).unwrap(),
            [
                "the page logged (warning): careful",
                "the page logged (severe): broken"
            ]
        );
    }

    #[test]
    fn own_addresses_are_known() {
        let origin = "http://127.0.0.1:80801";
        assert!(!is_own("http://127.0.0.1:8080/", origin));
        let origin = "http://127.0.0.1:8080";
        assert!(is_own("http://127.0.0.1:8080/a", origin));
        assert!(is_own("blob:http://127.0.0.1:8080/a-b", origin));
        assert!(is_own("data:text/plain,a", origin));
        assert!(!is_own("http://127.0.0.1:8081/", origin));
        assert!(!is_own("http://127.0.0.1:8080.example.org/", origin));
        assert!(!is_own("nonsense", origin));
    }

    #[test]
    fn requests_are_read_with_their_initiators() {
        let log = json!({
            "constants": {"logEventTypes": {"URL_REQUEST_START_JOB": 7, "OTHER": 8}},
            "events": [
                {"type": 8, "params": {"url": "http://a/", "initiator": "http://b"}},
                {"type": 7, "params": {"url": "http://c/", "initiator": "http://d"}},
                {"type": 7},
            ],
        });
        let found = requests(&log.to_string()).unwrap();
        assert_eq!(
            found,
            [Request {
                url: "http://c/".into(),
                initiator: "http://d".into()
            }]
        );
        assert!(requests("{}").is_err());
    }
}
