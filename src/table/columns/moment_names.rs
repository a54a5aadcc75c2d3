//! What the name of a column says about its numbers.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Words that name a moment, in many languages.
const WORDS: &[&str] = &[
    "time",
    "times",
    "date",
    "dates",
    "datetime",
    "timestamp",
    "timestamps",
    "ts",
    "stamp",
    "epoch",
    "unix",
    "unixtime",
    "utc",
    "created",
    "updated",
    "modified",
    "mtime",
    "ctime",
    "atime",
    "birthdate",
    "dob",
    "day",
    "zeit",
    "datum",
    "zeitpunkt",
    "uhrzeit",
    "heure",
    "horodatage",
    "jour",
    "temps",
    "fecha",
    "hora",
    "tiempo",
    "día",
    "dia",
    "tempo",
    "horario",
    "horário",
    "giorno",
    "tijd",
    "tijdstip",
    "czas",
    "godzina",
    "dzień",
    "дата",
    "время",
    "день",
    "ora",
    "tidspunkt",
    "tidpunkt",
    "aika",
    "čas",
];

/// What German compounds for a moment begin and end with.
const COMPOUNDS_BEGIN: [&str; 3] = ["zeitstempel", "zeitpunkt", "datum"];
const COMPOUNDS_END: [&str; 4] = ["zeit", "datum", "stempel", "zeitpunkt"];

/// German compounds that name a span.
const SPANS: [&str; 4] = ["laufzeit", "lebenszeit", "arbeitszeit", "wartezeit"];

/// Chinese, Japanese and Korean, which have no marks between words.
const UNMARKED: [&str; 12] = [
    "时间",
    "時間",
    "日期",
    "时刻",
    "時刻",
    "日付",
    "日時",
    "时间戳",
    "年月日",
    "시간",
    "날짜",
    "일시",
];

/// Those of the words above that name a day rather than a time, and some more.
const DAYS: &[&str] = &[
    "date",
    "dates",
    "datetime",
    "timestamp",
    "timestamps",
    "birthdate",
    "dob",
    "day",
    "datum",
    "jour",
    "fecha",
    "día",
    "dia",
    "giorno",
    "dzień",
    "дата",
    "день",
    "dato",
    "tarih",
    "päivämäärä",
    "dátum",
    "tag",
    "dag",
    "päiväys",
    "ngày",
    "تاریخ",
    "تاريخ",
    "תאריך",
    "วันที่",
    "ημερομηνία",
];

/// Words that name a month, a week, or a period of some months.
const MONTHS: &[&str] = &[
    "month",
    "months",
    "monat",
    "mois",
    "mes",
    "mês",
    "mese",
    "maand",
    "miesiąc",
    "месяц",
    "måned",
    "månad",
    "ym",
    "yyyymm",
    "yearmonth",
    "period",
    "periode",
    "période",
    "periodo",
    "período",
    "quarter",
    "quartal",
    "trimestre",
    "kwartaal",
    "квартал",
    "week",
    "weeks",
    "woche",
    "semaine",
    "semana",
    "settimana",
    "kw",
];

/// Words that name a count of days from another day than spreadsheets and Unix count from: Matlab's, and the Julian dates
/// of astronomy.
const DAY_COUNTS: &[&str] = &["datenum", "jd", "mjd", "bjd", "hjd", "julian"];

/// Words that name a year.
const YEARS: &[&str] = &[
    "year",
    "years",
    "yr",
    "yrs",
    "jahr",
    "jahre",
    "année",
    "annee",
    "an",
    "año",
    "anio",
    "ano",
    "anno",
    "jaar",
    "rok",
    "год",
    "år",
    "ár",
    "yıl",
    "yil",
    "berichtsjahr",
    "geschäftsjahr",
    "kalenderjahr",
    "wirtschaftsjahr",
    "haushaltsjahr",
    "abrechnungsjahr",
    "bezugsjahr",
    "erhebungsjahr",
    "messjahr",
    "schuljahr",
    "exercice",
    "vuosi",
    "kalenterivuosi",
    "aasta",
    "év",
    "godina",
    "година",
    "рік",
    "έτος",
    // As its capitals become small letters one by one.
    "έτοσ",
    "năm",
    "tahun",
    "ปี",
    "سال",
    "سنة",
    "שנה",
    "वर्ष",
    "साल",
];

