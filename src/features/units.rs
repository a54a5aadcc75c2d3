//! Units of measurement in the names of columns, `Temperature [°C]` and `Load (kW)`, and beside their numbers.
//!
//! Whether a word in brackets is a unit is decided by a list, because `Load (forecast)` and `Load (kW)` look
//! alike and only one of them is `load`. Words that are units and something else as often, such as `min` and
//! `in`, count only beside another unit.

use unicode_normalization::UnicodeNormalization as _;

/// Brackets that hold a unit at the end of a name.
const BRACKETS: [(char, char); 5] = [('[', ']'), ('(', ')'), ('（', '）'), ('［', '］'), ('【', '】')];

/// Symbols that take prefixes, each with those in use. A leading `-` is for symbols that never stand alone.
const SYMBOLS: [(&str, &str); 29] = [
    ("W", "nμmkMGT"),
    ("Wh", "mkMGT"),
    ("VA", "kM"),
    ("var", "-kM"),
    ("V", "nμmkM"),
    ("A", "nμmk"),
    ("Ah", "mk"),
    ("J", "mkMGT"),
    ("Hz", "mkMGT"),
    ("Pa", "mhkMG"),
    ("bar", "μ"),
    ("m", "nμmcdk"),
    ("g", "nμmk"),
    ("s", "nμm"),
    ("l", "nμmcdh"),
    ("Ω", "mkMG"),
    ("ohm", "mkMG"),
    ("N", "-mk"),
    ("Nm", "k"),
    ("mol", "nμm"),
    ("cal", "-k"),
    ("eV", "kMG"),
    ("B", "-kMGT"),
    ("b", "-kMGT"),
    ("bit", "kMGT"),
    ("S", "-nμm"),
    ("h", ""),
    ("d", ""),
    ("t", ""),
];

/// Other ways to write a unit, and units without prefixes. One spelling may stand for two units.
const SPELLINGS: [(&str, &[&str]); 61] = [
    ("°C", &["°C", "C", "oC", "degC", "gradC", "celsius", "摄氏度"]),
    ("°F", &["°F", "F", "oF", "degF", "gradF", "fahrenheit", "华氏度"]),
    ("K", &["kelvin", "开尔文"]),
    ("°", &["°", "deg", "degrees", "度"]),
    (
        "%",
        &[
            "%",
            "percent",
            "pct",
            "prozent",
            "procent",
            "pourcent",
            "porciento",
            "percento",
            "百分比",
        ],
    ),
    ("‰", &["‰", "promille", "permille"]),
    ("ppm", &["ppm"]),
    ("ppb", &["ppb"]),
    ("dB", &["dB"]),
    ("s", &["sec", "secs", "seconds", "sek", "sekunden", "秒"]),
    ("min", &["mins", "minute", "minutes", "minuten", "分钟"]),
    ("h", &["hr", "hrs", "hour", "hours", "stunden", "小时"]),
    ("d", &["day", "days", "tage", "天"]),
    (
        "month",
        &["month", "months", "monat", "monate", "mes", "mois", "月"],
    ),
    ("a", &["year", "years", "jahr", "jahre", "an", "año", "年"]),
    ("l", &["L", "litre", "litres", "liter", "升"]),
    ("gal", &["gal", "gallon", "gallons"]),
    ("W", &["watt", "瓦"]),
    ("kW", &["千瓦"]),
    ("MW", &["兆瓦"]),
    ("kWh", &["千瓦时", "度"]),
    ("MWh", &["兆瓦时"]),
    ("10,000 kW", &["万千瓦", "万kW"]),
    ("10,000 kWh", &["万千瓦时", "万kWh", "万度"]),
    ("100,000,000 kWh", &["亿千瓦时", "亿kWh", "亿度"]),
    ("kVA", &["千伏安"]),
    ("kvar", &["千乏"]),
    ("kV", &["千伏"]),
    ("A", &["安", "安培"]),
    ("hPa", &["mbar"]),
    ("m", &["metre", "metres", "meter", "meters", "米"]),
    ("mm", &["毫米"]),
    ("cm", &["厘米"]),
    ("km", &["公里", "千米"]),
    ("m2", &["qm", "sqm", "平方米"]),
    ("m3", &["cbm", "立方米"]),
    ("ft", &["ft", "foot", "feet"]),
    ("inch", &["inch", "inches", "zoll"]),
    ("mi", &["mi", "mile", "miles"]),
    ("kn", &["kn", "kt", "kts", "knots"]),
    ("g", &["gram", "grams", "克"]),
    ("kg", &["kilogram", "kilograms", "公斤", "千克"]),
    ("t", &["ton", "tons", "tonne", "tonnes", "吨"]),
    ("lb", &["lb", "lbs", "pound", "pounds"]),
    ("oz", &["oz"]),
    ("psi", &["psi"]),
    ("rpm", &["rpm"]),
    ("EUR", &["EUR", "€", "euro", "euros"]),
    ("USD", &["USD", "$", "US$"]),
    ("BRL", &["BRL", "R$"]),
    ("CNY", &["CNY", "RMB", "元", "¥"]),
    ("10,000 CNY", &["万元", "萬元"]),
    ("100,000,000 CNY", &["亿元", "億元"]),
    ("cent", &["ct", "cts", "cent", "cents", "¢"]),
    ("JPY", &["JPY", "円", "¥"]),
    ("GBP", &["GBP", "£"]),
    ("CHF", &["CHF"]),
    ("INR", &["INR", "₹"]),
    ("KRW", &["KRW", "₩"]),
    ("PLN", &["PLN", "zł"]),
    ("RUB", &["RUB", "₽"]),
];

