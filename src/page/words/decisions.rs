//! Words about how a file is read.

use crate::language::{Phrase, phrase, say, tell};
use crate::table::{
    DateOrder, Decimal, Delimiter, DelimiterReason, Encoding, EncodingReason, Example, Findings,
    HeaderReason, Kind, Packing, Quote, Reason,
};
use crate::words::nouns::Noun;
use crate::words::numbers::{count, counted};

pub(in crate::page) const HOW_READ: Phrase = phrase("How the file was read", "文件是如何读取的");
pub(in crate::page) const HOW_READ_INTRO: Phrase = phrase(
    "Kindred found this in the file itself. Change what is wrong, and the \
    file is read again.",
    "这些是Kindred从文件本身得出的。请更改不对之处，文件会重新读取。",
);
pub(in crate::page) const PREVIEW: Phrase = phrase(
    "The first rows, as they stand in the file and as they were read",
    "前几行，文件中的原样以及读取的结果",
);
pub(in crate::page) const PREVIEW_NOTE: Phrase = phrase(
    "Small and grey: the cell in the file. Below it: what was read, – for a \
    missing cell. Columns of text and identifiers are not used.",
    "灰色小字：文件中的单元格。其下：读取的结果，–表示缺失单元格。文本列和标识符列不使用。",
);
pub(in crate::page) const WITHOUT_RAGGED: Phrase =
    phrase("Read the file without these rows", "略过这些行读取文件");
pub(in crate::page) const WITHOUT_QUOTES: Phrase = phrase("Read the file without quotes", "不按引号读取文件");
pub(in crate::page) const HOW_TO_READ: Phrase = phrase("Decide how to read the file", "决定如何读取文件");
pub(in crate::page) const FROM_THE_FILE: Phrase = phrase("found from the file", "从文件得出");
pub(in crate::page) const QUESTION: Phrase = phrase("A question", "一个问题");
pub(in crate::page) const FOR_BOTH: Phrase =
    phrase("The answer holds for both files.", "回答对两个文件都有效。");

pub(in crate::page) const SHEET: Phrase = phrase("Sheet", "工作表");
pub(in crate::page) const ENCODING: Phrase = phrase("Encoding", "编码");
pub(in crate::page) const DELIMITER: Phrase = phrase("Between cells", "单元格之间");
pub(in crate::page) const QUOTE: Phrase = phrase("Around cells", "单元格两侧");
pub(in crate::page) const HEADER: Phrase = phrase("First row", "第一行");
pub(in crate::page) const LINES_ABOVE: Phrase = phrase("Lines above the table", "表格上方的行");
pub(in crate::page) const DECIMAL: Phrase = phrase("Decimal mark", "小数点符号");
pub(in crate::page) const DATES: Phrase = phrase("Dates", "日期");

pub(in crate::page) fn delimiter(delimiter: Delimiter) -> &'static str {
    match delimiter {
        Delimiter::Comma => say!("comma", "逗号"),
        Delimiter::Semicolon => say!("semicolon", "分号"),
        Delimiter::Tab => say!("tab", "制表符"),
        Delimiter::Pipe => say!("vertical bar", "竖线"),
        Delimiter::Spaces => say!("blanks", "空格"),
    }
}

pub(in crate::page) fn delimiter_reason(reason: DelimiterReason) -> &'static str {
    match reason {
        DelimiterReason::Chosen => say!("You chose it.", "由您选择。"),
        DelimiterReason::OwnLine => say!(
            "A line of its own at the start says so.",
            "文件开头有一行专门说明。"
        ),
        DelimiterReason::RowsAgree => say!(
            "With it, rows have as many cells as the first one.",
            "按它划分，各行的单元格数与第一行相同。"
        ),
        DelimiterReason::MostRowsAgree => say!(
            "With it, most rows have equally many cells.",
            "按它划分，大多数行的单元格数相同。"
        ),
        DelimiterReason::OneColumn => say!(
            "Nothing divides the rows: the file has one column.",
            "没有东西划分各行：文件只有一列。"
        ),
    }
}

pub(in crate::page) fn quote(quote: Quote) -> &'static str {
    match quote {
        Quote::Double => say!("double quotes, where needed", "双引号，需要时使用"),
        Quote::Single => say!("single quotes, where needed", "单引号，需要时使用"),
        Quote::None => say!(
            "no quotes: a quote is a letter as any other",
            "没有引号：引号与其他字符一样"
        ),
    }
}

pub(in crate::page) fn header(header: bool) -> &'static str {
    if header {
        say!("names the columns", "是各列的名称")
    } else {
        say!("is data", "是数据")
    }
}

pub(in crate::page) fn header_reason(reason: HeaderReason) -> &'static str {
    match reason {
        HeaderReason::Chosen => say!("You chose it.", "由您选择。"),
        HeaderReason::Names => say!("It reads like names.", "它读起来像名称。"),
        HeaderReason::FirstRowIsData => say!("Its cells are numbers or dates.", "它的单元格是数值或日期。"),
        HeaderReason::FirstRowRecurs => say!(
            "Its texts come again in the rows below.",
            "它的文本在下面的行中再次出现。"
        ),
    }
}

pub(in crate::page) fn decimal(decimal: Decimal) -> &'static str {
    match decimal {
        Decimal::Point => say!("point: 1.5", "句点：1.5"),
        Decimal::Comma => say!("comma: 1,5", "逗号：1,5"),
    }
}

pub(in crate::page) fn date_order(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayFirst => say!("day first: 31.12.", "日在前：31.12."),
        DateOrder::MonthFirst => say!("month first: 12/31", "月在前：12/31"),
    }
}

