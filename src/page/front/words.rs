//! What the first part of the page says.

use crate::features::Side;
use crate::language::{Phrase, phrase, say};
use crate::page::samples::SAMPLES;

pub(crate) use crate::page::words::RELOAD;

pub(crate) const DATA: Phrase = phrase("Data", "数据");
pub(crate) const DATA_INTRO: Phrase = phrase(
    "Drop two tables anywhere on this page, or choose them here: CSV, \
    Excel or Parquet files. The source is the table your network was trained on; the target is the one you \
    want to use it on.",
    "把两张表拖放到本页任意位置，或在此选择：CSV、Excel或Parquet文件。源是您的网络训练所用的表；目标是您想要使用它的表。",
);
pub(crate) const DROP_HERE: Phrase = phrase("or drop it here", "或拖放到这里");
pub(crate) const SAMPLE_PAIRS: Phrase = phrase("Sample pairs", "示例数据对");
pub(crate) const SAMPLES_INTRO: Phrase = phrase("Or try a sample pair:", "或者试一试示例数据对：");
pub(crate) const STILL_LOADING: Phrase = phrase(
    "The rest of this page is still loading. What you chose is read as soon as it is there.",
    "本页的其余部分仍在加载。加载完成后立即读取您所选的内容。",
);
pub(crate) const RESULT_LOADING: Phrase = phrase("The result is loading.", "正在加载结果。");
pub(crate) const REST_MISSING: Phrase = phrase(
    "The rest of this page could not be loaded. Try again: what you chose is kept. If that does not help, reload the \
    page; a link in the address is kept, too, and files have to be chosen again.",
    "本页的其余部分无法加载。请再试一次：您所选的内容会保留。如果仍然不行，请重新加载页面；地址中的链接同样会保留，文件则需重新选择。",
);
pub(crate) const TRY_AGAIN: Phrase = phrase("Try again", "再试一次");

/// The label of a side's file input.
pub(crate) fn file_input(side: Side) -> &'static str {
    match side {
        Side::Source => say!("Source data", "源数据"),
        Side::Target => say!("Target data", "目标数据"),
    }
}

/// Title and lesson of each sample pair, in the order of the pairs.
pub(crate) const CARDS: [[Phrase; 2]; SAMPLES.len()] = [
    [
        phrase("Power meter A, 2016 → 2017", "用电计量A：2016 → 2017"),
        phrase(
            "No difference in the inputs, another relation, and the network bears it: reuse it as it is.",
            "输入未见差异，关系有变，而网络承受得住：原样复用。",
        ),
    ],
    [
        phrase(
            "New York weather, 2012–13 → 2014–15",
            "纽约天气：2012–13 → 2014–15",
        ),
        phrase(
            "Different, and the network is still good: difference alone forbids nothing.",
            "不同，但网络依然好用：仅有差异并不禁止复用。",
        ),
    ],
    [
        phrase("Seattle weather → New York weather", "西雅图天气 → 纽约天气"),
        phrase("Another climate: fine-tuning pays.", "另一种气候：微调值得。"),
    ],
    [
        phrase("Bikes, spring and summer → winter", "共享单车：春夏 → 冬季"),
        phrase(
            "Clearly different: fine-tuning helps most where labels are few.",
            "明显不同：标签少时，微调帮助最大。",
        ),
    ],
    [
        phrase("Bikes, workdays → days off", "共享单车：工作日 → 休息日"),
        phrase(
            "Clearly different: as it is, the network fails.",
            "明显不同：网络原样使用会失败。",
        ),
    ],
    [
        phrase("Power meter A → power meter B", "用电计量A → 用电计量B"),
        phrase(
            "A trap: the inputs look alike, but the label follows from them in another way.",
            "陷阱：输入看似相同，但标签与输入的关系不同。",
        ),
    ],
    [
        phrase(
            "Employment in Massachusetts, 2015 → 2018",
            "马萨诸塞州就业：2015 → 2018",
        ),
        phrase(
            "Three years apart and the same within the margin, with the label: reuse it as it is.",
            "相隔三年，连同标签在界值之内相同：原样复用。",
        ),
    ],
    [
        phrase("Cars, US → Europe and Japan", "汽车：美国 → 欧洲和日本"),
        phrase(
            "Few rows, very different: training from scratch is as good.",
            "行数少、差异大：从头训练同样好。",
        ),
    ],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_card_is_about_its_pair() {
        for (sample, [title, _]) in SAMPLES.iter().zip(CARDS) {
            assert_eq!(sample.title, title.say());
        }
    }
}