/// What is measured in several units that no prefix turns into each other.
const QUANTITIES: [&[&str]; 10] = [
    &["°C", "°F", "K"],
    &["s", "min", "h", "d", "month", "a"],
    &["m", "ft", "inch", "mi", "in"],
    &["g", "t", "lb", "oz"],
    &["l", "m3", "ft3", "gal"],
    &["Pa", "bar", "psi"],
    &["Wh", "J", "cal", "eV", "10,000 kWh", "100,000,000 kWh"],
    &["%", "‰", "ppm", "ppb", "1"],
    &["VA", "W", "var", "10,000 kW"],
    &[
        "EUR",
        "USD",
        "BRL",
        "CNY",
        "10,000 CNY",
        "100,000,000 CNY",
        "cent",
        "JPY",
        "GBP",
        "CHF",
        "INR",
        "KRW",
        "PLN",
        "RUB",
    ],
];

/// Units only beside another one: alone they are a minimum, a way in, a thousand or a number.
const NEVER_ALONE: [&str; 4] = ["min", "in", "K", "1"];

/// A unit: its factors, each with the units that its spelling may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit(Vec<Vec<String>>);

impl Unit {
    /// Reads a unit in a name; nothing where the text is none.
    pub(super) fn of(text: &str) -> Option<Self> {
        Self::read(text, false)
    }

    /// Reads a unit beside a number, where every word that may be a unit is one.
    pub(super) fn beside_number(text: &str) -> Option<Self> {
        Self::read(if text == "in" { "inch" } else { text }, true)
    }

    fn read(text: &str, is_beside_number: bool) -> Option<Self> {
        let text: String = with_slashes(text)
            .nfkc()
            .filter(|letter| !letter.is_whitespace() && *letter != '^')
            // The micro sign has become the Greek letter already.
            .map(|letter| {
                if matches!(letter, '·' | '⋅') {
                    '*'
                } else {
                    letter
                }
            })
            .collect();
        let text = match text.to_lowercase().as_str() {
            "kmh" | "kph" => "km/h".to_owned(),
            "mph" => "mi/h".to_owned(),
            _ => text,
        };
        let parts: Vec<&str> = text.split_inclusive(['/', '*']).collect();
        let is_alone = parts.len() == 1 && !is_beside_number;
        let factors = parts.iter().map(|part| {
            let word = part.trim_end_matches(['/', '*']);
            let operator = &part[word.len()..];
            let units = factor(word, is_alone);
            (!units.is_empty()).then(|| units.iter().map(|unit| format!("{unit}{operator}")).collect())
        });
        let factors = factors.collect::<Option<Vec<Vec<String>>>>();
        factors.filter(|factors| !factors.is_empty()).map(Self)
    }

