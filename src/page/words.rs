//! Texts of the page as a whole. Each section has its own `words`.

use crate::language::{Phrase, phrase};

/// The title of the document.
pub(crate) const PAGE_TITLE: Phrase = phrase(
    "Kindred: can this network be reused on that table?",
    "Kindred：这个网络能否用在那张表上？",
);
pub(crate) const OTHER_BUILD: Phrase = phrase(
    "Parts of this page have different versions, probably after an update. Reload the page. A link in the address is kept.",
    "本页各部分的版本不同，可能是网站刚更新。请重新加载页面。地址中的链接会保留。",
);
pub(crate) const WHOLE_PAGE: Phrase = phrase(
    "Open this result in Kindred, in its own window",
    "在单独的窗口中用Kindred打开这个结果",
);
pub(crate) const CAUTION: Phrase = phrase(
    "This result comes from a link, and the sender could have changed it. To check it, open it in Kindred and drop the two \
    files there.",
    "这个结果来自链接，发送者可能改动过它。要核对它，请在Kindred中打开并拖放那两个文件。",
);
pub(crate) const NEW_VERSION: Phrase = phrase(
    "A new version of Kindred is ready. It reloads the page: a result stays, but tables must be chosen again.",
    "Kindred的新版本已就绪。使用时会重新加载页面：结果保留，表需要重新选择。",
);
pub(crate) const TOOK_OVER: Phrase = phrase(
    "Kindred was updated in another tab. Reload this tab when you are done: a result stays, but tables must be chosen again.",
    "Kindred已在另一个标签页中更新。用完后请重新加载本标签页：结果保留，表需要重新选择。",
);
pub(crate) const USE_IT_NOW: Phrase = phrase("Use it now", "现在使用");
pub(crate) const LATER: Phrase = phrase("Later", "以后");
pub(crate) const RELOAD: Phrase = phrase("Reload", "重新加载");
pub(crate) const NO_DOWNLOAD: Phrase = phrase(
    "The browser refused to save the report. Try again, or copy the link instead.",
    "浏览器拒绝保存报告。请重试，或改为复制链接。",
);
