//! A number with a unit of measurement behind it, `5.1 kg`, or with a letter or a word for thousands, `66.9K`, `1.2万`.

use super::affixes;
use super::hemisphere::{self, Hemisphere};
use super::number::{self, Readings};
use super::units::is_unit;

/// Longer words behind a number are no units.
const LONGEST_UNIT: usize = 12;

/// Units of several words have so many, and so many letters in each.
const MAX_SHORT_WORDS: usize = 3;
const LONGEST_SHORT_WORD: usize = 4;

/// Words of fewer letters have no plural.
const SHORTEST_PLURAL: usize = 3;

/// What makes a number an ordinal, or a time of the day.
const NO_UNITS: [&str; 6] = ["st", "nd", "rd", "th", "am", "pm"];

/// Words for powers of ten that stand right before a unit; where one begins another, the longer comes first.
const EASTERN: [(&str, u32); 12] = [
    ("百万", 6),
    ("百萬", 6),
    ("千万", 7),
    ("千萬", 7),
    ("万亿", 12),
    ("萬億", 12),
    ("万", 4),
    ("萬", 4),
    ("만", 4),
    ("亿", 8),
    ("億", 8),
    ("억", 8),
];

/// Words for powers of ten, in lower case and without a point.
const WESTERN: [(&str, u32); 21] = [
    ("thousand", 3),
    ("million", 6),
    ("millions", 6),
    ("billion", 9),
    ("billions", 9),
    ("trillion", 12),
    ("mln", 6),
    ("bn", 9),
    ("tsd", 3),
    ("mio", 6),
    ("mrd", 9),
    ("millionen", 6),
    ("milliarden", 9),
    ("milliard", 9),
    ("milliards", 9),
    ("lakh", 5),
    ("lakhs", 5),
    ("crore", 7),
    ("тыс", 3),
    ("млн", 6),
    ("млрд", 9),
];

/// What stands behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum Behind<'a> {
    /// A unit; the number is as it stands.
    Unit(&'a str),
    /// A letter or a word that multiplies the number, which is so already.
    Multiplier,
}

/// A cell that is no number by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::table) struct Measure<'a> {
    pub(in crate::table) number: Readings,
    pub(in crate::table) behind: Behind<'a>,
}

/// Reads a trimmed cell as a number with something behind it. A unit without a space before it has to be a known one,
/// because codes end with letters, too.
pub(in crate::table) fn read(text: &str) -> Option<Measure<'_>> {
    if let Some((letter, number)) = behind_hemisphere(text) {
        return Some(Measure {
            number,
            behind: Behind::Unit(letter),
        });
    }
    // Most cells end with a digit, or begin with a letter.
    if text.ends_with(|last: char| last.is_ascii_digit()) && !text.ends_with(['2', '3'])
        || text.starts_with(char::is_alphabetic)
        || number::is_infinite(text)
    {
        return None;
    }
    let split = text.find(|letter: char| letter.is_alphabetic() || is_degree_sign(letter))?;
    let (before, unit) = text.split_at(split);
    let bare = before.trim_end();
    let is_number = bare.ends_with(|last: char| last.is_ascii_digit())
        && !number::has_leading_zero_code(bare)
        && number::read(text) == Readings::default();
    let number = if is_number {
        number::read(bare)
    } else {
        Readings::default()
    };
    if number == Readings::default() {
        return None;
    }
    let is_attached = bare.len() == before.len();
    let letter = || is_attached.then(|| letter(unit)).flatten();
    if let Some((power, unit)) = letter().map(|power| (power, "")).or_else(|| word(unit)) {
        let scaled = |value: f64| format!("{value}e{power}").parse().ok();
        return Some(Measure {
            number: Readings {
                point: number.point.and_then(scaled),
                comma: number.comma.and_then(scaled),
            },
            behind: if unit.is_empty() || is_currency(unit) {
                Behind::Multiplier
            } else {
                Behind::Unit(unit)
            },
        });
    }
    // A seat is `12E`, and no place.
    let is_degree = || hemisphere::has_degree(unit) || bare.contains(['.', ',']);
    let may_be_unit = is_unit(unit)
        || is_word(unit) && (!is_attached || is_foreign_word(unit))
        || !is_attached && are_short_words(unit)
        || Hemisphere::of(unit).is_some() && (!is_attached || is_degree());
    (may_be_unit && !NO_UNITS.contains(&unit.to_lowercase().as_str())).then_some(Measure {
        number,
        behind: Behind::Unit(unit),
    })
}

/// The power of ten that a letter right behind a number stands for. `m` is a metre.
fn letter(letter: &str) -> Option<u32> {
    match letter {
        "K" | "k" => Some(3),
        "M" => Some(6),
        "B" => Some(9),
        _ => None,
    }
}

/// The power of ten that the word at the start of a unit stands for, and the rest of the unit, if any: `万元`, `Mio. €`.
fn word(unit: &str) -> Option<(u32, &str)> {
    // Whoever counts in ten thousands writes no blank before the next word.
    let eastern = EASTERN
        .iter()
        .find_map(|&(word, power)| Some((power, unit.strip_prefix(word)?)));
    eastern
        .or_else(|| {
            let (first, rest) = unit.split_once(' ').unwrap_or((unit, ""));
            let bare = first.trim_end_matches('.').to_lowercase();
            let &(_, power) = WESTERN.iter().find(|&&(word, _)| word == bare)?;
            Some((power, rest))
        })
        .map(|(power, rest)| (power, rest.trim_start()))
        .filter(|(_, rest)| rest.is_empty() || is_word(rest) || is_currency(rest))
}

