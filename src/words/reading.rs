//! How a file was read, for which reason, and the questions about it.

use super::nouns::Noun;
use super::numbers::{count, counted};
use crate::language::{say, tell};
use crate::table::{
    ColumnKind, DateOrder, Decimal, Delimiter, DelimiterReason, Encoding, EncodingReason, Example, Findings,
    HeaderReason, Note, Packing, Quote, ReadingReason,
};

pub(crate) fn delimiter(delimiter: Delimiter) -> &'static str {
    match delimiter {
        Delimiter::Comma => say!("comma", "逗号"),
        Delimiter::Semicolon => say!("semicolon", "分号"),
        Delimiter::Tab => say!("tab", "制表符"),
        Delimiter::Pipe => say!("vertical bar", "竖线"),
        Delimiter::Spaces => say!("blanks", "空格"),
    }
}

pub(crate) fn delimiter_reason(reason: DelimiterReason) -> &'static str {
    match reason {
        DelimiterReason::Chosen => say!("You chose it.", "由您选择。"),
        DelimiterReason::OwnLine => say!(
            "A line at the start of the file names it.",
            "文件开头有一行专门说明。"
        ),
        DelimiterReason::RowsAgree => say!(
            "With this delimiter, every row has as many cells as the first.",
            "按它划分，各行的单元格数与第一行相同。"
        ),
        DelimiterReason::MostRowsAgree => say!(
            "With this delimiter, most rows have the same number of cells.",
            "按它划分，大多数行的单元格数相同。"
        ),
        DelimiterReason::OneColumn => say!(
            "No delimiter divides the rows. The file has one column.",
            "没有分隔符划分各行。文件只有一列。"
        ),
    }
}

pub(crate) fn quote(quote: Quote) -> &'static str {
    match quote {
        Quote::Double => say!("double quotes, where needed", "双引号，需要时使用"),
        Quote::Single => say!("single quotes, where needed", "单引号，需要时使用"),
        Quote::None => say!(
            "no quotes: a quote is an ordinary character",
            "没有引号：引号与其他字符一样"
        ),
    }
}

pub(crate) fn header(header: bool) -> &'static str {
    if header {
        say!("names the columns", "是各列的名称")
    } else {
        say!("is data", "是数据")
    }
}

pub(crate) fn header_reason(reason: HeaderReason) -> &'static str {
    match reason {
        HeaderReason::Chosen => say!("You chose it.", "由您选择。"),
        HeaderReason::Names => say!("Its cells read like names.", "它的单元格像列名。"),
        HeaderReason::FirstRowIsData => say!("Its cells are numbers or dates.", "它的单元格是数值或日期。"),
        HeaderReason::FirstRowRecurs => say!(
            "Its texts occur again in the rows below.",
            "它的文本在下面的行中再次出现。"
        ),
    }
}

pub(crate) fn decimal(decimal: Decimal) -> &'static str {
    match decimal {
        Decimal::Point => say!("point: 1.5", "句点：1.5"),
        Decimal::Comma => say!("comma: 1,5", "逗号：1,5"),
    }
}

pub(crate) fn date_order(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayFirst => say!("day first: 31.12.", "日在前：31.12."),
        DateOrder::MonthFirst => say!("month first: 12/31", "月在前：12/31"),
    }
}

/// Why one of two readings was taken.
pub(crate) fn reason(reason: ReadingReason) -> &'static str {
    match reason {
        ReadingReason::NothingToDecide => say!("No cell depends on it.", "没有单元格受它影响。"),
        ReadingReason::OnlyReading => say!("Some cells can only be read this way.", "有些单元格只能这样读。"),
        ReadingReason::Assumed => say!(
            "The file does not say. This reading is more likely.",
            "从文件中无法判断。这种读法更可能。"
        ),
        ReadingReason::OtherFile => say!(
            "The file does not say. The other file is read this way.",
            "从文件中无法判断。另一个文件是这样读的。"
        ),
        ReadingReason::Chosen => say!("You chose it.", "由您选择。"),
    }
}

pub(crate) fn encoding_reason(findings: &Findings) -> String {
    let reason = match findings.encoding_reason {
        EncodingReason::ByteOrderMark => {
            say!(
                "The file starts with its byte order mark.",
                "文件以它的字节顺序标记开头。"
            )
        }
        EncodingReason::ValidUtf8 => say!("All characters are valid in it.", "所有字符都符合这种编码。"),
        EncodingReason::OnlyAscii => say!("The file holds only ASCII characters.", "文件只有ASCII字符。"),
        EncodingReason::ZeroBytes => say!("Every second byte is zero.", "每隔一个字节为零。"),
        EncodingReason::Guessed => say!("It fits the letter frequencies best.", "它与字符频率最相符。"),
        EncodingReason::Chosen => say!("You chose it.", "由您选择。"),
    };
    match findings.malformed {
        0 => reason.to_owned(),
        malformed => tell!(
            "{reason} {} could not be read (shown as �).",
            "{reason}有{0}无法读取（显示为�）。",
            counted(malformed, Noun::Place)
        ),
    }
}