/// The same in Chinese, Japanese and Korean.
const UNMARKED_DAYS: &[&str] = &["日期", "日付", "日時", "年月日", "날짜", "일시", "时间戳"];
const UNMARKED_MONTHS: &[&str] = &[
    "年月", "月份", "周次", "账期", "月度", "季度", "期间", "期間", "연월",
];
const UNMARKED_YEARS: &[&str] = &[
    "年份",
    "年度",
    "年次",
    "연도",
    "년도",
    "统计年份",
    "统计年度",
    "报告年份",
    "报告年度",
    "会计年度",
    "财年",
    "学年",
];

/// Whether the name of a column says that it holds days of the calendar, and no mere times.
pub(super) fn is_day(name: &str) -> bool {
    words(name).iter().any(|word| {
        DAYS.contains(&word.as_str())
            || COMPOUNDS_BEGIN.iter().any(|start| word.starts_with(start))
            || word.ends_with("datum")
            || word.ends_with("stempel")
            || UNMARKED_DAYS.iter().any(|part| word.contains(part))
    })
}

/// Whether the name of a column says that it holds months of years, or the like.
pub(super) fn is_month(name: &str) -> bool {
    words(name)
        .iter()
        .any(|word| MONTHS.contains(&word.as_str()) || UNMARKED_MONTHS.iter().any(|part| word.contains(part)))
}

/// Whether the name of a column says that it holds years, and nothing else: a year of construction is a quantity like
/// others.
#[must_use]
pub fn is_year(name: &str) -> bool {
    /// Words that change nothing.
    const FILL: [&str; 13] = [
        "decimal",
        "dec",
        "frac",
        "fraction",
        "calendar",
        "reporting",
        "fiscal",
        "financial",
        "survey",
        "reference",
        "billing",
        "school",
        "academic",
    ];
    let words = words(name);
    let is_year = |word: &str| YEARS.contains(&word) || word == "年" || UNMARKED_YEARS.contains(&word);
    words.iter().any(|word| is_year(word))
        && words
            .iter()
            .all(|word| word.is_empty() || is_year(word) || FILL.contains(&word.as_str()))
}

/// Whether the name of a column says that its numbers count days from another day than usual.
pub(super) fn counts_days(name: &str) -> bool {
    words(name).iter().any(|word| DAY_COUNTS.contains(&word.as_str()))
}

/// Whether the name of a column says that its numbers count time: moments, years or months of years. All its words have
/// to: a response time and a delivery time are quantities.
pub(super) fn counts_time(name: &str) -> bool {
    /// Words that change nothing.
    const FILL: [&str; 12] = [
        "at", "of", "the", "local", "event", "ms", "s", "sec", "seconds", "in", "gps", "iso",
    ];
    let says =
        |word: &str| is_moment(word) || is_day(word) || is_month(word) || is_year(word) || counts_days(word);
    let words = words(name);
    is_year(name)
        || words.iter().any(|word| says(word))
            && words
                .iter()
                .all(|word| word.is_empty() || says(word) || FILL.contains(&word.as_str()))
}

/// Whether the name of a column says that it holds moments: `eventTime`, `Messzeit` and `采集时间` do by whole words,
/// and `candidate_id` does not by the letters `date` in it.
pub(super) fn is_moment(name: &str) -> bool {
    words(name).iter().any(|word| {
        let is_compound = COMPOUNDS_BEGIN.iter().any(|start| word.starts_with(start))
            || (COMPOUNDS_END.iter().any(|end| word.ends_with(end))
                && !SPANS.iter().any(|span| word.ends_with(span)));
        is_compound || WORDS.contains(&word.as_str()) || UNMARKED.iter().any(|part| word.contains(part))
    })
}

