//! Texts of the controls that change how a file is read.

use crate::language::{Phrase, phrase, tell};
use crate::table::ColumnKind;
pub(crate) use crate::words::reading::*;

pub(crate) const HOW_READ: Phrase = phrase("How the file was read", "文件是如何读取的");
pub(crate) const HOW_READ_INTRO: Phrase = phrase(
    "Kindred found this in the file. Change what is wrong, and the file is read again.",
    "这些由Kindred从文件得出。请更改不对之处，文件会重新读取。",
);
pub(crate) const PREVIEW: Phrase = phrase(
    "The first rows, in the file and as read",
    "前几行：文件原样与读取结果",
);
pub(crate) const PREVIEW_NOTE: Phrase = phrase(
    "Grey: the cell in the file. Below: the value read (– if missing). Text and identifiers are not used.",
    "灰色：文件中的单元格。下方：读取的值（–表示缺失值）。文本列和标识符列不使用。",
);
pub(crate) const WITHOUT_RAGGED: Phrase = phrase("Read the file without these rows", "略过这些行读取文件");
/// The button that reads a random sample of the rows.
pub(crate) fn sample(every: u32) -> String {
    tell!("Read one row in {every}, at random", "每{every}行随机读取一行")
}
pub(crate) const WITHOUT_QUOTES: Phrase = phrase("Read the file without quotes", "不按引号读取文件");
pub(crate) const HOW_TO_READ: Phrase = phrase("Decide how to read the file", "决定如何读取文件");
pub(crate) const FROM_THE_FILE: Phrase = phrase("found in the file", "从文件得出");
pub(crate) const QUESTION: Phrase = phrase("A question", "一个问题");
pub(crate) const FOR_BOTH: Phrase = phrase("The answer holds for both files.", "回答对两个文件都有效。");

pub(crate) const SHEET: Phrase = phrase("Sheet", "工作表");
pub(crate) const ENCODING: Phrase = phrase("Encoding", "编码");
pub(crate) const DELIMITER: Phrase = phrase("Delimiter", "分隔符");
pub(crate) const QUOTE: Phrase = phrase("Quotes", "引号");
pub(crate) const HEADER: Phrase = phrase("First row", "第一行");
pub(crate) const LINES_ABOVE: Phrase = phrase("Lines above the table", "表格上方的行");
pub(crate) const DECIMAL: Phrase = phrase("Decimal mark", "小数点符号");
pub(crate) const DATES: Phrase = phrase("Dates", "日期");

pub(crate) const ARE_NUMBERS: Phrase = phrase("Numbers", "数值");
pub(crate) const ARE_MOMENTS: Phrase = phrase("Dates or times", "日期或时间");
pub(crate) const IS_NUMBER: Phrase = phrase("Yes, read it as a number", "是，按数值读取");
pub(crate) const IS_MISSING: Phrase = phrase("No, it is a missing value", "不是，它是缺失值");
pub(crate) const UNDO: Phrase = phrase("Undo the last decision", "撤销上一个决定");

/// The kinds that a user can choose for a column.
pub(crate) const KINDS: [ColumnKind; 5] = [
    ColumnKind::Number,
    ColumnKind::Category,
    ColumnKind::Moment,
    ColumnKind::Text,
    ColumnKind::Identifier,
];
