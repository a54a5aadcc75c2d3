//! `cargo xtask test`: every check there is, those that fail soonest first.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::json;

use crate::beside::Beside;
use crate::browser::Browser;
use crate::process;
use crate::project::Project;
use crate::steps::{Steps, reported};
use crate::{headers, rooms, site, tools};

/// Flags for Chromium: no window, no helpers of its own, and no talk with anyone.
const FLAGS: [&str; 7] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// The packages whose libraries share one build. xtask has been built by itself when it runs, and is tested as it was built.
const PACKAGES: [&str; 3] = ["--locked", "--package=kindred", "--package=end-to-end"];

/// All features. With others of the same packages, crates would have other features and Burn would be built once more.
const ALL: &str = "--features=page,worker,converter,end-to-end/browser";

/// The library alone, with the same crates.
const LIBRARY: &str = "--features=dependencies,end-to-end/browser";

/// Runs every check.
pub(crate) fn run(project: &Project) -> Result<()> {
    reported(|steps| run_steps(project, steps))
}

/// Runs the tests in the browser and builds the site for the end-to-end tests. [`run`] has it done by another process while it
/// runs the native tests: both have stretches that keep one core busy, and they build into different folders.
pub(crate) fn of_page(project: &Project) -> Result<()> {
    reported(|steps| {
        let browser = Browser::set_up(project)?;
        steps.run("Tools for the page", || page_tools(project))?;
        steps.run("Tests in the browser", || in_browser(project, &browser))?;
        steps
            .run("Site for the tests", || site::build(project, site::Mode::Tested))
            .map(drop)
    })
}

fn run_steps(project: &Project, steps: &mut Steps) -> Result<()> {
    let cargo = |arguments: &[&str]| {
        let mut command = project.cargo();
        command.args(arguments);
        command
    };
    steps.run("Small tools (rustfmt, Clippy)", || {
        tools::check_compiler(project)?;
        tools::components(project)
    })?;
    steps.run("Format", || {
        process::run(&mut cargo(&["fmt", "--all", "--check"]))
    })?;
    steps.run("Rooms", || rooms::check(project))?;
    steps.run("Licences and advisories", || licences(project))?;
    // Before anything long: a browser that cannot be had is told at once.
    let browser = steps.run("Browser", || Browser::set_up(project))?;
    let mut of_page = Beside::start(project)?;
    // Nothing in the source is for the browser alone, so this sees what the site is made of.
    steps.run("Clippy", || {
        let strict = ["--all-targets", "--", "-Dwarnings"];
        process::run(cargo(&["clippy", "--locked", "--package=xtask"]).args(strict))?;
        process::run(cargo(&["clippy"]).args(PACKAGES).arg(ALL).args(strict))
    })?;
    of_page.check()?;
    steps.run("Documentation", || {
        let mut command = cargo(&["doc", "--no-deps", "--lib"]);
        command.args(PACKAGES).arg(ALL);
        process::run(command.env("RUSTDOCFLAGS", "-Dwarnings"))
    })?;
    of_page.check()?;
    steps.run("Native tests", || native_tests(project))?;
    steps.run("Rest of the tests in the browser and of the site", || {
        of_page.end()
    })?;
    steps.run("End to end", || {
        end_to_end(project, &browser, &site::tested(project))
    })
}

/// Unit tests of all packages, then the tests that ask the library from outside.
fn native_tests(project: &Project) -> Result<()> {
    let test = || {
        let mut command = project.cargo();
        command.arg("test");
        command
    };
    process::run(test().args(["--locked", "--package=xtask"]))?;
    let mut units = test();
    units.args(PACKAGES).args([ALL, "--lib"]);
    // They compute little: what a better build saves them, it costs twice in the compiler.
    process::run(units.args(["--config", "profile.dev.package.kindred.opt-level=1"]))?;
    process::run(test().args(PACKAGES).args([LIBRARY, "--test=suite"]))?;
    example(project)
}

