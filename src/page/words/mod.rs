//! Every word the page says, in plain whole sentences.
//!
//! A large p-value is never put as "the same": [`verdict`] keeps "undecided" apart from "same".

pub(super) mod columns;
pub(super) mod decisions;

use super::numbers::{bytes, count, counted, fixed, level, probability, significant};
use super::repeat::{Agreement, Files};
use crate::compute::messages::Side;
use crate::report::{
    Action, ArmName, Comparison, Histogram, Outcome, Regime, Report, Task, Test, Transfer, Verdict,
};
use crate::table::{Kind, Summary};

/// The names of the sections.
pub(super) const DATA: &str = "Data";
pub(super) const TEST: &str = "Test";
pub(super) const REUSE: &str = "Reuse";
pub(super) const SHARE: &str = "Share";

pub(super) const RUN_TEST: &str = "Run the test";
pub(super) const FINE_TUNE: &str = "Fine-tune";
pub(super) const CANCEL: &str = "Cancel";
pub(super) const COPY_LINK: &str = "Copy link";
pub(super) const DOWNLOAD: &str = "Download report";
pub(super) const SWAP: &str = "Swap";
pub(super) const NO_LABEL: &str = "No label";

pub(super) const DATA_INTRO: &str = "Drop two tables anywhere on this page, or choose them here: CSV, \
    Excel or Parquet files. The source is the table your network was trained on; the target is the one you \
    want to use it on.";
pub(super) const SAMPLES_INTRO: &str = "Or try a sample pair:";
pub(super) const DROP_HERE: &str = "or drop it here";
pub(super) const LABEL_HELP: &str = "The label is the column that the network predicts. Without one, all shared \
    columns are compared as inputs, and no network is trained.";
pub(super) const LABEL_ONE_SIDED: &str = "The target has no column of this name, so it counts as unlabelled: \
    the test can run, fine-tuning cannot.";

pub(super) const TEST_INTRO: &str = "The test asks whether source and target inputs could come from one \
    distribution. It compares them with the maximum mean discrepancy (MMD), a distance between distributions, \
    and then deals the rows out anew at random (permutations) to learn what distances \
    chance alone gives.";
pub(super) const TEST_WAITS: &str = "The test needs two tables.";
pub(super) const STALE: &str = "This result belongs to other tables, another label or another reading of the files \
    than those chosen now.";
pub(super) const NUMBERS_AND_PICTURE: &str = "Numbers and picture of the test";

pub(super) const REUSE_INTRO: &str = "A network is trained on the source, fine-tuned on some labelled target \
    rows, and compared with the source network as it is and with one trained from scratch, on target rows that \
    none of them has seen.";
pub(super) const REUSE_NEEDS_TABLES: &str = "Fine-tuning needs two tables.";
pub(super) const REUSE_NEEDS_LABEL: &str =
    "Fine-tuning needs a label that both tables have. Choose it under Data.";
pub(super) const REUSE_WARNING: &str = "The test calls the domains different. That is a warning, not a lock: a \
    network can still carry over, and only the comparison on target rows shows whether this one does.";
pub(super) const ADVICE_FROM_TEST: &str =
    "This follows from the test alone; no network has been compared yet.";

pub(super) const SHARE_INTRO: &str = "A link holds the whole result: the numbers, the file names, row counts and \
    fingerprints, the column names, and the points of the charts. It holds no row of your data, and what stands \
    after the # is never sent to a server.";
pub(super) const SHARE_WAITS: &str = "There is a link as soon as there is a result.";
pub(super) const COPIED: &str = "The link is in your clipboard.";
pub(super) const COPY_BY_HAND: &str = "This browser does not let the page write to the clipboard. The link is \
    selected: copy it with Ctrl+C, or ⌘C on a Mac.";
pub(super) const NO_DOWNLOAD: &str =
    "The browser refused to save the report. Try again, or copy the link instead.";
pub(super) const LINK_FIELD: &str = "Link";

pub(super) const BUSY: &str =
    "A computation is running. Wait for it, or cancel it, before you change the tables.";
