//! The columns of two tables: their values, their roles, and why some are not used.

use super::figures::column_name;
use super::lists::{clauses, commas, first_columns};
use super::nouns::{Noun, agreeing};
use super::numbers::{count, counted, significant};
use crate::features::{
    BindError, ColumnOverview, FeatureError, LabelError, LeftOut, LeftOutReason, MAX_CLASSES, PortableError,
    Role, Side, Spellings,
};
use crate::language::{Phrase, phrase, say, tell};
use crate::report::WhyNotCompared;
use crate::table::{ColumnKind, Summary, shortened};

/// An error names this many columns at most and counts the rest.
const MAX_NAMED: usize = 8;

/// The kind of a column.
pub(crate) fn kind(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Number => say!("number", "数值"),
        ColumnKind::Category => say!("category", "类别"),
        ColumnKind::Boolean => say!("true or false", "是或否"),
        ColumnKind::Moment => say!("date or time", "日期或时间"),
        ColumnKind::Text => say!("text, not used", "文本，不使用"),
        ColumnKind::Identifier => say!("identifier, not used", "标识符，不使用"),
    }
}

/// The name of one of the two tables.
pub(super) fn table(side: Side) -> &'static str {
    match side {
        Side::Source => say!("source", "源数据"),
        Side::Target => say!("target", "目标数据"),
    }
}

/// Values of a kind, in the plural.
pub(super) fn kinds_of(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Number => say!("numbers", "数值"),
        ColumnKind::Category => say!("categories", "类别"),
        ColumnKind::Boolean => say!("truth values", "真假值"),
        ColumnKind::Moment => say!("dates or times", "日期或时间"),
        ColumnKind::Text => say!("free text", "自由文本"),
        ColumnKind::Identifier => say!("identifiers", "标识符"),
    }
}

/// One value of a kind.
pub(super) fn one_of_kind(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Number => say!("a number", "数值"),
        ColumnKind::Category => say!("a category", "类别"),
        ColumnKind::Boolean => say!("a truth value", "真假值"),
        ColumnKind::Moment => say!("a date or time", "日期或时间"),
        ColumnKind::Text => say!("free text", "自由文本"),
        ColumnKind::Identifier => say!("an identifier", "标识符"),
    }
}

/// The role of a column.
pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::Feature => say!("input", "输入"),
        Role::Label => say!("label", "标签"),
        Role::LeftOut => say!("left out", "略过"),
    }
}

/// The kinds in both tables, or one kind if they agree.
pub(crate) fn kinds(kinds: [Option<ColumnKind>; 2]) -> String {
    match kinds {
        [Some(one), Some(other)] if one == other => kind(one).to_owned(),
        [one, other] => [one, other].map(|side| side.map_or("–", kind)).join(" | "),
    }
}

/// A summary of a column's values, and how many are missing.
pub(crate) fn values(values: &Summary, missing: u64) -> String {
    let values = summary(values);
    match missing {
        0 => values,
        missing if values.is_empty() => tell!("{} missing", "缺失{0}个", count(missing)),
        missing => tell!("{values}; {} missing", "{values}；缺失{0}个", count(missing)),
    }
}

/// A summary of a column's values.
fn summary(summary: &Summary) -> String {
    match summary {
        Summary::Number { min, mean, max } => tell!(
            "{} to {}, mean {}",
            "{0}至{1}，均值{2}",
            significant(*min, 4),
            significant(*max, 4),
            significant(*mean, 4)
        ),
        Summary::Category { distinct, top } => {
            let top = top.iter().take(3);
            let top =
                commas(top.map(|(level, times)| tell!("{level} ({})", "{level}（{0}）", count(*times))));
            let distinct = counted(*distinct, Noun::Category);
            tell!("{distinct}: {top}", "{distinct}：{top}")
        }
        Summary::Moment {
            shown: [first, last], ..
        } => tell!("{first} to {last}", "{first}至{last}"),
        Summary::Nothing => String::new(),
    }
}

