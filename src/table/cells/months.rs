//! Names of months in English, German, French, Spanish, Portuguese and Italian.

/// For each month its names and their abbreviations, in lower case. Accents may be left out, as they often are.
const NAMES: [&[&str]; 12] = [
    &[
        "jan", "january", "januar", "jän", "jänner", "janv", "janvier", "ene", "enero", "janeiro", "gen",
        "gennaio",
    ],
    &[
        "feb",
        "february",
        "februar",
        "fév",
        "fev",
        "févr",
        "fevr",
        "février",
        "fevrier",
        "febrero",
        "fevereiro",
        "febbraio",
    ],
    &[
        "mar", "march", "mär", "mrz", "märz", "maerz", "mars", "marzo", "março", "marco",
    ],
    &["apr", "april", "avr", "avril", "abr", "abril", "aprile"],
    &["may", "mai", "mayo", "maio", "mag", "maggio"],
    &["jun", "june", "juni", "juin", "junio", "junho", "giu", "giugno"],
    &[
        "jul", "july", "juli", "juil", "juillet", "julio", "julho", "lug", "luglio",
    ],
    &["aug", "august", "août", "aout", "ago", "agosto"],
    &[
        "sep",
        "sept",
        "september",
        "septembre",
        "septiembre",
        "setiembre",
        "set",
        "setembro",
        "settembre",
    ],
    &[
        "oct", "october", "okt", "oktober", "octobre", "octubre", "out", "outubro", "ott", "ottobre",
    ],
    &["nov", "november", "novembre", "noviembre", "novembro"],
    &[
        "dec",
        "december",
        "dez",
        "dezember",
        "déc",
        "décembre",
        "decembre",
        "dic",
        "diciembre",
        "dezembro",
        "dicembre",
    ],
];

/// The number of the month with this name, counted from 1, in capitals or not.
pub(in crate::table) fn month(name: &str) -> Option<u32> {
    let first = name.bytes().next()?.to_ascii_lowercase();
    // A letter has as many bytes as its capital in these languages, and all names start with an ASCII one, so
    // nearly all names leave by their first byte or their length: words of all sorts are looked up here.
    let is = |known: &&str| {
        known.as_bytes().first() == Some(&first)
            && known.len() == name.len()
            && known.chars().eq(name.chars().flat_map(char::to_lowercase))
    };
    (1..)
        .zip(NAMES)
        .find_map(|(number, names)| names.iter().any(is).then_some(number))
}

/// The number of the month that a text names, in words or as in `3月`, from 1 on.
#[must_use]
pub fn month_named(text: &str) -> Option<u32> {
    let text = text.trim().trim_end_matches('.');
    let digits = text
        .strip_suffix('月')
        .and_then(|digits| digits.trim().parse().ok());
    digits
        .filter(|number| (1..=12).contains(number))
        .or_else(|| month(text))
}

/// Whether a text is a day of a month without a year: `1月3日`, `3. Januar`, `Jan 3`.
#[must_use]
pub fn is_day_of_year(text: &str) -> bool {
    let is_day = |text: &str| {
        let day = text.trim().trim_end_matches('.').parse::<u32>();
        day.is_ok_and(|day| (1..=31).contains(&day))
    };
    let text = text.trim();
    if let Some((before, behind)) = text.split_once('月') {
        let month = before.trim().parse::<u32>();
        let day = behind.strip_suffix(['日', '号', '號']);
        return month.is_ok_and(|month| (1..=12).contains(&month)) && day.is_some_and(is_day);
    }
    let parts = text.split_once(' ').or_else(|| text.split_once('-'));
    parts.is_some_and(|(one, other)| {
        let names_month = |text: &str| month(text.trim().trim_end_matches('.')).is_some();
        names_month(one) && is_day(other) || is_day(one) && names_month(other)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn days_without_a_year_are_known() {
        for text in [
            "1月3日",
            "01月31日",
            "12月3号",
            "3. Januar",
            "Jan 3",
            "3-Mar",
            "31 Dec.",
        ] {
            assert!(is_day_of_year(text), "{text}");
        }
        for text in [
            "",
            "1月",
            "13月3日",
            "1月32日",
            "3日",
            "2020年1月3日",
            "May",
            "Jan 2020",
            "3 apples",
            "May 3 4",
        ] {
            assert!(!is_day_of_year(text), "{text}");
        }
    }

    #[test]
    fn a_name_belongs_to_one_month() {
        let mut months = HashMap::new();
        for (number, names) in (1..).zip(NAMES) {
            for name in names {
                assert_eq!(months.insert(*name, number), None, "{name} stands twice");
                assert_eq!(month(name), Some(number), "{name}");
                assert_eq!(month(&name.to_uppercase()), Some(number), "{name}");
            }
        }
    }

    #[test]
    fn names_are_whole() {
        for (name, number) in [("January", 1), ("MÄRZ", 3), ("Août", 8), ("dic", 12)] {
            assert_eq!(month(name), Some(number), "{name}");
        }
        for name in ["", "j", "janu", "januaryy", "monday", "kg"] {
            assert_eq!(month(name), None, "{name}");
        }
    }
}