pub(super) const TOO_MANY_FILES: &str = "More than two files were dropped. Drop one source and one target.";
pub(super) const NO_FILE: &str =
    "What was dropped is not a file. Open the folder and drop the files in it: CSV, Excel or Parquet.";
pub(super) const WHICH_SIDE: &str =
    "Both tables are chosen already. Drop the file on the one it should replace.";
pub(super) const OTHER_BUILD: &str = "This page and the part of it that computes come from different versions, \
    most likely because the site was updated just now. Reload the page; a link in the address is kept.";
pub(super) const RELOAD: &str = "Reload";
pub(super) const LOST_HINT: &str = "Your files are untouched. Try again: a fresh one is started. If it happens \
    again, reload the page.";
pub(super) const NO_FILE_ADDRESS: &str = "The browser does not give this file out any more. Choose it again.";
pub(super) const READING_AGAIN: &str = "Reading the tables again";
pub(super) const STARTING: &str = "Starting";
pub(super) const CHOOSE_FILES: &str = "Choose the files";

pub(super) const STOPPED: &str = "Stopped. Nothing of this run was kept; the tables stay chosen, and a result below \
    is the one from before.";
pub(super) const STOPPED_READING: &str = "Stopped reading. Choose the file again to read it.";
pub(super) const STALE_ADVICE: &str = "What follows belongs to other tables, another label or another reading of the \
    files than those chosen now.";
pub(super) const STALE_LINK: &str = "Link and report hold the result shown above, which belongs to other tables, \
    another label or another reading of the files than those chosen now.";
/// What the one file at hand is to a shared result, by its fingerprint.
pub(super) fn one_file(side: Side, source: bool, target: bool) -> &'static str {
    match (side, source, target) {
        (Side::Source, true, _) => {
            "The source is the file of this result. Choose its target, too, to repeat it."
        }
        (Side::Target, _, true) => {
            "The target is the file of this result. Choose its source, too, to repeat it."
        }
        (Side::Source, false, true) => {
            "The file chosen as source is the target of this result. Swap the sides, or choose the other file."
        }
        (Side::Target, true, false) => {
            "The file chosen as target is the source of this result. Swap the sides, or choose the other file."
        }
        (_, false, false) => "The file that is chosen is not part of this result.",
    }
}

/// The label of a side's file input.
pub(super) fn file_input(side: Side) -> &'static str {
    match side {
        Side::Source => "Source data",
        Side::Target => "Target data",
    }
}

/// How far the reading of a file is.
pub(super) fn reading(name: &str, rows: u64) -> String {
    if rows == 0 {
        format!("Reading {name}")
    } else {
        format!("Reading {name}: {} so far", counted(rows, "row"))
    }
}

/// What was read, how fast, and where.
pub(super) fn read(rows: u64, columns: usize, seconds: f64) -> String {
    format!(
        "{} and {} read in {}, on this device.",
        counted(rows, "row"),
        counted(columns as u64, "column"),
        super::numbers::seconds(seconds)
    )
}

/// From so many bytes on, memory is worth a word: a browser's tab has a few thousand million.
const MUCH_MEMORY: u64 = 100_000_000;

/// The line under a table's name: size, missing cells, and the memory where it is much.
pub(super) fn file_facts(size: u64, missing: u64, memory: u64) -> String {
    let missing = match missing {
        0 => "no missing cells".to_owned(),
        number => counted(number, "missing cell"),
    };
    let memory = if memory < MUCH_MEMORY {
        String::new()
    } else {
        format!(". Kindred uses {} of memory", bytes(memory))
    };
    format!("{}, {missing}{memory}", bytes(size))
}

/// The kind of a column.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => "number",
        Kind::Category => "category",
        Kind::Boolean => "true or false",
        Kind::Moment => "date or time",
        Kind::Text => "text, not used",
        Kind::Identifier => "identifier, not used",
    }
}

