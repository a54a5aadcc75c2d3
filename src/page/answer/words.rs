//! What the answer section says.

pub(crate) use crate::page::words::NO_DOWNLOAD;
pub(crate) use crate::words::*;

use super::state::Change;
use super::tab::Tab;
use crate::compute::messages::KeptNetwork;
use crate::language::{Phrase, phrase, say, tell};
use crate::words::nouns::{Noun, agreeing};
use crate::words::numbers::{counted, deviations};

pub(crate) const ANSWER_WAITS: Phrase = phrase(
    "The answer will stand here: whether the inputs are alike, whether the source network works on the target, and what to do.",
    "结论将显示在这里：输入是否相似，源网络在目标数据上是否可用，以及该怎么做。",
);
pub(crate) const PART_WAITS: Phrase = phrase("There is no result yet.", "还没有结果。");
pub(crate) const NETWORKS_WAIT: Phrase = phrase(
    "No networks have been compared yet. Fine-tune compares them on held-out target rows.",
    "尚未比较网络。“微调”会在目标留出行上比较它们。",
);
pub(crate) const ROWS_WAIT: Phrase = phrase(
    "Single rows are shown only where the test ran on this device. No link carries them.",
    "只有在本设备上运行检验后才显示单独的行。链接不含任何行。",
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

/// How many things may weaken the answer, before their list.
pub(crate) fn weakened(count: usize) -> String {
    match count {
        1 => say!("One thing may weaken this answer", "有一点可能削弱该结论").to_owned(),
        _ => tell!(
            "{count} things may weaken this answer",
            "有{count}点可能削弱该结论"
        ),
    }
}

pub(crate) const TO_THE_QUESTIONS: Phrase = phrase("See the questions.", "查看问题。");

/// What was changed since the result on the page was computed, and how to get a new one.
pub(crate) fn out_of_date(change: &Change) -> String {
    let quoted = |name: &Option<String>| match name {
        Some(name) => format!("“{name}”"),
        None => tell!("none", "无"),
    };
    let changed = match change {
        Change::Tables => tell!("you chose other tables", "您选择了别的表"),
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
        Change::Inputs => tell!("you chose other input columns", "您选择了别的输入列"),
        Change::Networks => tell!(
            "you changed the settings of the networks, or the network to start from",
            "您更改了网络的设置，或起始的网络"
        ),
    };
    let again = match change {
        Change::Networks => say!("Fine-tune again.", "请重新微调。"),
        _ => say!("Run the test again.", "请重新检验。"),
    };
    tell!("Out of date: {changed}. {again}", "已过期：{changed}。{again}")
}

/// Questions about the files that nobody has answered.
pub(crate) fn open_questions(count: usize) -> String {
    let verb = agreeing(count, "is", "are");
    tell!(
        "{} about the files {verb} open. The result rests on the reading that Kindred found likelier.",
        "关于文件还有{0}没有回答。结果依据的是Kindred认为可能性较大的读法。",
        counted(count as u64, Noun::Question)
    )
}

pub(crate) const KEPT_TITLE: Phrase = phrase("Networks at hand", "可用的网络");
pub(crate) const KEPT_HELP: Phrase = phrase(
    "After a comparison, these were trained once more on all rows that may teach: all but the held-out ones. They stay \
    until the next comparison or until this page is closed. Kindred's own file holds the network with its preprocessing and \
    opens here again; ONNX runs elsewhere, with the preprocessing inside. Predictions are a CSV file for spreadsheets: the \
    columns of the table (without free text and keys, which are not kept), the prediction with a probability for each class \
    or, for the target, with an interval that held nine of ten held-out rows (of the source, for a network adapted without \
    labels), and which rows the network learned from.",
    "比较之后，这些网络用所有可用于训练的行（留出行以外的行）重新训练了一次。它们保留到下次比较或关闭本页为止。Kindred自己的文件含有网络及其预处理，可在此再次打开；ONNX可在别处运行，预处理包含在内。预测是供电子表格使用的CSV文件：表中的各列（不含未保留的自由文本和键），预测值及每个类别的概率或（对目标表）能覆盖十分之九留出行的区间（无标签适配的网络则按源数据的留出行），以及网络学习过哪些行。",
);
pub(crate) const SAVE_ADVISED: Phrase = phrase("Save this network", "保存该网络");
pub(crate) const PREDICT_FOR_EXCEL: Phrase = phrase("Predict for Excel", "导出预测到Excel");
pub(crate) const SAVE_SAFETENSORS: Phrase = phrase("Save the network", "保存网络");
pub(crate) const SAVE_ONNX: Phrase = phrase("Save as ONNX", "保存为ONNX");
pub(crate) const PREDICT_TARGET: Phrase = phrase("Predict the target", "预测目标");
pub(crate) const PREDICT_SOURCE: Phrase = phrase("Predict the source", "预测源");

/// A network at hand.
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