/// Why one of two readings was taken, where there is something to say.
pub(in crate::page) fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NothingToDecide => say!("No cell depends on it.", "没有单元格取决于它。"),
        Reason::OnlyReading => say!("Some cells can only be read so.", "有些单元格只能这样读。"),
        Reason::Assumed => say!(
            "Nothing in the file decides; this is the likelier reading.",
            "文件中没有依据；这是可能性较大的读法。"
        ),
        Reason::Chosen => say!("You chose it.", "由您选择。"),
    }
}

pub(in crate::page) fn encoding_reason(findings: &Findings) -> String {
    let reason = match findings.encoding_reason {
        EncodingReason::ByteOrderMark => say!("The file begins with its mark.", "文件以其标记开头。"),
        EncodingReason::ValidUtf8 => say!("All letters are valid in it.", "所有字符在其中都有效。"),
        EncodingReason::OnlyAscii => say!("The file has plain letters only.", "文件只有基本字母。"),
        EncodingReason::ZeroBytes => say!("Every second byte is zero.", "每隔一个字节为零。"),
        EncodingReason::Guessed => say!("The letters' frequencies fit it best.", "字符的频率与它最相符。"),
        EncodingReason::Chosen => say!("You chose it.", "由您选择。"),
    };
    match findings.malformed {
        0 => reason.to_owned(),
        malformed => tell!(
            "{reason} {} could not be read in it and stand as �.",
            "{reason}有{0}无法按它读取，显示为�。",
            counted(malformed, Noun::Place)
        ),
    }
}

pub(in crate::page) fn encoding(encoding: Encoding) -> &'static str {
    encoding.name()
}

pub(in crate::page) fn sheets(count: usize, is_chosen: bool) -> String {
    match count {
        _ if is_chosen => tell!(
            "You chose it, of {}.",
            "由您选择，共{0}。",
            counted(count as u64, Noun::Sheet)
        ),
        1 => say!("The only one of this workbook.", "这个工作簿唯一的工作表。").to_owned(),
        count => tell!(
            "One of {}; the first that holds anything unless you choose.",
            "{0}之一；若不选择，取第一个非空的工作表。",
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
            0 | 1 => tell!("Sheet “{sheet}”.", "工作表“{sheet}”。"),
            several => tell!(
                "Sheet “{sheet}”, one of {}.",
                "工作表“{sheet}”，共{0}个。",
                count(several as u64)
            ),
        });
    } else {
        let name = encoding(name);
        if reason == EncodingReason::Guessed {
            sentences.push(tell!(
                "Letters read as {name}, a guess by their frequencies.",
                "字符按{name}读取，是根据频率的猜测。"
            ));
        }
        if malformed > 0 {
            let places = counted(malformed, Noun::Place);
            let verb = if malformed == 1 { "stands" } else { "stand" };
            sentences.push(tell!(
                "{places} could not be read in {name} and {verb} as �.",
                "有{places}无法按{name}读取，显示为�。"
            ));
        }
    }
    (!sentences.is_empty()).then(|| sentences.join(say!(" ", "")))
}

/// What stands in the preview where there is no value.
pub(in crate::page) fn unread(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Identifier => say!("not used", "不使用"),
        Kind::Number | Kind::Category | Kind::Boolean | Kind::Moment => "–",
    }
}

pub(in crate::page) fn lines_above(lines: u64) -> String {
    match lines {
        0 => say!("none", "无").to_owned(),
        lines => tell!("{} skipped", "略过{0}", counted(lines, Noun::Line)),
    }
}

/// The question about a decimal mark.
pub(in crate::page) fn decimal_question(examples: &[Example]) -> String {
    let shown = examples.first().map_or_else(String::new, |example| {
        tell!(
            "Column \"{}\" has cells such as {}: is that {} or {}? ",
            "列“{0}”有像{1}这样的单元格：它是{2}还是{3}？",
            example.column,
            example.raw,
            example.first,
            example.second
        )
    });
    tell!("{shown}Nothing in the file decides.", "{shown}文件中没有依据。")
}

/// One of two answers, with what the first example becomes.
pub(in crate::page) fn decimal_answer(mark: Decimal, examples: &[Example]) -> String {
    let value = examples.first().map(|example| match mark {
        Decimal::Point => example.first,
        Decimal::Comma => example.second,
    });
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
pub(in crate::page) fn date_question(examples: &[Example]) -> String {
    let shown = examples.first().map_or_else(String::new, |example| {
        tell!(
            "Column \"{}\" has dates such as {}. ",
            "列“{0}”有像{1}这样的日期。",
            example.column,
            example.raw
        )
    });
    tell!(
        "{shown}Does the day come first, or the month? Nothing in the file decides.",
        "{shown}是日在前，还是月在前？文件中没有依据。"
    )
}

/// The question about a number that stands out.
pub(in crate::page) fn sentinel_question(column: &str, value: f64, times: u64) -> String {
    tell!(
        "In column \"{column}\", {} stands out and occurs {}. It is read as a missing cell. Is it a number?",
        "列“{column}”中，{0}很突出，出现了{1}。它按缺失单元格读取。它是数值吗？",
        value,
        match times {
            1 => say!("once", "一次").to_owned(),
            times => tell!("{} times", "{0}次", count(times)),
        }
    )
}

pub(in crate::page) const IS_NUMBER: Phrase = phrase("Yes, read it as a number", "是，按数值读取");
pub(in crate::page) const IS_MISSING: Phrase = phrase("No, it stays a missing cell", "不是，仍为缺失单元格");
pub(in crate::page) const UNDO: Phrase = phrase("Undo the last decision", "撤销上一个决定");

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
