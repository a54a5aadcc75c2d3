//! Notes about how a file was read.

use super::columns::{kinds_of, one_of_kind};
use super::lists::{capital, commas, first_few};
use super::nouns::{Noun, agreeing};
use super::numbers::{count, counted};
use super::reading::encoding;
use crate::language::{say, tell};
use crate::table::{
    ColumnKind, ColumnNote, Decimal, HeaderNote, KindNote, MomentNote, Note, NumberNote, SomeCells, shortened,
};

/// A note lists this many columns or lines at most and counts the rest.
const MAX_LISTED: usize = 5;

/// A note as whole sentences.
#[must_use]
pub fn note(note: &Note) -> String {
    match note {
        Note::Header(note) => of_header(note),
        Note::Sampled { every, rows } => tell!(
            "A random sample was read: 1 row in {every}, from {}.",
            "随机抽样读取：从{0}中每{every}行取一行。",
            counted(*rows, Noun::Row)
        ),
        Note::RaggedRowsLeftOut { count } => {
            let are = are(*count);
            tell!(
                "{} {are} left out, with more or fewer cells than the first row.",
                "已略过{}：单元格数与第一行不同。",
                counted(*count, Noun::Row)
            )
        }
        Note::DoubtfulQuote { row, column, lines } => tell!(
            "The quoted cell in row {row}, column “{}”, spans {} that look like rows. If a quote is missing, read the file \
            without quotes.",
            "第{row}行“{}”列的引号单元格跨{}，看起来像数据行。如果缺少引号，请不按引号读取文件。",
            shortened(column),
            counted(*lines as u64, Noun::Line)
        ),
        Note::DescriptionLeftOut { row, cells } => tell!(
            "Row {row} describes the columns (such as units) and is left out: {}.",
            "第{row}行是列的说明（如单位），已略过：{}。",
            commas(cells)
        ),
        Note::TotalsLeftOut { row, cells } => tell!(
            "Row {row} at the end looks like totals or means and is left out: {}.",
            "末尾的第{row}行像是合计或均值，已略过：{}。",
            quoted(cells)
        ),
        Note::EmptyRowsLeftOut { count: 1 } => tell!(
            "The last row holds only delimiters and is left out.",
            "最后一行只有分隔符，已略过。"
        ),
        Note::EmptyRowsLeftOut { count } => tell!(
            "The last {} hold only delimiters and are left out.",
            "最后{}只有分隔符，已略过。",
            counted(*count, Noun::Row)
        ),
        Note::RemarksLeftOut { row, lines } if lines.len() == 1 => tell!(
            "Row {row} at the end looks like a remark and is left out: {}.",
            "末尾的第{row}行像是备注，已略过：{}。",
            quoted(lines)
        ),
        Note::RemarksLeftOut { row, lines } => tell!(
            "The last lines, from row {row} on, look like remarks and are left out: {}.",
            "从第{row}行起的末尾几行像是备注，已略过：{}。",
            quoted(lines)
        ),
        Note::OneColumnOfTexts => tell!(
            "All that was found is one column of texts. If the file holds a table, choose its delimiter.",
            "只读到一列文本。如果文件中有表格，请选择分隔符；否则请选择另一个文件。"
        ),
        Note::BinaryColumnsLeftOut { names } => {
            let hold = if names.len() == 1 {
                "holds binary data and is"
            } else {
                "hold binary data and are"
            };
            let names = quoted(names);
            tell!("{names} {hold} left out.", "{names}是二进制数据，已略过。")
        }
        Note::RulersLeftOut { row, count: 1 } => tell!(
            "Row {row} is only a separator line and is left out.",
            "第{row}行只是一条分隔线，已略过。"
        ),
        Note::RulersLeftOut { row, count } => tell!(
            "{} are only separator lines and are left out, first row {row}.",
            "有{}只是分隔线，已略过，第一条是第{row}行。",
            counted(*count as u64, Noun::Row)
        ),
        Note::UncertainEncoding {
            encoding: guess,
            bytes,
        } => tell!(
            "The encoding {} is a guess from {} outside ASCII. If letters look wrong, choose another.",
            "编码按{}读取（仅{}非ASCII内容可供判断）。如有乱码，请另选。",
            encoding(*guess),
            counted(*bytes as u64, Noun::Byte)
        ),
        Note::Column { name, note } => {
            tell!("Column “{}”: {}", "列“{}”：{}", shortened(name), of_column(note))
        }
    }
}

