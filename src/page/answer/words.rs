//! What the answer section says.

pub(crate) use crate::page::words::NO_DOWNLOAD;
pub(crate) use crate::words::*;

use crate::compute::messages::KeptNetwork;
use crate::language::{Phrase, phrase, say, tell};
use crate::words::nouns::Noun;
use crate::words::numbers::counted;

pub(crate) const ANSWER_WAITS: Phrase = phrase(
    "The answer will stand here: one sentence on the domains, one on the network, and the numbers and pictures \
    that carry them.",
    "结论将显示在这里：一句关于两个域，一句关于网络，以及支撑它们的数值和图。",
);
pub(crate) const VERDICT: Phrase = phrase("Verdict", "判定");
pub(crate) const STALE: Phrase = phrase(
    "This result belongs to other tables, another label, another margin or another \
    reading of the files than those chosen now.",
    "这个结果属于别的表、别的标签、别的界值，或文件的别种读法，而不是现在所选的。",
);
pub(crate) const CURVES_LIVE: Phrase = phrase("The networks are learning", "各网络正在学习");
pub(crate) const TO_THE_QUESTIONS: Phrase = phrase("See the questions.", "查看问题。");

/// Questions about the files that nobody has answered.
pub(crate) fn open_questions(count: usize) -> String {
    let verb = if count == 1 { "is" } else { "are" };
    tell!(
        "{} about the files {verb} open. The result rests on the reading that Kindred found likelier.",
        "关于文件还有{0}没有回答。结果依据的是Kindred认为可能性较大的读法。",
        counted(count as u64, Noun::Question)
    )
}

pub(crate) const KEPT_TITLE: Phrase = phrase("Networks at hand", "可用的网络");
pub(crate) const KEPT_HELP: Phrase = phrase(
    "Of the first repeat, until the next comparison or until this page is \
    closed. Kindred's own file holds the network with its preprocessing and opens here again; ONNX runs elsewhere, \
    with the preprocessing inside. Predictions are a CSV file with a probability for each class, or with an interval \
    around each number that held nine of ten held-out rows (of the source, for a network adapted without labels).",
    "来自第一次重复，保留到下次比较或关闭本页为止。Kindred自己的文件含有网络及其预处理，可在此再次打开；ONNX可在别处运行，预处理包含在内。预测是一个CSV文件，含每个类别的概率，或每个数值周围能覆盖十分之九留出行的区间（无标签适配的网络则按源数据的留出行）。",
);
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
