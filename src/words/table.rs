//! Why a file cannot be read: where, what, and what to do about it.

use super::lists::commas;
use super::nouns::{Noun, agreeing};
use super::numbers::{count, counted};
use crate::language::{say, tell};
use crate::table::{
    Ambiguity, Contradiction, ConvertError, Foreign, Place, Problem, Ragged, TableError, shortened,
};

/// Where reading failed, why, and what to do about it.
#[must_use]
pub fn problem(error: &TableError) -> String {
    let TableError { place, problem } = error;
    // A workbook is an archive to Kindred, and to nobody else.
    if *problem == Problem::DamagedArchive && is_workbook(&place.file) {
        return tell!(
            "{}: This Excel file is damaged or incomplete. Open it in Excel and save it again.",
            "{}：这个Excel文件已损坏或不完整。请在Excel中打开并另存后重试。",
            at(place)
        );
    }
    tell!("{}: {} {}", "{}：{}{}", at(place), what(problem), hint(problem))
        .trim_end()
        .to_owned()
}

/// Whether a file is called as Excel calls its workbooks.
fn is_workbook(file: &str) -> bool {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["xlsx", "xlsm", "xlsb"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// The file, with row and column if they are known.
fn at(place: &Place) -> String {
    let mut words = shortened(&place.file);
    if let Some(row) = place.row {
        words += &tell!(", row {row}", "，第{row}行");
    }
    match &place.column {
        Some(number) if number.parse::<u64>().is_ok() => {
            words += &tell!(", column {number}", "，第{number}列");
        }
        Some(name) => words += &tell!(", column “{}”", "，列“{}”", shortened(name)),
        None => {}
    }
    words
}

/// What happened.
fn what(problem: &Problem) -> String {
    match problem {
        Problem::Empty => tell!("The file is empty.", "文件是空的。"),
        Problem::HeaderOnly => tell!(
            "The file has a header and no rows below it.",
            "文件只有表头，下面没有数据行。"
        ),
        Problem::NothingBelow { lines } => tell!(
            "No table is left below the {} that you skip.",
            "略过前{}后，没有剩下表格。",
            counted(*lines, Noun::Line)
        ),
        Problem::NotCsv { looks_like } => {
            let format = foreign(*looks_like);
            tell!(
                "This looks like {format}, not like CSV.",
                "这看起来是{format}，不是CSV。"
            )
        }
        Problem::ZeroByte => tell!(
            "This cell contains a zero byte, which text never has.",
            "这个单元格含有零字节，而文本中没有零字节。"
        ),
        Problem::DamagedArchive => tell!(
            "This compressed file is damaged or incomplete.",
            "这个压缩文件已损坏或不完整。"
        ),
        Problem::ArchiveOfMany { names } => tell!(
            "This archive holds several files: {}.",
            "这个压缩包里有多个文件：{}。",
            commas(names)
        ),
        Problem::ArchiveOfSameNames => tell!(
            "This archive holds several files with the same name.",
            "这个压缩包里有多个同名文件。"
        ),
        Problem::EmptyArchive => tell!("This archive holds no file.", "这个压缩包里没有文件。"),
        Problem::LockedArchive => tell!(
            "This archive is protected by a password.",
            "这个压缩包有密码保护。"
        ),
        Problem::LargeArchive => tell!("This archive is larger than 512 MiB.", "这个压缩包大于512 MiB。"),
        Problem::OutOfMemory => tell!(
            "This file needs more memory than there is.",
            "这个文件需要的内存超过可用内存。"
        ),
        Problem::Bomb => tell!(
            "This compressed file unpacks to more than 100 times its size. It may be malicious.",
            "这个压缩文件解压后超过原大小的100倍，可能是恶意文件。"
        ),
        Problem::UnclosedQuote => tell!(
            "A quote opens in this row and is never closed.",
            "这一行有一个引号没有关闭。"
        ),
        Problem::StrayQuote { lines } => tell!(
            "A quote opens in this cell and closes {} later. The lines between look like rows.",
            "这个单元格里的引号到{}之后才关闭，中间的内容像是数据行。",
            counted(*lines as u64, Noun::Line)
        ),
        Problem::RaggedRows { ragged, rows } => ragged_rows(ragged, *rows),
        Problem::DecimalCommas { names } => tell!(
            "The header has {}, but the rows have {}.",
            "表头有{}，而数据行有{}。",
            counted(*names as u64, Noun::Name),
            counted(2 * *names as u64, Noun::Cell)
        ),
        Problem::UnknownDelimiter { separator, cells } => tell!(
            "Each row seems to have {1} separated by “{0}”. Kindred does not know this delimiter.",
            "每一行的{1}似乎以“{0}”分隔。Kindred不支持这种分隔符。",
            separator.escape_debug(),
            counted(*cells as u64, Noun::Cell)
        ),
        Problem::TooManyColumns { limit } => tell!(
            "The table has more than {}.",
            "表格超过{}。",
            counted(*limit as u64, Noun::Column)
        ),
        Problem::TooManyRows { limit } => tell!(
            "The table has more than {}.",
            "表格超过{}。",
            counted(*limit, Noun::Row)
        ),
        Problem::LongCell { limit } => tell!(
            "A cell is longer than {}.",
            "有一个单元格长于{}。",
            counted(*limit as u64, Noun::Byte)
        ),
        Problem::LongName { limit } => tell!(
            "The name of this column is longer than {}.",
            "这一列的名称长于{}。",
            counted(*limit as u64, Noun::Byte)
        ),
        Problem::NotConverted(error) => not_converted(error),
    }
}

/// Which rows have more or fewer cells than the first.
fn ragged_rows(ragged: &Ragged, rows: u64) -> String {
    let first = ragged.first.iter();
    let first = commas(first.map(|(row, cells)| tell!("row {row} has {cells}", "第{row}行有{cells}个")));
    let more = match ragged.count.saturating_sub(ragged.first.len() as u64) {
        0 => String::new(),
        more => tell!(", and {more} more", "，以及另外{more}行"),
    };
    let do_not = agreeing(ragged.count, "does not", "do not");
    tell!(
        "{} of {} {do_not} have {} like the first row: {first}{more}.",
        "{1}中有{0}行的单元格数与第一行（{2}）不同：{first}{more}。",
        ragged.count,
        counted(rows, Noun::Row),
        counted(ragged.expected as u64, Noun::Cell)
    )
}

/// What the user can do about it.
fn hint(problem: &Problem) -> &'static str {
    match problem {
        Problem::Empty => say!(
            "Choose a file with a header and at least one row.",
            "请选择有表头且至少有一行数据的文件。"
        ),
        Problem::HeaderOnly => say!(
            "Export the table again with its rows.",
            "请连同数据行重新导出表格。"
        ),
        Problem::NothingBelow { .. } => {
            say!("Skip fewer lines above the table.", "请减少表格上方略过的行数。")
        }
        Problem::NotCsv { looks_like } => foreign_hint(*looks_like),
        Problem::DamagedArchive => say!(
            "Download or compress it again, or unpack it and choose the CSV file.",
            "请重新下载或压缩，或先解压再选择CSV文件。"
        ),
        Problem::ArchiveOfMany { .. } | Problem::ArchiveOfSameNames => say!(
            "Unpack it and choose one file for each table.",
            "请解压，并为每张表选择一个文件。"
        ),
        Problem::EmptyArchive => say!("Choose the CSV file itself.", "请直接选择CSV文件。"),
        Problem::OutOfMemory => say!(
            "Read a random sample of its rows, or keep only the columns that you need.",
            "请随机读取其中一部分行，或只保留需要的列。"
        ),
        Problem::Bomb => say!(
            "If you trust it, unpack it and choose the CSV file inside.",
            "如果您信任它，请先解压，再选择其中的CSV文件。"
        ),
        Problem::LockedArchive | Problem::LargeArchive => say!(
            "Unpack it and choose the CSV file inside.",
            "请先解压，再选择其中的CSV文件。"
        ),
        Problem::ZeroByte => say!(
            "The file may be damaged, or not a CSV file. Export it again as “CSV UTF-8”.",
            "文件可能已损坏，或不是CSV。请重新导出为“CSV UTF-8”。"
        ),
        Problem::UnclosedQuote => say!(
            "Close the quote, or read the file without quotes. Write a quote inside text twice (\"\").",
            "请补上结束引号，或者不按引号读取文件。文本中的引号应写成两个（\"\"）。"
        ),
        Problem::StrayQuote { .. } => say!(
            "Close the quote, or read the file without quotes. If the cell is right, choose its quotes by hand.",
            "请补上结束引号，或者不按引号读取文件。如果单元格没有错，请手动选择引号。"
        ),
        Problem::RaggedRows { .. } => say!(
            "A cell that contains the delimiter must be quoted. Correct these rows, or read the file without them.",
            "含有分隔符的单元格必须加引号。请改正这些行，或者略过它们读取文件。"
        ),
        Problem::DecimalCommas { .. } => say!(
            "If these are decimal commas, export the table again with semicolons as delimiters.",
            "如果这些是小数逗号，请改用分号作分隔符重新导出。"
        ),
        Problem::UnknownDelimiter { .. } => say!(
            "Replace it by a comma or a tab. If the file has only one column, choose its delimiter by hand.",
            "请把它替换为逗号或制表符。如果文件只有一列，请手动选择分隔符。"
        ),
        Problem::TooManyColumns { .. } => say!(
            "Keep only the columns that matter, one row per case.",
            "请只保留重要的列，每条记录一行。"
        ),
        Problem::TooManyRows { .. } => say!("Take a random sample of the rows.", "请随机抽取一部分行。"),
        Problem::LongCell { .. } => say!(
            "A closing quote may be missing here, or this is not a CSV file.",
            "这里可能缺少结束的引号，或者文件不是CSV。"
        ),
        Problem::LongName { .. } => say!(
            "The first row must be the header, with short names for the columns.",
            "第一行必须是表头，即各列的短名称。"
        ),
        // Its message already says what to do.
        Problem::NotConverted(_) => "",
    }
}

/// A format other than CSV.
fn foreign(format: Foreign) -> &'static str {
    match format {
        Foreign::Workbook => say!("a spreadsheet workbook", "电子表格工作簿"),
        Foreign::Document => say!("a document or a presentation", "文档或演示文稿"),
        Foreign::Zip => say!("a ZIP archive", "ZIP压缩包"),
        Foreign::Compressed => say!("a compressed file", "压缩文件"),
        Foreign::Image => say!("an image", "图片"),
        Foreign::Pdf => say!("a PDF document", "PDF文档"),
        Foreign::Parquet => say!("a Parquet file", "Parquet文件"),
        Foreign::Data => say!(
            "a binary data file (Arrow, HDF5 or SQLite)",
            "二进制数据文件（Arrow、HDF5或SQLite）"
        ),
        Foreign::WebPage => say!("a web page", "网页"),
        Foreign::Xml => "XML",
        Foreign::Json => "JSON",
        Foreign::Binary => say!("a binary file", "二进制文件"),
    }
}

