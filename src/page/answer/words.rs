//! Words of the answer section.

pub(crate) use crate::page::words::NO_DOWNLOAD;
pub(crate) use crate::words::*;

use super::state::Change;
use super::tab::Tab;
use crate::compute::messages::KeptNetwork;
use crate::language::{Phrase, phrase, say, tell};
use crate::page::data::Hindrance;
use crate::words::nouns::{Noun, agreeing};
use crate::words::numbers::{counted, deviations};

pub(crate) const ANSWER_WAITS: Phrase = phrase(
    "The answer will appear here: are the inputs alike, does the source network work on the target, and what to do.",
    "结论将显示在这里：输入是否相似，源网络在目标数据上是否可用，以及该怎么做。",
);
/// Why there cannot be an answer as things are chosen.
pub(crate) fn hindrance(hindrance: &Hindrance) -> String {
    match hindrance {
        Hindrance::Label(error) => columns::label_problem(error),
        Hindrance::Columns(error) => columns::not_paired(error),
    }
}

pub(crate) const PART_WAITS: Phrase = phrase("There is no result yet.", "还没有结果。");
pub(crate) const NETWORKS_WAIT: Phrase = phrase(
    "No networks have been compared yet. Fine-tune compares them on held-out target rows.",
    "尚未比较网络。“微调”会在留出的目标行上比较它们。",
);
pub(crate) const ROWS_WAIT: Phrase = phrase(
    "Rows are shown on the device that ran the test, unless both tables hold the same rows. No link carries them.",
    "只有运行检验的设备才显示数据行；两张表的行相同时没有可显示的行。链接不含任何行。",
);
pub(crate) const VERDICT: Phrase = phrase("Verdict", "判定");
pub(crate) const CURVES_LIVE: Phrase = phrase("The networks are learning", "各网络正在学习");
pub(crate) const PARTS: Phrase = phrase("Parts of the answer", "结论的各部分");

/// The name of a tab.
pub(crate) fn tab(tab: Tab) -> &'static str {
    match tab {
        Tab::Tables => say!("Tables", "两张表"),
        Tab::Networks => say!("Networks", "网络"),
        Tab::Columns => say!("Columns", "列"),
        Tab::Rows => say!("Rows", "行"),
        Tab::Method => say!("Method", "方法"),
        Tab::Share => say!("Share", "分享"),
    }
}

pub(crate) const TO_THE_QUESTIONS: Phrase = phrase("See the questions.", "查看问题。");

/// What changed since the result was computed.
pub(crate) fn out_of_date(change: &Change) -> String {
    let quoted = |name: &Option<String>| match name {
        Some(name) => format!("“{name}”"),
        None => tell!("none", "无"),
    };
    let changed = match change {
        Change::Tables(names) | Change::Exchanged(names) if names.iter().any(String::is_empty) => {
            tell!("you chose other tables", "您选择了别的表")
        }
        Change::Tables([source, target]) => tell!(
            "this answer is for {source} → {target}, not for the tables chosen now",
            "该结论针对{source} → {target}，而不是现在选择的表"
        ),
        Change::Exchanged([source, target]) => tell!(
            "this answer is for {source} → {target}, before you swapped them",
            "该结论针对互换之前的{source} → {target}"
        ),
        Change::Label([from, to]) => {
            let (from, to) = (quoted(from), quoted(to));
            tell!(
                "you changed the label from {from} to {to}",
                "您把标签从{from}改为{to}"
            )
        }
        Change::Reading => tell!("you changed how a file is read", "您更改了文件的读法"),
        Change::Pairs => tell!("you paired other columns", "您更改了列的配对"),
        Change::Margin(ends) => {
            let [from, to] = ends.map(|margin| deviations(margin, 3));
            tell!(
                "you changed the margin from {from} to {to}",
                "您把界值从{from}改为{to}"
            )
        }
        Change::Level => tell!("you changed the level α", "您更改了显著性水平α"),
        Change::Seed => tell!("you changed the seed", "您更改了随机种子"),
        Change::Dependence => tell!("you changed how rows depend on each other", "您更改了行间相关性"),
        Change::Series => tell!("you chose another column of series", "您选择了别的分组列"),
        Change::Inputs => tell!("you chose other input columns", "您选择了别的输入列"),
        Change::Networks => tell!(
            "you changed the settings of the networks, or the network to start from",
            "您更改了网络的设置或起始网络"
        ),
    };
    tell!("Out of date: {changed}.", "已过期：{changed}。")
}

