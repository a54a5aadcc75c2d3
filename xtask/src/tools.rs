//! The pinned tools: what is missing is installed into `.tools/`, what is wrong or old is named.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

use crate::process;
use crate::project::Project;

/// Trunk bundles the page. The next release needs a newer Rust than the pinned one.
const TRUNK: &str = "0.21.14";

/// wasm-opt shrinks the modules. Versions of Linux distributions are often so old that the page dies at load.
const BINARYEN: &str = "132.0.0";

/// The parser that reading is measured against.
const PAPA_PARSE: &str = "5.7.1";

/// The checker of accessibility.
const AXE: &str = "4.14.1";

/// TensorFlow.js, beside which a step of training is measured.
const TENSORFLOW: &str = "4.22.0";

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
    let major = BINARYEN.split('.').next().unwrap_or(BINARYEN);
    if is_there(project, "wasm-opt", major) {
        return Ok(());
    }
    ensure!(
        project.program("npm").is_some() && project.program("node").is_some(),
        "wasm-opt {major} is missing. It comes with npm, which is missing, too. Install Node.js with npm \
         (https://nodejs.org, or `apt-get install npm`), then run this again."
    );
    process::step(
        &format!("Install wasm-opt {major} into .tools (half a minute)"),
        || {
            fs::create_dir_all(project.tools())?;
            let mut npm = project.command("npm");
            npm.arg("install").arg("--prefix").arg(project.tools());
            npm.args(["--no-audit", "--no-fund", "--save-exact"]);
            process::run(npm.arg(format!("binaryen@{BINARYEN}")))?;
            ensure!(
                is_there(project, "wasm-opt", major),
                "wasm-opt {major} was installed and does not run"
            );
            Ok(())
        },
    )
}

/// The script of axe-core, which checks the page's accessibility; it comes from npm, and no part of it goes into the page.
pub(crate) fn axe(project: &Project) -> Result<PathBuf> {
    let modules = from_npm(project, "axe", &format!("axe-core@{AXE}"), &[])?;
    Ok(modules.join("axe-core/axe.min.js"))
}

/// The script of Papa Parse, which comes from npm; only the benchmark wants it.
pub(crate) fn papa_parse(project: &Project) -> Result<PathBuf> {
    let modules = from_npm(project, "papaparse", &format!("papaparse@{PAPA_PARSE}"), &[])?;
    Ok(modules.join("papaparse/papaparse.min.js"))
}

/// The folder of TensorFlow.js and its wasm backend, which come from npm; only the benchmark wants them.
pub(crate) fn tensorflow(project: &Project) -> Result<PathBuf> {
    let backend = format!("@tensorflow/tfjs-backend-wasm@{TENSORFLOW}");
    let modules = from_npm(
        project,
        "tensorflow",
        &format!("@tensorflow/tfjs@{TENSORFLOW}"),
        &[&backend],
    )?;
    Ok(modules.join("@tensorflow"))
}

/// Installs packages of npm into a folder of their own, once for each version, and gives the folder of modules.
fn from_npm(project: &Project, name: &str, package: &str, more: &[&str]) -> Result<PathBuf> {
    let folder = project.tools().join(name);
    let done = folder.join("installed");
    // Another version than the one that was asked for is installed again.
    if !fs::read_to_string(&done).is_ok_and(|text| text == package) {
        process::step(&format!("Install {package} into .tools (half a minute)"), || {
            fs::create_dir_all(&folder)?;
            let mut npm = project.command("npm");
            npm.arg("install").arg("--prefix").arg(&folder);
            npm.args(["--no-audit", "--no-fund", "--save-exact", "--ignore-scripts"]);
            process::run(npm.arg(package).args(more))?;
            Ok(fs::write(&done, package)?)
        })?;
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