fn foreign_hint(format: Foreign) -> &'static str {
    match format {
        Foreign::Workbook | Foreign::Xml => say!(
            "Open it in its program and save the sheet as CSV.",
            "请在相应程序中打开，并把工作表保存为CSV。"
        ),
        Foreign::Zip | Foreign::Compressed => say!(
            "Unpack it and choose the CSV file inside.",
            "请先解压，再选择其中的CSV文件。"
        ),
        Foreign::WebPage => say!(
            "Open it in a browser. Copy its table into a spreadsheet and save it as CSV. If you see an error or a login, \
            download the file again.",
            "请在浏览器中打开。如果是表格，请复制到电子表格并保存为CSV；如果是错误或登录页，请重新下载文件。"
        ),
        Foreign::Json | Foreign::Parquet | Foreign::Data => {
            say!("Export the table as CSV.", "请把表格导出为CSV。")
        }
        Foreign::Document => say!(
            "Copy its table into a spreadsheet and save that as CSV.",
            "请把其中的表格复制到电子表格，并保存为CSV。"
        ),
        Foreign::Image | Foreign::Pdf | Foreign::Binary => say!(
            "Choose a CSV, Excel or Parquet file.",
            "请选择CSV、Excel或Parquet文件。"
        ),
    }
}

/// Why a file could not be converted to CSV, and what to do about it.
fn not_converted(error: &ConvertError) -> String {
    match error {
        ConvertError::TooLarge => tell!(
            "This file is larger than 512 MiB. Export the table as CSV, which has no size limit.",
            "这个文件大于512 MiB。请把表格导出为CSV，CSV的大小不限。"
        ),
        ConvertError::Bomb => tell!(
            "This file unpacks to more than 100 times its size. It may be malicious. If you trust it, export the table as CSV.",
            "这个文件解压后超过原大小的100倍，可能是恶意文件。如果您信任它，请把表格导出为CSV。"
        ),
        ConvertError::DamagedWorkbook => tell!(
            "This workbook is damaged, protected by a password or of an unknown kind. Open it in its program and save the \
            sheet as CSV.",
            "这个工作簿已损坏、有密码保护或类型未知。请在相应程序中打开，并把工作表保存为CSV。"
        ),
        ConvertError::Ambiguous { part, cause } => tell!(
            "Programs may show different values of this workbook: {}. Open it in its program and save the sheet as CSV.",
            "不同的程序可能从这个工作簿读出不同的值：{}。请在相应程序中打开，并把工作表保存为CSV。",
            ambiguity(part, cause)
        ),
        ConvertError::NoSuchSheet { name, sheets } => tell!(
            "This workbook has no sheet “{name}”. Its sheets are: {}.",
            "这个工作簿没有名为“{name}”的工作表。它的工作表有：{}。",
            commas(sheets)
        ),
        ConvertError::EmptyWorkbook => tell!(
            "All sheets of this workbook are empty. Choose a workbook with a header and at least one row.",
            "这个工作簿的所有工作表都是空的。请选择有表头且至少有一行数据的工作簿。"
        ),
        ConvertError::DamagedParquet => tell!(
            "This Parquet file is damaged or incomplete. Write it again, or export the table as CSV.",
            "这个Parquet文件已损坏或不完整。请重新写出，或把表格导出为CSV。"
        ),
        ConvertError::Contradicts(Contradiction::Rows { said, found }) => tell!(
            "This Parquet file contradicts itself: it says that it has {}, and its parts have {}. Write it again, or export the \
            table as CSV.",
            "这个Parquet文件自相矛盾：它声明有{}，而各部分共有{}。请重新写出，或把表格导出为CSV。",
            counted(*said, Noun::Row),
            counted(*found, Noun::Row)
        ),
        ConvertError::Contradicts(Contradiction::Values { column, rows, values }) => tell!(
            "This Parquet file contradicts itself: its column “{}” should have {} values and has {}. Write it again, or export \
            the table as CSV.",
            "这个Parquet文件自相矛盾：列“{}”应有{}个值，实有{}个。请重新写出，或把表格导出为CSV。",
            shortened(column),
            count(*rows),
            count(*values)
        ),
        ConvertError::OnlyBinary { columns } => tell!(
            "This Parquet file holds only binary data: {}. Choose a file with numbers or texts.",
            "这个Parquet文件只有二进制数据：{}。请选择含有数值或文本的文件。",
            commas(columns)
        ),
        ConvertError::Codec { codec } => tell!(
            "This Parquet file is compressed with {codec}, which Kindred cannot read. Write it with Snappy or Gzip, or export \
            it as CSV.",
            "这个Parquet文件用{codec}压缩，Kindred无法读取。请改用Snappy或Gzip写出，或导出为CSV。"
        ),
        ConvertError::Encrypted => tell!(
            "This Parquet file is encrypted. Write it without encryption, or export the table as CSV.",
            "这个Parquet文件已加密。请不加密地写出，或把表格导出为CSV。"
        ),
        ConvertError::Crashed => tell!(
            "The file is damaged. Open it in its program and save it as CSV.",
            "文件已损坏。请在相应程序中打开并保存为CSV。"
        ),
        ConvertError::Stopped => tell!("The reading was stopped.", "读取已停止。"),
    }
}

