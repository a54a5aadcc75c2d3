//! Units of measurement, as they stand in a row below the names of columns.

/// Units that are written alone, or with others (`kWh/m²`). Prefixes are told apart, because a letter may be either.
const UNITS: [&str; 62] = [
    "%", "‰", "°", "°C", "° C", "℃", "°F", "K", "m", "g", "t", "s", "sec", "min", "h", "hr", "d", "a", "W",
    "Wh", "V", "A", "Ah", "VA", "VAh", "var", "varh", "Hz", "J", "N", "Nm", "Pa", "bar", "psi", "l", "L",
    "lx", "lm", "cd", "Ω", "Ohm", "dB", "mol", "rpm", "U", "ha", "ft", "in", "mi", "mph", "kn", "lb", "ppm",
    "ppb", "pH", "EUR", "€", "USD", "$", "R$", "CNY", "元",
];

/// What stands before a unit.
const PREFIXES: [&str; 12] = ["k", "M", "G", "T", "m", "µ", "μ", "u", "n", "c", "d", "h"];

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
        || matches!(text, "-" | "–" | "千瓦时" | "千瓦" | "米" | "度")
        || ZONES.contains(&text)
        || UNITS.contains(&text)
        || parts.into_iter().all(is_simple)
}

/// Whether a text is one unit with its prefix and power.
fn is_simple(text: &str) -> bool {
    let bare = text.trim_end_matches(['²', '³', '^', '2', '3', '-', '1', '⁻', '¹']);
    let prefixed = || PREFIXES.iter().filter_map(|prefix| bare.strip_prefix(prefix));
    UNITS.contains(&bare) || prefixed().any(|unit| UNITS.contains(&unit))
}

#[cfg(test)]
mod tests {
    use super::*;

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
