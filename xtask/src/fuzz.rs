//! `cargo xtask fuzz MINUTES`: the property tests and the attacks (`tests/suite/hostile`) on fresh seeds.
//!
//! `cargo test` draws the same cases in every run. Here each round draws others, for as long as asked, and names its
//! seed, so that a failure can be repeated.

use std::fs::{self, File};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;

use crate::process;
use crate::project::Project;

/// A round that takes longer than this hangs.
const MAX_ROUND: Duration = Duration::from_mins(10);

/// The attacks: tests of the suite that draw from the same seed as property tests. They stop themselves.
const ATTACKS: (&str, &str) = ("--test=suite", "hostile::");

/// A group of property tests: one `proptest!`.
#[derive(Debug, PartialEq, Eq)]
struct Group {
    /// The file, from the folder of the project.
    file: PathBuf,
    /// The names of its tests.
    tests: Vec<String>,
    /// Whether it draws from the seed that all share.
    is_seeded: bool,
}

/// A program with property tests.
struct Program {
    path: PathBuf,
    /// What tells `cargo test` to build and run only this program.
    target: String,
    /// Full names of its tests that draw from the seed.
    tests: Vec<String>,
}

/// Runs all of them, in rounds on fresh seeds, until this many minutes have passed.
pub(crate) fn run(project: &Project, minutes: &str) -> Result<()> {
    let minutes: u64 = minutes
        .parse()
        .with_context(|| format!("`{minutes}` is no number of minutes"))?;
    let groups = groups(project.root())?;
    let programs = build(project, &groups)?;
    let tests: usize = programs.iter().map(|program| program.tests.len()).sum();
    println!("{tests} property tests and attacks, {minutes} minutes:");
    let start = Instant::now();
    let mut rounds = 0;
    while rounds == 0 || start.elapsed() < Duration::from_mins(minutes) {
        rounds += 1;
        let seed = RandomState::new().build_hasher().finish();
        println!("  round {rounds}: seed {seed}");
        for program in &programs {
            program.run(project, seed)?;
        }
    }
    println!("No test failed in {rounds} rounds.");
    Ok(())
}

impl Program {
    /// Runs the tests of this program on one seed.
    fn run(&self, project: &Project, seed: u64) -> Result<()> {
        let log = project.target().join("fuzz.log");
        let output = File::create(&log)?;
        let mut command = Command::new(&self.path);
        command
            .current_dir(project.root())
            .arg("--exact")
            .args(&self.tests)
            .env("PROPTEST_RNG_SEED", seed.to_string())
            .stdin(Stdio::null())
            .stdout(output.try_clone()?)
            .stderr(output);
        let status = wait(&mut command)?;
        if status.is_some_and(|status| status.success()) {
            return Ok(());
        }
        let output = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
        let end = status.map_or_else(
            || format!("it was still running after {} s", MAX_ROUND.as_secs()),
            |status| status.to_string(),
        );
        bail!(
            "{output}\nA test failed ({end}). Repeat it with\n\n  {}",
            repetition(seed, &self.target, &failed(&output))
        );
    }
}

/// Waits for a program; `None` where it hangs and was stopped.
fn wait(command: &mut Command) -> Result<Option<ExitStatus>> {
    let mut child = command.spawn()?;
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if start.elapsed() > MAX_ROUND {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// The names of the tests that failed. A test that ends its process has no chance to say so.
fn failed(output: &str) -> Vec<&str> {
    output
        .lines()
        .filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"))
        .collect()
}

/// The command that repeats a failure. Tests in sequence, where one ended the process: the last one named did it.
fn repetition(seed: u64, target: &str, failed: &[&str]) -> String {
    let tests = if failed.is_empty() {
        "--test-threads=1".to_owned()
    } else {
        format!("--exact {}", failed.join(" "))
    };
    format!("PROPTEST_RNG_SEED={seed} cargo test --locked {target} -- {tests}")
}

/// Builds the programs that hold these tests.
fn build(project: &Project, groups: &[Group]) -> Result<Vec<Program>> {
    let mut command = project.cargo();
    command.args(["test", "--locked", "--no-run", "--package=kindred"]);
    command.arg("--message-format=json-render-diagnostics");
    let mut targets: Vec<String> = groups.iter().map(|group| target(&group.file)).collect();
    targets.sort();
    targets.dedup();
    command.args(&targets);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("cargo could not be started")?;
    ensure!(output.status.success(), "the tests could not be built");
    let mut programs = Vec::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let message: serde_json::Value = serde_json::from_str(line)?;
        let Some(path) = message["executable"].as_str() else {
            continue;
        };
        let path = PathBuf::from(path);
        let is_library = message["target"]["kind"][0] == "lib";
        let target = if is_library {
            "--lib".to_owned()
        } else {
            format!(
                "--test={}",
                message["target"]["name"].as_str().unwrap_or_default()
            )
        };
        let list = process::read(Command::new(&path).arg("--list"))?;
        let tests = list
            .lines()
            .filter_map(|line| line.strip_suffix(": test"))
            .filter(|name| is_seeded(name, &target, groups))
            .map(str::to_owned)
            .collect();
        programs.push(Program { path, target, tests });
    }
    Ok(programs)
}

/// What tells `cargo test` to build the program with this file: the library, or a file or folder of `tests`.
fn target(file: &Path) -> String {
    let test = file.strip_prefix("tests").ok();
    match test.and_then(|test| test.iter().next()) {
        Some(test) => format!("--test={}", Path::new(test).with_extension("").display()),
        None => "--lib".to_owned(),
    }
}

/// Whether a test of a program draws from the seed: a property test or an attack.
fn is_seeded(name: &str, program: &str, groups: &[Group]) -> bool {
    if program == ATTACKS.0 && name.starts_with(ATTACKS.1) {
        return true;
    }
    let own = name.rsplit("::").next().unwrap_or(name);
    groups
        .iter()
        .filter(|group| target(&group.file) == program)
        .any(|group| group.tests.iter().any(|test| test == own))
}

/// All property tests of the library and of the tests beside it.
fn groups(root: &Path) -> Result<Vec<Group>> {
    let mut groups = Vec::new();
    for folder in ["src", "tests"] {
        search(root, &root.join(folder), &mut groups)?;
    }
    ensure!(!groups.is_empty(), "there are no property tests");
    Ok(groups)
}

fn search(root: &Path, folder: &Path, groups: &mut Vec<Group>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            search(root, &path, groups)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let file = path.strip_prefix(root)?;
            let found = in_file(file, &fs::read_to_string(&path)?);
            groups.extend(found.with_context(|| format!("reading {}", path.display()))?);
        }
    }
    Ok(())
}