/// How to get a new result after a change.
pub(crate) fn run_again(change: &Change) -> &'static str {
    match change {
        Change::Networks => say!("Fine-tune again.", "请重新微调。"),
        _ => say!("Run the test again.", "请重新检验。"),
    }
}

/// Says that questions about the files are open.
pub(crate) fn open_questions(count: usize) -> String {
    let verb = agreeing(count, "is", "are");
    tell!(
        "{} about the files {verb} open. The result assumes the likelier reading.",
        "关于文件还有{0}没有回答。结果采用了可能性较大的读法。",
        counted(count as u64, Noun::Question)
    )
}

pub(crate) const KEPT_TITLE: Phrase = phrase(
    "Your networks: save them, or predict with them",
    "可用的网络：保存或用于预测",
);
pub(crate) const KEPT_HELP: Phrase = phrase(
    "After a comparison, these networks were trained once more on all rows that are not held out. They stay until the \
     next comparison or until you close this page. Kindred's own file opens here again; ONNX runs elsewhere. Both \
     contain the preprocessing. The CSV file of predictions has the columns of the table, except free text and keys. \
     It adds the prediction, and whether the network learned from the row. Classes come with probabilities. Numbers \
     of the target come with an interval that covered 9 of 10 held-out rows (of the source, after adapting without \
     labels).",
    "比较之后，这些网络用留出行以外的所有行重新训练了一次。它们保留到下次比较或关闭本页为止。Kindred自己的文件可在此再次打开，ONNX可在别处运行；两者都包含预处理。预测的CSV文件保留表中的各列（自由文本和键除外），并加上预测值，以及网络是否从该行学习过。此外，类别附有概率；目标表的数值附有区间，它覆盖了十分之九的留出行（无标签适配的网络则为源数据的留出行）。",
);
pub(crate) const KEPT_FOR_OTHERS: Phrase = phrase(
    "These networks were made for other tables, another label or other columns than those chosen now. Fine-tune again, or \
     choose what they were made for.",
    "这些网络对应的表、标签或列与现在选择的不同。请重新微调，或改回原来的选择。",
);
pub(crate) const PREDICT_AS_CSV: Phrase = phrase("Predictions as CSV (for Excel)", "导出预测结果（CSV）");
pub(crate) const ROWS_TO_LABEL_HELP: Phrase = phrase(
    "The target rows least like the source. Results on them alone say little about usual rows, so label some others, too.",
    "目标数据中与源数据最不相似的行。只看这些行的结果不能代表一般的行，请也为一些其他行补充实测值。",
);

/// The name of the button that saves which rows to label.
pub(crate) fn rows_to_label(count: u64) -> String {
    tell!(
        "Save {} to label",
        "保存待补充标签的{}",
        counted(count, Noun::Row)
    )
}

/// The name of the button that saves the network that is advised.
pub(crate) fn save_advised(network: KeptNetwork) -> &'static str {
    match network {
        KeptNetwork::Source => say!("Save the source network", "保存源网络"),
        KeptNetwork::FineTuned => say!("Save the fine-tuned network", "保存微调后的网络"),
        KeptNetwork::FromScratch => say!("Save the network from scratch", "保存从头训练的网络"),
        KeptNetwork::Adapted => say!("Save the adapted network", "保存适配后的网络"),
        KeptNetwork::Opened => say!("Save the opened network", "保存打开的网络"),
    }
}

pub(crate) const SAVE_SAFETENSORS: Phrase = phrase("Save the network", "保存网络");
pub(crate) const SAVE_ONNX: Phrase = phrase("Save as ONNX", "保存为ONNX");
pub(crate) const PREDICT_TARGET: Phrase = phrase("Predict the target", "预测目标");
pub(crate) const PREDICT_SOURCE: Phrase = phrase("Predict the source", "预测源");

/// That a file was saved.
pub(crate) fn saved(name: &str) -> String {
    tell!("Saved: {name}", "已保存：{name}")
}

/// The name of a network that can be saved.
pub(crate) fn kept(network: KeptNetwork) -> &'static str {
    match network {
        KeptNetwork::Source => say!("Source network", "源网络"),
        KeptNetwork::FineTuned => say!("Fine-tuned network", "微调后的网络"),
        KeptNetwork::FromScratch => say!("Network from scratch", "从头训练的网络"),
        KeptNetwork::Adapted => say!(
            "Adapted network, not verified by labels",
            "适配后的网络，未经标签验证"
        ),
        KeptNetwork::Opened => say!("Opened network", "打开的网络"),
    }
}