/// Builds the example, which the end-to-end tests compare the page with.
fn example(project: &Project) -> Result<()> {
    let mut command = project.cargo();
    command.arg("build").args(PACKAGES);
    process::run(command.args([LIBRARY, "--example=reuse_check"]))
}

/// Installs everything that the tests need.
pub(crate) fn set_up(project: &Project) -> Result<Browser> {
    tools::check_compiler(project)?;
    tools::components(project)?;
    let browser = Browser::set_up(project)?;
    page_tools(project)?;
    Ok(browser)
}

/// Runs only the wasm tests.
pub(crate) fn only_in_browser(project: &Project) -> Result<()> {
    let browser = set_up(project)?;
    process::step("Tests in the browser (a minute or two the first time)", || {
        in_browser(project, &browser)
    })
}

/// Runs only the end-to-end tests, over the site that is in `dist/`.
pub(crate) fn only_end_to_end(project: &Project) -> Result<()> {
    let browser = set_up(project)?;
    process::step("Build the example (about 5 minutes the first time)", || {
        example(project)
    })?;
    process::step("End to end (about 5 minutes)", || {
        end_to_end(project, &browser, &project.dist())
    })
}

/// Saves pictures of the page.
pub(crate) fn screenshots(project: &Project) -> Result<()> {
    let browser = set_up(project)?;
    let site = process::step(
        "Build the site for the tests (about 5 minutes the first time)",
        || site::build(project, site::Mode::Tested),
    )?;
    process::step("Save pictures to target/screenshots (a minute)", || {
        let mut command = program(project, "screenshots");
        process::run(with_browser(&mut command, project, &browser, &site))
    })
}

/// Uses one open page again and again, and prints its memory.
pub(crate) fn soak(project: &Project, rounds: &str) -> Result<()> {
    let browser = set_up(project)?;
    process::step(
        "Build the site into dist/ (about 10 minutes the first time)",
        || site::build(project, site::Mode::Optimised),
    )?;
    process::step("Use the page (about 3 seconds a round)", || {
        let mut command = program(project, "soak");
        command.args(["--", rounds]);
        process::run(with_browser(&mut command, project, &browser, &project.dist()))
    })
}

/// Measures how soon the page is there, the longest tasks of its thread, and how fast it reads a table, beside Papa Parse.
pub(crate) fn page_bench(project: &Project) -> Result<()> {
    let browser = set_up(project)?;
    let parser = tools::papa_parse(project)?;
    process::step(
        "Build the site into dist/ (about 10 minutes the first time, 4 after a change)",
        || site::build(project, site::Mode::Optimised),
    )?;
    process::step(
        "Open the page and use it, on a fast and a slow processor (2 minutes)",
        || {
            process::run(with_browser(
                &mut program(project, "page_bench"),
                project,
                &browser,
                &project.dist(),
            ))
        },
    )?;
    process::step("Read a table in the browser (2 minutes)", || {
        let mut command = program(project, "reading_bench");
        command.env("KINDRED_PAPAPARSE", &parser);
        process::run(with_browser(&mut command, project, &browser, &project.dist()))
    })
}

/// Measures a step of training with TensorFlow.js in the browser.
pub(crate) fn training_bench(project: &Project) -> Result<()> {
    let browser = set_up(project)?;
    process::step(
        "Train with Burn's own derivatives in the browser (4 to 6 minutes the first time)",
        || {
            let manifest = project.root().join("benches/burn/Cargo.toml");
            let mut command = in_browser_runner(project, &browser)?;
            command
                .args(["test", "--locked", "--release", "--test=steps"])
                .arg("--manifest-path")
                .arg(manifest)
                .arg("--target-dir")
                .arg(project.target().join("burn"))
                .arg("--target=wasm32-unknown-unknown")
                .args(["--", "--nocapture"])
                .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
            process::run(&mut command)
        },
    )?;
    let packages = tools::tensorflow(project)?;
    process::step("Train with TensorFlow.js in the browser (a minute)", || {
        let mut command = program(project, "training_bench");
        command.env("KINDRED_TENSORFLOW", &packages);
        process::run(with_browser(&mut command, project, &browser, &project.dist()))
    })
}

