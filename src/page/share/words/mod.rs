//! Texts of the share section, and of results that come from a link.

use crate::features::Side;
use crate::language::{Phrase, phrase, say, tell};
use crate::page::answer::Origin;
use crate::report::{Agreement, Files, LONG_CHARACTERS, Outcome, Report};
use crate::words;
use crate::words::lists::first_few;
use crate::words::nouns::Noun;
use crate::words::numbers::{count, counted};

pub(crate) mod link;

pub(crate) use crate::page::words::NO_DOWNLOAD;

pub(crate) const STALE_LINK: Phrase = phrase(
    "Link and report contain the result above.",
    "链接和报告所含的是上面的结果。",
);
pub(crate) const COPYING: Phrase = phrase("Copying", "复制");
pub(crate) const COPY_LINK: Phrase = phrase("Copy link", "复制链接");
pub(crate) const DOWNLOAD: Phrase = phrase("Download report", "下载报告");
pub(crate) const CHOOSE_FILES: Phrase = phrase("Choose the files", "选择文件");
pub(crate) const REPETITION: Phrase = phrase("Repetition", "重复计算");

pub(crate) const SHARE_INTRO: Phrase = phrase(
    "The link contains the result and what you choose below, but no row of your data. The part after the # is never sent to a \
    server.",
    "链接包含结果和您在下面所选的内容，不含您的任何数据行。#之后的部分绝不会发送到服务器。",
);
pub(crate) const SHARE_WAITS: Phrase = phrase("The link appears with the result.", "有结果后会显示链接。");
pub(crate) const COPIED: Phrase = phrase("Link copied.", "链接已复制。");
pub(crate) const COPY_BY_HAND: Phrase = phrase(
    "The browser blocked the clipboard. The link is selected: press Ctrl+C, or ⌘C on a Mac.",
    "浏览器禁止写入剪贴板。链接已选中：请按Ctrl+C，在Mac上按⌘C。",
);
pub(crate) const SAVE_PAGE: Phrase = phrase("Save as HTML", "保存为HTML");
pub(crate) const COPY_TEXT: Phrase = phrase("Copy as text", "复制为文本");
pub(crate) const COPY_EMBED: Phrase = phrase("Copy embed code", "复制嵌入代码");
pub(crate) const EMBED_COPIED: Phrase = phrase(
    "The code is in your clipboard. Paste it into a web page to show the result there.",
    "代码已在剪贴板中。粘贴到网页中即可显示该结果。",
);
pub(crate) const EMBED_NOT_COPIED: Phrase = phrase(
    "This browser does not let the page write to the clipboard.",
    "此浏览器不允许页面写入剪贴板。",
);
pub(crate) const EMBED_TITLE: Phrase = phrase("A result of Kindred", "Kindred的结果");
pub(crate) const TEXT_COPIED: Phrase = phrase(
    "Result copied as text, for a mail or a methods section.",
    "结果已复制为文本，可用于邮件或论文的方法部分。",
);
pub(crate) const TEXT_NOT_COPIED: Phrase = phrase(
    "The browser blocked the clipboard. Save the report as HTML and copy from there.",
    "浏览器禁止写入剪贴板。请把报告保存为HTML，再从中复制。",
);
pub(crate) const COMPARE: Phrase = phrase("Compare with another result", "与另一个结果比较");
pub(crate) const COMPARE_HELP: Phrase = phrase(
    "Paste the link of another result. The link contains the result, so nothing is sent.",
    "请粘贴另一个结果的链接。结果就在链接中，不会发送任何内容。",
);
pub(crate) const OTHER_LINK: Phrase = phrase("The other link", "另一个链接");
pub(crate) const SIDE_BY_SIDE: Phrase = phrase("Side by side", "并列");
pub(crate) const THIS: Phrase = phrase("This result", "这个结果");
pub(crate) const OTHER: Phrase = phrase("The other", "另一个结果");
pub(crate) const WHAT: Phrase = phrase("What", "内容");

pub(crate) const LINK_FIELD: Phrase = phrase("Link", "链接");

/// How the one chosen file relates to a shared result, by its fingerprint.
pub(crate) fn one_file(at_hand: Side, source: bool, target: bool) -> String {
    let is_target = at_hand == Side::Target;
    let (side, other) = (words::side(is_target), words::side(!is_target));
    let [belongs, is_other] = if is_target {
        [target, source]
    } else {
        [source, target]
    };
    if belongs {
        tell!(
            "The {side} belongs to this result. Choose its {other} too, to repeat it.",
            "{side}属于这个结果。请再选择其{other}，以重复计算。"
        )
    } else if is_other {
        tell!(
            "Your {side} is the {other} of this result. Swap the two, or choose another file.",
            "您的{side}是这个结果的{other}。请互换两者，或选择另一个文件。"
        )
    } else {
        tell!(
            "The chosen file is not part of this result.",
            "所选的文件不属于这个结果。"
        )
    }
}

/// The origin of a result, and whether to trust it.
fn came_from(origin: Origin) -> &'static str {
    match origin {
        Origin::Repetition => say!(
            "This result was computed again on this device, from the same files and settings.",
            "这个结果由本设备根据同样的文件和设置重新算出。"
        ),
        Origin::Tab => say!(
            "This is the last result of this tab, from before the page was reloaded.",
            "这是本标签页在重新加载之前的最后一个结果。"
        ),
        Origin::Link => say!(
            "This result comes from a link, and the sender could have changed it.",
            "这个结果来自链接，发送者可能改动过它。"
        ),
    }
}

