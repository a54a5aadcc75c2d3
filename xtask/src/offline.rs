//! The service worker, which keeps the site for when there is no network. It is written after the build, when all files
//! have their names.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};

use crate::seal;

/// The name of the service worker in the site. It stays the same for ever: by it a browser asks for a new version.
const NAME: &str = "service-worker.js";

const TEMPLATE: &str = include_str!("../service-worker.js");

/// What stands in `index.html` where the name goes. Without it the page registers none, as while it is developed.
const PLACE: &str = "<meta name=\"service-worker\" content=\"\">";

/// Writes the service worker of a site, and its name into the page.
pub(crate) fn write(site: &Path) -> Result<()> {
    let page = site.join("index.html");
    let html = fs::read_to_string(&page).with_context(|| format!("reading {}", page.display()))?;
    ensure!(
        html.matches(PLACE).count() == 1,
        "index.html has to hold {PLACE} once"
    );
    let named = PLACE.replace("content=\"\"", &format!("content=\"{NAME}\""));
    fs::write(&page, html.replace(PLACE, &named))?;
    fs::write(site.join(NAME), script(site)?)?;
    Ok(())
}

/// The service worker for the files of a folder.
fn script(site: &Path) -> Result<String> {
    let mut files = Vec::new();
    list(site, "", &mut files)?;
    files.sort();
    // People ask for the folder, and hosts give the page.
    let mut entries = vec![entry("./", &site.join("index.html"))?];
    for file in &files {
        entries.push(entry(file, &site.join(file))?);
    }
    let entries = entries.concat();
    let version = Sha256::digest(&entries)
        .iter()
        .take(6)
        .fold(0_u64, |hash, byte| hash << 8 | u64::from(*byte));
    let script = TEMPLATE
        .replace("{{version}}", &format!("{version:012x}"))
        .replace("{{files}}", &format!("[\n{entries}]"));
    ensure!(
        !script.contains("{{"),
        "the service worker has a place that is not filled in"
    );
    Ok(script)
}

/// An address with the hash of the file that is there.
fn entry(address: &str, file: &Path) -> Result<String> {
    let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    Ok(format!("    [{address:?}, {:?}],\n", seal::integrity(&bytes)))
}

/// All files below a folder, by their address from there.
fn list(site: &Path, folder: &str, files: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(site.join(folder))? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name
            .to_str()
            .filter(|name| {
                name.bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
            })
            .with_context(|| format!("{} is no name for the web", entry.path().display()))?;
        let address = format!("{folder}{name}");
        if entry.file_type()?.is_dir() {
            list(site, &format!("{address}/"), files)?;
        } else if address != NAME {
            files.push(address);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(name: &str) -> std::path::PathBuf {
        let site = std::env::temp_dir().join(format!("kindred-{name}-{}", std::process::id()));
        fs::create_dir_all(site.join("samples")).unwrap();
        fs::write(site.join("index.html"), format!("<head>{PLACE}</head>")).unwrap();
        fs::write(site.join("samples/a.csv"), "x\n1\n").unwrap();
        site
    }

    #[test]
    fn every_file_is_kept_but_the_service_worker_itself() {
        let site = site("kept");
        write(&site).unwrap();
        let script = fs::read_to_string(site.join(NAME)).unwrap();
        let page = fs::read_to_string(site.join("index.html")).unwrap();
        let page_hash = seal::integrity(page.as_bytes());
        // printf 'x\n1\n' | openssl dgst -sha256 -binary | base64
        let sample_hash = "sha256-2v+DL4AgAOZFdxpgmDx2yWP27mAqYjDkUje9Ng6RzBo=";
        let files = format!(
            "[\n    [\"./\", {page_hash:?}],\n    [\"index.html\", {page_hash:?}],\n    \
             [\"samples/a.csv\", {sample_hash:?}],\n]"
        );
        assert!(script.contains(&files), "{script}");
        assert!(page.contains("content=\"service-worker.js\""), "{page}");
        assert!(write(&site).is_err(), "written twice");
        fs::remove_dir_all(site).unwrap();
    }

    #[test]
    fn the_version_changes_with_any_file() {
        let site = site("version");
        let first = script(&site).unwrap();
        assert_eq!(first, script(&site).unwrap());
        fs::write(site.join("samples/a.csv"), "x\n2\n").unwrap();
        assert_ne!(first, script(&site).unwrap());
        fs::write(site.join("samples/a b.csv"), "").unwrap();
        assert!(script(&site).is_err());
        fs::remove_dir_all(site).unwrap();
    }
}
