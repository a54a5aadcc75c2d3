//! The page's start, written after the build, when all files have their names: the script that starts the page, and what
//! the page has to know of its worker and its converter. Every file comes with its hash, which the browser checks.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};

use crate::seal::integrity;

/// The script that starts the page.
const START: &str = include_str!("../start.js");

/// What Trunk writes in the place of its own script (`Trunk.toml`), up to the names of the page's script and module.
const PAGE: &str = "<meta name=\"page\" content=\"";

/// The programs that are not the page, whose files Trunk gives no hash in their names.
const WORKERS: [&str; 2] = ["worker", "converter"];

/// Completes the page of the site in this folder.
pub(crate) fn write(site: &Path) -> Result<()> {
    let page = site.join("index.html");
    let html = fs::read_to_string(&page).with_context(|| format!("reading {}", page.display()))?;
    let mut html = start(site, &html)?;
    for name in WORKERS {
        let script = hashed(site, name, ".js")?;
        let module = hashed(site, name, "_bg.wasm")?;
        let place = format!("<meta name=\"{name}\" content=\"\">");
        let named = format!("<meta name=\"{name}\" content=\"{script} {module}\">");
        html = replace_once(&html, &place, &named)?;
    }
    Ok(fs::write(&page, html)?)
}

/// Puts the start into its place. The hashes of the scripts that are imported stand in an import map.
fn start(site: &Path, html: &str) -> Result<String> {
    let names = html.split_once(PAGE).and_then(|(_, rest)| rest.split_once('"'));
    let (names, _) = names.with_context(|| format!("index.html has no {PAGE}"))?;
    let (script, module) = names
        .split_once(' ')
        .context("the page has no script or no module")?;
    // What loads the second part, in builds that cut the page in two.
    let parts = script.replace(".js", "-parts.js");
    let mut hashes = serde_json::Map::new();
    for script in [script, &parts] {
        if let Ok(bytes) = fs::read(site.join(script)) {
            hashes.insert(format!("./{script}"), integrity(&bytes).into());
        }
    }
    ensure!(!hashes.is_empty(), "{script} is not there");
    let map = serde_json::json!({ "integrity": hashes });
    let module_hash = integrity(&fs::read(site.join(module)).with_context(|| format!("reading {module}"))?);
    let files = serde_json::json!([format!("./{script}"), format!("./{module}"), module_hash]);
    let script = replace_once(START, "{{files}}", &files.to_string())?;
    let start = format!("<script type=\"importmap\">{map}</script><script>{script}</script>");
    replace_once(html, &format!("{PAGE}{names}\">"), &start)
}

/// Puts a part of its hash into a file's name, and gives the name and the whole hash.
fn hashed(site: &Path, name: &str, ending: &str) -> Result<String> {
    let file = format!("{name}{ending}");
    let bytes = fs::read(site.join(&file)).with_context(|| format!("reading {file}"))?;
    let hash = Sha256::digest(&bytes)
        .iter()
        .take(8)
        .fold(0_u64, |hash, byte| hash << 8 | u64::from(*byte));
    let new = format!("{name}-{hash:016x}{ending}");
    fs::rename(site.join(file), site.join(&new))?;
    Ok(format!("{new} {}", integrity(&bytes)))
}

fn replace_once(text: &str, place: &str, new: &str) -> Result<String> {
    ensure!(text.matches(place).count() == 1, "{place} is not there once");
    Ok(text.replace(place, new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_names_each_file_with_its_hash() {
        let site = std::env::temp_dir().join(format!("kindred-shell-{}", std::process::id()));
        fs::create_dir_all(&site).unwrap();
        for file in [
            "page-1.js",
            "page-1_bg.wasm",
            "worker.js",
            "worker_bg.wasm",
            "converter.js",
            "converter_bg.wasm",
        ] {
            fs::write(site.join(file), file).unwrap();
        }
        let places = "<meta name=\"worker\" content=\"\"><meta name=\"converter\" content=\"\">";
        let html = format!("<head>{places}{PAGE}page-1.js page-1_bg.wasm\"></head>");
        fs::write(site.join("index.html"), &html).unwrap();
        write(&site).unwrap();
        let written = fs::read_to_string(site.join("index.html")).unwrap();
        // printf page-1.js | openssl dgst -sha256 -binary | base64
        let map = r#"<script type="importmap">{"integrity":{"./page-1.js":"sha256-wSeZNGm2WBL2iCAmkNkdxEooIxyF2+gwUQqD23YONGA="}}</script>"#;
        assert!(written.contains(map), "{written}");
        assert!(written.contains(&integrity(b"page-1_bg.wasm")), "{written}");
        // printf worker.js | sha256sum
        let worker = format!(
            "content=\"worker-fdd59fc971c44b2f.js {} worker-",
            integrity(b"worker.js")
        );
        assert!(written.contains(&worker), "{written}");
        assert!(site.join("worker-fdd59fc971c44b2f.js").is_file());
        // A second time there is nothing to complete.
        assert!(write(&site).is_err());
        fs::remove_dir_all(site).unwrap();
    }
}
