//! `cargo xtask reproduce`: whether two builds give the same site.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::process;
use crate::project::Project;
use crate::site;

/// Builds the site here and from a copy of the source in another folder, and compares all files.
pub(crate) fn run(project: &Project) -> Result<()> {
    site::dist(project)?;
    let here = hashes(&project.dist())?;
    // Not below this folder, whose settings cargo would take together with those of the copy.
    let other = env::temp_dir().join(format!("kindred-reproduced-{}", std::process::id()));
    copy_source(project, &other)?;
    let built = process::step(
        &format!("Build the site again in {} (about 10 minutes)", other.display()),
        || {
            let mut command = project.cargo();
            command.current_dir(&other).args(["xtask", "dist"]);
            process::run(
                command
                    .env_remove("CARGO_TARGET_DIR")
                    .env_remove("CARGO_MANIFEST_DIR"),
            )
        },
    );
    let there = built.and_then(|()| hashes(&other.join("dist")));
    fs::remove_dir_all(&other)?;
    let differing = differing(&here, &there?);
    ensure!(
        differing.is_empty(),
        "two builds differ in {}",
        differing.join(", ")
    );
    println!("\nTwo builds gave the same {} files:", here.len());
    for (file, hash) in here {
        println!("{hash}  {file}");
    }
    Ok(())
}

/// Copies what git knows of, as it is now.
fn copy_source(project: &Project, to: &Path) -> Result<()> {
    let files = process::read(project.command("git").args(["ls-files", "-z"]))?;
    for file in files.split_terminator('\0') {
        let from = project.root().join(file);
        // What was removed and not yet committed.
        if !from.is_file() {
            continue;
        }
        let to = to.join(file);
        fs::create_dir_all(to.parent().context("a file has no folder")?)?;
        fs::copy(from, to)?;
    }
    Ok(())
}

/// The SHA-256 of every file below a folder, by its path from there.
fn hashes(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut files: Vec<PathBuf> = Vec::new();
    site::list(folder, &mut files)?;
    files
        .iter()
        .map(|file| {
            let hash = Sha256::digest(fs::read(file)?);
            Ok((
                file.strip_prefix(folder)?.display().to_string(),
                STANDARD.encode(hash),
            ))
        })
        .collect()
}

/// The files that only one side has or that differ.
fn differing(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Vec<String> {
    let mut names: Vec<&String> = one.keys().chain(other.keys()).collect();
    names.sort();
    names.dedup();
    names.retain(|name| one.get(*name) != other.get(*name));
    names.into_iter().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_differ_are_named() {
        let folder = env::temp_dir().join(format!("kindred-hashes-{}", std::process::id()));
        let write = |name: &str, text: &str| {
            let file = folder.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        };
        for (name, text) in [("one/same", "a"), ("one/in/changed", "a"), ("one/gone", "a")] {
            write(name, text);
        }
        for (name, text) in [("two/same", "a"), ("two/in/changed", "b"), ("two/new", "a")] {
            write(name, text);
        }
        let [one, two] = ["one", "two"].map(|name| hashes(&folder.join(name)).unwrap());
        assert_eq!(differing(&one, &two), ["gone", "in/changed", "new"]);
        assert!(differing(&one, &one).is_empty());
        fs::remove_dir_all(folder).unwrap();
    }
}
