//! The page as a static site: built, served, measured.

use std::env;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

use crate::licences;
use crate::offline;
use crate::process;
use crate::project::Project;
use crate::seal;
use crate::shell;
use crate::split;
use crate::tools;

/// The profile of the site that is downloaded.
const DOWNLOADED: &str = "site";

/// The profile of the site that is tested.
pub(crate) const TESTED: &str = "tested";

/// Where the site for the tests goes. What is tested is not mistaken for what is published.
const TESTED_SITE: &str = "target/tested-site";

/// How the page is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Quick to build.
    Development,
    /// As a visitor gets it, but for the workers, which are quicker to build and a little slower.
    Tested,
    /// As a visitor gets it.
    Optimised,
}

/// Builds the page and serves it on this machine, again after every change.
pub(crate) fn serve(project: &Project, mode: Mode) -> Result<()> {
    tools::check_compiler(project)?;
    tools::wasm_target(project)?;
    tools::bundler(project)?;
    let time = match mode {
        Mode::Development => {
            tools::note_missing_optimiser(project);
            "3 to 6 minutes the first time, seconds after that"
        }
        Mode::Tested | Mode::Optimised => {
            tools::optimiser(project)?;
            "about 10 minutes the first time"
        }
    };
    println!("\n▸ Build and serve the page on http://127.0.0.1:8080 ({time}; Ctrl+C ends it)");
    // A folder of its own, so that `dist/` always holds the optimised site. The script that reloads the page
    // after a build opens a web socket, which the page's policy forbids.
    let mut trunk = trunk(project, "serve", "target/serve", mode)?;
    trunk.args([
        "--address",
        "127.0.0.1",
        "--port",
        "8080",
        "--no-autoreload",
        "--no-spa",
    ]);
    process::run(&mut trunk)
}

/// Writes the static site to `dist/`.
pub(crate) fn dist(project: &Project) -> Result<()> {
    tools::check_compiler(project)?;
    tools::wasm_target(project)?;
    tools::optimiser(project)?;
    tools::bundler(project)?;
    process::step(
        "Build the site into dist/ (about 10 minutes the first time, 2 after a change)",
        || {
            let site = build(project, Mode::Optimised)?;
            print_sizes(&site)
        },
    )
}

/// What is done to the site that Trunk has just built, before it takes the place of the old one.
pub(crate) fn finish(project: &Project) -> Result<()> {
    let folder = env::var_os("TRUNK_STAGING_DIR")
        .context("TRUNK_STAGING_DIR is not set: this command is for Trunk, which calls it after a build")?;
    let folder = PathBuf::from(folder);
    if env::var_os(split::ASKED).is_some() {
        split::cut(project, &folder)?;
    }
    shell::write(&folder)?;
    seal::run(&folder)?;
    licences::write(project, &folder)
}

/// Builds the site and gives its folder; the tools have to be there.
pub(crate) fn build(project: &Project, mode: Mode) -> Result<PathBuf> {
    let folder = if mode == Mode::Optimised {
        "dist"
    } else {
        TESTED_SITE
    };
    process::run(&mut trunk(project, "build", folder, mode)?)?;
    let site = project.root().join(folder);
    offline::write(&site)?;
    Ok(site)
}

/// The folder of the site for the tests.
pub(crate) fn tested(project: &Project) -> PathBuf {
    project.root().join(TESTED_SITE)
}

fn trunk(project: &Project, command: &str, folder: &str, mode: Mode) -> Result<Command> {
    // Trunk wants the folder to be there before the first build.
    fs::create_dir_all(project.root().join(folder))?;
    let mut trunk = project.command("trunk");
    trunk
        .envs(variables(project, mode)?)
        // Trunk reads this variable as a yes or no and fails on the `1` that others write into it.
        .env_remove("NO_COLOR")
        .args([command, "--skip-version-check", "--dist", folder]);
    let profile = match mode {
        Mode::Development => None,
        Mode::Tested => Some(TESTED),
        Mode::Optimised => Some(DOWNLOADED),
    };
    if let Some(profile) = profile {
        trunk.args(["--release", "--cargo-profile", profile]);
    }
    Ok(trunk)
}