/// The share of missing values.
pub(crate) fn share(share: f64) -> String {
    match share {
        share if share <= 0.0 => tell!("0\u{a0}%", "0%"),
        share if share < 0.01 => tell!("< 1\u{a0}%", "< 1%"),
        share => tell!("{:.0}\u{a0}%", "{0:.0}%", 100.0 * share),
    }
}

/// Target cells with a category that is not in the source.
pub(crate) fn unseen(cells: u64) -> String {
    let have = agreeing(cells, "has", "have");
    tell!(
        "{} {have} a category that is not in the source. The network treats it as unknown.",
        "{}的类别不在源数据中。网络按未知类别处理。",
        counted(cells, Noun::TargetCell)
    )
}

/// Spellings that count as one category.
pub(crate) fn spellings(spellings: &Spellings) -> String {
    let first = spellings
        .first
        .iter()
        .map(|[text, level]| tell!("“{text}” as “{level}”", "“{text}”视为“{level}”"));
    let first = first.collect::<Vec<_>>().join(say!(", ", "，"));
    match spellings.count.saturating_sub(spellings.first.len() as u64) {
        0 => tell!(
            "Categories that differ only in spelling count as one: {first}.",
            "仅写法不同的类别视为同一类别：{first}。"
        ),
        more => tell!(
            "Categories that differ only in spelling count as one: {first}, and {} more.",
            "仅写法不同的类别视为同一类别：{first}，另有{}个。",
            count(more)
        ),
    }
}

/// Says which levels only one table has, where they may be the same in other words.
pub(crate) fn apart(spellings: &Spellings) -> Option<String> {
    let [source, target] = spellings.apart.each_ref().map(|names| {
        let names = names.iter().map(|name| tell!("“{name}”", "“{name}”"));
        names.collect::<Vec<_>>().join(say!(", ", "、"))
    });
    (!source.is_empty()).then(|| {
        tell!(
            "Only the source has {source}, and only the target has {target}. They may be the same in other words.",
            "仅源数据有{source}，仅目标数据有{target}。它们可能只是写法不同。"
        )
    })
}

/// The labels of a column's bars: one for each category, and one for all others.
pub(crate) fn bars(names: &[String], others: u64) -> Vec<String> {
    let others = match others {
        0 => None,
        1 => Some(tell!("1 other", "其余1个")),
        others => Some(tell!("{} others", "其余{}个", count(others))),
    };
    names.iter().cloned().chain(others).collect()
}

/// How many columns are inputs, and how many are left out.
pub(crate) fn used(used: usize, left_out: usize) -> String {
    let inputs = counted(used as u64, Noun::Column);
    let are = agreeing(used, "is an input", "are inputs");
    match left_out {
        0 => tell!("{inputs} {are}.", "{inputs}作为输入。"),
        left_out => tell!(
            "{inputs} {are}, {} left out.",
            "{inputs}作为输入，略过{0}列。",
            count(left_out as u64)
        ),
    }
}

/// The inputs of a result. A link does not hold the columns that were left out.
pub(crate) fn made_of(inputs: usize, left_out: Option<usize>) -> String {
    match (inputs, left_out) {
        (inputs, None) => tell!(
            "Based on {}",
            "由{}得出",
            counted(inputs as u64, Noun::InputColumn)
        ),
        (inputs, Some(left_out)) => used(inputs, left_out).trim_end_matches(['.', '。']).to_owned(),
    }
}

/// The first inputs by name, and how many more there are.
pub(crate) fn inputs(names: &[String], most: usize) -> String {
    let names = first_columns(names, most);
    tell!("Inputs: {names}.", "输入：{names}。")
}

/// A column with the reason why it is not used.
pub(crate) fn with_reason(name: &str, reason: &LeftOutReason) -> String {
    let reason = reason_for(reason);
    tell!("{name}: {reason}", "{name}：{reason}")
}

