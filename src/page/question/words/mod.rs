//! What the question section says.

use crate::language::{Phrase, phrase, say, tell};
use crate::page::data::Hindrance;

pub(crate) mod network;
pub(crate) mod training;

pub(crate) const QUESTION: Phrase = phrase("Question", "问题");
pub(crate) const TEST: Phrase = phrase("Are the domains alike?", "两个域相似吗？");
pub(crate) const REUSE: Phrase = phrase("Can the network be reused?", "网络能复用吗？");
pub(crate) const RUN_TEST: Phrase = phrase("Run the test", "运行检验");
pub(crate) const FINE_TUNE: Phrase = phrase("Fine-tune", "微调");
pub(crate) const ADAPT: Phrase = phrase("Adapt without labels", "无标签适配");
pub(crate) const STANDARD_DEVIATIONS: Phrase = phrase("standard deviations", "个标准差");
/// Why neither test nor comparison can be run.
pub(crate) fn hindrance(hindrance: &Hindrance) -> &'static str {
    match hindrance {
        Hindrance::Label(_) => say!(
            "The label cannot be used. The reason stands beside it, under Data.",
            "标签不能使用。理由见“数据”中标签旁边。"
        ),
        Hindrance::Columns => say!(
            "No columns can be compared. The reason stands above the table of columns.",
            "没有列可以比较。理由见列的表格上方。"
        ),
    }
}

pub(crate) const REUSE_INTRO: Phrase = phrase(
    "A network is trained on the source, fine-tuned on some labelled target \
    rows, and compared with the source network as it is and with one trained from scratch, on target rows that \
    none of them has seen.",
    "先在源数据上训练网络，用一些有标签的目标行微调，再在它们都未见过的目标行上，与原样使用的源网络和从头训练的网络比较。",
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
pub(crate) const REUSE_WARNING: Phrase = phrase(
    "The test calls the domains different. That is a warning, not a lock: a \
    network can still carry over, and only the comparison on target rows shows whether this one does.",
    "检验认为两个域不同。这是警告，不是禁令：网络仍可能沿用，只有在目标行上的比较才能说明这一个是否如此。",
);

pub(crate) const TEST_INTRO: Phrase = phrase(
    "The test asks whether source and target inputs could come from one \
    distribution. It compares them with the maximum mean discrepancy (MMD), a distance between distributions, \
    and then deals the rows out anew at random (permutations) to learn what distances \
    chance alone gives.",
    "检验问的是：源输入与目标输入是否可能来自同一分布。它用最大均值差异（MMD，分布之间的一种距离）比较二者，然后把各行重新随机分配（置换），以了解仅凭偶然会得到怎样的距离。",
);
pub(crate) const MARGIN: Phrase = phrase("A difference matters from", "差异达到多少才重要");
pub(crate) const MARGIN_HELP: Phrase = phrase(
    "The margin: a difference that is smaller than such a shift of the mean \
    counts as none for your purpose. 0.2 is a usual choice; you know your data better.",
    "界值：小于这样的均值偏移的差异，对您的目的而言视为没有。通常取0.2；您更了解自己的数据。",
);

/// What the field of the margin says to what is no margin.
pub(crate) fn margin_refused(margin: &str) -> String {
    tell!(
        "The margin has to be a number from 0.01 to 5. It is {margin} still.",
        "界值必须是0.01到5之间的数。它仍为{margin}。"
    )
}

pub(crate) const TEST_WAITS: Phrase = phrase("The test needs two tables.", "检验需要两张表。");
