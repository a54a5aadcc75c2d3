//! Every word the page says, in plain whole sentences.

pub(super) mod columns;
pub(super) mod decisions;
mod networks;
mod reuse;
mod shared;
mod test;
pub(super) mod training;

pub(super) use networks::*;
pub(super) use reuse::*;
pub(super) use shared::*;
pub(super) use test::*;

pub(super) use crate::show::words::*;

use super::state::Hindrance;
use crate::compute::messages::Side;
use crate::show::nouns::Noun;
use crate::show::numbers::{bytes, count, counted, significant};
use crate::table::{Kind, Summary};

/// The names of the sections.
pub(super) const DATA: &str = "Data";
pub(super) const QUESTION: &str = "Question";
pub(super) const TEST: &str = "Are the domains alike?";
pub(super) const REUSE: &str = "Can the network be reused?";
pub(super) const ANSWER_WAITS: &str = "The answer will stand here: one sentence on the domains, one on the network, and the numbers and pictures \
    that carry them.";
pub(super) const SHARE: &str = "Share";

pub(super) const RUN_TEST: &str = "Run the test";
pub(super) const FINE_TUNE: &str = "Fine-tune";
pub(super) const ADAPT: &str = "Adapt without labels";
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
pub(super) const LABEL_ONE_SIDED: &str = "No column of the target belongs to it, so the target counts as unlabelled: \
    the test can run, fine-tuning cannot. Where the target has the label under another name, pair the two in the \
    table of columns.";
pub(super) const SAME_FILE: &str = "Source and target are the same file. The test will find no difference, and no \
    network can be judged on rows that trained it. Choose another file for one of the two.";
pub(super) const LABEL_HINDERS: &str = "The label cannot be used. The reason stands beside it, under Data.";
pub(super) const COLUMNS_HINDER: &str =
    "No columns can be compared. The reason stands above the table of columns.";

pub(super) const STALE: &str = "This result belongs to other tables, another label, another margin or another \
    reading of the files than those chosen now.";

pub(super) const BUSY: &str =
    "A computation is running. Wait for it, or cancel it, before you change the tables.";
pub(super) const TOO_MANY_FILES: &str = "More than two files were dropped. Drop one source and one target.";
pub(super) const NO_FILE: &str =
    "What was dropped is not a file. Open the folder and drop the files in it: CSV, Excel or Parquet.";
pub(super) const WHICH_SIDE: &str =
    "Both tables are chosen already. Drop the file on the one it should replace.";
pub(super) const OTHER_BUILD: &str = "This page and the part of it that computes come from different versions, \
    most likely because the site was updated just now. Reload the page; a link in the address is kept.";
pub(super) const WHOLE_PAGE: &str = "Open this result in Kindred, in a window of its own";
pub(super) const NEW_VERSION: &str = "A new version of Kindred is ready. Using it loads the page anew: a result stays, tables \
    have to be chosen again.";
pub(super) const USE_IT_NOW: &str = "Use it now";
pub(super) const LATER: &str = "Later";
pub(super) const RELOAD: &str = "Reload";
pub(super) const LOST_HINT: &str = "Your files are untouched. Try again: a fresh one is started. If it happens \
    again, reload the page.";
pub(super) const NO_FILE_ADDRESS: &str = "The browser does not give this file out any more. Choose it again.";
pub(super) const READING_AGAIN: &str = "Reading the tables again";
pub(super) const STARTING: &str = "Starting";
pub(super) const CHOOSE_FILES: &str = "Choose the files";

pub(super) const STOPPED: &str = "Stopped. Nothing of this run was kept; the tables stay chosen, and a result below \
    is the one from before.";
pub(super) const STOPPED_WITH_REPEATS: &str = "Stopped. What the finished repeats say stays below, with wider intervals \
    than the whole comparison would have had.";
pub(super) const STOPPED_READING: &str = "Stopped reading. Choose the file again to read it.";
pub(super) const STALE_LINK: &str = "Link and report hold the result shown above, which belongs to other tables, \
    another label, another margin or another reading of the files than those chosen now.";

/// A label that the target does not have, in the list of labels.
pub(super) fn only_in_source(name: &str) -> String {
    format!("{name} (only in the source)")
}

/// Why neither test nor comparison can be run.
pub(super) fn hindrance(hindrance: &Hindrance) -> &'static str {
    match hindrance {
        Hindrance::Label(_) => LABEL_HINDERS,
        Hindrance::Columns(_) => COLUMNS_HINDER,
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
        format!("Reading {name}: {} so far", counted(rows, Noun::Row))
    }
}

/// What was read, how fast, and where.
pub(super) fn read(rows: u64, columns: usize, seconds: f64) -> String {
    format!(
        "{} and {} read in {}, on this device.",
        counted(rows, Noun::Row),
        counted(columns as u64, Noun::Column),
        crate::show::numbers::seconds(seconds)
    )
}

/// From so many bytes on, memory is worth a word: a browser's tab has a few thousand million.
const MUCH_MEMORY: u64 = 100_000_000;

/// The line under a table's name: size, missing cells, and the memory where it is much.
pub(super) fn file_facts(size: u64, missing: u64, memory: u64) -> String {
    let missing = match missing {
        0 => "no missing cells".to_owned(),
        number => counted(number, Noun::MissingCell),
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
