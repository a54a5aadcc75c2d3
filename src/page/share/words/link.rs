//! Texts about what a link contains and reveals.

use crate::language::{Phrase, phrase, say, tell};
use crate::report::SharedSettings;

pub(crate) const CHOICES: Phrase = phrase("What the link contains", "链接包含什么");
pub(crate) const RESULT: Phrase = phrase("The whole result", "整个结果");
pub(crate) const SETTINGS: Phrase = phrase(
    "Only the settings, to compute the result from the two files",
    "仅设置，由两个文件计算结果",
);
pub(crate) const COLUMN_NAMES: Phrase = phrase("Names of columns, label and classes", "列、标签和类别的名称");
pub(crate) const FILE_NAMES: Phrase = phrase("Names of the files", "文件名");
pub(crate) const TIME: Phrase = phrase("When it was made", "生成时间");
pub(crate) const REVEALS: Phrase = phrase("This link reveals:", "这个链接透露：");
pub(crate) const REVEALS_NO_ROW: Phrase = phrase(
    "It contains no row of the tables. Only people with the link can see the part after the #.",
    "它不含表中的任何一行。#之后的部分只有拥有链接的人能看到。",
);
pub(crate) const NAMES_LEFT_OUT: Phrase = phrase(
    "The sender left names out. They cannot be restored.",
    "发送者略去了名称，无法恢复。",
);
pub(crate) const CODE: Phrase = phrase("QR code of the link", "链接的二维码");
pub(crate) const NO_CODE: Phrase = phrase(
    "This link is too long for a code that a camera reads from a screen.",
    "这个链接太长，无法生成可供相机从屏幕扫描的二维码。",
);
pub(crate) const CODE_OF_SETTINGS: Phrase = phrase(
    "The link with the result is too long for a code. This code holds the settings: whoever has the two files computes the result.",
    "含结果的链接太长，无法生成二维码。此二维码仅含设置：拥有这两个文件的人可自行计算结果。",
);

/// The summary of the folded choices.
pub(crate) fn summary(settings_only: bool, column_names: bool, file_names: bool) -> &'static str {
    match (settings_only, column_names, file_names) {
        (true, true, _) => say!("settings with column names", "设置，含列名"),
        (true, false, _) => say!("settings without names", "设置，不含名称"),
        (false, true, true) => say!("the result with all names", "结果，含全部名称"),
        (false, true, false) => say!("the result without file names", "结果，不含文件名"),
        (false, false, true) => say!("the result without column names", "结果，不含列名"),
        (false, false, false) => say!("the result without names", "结果，不含名称"),
    }
}

/// The origin of a link with settings and no result.
pub(crate) fn settings_of(shared: &SharedSettings, made: Option<&str>) -> String {
    let label = match &shared.settings.label {
        Some(label) => tell!("The label is {label}.", "标签为{label}。"),
        None => tell!("There is no label.", "没有标签。"),
    };
    let made = made.map_or_else(String::new, |made| tell!(" of {made}", "（{made}）"));
    tell!(
        "This link contains the settings of a computation{made} by Kindred {}, but no result. {label}",
        "这个链接含有一次计算{made}的设置（Kindred {0}），不含结果。{label}",
        shared.app_version
    )
}
pub(crate) const SETTINGS_INVITATION: Phrase = phrase(
    "Drop the two files it was made for on this page. Kindred recognises them by fingerprint.",
    "请把对应的两个文件拖放到本页；Kindred通过指纹识别它们。",
);
pub(crate) const SETTINGS_WITHOUT_NAMES: Phrase = phrase(
    "Column names were left out, so choose the label yourself.",
    "列名已略去，请自行选择标签。",
);
pub(crate) const COMPUTE: Phrase = phrase("Compute with these settings", "按这些设置计算");