/// The values of a column in short, and how many are missing.
pub(super) fn values(values: &Summary, missing: u64) -> String {
    let values = summary(values);
    match missing {
        0 => values,
        missing if values.is_empty() => format!("{} missing", count(missing)),
        missing => format!("{values}; {} missing", count(missing)),
    }
}

/// The values of a column in short.
fn summary(summary: &Summary) -> String {
    match summary {
        Summary::Number { min, mean, max } => format!(
            "{} to {}, mean {}",
            significant(*min, 4),
            significant(*max, 4),
            significant(*mean, 4)
        ),
        Summary::Category { distinct, top } => {
            let top: Vec<_> = top
                .iter()
                .take(3)
                .map(|(level, times)| format!("{level} ({})", count(*times)))
                .collect();
            let kinds = if *distinct == 1 { "category" } else { "categories" };
            format!("{} {kinds}: {}", count(*distinct), top.join(", "))
        }
        Summary::Moment {
            shown: [first, last], ..
        } => format!("{first} to {last}"),
        Summary::Nothing => String::new(),
    }
}

/// The line that the data section folds to.
pub(super) fn data_line(source: &str, target: &str, label: Option<&str>) -> String {
    match label {
        Some(label) => format!("{source} → {target}, label {label}"),
        None => format!("{source} → {target}, no label"),
    }
}

/// The verdict in one or two words.
pub(super) fn headline(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same => "Same domain, within the margin",
        Verdict::Negligible => "A difference too small to matter",
        Verdict::Different => "Different domains",
        Verdict::Undecided => "Undecided",
        Verdict::TooFewRows => "Too few rows",
    }
}

/// What a test compared, as the subject of a sentence and after "between".
pub(super) struct Compared {
    subject: &'static str,
    between: &'static str,
}

/// The inputs alone.
pub(super) const INPUTS: Compared = Compared {
    subject: "The inputs of source and target",
    between: "the inputs of source and target",
};
/// Inputs and label together.
pub(super) const RELATION: Compared = Compared {
    subject: "Source and target, inputs and label taken together,",
    between: "source and target, inputs and label taken together",
};

/// The verdict in a sentence.
pub(super) fn verdict(test: &Test, compared: &Compared) -> String {
    let Compared { subject, between } = compared;
    let alpha = level(test.alpha);
    let p = test.p_value.map(probability);
    let p = p.as_deref().unwrap_or("is not known");
    let margin = test.margin_sd.map_or_else(
        || "the margin".to_owned(),
        |margin| format!("{} standard deviations", significant(margin, 2)),
    );
    match test.verdict {
        Verdict::Different => {
            format!(
                "{subject} differ by more than chance explains (p {p}, at or below the level α = {alpha})."
            )
        }
        Verdict::Undecided => format!(
            "The test found no difference between {between} (p {p}, above the level α = {alpha}), which does \
             not show that there is none."
        ),
        Verdict::Same => format!(
            "The test found no difference between {between} (p {p}, above the level α = {alpha}), and with \
             95 % confidence any difference is smaller than {margin}."
        ),
        Verdict::Negligible => format!(
            "{subject} differ (p {p}, at or below the level α = {alpha}), but with 95 % confidence by less than \
             {margin}."
        ),
        Verdict::TooFewRows => {
            format!("There are too few rows to compare {between}; no verdict is possible.")
        }
    }
}

/// What a verdict does not say.
pub(super) fn caution(verdict: Verdict, compared: bool) -> &'static str {
    match verdict {
        Verdict::Different if compared => {
            "It does not say that the network fails on the target. Inputs can shift where the network does not \
             mind. The comparison below shows what became of it."
        }
        Verdict::Different => {
            "It does not say that the network fails on the target. Inputs can shift where the network does not \
             mind. Only a comparison of networks on target rows decides."
        }
        Verdict::Undecided => {
            "It does not say that the two domains agree. A difference too small for this many rows may be there; \
             more rows would show smaller ones."
        }
        Verdict::Same => {
            "It does not say that the network carries over. The inputs agree; the relation to the label may still \
             have changed."
        }
        Verdict::Negligible => {
            "It does not say that the network carries over. The inputs nearly agree; the relation to the label may \
             still have changed."
        }
        Verdict::TooFewRows => {
            "It says nothing about the domains at all, neither that they agree nor that they differ. Collect more \
             rows."
        }
    }
}