/// Why a column is left out, or cannot be the label.
pub(crate) fn not_used(role: Role, why: &LeftOutReason) -> String {
    let reason = reason_for(why);
    match role {
        Role::Label => tell!("It cannot be the label: {reason}.", "它不能作标签：{reason}。"),
        Role::Feature => tell!(
            "Compared because you chose it, but {reason}.",
            "{reason}，但由于您选择了它，仍参与比较。"
        ),
        Role::LeftOut if why.is_asked() => tell!(
            "Left out: {reason}. Choose it to compare it.",
            "已略过：{reason}。要比较它，请选中它。"
        ),
        Role::LeftOut => tell!("Left out: {reason}.", "已略过：{reason}。"),
    }
}

/// Sentences about a column: why it is not used, and which categories count as one.
#[must_use]
pub fn remarks(column: &ColumnOverview) -> Vec<String> {
    let not_used = column.reason.as_ref().map(|reason| not_used(column.role, reason));
    let spellings = (column.spellings.count > 0).then(|| spellings(&column.spellings));
    let apart = apart(&column.spellings);
    not_used.into_iter().chain(spellings).chain(apart).collect()
}

/// The note for a column that is left out because of its name or values.
pub(crate) const STILL_TAKEN: Phrase = phrase(
    "A network file that needs this column still uses it.",
    "需要该列的网络文件仍会使用它。",
);

/// Why a column is not used, as part of a sentence.
fn reason_for(reason: &LeftOutReason) -> String {
    match reason {
        LeftOutReason::OnlyInSource => tell!("only the source has it", "仅源数据有"),
        LeftOutReason::OnlyInTarget => tell!("only the target has it", "仅目标数据有"),
        LeftOutReason::UnitsDiffer([source, target]) => tell!(
            "its unit is {source} in the source and {target} in the target; convert one",
            "它的单位在源数据中是{source}，在目标数据中是{target}；请换算其中之一"
        ),
        LeftOutReason::Text => tell!("it holds free text", "它是自由文本"),
        LeftOutReason::Identifier => tell!("it only identifies rows", "它只用来区分各行"),
        LeftOutReason::EmptyIn(Side::Source) => tell!("it is empty in the source", "它在源数据中是空的"),
        LeftOutReason::EmptyIn(Side::Target) => tell!("it is empty in the target", "它在目标数据中是空的"),
        LeftOutReason::KindsDiffer(source, target) => tell!(
            "it holds {} in the source and {} in the target",
            "它在源数据中是{}，在目标数据中是{}",
            kinds_of(*source),
            kinds_of(*target)
        ),
        LeftOutReason::Constant => tell!("all its cells are the same", "它的所有单元格都相同"),
        LeftOutReason::NamesTable([source, target]) => tell!(
            "it is {} in every source row and {} in every target row, so it only tells the tables apart",
            "它在源数据中全是{}，在目标数据中全是{}，只说明各行属于哪张表",
            shortened(source),
            shortened(target)
        ),
        LeftOutReason::TimeAlone => tell!(
            "it only holds each row's time, which differs between any two periods",
            "它只记录各行的时间，而任意两个时段的时间都不同"
        ),
        LeftOutReason::PerhapsTime => tell!(
            "its values may be dates, which differ between any two periods",
            "它的值可能是日期，而任意两个时段的日期都不同"
        ),
        LeftOutReason::PerhapsCounts => tell!(
            "its values rise from row to row and cover another range in each table, so it may only count rows or time",
            "它的值逐行递增，且在两张表中范围不同，可能只是行号或时间"
        ),
        LeftOutReason::PerhapsKey => tell!(
            "its whole numbers never repeat, so it may only identify rows",
            "它的整数从不重复，可能只用来区分各行"
        ),
        LeftOutReason::PerhapsGroupKey => tell!(
            "it is named like a key, and the two tables share none of its values, so it may only identify rows or groups of rows",
            "从列名看它是编号，而两张表没有共同的取值，可能只用来区分各行或各组行"
        ),
        LeftOutReason::PerhapsUnit { factor, larger } => tell!(
            "its numbers are about {factor} times as large in the {0}, as with another unit or another decimal mark",
            "它的数值在{0}中约为另一张表的{factor}倍，像是单位或小数点不同",
            table(*larger)
        ),
        LeftOutReason::NumbersWithMarks => tell!(
            "most of its cells are numbers, but many have marks or words, so they count as categories; set its type to number",
            "它的单元格多为数字，但许多带有标记或文字，因此按类别处理；请把类型设为数字"
        ),
        LeftOutReason::MarksAndBlanks(side) => tell!(
            "some of its cells in the {0} are marked and the others blank, and the other table says yes and no; fill the blanks",
            "它在{0}中只标记部分行，其余留空，而另一张表写明了是与否；请把空白填上",
            table(*side)
        ),
        LeftOutReason::PerhapsRenamed => tell!(
            "its few categories are all different in the two tables, so they may be the same in other words",
            "它的类别不多，在两张表中完全不同，可能只是写法不同"
        ),
        LeftOutReason::Moment => tell!("it holds dates or times", "它是日期或时间"),
        LeftOutReason::RepeatsLabel => tell!(
            "it repeats the label (correlation above .999)",
            "它重复了标签（相关系数高于0.999）"
        ),
        LeftOutReason::RenamesLabel => tell!("it repeats the label in other words", "它换一种说法重复了标签"),
        LeftOutReason::NotChosen => tell!("it was not chosen", "它没有被选中"),
    }
}

