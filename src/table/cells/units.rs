//! Units of measurement, as they stand in a row below the names of columns.

/// Units that are written alone, or with others (`kWh/m²`). Prefixes are told apart, because a letter may be either.
const UNITS: [&str; 68] = [
    "%", "‰", "°", "°C", "° C", "℃", "°F", "K", "m", "g", "t", "s", "sec", "min", "h", "hr", "d", "a", "W",
    "Wh", "V", "A", "Ah", "VA", "VAh", "var", "varh", "Hz", "J", "N", "Nm", "Pa", "bar", "psi", "l", "L",
    "lx", "lm", "cd", "Ω", "Ohm", "dB", "mol", "rpm", "U", "ha", "ft", "in", "mi", "mph", "kn", "lb", "ppm",
    "ppb", "pH", "EUR", "€", "USD", "$", "R$", "CNY", "元", "㎡", "㎥", "℉", "lbs", "oz", "mmHg",
];

/// What stands before a unit.
const PREFIXES: [&str; 12] = ["k", "M", "G", "T", "m", "µ", "μ", "u", "n", "c", "d", "h"];

/// Units in Chinese, which have neither prefixes nor powers.
const CHINESE: [&str; 26] = [
    "米",
    "平米",
    "平方米",
    "立方米",
    "公里",
    "千米",
    "克",
    "千克",
    "公斤",
    "吨",
    "升",
    "度",
    "千瓦",
    "千瓦时",
    "小时",
    "分钟",
    "秒",
    "天",
    "人",
    "人次",
    "次",
    "个",
    "件",
    "辆",
    "岁",
    "万元",
];

/// Zones that stand where a time has its unit.
const ZONES: [&str; 6] = ["UTC", "GMT", "MEZ", "MESZ", "CET", "CEST"];

/// Whether a text is a unit, or stands in brackets where units do. A dash is the unit of what has none.
pub(in crate::table) fn is_unit(text: &str) -> bool {
    let text = text.trim();
    let in_brackets = [('[', ']'), ('(', ')'), ('（', '）')]
        .iter()
        .any(|&(open, close)| text.starts_with(open) && text.ends_with(close));
    let parts = text.split(['/', '·', '*', ' ']);
    text.is_empty()
        || in_brackets
        || matches!(text, "-" | "–")
        || ZONES.contains(&text)
        || UNITS.contains(&text)
        || parts.into_iter().all(is_simple)
}

/// Whether a text is the pattern that dates are written in, as it stands where a column of them has its unit:
/// `dd.MM.yyyy HH:mm`. Year, month and day have other letters in other languages.
pub(in crate::table) fn is_date_pattern(text: &str) -> bool {
    let text = text.trim().trim_matches(['[', ']', '(', ')']).to_lowercase();
    let is_letter = |letter: char| "dtmyjahsz".contains(letter);
    let is_mark = |letter: char| " .,-/:_".contains(letter);
    ["yy", "jj", "aa", "hh"].iter().any(|pair| text.contains(pair))
        && text.chars().all(|letter| is_letter(letter) || is_mark(letter))
}

/// The unit that a cell of a row of units holds, without brackets; nothing where it holds none.
pub(in crate::table) fn bare(cell: &str) -> Option<&str> {
    let unit = cell.trim().trim_matches(['[', ']', '(', ')', '（', '）']).trim();
    let is_none = unit.is_empty() || matches!(unit, "-" | "–") || ZONES.contains(&unit);
    (!is_none && is_unit(unit)).then_some(unit)
}

/// Whether a text is one unit with its prefix and power.
fn is_simple(text: &str) -> bool {
    let bare = text.trim_end_matches(['²', '³', '^', '2', '3', '-', '1', '⁻', '¹']);
    let prefixed = || PREFIXES.iter().filter_map(|prefix| bare.strip_prefix(prefix));
    UNITS.contains(&bare) || CHINESE.contains(&text) || prefixed().any(|unit| UNITS.contains(&unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_dates_are_told_from_words() {
        for pattern in [
            "dd.MM.yyyy HH:mm:ss",
            "[yyyy-MM-dd]",
            "TT.MM.JJJJ",
            "jj/mm/aaaa",
            "hh:mm",
            "YYYYMMDD",
        ] {
            assert!(is_date_pattern(pattern), "{pattern}");
        }
        for word in ["", "day", "Tag", "dd", "yyyy!", "kWh"] {
            assert!(!is_date_pattern(word), "{word}");
        }
    }

    #[test]
    fn brackets_come_off() {
        assert_eq!(
            (bare(" [kg] "), bare("°C"), bare("（元）")),
            (Some("kg"), Some("°C"), Some("元"))
        );
        for cell in ["", "-", "[-]", "UTC", "mean of the day", "(any)"] {
            assert_eq!(bare(cell), None, "{cell:?}");
        }
    }

    #[test]
    fn units_are_told_from_words() {
        for unit in [
            "kWh", "°C", "m/s", "W/m²", "µg/m3", "%", "[kWh]", "(any)", "m³", "hPa", "kg m-2", "UTC", "-",
            "", "R$", "元",
        ] {
            assert!(is_unit(unit), "{unit}");
        }
        for word in [
            "Ann",
            "broken",
            "n.v.",
            "Berlin",
            "male",
            "x",
            "value",
            "Mm. Müller",
            "low/high",
        ] {
            assert!(!is_unit(word), "{word}");
        }
    }
}
