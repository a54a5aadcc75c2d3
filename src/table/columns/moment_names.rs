//! What the name of a column says about its numbers.

/// Words that name a moment, in English, German, French, Spanish, Portuguese, Italian, Dutch, Polish and Russian.
const WORDS: [&str; 47] = [
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

/// The words of a name in lower case. What is no letter stands between words, and so does the step from a small letter
/// to a capital.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for letter in name.chars() {
        let starts = !letter.is_alphabetic() || (after_small && letter.is_uppercase());
        if starts {
            words.push(String::new());
        }
        if letter.is_alphabetic()
            && let Some(word) = words.last_mut()
        {
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
}
