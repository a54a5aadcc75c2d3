//! Words of the report file and of the plain text.

use super::listed;
use crate::report::{Comparison, HeldOutBy, Outcome, Report, Task};
use crate::show::nouns::Noun;
use crate::show::numbers::{count, counted};

pub(crate) const LANGUAGE_TAG: &str = "en";
pub(crate) const DOMAINS_HEADING: &str = "The domains in pictures";
pub(crate) const NETWORKS_HEADING: &str = "The networks in pictures";
pub(crate) const DETAILS_HEADING: &str = "Every number, and how it was measured";
pub(crate) const METHODS_HEADING: &str = "Methods";
pub(crate) const TEST_OF_INPUTS: &str = "The test on the inputs";
pub(crate) const REPORT_FOOT: &str = "Made by Kindred on the device of whoever made it. This file holds aggregates and \
    names of columns, no rows.";
pub(crate) const REPORT_LINK: &str = "Open the same result in Kindred";

/// The methods' sources.
pub(crate) const CITATIONS: &str = "Sources: Gretton et al. (2012), A kernel two-sample test, JMLR 13; Biggs, Schrab and \
    Gretton (2023), MMD-FUSE, NeurIPS; Westfall and Young (1993), Resampling-based multiple testing; Nadeau and Bengio \
    (2003), Inference for the generalization error, Machine Learning 52; Long et al. (2015), Deep adaptation networks, \
    ICML.";

/// The title of a report.
pub(crate) fn report_title(report: &Report) -> String {
    format!("{} → {}", report.source.name, report.target.name)
}

/// The question of a report.
pub(crate) fn report_lead(outcome: &Outcome) -> String {
    match outcome.settings.label.as_deref() {
        Some(label) => format!(
            "Can a network that predicts {label}, trained on the first table, be reused on the second?"
        ),
        None => "Are the inputs of these two tables alike?".to_owned(),
    }
}

/// Rows, columns, version and seed of a report.
pub(crate) fn report_facts(outcome: &Outcome) -> String {
    let report = &outcome.report;
    format!(
        "{} and {}, compared in {}: {}. Kindred {}, seed {}. Fingerprints (BLAKE3, 128 bits): {} and {}.",
        counted(report.source.rows, Noun::SourceRow),
        counted(report.target.rows, Noun::TargetRow),
        counted(report.columns.len() as u64, Noun::Column),
        listed(&report.columns),
        report.app_version,
        report.seed,
        report.source.fingerprint,
        report.target.fingerprint
    )
}

/// How the test was done, for a methods section.
pub(crate) fn methods_test(version: &str, regime: &str, permutations: u64, alpha: &str, seed: u64) -> String {
    format!(
        "Source and target inputs were compared with a kernel two-sample test: the maximum mean discrepancy over ten \
         Gaussian and ten Laplace kernels with bandwidths from quantiles of the pooled distances, joined as in MMD-FUSE and \
         calibrated by {regime} ({} of them; level α = {alpha}). Columns were tested one by one with Westfall–Young max-T \
         adjustment. The effect is the mean shift, in standard deviations, with the same MMD; its upper bound comes from a \
         bootstrap. Computed with Kindred {version}, seed {seed}.",
        count(permutations)
    )
}

/// How the networks were compared, for a methods section.
pub(crate) fn methods_networks(comparison: &Comparison) -> String {
    let (task, simple) = match comparison.task {
        Task::Regression => ("regression", "ridge regression"),
        Task::Classification => ("classification", "logistic regression"),
    };
    let held_out = match &comparison.held_out_by {
        HeldOutBy::Time(column) => format!("the latest rows by {column}"),
        HeldOutBy::Group(column) => format!("whole groups of {column}"),
        HeldOutBy::Chance => "rows drawn at random".to_owned(),
    };
    format!(
        "A network for {task} of {} was trained on the source and, on labelled target rows, recalibrated, probed and \
         fine-tuned, beside a network trained from scratch, {simple} and a dummy, with the same tuning for all. {} target \
         rows that none of them saw were held out ({held_out}) and judged them in {}; intervals are those of Nadeau and \
         Bengio.",
        comparison.label,
        count(comparison.rows.held_out),
        counted(u64::from(comparison.repeats), Noun::PairedRepeat)
    )
}