pub(super) const RELATION_HEADING: &str = "Inputs and label together";
pub(super) const RELATION_INTRO: &str = "The same test with the label as one more column. It sees what the test \
    on the inputs cannot: that the same inputs go with other labels.";
pub(super) const CAUTION_HEADING: &str = "What this does not say";

/// How rows were used.
pub(super) fn regime(regime: Regime) -> &'static str {
    match regime {
        Regime::None => "no test",
        Regime::Enumeration => "every permutation of the rows",
        Regime::RowPermutations => "random permutations of single rows",
        Regime::BinSums => "random permutations of bins of rows",
        Regime::Subsample => "random permutations of bins of a random part of the rows",
    }
}

/// The finding of a permutation histogram: how many permutations are as extreme as the data.
pub(super) fn permutations_title(test: &Test) -> String {
    let total = u64::from(test.permutations);
    let beyond = test.p_value.map(|p| {
        // The data count as one permutation of their own.
        let times = p * (f64::from(test.permutations) + 1.0) - 1.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative, and at most the number of permutations"
        )]
        let times = times.round().clamp(0.0, f64::from(test.permutations)) as u64;
        times
    });
    match (beyond, test.regime) {
        // An enumeration counts the data among its permutations, so the correction above would mislead.
        (_, Regime::Enumeration) | (None, _) => {
            format!("The observed value among {}", counted(total, "permutation"))
        }
        (Some(0), _) => format!(
            "None of {} gives a distance as large as the data",
            counted(total, "random permutation")
        ),
        (Some(1), _) => format!(
            "1 of {} gives a distance at least as large as the data",
            counted(total, "random permutation")
        ),
        (Some(beyond), _) => format!(
            "{} of {} give a distance at least as large as the data",
            count(beyond),
            counted(total, "random permutation")
        ),
    }
}

/// The description of a permutation histogram for those who do not see it.
pub(super) fn permutations_description(test: &Test, histogram: &Histogram) -> String {
    let observed = test.statistic.as_ref().map_or_else(
        || "not known".to_owned(),
        |statistic| significant(statistic.value, 3),
    );
    format!(
        "Histogram of the statistic under random permutation, from {} to {}. The observed value is {observed}.",
        significant(histogram.low, 3),
        significant(histogram.high, 3)
    )
}

/// A number of the test by the name it has in the report.
pub(super) fn number(field: &str) -> &str {
    match field {
        "p_value" => "p-value",
        "statistic" => "Statistic",
        "mmd2_unbiased" => "MMD², unbiased",
        "mmd2_biased" => "MMD², biased",
        "bandwidth" => "Bandwidth of the kernel",
        "effect_sd" => "Effect, as a shift of the mean",
        "effect_sd_upper" => "Effect, upper bound (95 %)",
        "margin_sd" => "Margin that counts as the same",
        "smallest_detectable_sd" => "Smallest shift caught 4 times in 5",
        "by_column" => "Column by column",
        other => other,
    }
}

/// The name of an arm.
pub(super) fn arm(arm: ArmName) -> &'static str {
    match arm {
        ArmName::SourceAsIs => "Source network as it is",
        ArmName::Recalibrated => "Recalibrated",
        ArmName::FineTuned => "Fine-tuned",
        ArmName::LinearProbe => "Linear probe",
        ArmName::FromScratch => "From scratch",
        ArmName::Adapted => "Adapted",
        ArmName::Simple => "Simple model",
        ArmName::Dummy => "Dummy",
    }
}

