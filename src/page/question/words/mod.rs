//! What the question section says.

use crate::language::{Phrase, phrase, say};
use crate::page::data::Hindrance;

pub(crate) mod network;
pub(crate) mod test;
pub(crate) mod training;

pub(crate) const QUESTION: Phrase = phrase("Question", "问题");
pub(crate) const RUN_TEST: Phrase = phrase("Run the test", "运行检验");
pub(crate) const FINE_TUNE: Phrase = phrase("Fine-tune", "微调");
pub(crate) const ADAPT: Phrase = phrase("Adapt without labels", "无标签适配");
/// Why neither test nor comparison can be run.
pub(crate) fn hindrance(hindrance: &Hindrance) -> &'static str {
    match hindrance {
        Hindrance::Label(_) => say!(
            "The label cannot be used. The reason stands beside it, under Data.",
            "标签不能使用。理由见“数据”中标签旁边。"
        ),
        Hindrance::Columns => say!(
            "No columns can be compared. The reason stands under Data.",
            "没有列可以比较。理由见“数据”。"
        ),
    }
}

pub(crate) const TEST_HELP: Phrase = phrase(
    "Do the two tables differ in their inputs?",
    "两张表的输入是否不同？",
);
pub(crate) const FINE_TUNE_HELP: Phrase = phrase(
    "Compares the source network as it is, fine-tuned and trained from scratch, on target rows that none of them has seen.",
    "在各网络都未见过的目标行上，比较原样使用的源网络、微调后的网络和从头训练的网络。",
);
pub(crate) const REUSE_NEEDS_TABLES: Phrase = phrase("Fine-tuning needs two tables.", "微调需要两张表。");
pub(crate) const REUSE_NEEDS_LABEL: Phrase = phrase(
    "Fine-tuning needs a label that both tables have. Choose it under Data.",
    "微调需要两张表都有的标签。请在“数据”中选择。",
);
pub(crate) const NETWORK_UNMAPPED: Phrase = phrase(
    "The opened network waits for what its file does not say. Tell it, or remove the network.",
    "打开的网络还缺少文件中没有的说明。请补充说明，或移除该网络。",
);
pub(crate) const NETWORK_UNFIT: Phrase = phrase(
    "The opened network does not fit the tables. The reason stands beside it, below.",
    "打开的网络不适合这两张表。理由见下方网络旁边。",
);
pub(crate) const ADAPT_HELP: Phrase = phrase(
    "The target has no labels, so nothing can be fine-tuned or judged there. \
    What can be done is to adapt the source network so that its last hidden layer sees both domains alike (DAN: an MMD \
    loss on unlabelled rows). Whether its predictions get better by that, only labels of the target can show.",
    "目标数据没有标签，因此无法在其上微调或评判。能做的是适配源网络，使其最后一个隐藏层看两个域相似（DAN：在无标签行上的MMD损失）。预测是否因此变好，只有目标数据的标签才能说明。",
);

pub(crate) const TEST_WAITS: Phrase = phrase("The test needs two tables.", "检验需要两张表。");
