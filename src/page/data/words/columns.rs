//! What labels the columns of both tables and what can be done with them.

pub(in crate::page) use crate::words::COLUMN;
pub(in crate::page) use crate::words::columns::*;
pub(in crate::page) use crate::words::warnings::warning;

use crate::language::{Phrase, phrase, tell};
use crate::words::nouns::Noun;
use crate::words::numbers::counted;

pub(in crate::page) const TYPE: Phrase = phrase("Type", "类型");
pub(in crate::page) const ROLE: Phrase = phrase("Role", "角色");
pub(in crate::page) const MISSING: Phrase = phrase("Missing", "缺失");
pub(in crate::page) const SOURCE: Phrase = phrase("Source", "源");
pub(in crate::page) const TARGET: Phrase = phrase("target", "目标");

/// The label of the list of types that a column can have.
pub(in crate::page) fn type_of(name: &str) -> String {
    tell!("Type of {name}", "{name}的类型")
}

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

pub(in crate::page) fn in_target(name: &str) -> String {
    tell!("“{name}” in the target", "目标数据中的“{name}”")
}

/// How many columns a long list leaves out.
pub(in crate::page) fn more(columns: usize) -> String {
    tell!(
        "{} more are not listed.",
        "另有{}未列出。",
        counted(columns as u64, Noun::Column)
    )
}
