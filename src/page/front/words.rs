//! What the first part of the page says.

use crate::features::Side;
use crate::language::{Phrase, phrase, say};

pub(crate) use crate::page::words::RELOAD;

pub(crate) const DATA: Phrase = phrase("Data", "数据");
pub(crate) const DATA_INTRO: Phrase = phrase(
    "Drop two tables anywhere on this page, or choose them here: CSV, \
    Excel or Parquet files. The source is the table your network was trained on; the target is the one you \
    want to use it on.",
    "把两张表拖放到本页任意位置，或在此选择：CSV、Excel或Parquet文件。源是您的网络训练所用的表；目标是您想要使用它的表。",
);
pub(crate) const DROP_HERE: Phrase = phrase("or drop it here", "或拖放到这里");
pub(crate) const SAMPLE_PAIRS: Phrase = phrase("Or try a sample pair", "或者试用示例数据");
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
