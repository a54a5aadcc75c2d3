//! The hashes of inline scripts, written into the page's Content-Security-Policy.
//!
//! A short inline script starts the page (`shell`), and its text changes with every build. The policy forbids
//! inline scripts except those whose hash it names, so the hash is written after the build.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// What stands in `index.html` where the hashes go.
const PLACE: &str = "{{hashes}}";

/// Seals the page of the site in this folder.
pub(crate) fn run(site: &Path) -> Result<()> {
    let page = site.join("index.html");
    let html = fs::read_to_string(&page).with_context(|| format!("reading {}", page.display()))?;
    fs::write(&page, seal(&html)?)?;
    Ok(())
}

fn seal(html: &str) -> Result<String> {
    ensure!(
        html.matches(PLACE).count() == 1,
        "index.html has to hold {PLACE} once, in the `script-src` of its Content-Security-Policy"
    );
    let hashes: Vec<String> = inline_scripts(html).into_iter().map(hash).collect();
    Ok(html.replace(PLACE, &hashes.join(" ")))
}

fn hash(script: &str) -> String {
    format!("'{}'", integrity(script.as_bytes()))
}

/// The hash of a file, as browsers check it.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// The texts of the scripts that stand in the page itself, as the browser sees them.
fn inline_scripts(html: &str) -> Vec<&str> {
    let lower = html.to_ascii_lowercase();
    let mut scripts = Vec::new();
    let mut at = 0;
    while let Some(tag) = next_tag(&lower, at) {
        let Some(text) = lower[tag..].find('>').map(|end| tag + end + 1) else {
            break;
        };
        let Some(end) = lower[text..].find("</script").map(|end| text + end) else {
            break;
        };
        if !has_source(&lower[tag..text]) {
            scripts.push(&html[text..end]);
        }
        at = end;
    }
    scripts
}

/// Where the next script's tag begins, comments left out.
fn next_tag(html: &str, mut at: usize) -> Option<usize> {
    loop {
        let tag = at + html[at..].find("<script")?;
        match html[at..].find("<!--").map(|comment| at + comment) {
            Some(comment) if comment < tag => at = comment + html[comment..].find("-->")?,
            _ => return Some(tag),
        }
    }
}

fn has_source(tag: &str) -> bool {
    tag.split_ascii_whitespace().any(|word| word.starts_with("src="))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_hashed_and_others_are_not() {
        let html = "<meta content=\"script-src 'self' {{hashes}}\"><script src=\"a.js\"></script>\
                    <!-- <script>no</script> --><script type=\"module\">let x = '>';</script>";
        assert_eq!(inline_scripts(html), ["let x = '>';"]);
        // printf "let x = '>';" | openssl dgst -sha256 -binary | base64
        assert!(
            seal(html)
                .unwrap()
                .contains("script-src 'self' 'sha256-PTRUZmxdY7+KOL6oUH2kgKPBT0b1xp6XxrB5Ai5Xe6U='")
        );
    }

    #[test]
    fn a_page_without_a_place_for_hashes_is_refused() {
        assert!(seal("<script>1</script>").is_err());
        assert!(seal("{{hashes}} {{hashes}}").is_err());
    }
}