    /// Whether the two cannot be the same unit.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        let pairs = || self.0.iter().zip(&other.0);
        self.0.len() != other.0.len()
            || pairs().any(|(one, other)| one.iter().all(|unit| !other.contains(unit)))
    }

    /// Whether both are units of one quantity: `kW` and `MW`, `°C` and `K`.
    pub(super) fn measures_the_same(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self.0.iter().zip(&other.0).all(|(one, other)| {
                one.iter()
                    .any(|unit| other.iter().any(|other| quantity(unit) == quantity(other)))
            })
    }
}

/// What a factor measures: a place in [`QUANTITIES`], or the unit itself where no other one measures the same; and what
/// follows the unit.
fn quantity(factor: &str) -> (Option<usize>, &str) {
    let unit = factor.trim_end_matches(|letter: char| letter.is_ascii_digit() || "-/*".contains(letter));
    let end = &factor[unit.len()..];
    let symbol = SYMBOLS
        .iter()
        .filter(|(symbol, prefixes)| {
            unit.strip_suffix(symbol)
                .is_some_and(|prefix| prefix.is_empty() || prefixes.contains(prefix))
        })
        // Of `mmol` the symbol is `mol`, not `l`.
        .map(|(symbol, _)| *symbol)
        .max_by_key(|symbol| symbol.len());
    let symbol = symbol.unwrap_or(unit);
    let place = |name: &str| QUANTITIES.iter().position(|units| units.contains(&name));
    let whole = factor.trim_end_matches(['/', '*']);
    match (place(whole), place(symbol)) {
        (Some(place), _) => (Some(place), &factor[whole.len()..]),
        (None, Some(place)) => (Some(place), end),
        (None, None) => (None, factor),
    }
}

/// A unit with its negative exponents as quotients: `m s-1` as `m/s`.
fn with_slashes(text: &str) -> String {
    let text = text
        .replace('\u{2212}', "-")
        .replace("⁻¹", "-1")
        .replace("⁻²", "-2");
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default().to_owned();
    let exponent = |word: &str| Some(word.rsplit_once('-')?.1.chars().all(|it| it.is_ascii_digit()));
    if !text
        .split_whitespace()
        .skip(1)
        .any(|word| exponent(word) == Some(true))
    {
        return text;
    }
    words.fold(first, |unit, word| match word.rsplit_once('-') {
        Some((word, "1")) => format!("{unit}/{word}"),
        Some((word, power)) => format!("{unit}/{word}{power}"),
        None => format!("{unit}*{word}"),
    })
}

/// Letters that are no units where one stands beside the numbers of one file and one beside those of the other: they are
/// read as signs.
const HALVES_OF_THE_EARTH: [[&str; 2]; 2] = [["N", "S"], ["E", "W"]];

/// Whether two units beside numbers cannot be the same one. Of words that are no known units, only the same word is the
/// same, or its plural.
pub(super) fn are_other_units(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|unit| unit.trim().trim_end_matches('.'));
    if HALVES_OF_THE_EARTH.contains(&[one, other]) || HALVES_OF_THE_EARTH.contains(&[other, one]) {
        return false;
    }
    let [lower, others] = [one, other].map(str::to_lowercase);
    match (Unit::beside_number(one), Unit::beside_number(other)) {
        (Some(unit), Some(others)) => unit.contradicts(&others),
        _ => !is_plural(&lower, &others) && !is_plural(&others, &lower),
    }
}

/// Whether a word is another one, or its plural.
fn is_plural(many: &str, one: &str) -> bool {
    many.strip_prefix(one)
        .is_some_and(|end| matches!(end, "" | "s" | "e" | "n" | "en" | "es"))
}

/// A name without what stands in brackets at its end, and that.
pub(super) fn bracketed(name: &str) -> Option<(&str, &str)> {
    let name = name.trim_end();
    let (open, close) = BRACKETS.into_iter().find(|(_, close)| name.ends_with(*close))?;
    let inner = name.strip_suffix(close)?;
    let (quantity, inside) = inner.rsplit_once(open)?;
    Some((quantity, inside))
}

/// The unit that a name says, as it is written: in brackets, as its last word, or as the whole of it. Outside brackets a letter
/// or a word for a time is a name: `peak_hour`.
#[must_use]
pub fn unit_of(name: &str) -> Option<&str> {
    let bracket = bracketed(name).map(|(_, unit)| unit.trim());
    let words = [last_word(name).map(|(_, unit)| unit), Some(name.trim())];
    let is_word = |unit: &&str| {
        let is_time = |unit: Unit| {
            unit.0
                .iter()
                .flatten()
                .any(|factor| quantity(factor) == quantity("h"))
        };
        unit.chars().nth(1).is_some() && !Unit::of(unit).is_some_and(is_time)
    };
    let words = words.into_iter().flatten().filter(is_word);
    let mut units = bracket.into_iter().chain(words);
    units.find(|unit| Unit::of(unit).is_some())
}

