//! Words about starting the test.

use crate::language::{Phrase, phrase, tell};
use crate::words::nouns::Noun;
use crate::words::numbers::counted;

pub(in crate::page) const TEST_INTRO: Phrase = phrase(
    "The test asks whether source and target inputs could come from one \
    distribution. It compares them with the maximum mean discrepancy (MMD), a distance between distributions, \
    and then deals the rows out anew at random (permutations) to learn what distances \
    chance alone gives.",
    "检验问的是：源输入与目标输入是否可能来自同一分布。它用最大均值差异（MMD，分布之间的一种距离）比较二者，然后把各行重新随机分配（置换），以了解仅凭偶然会得到怎样的距离。",
);
pub(in crate::page) const MARGIN: Phrase = phrase("A difference matters from", "差异达到多少才重要");
pub(in crate::page) const MARGIN_HELP: Phrase = phrase(
    "The margin: a difference that is smaller than such a shift of the mean \
    counts as none for your purpose. 0.2 is a usual choice; you know your data better.",
    "界值：小于这样的均值偏移的差异，对您的目的而言视为没有。通常取0.2；您更了解自己的数据。",
);

pub(in crate::page) const TO_THE_QUESTIONS: Phrase = phrase("See the questions.", "查看问题。");

/// Questions about the files that nobody has answered.
pub(in crate::page) fn open_questions(count: usize) -> String {
    let verb = if count == 1 { "is" } else { "are" };
    tell!(
        "{} about the files {verb} open. The result rests on the reading that Kindred found likelier.",
        "关于文件还有{0}没有回答。结果依据的是Kindred认为可能性较大的读法。",
        counted(count as u64, Noun::Question)
    )
}

/// What the field of the margin says to what is no margin.
pub(in crate::page) fn margin_refused(margin: &str) -> String {
    tell!(
        "The margin has to be a number from 0.01 to 5. It is {margin} still.",
        "界值必须是0.01到5之间的数。它仍为{margin}。"
    )
}

pub(in crate::page) const TEST_WAITS: Phrase = phrase("The test needs two tables.", "检验需要两张表。");