/// Why a column is not compared, in a few words.
pub(super) fn not_compared_because(why: WhyNotCompared) -> &'static str {
    match why {
        WhyNotCompared::FreeText => say!("free text", "自由文本"),
        WhyNotCompared::KindsDiffer => {
            say!(
                "different kinds of values in the two tables",
                "两张表中值的类型不同"
            )
        }
        WhyNotCompared::UnitsDiffer => say!("different units in the two tables", "两张表中的单位不同"),
        WhyNotCompared::EmptyOnOneSide => say!("empty in one table", "在一张表中为空"),
        WhyNotCompared::PerhapsOrder => say!("may only count rows or time", "可能只是行号或时间"),
        WhyNotCompared::Years => say!("the years of its dates", "其日期中的年份"),
        WhyNotCompared::OnlyInSource => say!("only in the source", "只在源数据中"),
        WhyNotCompared::NumbersWithMarks => say!("numbers with marks beside them", "数字旁带有标记"),
        WhyNotCompared::MarksAndBlanks => say!("blanks beside yes and no", "空白与是/否并存"),
        WhyNotCompared::PerhapsRenamed => say!(
            "perhaps the same categories in other words",
            "可能是同样的类别，写法不同"
        ),
        WhyNotCompared::Calendar => say!(
            "its dates fall on other hours, weekdays or months",
            "其日期落在不同的时段、星期或月份"
        ),
        WhyNotCompared::Constant => say!("the same in all rows", "所有行都相同"),
        WhyNotCompared::NamesTable => say!("only tells the two tables apart", "只说明各行属于哪张表"),
        WhyNotCompared::Time => say!("only each row's time", "只是各行的时间"),
        WhyNotCompared::PerhapsKey => say!("may only identify rows", "可能只用来区分各行"),
        WhyNotCompared::Key => say!("only identifies rows", "只用来区分各行"),
    }
}