/// The name that people know an encoding by.
pub(crate) fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16Le => "UTF-16 LE",
        Encoding::Utf16Be => "UTF-16 BE",
        Encoding::Gb18030 => say!("GBK, GB18030 (simplified Chinese)", "GBK、GB18030（简体中文）"),
        Encoding::Big5 => say!("Big5 (traditional Chinese)", "Big5（繁体中文）"),
        Encoding::ShiftJis => say!("Shift_JIS (Japanese)", "Shift_JIS（日文）"),
        Encoding::EucJp => say!("EUC-JP (Japanese)", "EUC-JP（日文）"),
        Encoding::EucKr => say!("EUC-KR (Korean)", "EUC-KR（韩文）"),
        Encoding::Windows1250 => say!("Windows-1250 (Central European)", "Windows-1250（中欧）"),
        Encoding::Windows1251 => say!("Windows-1251 (Cyrillic)", "Windows-1251（西里尔文）"),
        Encoding::Windows1252 => say!("Windows-1252 (Western European)", "Windows-1252（西欧）"),
        Encoding::Windows1253 => say!("Windows-1253 (Greek)", "Windows-1253（希腊文）"),
        Encoding::Windows1254 => say!("Windows-1254 (Turkish)", "Windows-1254（土耳其文）"),
        Encoding::Windows1255 => say!("Windows-1255 (Hebrew)", "Windows-1255（希伯来文）"),
        Encoding::Windows1256 => say!("Windows-1256 (Arabic)", "Windows-1256（阿拉伯文）"),
        Encoding::Windows1257 => say!("Windows-1257 (Baltic)", "Windows-1257（波罗的海）"),
        Encoding::Windows1258 => say!("Windows-1258 (Vietnamese)", "Windows-1258（越南文）"),
        Encoding::Windows874 => say!("Windows-874 (Thai)", "Windows-874（泰文）"),
        Encoding::Koi8R => say!("KOI8-R (Russian)", "KOI8-R（俄文）"),
        Encoding::Macintosh => say!("Mac Roman (Western European)", "Mac Roman（西欧）"),
        Encoding::Ibm866 => say!("CP866 (DOS, Cyrillic)", "CP866（DOS，西里尔文）"),
        Encoding::Iso8859x6 => say!("ISO-8859-6 (Arabic)", "ISO-8859-6（阿拉伯文）"),
        Encoding::Cp850 => say!("CP850 (DOS, Western European)", "CP850（DOS，西欧）"),
    }
}

/// Why a sheet of a workbook was read.
pub(crate) fn sheets(count: usize, is_chosen: bool) -> String {
    match count {
        _ if is_chosen => tell!(
            "You chose it from {}.",
            "由您选择，共{0}。",
            counted(count as u64, Noun::Sheet)
        ),
        1 => tell!("This workbook has no other sheet.", "这个工作簿没有其他工作表。"),
        count => tell!(
            "One of {}. By default, the sheet with the most cells is read.",
            "{0}之一。默认读取单元格最多的工作表。",
            counted(count as u64, Noun::Sheet)
        ),
    }
}

/// What is shown without unfolding: the sheet, a guessed encoding, and characters that could not be read.
pub(crate) fn worth_knowing(
    packing: &Packing,
    (name, reason): (Encoding, EncodingReason),
    malformed: u64,
    notes: &[Note],
) -> Option<String> {
    // Where the guess is in doubt, a note says more of it.
    let is_noted = notes
        .iter()
        .any(|note| matches!(note, Note::UncertainEncoding { .. }));
    let mut sentences = Vec::new();
    if let Packing::Workbook {
        sheet,
        sheets,
        hidden_rows,
        ..
    } = packing
    {
        sentences.push(match sheets.len() {
            0 | 1 => tell!("Sheet “{sheet}”.", "工作表“{sheet}”。"),
            several => tell!(
                "Sheet “{sheet}”, one of {}.",
                "工作表“{sheet}”，共{0}个。",
                count(several as u64)
            ),
        });
        if *hidden_rows > 0 {
            let rows = counted(*hidden_rows, Noun::HiddenRow);
            sentences.push(tell!(
                "{rows} of it were read, too: delete them in the workbook if they are no data.",
                "其中{rows}也已读取；如不是数据，请在工作簿中删除。"
            ));
        }
    } else {
        let name = encoding(name);
        if reason == EncodingReason::Guessed && !is_noted {
            sentences.push(tell!(
                "The encoding {name} is a guess from letter frequencies.",
                "编码按{name}读取（根据字符频率判断）。"
            ));
        }
        if malformed > 0 {
            let places = counted(malformed, Noun::Place);
            sentences.push(tell!(
                "{places} could not be read in {name} (shown as �).",
                "有{places}无法按{name}读取（显示为�）。"
            ));
        }
    }
    (!sentences.is_empty()).then(|| sentences.join(say!(" ", "")))
}

