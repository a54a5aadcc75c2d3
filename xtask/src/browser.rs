//! Chromium and its driver, for the tests that need a real browser.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::process;
use crate::project::Project;

const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const DRIVER: &str = "chromedriver";
const REMEDY: &str = "Install Chromium and a chromedriver of the same major version \
    (Debian: `apt-get install chromium chromium-driver`; elsewhere: Chrome and \
    https://googlechromelabs.github.io/chrome-for-testing/), so that both are on the path.";

/// A browser and the program that drives it.
#[derive(Debug)]
pub(crate) struct Browser {
    /// Chromium or Chrome.
    pub(crate) program: PathBuf,
    /// chromedriver.
    pub(crate) driver: PathBuf,
}

impl Browser {
    /// Finds both, installs them where this is a machine of its own, and checks that they fit.
    pub(crate) fn set_up(project: &Project) -> Result<Self> {
        if Self::find(project).is_none() && may_install(project) {
            process::step(
                "Install Chromium and its driver with apt-get (1 to 2 minutes)",
                || {
                    let apt = || {
                        let mut command = project.command("apt-get");
                        command.env("DEBIAN_FRONTEND", "noninteractive");
                        command
                    };
                    process::run(apt().args(["update", "--quiet"]))?;
                    process::run(apt().args([
                        "install",
                        "--yes",
                        "--quiet",
                        "--no-install-recommends",
                        "chromium",
                        "chromium-driver",
                    ]))
                },
            )?;
        }
        let Some(browser) = Self::find(project) else {
            let missing = if BROWSERS.iter().all(|name| project.program(name).is_none()) {
                "Chromium"
            } else {
                DRIVER
            };
            anyhow::bail!("{missing} is missing. {REMEDY}");
        };
        browser.check_versions(project)?;
        Ok(browser)
    }

    fn find(project: &Project) -> Option<Self> {
        Some(Self {
            program: BROWSERS.iter().find_map(|name| project.program(name))?,
            driver: project.program(DRIVER)?,
        })
    }

    fn check_versions(&self, project: &Project) -> Result<()> {
        let answer = |program| process::read(project.command(program).arg("--version"));
        let (browser, driver) = (answer(&self.program)?, answer(&self.driver)?);
        let (browser_major, driver_major) = (major(&browser), major(&driver));
        ensure!(
            browser_major.is_some() && browser_major == driver_major,
            "{} is \"{}\" and {} is \"{}\": they do not fit. {REMEDY}",
            self.program.display(),
            browser.trim(),
            self.driver.display(),
            driver.trim()
        );
        Ok(())
    }
}

/// Whether packages can be installed without asking: as root, where there is apt-get.
fn may_install(project: &Project) -> bool {
    project.program("apt-get").is_some()
        && process::read(project.command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// The major version in an answer to `--version`.
fn major(answer: &str) -> Option<&str> {
    answer
        .split_whitespace()
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?
        .split('.')
        .next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_the_first_number() {
        assert_eq!(
            major("Chromium 156.0.8078.79 built on Debian GNU/Linux 12"),
            Some("156")
        );
        assert_eq!(major("ChromeDriver 155.0.1 (a21ce95)"), Some("155"));
        assert_eq!(major("Chromium"), None);
    }
}
