//! What comes with the site for the sake of others' rights: the licences of all crates in it, and a bill of materials.
//!
//! cargo says which crates go into the modules, and their licences lie in the packages that it downloaded.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::process;
use crate::project::Project;

/// The names of the files in the site; `index.html` leads to the first.
const LICENCES: &str = "licences.txt";
const OF_RUST: &str = "licences-of-rust.html";
const MATERIALS: &str = "bill-of-materials.json";

/// What the modules of the site are built for and with.
const BUILT: [&str; 5] = [
    "--locked",
    "--no-default-features",
    "--features=page,worker,converter",
    "--target=wasm32-unknown-unknown",
    // Neither build scripts nor macros are in the modules.
    "--edges=normal,no-proc-macro",
];

/// The beginnings of the names of files with licences and notices.
const BEGINNINGS: [&str; 6] = [
    "LICENSE",
    "LICENCE",
    "COPYING",
    "NOTICE",
    "UNLICENSE",
    "COPYRIGHT",
];

/// A crate in the site.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Crate {
    name: String,
    version: String,
    /// As an SPDX expression.
    licence: String,
    /// The folder of its package.
    folder: PathBuf,
}

/// Writes the licences and the bill of materials into the folder of a site.
pub(crate) fn write(project: &Project, site: &Path) -> Result<()> {
    let crates = crates(project)?;
    fs::write(site.join(LICENCES), licences(project.root(), &crates)?)?;
    let lock = fs::read_to_string(project.root().join("Cargo.lock"))?;
    fs::write(site.join(MATERIALS), materials(&crates, &checksums(&lock))?)?;
    let mut rustc = project.command(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    let sysroot = process::read(rustc.args(["--print", "sysroot"]))?;
    let notices = Path::new(sysroot.trim()).join("share/doc/rust/COPYRIGHT-library.html");
    fs::copy(&notices, site.join(OF_RUST))
        .with_context(|| format!("{} is missing; Rust from rustup has it", notices.display()))?;
    Ok(())
}

/// The crates in the modules of the site, without Kindred itself.
fn crates(project: &Project) -> Result<BTreeSet<Crate>> {
    let metadata = process::read(project.cargo().args([
        "metadata",
        "--locked",
        "--format-version=1",
        "--all-features",
    ]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"]
        .as_array()
        .context("cargo names no packages")?;
    let mut folders: BTreeMap<(String, String), PathBuf> = BTreeMap::new();
    for package in packages.iter().filter(|package| package["source"].is_string()) {
        let manifest = PathBuf::from(text(&package["manifest_path"]));
        let folder = manifest.parent().context("a manifest has no folder")?;
        folders.insert(
            (text(&package["name"]), text(&package["version"])),
            folder.to_owned(),
        );
    }
    let mut tree = project.cargo();
    tree.args(["tree", "--package=kindred", "--prefix=none", "--format={p}|{l}"]);
    let tree = process::read(tree.args(BUILT))?;
    Ok(in_tree(&tree, &folders))
}

/// The crates in the answer of `cargo tree` whose folders are known, which are those of others.
fn in_tree(tree: &str, folders: &BTreeMap<(String, String), PathBuf>) -> BTreeSet<Crate> {
    let crates = tree.lines().filter_map(|line| {
        // A crate that stands there a second time has a mark behind it.
        let (package, licence) = line.trim_end_matches(" (*)").split_once('|')?;
        let (name, version) = package.split_once(" v")?;
        let version = version.split(' ').next()?;
        let folder = folders.get(&(name.to_owned(), version.to_owned()))?;
        Some(Crate {
            name: name.to_owned(),
            version: version.to_owned(),
            // Old packages write `MIT/Apache-2.0`.
            licence: licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR "),
            folder: folder.clone(),
        })
    });
    crates.collect()
}

/// All licences, each text once with the crates that it came with.
fn licences(root: &Path, crates: &BTreeSet<Crate>) -> Result<String> {
    let mut all = vec![format!(
        "Kindred is free software under the MIT or the Apache-2.0 licence, at your choice.\n\n\
         These libraries are part of it. {OF_RUST} has the notices of Rust's own library, and samples/README.md\n\
         says where the sample tables come from. Small scripts around the modules come from wasm-bindgen, wasm_split\n\
         and Trunk, under the MIT or the Apache-2.0 licence.\n"
    )];
    // By the text without its line breaks, which differ between copies.
    let mut texts: BTreeMap<String, (String, BTreeSet<String>)> = BTreeMap::new();
    let mut add = |owner: &str, folder: &Path| -> Result<()> {
        let mut files: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
            let path = entry?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .to_uppercase();
            if path.is_file() && BEGINNINGS.iter().any(|beginning| name.starts_with(beginning)) {
                files.push(path);
            }
        }
        files.sort();
        for file in files {
            let text = String::from_utf8_lossy(&fs::read(&file)?)
                .trim()
                .replace('\r', "");
            let key = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let (_, owners) = texts.entry(key).or_insert((text, BTreeSet::new()));
            owners.insert(owner.to_owned());
        }
        Ok(())
    };
    add("Kindred", root)?;
    for package in crates {
        let owner = format!("{} {}", package.name, package.version);
        all.push(format!("{owner}: {}", package.licence));
        add(&owner, &package.folder)?;
    }
    for (text, owners) in texts.values() {
        let owners: Vec<&str> = owners.iter().map(String::as_str).collect();
        all.push(format!("\n{}\n{}\n\n{text}", "-".repeat(72), owners.join(", ")));
    }
    Ok(all.join("\n"))
}

/// The SHA-256 of each package in Cargo.lock.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let field = |entry: &str, name: &str| {
        let line = entry
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "))?;
        Some(line.trim_matches('"').to_owned())
    };
    let entries = lock.split("[[package]]").filter_map(|entry| {
        let package = (field(entry, "name")?, field(entry, "version")?);
        Some((package, field(entry, "checksum")?))
    });
    entries.collect()
}