/// What the preview shows in place of a value that was not read.
pub(crate) fn unread(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text | ColumnKind::Identifier => say!("not used", "不使用"),
        ColumnKind::Number | ColumnKind::Category | ColumnKind::Boolean | ColumnKind::Moment => "–",
    }
}

pub(crate) fn lines_above(lines: u64) -> String {
    match lines {
        0 => tell!("none", "无"),
        lines => tell!("{} skipped", "略过{0}", counted(lines, Noun::Line)),
    }
}

/// The question about a decimal mark.
pub(crate) fn decimal_question(examples: &[Example]) -> String {
    let shown = examples.first().map_or_else(String::new, |example| {
        tell!(
            "Column “{}” has cells such as {}: is that {} or {}? ",
            "列“{0}”有{1}这样的单元格：它是{2}还是{3}？",
            example.column,
            example.raw,
            example
                .first
                .map_or_else(|| say!("a list", "列表").to_owned(), |value| value.to_string()),
            example.second
        )
    });
    tell!("{shown}The file does not say.", "{shown}从文件中无法判断。")
}

/// One of two answers, with what the first example becomes.
pub(crate) fn decimal_answer(mark: Decimal, examples: &[Example]) -> String {
    let value = examples.first().map(|example| match mark {
        Decimal::Point => example.first,
        Decimal::Comma => Some(example.second),
    });
    let value =
        value.map(|value| value.map_or_else(|| say!("a list", "列表").to_owned(), |value| value.to_string()));
    let mark = match mark {
        Decimal::Point => say!("decimal point", "小数点"),
        Decimal::Comma => say!("decimal comma", "小数逗号"),
    };
    match (examples.first(), value) {
        (Some(example), Some(value)) => tell!("{mark}: {} is {value}", "{mark}：{0}是{value}", example.raw),
        _ => mark.to_owned(),
    }
}

/// The question about the order of dates.
pub(crate) fn date_question(examples: &[Example]) -> String {
    let shown = examples.first().map_or_else(String::new, |example| {
        tell!(
            "Column “{}” has dates such as {}. ",
            "列“{0}”有{1}这样的日期。",
            example.column,
            example.raw
        )
    });
    tell!(
        "{shown}Is the day first, or the month? The file does not say.",
        "{shown}是日在前，还是月在前？从文件中无法判断。"
    )
}

/// The question whether numbers are dates or times.
pub(crate) fn moment_question(column: &str, example: f64, shown: &str) -> String {
    tell!(
        "Column “{column}” has numbers such as {example}, which may be dates or times ({shown}). Are they numbers or dates?",
        "列“{column}”中{example}这样的数可能是日期或时间（{shown}）。它们是数值还是日期？"
    )
}

/// The question whether a number that stands out means a missing value.
pub(crate) fn sentinel_question(column: &str, value: f64, times: u64) -> String {
    tell!(
        "In column “{column}”, {} occurs {} and stands out. It counts as missing. Is it a real number?",
        "列“{column}”中，{0}出现了{1}，与其他值相差很大，算作缺失值。它是真实的数值吗？",
        value,
        match times {
            1 => tell!("once", "一次"),
            times => tell!("{} times", "{0}次", count(times)),
        }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unusual_findings_are_shown_without_unfolding() {
        let utf8 = (Encoding::Utf8, EncodingReason::ValidUtf8);
        assert_eq!(worth_knowing(&Packing::None, utf8, 0, &[]), None);
        let guessed = (Encoding::Utf8, EncodingReason::Guessed);
        let text = worth_knowing(&Packing::Gzip, guessed, 2, &[]).unwrap();
        assert!(
            text.contains("a guess") && text.contains("2 places could not be read"),
            "{text}"
        );
        // What a note says is not said twice.
        let note = Note::UncertainEncoding {
            encoding: Encoding::Utf8,
            bytes: 2,
        };
        assert_eq!(worth_knowing(&Packing::None, guessed, 0, &[note]), None);
        let workbook = Packing::Workbook {
            sheet: "Jan".to_owned(),
            sheets: vec!["Jan".to_owned(), "Feb".to_owned()],
            formulas: Vec::new(),
            hidden_rows: 0,
        };
        assert_eq!(
            worth_knowing(&workbook, utf8, 0, &[]).as_deref(),
            Some("Sheet “Jan”, one of 2.")
        );
        let filtered = Packing::Workbook {
            sheet: "Jan".to_owned(),
            sheets: Vec::new(),
            formulas: Vec::new(),
            hidden_rows: 12,
        };
        let text = worth_knowing(&filtered, utf8, 0, &[]).unwrap();
        assert!(
            text.starts_with("Sheet “Jan”. 12 hidden rows of it were read"),
            "{text}"
        );
        assert!(sheets(2, true).starts_with("You chose it"));
    }
}
