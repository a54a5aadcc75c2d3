//! Names of weekdays: English, German, French, Spanish, Portuguese, Italian, Chinese and Japanese. Beside dates they say nothing that the
//! date does not.

/// For each weekday from Monday on its names and abbreviations, in lower case.
const NAMES: [&[&str]; 7] = [
    &[
        "mon", "monday", "mo", "montag", "lun", "lundi", "lunes", "seg", "segunda", "lunedì", "lu",
    ],
    &[
        "tue", "tues", "tuesday", "di", "dienstag", "mar", "mardi", "martes", "ter", "terça", "terca",
        "martedì", "ma",
    ],
    &[
        "wed",
        "wednesday",
        "mi",
        "mittwoch",
        "mer",
        "mercredi",
        "mié",
        "mie",
        "miércoles",
        "miercoles",
        "qua",
        "quarta",
        "mercoledì",
    ],
    &[
        "thu",
        "thur",
        "thurs",
        "thursday",
        "do",
        "donnerstag",
        "jeu",
        "jeudi",
        "jue",
        "jueves",
        "qui",
        "quinta",
        "gio",
        "giovedì",
        "je",
    ],
    &[
        "fri", "friday", "fr", "freitag", "ven", "vendredi", "vie", "viernes", "sex", "sexta", "venerdì",
    ],
    &[
        "sat",
        "saturday",
        "sa",
        "samstag",
        "sonnabend",
        "sam",
        "samedi",
        "sáb",
        "sab",
        "sábado",
        "sabado",
        "sabato",
    ],
    &[
        "sun", "sunday", "so", "sonntag", "dim", "dimanche", "dom", "domingo", "domenica",
    ],
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
    named(word).is_some()
}

/// The number of the weekday with this name, from Monday on, in capitals or not.
fn named(word: &str) -> Option<u32> {
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    (1..)
        .zip(NAMES)
        .find_map(|(number, names)| names.contains(&word.as_str()).then_some(number))
}

/// The number of the weekday that a text names, in words or as in `周三`, from Monday on.
#[must_use]
pub fn weekday_named(text: &str) -> Option<u32> {
    let text = text.trim().trim_end_matches('.');
    let spoken = ["礼拜", "禮拜"];
    let mut begins = CHINESE.iter().chain(&spoken);
    if let Some(day) = begins.find_map(|begin| text.strip_prefix(begin)) {
        // Sunday has two letters.
        let place = CHINESE_DAYS.chars().position(|letter| day.chars().eq([letter]))?;
        return u32::try_from(place + 1).ok().map(|number| number.min(7));
    }
    // In Japanese the name of Sunday begins with the sun, that of Monday with the moon.
    if let Some(day) = text.strip_suffix("曜日").or_else(|| text.strip_suffix("曜")) {
        let place = JAPANESE_DAYS
            .chars()
            .position(|letter| day.chars().eq([letter]))?;
        return u32::try_from(place + 1).ok();
    }
    named(text.strip_suffix("-feira").unwrap_or(text))
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

    #[test]
    fn a_name_belongs_to_one_weekday() {
        for (number, names) in (1..).zip(NAMES) {
            for name in names {
                assert_eq!(weekday_named(name), Some(number), "{name} stands twice");
            }
        }
        for (text, number) in [
            ("Mittwoch", Some(3)),
            ("Mi.", Some(3)),
            ("quarta-feira", Some(3)),
            ("周三", Some(3)),
            ("礼拜三", Some(3)),
            ("水曜日", Some(3)),
            ("星期日", Some(7)),
            ("星期天", Some(7)),
            ("周末", None),
            ("周", None),
            ("", None),
        ] {
            assert_eq!(weekday_named(text), number, "{text}");
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
