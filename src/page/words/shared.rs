//! Words about links: the one that is made, and the one that was opened.

use crate::compute::messages::Side;
use crate::page::repeat::{Agreement, Files};
use crate::report::{LONG_CHARACTERS, Outcome, Report};
use crate::show::nouns::Noun;
use crate::show::numbers::{count, counted};

pub(in crate::page) const SHARE_INTRO: &str = "A link holds the whole result: the numbers, the file names, row counts and \
    fingerprints, the column names, and the points of the charts. It holds no row of your data, and what stands \
    after the # is never sent to a server.";
pub(in crate::page) const SHARE_WAITS: &str = "There is a link as soon as there is a result.";
pub(in crate::page) const COPIED: &str = "The link is in your clipboard.";
pub(in crate::page) const COPY_BY_HAND: &str = "This browser does not let the page write to the clipboard. The link is \
    selected: copy it with Ctrl+C, or ⌘C on a Mac.";
pub(in crate::page) const NO_DOWNLOAD: &str =
    "The browser refused to save the report. Try again, or copy the link instead.";
pub(in crate::page) const SAVE_PAGE: &str = "Save as HTML";
pub(in crate::page) const COPY_TEXT: &str = "Copy as text";
pub(in crate::page) const TEXT_COPIED: &str =
    "The result is in your clipboard, as text for a mail or for the methods section of a paper.";
pub(in crate::page) const TEXT_NOT_COPIED: &str =
    "This browser does not let the page write to the clipboard. Save the report as HTML and copy from there.";
pub(in crate::page) const LINK_FIELD: &str = "Link";

/// What the one file at hand is to a shared result, by its fingerprint.
pub(in crate::page) fn one_file(side: Side, source: bool, target: bool) -> &'static str {
    match (side, source, target) {
        (Side::Source, true, _) => {
            "The source is the file of this result. Choose its target, too, to repeat it."
        }
        (Side::Target, _, true) => {
            "The target is the file of this result. Choose its source, too, to repeat it."
        }
        (Side::Source, false, true) => {
            "The file chosen as source is the target of this result. Swap the sides, or choose the other file."
        }
        (Side::Target, true, false) => {
            "The file chosen as target is the source of this result. Swap the sides, or choose the other file."
        }
        (_, false, false) => "The file that is chosen is not part of this result.",
    }
}

/// Where a shared result comes from.
pub(in crate::page) fn shared(outcome: &Outcome, is_own: bool) -> String {
    let Report {
        source,
        target,
        app_version,
        ..
    } = &outcome.report;
    let label = match &outcome.settings.label {
        Some(label) => format!("with the label {label}"),
        None => "without a label".to_owned(),
    };
    let origin = if is_own {
        "This is the last result of this tab, from before the page was loaded anew."
    } else {
        "This result was opened from a link."
    };
    format!(
        "{origin} Kindred {app_version} made it from {} ({}) and {} ({}), {label}.",
        source.name,
        counted(source.rows, Noun::Row),
        target.name,
        counted(target.rows, Noun::Row),
    )
}

/// A link that was made by another version than this page.
pub(in crate::page) fn other_version(theirs: &str, ours: &str) -> Option<String> {
    (theirs != ours).then(|| {
        format!("This page is Kindred {ours}. A repetition may give slightly other numbers than version {theirs} did.")
    })
}

pub(in crate::page) const SHARED_INVITATION: &str =
    "To check it, drop the same two files on this page: the computation is repeated here, on your device.";

/// How the files at hand relate to those of the link.
pub(in crate::page) fn files(files: Files) -> &'static str {
    match files {
        Files::Same => "These are the same two files, byte for byte.",
        Files::Exchanged => {
            "These are the same two files, but source and target are exchanged. Press Swap under Data to repeat \
             the computation."
        }
        Files::OtherSource => {
            "The target is the same file, but the source is another one, so this result cannot be repeated. Run \
             the test to get a result of your own."
        }
        Files::OtherTarget => {
            "The source is the same file, but the target is another one, so this result cannot be repeated. Run \
             the test to get a result of your own."
        }
        Files::Other => {
            "These are other files than those of the link, so its result cannot be repeated. Run the test to get \
             a result of your own."
        }
    }
}

/// How the repeated numbers relate to those of the link.
pub(in crate::page) fn agreement(agreement: &Agreement) -> String {
    match agreement {
        Agreement::Exact => {
            "The computation was repeated on this device, and every number agrees to the last \
                             digit."
                .into()
        }
        Agreement::Close => {
            "The computation was repeated on this device, and every number agrees to five digits.".into()
        }
        Agreement::Differs(names) => {
            let shown: Vec<_> = names.iter().take(4).map(String::as_str).collect();
            let more = if names.len() > shown.len() {
                format!(" and {} more", count((names.len() - shown.len()) as u64))
            } else {
                String::new()
            };
            format!(
                "The computation was repeated on this device, and {} agree with the link: {}{more}. The link may \
                 have been altered, or made by another version.",
                if names.len() == 1 {
                    "one number does not"
                } else {
                    "some numbers do not"
                },
                shown.join(", ")
            )
        }
    }
}

pub(in crate::page) const REPEAT: &str = "Repeat the computation";
pub(in crate::page) const REPEATING: &str =
    "The computation is being repeated with the settings of the link.";

/// A link too long for some tools, with a way out.
pub(in crate::page) fn long_link(characters: usize) -> Option<String> {
    (characters > LONG_CHARACTERS).then(|| {
        format!(
            "This link has {} characters. Some chat and mail programs cut links that long; the report file is \
             the safer way.",
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