/// Why two tables cannot be paired, and what to do about it.
#[must_use]
pub fn not_paired(error: &FeatureError) -> String {
    match error {
        FeatureError::NoSuchColumn { file, column, known } => {
            let first = commas(known.iter().take(MAX_NAMED));
            let more = if known.len() > MAX_NAMED {
                say!(", …", "……")
            } else {
                ""
            };
            tell!(
                "{file} has no column “{column}”. Its columns are: {first}{more}.",
                "{file}没有名为“{column}”的列。它的列有：{first}{more}。"
            )
        }
        FeatureError::NoSeries { file, column } => tell!(
            "Column “{column}” of {file} holds dates, free text or keys, so it cannot tell series apart. Choose a column of \
             categories or whole numbers.",
            "{file}的“{column}”列是日期、自由文本或键，不能用作分组列。请选择类别列或整数列。"
        ),
        FeatureError::Label(error) => label_problem(error),
        FeatureError::NothingInCommon {
            source_file,
            target_file,
            left_out,
        } => {
            let columns = left_out.iter().take(MAX_NAMED).map(|LeftOut { name, reason }| {
                let reason = reason_for(reason);
                tell!("“{name}” is left out: {reason}. ", "“{name}”已略过：{reason}。")
            });
            let columns: String = columns.collect();
            let more = match left_out.len().saturating_sub(MAX_NAMED) {
                0 => String::new(),
                1 => tell!("One more column is left out. ", "另有1列也已略过。"),
                more => tell!(
                    "{} more columns are left out. ",
                    "另有{}列也已略过。",
                    count(more as u64)
                ),
            };
            tell!(
                "{source_file} and {target_file} have no usable input column in common. {columns}{more}Kindred pairs columns \
                by name. Rename them to match.",
                "{source_file}和{target_file}没有可用的共同输入列。{columns}{more}Kindred按列名配对。请改名，使两边一致。"
            )
        }
    }
}

/// Why a label cannot be used, and what to do about it.
#[must_use]
pub fn label_problem(error: &LabelError) -> String {
    match error {
        LabelError::Unusable { column, reason } => {
            let reason = reason_for(reason);
            tell!(
                "The label “{column}” cannot be used: {reason}. Choose another column, or no label.",
                "标签“{column}”不能使用：{reason}。请选择另一列，或不选标签。"
            )
        }
        LabelError::AllMissing { column, side } => {
            let table = table(*side);
            tell!(
                "The label “{column}” is empty in the {table} table. A comparison needs labels in both tables.",
                "标签“{column}”在{table}中是空的。比较需要两张表都有标签。"
            )
        }
        LabelError::TooManyClasses { column, found } => tell!(
            "The label “{column}” has {} different texts; the limit is {MAX_CLASSES} classes. Choose a label with fewer \
            classes, or a number.",
            "标签“{column}”有{}种不同的文本，最多支持{MAX_CLASSES}个类别。请选择类别较少的标签，或数值标签。",
            count(*found as u64)
        ),
    }
}

/// Why a network cannot be used on a table, and what to do about it.
#[must_use]
pub fn not_bound(error: &BindError) -> String {
    let BindError { missing, other_kind } = error;
    let mut parts = Vec::new();
    if !missing.is_empty() {
        parts.push(tell!(
            "the table has no columns {}",
            "表中没有列{}",
            commas(missing.iter().map(|name| format!("“{}”", column_name(name))))
        ));
    }
    for (name, kind) in other_kind {
        parts.push(tell!(
            "“{name}” should hold {}",
            "“{name}”应为{}",
            kinds_of(*kind)
        ));
    }
    tell!(
        "The network cannot be used on this table: {}. Rename the columns, or choose another table.",
        "该网络不能用于这张表：{}。请给列改名，或选择另一张表。",
        clauses(parts)
    )
}

