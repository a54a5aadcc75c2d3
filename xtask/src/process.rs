//! Running other programs, and saying so.

use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

/// Runs a program to its end; what it prints is seen.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("{} could not be started", words(command)))?;
    if status.success() {
        return Ok(());
    }
    bail!("{} ended with {status}", words(command));
}

/// Runs a program to its end and gives what it prints.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("{} could not be started", words(command)))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    bail!(
        "{} ended with {}\n{}",
        words(command),
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Does a piece of work under a heading that says what it is and about how long it takes.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("\n▸ {what}");
    let start = Instant::now();
    let result = work().with_context(|| format!("this step failed: {what}"))?;
    println!("  done in {:.1} s", start.elapsed().as_secs_f64());
    Ok(result)
}

fn words(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy()));
    format!("`{}`", words.join(" "))
}