/// Notes about the header and its names.
fn of_header(note: &HeaderNote) -> String {
    match note {
        HeaderNote::Missing => tell!(
            "The file has no header row, so its columns are numbered.",
            "文件没有表头行，各列以编号命名。"
        ),
        HeaderNote::UnnamedColumns { columns } => tell!(
            "The header gives no name for {}. The column number is used.",
            "表头没有给出{}的名称，以列号为名。",
            numbered(columns)
        ),
        HeaderNote::EmptyColumnsLeftOut { columns } => {
            let (columns, are) = (capital(&numbered(columns)), are(columns.len()));
            tell!(
                "{columns} {are} left out: no name and no values.",
                "{columns}已略过：没有名称，也没有值。"
            )
        }
        HeaderNote::Repeated { count } => {
            let are = agreeing(*count, "which is", "which are");
            tell!(
                "The header is repeated in {}, {are} left out.",
                "表头在{}中重复出现，已略过。",
                counted(*count, Noun::Row)
            )
        }
        HeaderNote::RowNames { column } => tell!(
            "Each row has one cell more than the header. The first cell is read as the row's name, in column “{column}”.",
            "每一行比表头多一个单元格。第一个单元格按行名读取，列名为“{column}”。"
        ),
        HeaderNote::DelimiterBehind => tell!(
            "The header ends with an extra delimiter. It does not count as a column.",
            "表头末尾多一个分隔符，不算一列。"
        ),
        HeaderNote::DuplicateNames { columns } => {
            let names = columns.iter().map(|(number, name)| {
                let name = shortened(name);
                tell!("column {number} is “{name}”", "第{number}列为“{name}”")
            });
            let names = first_few(names, MAX_LISTED);
            tell!(
                "Columns that share a name are numbered: {names}.",
                "重名的列已加编号：{names}。"
            )
        }
    }
}

/// Notes about a column, as clauses that follow its name.
fn of_column(note: &ColumnNote) -> String {
    match note {
        ColumnNote::Kinds(note) => of_kinds(note),
        ColumnNote::Numbers(note) => of_numbers(note),
        ColumnNote::Moments(note) => of_moments(note),
        ColumnNote::NeverComputed(1) => tell!(
            "1 cell is a formula that was never computed. It counts as missing. Open the file in Excel and save it.",
            "1个单元格的公式从未计算，算作缺失值。请在Excel中打开文件并保存。"
        ),
        ColumnNote::NeverComputed(cells) => tell!(
            "{} are formulas that were never computed. They count as missing. Open the file in Excel and save it.",
            "{}的公式从未计算，算作缺失值。请在Excel中打开文件并保存。",
            counted(*cells, Noun::Cell)
        ),
        ColumnNote::OldValues(1) => tell!(
            "1 cell is a formula that the file asks to compute again. Its value may be out of date. Open the file in Excel and \
            save it.",
            "文件要求重新计算1个单元格的公式，现有的值可能已过时。请在Excel中打开文件并保存。"
        ),
        ColumnNote::OldValues(cells) => tell!(
            "{} are formulas that the file asks to compute again. Their values may be out of date. Open the file in Excel and \
            save it.",
            "文件要求重新计算{}的公式，现有的值可能已过时。请在Excel中打开文件并保存。",
            counted(*cells, Noun::Cell)
        ),
    }
}