/// A name without the last of its words, and that, which may be a unit: `temp_K`.
pub(super) fn last_word(name: &str) -> Option<(&str, &str)> {
    let (rest, word) = name.trim_end().rsplit_once(['_', ' ', '.', '-'])?;
    (!rest.is_empty() && !word.is_empty()).then_some((rest, word))
}

/// The units that one factor, such as `m3` or `kWh`, may stand for.
fn factor(word: &str, is_alone: bool) -> Vec<String> {
    // `t-1` is the moment before, and no unit.
    if is_alone && word.contains('-') {
        return Vec::new();
    }
    let stem = word.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '-');
    let (stem, exponent) = if stem.is_empty() {
        (word, "")
    } else {
        (stem, &word[stem.len()..])
    };
    if !is_alone && NEVER_ALONE.contains(&stem) {
        return vec![word.to_owned()];
    }
    // A capital decides between milli and mega; only where nothing is written so may it be a matter of taste.
    let exact = units(|spelling| spelling == stem);
    let found = if exact.is_empty() && (!is_alone || stem.chars().nth(1).is_some()) {
        let stem = stem.to_lowercase();
        units(|spelling| spelling.to_lowercase() == stem)
    } else {
        exact
    };
    found.into_iter().map(|unit| unit + exponent).collect()
}

