//! Words about the columns of both tables and about their rows.

pub(in crate::page) use super::{COLUMN, MISSING, ROLE, SOURCE, TARGET, TYPE};

use super::kind;
use crate::features::{Role, Warning};
use crate::language::{Phrase, phrase, say, tell, told};
use crate::table::Kind;
use crate::words::nouns::Noun;
use crate::words::numbers::{count, counted};

pub(in crate::page) const HEADING: Phrase = phrase("Columns of both tables", "两张表的列");

pub(in crate::page) const COLUMNS: Phrase = phrase("Columns", "列");
pub(in crate::page) const LOOK_AT: Phrase = phrase("Look at a column", "查看一列");
pub(in crate::page) const NO_COLUMN: Phrase = phrase("none", "无");
pub(in crate::page) const AND: Phrase = phrase(" and ", "与");

/// The summary of a table's columns.
pub(in crate::page) fn and_types(columns: usize) -> String {
    tell!(
        "{} and their types",
        "{}及其类型",
        counted(columns as u64, Noun::Column)
    )
}

/// How many columns a long list leaves out.
pub(in crate::page) fn more_columns(columns: usize) -> String {
    tell!(
        "{} more are not listed.",
        "另有{}未列出。",
        counted(columns as u64, Noun::Column)
    )
}

pub(in crate::page) fn used(used: usize, left_out: usize) -> String {
    let inputs = counted(used as u64, Noun::Column);
    let verb = if used == 1 {
        say!("is an input", "作为输入")
    } else {
        say!("are inputs", "作为输入")
    };
    match left_out {
        0 => tell!("{inputs} {verb}.", "{inputs}{verb}。"),
        left_out => tell!(
            "{inputs} {verb}, {} left out.",
            "{inputs}{verb}，略过{0}列。",
            count(left_out as u64)
        ),
    }
}

pub(in crate::page) fn role(role: Role) -> &'static str {
    match role {
        Role::Feature => say!("input", "输入"),
        Role::Label => say!("label", "标签"),
        Role::LeftOut => say!("left out", "略过"),
    }
}

pub(in crate::page) fn use_as_input(name: &str) -> String {
    tell!("Use {name} as an input", "把{name}用作输入")
}

/// The label of the list of columns that one could belong to.
pub(in crate::page) fn pair_with(name: &str) -> String {
    tell!("The target’s column for {name}", "与{name}对应的目标列")
}

pub(in crate::page) const NO_PARTNER: Phrase = phrase("Pair with …", "配对为……");
pub(in crate::page) const UNPAIR: Phrase = phrase("Not paired", "不配对");

pub(in crate::page) const LEFT_OUT: Phrase = phrase("Left out:", "已略过：");

/// What a result was made of; a link does not tell what was left out.
pub(in crate::page) fn made_of(inputs: usize, left_out: Option<usize>) -> String {
    match (inputs, left_out) {
        (1, None) => say!("Made of 1 input column", "由1个输入列得出").to_owned(),
        (inputs, None) => tell!(
            "Made of {} input columns",
            "由{0}个输入列得出",
            count(inputs as u64)
        ),
        (inputs, Some(left_out)) => used(inputs, left_out).trim_end_matches(['.', '。']).to_owned(),
    }
}

/// The inputs by name, the first ones where they are many.
pub(in crate::page) fn inputs(names: &[String], most: usize) -> String {
    let shown: Vec<&str> = names.iter().take(most).map(String::as_str).collect();
    let shown = shown.join(say!(", ", "、"));
    match names.len().saturating_sub(most) {
        0 => tell!("Inputs: {shown}.", "输入：{shown}。"),
        others => tell!(
            "Inputs: {shown}, and {} more.",
            "输入：{shown}，以及另外{0}列。",
            count(others as u64)
        ),
    }
}

pub(in crate::page) fn with_reason(name: &str, reason: &str) -> String {
    let reason = told(reason);
    tell!("{name}: {reason}", "{name}：{reason}")
}

pub(in crate::page) fn in_target(name: &str) -> String {
    tell!("“{name}” in the target", "目标数据中的“{name}”")
}

/// Why a column is left out, or cannot be the label.
pub(in crate::page) fn reason(role: Role, reason: &str) -> String {
    let reason = told(reason);
    match role {
        Role::Label => tell!("It cannot be the label: {reason}.", "它不能作标签：{reason}。"),
        Role::Feature | Role::LeftOut => tell!("Left out: {reason}.", "已略过：{reason}。"),
    }
}

pub(in crate::page) fn unseen(cells: &str) -> String {
    tell!(
        "{cells} target cells have a category that the source does not; the network sees them as unknown.",
        "{cells}个目标单元格的类别在源数据中没有；网络将它们视为未知。"
    )
}

/// The kinds on both sides, once where they are the same.
pub(in crate::page) fn kinds(kinds: [Option<Kind>; 2]) -> String {
    match kinds {
        [Some(one), Some(other)] if one == other => kind(one).to_owned(),
        [one, other] => [one, other].map(|side| side.map_or("–", kind)).join(" | "),
    }
}

/// A share of missing cells.
pub(in crate::page) fn share(share: f64) -> String {
    match share {
        share if share <= 0.0 => say!("0 %", "0%").to_owned(),
        share if share < 0.01 => say!("< 1 %", "< 1%").to_owned(),
        share => tell!("{:.0} %", "{0:.0}%", 100.0 * share),
    }
}

pub(in crate::page) fn more(columns: usize) -> String {
    tell!(
        "{} more are not listed.",
        "还有{0}未列出。",
        counted(columns as u64, Noun::Column)
    )
}