/// Notes about cells of another kind than the column's.
fn of_kinds(note: &KindNote) -> String {
    match note {
        KindNote::NothingRead { kind } => tell!(
            "you chose {}, but no cell fits. All count as missing.",
            "您选择了{}，但没有一个单元格符合，因此全部算作缺失值。",
            kinds_of(*kind)
        ),
        KindNote::MarkMissing { mark, cells } => {
            let times = match mark.count {
                1 => say!("once", "1次").to_owned(),
                times => tell!("{} times", "{0}次", count(times as u64)),
            };
            let numbers = counted(cells.saturating_sub(mark.count) as u64, Noun::Cell);
            let first = first(mark);
            let (many, row, text) = (count(mark.count as u64), mark.row, &mark.text);
            tell!(
                "{first} occurs {times} beside {numbers} with numbers. It counts as missing. If it is a real value, choose \
                “category” as the type.",
                "该列有{numbers}是数值，另有{many}个“{text}”（首次在第{row}行），按缺失值处理。如果它是真实取值，请把类型选为“类别”。"
            )
        }
        KindNote::WordsMissing { words, levels } => {
            let times = counted(words.count as u64, Noun::Cell);
            let count = agreeing(words.count, "counts", "count");
            let levels = counted(*levels as u64, Noun::Category);
            tell!(
                "{times} {count} as missing, first {}, beside {levels}. If this is a category, spell it out in the file.",
                "除{levels}外，有{times}算作缺失值，首个是{0}。如果它是一个类别，请在文件中写全称。",
                first(words)
            )
        }
        KindNote::OthersMissing { kind, others, cells } => {
            let (unfit, missing) = (unfit(*kind, others, *cells), count_as_missing(others.count));
            tell!("{unfit}. {missing}", "{unfit}。{missing}")
        }
        KindNote::NotReadAs { kind, others, cells } => {
            let (unfit, kinds) = (unfit(*kind, others, *cells), kinds_of(*kind));
            tell!(
                "{unfit}, so the column is not read as {kinds}. If these cells are missing values, choose “{}” as the type.",
                "{unfit}，因此该列不按{kinds}读取。如果这些单元格是缺失值，请把类型选为“{}”。",
                super::columns::kind(*kind)
            )
        }
        KindNote::OtherStyleMissing {
            kind,
            count: lost,
            cells,
        } => {
            let are = are(*lost);
            let counts = agreeing(*lost, "counts", "count");
            tell!(
                "{} of {} {are} not written like the other {} and {counts} as missing.",
                "{1}中有{0}个与其他{2}的写法不同，算作缺失值。",
                count(*lost as u64),
                counted(*cells as u64, Noun::Cell),
                kinds_of(*kind)
            )
        }
    }
}

/// Which letters are read as signs, and how many numbers are negative.
fn of_hemispheres([positive, minus]: [char; 2], negative: usize) -> String {
    let are_negative = if negative == 1 {
        tell!("1 number with {minus} is negative.", "带{minus}的1个数值为负。")
    } else {
        tell!(
            "{} numbers with {minus} are negative.",
            "带{minus}的{}个数值为负。",
            count(negative as u64)
        )
    };
    tell!(
        "{positive} and {minus} after numbers are read as signs. {are_negative}",
        "数值后的{positive}和{minus}按正负号读取。{are_negative}"
    )
}