fn in_file(file: &Path, text: &str) -> Result<Vec<Group>> {
    struct Search<'f> {
        file: &'f Path,
        groups: Vec<Group>,
    }
    impl Visit<'_> for Search<'_> {
        fn visit_macro(&mut self, called: &syn::Macro) {
            let name = called.path.segments.last();
            if name.is_some_and(|name| name.ident == "proptest") {
                self.groups.push(Group {
                    file: self.file.to_owned(),
                    tests: functions(&called.tokens),
                    is_seeded: called.tokens.to_string().contains("cases :: config ()"),
                });
            }
        }
    }
    let mut search = Search {
        file,
        groups: Vec::new(),
    };
    search.visit_file(&syn::parse_file(text)?);
    Ok(search.groups)
}

/// The names of the functions in what a macro is given.
fn functions(tokens: &TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let pairs = tokens.windows(2);
    pairs
        .filter_map(|pair| match pair {
            [TokenTree::Ident(word), TokenTree::Ident(name)] if word == "fn" => Some(name.to_string()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn property_tests_are_found_with_their_seed() {
        let text = "mod tests { proptest! { #![proptest_config(crate::random::cases::config())] #[test] fn a(n: u8) {} \
                    #[test] fn b(n: u8) {} } proptest::proptest! { #[test] fn c(n: u8) {} } #[test] fn d() {} }";
        let group = |tests: &[&str], is_seeded| Group {
            file: "src/a.rs".into(),
            tests: tests.iter().map(|&test| test.to_owned()).collect(),
            is_seeded,
        };
        let groups = in_file(Path::new("src/a.rs"), text).unwrap();
        assert_eq!(groups, [group(&["a", "b"], true), group(&["c"], false)]);
        assert!(is_seeded("tests::b", "--lib", &groups));
        assert!(!is_seeded("tests::d", "--lib", &groups));
        assert!(!is_seeded("tests::b", "--test=a", &groups));
        assert!(is_seeded("hostile::links", "--test=suite", &[]));
        assert!(!is_seeded("verdicts::links", "--test=suite", &[]));
        assert_eq!(target(Path::new("tests/suite/files.rs")), "--test=suite");
        assert_eq!(target(Path::new("tests/alone.rs")), "--test=alone");
    }

    #[test]
    fn every_property_test_draws_from_the_shared_seed() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let groups = groups(root).unwrap();
        assert!(groups.iter().any(|group| group.file.starts_with("tests")));
        let others: Vec<&Group> = groups.iter().filter(|group| !group.is_seeded).collect();
        assert!(others.is_empty(), "{others:?}");
    }

    #[test]
    fn a_failure_can_be_repeated() {
        let output = "running 2 tests\ntest a::b ... FAILED\ntest a::c ... ok\n\nfailures:\n";
        assert_eq!(
            repetition(7, "--lib", &failed(output)),
            "PROPTEST_RNG_SEED=7 cargo test --locked --lib -- --exact a::b"
        );
        assert_eq!(
            repetition(7, "--test=files", &failed("running 2 tests\n")),
            "PROPTEST_RNG_SEED=7 cargo test --locked --test=files -- --test-threads=1"
        );
    }
}
