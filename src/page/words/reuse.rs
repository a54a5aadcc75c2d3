//! Words about starting networks.

use crate::language::{Phrase, phrase, say, tell};
use crate::words::numbers::fixed;

pub(in crate::page) const REUSE_INTRO: Phrase = phrase(
    "A network is trained on the source, fine-tuned on some labelled target \
    rows, and compared with the source network as it is and with one trained from scratch, on target rows that \
    none of them has seen.",
    "先在源数据上训练网络，用一些有标签的目标行微调，再在它们都未见过的目标行上，与原样使用的源网络和从头训练的网络比较。",
);
pub(in crate::page) const REUSE_NEEDS_TABLES: Phrase =
    phrase("Fine-tuning needs two tables.", "微调需要两张表。");
pub(in crate::page) const REUSE_NEEDS_LABEL: Phrase = phrase(
    "Fine-tuning needs a label that both tables have. Choose it under Data.",
    "微调需要两张表都有的标签。请在“数据”中选择。",
);
pub(in crate::page) const NETWORK_UNMAPPED: Phrase = phrase(
    "The opened network waits for what its file does not say. Tell it, or remove the network.",
    "打开的网络还缺少文件中没有的说明。请补充说明，或移除该网络。",
);
pub(in crate::page) const ADAPT_HELP: Phrase = phrase(
    "The target has no labels, so nothing can be fine-tuned or judged there. \
    What can be done is to adapt the source network so that its last hidden layer sees both domains alike (DAN: an MMD \
    loss on unlabelled rows). Whether its predictions get better by that, only labels of the target can show.",
    "目标数据没有标签，因此无法在其上微调或评判。能做的是适配源网络，使其最后一个隐藏层看两个域相似（DAN：在无标签行上的MMD损失）。预测是否因此变好，只有目标数据的标签才能说明。",
);
pub(in crate::page) const REUSE_WARNING: Phrase = phrase(
    "The test calls the domains different. That is a warning, not a lock: a \
    network can still carry over, and only the comparison on target rows shows whether this one does.",
    "检验认为两个域不同。这是警告，不是禁令：网络仍可能沿用，只有在目标行上的比较才能说明这一个是否如此。",
);
/// How long the work still takes, as finely as it is known.
pub(in crate::page) fn time_left(seconds: f64) -> String {
    let rounded = |unit: f64| count_of((seconds / unit).round().max(1.0) * unit);
    match seconds {
        ..5.0 => say!("A few seconds left.", "还剩几秒。").to_owned(),
        5.0..55.0 => tell!("About {} seconds left.", "还剩约{0}秒。", rounded(5.0)),
        55.0..75.0 => say!("About a minute left.", "还剩约一分钟。").to_owned(),
        75.0..105.0 => say!("About a minute and a half left.", "还剩约一分半钟。").to_owned(),
        _ => tell!(
            "About {} minutes left.",
            "还剩约{0}分钟。",
            count_of((seconds / 60.0).round())
        ),
    }
}

fn count_of(number: f64) -> String {
    fixed(number, 0)
}

pub(in crate::page) const CURVES_LIVE: Phrase = phrase("The networks are learning", "各网络正在学习");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_told_no_finer_than_it_is_known() {
        assert_eq!(time_left(2.0), "A few seconds left.");
        assert_eq!(time_left(33.0), "About 35 seconds left.");
        assert_eq!(time_left(90.0), "About a minute and a half left.");
        assert_eq!(time_left(130.0), "About 2 minutes left.");
    }
}