/// Notes about numbers.
fn of_numbers(note: &NumberNote) -> String {
    match note {
        NumberNote::LeadingZeros { count: codes, cells } => tell!(
            "{} of {} are whole numbers with a leading zero, as in postcodes. Nearly every row differs, so the column is not \
            used. If these are amounts, choose “number” as the type.",
            "{1}中有{0}个是以零开头的整数（如邮政编码），几乎每行都不同，因此该列不使用。如果它们是数量，请把类型选为“数值”。",
            count(*codes as u64),
            counted(*cells as u64, Noun::Cell)
        ),
        NumberNote::FormulaCodes(some) => tell!(
            "all cells are formulas of one whole number and equally long, such as {}. They are read as codes. If they are \
            amounts, choose “number” as the type.",
            "所有单元格都是只含一个整数的公式（如{}），且长度相同，按代码读取。如果它们是数量，请把类型选为“数值”。",
            first(some)
        ),
        NumberNote::TooManyDigits {
            count: long,
            cells,
            are_identifiers,
        } => too_many_digits(*long, *cells, *are_identifiers),
        NumberNote::DecimalBySize { example, decimal } => decimal_by_size(example, *decimal),
        NumberNote::Multipliers(some) => tell!(
            "suffixes for powers of ten, such as {}, multiply their numbers.",
            "数值后的倍数后缀（如{}）已计入数值。",
            first(some)
        ),
        NumberNote::UnitRemoved {
            unit,
            without,
            numbers,
        } => {
            let plain = match without {
                0 => String::new(),
                without => tell!(
                    " The same unit is assumed for {} of {} that have none.",
                    "{1}个数值中有{0}个没有写单位，按同一单位处理。",
                    count(*without as u64),
                    count(*numbers as u64)
                ),
            };
            tell!(
                "the unit “{unit}” after the numbers is dropped.{plain}",
                "数值后的单位“{unit}”已去掉。{plain}"
            )
        }
        NumberNote::Hemispheres { letters, negative } => of_hemispheres(*letters, *negative),
        NumberNote::MixedUnits { unit, others } => tell!(
            "numbers have different units, such as “{unit}” and {}. The column is not read as numbers. Convert them to one \
            unit.",
            "数值的单位不一，如“{unit}”和{}，因此该列不按数值读取。请统一单位。",
            first(others)
        ),
        NumberNote::InfiniteMissing { infinite, cells } => {
            let (are, missing) = (are(infinite.count), count_as_missing(infinite.count));
            tell!(
                "{} of {} {are} infinite, first {}. {missing}",
                "{1}中有{0}个是无穷大，第一个是{2}。{missing}",
                count(infinite.count as u64),
                counted(*cells as u64, Noun::Cell),
                first(infinite)
            )
        }
        NumberNote::CommasOfLists { cells } => lists(cells),
        NumberNote::CommasRead { cells, decimal } => commas_read(cells, *decimal),
        NumberNote::OtherDecimal {
            others,
            decimal,
            is_number,
        } => other_decimal(others, *decimal, *is_number),
        NumberNote::SomePercent {
            count: percent,
            numbers,
        } => {
            let have = agreeing(
                *percent,
                "has a percent sign and is",
                "have a percent sign and are",
            );
            tell!(
                "{} of {} numbers {have} divided by 100. The others are unchanged.",
                "{1}个数值中有{0}个带百分号，已除以100，其余不变。",
                count(*percent as u64),
                count(*numbers as u64)
            )
        }
        NumberNote::MixedCurrencies {
            currencies: [one, other],
        } => tell!(
            "amounts are in different currencies, such as {one} and {other}. They are not converted.",
            "金额的币种不一，如{one}和{other}，未作换算。"
        ),
    }
}

/// Cells with commas that are not decimal marks.
fn lists(cells: &SomeCells) -> String {
    tell!(
        "cells such as {} are read as lists. If each is one number, choose “number” as the type.",
        "{}这样的单元格按列表读取。如果每个是一个数，请把类型选为“数值”。",
        first(cells)
    )
}

/// Commas that are read as part of a number but may separate values.
fn commas_read(cells: &SomeCells, decimal: Decimal) -> String {
    let marks = match decimal {
        Decimal::Comma => say!("decimal commas", "小数逗号"),
        Decimal::Point => say!("commas between thousands", "千位分隔逗号"),
    };
    tell!(
        "the commas in cells such as {} are read as {marks}. If they separate values, choose “category” as the type.",
        "{}这样的单元格中的逗号按{marks}读取。如果它们分隔多个值，请把类型选为“类别”。",
        first(cells)
    )
}

/// Numbers whose decimal mark is known only from the other table.
fn decimal_by_size(example: &str, decimal: Decimal) -> String {
    match (decimal, example.contains(',')) {
        (Decimal::Comma, true) => tell!(
            "numbers such as {example} are read with a decimal comma, to match the size of numbers in the other table.",
            "{example}这样的数值按小数逗号读取，与另一张表的数值大小相符。"
        ),
        (Decimal::Point, false) => tell!(
            "numbers such as {example} are read with a decimal point, to match the size of numbers in the other table.",
            "{example}这样的数值按小数点读取，与另一张表的数值大小相符。"
        ),
        (Decimal::Comma, false) | (Decimal::Point, true) => tell!(
            "numbers such as {example} are read as thousands, to match the size of whole numbers in the other table.",
            "{example}这样的数值按千位分隔读取，与另一张表的整数大小相符。"
        ),
    }
}

