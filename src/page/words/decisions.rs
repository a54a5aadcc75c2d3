//! Words about how a file is read.

use crate::show::nouns::Noun;
use crate::show::numbers::{count, counted};
use crate::table::{
    DateOrder, Decimal, Delimiter, DelimiterReason, Encoding, EncodingReason, Example, Findings,
    HeaderReason, Kind, Packing, Quote, Reason,
};

pub(in crate::page) const HOW_READ: &str = "How the file was read";
pub(in crate::page) const HOW_READ_INTRO: &str = "Kindred found this in the file itself. Change what is wrong, and the \
    file is read again.";
pub(in crate::page) const PREVIEW: &str = "The first rows, as they stand in the file and as they were read";
pub(in crate::page) const PREVIEW_NOTE: &str = "Small and grey: the cell in the file. Below it: what was read, – for a \
    missing cell. Columns of text and identifiers are not used.";
pub(in crate::page) const WITHOUT_RAGGED: &str = "Read the file without these rows";
pub(in crate::page) const WITHOUT_QUOTES: &str = "Read the file without quotes";
pub(in crate::page) const HOW_TO_READ: &str = "Decide how to read the file";
pub(in crate::page) const FROM_THE_FILE: &str = "found from the file";
pub(in crate::page) const QUESTION: &str = "A question";
pub(in crate::page) const FOR_BOTH: &str = "The answer holds for both files.";

pub(in crate::page) const SHEET: &str = "Sheet";
pub(in crate::page) const ENCODING: &str = "Encoding";
pub(in crate::page) const DELIMITER: &str = "Between cells";
pub(in crate::page) const QUOTE: &str = "Around cells";
pub(in crate::page) const HEADER: &str = "First row";
pub(in crate::page) const LINES_ABOVE: &str = "Lines above the table";
pub(in crate::page) const DECIMAL: &str = "Decimal mark";
pub(in crate::page) const DATES: &str = "Dates";

pub(in crate::page) fn delimiter(delimiter: Delimiter) -> &'static str {
    match delimiter {
        Delimiter::Comma => "comma",
        Delimiter::Semicolon => "semicolon",
        Delimiter::Tab => "tab",
        Delimiter::Pipe => "vertical bar",
        Delimiter::Spaces => "blanks",
    }
}

pub(in crate::page) fn delimiter_reason(reason: DelimiterReason) -> &'static str {
    match reason {
        DelimiterReason::Chosen => "You chose it.",
        DelimiterReason::OwnLine => "A line of its own at the start says so.",
        DelimiterReason::RowsAgree => "With it, rows have as many cells as the first one.",
        DelimiterReason::MostRowsAgree => "With it, most rows have equally many cells.",
        DelimiterReason::OneColumn => "Nothing divides the rows: the file has one column.",
    }
}

pub(in crate::page) fn quote(quote: Quote) -> &'static str {
    match quote {
        Quote::Double => "double quotes, where needed",
        Quote::Single => "single quotes, where needed",
        Quote::None => "no quotes: a quote is a letter as any other",
    }
}

pub(in crate::page) fn header(header: bool) -> &'static str {
    if header { "names the columns" } else { "is data" }
}

pub(in crate::page) fn header_reason(reason: HeaderReason) -> &'static str {
    match reason {
        HeaderReason::Chosen => "You chose it.",
        HeaderReason::Names => "It reads like names.",
        HeaderReason::FirstRowIsData => "Its cells are numbers or dates.",
        HeaderReason::FirstRowRecurs => "Its texts come again in the rows below.",
    }
}

pub(in crate::page) fn decimal(decimal: Decimal) -> &'static str {
    match decimal {
        Decimal::Point => "point: 1.5",
        Decimal::Comma => "comma: 1,5",
    }
}

pub(in crate::page) fn date_order(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayFirst => "day first: 31.12.",
        DateOrder::MonthFirst => "month first: 12/31",
    }
}

/// Why one of two readings was taken, where there is something to say.
pub(in crate::page) fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NothingToDecide => "No cell depends on it.",
        Reason::OnlyReading => "Some cells can only be read so.",
        Reason::Assumed => "Nothing in the file decides; this is the likelier reading.",
        Reason::Chosen => "You chose it.",
    }
}

pub(in crate::page) fn encoding_reason(findings: &Findings) -> String {
    let reason = match findings.encoding_reason {
        EncodingReason::ByteOrderMark => "The file begins with its mark.",
        EncodingReason::ValidUtf8 => "All letters are valid in it.",
        EncodingReason::OnlyAscii => "The file has plain letters only.",
        EncodingReason::ZeroBytes => "Every second byte is zero.",
        EncodingReason::Guessed => "The letters' frequencies fit it best.",
        EncodingReason::Chosen => "You chose it.",
    };
    match findings.malformed {
        0 => reason.to_owned(),
        malformed => format!(
            "{reason} {} could not be read in it and stand as �.",
            counted(malformed, Noun::Place)
        ),
    }
}