/// What an arm is, in a sentence.
pub(super) fn arm_help(arm: ArmName) -> &'static str {
    match arm {
        ArmName::SourceAsIs => "The network trained on the source, unchanged.",
        ArmName::Recalibrated => "The source network with its output adjusted on target rows.",
        ArmName::FineTuned => "The source network, trained further on target rows.",
        ArmName::LinearProbe => "The source network with a new last layer.",
        ArmName::FromScratch => "A new network that has seen target rows only.",
        ArmName::Adapted => "The source network, adapted to target inputs without labels.",
        ArmName::Simple => "Ridge or logistic regression on target rows.",
        ArmName::Dummy => {
            "Always the mean or the most frequent class: what any use of the inputs has to beat."
        }
    }
}

/// The network whose losses a curve shows.
pub(super) fn learner(arm: ArmName) -> &'static str {
    match arm {
        ArmName::SourceAsIs => "Source network, on source rows",
        other => self::arm(other),
    }
}

/// The finding of the comparison.
pub(super) fn transfer_title(comparison: &Comparison) -> &'static str {
    match comparison.transfer {
        Transfer::Positive => "Fine-tuning beats training from scratch",
        Transfer::Ambiguous => "Fine-tuning and training from scratch cannot be told apart",
        Transfer::Negative => "Training from scratch beats fine-tuning: negative transfer",
    }
}

/// What the comparison shows, under its chart.
pub(super) fn comparison_note(comparison: &Comparison) -> String {
    let what = match comparison.task {
        Task::Classification => "classification",
        Task::Regression => "regression",
    };
    format!(
        "{} of {what} of {}, larger is better: mean and 95 % interval over {}, on target rows that no network \
         has seen.",
        comparison.metric,
        comparison.label,
        counted(u64::from(comparison.repeats), "paired repeat"),
    )
}

/// The description of the arms chart for those who do not see it.
pub(super) fn comparison_description(comparison: &Comparison) -> String {
    let arms: Vec<_> = comparison
        .arms
        .iter()
        .map(|one| {
            format!(
                "{}: {} ({} to {})",
                arm(one.name),
                fixed(one.mean, 3),
                fixed(one.low, 3),
                fixed(one.high, 3)
            )
        })
        .collect();
    format!("{}. {}.", comparison.metric, arms.join("; "))
}

/// What to do; before a comparison only what to try.
pub(super) fn action(action: Action, compared: bool) -> &'static str {
    match action {
        Action::FineTune if !compared => "Try fine-tuning, and compare.",
        Action::TrainFromScratch if !compared => "Compare with a new network before any reuse.",
        Action::CollectMore if !compared => "Not enough to advise reuse yet.",
        Action::ReuseAsIs => "Reuse the network as it is.",
        Action::FineTune => "Fine-tune the network.",
        Action::TrainFromScratch => "Train a new network on the target.",
        Action::CollectMore => "Collect more target rows.",
    }
}

pub(super) const CURVES_TITLE: &str = "How the networks learned";
pub(super) const CURVES_LIVE: &str = "The networks are learning";
pub(super) const CURVES_NOTE: &str = "Mean loss after each pass over the training rows, first repeat; lower is \
    better. Each picture has its own unit, the spread of the label where its network was first trained: compare the \
    lines within a picture, not one picture with another. Training stops where the loss on validation rows stops falling. \
    Fine-tuning has two parts, first the last layer alone and then all layers, so its lines can jump once.";

/// Where a shared result comes from.
pub(super) fn shared(outcome: &Outcome) -> String {
    let Report {
        source,
        target,
        app_version,
        ..
    } = &outcome.report;
    let label = match &outcome.settings.label {
        Some(label) => format!("with the label {label}"),
        None => "without a label".to_owned(),
    };
    format!(
        "This result was opened from a link. Kindred {app_version} made it from {} ({}) and {} ({}), {label}.",
        source.name,
        counted(source.rows, "row"),
        target.name,
        counted(target.rows, "row"),
    )
}

/// A link that was made by another version than this page.
pub(super) fn other_version(theirs: &str, ours: &str) -> Option<String> {
    (theirs != ours).then(|| {
        format!("This page is Kindred {ours}. A repetition may give slightly other numbers than version {theirs} did.")
    })
}