fn is_currency(text: &str) -> bool {
    affixes::parts(&format!("1{text}")).is_some_and(|parts| parts.body == "1")
}

fn is_word(text: &str) -> bool {
    text.chars().count() <= LONGEST_UNIT
        && text.chars().all(|letter| {
            letter.is_alphabetic() || is_degree_sign(letter) || matches!(letter, '/' | '²' | '³' | '.')
        })
}

/// Whether a text is a word in letters other than Latin ones that have cases: codes do not end so.
fn is_foreign_word(text: &str) -> bool {
    let has_case = |letter: char| letter.is_lowercase() || letter.is_uppercase();
    text.chars().count() > 1 && text.chars().all(|letter| !letter.is_ascii() && has_case(letter))
}

/// Whether a text is a unit of some short words: `sq ft`, `мм рт. ст.`
fn are_short_words(text: &str) -> bool {
    let mut words = text.split(' ');
    (2..=MAX_SHORT_WORDS).contains(&words.clone().count())
        && words.all(|word| !word.is_empty() && word.chars().count() <= LONGEST_SHORT_WORD && is_word(word))
}

fn is_degree_sign(letter: char) -> bool {
    matches!(letter, '°' | '℃' | '℉')
}

/// Degrees with decimals behind the letter of a hemisphere, `S 12.5°`: the letter and the number.
fn behind_hemisphere(text: &str) -> Option<(&str, Readings)> {
    if !text.starts_with(['N', 'S', 'E', 'W']) {
        return None;
    }
    let (letter, number) = text.split_at(1);
    let number = number.trim_start().trim_end_matches('°').trim_end();
    let is_degree = number.starts_with(|first: char| first.is_ascii_digit()) && number.contains(['.', ',']);
    let number = number::read(number);
    (is_degree && number != Readings::default()).then_some((letter, number))
}

/// Whether two units are one: the same, or one the plural of the other.
pub(in crate::table) fn is_same(first: &str, second: &str) -> bool {
    let (short, long) = if first.len() <= second.len() {
        (first, second)
    } else {
        (second, first)
    };
    short == long
        || short.chars().count() >= SHORTEST_PLURAL
            && long
                .strip_prefix(short)
                .is_some_and(|end| matches!(end, "s" | "e" | "n" | "en" | "es"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_come_off_and_letters_multiply() {
        for (text, point, behind) in [
            ("5.1 kg", 5.1, Behind::Unit("kg")),
            ("1.92m", 1.92, Behind::Unit("m")),
            ("-19.5 °C", -19.5, Behind::Unit("°C")),
            ("19.5°C", 19.5, Behind::Unit("°C")),
            ("80 km/h", 80.0, Behind::Unit("km/h")),
            ("12 m2", 12.0, Behind::Unit("m2")),
            ("3 Zimmer", 3.0, Behind::Unit("Zimmer")),
            ("17.6кПа", 17.6, Behind::Unit("кПа")),
            ("70 sq ft", 70.0, Behind::Unit("sq ft")),
            ("760 мм рт. ст.", 760.0, Behind::Unit("мм рт. ст.")),
            ("300 K", 300.0, Behind::Unit("K")),
            ("66.9K", 66_900.0, Behind::Multiplier),
            ("5.5k", 5_500.0, Behind::Multiplier),
            ("$1.7M", 1_700_000.0, Behind::Multiplier),
            ("2B", 2e9, Behind::Multiplier),
            ("1.2万", 12_000.0, Behind::Multiplier),
            ("-3亿", -3e8, Behind::Multiplier),
            ("1.5万亿元", 1.5e12, Behind::Multiplier),
            ("1.2万人", 12_000.0, Behind::Unit("人")),
            ("3.5 Mio. €", 3.5e6, Behind::Multiplier),
            ("2 million", 2e6, Behind::Multiplier),
            ("2 Mrd.", 2e9, Behind::Multiplier),
            ("1.5 m", 1.5, Behind::Unit("m")),
            ("5 kW", 5.0, Behind::Unit("kW")),
            ("45000元/㎡", 45_000.0, Behind::Unit("元/㎡")),
            ("120平米", 120.0, Behind::Unit("平米")),
            ("12.5 S", 12.5, Behind::Unit("S")),
            ("12.5E", 12.5, Behind::Unit("E")),
            ("10° W", 10.0, Behind::Unit("° W")),
            ("S 12.5°", 12.5, Behind::Unit("S")),
            ("W10.25", 10.25, Behind::Unit("W")),
            ("27℃", 27.0, Behind::Unit("℃")),
            ("80.5 ℉", 80.5, Behind::Unit("℉")),
            ("150lbs", 150.0, Behind::Unit("lbs")),
            ("10°N", 10.0, Behind::Unit("°N")),
        ] {
            let read = read(text).map(|measure| (measure.number.point, measure.behind));
            assert_eq!(read, Some((Some(point), behind)), "{text:?}");
        }
    }

    #[test]
    fn other_texts_have_no_unit() {
        for text in [
            "",
            "5",
            "kg",
            "5 %",
            "5 EUR",
            "1e5",
            "007 kg",
            "12ab",
            "12E",
            "S12",
            "E 45",
            "N.5",
            "W3C",
            "1st",
            "5 pm",
            "12 Main Street",
            "5 kg 3",
            "inf",
            "A5 kg",
            "1.2.3 m",
            "2020-01-01T",
            "5. Platz",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_plural_is_the_same_unit() {
        assert!(is_same("day", "days") && is_same("Monate", "Monat") && is_same("kg", "kg"));
        assert!(!is_same("m", "ms") && !is_same("kg", "g") && !is_same("day", "daylight"));
    }
}