pub(in crate::page) fn encoding(encoding: Encoding) -> &'static str {
    encoding.name()
}

pub(in crate::page) fn sheets(count: usize, is_chosen: bool) -> String {
    match count {
        _ if is_chosen => format!("You chose it, of {}.", counted(count as u64, Noun::Sheet)),
        1 => "The only one of this workbook.".to_owned(),
        count => format!(
            "One of {}; the first that holds anything unless you choose.",
            counted(count as u64, Noun::Sheet)
        ),
    }
}

/// What of the reading is worth a line that is not folded away: a sheet among others, letters that are a guess.
pub(in crate::page) fn worth_knowing(
    packing: &Packing,
    (name, reason): (Encoding, EncodingReason),
    malformed: u64,
) -> Option<String> {
    let mut sentences = Vec::new();
    if let Packing::Workbook { sheet, sheets } = packing {
        sentences.push(match sheets.len() {
            0 | 1 => format!("Sheet “{sheet}”."),
            several => format!("Sheet “{sheet}”, one of {}.", count(several as u64)),
        });
    } else {
        let name = encoding(name);
        if reason == EncodingReason::Guessed {
            sentences.push(format!("Letters read as {name}, a guess by their frequencies."));
        }
        if malformed > 0 {
            let places = counted(malformed, Noun::Place);
            let verb = if malformed == 1 { "stands" } else { "stand" };
            sentences.push(format!("{places} could not be read in {name} and {verb} as �."));
        }
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// What stands in the preview where there is no value.
pub(in crate::page) fn unread(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Identifier => "not used",
        Kind::Number | Kind::Category | Kind::Boolean | Kind::Moment => "–",
    }
}

pub(in crate::page) fn lines_above(lines: u64) -> String {
    match lines {
        0 => "none".to_owned(),
        lines => format!("{} skipped", counted(lines, Noun::Line)),
    }
}

/// The question about a decimal mark.
pub(in crate::page) fn decimal_question(examples: &[Example]) -> String {
    let shown = examples.first().map_or_else(String::new, |example| {
        format!(
            "Column \"{}\" has cells such as {}: is that {} or {}? ",
            example.column, example.raw, example.first, example.second
        )
    });
    format!("{shown}Nothing in the file decides.")
}

/// One of two answers, with what the first example becomes.
pub(in crate::page) fn decimal_answer(mark: Decimal, examples: &[Example]) -> String {
    let value = examples.first().map(|example| match mark {
        Decimal::Point => example.first,
        Decimal::Comma => example.second,
    });
    let mark = match mark {
        Decimal::Point => "decimal point",
        Decimal::Comma => "decimal comma",
    };
    match (examples.first(), value) {
        (Some(example), Some(value)) => format!("{mark}: {} is {value}", example.raw),
        _ => mark.to_owned(),
    }
}

/// The question about the order of dates.
pub(in crate::page) fn date_question(examples: &[Example]) -> String {
    let shown = examples.first().map_or_else(String::new, |example| {
        format!(
            "Column \"{}\" has dates such as {}. ",
            example.column, example.raw
        )
    });
    format!("{shown}Does the day come first, or the month? Nothing in the file decides.")
}

/// The question about a number that stands out.
pub(in crate::page) fn sentinel_question(column: &str, value: f64, times: u64) -> String {
    format!(
        "In column \"{column}\", {} stands out and occurs {}. It is read as a missing cell. Is it a number?",
        value,
        match times {
            1 => "once".to_owned(),
            times => format!("{} times", count(times)),
        }
    )
}

pub(in crate::page) const IS_NUMBER: &str = "Yes, read it as a number";
pub(in crate::page) const IS_MISSING: &str = "No, it stays a missing cell";
pub(in crate::page) const UNDO: &str = "Undo the last decision";

/// The kinds that can be chosen for a column.
pub(in crate::page) const KINDS: [Kind; 5] = [
    Kind::Number,
    Kind::Category,
    Kind::Moment,
    Kind::Text,
    Kind::Identifier,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_no_matter_of_course_is_said_outside_the_fold() {
        let utf8 = (Encoding::Utf8, EncodingReason::ValidUtf8);
        assert_eq!(worth_knowing(&Packing::None, utf8, 0), None);
        let guessed = (Encoding::Utf8, EncodingReason::Guessed);
        let text = worth_knowing(&Packing::Gzip, guessed, 2).unwrap();
        assert!(
            text.contains("a guess") && text.contains("2 places could not be read"),
            "{text}"
        );
        let workbook = Packing::Workbook {
            sheet: "Jan".to_owned(),
            sheets: vec!["Jan".to_owned(), "Feb".to_owned()],
        };
        assert_eq!(
            worth_knowing(&workbook, utf8, 0).as_deref(),
            Some("Sheet “Jan”, one of 2.")
        );
        assert!(sheets(2, true).starts_with("You chose it"));
    }
}