/// Columns of either side, in words.
fn of_sides(columns: &[Option<String>; 2]) -> String {
    let named = columns.iter().zip([say!("source", "源"), say!("target", "目标")]);
    let named = named.filter_map(|(column, side)| {
        column
            .as_ref()
            .map(|column| tell!("{column} ({side})", "{column}（{side}）"))
    });
    named.collect::<Vec<_>>().join(say!(" and ", "和"))
}

/// By which columns the rows are in order.
fn in_order(columns: &[Option<String>; 2]) -> String {
    match columns {
        [Some(one), Some(other)] if one == other => {
            tell!(
                "Rows of both tables are in order of {one}",
                "两张表的行都按{one}排序"
            )
        }
        [one, other] => {
            let order = |column: &Option<String>, side: &str| {
                column.as_ref().map(|column| {
                    tell!(
                        "rows of the {side} are in order of {column}",
                        "{side}的行按{column}排序"
                    )
                })
            };
            let sides = [
                order(one, say!("source", "源数据")),
                order(other, say!("target", "目标数据")),
            ];
            let sentence = sides
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(say!(", ", "，"));
            tell!("The {sentence}", "{sentence}")
        }
    }
}

/// What is odd about rows, and what Kindred does about it.
pub(in crate::page) fn warning(warning: &Warning) -> String {
    let side = |target: bool| {
        if target {
            say!("target", "目标数据")
        } else {
            say!("source", "源数据")
        }
    };
    match warning {
        Warning::SharedRows { count: shared, rows } => tell!(
            "{} of {} target rows stand in the source, too, cell for cell. Kindred leaves them in: they make the \
             domains look more alike, and the source network better, than they are. Take them out of one file if \
             they are the same cases.",
            "{1}个目标行中有{0}行同时出现在源数据中，逐个单元格相同。Kindred保留它们：它们使两个域看起来更相似、源网络看起来更好。如果它们是同样的个案，请从其中一个文件移除。",
            count(*shared),
            count(*rows)
        ),
        Warning::RepeatedRows {
            target,
            count: repeated,
            rows,
        } => tell!(
            "{} of {} rows of the {} repeat another one. Kindred leaves them in; p-values and intervals take each \
             row for a case of its own, and are too sure where it is not.",
            "{2}的{1}行中有{0}行与其他行重复。Kindred保留它们；p值和区间把每一行当作独立的个案，若并非如此，p值会偏小，区间会偏窄。",
            count(*repeated),
            count(*rows),
            side(*target)
        ),
        Warning::Ties { count: tied, rows } => tell!(
            "{} of {} rows of both tables are equal to another one in all columns. The test counts ties against a \
             difference, so its level holds and it sees a little less; rows that are the same case written twice \
             should go.",
            "两张表的{1}行中有{0}行在所有列上与另一行相等。检验把并列计为不利于差异，因此其水平仍成立，只是略微不敏感；写了两次的同一个案应当移除。",
            count(*tied),
            count(*rows)
        ),
        Warning::Unit {
            column,
            factor,
            target_is_larger,
        } => {
            let [larger, smaller] = if *target_is_larger {
                [say!("target", "目标数据"), say!("source", "源数据")]
            } else {
                [say!("source", "源数据"), say!("target", "目标数据")]
            };
            let cause = if *factor == 100 {
                say!(
                    "per cent on one side and shares on the other",
                    "一侧是百分数而另一侧是小数"
                )
            } else {
                say!(
                    "another unit, or a decimal mark that was read as one of thousands",
                    "另一种单位，或小数点被读作千位分隔符"
                )
            };
            tell!(
                "The numbers of {column} in the {larger} are about {} times those in the {smaller}: {cause}? Kindred \
                 compares them as they stand. Change how the file is read, or leave the column out, if it is so.",
                "{larger}中{column}的数值约为{smaller}中的{0}倍：是否{cause}？Kindred按原样比较。如果确实如此，请更改文件的读取方式，或略过该列。",
                count(u64::from(*factor))
            )
        }
        Warning::Neighbours { columns } => tell!(
            "Rows resemble the next one in {}. In a record over time, rows depend on each other: there are fewer \
             independent ones than the test counts, and p-values and intervals are too sure. Where somebody has only \
             sorted the file, this does no harm.",
            "{0}中相邻的行彼此相似。在按时间的记录中，各行相互依赖：独立的行少于检验所计，p值会偏小，区间会偏窄。如果只是有人对文件排了序，则无妨。",
            of_sides(columns)
        ),
        Warning::Drift { columns } => tell!(
            "The mean moves from the first rows to the last in {}. A table that changes within itself is no one domain: \
             what is found between the tables may be the same change. A shorter period would compare like with like.",
            "{0}的均值从前面的行到后面的行有移动。自身在变化的表不是一个域：两表之间发现的差异可能就是同一种变化。较短的时段才是同类相比。",
            of_sides(columns)
        ),
        Warning::Ordered { columns } => {
            let ordered = in_order(columns);
            tell!(
                "{ordered}. Kindred deals rows out at random, so the order itself does no harm; but where neighbouring \
                 rows depend on each other, p-values and intervals are too sure.",
                "{ordered}。Kindred随机分配各行，因此次序本身无妨；但若相邻的行相互依赖，p值会偏小，区间会偏窄。"
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_names_its_columns() {
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(inputs(&names, 3), "Inputs: a, b, c.");
        assert_eq!(inputs(&names, 2), "Inputs: a, b, and 1 more.");
        assert_eq!(made_of(3, None), "Made of 3 input columns");
        assert_eq!(made_of(3, Some(2)), "3 columns are inputs, 2 left out");
    }
}