/// Whole numbers with too many digits to hold exactly.
fn too_many_digits(long: usize, cells: usize, are_identifiers: bool) -> String {
    let result = if are_identifiers {
        say!(
            "They are read as identifiers. If they are amounts, choose “number” as the type.",
            "它们按标识符读取。如果它们是数量，请把类型选为“数值”。"
        )
    } else {
        say!("These are rounded.", "这些数已舍入。")
    };
    tell!(
        "{} of {} are whole numbers with too many digits to hold exactly. {result}",
        "{1}中有{0}个整数的位数过多，无法精确保存。{result}",
        count(long as u64),
        counted(cells as u64, Noun::Cell)
    )
}

/// Numbers with another decimal mark than the file.
fn other_decimal(others: &SomeCells, decimal: Decimal, is_number: bool) -> String {
    let marks = match decimal {
        Decimal::Comma => say!(
            "with a decimal point, while the file has decimal commas",
            "带小数点，而文件使用小数逗号"
        ),
        Decimal::Point => say!(
            "with a decimal comma, while the file has decimal points",
            "带小数逗号，而文件使用小数点"
        ),
    };
    let result = if is_number {
        count_as_missing(others.count)
    } else {
        say!("The column is not read as numbers.", "该列不按数值读取。")
    };
    let numbers = agreeing(others.count, "is a number", "are numbers");
    tell!(
        "{} {numbers} {marks}, first {}. {result}",
        "{}的数值{marks}，第一个是{}。{result}",
        counted(others.count as u64, Noun::Cell),
        first(others)
    )
}

/// Notes about dates and times, or about numbers that may be dates.
fn of_moments(note: &MomentNote) -> String {
    let hours = say!(
        "The part before the first colon counts as hours.",
        "第一个冒号之前的部分算作小时。"
    );
    match note {
        MomentNote::AsDurations => tell!(
            "times of day are read as durations in seconds. {hours}",
            "一天中的时刻按时长读取，单位为秒。{hours}"
        ),
        MomentNote::Durations {
            count: spans,
            first,
            cells,
        } => {
            let are = agreeing(*spans, "is not a time", "are not times");
            tell!(
                "{} of {}, such as {first}, {are} of day. The column is read as durations in seconds. {hours}",
                "{1}中有{0}个（如{first}）不是一天中的时刻。该列按时长读取，单位为秒。{hours}",
                count(*spans as u64),
                counted(*cells as u64, Noun::Cell)
            )
        }
        MomentNote::LongTimesMissing { count: spans, first } => {
            let are = agreeing(
                *spans,
                "is not a time of day and counts",
                "are not times of day and count",
            );
            tell!(
                "{}, such as {first}, {are} as missing.",
                "{}（如{first}）不是一天中的时刻，算作缺失值。",
                counted(*spans as u64, Noun::Cell)
            )
        }
        MomentNote::YearFirst { example } => tell!(
            "dates such as {example} are read with the year first, because only then do they span few years.",
            "{example}这样的日期按年份在前读取，因为只有这样才集中在少数几年。"
        ),
        MomentNote::YearMayBeFirst { example } => tell!(
            "dates such as {example} are read with the year last. The year could also come first.",
            "{example}这样的日期按年份在后读取。年份也可能在前。"
        ),
        MomentNote::NumbersAsDates { example, shown } => tell!(
            "numbers such as {example} are read as dates ({shown}). If they are amounts, choose “number” as the type.",
            "{example}这样的数按日期读取（{shown}）。如果它们是数量，请把类型选为“数值”。"
        ),
        MomentNote::YearsNotMonths { example } => tell!(
            "cells such as {example} could be months. They are read as two-year spans, because each ends with the year after \
            its first.",
            "{example}这样的单元格可能是月份，但每个都以首年的下一年结尾，因此按跨两年的时段读取。"
        ),
        MomentNote::BothOrders {
            day_first,
            month_first,
        } => tell!(
            "{} can only have the day first (such as {}), and {} only the month (such as {}). The column is not read as \
            dates. To read one of the two orders, choose “date or time” as the type.",
            "有{}只能是日在前的日期（如{}），有{}个只能是月在前的日期（如{}），因此该列不按日期读取。要读取其中一种顺序，请把类型选为“日期或时间”。",
            counted(day_first.count as u64, Noun::Cell),
            first(day_first),
            count(month_first.count as u64),
            first(month_first)
        ),
    }
}

