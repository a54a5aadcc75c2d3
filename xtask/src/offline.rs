//! The service worker, which keeps the site for when there is no network. It is written after the build, when all files
//! have their names.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};

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
    let mut hasher = Sha256::new();
    for file in &files {
        let text = fs::read(site.join(file))?;
        // Lengths keep a name and a text, or two texts, from flowing into each other.
        for part in [file.as_bytes(), &text] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    let version = hasher
        .finalize()
        .iter()
        .take(6)
        .fold(0_u64, |hash, byte| hash << 8 | u64::from(*byte));
    let mut addresses: Vec<&str> = files.iter().map(String::as_str).collect();
    // People ask for the folder, and hosts give the page.
    addresses.insert(0, "./");
    let addresses: Vec<String> = addresses.iter().map(|file| format!("    {file:?},\n")).collect();
    let script = TEMPLATE
        .replace("{{version}}", &format!("{version:012x}"))
        .replace("{{files}}", &format!("[\n{}]", addresses.concat()));
    ensure!(
        !script.contains("{{"),
        "the service worker has a place that is not filled in"
    );
    Ok(script)
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
        assert!(
            script.contains("[\n    \"./\",\n    \"index.html\",\n    \"samples/a.csv\",\n]"),
            "{script}"
        );
        let page = fs::read_to_string(site.join("index.html")).unwrap();
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
