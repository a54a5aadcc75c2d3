//! Nouns after a number, in the singular or the plural.

use crate::language::{Language, spoken};

/// The singular or plural form of an English word: `agreeing(1, "is", "are")`.
pub(crate) fn agreeing(number: impl TryInto<u64>, one: &'static str, many: &'static str) -> &'static str {
    if number.try_into().is_ok_and(|number| number == 1) {
        one
    } else {
        many
    }
}

/// A thing that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Noun {
    Byte,
    Category,
    Cell,
    Column,
    Epoch,
    HeldOutRow,
    HiddenRow,
    Input,
    InputColumn,
    Line,
    MissingCell,
    Name,
    Output,
    PairedRepeat,
    Permutation,
    Place,
    Question,
    RandomPermutation,
    Repeat,
    Row,
    Setting,
    Sheet,
    SourceRow,
    TargetCell,
    TargetRow,
    Warning,
}

impl Noun {
    /// The noun in the form that follows this number.
    pub(super) fn after(self, number: u64) -> &'static str {
        let (one, many, chinese) = self.forms();
        match spoken() {
            Language::English if number == 1 => one,
            Language::English => many,
            Language::Chinese => chinese,
        }
    }

    /// Singular, plural, and Chinese with its measure word.
    fn forms(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Byte => ("byte", "bytes", "字节"),
            Self::Category => ("category", "categories", "个类别"),
            Self::Cell => ("cell", "cells", "个单元格"),
            Self::Column => ("column", "columns", "列"),
            Self::Epoch => ("epoch", "epochs", "轮"),
            Self::HeldOutRow => ("held-out row", "held-out rows", "行留出数据"),
            Self::HiddenRow => ("hidden row", "hidden rows", "个隐藏行"),
            Self::Input => ("input", "inputs", "个输入"),
            Self::InputColumn => ("input column", "input columns", "个输入列"),
            Self::Line => ("line", "lines", "行"),
            Self::MissingCell => ("missing value", "missing values", "个缺失值"),
            Self::Name => ("name", "names", "个名称"),
            Self::Output => ("output", "outputs", "个输出"),
            Self::PairedRepeat => ("paired repeat", "paired repeats", "次配对重复"),
            Self::Permutation => ("permutation", "permutations", "次置换"),
            Self::Place => ("place", "places", "处"),
            Self::Question => ("question", "questions", "个问题"),
            Self::RandomPermutation => ("random permutation", "random permutations", "次随机置换"),
            Self::Repeat => ("repeat", "repeats", "次重复"),
            Self::Row => ("row", "rows", "行"),
            Self::Setting => ("setting", "settings", "项设置"),
            Self::Sheet => ("sheet", "sheets", "个工作表"),
            Self::SourceRow => ("source row", "source rows", "行源数据"),
            Self::TargetCell => ("target cell", "target cells", "个目标单元格"),
            Self::TargetRow => ("target row", "target rows", "行目标数据"),
            Self::Warning => ("warning", "warnings", "条警告"),
        }
    }
}