/// The origin of a result, its files and its label.
pub(crate) fn shared(outcome: &Outcome, origin: Origin, made: Option<&str>) -> String {
    let Report {
        source,
        target,
        app_version,
        ..
    } = &outcome.report;
    let label = match &outcome.settings.label {
        Some(label) => tell!("with the label {label}", "标签为{label}"),
        None => tell!("without a label", "没有标签"),
    };
    let origin = came_from(origin);
    let made = made.map_or_else(String::new, |made| tell!(" on {made}", "于{made}"));
    tell!(
        "{origin} Kindred {app_version} made it{made} from {} ({}) and {} ({}), {label}.",
        "{origin}由Kindred {app_version}{made}根据{0}（{1}）和{2}（{3}）得出，{label}。",
        source.name,
        counted(source.rows, Noun::Row),
        target.name,
        counted(target.rows, Noun::Row),
    )
}

/// The note for a link from another version.
pub(crate) fn other_version(theirs: &str, ours: &str) -> Option<String> {
    (theirs != ours).then(|| {
        tell!("This page is Kindred {ours}. Repeating the computation may give slightly other numbers than version {theirs}.", "本页是Kindred {ours}。重复计算得到的数值可能与版本{theirs}略有不同。")
    })
}

pub(crate) const NAMES_LEFT_OUT: Phrase = phrase(
    "The sender left out the column names; those shown are made up. So this link cannot repeat the computation.",
    "发送者略去了列名；这里显示的是代用名称。仅凭此链接无法重复计算。",
);
pub(crate) const SHARED_INVITATION: Phrase = phrase(
    "To check it, drop the same two files on this page: your device repeats the computation.",
    "要核对它，请把同样的两个文件拖放到本页，由您的设备重复计算。",
);

/// How the chosen files relate to those of the result. What others than its own give is computed now where `is_busy`.
pub(crate) fn files(files: Files, is_busy: bool) -> String {
    let next = if is_busy {
        say!("Your own result is being computed.", "正在用这两个文件重新计算。")
    } else {
        say!(
            "Run the test to get your own result.",
            "请运行检验以得到您自己的结果。"
        )
    };
    match files {
        Files::Same => tell!(
            "These are the same two files, byte for byte.",
            "这正是那两个文件，逐字节相同。"
        ),
        Files::Exchanged => tell!(
            "These are the same two files, but source and target are swapped. Press Swap under Data to repeat the computation.",
            "这正是那两个文件，但源和目标互换了。请在“数据”中按“互换”以重复计算。"
        ),
        Files::OtherSource | Files::OtherTarget => {
            let is_other_target = files == Files::OtherTarget;
            let (same, other) = (words::side(!is_other_target), words::side(is_other_target));
            tell!(
                "The {same} is the same file, but the {other} is not, so this result cannot be repeated. {next}",
                "{same}是同一个文件，但{other}不是，因此无法重复这个结果。{next}"
            )
        }
        Files::Other => tell!(
            "These are not the files of this result, so it cannot be repeated. {next}",
            "这两个文件与该结果不符，无法重复它。{next}"
        ),
    }
}

/// How the repeated numbers relate to those of the link.
pub(crate) fn agreement(agreement: &Agreement) -> String {
    let said = match agreement {
        Agreement::Exact => tell!(
            "Repeated on this device: every number agrees to the last digit.",
            "已在本设备上重复计算：每个数值都完全一致。"
        ),
        Agreement::Close => tell!(
            "Repeated on this device: every number agrees to within one unit in the fifth digit.",
            "已在本设备上重复计算：每个数值都一致，第五位数字至多相差1。"
        ),
        Agreement::Differs(names) => {
            let shown = first_few(names, 4);
            tell!(
                "Repeated on this device: {} agree with the link ({shown}). The link may have been changed, or made by \
                another version.",
                "已在本设备上重复计算：{0}与链接一致（{shown}）。链接可能被改动，或由别的版本生成。",
                if names.len() == 1 {
                    say!("one number does not", "有一个数值不")
                } else {
                    say!("some numbers do not", "有一些数值不")
                }
            )
        }
    };
    tell!(
        "{said} The repeated result is below.",
        "{said}下面是重复计算的结果。"
    )
}

pub(crate) const REPEAT: Phrase = phrase("Repeat the computation", "重复计算");
pub(crate) const REPEATING: Phrase = phrase(
    "Repeating the computation with the same settings.",
    "正在按相同的设置重复计算。",
);

/// The warning for a link that some programs would cut.
pub(crate) fn long_link(characters: usize) -> Option<String> {
    (characters > LONG_CHARACTERS).then(|| {
        tell!(
            "This link has {} characters. Some mail and chat programs cut such links; send the report instead.", "这个链接有{0}个字符。有些邮件和聊天程序会截断这样的链接；请改为发送报告。",
            count(characters as u64)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_to_the_link_is_named() {
        let text = agreement(&Agreement::Differs(vec!["test.p_value".into()]));
        assert!(
            text.contains("test.p_value") && text.contains("does not"),
            "{text}"
        );
    }

    #[test]
    fn only_long_links_are_warned_about() {
        assert_eq!(long_link(8_000), None);
        assert!(long_link(12_345).is_some_and(|text| text.contains("12,345")));
    }
}