/// The words of a name in lower case. What is no letter, and no mark on one, stands between words, and so does the step from a
/// small letter to a capital.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for letter in name.nfc() {
        let is_letter = letter.is_alphabetic() || is_combining_mark(letter);
        let starts = !is_letter || (after_small && letter.is_uppercase());
        if starts {
            words.push(String::new());
        }
        if is_letter && let Some(word) = words.last_mut() {
            word.extend(letter.to_lowercase());
        }
        after_small = letter.is_lowercase();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_counts_no_time() {
        for name in [
            "response_time_ms",
            "delivery time",
            "Ladezeit in min",
            "travelTime",
        ] {
            assert!(!counts_time(name), "{name}");
        }
        for name in ["timestamp", "event_time", "time_ms", "Date (UTC)", "year", "月份"] {
            assert!(counts_time(name) && !counts_days(name), "{name}");
        }
    }

    #[test]
    fn counts_of_days_are_known_by_name() {
        for name in [
            "datenum",
            "JD",
            "MJD",
            "mjd_utc",
            "julian date",
            "JulianDay",
            "Modified Julian Date",
        ] {
            assert!(counts_time(name) && counts_days(name), "{name}");
        }
        for name in ["jd_score", "juliana", "MJDs"] {
            assert!(!counts_time(name), "{name}");
        }
    }

    #[test]
    fn whole_words_name_a_moment() {
        for name in [
            "time",
            "Time",
            "TIMESTAMP",
            "ts",
            "event_time",
            "eventTime",
            "time2",
            "time_ms",
            "Date (UTC)",
            "created_at",
            "createdAt",
            "updated",
            "Zeitstempel",
            "Messzeit",
            "Datum",
            "Geburtsdatum",
            "Datum/Zeit",
            "Uhrzeit",
            "fecha",
            "data_hora",
            "data_ora",
            "tidspunkt",
            "čas",
            "aika",
            "采集时间",
            "日期",
            "日付",
            "дата",
            "unix",
        ] {
            assert!(is_moment(name), "{name:?}");
        }
        for name in [
            "",
            "candidate_id",
            "sentiment",
            "lifetime",
            "runtime_ms",
            "update",
            "timeout",
            "mandate",
            "estimates",
            "Laufzeit",
            "Restlaufzeit",
            "id",
            "value",
            "data",
            "metadata",
            "状态",
            "tsunami",
        ] {
            assert!(!is_moment(name), "{name:?}");
        }
    }

    #[test]
    fn days_months_and_years_are_told_apart() {
        for (name, said) in [
            ("Date", [true, false, false]),
            ("Messdatum", [true, false, false]),
            ("日期", [true, false, false]),
            ("day", [true, false, false]),
            ("time", [false; 3]),
            ("采集时间", [false; 3]),
            ("data", [false; 3]),
            ("month", [false, true, false]),
            ("Abrechnungsmonat_yyyymm", [false, true, false]),
            ("年月", [false, true, false]),
            ("year", [false, false, true]),
            ("decimal_year", [false, false, true]),
            ("年份", [false, false, true]),
            ("ปี", [false, false, true]),
            ("سال", [false, false, true]),
            ("سنة", [false, false, true]),
            ("שנה", [false, false, true]),
            ("वर्ष", [false, false, true]),
            ("Vuosi", [false, false, true]),
            ("năm", [false, false, true]),
            ("na\u{306}m", [false, false, true]),
            ("ΈΤΟΣ", [false, false, true]),
            ("рік", [false, false, true]),
            ("ngày", [true, false, false]),
            ("päiväys", [true, false, false]),
            ("year_built", [false; 3]),
            ("model year", [false; 3]),
            ("Baujahr", [false; 3]),
            ("yearly rent", [false; 3]),
        ] {
            assert_eq!([is_day(name), is_month(name), is_year(name)], said, "{name:?}");
        }
        assert!(
            ["date", "month", "year", "time"]
                .iter()
                .all(|name| counts_time(name))
        );
        assert!(
            ["kwh", "Laufzeit", "year_built", ""]
                .iter()
                .all(|name| !counts_time(name))
        );
    }
}
