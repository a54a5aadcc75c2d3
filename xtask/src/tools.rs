//! The pinned tools: what is missing is installed into `.tools/`, what is wrong or old is named.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

use crate::process;
use crate::project::{self, Project};

/// Trunk bundles the page. The next release needs a newer Rust than the pinned one.
const TRUNK: &str = "0.21.14";

/// wasm-opt shrinks the modules. Versions of Linux distributions are often so old that the page dies at load.
const BINARYEN: &str = "132";

/// The target of everything that runs in the browser.
const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that Rust can build for the browser.
pub(crate) fn wasm_target(project: &Project) -> Result<()> {
    let mut rustc = project.command(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    let sysroot = process::read(rustc.args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM)
        .join("lib")
        .is_dir()
    {
        return Ok(());
    }
    ensure!(
        project.program("rustup").is_some(),
        "Rust's target {WASM} is missing, and so is rustup, which would install it. \
         Install Rust with rustup (https://rustup.rs), or the target with your package manager."
    );
    process::step(&format!("Install Rust's target {WASM} (half a minute)"), || {
        process::run(project.command("rustup").args(["target", "add", WASM]))
    })
}

/// Makes sure that rustfmt and Clippy are there.
pub(crate) fn components(project: &Project) -> Result<()> {
    let has = |subcommand: &str| process::read(project.cargo().args([subcommand, "--version"])).is_ok();
    if has("fmt") && has("clippy") {
        return Ok(());
    }
    process::step("Install rustfmt and Clippy (half a minute)", || {
        process::run(
            project
                .command("rustup")
                .args(["component", "add", "rustfmt", "clippy"]),
        )
    })
}

/// Makes sure that Trunk and wasm-bindgen of the pinned versions are there.
pub(crate) fn bundler(project: &Project) -> Result<()> {
    let bindgen = locked_version(project, "wasm-bindgen")?;
    let mut installed = false;
    if !is_there(project, "trunk", TRUNK) {
        // It looks for no update.
        process::step(
            &format!("Build Trunk {TRUNK} into .tools (3 to 6 minutes, once)"),
            || {
                process::run(install(project, "trunk", TRUNK).args([
                    "--locked",
                    "--no-default-features",
                    "--features=rustls",
                ]))
            },
        )?;
        installed = true;
    }
    let runner = "wasm-bindgen-test-runner";
    if !is_there(project, "wasm-bindgen", &bindgen) || !is_there(project, runner, &bindgen) {
        process::step(
            &format!("Build wasm-bindgen {bindgen} into .tools (2 to 4 minutes, once)"),
            || {
                let bindgen = || {
                    let mut command = install(project, "wasm-bindgen-cli", &bindgen);
                    // It talks to a browser of this machine only, without TLS.
                    command.args(["--no-default-features", "--bin=wasm-bindgen"]);
                    command.arg(format!("--bin={runner}"));
                    for part in ["walrus", "wasmparser", "wasm-bindgen-cli-support"] {
                        let level = format!("profile.release.package.{part}.opt-level=1");
                        command.args(["--config", &level]);
                    }
                    command
                };
                process::run(bindgen().arg("--locked")).or_else(|error| {
                    println!("  {error:#}");
                    println!("  Its lock file names a version that cannot be had; trying without it.");
                    process::run(&mut bindgen())
                })
            },
        )?;
        installed = true;
    }
    if installed {
        // Half a gigabyte that nothing needs any more. Failing to remove it does no harm.
        drop(fs::remove_dir_all(build_folder(project)));
    }
    Ok(())
}

/// Makes sure that the pinned wasm-opt is there, which comes from npm.
pub(crate) fn optimiser(project: &Project) -> Result<()> {
    if is_there(project, "wasm-opt", BINARYEN) {
        return Ok(());
    }
    ensure!(
        project.program("npm").is_some() && project.program("node").is_some(),
        "wasm-opt {BINARYEN} is missing. It comes with npm, which is missing, too. Install Node.js with npm \
         (https://nodejs.org, or `apt-get install npm`), then run this again."
    );
    from_npm(project, project::BINARYEN)?;
    ensure!(
        is_there(project, "wasm-opt", BINARYEN),
        "wasm-opt {BINARYEN} was installed and does not run"
    );
    Ok(())
}

/// The script of axe-core, which checks the page's accessibility; no part of it goes into the page.
pub(crate) fn axe(project: &Project) -> Result<PathBuf> {
    Ok(from_npm(project, "axe")?.join("axe-core/axe.min.js"))
}

/// The script of Papa Parse, the parser that reading is measured against.
pub(crate) fn papa_parse(project: &Project) -> Result<PathBuf> {
    Ok(from_npm(project, "papaparse")?.join("papaparse/papaparse.min.js"))
}

/// The folder of TensorFlow.js and its wasm backend, beside which a step of training is measured.
pub(crate) fn tensorflow(project: &Project) -> Result<PathBuf> {
    Ok(from_npm(project, "tensorflow")?.join("@tensorflow"))
}

/// Installs what the lock file in this folder of `xtask/npm` names, and gives the folder of modules. npm compares each package
/// with its hash in the lock file and runs no script of any.
fn from_npm(project: &Project, name: &str) -> Result<PathBuf> {
    let asked = project.root().join("xtask/npm").join(name);
    let folder = project.tools().join(name);
    let lock = fs::read_to_string(asked.join("package-lock.json"))?;
    let done = folder.join("installed");
    // Other packages than those that were asked for are installed again.
    if !fs::read_to_string(&done).is_ok_and(|text| text == lock) {
        process::step(
            &format!("Install {name} with npm into .tools (half a minute)"),
            || {
                fs::create_dir_all(&folder)?;
                for file in ["package.json", "package-lock.json"] {
                    fs::copy(asked.join(file), folder.join(file))?;
                }
                let mut npm = project.command("npm");
                npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"]);
                process::run(npm.arg(&folder))?;
                Ok(fs::write(&done, &lock)?)
            },
        )?;
    }
    Ok(folder.join("node_modules"))
}

/// The version of a package in Cargo.lock.
fn locked_version(project: &Project, package: &str) -> Result<String> {
    let lock = fs::read_to_string(project.root().join("Cargo.lock"))?;
    version_in_lock(&lock, package).with_context(|| format!("Cargo.lock names no version of {package}"))
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let mut lines = lock.lines();
    lines.find(|line| *line == format!("name = \"{package}\""))?;
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

/// Whether a tool runs and has this version; one of another version is named.
fn is_there(project: &Project, tool: &str, wanted: &str) -> bool {
    let Some(program) = project.program(tool) else {
        return false;
    };
    let Ok(answer) = process::read(project.command(&program).arg("--version")) else {
        println!(
            "{} does not run; it will be replaced by one in .tools",
            program.display()
        );
        return false;
    };
    match version_in_answer(&answer) {
        Some(found) if found == wanted => true,
        found => {
            let found = found.unwrap_or("of an unknown version");
            println!(
                "{} is {found}, and {wanted} is needed: that one goes to .tools, yours stays as it is",
                program.display()
            );
            false
        }
    }
}

/// The first word of an answer to `--version` that begins with a digit.
fn version_in_answer(answer: &str) -> Option<&str> {
    answer
        .split_whitespace()
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

/// `cargo install` of a tool into `.tools`, away from this project's settings. A quick build is worth more than a quick
/// tool, whose own work is small.
fn install(project: &Project, tool: &str, version: &str) -> Command {
    let mut command = project.cargo();
    command
        // Another folder, so that neither this project's toolchain file nor its cargo settings take part; the
        // pinned toolchain stays, as rustup hands it down in the environment.
        .current_dir(std::env::temp_dir())
        .env_remove("CARGO_BUILD_TARGET")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
        .args(["install", "--quiet", "--force", "--root"])
        .arg(project.tools())
        .arg("--target-dir")
        .arg(build_folder(project))
        .arg(format!("{tool}@{version}"));
    command
}

fn build_folder(project: &Project) -> std::path::PathBuf {
    project.target().join("tools")
}

/// Says that wasm-opt is not there, where it is not needed.
pub(crate) fn note_missing_optimiser(project: &Project) {
    if project.program("wasm-opt").is_none() {
        println!("Note: wasm-opt is not installed. `serve` does without; `dist` and `test` need npm for it.");
    }
}

/// Fails at once where something that takes part cannot be had, before any long step.
pub(crate) fn check_compiler(project: &Project) -> Result<()> {
    if ["cc", "gcc", "clang", "cl"]
        .iter()
        .any(|name| project.program(name).is_some())
    {
        return Ok(());
    }
    bail!("a C compiler is missing. Install one (`apt-get install gcc`, or Xcode's command line tools).");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "wasm"), None);
    }

    #[test]
    fn lock_files_of_npm_name_a_hash_and_no_host() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("npm");
        for entry in fs::read_dir(folder).unwrap() {
            let lock = fs::read_to_string(entry.unwrap().path().join("package-lock.json")).unwrap();
            let lock: serde_json::Value = serde_json::from_str(&lock).unwrap();
            for (name, package) in lock["packages"].as_object().unwrap() {
                // The first is the folder itself.
                let is_hashed = package["integrity"]
                    .as_str()
                    .is_some_and(|hash| hash.starts_with("sha512-"));
                assert!(name.is_empty() || is_hashed, "{name}");
                assert!(package["resolved"].is_null(), "{name}");
            }
        }
    }

    #[test]
    fn versions_are_read_from_answers() {
        assert_eq!(version_in_answer("trunk 0.21.14\n"), Some("0.21.14"));
        assert_eq!(
            version_in_answer("wasm-opt version 108 (version_108)"),
            Some("108")
        );
        assert_eq!(
            version_in_answer("Chromium 156.0.1 built on Debian 12"),
            Some("156.0.1")
        );
        assert_eq!(version_in_answer("no number"), None);
    }
}
