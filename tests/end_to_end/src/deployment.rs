//! A site in a folder of its own, where a test can damage files and bring out a new version.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use crate::{Site, copy_site, given};

/// The file by which a browser asks for a new version.
const SERVICE_WORKER: &str = "service-worker.js";

/// The built page, served from a copy that may change.
#[derive(Debug)]
pub struct Deployment {
    /// Where it is served.
    pub site: Site,
    folder: TempDir,
}

impl Deployment {
    /// Copies the built page and serves the copy.
    pub async fn of_dist() -> Result<Self> {
        let folder = TempDir::new().context("making a folder for the site")?;
        copy_site(&given("KINDRED_DIST")?, folder.path())?;
        let site = Site::of_folder(folder.path()).await?;
        Ok(Self { site, folder })
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The only file whose name begins and ends so.
    pub fn file(&self, beginning: &str, ending: &str) -> Result<PathBuf> {
        let mut found = Vec::new();
        for entry in fs::read_dir(self.path())? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(beginning) && name.ends_with(ending) {
                found.push(entry.path());
            }
        }
        ensure!(found.len() == 1, "not one {beginning}…{ending}, but {found:?}");
        found.pop().context("there is none")
    }

    /// Changes a text of the page, without a word in the list of the service worker.
    pub fn edit(&self, file: &str, old: &str, new: &str) -> Result<()> {
        let path = self.path().join(file);
        let text = fs::read_to_string(&path)?;
        ensure!(text.contains(old), "{file} does not hold {old}");
        Ok(fs::write(&path, text.replace(old, new))?)
    }

    /// Gives the only file whose name begins and ends so another name, in the document and in the list, too. Gives
    /// the old name.
    pub fn rename(&self, beginning: &str, ending: &str) -> Result<String> {
        let path = self.file(beginning, ending)?;
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .context("no name")?;
        let new = name.replacen(beginning, &format!("{beginning}new-"), 1);
        for file in ["index.html", SERVICE_WORKER] {
            self.edit(file, name, &new)?;
        }
        fs::rename(&path, self.path().join(&new))?;
        Ok(name.to_owned())
    }

    /// Brings the list of the service worker up to date with the page's document, as a new version of the site.
    pub fn renew(&self, version: &str) -> Result<()> {
        let script = fs::read_to_string(self.path().join(SERVICE_WORKER))?;
        let document = fs::read(self.path().join("index.html"))?;
        let mut lines: Vec<String> = script.lines().map(str::to_owned).collect();
        for line in &mut lines {
            if line.starts_with("const VERSION") {
                *line = format!("const VERSION = '{version}';");
            }
            for name in ["./", "index.html"] {
                if line.trim_start().starts_with(&format!("[{name:?}, ")) {
                    *line = format!("    [{name:?}, {:?}],", integrity(&document));
                }
            }
        }
        Ok(fs::write(self.path().join(SERVICE_WORKER), lines.join("\n"))?)
    }
}

/// The hash of a file, as browsers check it.
#[must_use]
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}
