//! Lists within a sentence, and capital letters at its start.

use std::fmt::Display;

use crate::language::{Language, say, spoken, tell};

/// `a, b, c`.
pub(crate) fn commas(items: impl IntoIterator<Item: Display>) -> String {
    joined(items, say!(", ", "、"))
}

/// Clauses of one sentence: `a; b; c`.
pub(crate) fn clauses(items: impl IntoIterator<Item: Display>) -> String {
    joined(items, say!("; ", "；"))
}

/// Items with this text between them.
pub(super) fn joined(items: impl IntoIterator<Item: Display>, between: &str) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    items.join(between)
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn listed(names: &[impl Display]) -> String {
    match names {
        [] => String::new(),
        [one] => one.to_string(),
        [others @ .., last] => tell!("{} and {last}", "{}和{last}", commas(others)),
    }
}

/// The first few, and how many more there are: `a, b and 3 more`.
pub(crate) fn first_few<T: Display>(items: impl IntoIterator<Item = T>, most: usize) -> String {
    let mut items = items.into_iter();
    let first = commas(items.by_ref().take(most));
    match items.count() {
        0 => first,
        more => tell!("{first} and {more} more", "{first}，另有{more}个"),
    }
}

/// The first few of some columns, and how many more there are.
pub(crate) fn first_columns<T: Display>(columns: impl IntoIterator<Item = T>, most: usize) -> String {
    let mut columns = columns.into_iter();
    let first = commas(columns.by_ref().take(most));
    match columns.count() {
        0 => first,
        more => tell!("{first} and {more} more", "{first}，另有{more}列"),
    }
}

/// The text with a capital letter at its start. Chinese has none: where a Chinese sentence begins with a Latin letter, it is
/// a name that keeps its spelling.
pub(crate) fn capital(text: &str) -> String {
    if spoken() == Language::Chinese {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::in_language;

    #[test]
    fn lists_read_like_sentences() {
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
        assert_eq!(first_few(["a", "b"], 2), "a, b");
        assert_eq!(first_few(["a", "b", "c"], 2), "a, b and 1 more");
        assert_eq!(first_columns(["a", "b", "c"], 2), "a, b and 1 more");
        in_language(Language::Chinese, || {
            assert_eq!(first_columns(["a", "b", "c"], 2), "a、b，另有1列");
        });
    }

    #[test]
    fn names_keep_their_spelling_in_chinese() {
        assert_eq!(capital("mean error"), "Mean error");
        in_language(Language::Chinese, || {
            assert_eq!(capital("kwh的平均绝对误差"), "kwh的平均绝对误差");
        });
    }
}
