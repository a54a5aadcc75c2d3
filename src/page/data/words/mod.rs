//! Texts of the data section.

pub(crate) mod columns;
pub(crate) mod decisions;

use super::guessed_label::GuessReason;
use crate::language::{Phrase, phrase, say, tell};
use crate::words::nouns::Noun;
use crate::words::numbers::{bytes, counted};

pub(crate) const SWAP: Phrase = phrase("Swap", "互换");
pub(crate) const LABEL: Phrase = phrase("Label", "标签");
pub(crate) const NO_LABEL: Phrase = phrase("No label", "没有标签");
pub(crate) const LABEL_HELP: Phrase = phrase(
    "The network predicts the label. Without one, all shared columns are inputs, and no network is trained.",
    "网络预测标签。没有标签时，所有共同的列都作为输入，不训练网络。",
);
pub(crate) const SAME_FILE: Phrase = phrase(
    "Source and target are the same file, so there is nothing to compare. Choose another file for one of them.",
    "源和目标是同一个文件，比较没有意义。请为其中之一选择另一个文件。",
);

/// Why a label was guessed.
pub(crate) fn label_guessed(reason: GuessReason) -> &'static str {
    match reason {
        GuessReason::Name => say!(
            "Guessed from its name. Change it if it is wrong.",
            "根据列名推测。如有误，请更改。"
        ),
        GuessReason::Last => say!(
            "Guessed: the last column of both tables. Change it if it is wrong.",
            "推测：两张表共有的最后一列。如有误，请更改。"
        ),
    }
}

/// What to do when only the source has the label.
pub(crate) fn label_one_sided(label: &str) -> String {
    tell!(
        "The target has no labels: its column “{label}” is missing or empty. You can run the test, but not fine-tune. If the \
        label has another name there, pair the two columns under Columns.",
        "目标数据没有标签：“{label}”列不存在或为空。可以检验，但不能微调。如果标签在那里用了别的名称，请在“列”中把两列配对。"
    )
}

/// A label that the target does not have, as an item of the list.
pub(crate) fn only_in_source(name: &str) -> String {
    tell!("{name} (only in the source)", "{name}（只在源数据中）")
}

/// What was read, how fast, and where.
pub(crate) fn read(rows: u64, columns: usize, seconds: f64) -> String {
    tell!(
        "{} and {} read in {}, on this device.",
        "已读取{0}、{1}（{2}）。",
        counted(rows, Noun::Row),
        counted(columns as u64, Noun::Column),
        crate::words::numbers::seconds(seconds)
    )
}

/// Memory use is shown from this many bytes on. A browser tab has a few gigabytes.
const MUCH_MEMORY: u64 = 100_000_000;

/// The line under a table's name: size, missing values, and memory if it is large.
pub(crate) fn file_facts(size: u64, missing: u64, memory: u64) -> String {
    let missing = match missing {
        0 => tell!("no missing values", "没有缺失值"),
        number => counted(number, Noun::MissingCell),
    };
    let memory = if memory < MUCH_MEMORY {
        String::new()
    } else {
        tell!(
            ". Kindred uses {} of memory",
            "。Kindred使用了{0}内存",
            bytes(memory)
        )
    };
    tell!("{}, {missing}{memory}", "{0}，{missing}{memory}", bytes(size))
}

/// The line that the folded data section shows.
pub(crate) fn data_line(source: &str, target: &str, label: Option<&str>) -> String {
    match label {
        Some(label) => tell!(
            "{source} → {target}, label {label}",
            "{source} → {target}，标签{label}"
        ),
        None => tell!("{source} → {target}, no label", "{source} → {target}，没有标签"),
    }
}
