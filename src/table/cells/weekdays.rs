//! Names of weekdays beside dates, which say nothing that the date does not.

/// Names and abbreviations in lower case: English, German, French, Spanish, Portuguese, Italian.
const NAMES: [&str; 84] = [
    "mon",
    "monday",
    "tue",
    "tues",
    "tuesday",
    "wed",
    "wednesday",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "fri",
    "friday",
    "sat",
    "saturday",
    "sun",
    "sunday", //
    "mo",
    "montag",
    "di",
    "dienstag",
    "mi",
    "mittwoch",
    "do",
    "donnerstag",
    "fr",
    "freitag",
    "sa",
    "samstag",
    "sonnabend",
    "so",
    "sonntag", //
    "lun",
    "lundi",
    "mar",
    "mardi",
    "mer",
    "mercredi",
    "jeu",
    "jeudi",
    "ven",
    "vendredi",
    "sam",
    "samedi",
    "dim",
    "dimanche", //
    "lunes",
    "martes",
    "mié",
    "mie",
    "miércoles",
    "miercoles",
    "jue",
    "jueves",
    "vie",
    "viernes",
    "sáb",
    "sab",
    "sábado",
    "sabado",
    "dom",
    "domingo", //
    "seg",
    "segunda",
    "ter",
    "terça",
    "terca",
    "qua",
    "quarta",
    "qui",
    "quinta",
    "sex",
    "sexta", //
    "lunedì",
    "martedì",
    "mercoledì",
    "gio",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica", //
    "lu",
    "ma",
    "je",
];

/// Longer words are no weekdays.
const LONGEST: usize = 16;

/// What a Chinese or Japanese weekday begins with, and the letters that may follow, or stand alone in brackets.
const CHINESE: [&str; 3] = ["星期", "周", "週"];
const CHINESE_DAYS: &str = "一二三四五六日天";
const JAPANESE_DAYS: &str = "月火水木金土日";

/// The text without the weekday that stands before, behind or within its date; nothing where there is none.
pub(in crate::table) fn without_weekday(text: &str) -> Option<String> {
    if text.is_ascii() || !text.starts_with(|first: char| first.is_ascii_digit()) {
        before(text).or_else(|| behind(text)).map(str::to_owned)
    } else {
        behind(text).map(str::to_owned)
    }
    .or_else(|| within(text))
}

fn is_weekday(word: &str) -> bool {
    word.len() <= LONGEST && NAMES.contains(&word.to_lowercase().as_str())
}

/// The rest of `Fri, 31.01.2020`, `Mo 6.1.2020` or `segunda-feira, 06/01/2020`.
fn before(text: &str) -> Option<&str> {
    let end = text.find(|letter: char| !letter.is_alphabetic())?;
    let (word, rest) = text.split_at(end);
    let rest = rest.strip_prefix("-feira").unwrap_or(rest);
    let date = rest.trim_start_matches(['.', ',', ' ', '\u{a0}']);
    (date.len() < rest.len() && is_weekday(word)).then_some(date)
}

/// The start of `2020-01-31 Fri`.
fn behind(text: &str) -> Option<&str> {
    let (date, word) = text.rsplit_once([' ', '\u{a0}'])?;
    is_weekday(word.trim_matches(['(', ')', '.'])).then(|| date.trim_end_matches([' ', ',']))
}

/// What is around `星期五`, `周五` or `(金)`, with a space instead.
fn within(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let (start, end) = CHINESE
        .iter()
        .find_map(|begin| {
            let start = text.find(begin)?;
            let day = text[start + begin.len()..].chars().next()?;
            (CHINESE_DAYS.contains(day)).then(|| (start, start + begin.len() + day.len_utf8()))
        })
        .or_else(|| {
            let start = text.find(['(', '（'])?;
            let mut letters = text[start..].char_indices().skip(1);
            let (_, day) = letters.next()?;
            let (end, close) = letters.next()?;
            (JAPANESE_DAYS.contains(day) && matches!(close, ')' | '）'))
                .then(|| (start, start + end + close.len_utf8()))
        })?;
    let [before, behind] = [&text[..start], &text[end..]];
    let before = before.trim_end_matches(['(', '（', ' ', ',', '，']);
    let behind = behind.trim_start_matches([')', '）', ' ', ',', '，']);
    Some(format!("{before} {behind}").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn weekdays_are_taken_away() {
        for (text, rest) in [
            ("Fri, 31 Jan 2020", "31 Jan 2020"),
            ("Fri 31.01.2020", "31.01.2020"),
            ("Mo., 06.01.2020", "06.01.2020"),
            ("FREITAG 31.01.2020", "31.01.2020"),
            ("segunda-feira, 06/01/2020", "06/01/2020"),
            ("sáb 01/02/2020", "01/02/2020"),
            ("2020-01-31 Fri", "2020-01-31"),
            ("31.01.2020 (Fr)", "31.01.2020"),
            ("星期五 2020-01-31", "2020-01-31"),
            ("2020-01-31 周五", "2020-01-31"),
            ("2020/1/31 星期五 12:34", "2020/1/31 12:34"),
            ("2020年1月31日周五", "2020年1月31日"),
            ("2020年1月31日（金）", "2020年1月31日"),
            ("2020年1月31日(星期五)", "2020年1月31日"),
        ] {
            assert_eq!(without_weekday(text).as_deref(), Some(rest), "{text:?}");
        }
        for text in [
            "",
            "31.01.2020",
            "Fri",
            "Friend 5",
            "Item 5",
            "Fri31",
            "周末 5",
            "2020年1月31日",
            "(金",
            "5 kg",
        ] {
            assert_eq!(without_weekday(text), None, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(crate::random::cases::config())]

        #[test]
        fn any_text_is_searched_without_a_panic(text in "\\PC*|([星期周五(（金)） 0-9]|Fri){0,8}") {
            let _ = without_weekday(&text);
        }
    }
}