/// The bill of materials, as `CycloneDX` has it. It names no time, so that two builds give the same.
fn materials(crates: &BTreeSet<Crate>, checksums: &BTreeMap<(String, String), String>) -> Result<String> {
    let components = crates.iter().map(|package| {
        let Crate {
            name,
            version,
            licence,
            ..
        } = package;
        let checksum = checksums
            .get(&(name.clone(), version.clone()))
            .with_context(|| format!("Cargo.lock has no checksum of {name} {version}"))?;
        let address = format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"));
        Ok(json!({
            "type": "library",
            "bom-ref": address,
            "name": name,
            "version": version,
            "purl": address,
            "licenses": [{ "expression": licence }],
            "hashes": [{ "alg": "SHA-256", "content": checksum }],
        }))
    });
    let components = components.collect::<Result<Vec<_>>>()?;
    let own = json!({ "type": "application", "name": "kindred", "version": env!("CARGO_PKG_VERSION") });
    Ok(serde_json::to_string_pretty(&json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": own },
        "components": components,
    }))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_names_its_crates_with_their_licences() {
        let project = Project::find().unwrap();
        let crates = crates(&project).unwrap();
        let has = |name: &str| crates.iter().any(|package| package.name == name);
        assert!(has("burn-ndarray") && has("leptos") && has("parquet"));
        // A macro, a tool for tests, a dependency of xtask, and Kindred itself.
        assert!(
            !has("serde_derive") && !has("proptest") && !has("wasm_split_cli_support") && !has("kindred")
        );
        let unlicensed: Vec<&Crate> = crates
            .iter()
            .filter(|package| package.licence.is_empty())
            .collect();
        assert!(unlicensed.is_empty(), "{unlicensed:?}");
        let text = licences(project.root(), &crates).unwrap();
        assert!(
            text.lines()
                .any(|line| line.starts_with("leptos ") && line.ends_with(": MIT"))
        );
        // Many crates share the text of a licence.
        assert!(
            text.lines()
                .any(|line| line.starts_with("Kindred, ") && line.matches(", ").count() > 9)
        );
        let lock = fs::read_to_string(project.root().join("Cargo.lock")).unwrap();
        let bill: Value = serde_json::from_str(&materials(&crates, &checksums(&lock)).unwrap()).unwrap();
        assert_eq!(bill["components"].as_array().unwrap().len(), crates.len());
    }

    #[test]
    fn the_answer_of_cargo_tree_is_read() {
        let folders = [("a", "1.0.0"), ("b", "2.0.0+c")]
            .map(|(name, version)| ((name.to_owned(), version.to_owned()), PathBuf::from("/x")));
        let tree =
            "own v0.1.0 (/here)|MIT\na v1.0.0|MIT/Apache-2.0\nb v2.0.0+c|Zlib\na v1.0.0|MIT/Apache-2.0 (*)\n";
        let found = in_tree(tree, &BTreeMap::from(folders));
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|package| (package.name.as_str(), package.licence.as_str()))
            .collect();
        assert_eq!(found, [("a", "MIT OR Apache-2.0"), ("b", "Zlib")]);
    }

    #[test]
    fn checksums_are_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"b\"\nversion = \"2.0.0\"\nsource = \"s\"\nchecksum = \"abc\"\n";
        let found = checksums(lock);
        assert_eq!(
            found,
            BTreeMap::from([(("b".to_owned(), "2.0.0".to_owned()), "abc".to_owned())])
        );
    }
}