/// How many cells are of another kind, and the first of them. It starts a sentence.
fn unfit(kind: ColumnKind, others: &SomeCells, cells: usize) -> String {
    let are_not = if others.count == 1 {
        tell!("is not {}", "不是{}", one_of_kind(kind))
    } else {
        tell!("are not {}", "不是{}", kinds_of(kind))
    };
    tell!(
        "{} of {} {are_not}, first {}",
        "{1}中有{0}个{are_not}，第一个是{2}",
        count(others.count as u64),
        counted(cells as u64, Noun::Cell),
        first(others)
    )
}

/// The first of some cells, with its row.
fn first(cells: &SomeCells) -> String {
    let SomeCells { text, row, .. } = cells;
    tell!("“{text}” in row {row}", "第{row}行的“{text}”")
}

fn count_as_missing(count: usize) -> &'static str {
    if count == 1 {
        say!("It counts as missing.", "它算作缺失值。")
    } else {
        say!("They count as missing.", "它们算作缺失值。")
    }
}

fn are(count: impl TryInto<u64>) -> &'static str {
    agreeing(count, "is", "are")
}

/// Columns by number.
fn numbered(columns: &[usize]) -> String {
    let first = commas(columns.iter().take(MAX_LISTED));
    match columns.len().saturating_sub(MAX_LISTED) {
        0 if columns.len() == 1 => tell!("column {first}", "第{first}列"),
        0 => tell!("columns {first}", "第{first}列"),
        more => tell!("columns {first} and {more} more", "第{first}列以及另外{more}列"),
    }
}

/// Texts from the file, in quotes.
fn quoted(texts: &[String]) -> String {
    first_few(texts.iter().map(|text| format!("“{text}”")), MAX_LISTED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, in_language};

    fn of(note: impl Into<ColumnNote>) -> String {
        of_column(&note.into())
    }

    fn some(count: usize) -> SomeCells {
        SomeCells {
            count,
            row: 4,
            text: "-inf".to_owned(),
        }
    }

    #[test]
    fn one_cell_and_several_take_their_own_verbs() {
        let others = |count| KindNote::OthersMissing {
            kind: ColumnKind::Number,
            others: some(count),
            cells: 9,
        };
        assert_eq!(
            of(others(1)),
            "1 of 9 cells is not a number, first “-inf” in row 4. It counts as missing."
        );
        assert_eq!(
            of(others(2)),
            "2 of 9 cells are not numbers, first “-inf” in row 4. They count as missing."
        );
        assert_eq!(
            in_language(Language::Chinese, || of(others(2))),
            "9个单元格中有2个不是数值，第一个是第4行的“-inf”。它们算作缺失值。"
        );
    }

    #[test]
    fn a_note_lists_few_columns_and_counts_the_others() {
        let unnamed = |columns: std::ops::RangeInclusive<usize>| {
            note(&Note::Header(HeaderNote::UnnamedColumns {
                columns: columns.collect(),
            }))
        };
        assert!(unnamed(2..=2).starts_with("The header gives no name for column 2."));
        assert!(unnamed(2..=9).contains("columns 2, 3, 4, 5, 6 and 3 more"));
        assert!(in_language(Language::Chinese, || unnamed(2..=9)).contains("第2、3、4、5、6列以及另外3列"));
    }

    #[test]
    fn decimal_marks_are_told_by_the_one_of_the_file() {
        let note = |decimal| NumberNote::OtherDecimal {
            others: some(3),
            decimal,
            is_number: true,
        };
        assert!(of(note(Decimal::Comma)).starts_with("3 cells are numbers with a decimal point, while"));
        assert!(of(note(Decimal::Point)).starts_with("3 cells are numbers with a decimal comma, while"));
    }
}
