//! Words such as `None` among categories: missing values in one file, and an answer in another.

use super::builder::ColumnBuilder;
use super::dictionary::Dictionary;
use super::plan::Reading;
use super::undecided::Undecided;
use crate::table::cells::missing::may_be_missing;
use crate::table::facts::column::Values;
use crate::table::facts::note::KindNote;

/// Whether the words of one file's column of categories stand for missing values: the `other` file has none of them, and
/// has missing cells instead. Beside `有`, `无` is an answer.
pub(super) fn are_missing(
    own: &Undecided,
    values: &Values,
    other: &Undecided,
    readings: [Reading; 2],
) -> bool {
    let words = own.column.doubtful_words.count;
    readings == [Reading::Categories; 2]
        && matches!(values, Values::Category { .. })
        && [own, other].iter().all(|side| side.column.chosen.is_none())
        && (1..own.column.present).contains(&words)
        && other.column.doubtful_words.count == 0
        && other.column.missing > 0
}

impl ColumnBuilder {
    /// Makes missing cells of such words.
    pub(super) fn without_doubtful_words(mut self) -> Self {
        let words = std::mem::take(&mut self.doubtful_words);
        self.present -= words.count;
        self.missing += words.count;
        self.dictionary = self.dictionary.map(|levels| levels.without(may_be_missing));
        let levels = self.dictionary.as_ref().map_or(0, Dictionary::distinct);
        self.notice(KindNote::WordsMissing { words, levels });
        self
    }
}