/// The units with a spelling that fits.
fn units(fits: impl Fn(&str) -> bool) -> Vec<String> {
    let spelt = SPELLINGS
        .iter()
        .filter(|(_, spellings)| spellings.iter().any(|spelling| fits(spelling)))
        .map(|(unit, _)| (*unit).to_owned());
    let alone = SYMBOLS
        .iter()
        .filter(|(symbol, prefixes)| !prefixes.starts_with('-') && fits(symbol))
        .map(|(symbol, _)| (*symbol).to_owned());
    let prefixed = SYMBOLS.iter().flat_map(|(symbol, prefixes)| {
        let prefixes = prefixes.chars().filter(|prefix| *prefix != '-');
        prefixes.map(move |prefix| (prefix, *symbol))
    });
    // Keyboards have no `μ`, so `ug` is `μg`.
    let prefixed = prefixed.filter(|(prefix, symbol)| {
        fits(&format!("{prefix}{symbol}")) || *prefix == 'μ' && fits(&format!("u{symbol}"))
    });
    spelt
        .chain(alone)
        .chain(prefixed.map(|(prefix, symbol)| format!("{prefix}{symbol}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str) -> Unit {
        Unit::of(text).unwrap_or_else(|| panic!("{text} is a unit"))
    }

    #[test]
    fn one_unit_is_written_in_many_ways() {
        for (one, other) in [
            ("°C", "℃"),
            ("°C", "deg C"),
            ("°C", "Grad C"),
            ("zł", "PLN"),
            ("C", "celsius"),
            ("kW", "KW"),
            ("kWh", "千瓦时"),
            ("kWh", "度"),
            ("万千瓦时", "万kWh"),
            ("万千瓦时", "万 kWh"),
            ("千伏安", "kVA"),
            ("°", "度"),
            ("m³/h", "m3/h"),
            ("m^2", "㎡"),
            ("µg/m³", "μg/m3"),
            ("ug/m3", "μg/m3"),
            ("km/h", "kmh"),
            ("km/h", "KM/H"),
            ("kvar", "KVAR"),
            ("%", "％"),
            ("¥", "CNY"),
            ("¥", "JPY"),
            ("mwh", "MWh"),
            ("l/min", "l/min"),
            ("m s-1", "m/s"),
            ("W m⁻² K⁻¹", "W/m2/K"),
            ("kg m-2", "kg/m²"),
        ] {
            assert!(!unit(one).contradicts(&unit(other)), "{one} {other}");
        }
    }

    #[test]
    fn other_units_contradict() {
        for (one, other) in [
            ("°C", "°F"),
            ("C", "F"),
            ("°C", "kelvin"),
            ("kW", "MW"),
            ("MW", "mW"),
            ("kW", "kWh"),
            ("kWh", "kWh/m2"),
            ("m2", "m3"),
            ("m/s", "km/h"),
            ("€", "$"),
            ("%", "‰"),
            ("m/s", "m*s"),
            ("m s-1", "km/h"),
            ("mph", "km/h"),
            ("元", "万元"),
            ("千瓦时", "万千瓦时"),
            ("万千瓦", "万千瓦时"),
            ("ug/m3", "mg/m3"),
            ("€", "ct"),
            ("€/Jahr", "€/Monat"),
            ("Mb/s", "MB/s"),
        ] {
            assert!(unit(one).contradicts(&unit(other)), "{one} {other}");
        }
    }

    #[test]
    fn units_of_one_quantity_are_known() {
        let alike = |one: &str, other: &str| unit(one).measures_the_same(&unit(other));
        for (one, other) in [
            ("°C", "kelvin"),
            ("kW", "MW"),
            ("m/s", "km/h"),
            ("mph", "m s-1"),
            ("m2", "km2"),
            ("l", "m3"),
            ("€", "$"),
            ("bar", "hPa"),
            ("kWh", "MJ"),
            ("kWh/m2", "MJ/m2"),
            ("days", "h"),
            ("元", "万元"),
            ("MWh", "万千瓦时"),
            ("kW", "万千瓦"),
            ("ct", "$"),
        ] {
            assert!(alike(one, other), "{one} {other}");
            assert!(alike(other, one), "{other} {one}");
        }
        for (one, other) in [
            ("A", "C"),
            ("kW", "kWh"),
            ("m2", "m3"),
            ("mmol", "ml"),
            ("l", "h"),
        ] {
            assert!(!alike(one, other), "{one} {other}");
        }
    }

    #[test]
    fn units_beside_numbers_are_told_apart() {
        for (one, other) in [
            ("kg", "lb"),
            ("kg", "g"),
            ("°C", "°F"),
            ("$", "€"),
            ("min", "h"),
            ("in", "cm"),
            ("zł", "€"),
            ("Zimmer", "Personen"),
            ("N", "E"),
        ] {
            assert!(are_other_units(one, other), "{one} {other}");
            assert!(are_other_units(other, one), "{other} {one}");
        }
        for (one, other) in [
            ("kg", "Kg"),
            ("lb", "lbs."),
            ("kg", "kilograms"),
            ("min", "minutes"),
            ("in", "inches"),
            ("day", "days"),
            ("¥", "CNY"),
            ("$", "USD"),
            ("Zimmer", "zimmer"),
            ("room", "rooms"),
            ("km/h", "kmh"),
            ("N", "S"),
            ("W", "E"),
        ] {
            assert!(!are_other_units(one, other), "{one} {other}");
            assert!(!are_other_units(other, one), "{other} {one}");
        }
    }

    #[test]
    fn other_words_are_no_units() {
        for word in [
            "", "min", "max", "in", "out", "forecast", "old", "1", "2020", "PM", "left", "std", "var", "cal",
            "second", "n", "K", "T", "a", "kW;", "/", "m//s",
        ] {
            assert_eq!(Unit::of(word), None, "{word}");
        }
    }

    #[test]
    fn names_say_their_unit() {
        for (name, unit) in [
            ("Load (kW)", Some("kW")),
            ("用电量（万千瓦时）", Some("万千瓦时")),
            ("load kW", Some("kW")),
            ("kwh", Some("kwh")),
            ("Duration [h]", Some("h")),
            ("peak_hour", None),
            ("Load (net)", None),
            ("t", None),
            ("count", None),
        ] {
            assert_eq!(unit_of(name), unit, "{name}");
        }
    }

    #[test]
    fn brackets_at_the_end_are_found() {
        assert_eq!(bracketed("Load (kW)"), Some(("Load ", "kW")));
        assert_eq!(bracketed("Temperatur [°C] "), Some(("Temperatur ", "°C")));
        assert_eq!(bracketed("温度（℃）"), Some(("温度", "℃")));
        assert_eq!(bracketed("x (a) (b)"), Some(("x (a) ", "b")));
        for name in ["Load", "(kW) load", "kW)", ""] {
            assert_eq!(bracketed(name), None, "{name}");
        }
    }
}
