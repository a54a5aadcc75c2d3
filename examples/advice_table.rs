//! What Kindred answers on every pair of sample tables, as a Markdown table.
//!
//! ```text
//! cargo run --release --example advice_table -- [PART OF A TITLE]
//! ```
//!
//! What is being done goes to stderr, the table to stdout.

#[path = "../src/page/samples.rs"]
mod samples;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use kindred::report::{Action, ArmName, Comparison, HeldOutBy, Measure, Report, Settings, Test, Verdict};
use kindred::reuse::{self, Observer};
use kindred::table::{Table, read};
use kindred::words;
use samples::{SAMPLES, Sample};

/// The arms, as the table's columns.
const ARMS: [(ArmName, &str); 11] = [
    (ArmName::SourceAsIs, "as it is"),
    (ArmName::Recalibrated, "recalibrated"),
    (ArmName::LinearProbe, "linear probe"),
    (ArmName::FineTuned, "fine-tuned"),
    (ArmName::FromScratch, "from scratch"),
    (ArmName::Simple, "simple"),
    (ArmName::Trees, "trees"),
    (ArmName::PooledTrees, "pooled trees"),
    (ArmName::Stacked, "stacked"),
    (ArmName::Dummy, "dummy"),
    (ArmName::SeasonalNaive, "seasonal naive"),
];

/// The point of the learning curve that is told beside.
const FEW: u64 = 100;

fn main() -> ExitCode {
    let part = std::env::args().nth(1).unwrap_or_default();
    let chosen: Vec<&Sample> = SAMPLES
        .iter()
        .filter(|sample| sample.title[0].contains(&part))
        .collect();
    if chosen.is_empty() {
        eprintln!("usage: advice_table [PART OF A TITLE]. No pair has \"{part}\" in its title.");
        return ExitCode::from(2);
    }
    match table(&chosen) {
        Ok(lines) => {
            println!("{lines}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn table(chosen: &[&Sample]) -> Result<String, Box<dyn Error>> {
    let arms = ARMS.map(|(_, name)| name).join(" | ");
    let mut lines = vec![
        format!(
            "| pair | label, metric | rows held out | inputs | inputs and label | {arms} | with {FEW} labels | advice | \
             seconds |"
        ),
        format!("|{}", "---|".repeat(5 + ARMS.len() + 3)),
    ];
    for sample in chosen {
        eprintln!("{}", sample.title[0]);
        let begun = Instant::now();
        let report = answer(sample)?;
        let seconds = begun.elapsed().as_secs_f64();
        let comparison = report.comparison.as_ref().ok_or("there is no comparison")?;
        for reason in &report.advice.reasons {
            eprintln!("  {}", words::advice::reason(reason));
        }
        for gain in comparison.gains_of_tuning() {
            eprintln!("  over {:?}: {:?}", gain.over, gain.gain);
        }
        eprintln!("  {:?}", comparison.tuning);
        eprintln!("  {:?}", comparison.guards);
        lines.push(row(sample, &report, comparison, seconds));
    }
    Ok(lines.join("\n"))
}

/// The whole question with all its defaults, as a visitor asks it with two clicks.
fn answer(sample: &Sample) -> Result<Report, Box<dyn Error>> {
    let [source, target] = [load(sample.source)?, load(sample.target)?];
    let settings = Settings {
        label: Some(sample.label.to_owned()),
        ..Settings::default()
    };
    let question = settings.check()?;
    let mut clock = Clock(Instant::now());
    let tested = reuse::test_domains(&source, &target, &question, &mut clock)?;
    let (outcome, _) = reuse::compare(&tested, &source, &target, &question, None, &mut clock)?;
    Ok(outcome.report)
}

fn load(file: &str) -> Result<Table, Box<dyn Error>> {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "samples", file].iter().collect();
    let bytes = std::fs::read(path).map_err(|error| format!("samples/{file} cannot be read: {error}."))?;
    Ok(read(file, &bytes)?)
}

fn row(sample: &Sample, report: &Report, comparison: &Comparison, seconds: f64) -> String {
    let arms = ARMS.map(|(name, _)| {
        let arm = comparison.arm(name);
        arm.map_or_else(String::new, |arm| {
            let Measure { mean, low, high } = arm.measure;
            let [mean, low, high] = [mean, low, high].map(in_hundredths);
            format!("{mean} ({low} to {high})")
        })
    });
    let few = comparison.learning_curve.iter().find(|point| point.rows == FEW);
    let few = few.map_or_else(String::new, |point| {
        let [tuned, scratch] = [point.fine_tuned.mean, point.from_scratch.mean].map(in_hundredths);
        format!("{tuned} against {scratch}")
    });
    let by = match &comparison.held_out_by {
        HeldOutBy::Chance => "at random".to_owned(),
        HeldOutBy::Time(column) => format!("latest by `{column}`"),
        HeldOutBy::Group(column) => format!("groups by `{column}`"),
    };
    let relation = report.relation.as_ref().map_or_else(String::new, tested);
    format!(
        "| {} | `{}`, {} | {} of {}, {by} | {} | {relation} | {} | {few} | {} | {seconds:.0} |",
        sample.title[0],
        sample.label,
        words::metric(comparison.metric),
        comparison.rows.held_out,
        report.target.rows,
        tested(&report.test),
        arms.join(" | "),
        in_words(report),
    )
}

fn tested(test: &Test) -> String {
    let verdict = match test.verdict {
        Verdict::Different => "different",
        Verdict::Negligible => "different within the margin",
        Verdict::Same => "the same within the margin",
        Verdict::Undecided => "no difference found",
        Verdict::TooFewRows => "too few rows",
        Verdict::TooFewIndependentRows => "records too short",
    };
    let Some(p) = test.p_value else {
        return verdict.to_owned();
    };
    if p < 0.001 {
        format!("{verdict}, p < .001")
    } else {
        let p = format!("{p:.3}");
        format!("{verdict}, p = {}", p.strip_prefix('0').unwrap_or(&p))
    }
}

fn in_words(report: &Report) -> String {
    let rival = report.advice.arm().filter(|arm| ArmName::RIVALS.contains(arm));
    if let Some((_, name)) = ARMS.into_iter().find(|(arm, _)| Some(*arm) == rival) {
        return format!("use {name}");
    }
    let action = match report.advice.action {
        Action::ReuseAsIs => "reuse it as it is",
        Action::FineTune => "fine-tune",
        Action::TrainFromScratch => "train from scratch",
        Action::CollectMore => "label more rows",
    };
    action.to_owned()
}

/// Two decimals, with a true minus sign; what rounds to nothing has none.
fn in_hundredths(value: f64) -> String {
    let text = format!("{value:.2}");
    match text.strip_prefix('-') {
        Some("0.00") => "0.00".to_owned(),
        Some(digits) => format!("\u{2212}{digits}"),
        None => text,
    }
}

/// Knows the time and watches nothing else.
struct Clock(Instant);

impl Observer for Clock {
    fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}
