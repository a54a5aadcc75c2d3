//! `cargo xtask …`: sets up what is missing, builds, serves, tests and measures Kindred.

mod bench;
mod beside;
mod browser;
mod circles;
mod fuzz;
mod headers;
mod licences;
mod offline;
mod paths;
mod process;
mod project;
mod reproduce;
mod rooms;
mod seal;
mod shell;
mod site;
mod sources;
mod split;
mod steps;
mod test;
mod tools;

use std::process::ExitCode;

use anyhow::{Result, bail};

use project::Project;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--release]    set up, build and serve the page on http://127.0.0.1:8080
  test                 set up and run every check there is
  bench                set up and measure
  fuzz MINUTES         run the property tests and the attacks on fresh seeds for this time
  soak ROUNDS          build, use one open page so many times, and print its memory
  dist                 set up and write the static site to dist/
  reproduce            build the site twice, in two folders, and compare

  in-browser           only the wasm tests
  page-checks          only the wasm tests and the site for the end-to-end tests (`test` calls it)
  end-to-end           only the end-to-end tests, over the site that is in dist/
  setup                only set up what `test` needs
  screenshots          build, and save pictures of the page to target/screenshots
  rooms                only check what rooms use, and that their files form no circles
  seal                 cut the built page's module in two, write its start and the hashes of its files (called by Trunk)

Trunk, wasm-bindgen and wasm-opt go to .tools/ in this folder; nothing of yours is changed.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let [] | ["help" | "--help" | "-h"] = arguments[..] {
        println!("{HELP}");
        return Ok(());
    }
    let project = Project::find()?;
    match arguments[..] {
        ["serve"] => site::serve(&project, site::Mode::Development),
        ["serve", "--release"] => site::serve(&project, site::Mode::Optimised),
        ["test"] => test::run(&project),
        ["bench"] => bench::run(&project),
        ["fuzz", minutes] => fuzz::run(&project, minutes),
        ["soak", rounds] => test::soak(&project, rounds),
        ["dist"] => site::dist(&project),
        ["reproduce"] => reproduce::run(&project),
        ["page-checks"] => test::of_page(&project),
        ["in-browser"] => test::only_in_browser(&project),
        ["end-to-end"] => test::only_end_to_end(&project),
        ["setup"] => test::set_up(&project).map(drop),
        ["screenshots"] => test::screenshots(&project),
        ["rooms"] => rooms::check(&project),
        ["seal"] => site::finish(&project),
        _ => bail!("there is no command `{}`\n\n{HELP}", arguments.join(" ")),
    }
}
