//! chromedriver on a port of its own.

use std::env;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

/// How long the driver may take to start.
const START: Duration = Duration::from_secs(30);

/// How often a start is tried.
const ATTEMPTS: usize = 3;

/// A running chromedriver; it ends when the value is dropped.
#[derive(Debug)]
pub(crate) struct Driver {
    #[expect(dead_code, reason = "the process ends when the driver is dropped")]
    process: Child,
    url: String,
}

impl Driver {
    /// Starts chromedriver and waits until it listens. The port that it finds free for one kind of address can be
    /// taken for the other by the time it asks, and then it ends; the next one finds another.
    pub(crate) async fn start() -> Result<Self> {
        for _ in 1..ATTEMPTS {
            if let Ok(driver) = Self::attempt().await {
                return Ok(driver);
            }
        }
        Self::attempt().await
    }

    async fn attempt() -> Result<Self> {
        let program = env::var_os("KINDRED_CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        let stdout = process.stdout.take().context("chromedriver has no output")?;
        let mut lines = BufReader::new(stdout).lines();
        let port = timeout(START, async {
            while let Some(line) = lines.next_line().await? {
                if let Some(port) = port_in(&line) {
                    return Ok(port);
                }
            }
            bail!("chromedriver ended before it listened")
        })
        .await
        .context("chromedriver does not listen")??;
        // What it prints later has to go somewhere, or it waits for a reader.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self {
            process,
            url: format!("http://127.0.0.1:{port}"),
        })
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

fn port_in(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read() {
        assert_eq!(
            port_in("ChromeDriver was started successfully on port 40123."),
            Some(40_123)
        );
        assert_eq!(port_in("Only local connections are allowed."), None);
    }
}
