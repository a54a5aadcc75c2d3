//! The checks of the page, beside those that need no browser.

use std::env;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, ensure};

use crate::project::Project;

/// The checks of the page, which another process runs at the same time. What it prints goes into a file, and is shown when it
/// ends.
pub(crate) struct Beside {
    child: Child,
    log: PathBuf,
    has_ended: bool,
}

impl Beside {
    /// Starts it.
    pub(crate) fn start(project: &Project) -> Result<Self> {
        fs::create_dir_all(project.target())?;
        let log = project.target().join("page-checks.log");
        let file = File::create(&log)?;
        println!(
            "\n▸ Beside the next steps: tests in the browser, and the site (see {})",
            log.display()
        );
        let child = Command::new(env::current_exe()?)
            .arg("page-checks")
            .current_dir(project.root())
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .context("the checks of the page could not be started")?;
        Ok(Self {
            child,
            log,
            has_ended: false,
        })
    }

    /// Fails where it has failed already.
    pub(crate) fn check(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            Some(status) if !status.success() => self.end(),
            _ => Ok(()),
        }
    }

    /// Waits for its end, and shows what it printed.
    pub(crate) fn end(&mut self) -> Result<()> {
        let status = self.child.wait()?;
        self.has_ended = true;
        print!("{}", fs::read_to_string(&self.log)?);
        ensure!(status.success(), "the checks of the page ended with {status}");
        Ok(())
    }
}

impl Drop for Beside {
    /// Where another step has failed, nobody waits for it.
    fn drop(&mut self) {
        if !self.has_ended {
            drop(self.child.kill());
        }
    }
}
