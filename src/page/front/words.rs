//! Texts of the first part of the page.

use crate::features::Side;
use crate::language::{Phrase, phrase, say};

pub(crate) use crate::page::words::RELOAD;

pub(crate) const DATA: Phrase = phrase("Data", "数据");
pub(crate) const DATA_INTRO: Phrase = phrase(
    "Drop two tables on this page or choose them: CSV, Excel or Parquet. Your network was trained on the source; you want to \
    reuse it on the target.",
    "把两张表拖放到本页，或在此选择：CSV、Excel或Parquet。您的网络用源表训练，您想把它用在目标表上。",
);
pub(crate) const DROP_HERE: Phrase = phrase("or drop it here", "或拖放到这里");
pub(crate) const SAMPLE_PAIRS: Phrase = phrase("Or try a sample pair", "或者试用示例数据");
pub(crate) const STILL_LOADING: Phrase = phrase(
    "The page is still loading. Your tables are read as soon as it is ready.",
    "页面仍在加载。加载完成后立即读取您的表。",
);
pub(crate) const RESULT_LOADING: Phrase = phrase("The result is loading.", "正在加载结果。");
pub(crate) const REST_MISSING: Phrase = phrase(
    "Part of this page could not be loaded. Try again: your choice is kept. If that fails, reload the page and choose the \
    files again. A link in the address is kept.",
    "本页有一部分无法加载。请再试一次：您的选择会保留。如果仍然不行，请重新加载页面并重新选择文件。地址中的链接会保留。",
);
pub(crate) const TRY_AGAIN: Phrase = phrase("Try again", "再试一次");

/// The label of a side's file input.
pub(crate) fn file_input(side: Side) -> &'static str {
    match side {
        Side::Source => say!("Source data", "源数据"),
        Side::Target => say!("Target data", "目标数据"),
    }
}
