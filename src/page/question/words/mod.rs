//! Texts of the question section.

use crate::language::{Phrase, phrase, say};
use crate::page::answer::Change;
pub(crate) use crate::page::answer::words::out_of_date;
use crate::page::data::Hindrance;

pub(crate) mod network;
pub(crate) mod test;
pub(crate) mod training;

pub(crate) const QUESTION: Phrase = phrase("Question", "问题");
pub(crate) const RUN_TEST: Phrase = phrase("Run the test", "运行检验");
pub(crate) const FINE_TUNE: Phrase = phrase("Fine-tune", "微调");
pub(crate) const ADAPT: Phrase = phrase("Adapt without labels", "无标签适配");

/// The button that brings a new answer after a change.
pub(crate) fn run_again(change: &Change) -> &'static str {
    match change {
        Change::Exchanged(_) => say!("Test the swapped tables", "检验互换后的表"),
        Change::Tables(_) => say!("Test these tables", "检验现在的表"),
        Change::Networks => say!("Fine-tune again", "重新微调"),
        _ => say!("Run the test again", "重新检验"),
    }
}

/// Why neither the test nor the comparison can run.
pub(crate) fn hindrance(hindrance: &Hindrance) -> &'static str {
    match hindrance {
        Hindrance::Label(_) => say!(
            "The label cannot be used. See the reason under Data.",
            "标签不能使用。原因见“数据”。"
        ),
        Hindrance::Columns(_) => say!(
            "No columns can be compared. See the reasons under Data.",
            "没有列可以比较。原因见“数据”。"
        ),
    }
}

pub(crate) const TEST_HELP: Phrase = phrase(
    "Do the inputs differ between the tables?",
    "两张表的输入是否不同？",
);
pub(crate) const FINE_TUNE_HELP: Phrase = phrase(
    "Compares the source network as is, fine-tuned and from scratch, on held-out target rows.",
    "在目标的留出行上，比较源网络（原样）、微调和从头训练。",
);
pub(crate) const REUSE_NEEDS_TABLES: Phrase = phrase("Fine-tuning needs two tables.", "微调需要两张表。");
pub(crate) const REUSE_NEEDS_LABEL: Phrase = phrase(
    "Fine-tuning needs a label that both tables have. Choose it under Data.",
    "微调需要两张表都有的标签。请在“数据”中选择。",
);
pub(crate) const NETWORK_UNMAPPED: Phrase = phrase(
    "The file of the opened network lacks some details. Add them, or remove the network.",
    "打开的网络文件缺少一些说明。请补充，或移除该网络。",
);
pub(crate) const NETWORK_UNFIT: Phrase = phrase(
    "The opened network does not fit the tables. See the reason below.",
    "打开的网络不适合这两张表。原因见下方。",
);
pub(crate) const ADAPT_HELP: Phrase = phrase(
    "The target has no labels, so no network can be fine-tuned or judged. You can adapt the source network to the target's \
    inputs (DAN: an MMD loss on its last hidden layer). Only target labels can show whether that helps.",
    "目标数据没有标签，因此无法微调或评判网络。您可以让源网络适配目标的输入（DAN：在最后一个隐藏层上的MMD损失）。是否有帮助，只有目标标签才能说明。",
);

pub(crate) const TEST_WAITS: Phrase = phrase("The test needs two tables.", "检验需要两张表。");
