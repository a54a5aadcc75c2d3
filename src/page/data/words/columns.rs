//! Texts of the column lists of both tables.

pub(crate) use crate::words::COLUMN;
pub(crate) use crate::words::columns::*;

use crate::language::{Phrase, phrase, tell};
use crate::words::nouns::Noun;
use crate::words::numbers::{self, counted, deviations};

pub(crate) const TYPE: Phrase = phrase("Type", "类型");
pub(crate) const ROLE: Phrase = phrase("Role", "角色");
pub(crate) const SHIFT: Phrase = phrase("Shift", "偏移");
pub(crate) const SEARCH: Phrase = phrase("Search columns", "搜索列");
pub(crate) const USE_ALL: Phrase = phrase("Use all", "全部使用");

/// The effect of a column and its adjusted p-value.
pub(crate) fn shift(effect: f64, p_value: f64) -> String {
    let (effect, p_value) = (deviations(effect, 2), numbers::probability(p_value));
    tell!("{effect}, p {p_value}", "{effect}，p {p_value}")
}

pub(crate) const MISSING: Phrase = phrase("Missing", "缺失");
pub(crate) const SOURCE: Phrase = phrase("Source", "源");
pub(crate) const TARGET: Phrase = phrase("target", "目标");

/// The label of the list of types for a column.
pub(crate) fn type_of(name: &str) -> String {
    tell!("Type of {name}", "{name}的类型")
}

pub(crate) const HEADING: Phrase = phrase("Columns of both tables", "两张表的列");

pub(crate) const COLUMNS: Phrase = phrase("Columns", "列");
pub(crate) const LOOK_AT: Phrase = phrase("Look at a column", "查看一列");
pub(crate) const NO_COLUMN: Phrase = phrase("none", "无");
pub(crate) const AND: Phrase = phrase(" and ", "与");

/// The summary of a table's columns.
pub(crate) fn and_types(columns: usize) -> String {
    tell!(
        "{} and their types",
        "{}及其类型",
        counted(columns as u64, Noun::Column)
    )
}

pub(crate) fn use_as_input(name: &str) -> String {
    tell!("Use {name} as an input", "把{name}用作输入")
}

/// The label of the list of target columns to pair with a source column.
pub(crate) fn pair_with(name: &str) -> String {
    tell!("Target column for {name}", "与{name}对应的目标列")
}

pub(crate) const NO_PARTNER: Phrase = phrase("Pair with …", "配对为……");
pub(crate) const UNPAIR: Phrase = phrase("Not paired", "不配对");

pub(crate) const LEFT_OUT: Phrase = phrase("Left out:", "已略过：");

pub(crate) fn in_target(name: &str) -> String {
    tell!("“{name}” in the target", "目标数据中的“{name}”")
}

/// The number of columns that a long list does not show.
pub(crate) fn more(columns: usize) -> String {
    tell!(
        "{} more are not listed.",
        "另有{}未列出。",
        counted(columns as u64, Noun::Column)
    )
}
