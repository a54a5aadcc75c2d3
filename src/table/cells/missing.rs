//! Which cells are missing values.

use super::{affixes, number};

/// Whether a trimmed cell says that there is no value.
///
/// Beside the words of databases, R, Python and Excel these are the point of SAS and Stata, the question mark of the
/// UCI repository, and what people write in their own language. `none`, `nil` and `无` are not among them: often they
/// are an answer, which [`may_be_missing`] leaves open.
#[inline]
pub(in crate::table) fn is_missing(text: &str) -> bool {
    // This runs for every cell, so numbers leave with their last letter, and words are told apart by their length.
    if text.as_bytes().last().is_some_and(u8::is_ascii_digit) {
        return text.len() >= ZERO_DATE && is_zero_date(text)
            || text.contains(".#") && number::is_not_a_number(text);
    }
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    let is_word = match text.len() {
        0 => true,
        1 => matches!(text, "-" | "." | "?"),
        2 => is("NA") || text == r"\N",
        3 => is("N/A") || is("NaT") || is("#NA") || is("#NV") || is("n/d") || is("s/d"),
        4 => is("null") || is("#N/A") || is("<NA>") || is("n.a.") || is("n.d.") || is("k.A."),
        5 => is("#REF!") || is("#NUM!") || is("k. A."),
        6 => is("#NULL!") || is("#NAME?") || is("#WERT!") || is("#ZAHL!") || text == "缺失",
        7 => is("#DIV/0!") || is("#VALUE!") || is("#BEZUG!"),
        9 => text == "无数据",
        12 => text == "暂无数据",
        _ => false,
    };
    is_word || number::is_not_a_number(text) || is_dash_of_accounts(text)
}

/// Whether a trimmed cell may say that there is no value, and may be an answer: Python's `None`, what pivot tables write
/// for empty cells, lists without parts, and what people and statistical offices write.
pub(in crate::table) fn may_be_missing(text: &str) -> bool {
    const WORDS: [&str; 36] = [
        "none",
        "无",
        "無",
        "(blank)",
        "(empty)",
        "(leer)",
        "(vide)",
        "(空白)",
        "(null)",
        "[]",
        "{}",
        "()",
        "--",
        "---",
        "…",
        "...",
        ":",
        "missing",
        "unknown",
        "not available",
        "no data",
        "unbekannt",
        "nicht bekannt",
        "keine angabe",
        "keine daten",
        "inconnu",
        "non renseigné",
        "desconocido",
        "sin dato",
        "sin datos",
        "s/i",
        "sconosciuto",
        "未知",
        "不详",
        "未填",
        "暂无",
    ];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Bytes of a date.
const ZERO_DATE: usize = 10;

/// Whether a text is the date that databases write where there is none, such as `0000-00-00` of `MySQL`.
fn is_zero_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Most texts leave with their first byte.
    bytes.first() == Some(&b'0')
        && matches!(
            &bytes[..ZERO_DATE],
            b"0000-00-00" | b"0000/00/00" | b"00.00.0000" | b"00/00/0000"
        )
        && bytes[ZERO_DATE..]
            .iter()
            .all(|byte| matches!(byte, b'0' | b':' | b'.' | b' ' | b'T'))
}

/// Longer texts are no lone dash with a currency.
const LONGEST_DASH: usize = 8;

/// Whether a text is a dash, perhaps with a currency: a minus alone is told above.
fn is_dash_of_accounts(text: &str) -> bool {
    let is_dash = |letter: char| matches!(letter, '-' | '\u{2013}' | '\u{2014}' | '\u{2212}' | '\u{ff0d}');
    text.len() <= LONGEST_DASH
        && (text.ends_with(is_dash) || text.starts_with(is_dash))
        && affixes::is_dash(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_usual_texts_for_missing_values_are_recognised() {
        for text in [
            "",
            "NA",
            "na",
            "N/A",
            "n/a",
            "NaN",
            "nan",
            "-nan",
            "-nan(ind)",
            "-1.#IND",
            "1.#QNAN0",
            "NULL",
            "null",
            "-",
            "#N/A",
            r"\N",
            ".",
            "?",
            "#NA",
            "#NULL!",
            "#DIV/0!",
            "#VALUE!",
            "#value!",
            "#REF!",
            "#NUM!",
            "#NAME?",
            "<NA>",
            "NaT",
            "#NV",
            "#WERT!",
            "#ZAHL!",
            "#BEZUG!",
            "n/d",
            "n.a.",
            "n.d.",
            "s/d",
            "k.A.",
            "k. A.",
            "缺失",
            "无数据",
            "暂无数据",
            "–",
            "—",
            "$ -",
            "- €",
            "0000-00-00",
            "0000-00-00 00:00:00",
            "00.00.0000",
        ] {
            assert!(is_missing(text), "{text:?}");
        }
        for text in [
            "none",
            "--",
            "nab",
            r"\n",
            "0",
            "N",
            "nil",
            "无",
            "..",
            "??",
            "#",
            "NA ",
            "<NA",
            "#REF",
            "$",
            "0000-00-01",
            "0000-00-00 00:00:01",
            "00:00",
            "0000000000",
        ] {
            assert!(!is_missing(text), "{text:?}");
        }
        for (text, expected) in [
            ("None", true),
            ("none", true),
            ("无", true),
            ("(Leer)", true),
            ("(空白)", true),
            ("Keine Angabe", true),
            ("--", true),
            ("nonet", false),
            ("blank", false),
            ("", false),
        ] {
            assert_eq!(may_be_missing(text), expected, "{text:?}");
            assert!(!expected || !is_missing(text), "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(crate::random::cases::config())]

        #[test]
        fn any_text_is_judged_without_a_panic(text in "\\PC{0,8}") {
            let _ = is_missing(&text);
        }
    }
}