/// What the compiler is told about the site. Whatever is built with the same variables shares its libraries.
pub(crate) fn variables(project: &Project, mode: Mode) -> Result<Vec<(&'static str, String)>> {
    let mut variables = vec![
        ("KINDRED_BUILD", build_id(project.root())?),
        (FLAGS, flags(project)),
    ];
    if mode != Mode::Development {
        variables.push((split::ASKED, "1".to_owned()));
    }
    Ok(variables)
}

/// Flags for the compiler beside those in `.cargo/config.toml`, to which cargo adds them.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Writes other folders into the modules in place of those of this machine, so that every machine builds the same, and nobody
/// reads where it was built.
fn flags(project: &Project) -> String {
    let home = |variable: &str, folder: &str| {
        let own = env::var_os(variable).map(PathBuf::from);
        own.or_else(|| Some(env::home_dir()?.join(folder)))
    };
    let folders = [
        (home("CARGO_HOME", ".cargo"), "/cargo"),
        (home("RUSTUP_HOME", ".rustup"), "/rustup"),
        (Some(project.root().to_owned()), "/kindred"),
        (Some(project.target().to_owned()), "/kindred/target"),
    ];
    let flags = folders.iter().filter_map(|(folder, name)| {
        let folder = folder.as_ref()?.to_str()?;
        // Flags stand between blanks.
        (!folder.contains(char::is_whitespace)).then(|| format!("--remap-path-prefix={folder}={name}"))
    });
    flags.collect::<Vec<_>>().join(" ")
}

/// A short hash over everything that goes into the page and the worker, and over what cuts the page in two. Both carry
/// it, and so notice when one of them comes from another build; and files of two builds never share a name.
fn build_id(root: &Path) -> Result<String> {
    let mut files = Vec::new();
    for folder in ["src", "style"] {
        list(&root.join(folder), &mut files)?;
    }
    let single = [
        "Cargo.lock",
        "Cargo.toml",
        "Trunk.toml",
        "build.rs",
        "index.html",
        "xtask/src/split.rs",
    ];
    files.extend(single.map(|name| root.join(name)));
    files.sort();
    let mut hasher = Sha256::new();
    for file in files.iter().filter(|file| file.is_file()) {
        let name = file.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
        let text = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
        // Lengths keep a name and a text, or two texts, from flowing into each other.
        hasher.update((name.len() as u64).to_le_bytes());
        hasher.update(name);
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text);
    }
    let hash = hasher
        .finalize()
        .iter()
        .take(6)
        .fold(0_u64, |hash, byte| hash << 8 | u64::from(*byte));
    Ok(format!("{hash:012x}"))
}

/// Adds all files below a folder.
pub(crate) fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn print_sizes(folder: &Path) -> Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        files.push(entry?.path());
    }
    files.retain(|file| file.is_file());
    files.sort();
    ensure!(!files.is_empty(), "{} is empty", folder.display());
    println!("  {:>10}  {:>10}", "kB", "kB gzip");
    for file in files {
        let text = fs::read(&file)?;
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&text)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        println!(
            "  {:>10}  {:>10}  {name}",
            kilobytes(text.len()),
            kilobytes(encoder.finish()?.len())
        );
    }
    Ok(())
}

fn kilobytes(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_build_id_changes_with_any_source() {
        let root = std::env::temp_dir().join(format!("kindred-build-id-{}", std::process::id()));
        fs::create_dir_all(root.join("src/room")).unwrap();
        fs::write(root.join("src/room/a.rs"), "a").unwrap();
        fs::write(root.join("Cargo.lock"), "").unwrap();
        let first = build_id(&root).unwrap();
        assert_eq!(first.len(), 12);
        assert_eq!(first, build_id(&root).unwrap());
        fs::write(root.join("src/room/a.rs"), "b").unwrap();
        let second = build_id(&root).unwrap();
        assert_ne!(first, second);
        fs::rename(root.join("src/room/a.rs"), root.join("src/room/b.rs")).unwrap();
        assert_ne!(second, build_id(&root).unwrap());
        fs::remove_dir_all(root).unwrap();
    }
}