fn page_tools(project: &Project) -> Result<()> {
    tools::wasm_target(project)?;
    tools::optimiser(project)?;
    tools::bundler(project)
}

fn licences(project: &Project) -> Result<()> {
    if process::read(project.cargo().args(["deny", "--version"])).is_err() {
        println!("  skipped: cargo-deny is not installed (`cargo install --locked cargo-deny`)");
        return Ok(());
    }
    process::run(project.cargo().args(["deny", "--locked", "check"]))
}

/// The worker's library as the tested site has it, so that both share one build.
fn in_browser(project: &Project, browser: &Browser) -> Result<()> {
    let mut command = tests_in_browser(project, browser)?;
    command
        .args(["--test=in_browser", "--no-default-features", "--features=worker"])
        .args(["--profile", site::TESTED])
        // They share the processor with the native tests.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
        .envs(site::variables(project, site::Mode::Tested)?);
    process::run(&mut command)
}

/// Measures the two-sample test in the browser.
pub(crate) fn testing_bench(project: &Project) -> Result<()> {
    let browser = set_up(project)?;
    process::step(
        "Measure the test in the browser (6 to 8 minutes the first time)",
        || {
            let mut command = tests_in_browser(project, &browser)?;
            command
                .args(["--release", "--test=bench_in_browser", "--features=worker"])
                .args(["--", "--nocapture"])
                .env("WASM_BINDGEN_TEST_TIMEOUT", "900");
            process::run(&mut command)
        },
    )
}

/// `cargo test` of Kindred for the browser; what to test is still to be said.
fn tests_in_browser(project: &Project, browser: &Browser) -> Result<Command> {
    let mut command = in_browser_runner(project, browser)?;
    command
        .args(["test", "--locked", "--package=kindred"])
        .arg("--target=wasm32-unknown-unknown");
    Ok(command)
}

/// Cargo with a browser to run what it builds for one.
fn in_browser_runner(project: &Project, browser: &Browser) -> Result<Command> {
    let settings = project.target().join("webdriver.json");
    let options = json!({ "goog:chromeOptions": { "binary": browser.program, "args": FLAGS } });
    fs::write(&settings, options.to_string())?;
    let runner = project
        .program("wasm-bindgen-test-runner")
        .context("wasm-bindgen-test-runner is missing")?;
    let mut command = project.cargo();
    command
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings);
    Ok(command)
}

fn end_to_end(project: &Project, browser: &Browser, site: &Path) -> Result<()> {
    let axe = tools::axe(project)?;
    let mut command = project.cargo();
    command.arg("test").args(PACKAGES).args([ALL, "--test=browser"]);
    // Each test has a browser of its own, which keeps one core busy.
    command.args(["--", "--test-threads=2"]);
    command.env("KINDRED_AXE", &axe);
    process::run(with_browser(&mut command, project, browser, site))
}

/// One of the programs that drive the browser.
fn program(project: &Project, name: &str) -> Command {
    let mut command = project.cargo();
    command
        .args(["run", "--locked", "--package=end-to-end", "--features=browser"])
        .args(["--example", name]);
    command
}

/// Tells the tests where everything is.
fn with_browser<'command>(
    command: &'command mut Command,
    project: &Project,
    browser: &Browser,
    site: &Path,
) -> &'command mut Command {
    let example = format!("debug/examples/reuse_check{}", env::consts::EXE_SUFFIX);
    command
        .env("KINDRED_CHROMIUM", &browser.program)
        .env("KINDRED_CHROMEDRIVER", &browser.driver)
        .env("KINDRED_CHROMIUM_FLAGS", FLAGS.join(" "))
        .env("KINDRED_DIST", site)
        .env("KINDRED_HEADERS", headers::lines())
        .env("KINDRED_SAMPLES", project.root().join("samples"))
        .env("KINDRED_SCREENSHOTS", project.target().join("screenshots"))
        .env("KINDRED_REUSE_CHECK", project.target().join(example))
}