/// What is wrong with the preprocessing in a network file, as a clause about the network.
#[must_use]
pub fn wrong_encoding(error: &PortableError) -> String {
    match error {
        PortableError::Columns(columns) => tell!(
            "its preprocessing has {}",
            "它的预处理有{}",
            counted(*columns as u64, Noun::Column)
        ),
        PortableError::DuplicateColumn(name) => tell!(
            "its preprocessing has the column “{name}” twice",
            "它的预处理中“{name}”列出现两次"
        ),
        PortableError::Number(name) => tell!(
            "its preprocessing of “{name}” holds an impossible number",
            "它对“{name}”的预处理含有不可能的数"
        ),
        PortableError::Levels(name) => tell!(
            "its preprocessing of “{name}” has too many categories, or one twice",
            "它对“{name}”的预处理类别过多，或有重复的类别"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, in_language};

    #[test]
    fn categories_in_another_writing_are_named() {
        let said = |count| {
            let first = vec![[">50K.", ">50K"].map(str::to_owned)];
            spellings(&Spellings {
                count,
                first,
                ..Spellings::default()
            })
        };
        assert!(
            said(1).ends_with("count as one: “>50K.” as “>50K”."),
            "{}",
            said(1)
        );
        assert!(said(3).ends_with("as “>50K”, and 2 more."), "{}", said(3));
    }

    #[test]
    fn categories_that_may_be_the_same_are_named() {
        let spellings = Spellings {
            apart: [
                vec!["Bar".to_owned(), "Karte".to_owned()],
                vec!["Card".to_owned()],
            ],
            ..Spellings::default()
        };
        let said = apart(&spellings).unwrap();
        assert!(
            said.contains("Only the source has “Bar”, “Karte”, and only the target has “Card”"),
            "{said}"
        );
        assert_eq!(apart(&Spellings::default()), None);
    }

    #[test]
    fn a_result_names_its_columns() {
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(inputs(&names, 3), "Inputs: a, b, c.");
        assert_eq!(inputs(&names, 2), "Inputs: a, b and 1 more.");
        assert_eq!(made_of(3, None), "Based on 3 input columns");
        assert_eq!(made_of(3, Some(2)), "3 columns are inputs, 2 left out");
    }

    #[test]
    fn an_error_names_few_columns_and_counts_the_others() {
        let left_out = |count: usize| {
            let names = (0..count).map(|index| LeftOut {
                name: format!("x{index}"),
                reason: LeftOutReason::OnlyInSource,
            });
            not_paired(&FeatureError::NothingInCommon {
                source_file: "a.csv".to_owned(),
                target_file: "b.csv".to_owned(),
                left_out: names.collect(),
            })
        };
        let words = left_out(20);
        assert!(
            words.contains(
                "“x7” is left out: only the source has it. 12 more columns are left out. Kindred pairs"
            ),
            "{words}"
        );
        assert!(left_out(8).contains("has it. Kindred pairs"));
        assert!(left_out(0).contains("in common. Kindred pairs"));
        let columns = |count: usize| {
            let known = (0..count).map(|index| format!("x{index}")).collect();
            not_paired(&FeatureError::NoSuchColumn {
                file: "a.csv".to_owned(),
                column: "z".to_owned(),
                known,
            })
        };
        assert_eq!(columns(2), "a.csv has no column “z”. Its columns are: x0, x1.");
        assert!(columns(9).ends_with("x7, …."));
    }

    #[test]
    fn a_label_is_refused_with_its_reason_in_both_languages() {
        let error = LabelError::Unusable {
            column: "y".to_owned(),
            reason: LeftOutReason::KindsDiffer(ColumnKind::Number, ColumnKind::Text),
        };
        assert_eq!(
            label_problem(&error),
            "The label “y” cannot be used: it holds numbers in the source and free text in the target. Choose another \
             column, or no label."
        );
        assert_eq!(
            in_language(Language::Chinese, || label_problem(&error)),
            "标签“y”不能使用：它在源数据中是数值，在目标数据中是自由文本。请选择另一列，或不选标签。"
        );
    }

    #[test]
    fn a_network_that_does_not_fit_names_the_columns() {
        let error = BindError {
            missing: vec!["a".to_owned(), "b".to_owned()],
            other_kind: vec![("c".to_owned(), ColumnKind::Number)],
        };
        assert_eq!(
            not_bound(&error),
            "The network cannot be used on this table: the table has no columns “a”, “b”; “c” should hold \
             numbers. Rename the columns, or choose another table."
        );
    }
}
