//! Kindred without a browser: two tables in (CSV, Excel or Parquet), the report as JSON out.
//!
//! ```text
//! cargo run --release --example reuse_check -- SOURCE.csv TARGET.csv [--label COLUMN] [--columns A,B,…]
//!     [--seed N] [--alpha A] [--margin M] [--rows auto|independent|runs:N] [--series COLUMN] [--test-only] [--adapt]
//!     [--training JSON] [--network FILE] [--save FILE] [--predict FILE] [--html FILE] [--text FILE]
//! ```
//!
//! A name with a comma in `--columns` stands in double quotes: `--columns 'age,"size, cm"'`. `--rows` says how far rows depend on
//! those before them in time: as far as is found, not at all, or over N rows. `--series` names the column that tells meters or
//! stations apart. `--adapt` adapts the source
//! network to a target without labels instead of comparing networks. `--training` takes the
//! settings of the networks that differ from the defaults, as in `{"repeats": 5, "hidden": [32, 32]}`. `--network` opens a
//! network that Kindred saved, for the source network's place. `--save` writes the fine-tuned (or adapted) network, as
//! safetensors or, where the name ends so, as ONNX; `--predict` writes the target with its predictions as CSV for
//! spreadsheets. `--html` writes the report
//! for people as one file, `--text` as plain text.
//!
//! An option that would do nothing beside the others is refused, and so is one that is unknown or given twice.
//!
//! Notes about the files, warnings about both, and what became of columns that are not used as they stand there, go to stderr.
//!
//! Bad input gives one line on stderr, nothing on stdout, and exit code 2.

#[path = "reuse_check/arguments.rs"]
mod arguments;
#[path = "reuse_check/remarks.rs"]
mod remarks;

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use arguments::Arguments;
use kindred::convert;
use kindred::failure::Failure;
use kindred::features::Side;
use kindred::files::{self, OpenedFile};
use kindred::report::{ArmName, Outcome};
use kindred::reuse::{self, Kept, Observer};
use kindred::show;
use kindred::table::{Choices, Reader, Table, TableError};
use kindred::words;

/// Bytes that are read at once.
const CHUNK: usize = 1 << 20;

fn main() -> ExitCode {
    match run() {
        Ok(json) => match writeln!(std::io::stdout(), "{json}") {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(message) => {
            eprintln!("{}", message.split_whitespace().collect::<Vec<&str>>().join(" "));
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<String, String> {
    let arguments = arguments::parse(std::env::args().skip(1))?;
    let source = read(&arguments.source)?;
    let target = read(&arguments.target)?;
    let outcome = check(&source, &target, arguments)?;
    show::json(&outcome).map_err(|error| error.to_string())
}

fn check(source: &Table, target: &Table, arguments: Arguments) -> Result<Outcome, String> {
    let has_label = arguments.settings.label.is_some();
    let question = arguments.settings.check().map_err(said)?;
    let opened = arguments.network.as_deref().map(open).transpose()?;
    let mut clock = Clock(Instant::now());
    let tested = reuse::test_domains(source, target, &question, &mut clock).map_err(said)?;
    remarks::print(source, target, &tested);
    if !has_label || arguments.test_only {
        tell(&tested, arguments.html.as_deref(), arguments.text.as_deref())?;
        return Ok(tested);
    }
    let opened = opened.as_ref().map(|(kept, name)| (kept, name.as_str()));
    let networks = if arguments.adapt {
        reuse::adapt(&tested, source, target, &question, opened, &mut clock)
    } else {
        reuse::compare(&tested, source, target, &question, opened, &mut clock)
    };
    let (outcome, kept) = networks.map_err(said)?;
    let wanted = |kept: &&Kept| matches!(kept.arm, ArmName::FineTuned | ArmName::Adapted);
    let network = kept.iter().find(wanted).ok_or("no network was trained")?;
    if let Some(path) = arguments.save {
        let unsaved = |error| said(Failure::NetworkUnsaved(error));
        let bundle = network.bundle().map_err(unsaved)?;
        let is_onnx = Path::new(&path)
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("onnx"));
        let bytes = if is_onnx { bundle.to_onnx() } else { bundle.write() };
        std::fs::write(&path, bytes.map_err(unsaved)?).map_err(|error| unwritable(&path, &error))?;
    }
    if let Some(path) = arguments.predict {
        let names = words::prediction_names();
        let text = reuse::predict(network, source, target, Side::Target, &question, &names).map_err(said)?;
        std::fs::write(&path, text).map_err(|error| unwritable(&path, &error))?;
    }
    tell(&outcome, arguments.html.as_deref(), arguments.text.as_deref())?;
    Ok(outcome)
}

/// Writes the outcome for people, where that is wanted.
fn tell(outcome: &Outcome, html: Option<&str>, text: Option<&str>) -> Result<(), String> {
    let files = [
        (html, show::html as fn(&Outcome, Option<&str>) -> String),
        (text, show::plain_text),
    ];
    for (path, make) in files {
        if let Some(path) = path {
            std::fs::write(path, make(outcome, None)).map_err(|error| unwritable(path, &error))?;
        }
    }
    Ok(())
}

fn open(path: &str) -> Result<(Kept, String), String> {
    let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
    let name = Path::new(path)
        .file_name()
        .map_or(path.to_owned(), |name| name.to_string_lossy().into_owned());
    let opened = files::open(&name, &bytes).map_err(|error| {
        let file = name.clone();
        said(Failure::NetworkFile { file, error })
    });
    match opened? {
        OpenedFile::Kindred(bundle) => Ok((Kept::opened(&bundle), name)),
        OpenedFile::Foreign(_) => Err(format!(
            "{name} does not say which columns it takes. Open it on the page, tell that there, and save it."
        )),
    }
}

fn read(path: &str) -> Result<Table, String> {
    let name = Path::new(path)
        .file_name()
        .map_or(path.into(), |name| name.to_string_lossy());
    match stream(path, &name)? {
        Err(error) if error.is_convertible() => {
            let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
            // A library that breaks on a damaged file is told as an error, and need not write on stderr, too.
            let hook = std::panic::take_hook();
            std::panic::set_hook(Box::new(|_| {}));
            let table = convert::read(&name, bytes, &Choices::default());
            std::panic::set_hook(hook);
            table.map_err(said)
        }
        result => result.map_err(said),
    }
}

fn stream(path: &str, name: &str) -> Result<Result<Table, TableError>, String> {
    let mut file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let mut reader = Reader::new(name);
    let mut chunk = vec![0; CHUNK];
    loop {
        let count = file.read(&mut chunk).map_err(|error| unreadable(path, &error))?;
        if count == 0 {
            return Ok(reader.finish());
        }
        if let Err(error) = reader.push(&chunk[..count]) {
            return Ok(Err(error));
        }
    }
}

/// What is said of a failure, in English.
fn said(failure: impl Into<Failure>) -> String {
    words::failure::problem(&failure.into())
}

fn unreadable(path: &str, error: &std::io::Error) -> String {
    format!("{path} cannot be read: {error}.")
}

fn unwritable(path: &str, error: &std::io::Error) -> String {
    format!("{path} cannot be written: {error}.")
}

/// Knows the time and watches nothing else.
struct Clock(Instant);

impl Observer for Clock {
    fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}