pub(super) const SHARED_INVITATION: &str =
    "To check it, drop the same two files on this page: the computation is repeated here, on your device.";

/// How the files at hand relate to those of the link.
pub(super) fn files(files: Files) -> &'static str {
    match files {
        Files::Same => "These are the same two files, byte for byte.",
        Files::Exchanged => {
            "These are the same two files, but source and target are exchanged. Press Swap under Data to repeat \
             the computation."
        }
        Files::OtherSource => {
            "The target is the same file, but the source is another one, so this result cannot be repeated. Run \
             the test to get a result of your own."
        }
        Files::OtherTarget => {
            "The source is the same file, but the target is another one, so this result cannot be repeated. Run \
             the test to get a result of your own."
        }
        Files::Other => {
            "These are other files than those of the link, so its result cannot be repeated. Run the test to get \
             a result of your own."
        }
    }
}

/// How the repeated numbers relate to those of the link.
pub(super) fn agreement(agreement: &Agreement) -> String {
    match agreement {
        Agreement::Exact => {
            "The computation was repeated on this device, and every number agrees to the last \
                             digit."
                .into()
        }
        Agreement::Close => {
            "The computation was repeated on this device, and every number agrees to five digits.".into()
        }
        Agreement::Differs(names) => {
            let shown: Vec<_> = names.iter().take(4).map(String::as_str).collect();
            let more = if names.len() > shown.len() {
                format!(" and {} more", count((names.len() - shown.len()) as u64))
            } else {
                String::new()
            };
            format!(
                "The computation was repeated on this device, and {} agree with the link: {}{more}. The link may \
                 have been altered, or made by another version.",
                if names.len() == 1 {
                    "one number does not"
                } else {
                    "some numbers do not"
                },
                shown.join(", ")
            )
        }
    }
}

pub(super) const REPEAT: &str = "Repeat the computation";
pub(super) const REPEATING: &str = "The computation is being repeated with the settings of the link.";

/// A link too long for some tools, with a way out.
pub(super) fn long_link(characters: usize) -> Option<String> {
    (characters > 8_000).then(|| {
        format!(
            "This link has {} characters. Some chat and mail programs cut links that long; the report file is \
             the safer way.",
            count(characters as u64)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn undecided_never_reads_as_same() {
        let mut test = fixture::outcome().report.test;
        test.verdict = Verdict::Undecided;
        test.p_value = Some(0.9);
        let sentence = verdict(&test, &INPUTS).to_lowercase();
        assert!(
            sentence.contains("does not show that there is none"),
            "{sentence}"
        );
        for text in [&*sentence, &headline(Verdict::Undecided).to_lowercase()] {
            for word in ["same", "equal", "identical"] {
                assert!(!text.contains(word), "{word} in {text}");
            }
        }
        assert!(caution(Verdict::Undecided, false).contains("does not say that the two domains agree"));
    }

    #[test]
    fn a_verdict_names_its_numbers() {
        let test = fixture::outcome().report.test;
        let sentence = verdict(&test, &INPUTS);
        assert!(
            sentence.contains("p = .0005") && sentence.contains("α = .05"),
            "{sentence}"
        );
    }

    #[test]
    fn the_histogram_counts_the_permutations_beyond_the_data() {
        let mut test = fixture::outcome().report.test;
        assert_eq!(
            permutations_title(&test),
            "None of 1,999 random permutations gives a distance as large as the data"
        );
        test.p_value = Some(0.01);
        assert_eq!(
            permutations_title(&test),
            "19 of 1,999 random permutations give a distance at least as large as the data"
        );
    }

    #[test]
    fn a_difference_to_the_link_is_named() {
        let text = agreement(&Agreement::Differs(vec!["test.p_value".into()]));
        assert!(
            text.contains("test.p_value") && text.contains("does not"),
            "{text}"
        );
    }

    #[test]
    fn only_long_links_are_warned_about() {
        assert_eq!(long_link(8_000), None);
        assert!(long_link(12_345).is_some_and(|text| text.contains("12,345")));
    }
}