/// Why programs show different cells of a workbook.
fn ambiguity(part: &str, cause: &Ambiguity) -> String {
    let part = shortened(part);
    let cell = |cell: &str| {
        if cell.is_empty() {
            tell!("a cell in “{part}”", "“{part}”的某个单元格")
        } else {
            tell!("cell {cell} in “{part}”", "“{part}”的单元格{cell}")
        }
    };
    match cause {
        Ambiguity::MarkupInValue { cell: place } => tell!(
            "the value of {} is not written as plain text or number",
            "{}的值不是普通的文本或数值",
            cell(place)
        ),
        Ambiguity::SeveralValues { cell: place } => {
            tell!("{} has more than one value", "{}有不止一个值", cell(place))
        }
        Ambiguity::SamePart if part.is_empty() => tell!(
            "it holds a part twice, under the same name",
            "其中有两个同名的部分"
        ),
        Ambiguity::SamePart => tell!("it holds “{part}” twice", "其中有两个“{part}”"),
        Ambiguity::UnreadElement { element } => tell!(
            "“{part}” holds an element “{}” that not all programs read",
            "“{part}”中有并非所有程序都会读取的元素“{}”",
            shortened(element)
        ),
        Ambiguity::OtherPart => tell!(
            "its parts refer to each other in an unusual way (“{part}”)",
            "它的各部分以不寻常的方式互相引用（“{part}”）"
        ),
        Ambiguity::SameSheet => tell!("two of its sheets are named “{part}”", "有两个工作表都叫“{part}”"),
        Ambiguity::Dates => tell!(
            "“{part}” does not say clearly from which day dates are counted",
            "“{part}”没有说清楚日期从哪一天算起"
        ),
        Ambiguity::TwoFormats => tell!(
            "it is an Excel workbook and an OpenDocument spreadsheet at once",
            "它同时是Excel工作簿和OpenDocument电子表格"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, in_language};

    fn error(file: &str, row: Option<u64>, column: Option<&str>, problem: Problem) -> TableError {
        TableError {
            place: Place {
                file: file.to_owned(),
                row,
                column: column.map(str::to_owned),
            },
            problem,
        }
    }

    #[test]
    fn an_error_reads_as_place_problem_and_hint() {
        let named = error("sales.csv", Some(17), Some("price"), Problem::ZeroByte);
        assert_eq!(
            problem(&named),
            "sales.csv, row 17, column “price”: This cell contains a zero byte, which text never has. The file may be \
             damaged, or not a CSV file. Export it again as “CSV UTF-8”."
        );
        let numbered = error("sales.csv", Some(17), Some("3"), Problem::ZeroByte);
        assert!(problem(&numbered).starts_with("sales.csv, row 17, column 3: This"));
        let stopped = error("a.xlsx", None, None, Problem::NotConverted(ConvertError::Stopped));
        assert_eq!(problem(&stopped), "a.xlsx: The reading was stopped.");
        // What is damaged is called what its user knows it as.
        let damaged = |file| problem(&error(file, None, None, Problem::DamagedArchive));
        assert!(damaged("a.XLSX").starts_with("a.XLSX: This Excel file is damaged"));
        assert!(damaged("a.csv.gz").starts_with("a.csv.gz: This compressed file is damaged"));
        assert_eq!(
            in_language(Language::Chinese, || problem(&named)),
            "sales.csv，第17行，列“price”：这个单元格含有零字节，而文本中没有零字节。文件可能已损坏，或不是CSV。请重新导出为“CSV UTF-8”。"
        );
    }

    #[test]
    fn a_workbook_that_programs_read_differently_says_where() {
        let words = |part: &str, cause| {
            let part = part.to_owned();
            not_converted(&ConvertError::Ambiguous { part, cause })
        };
        let cell = "C7".to_owned();
        assert_eq!(
            words("xl/worksheets/sheet1.xml", Ambiguity::MarkupInValue { cell }),
            "Programs may show different values of this workbook: the value of cell C7 in “xl/worksheets/sheet1.xml” is not \
             written as plain text or number. Open it in its program and save the sheet as CSV."
        );
        let cell = String::new();
        assert_eq!(
            in_language(Language::Chinese, || {
                words("content.xml", Ambiguity::SeveralValues { cell })
            }),
            "不同的程序可能从这个工作簿读出不同的值：“content.xml”的某个单元格有不止一个值。请在相应程序中打开，并把工作表保存为CSV。"
        );
    }

    #[test]
    fn rows_that_do_not_fit_are_named() {
        let ragged = |count: u64| {
            let problem = Problem::RaggedRows {
                ragged: Ragged {
                    count,
                    first: vec![(3, 1), (5, 4)],
                    expected: 2,
                },
                rows: 9,
            };
            what(&problem)
        };
        assert_eq!(
            ragged(3),
            "3 of 9 rows do not have 2 cells like the first row: row 3 has 1, row 5 has 4, and 1 more."
        );
        assert_eq!(
            in_language(Language::Chinese, || ragged(3)),
            "9行中有3行的单元格数与第一行（2个单元格）不同：第3行有1个、第5行有4个，以及另外1行。"
        );
    }
}
