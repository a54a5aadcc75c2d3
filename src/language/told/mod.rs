//! What comes as an English sentence, in the language that is spoken.
//!
//! The rooms below `show` speak English, in errors, reasons, notes and stages. Each of their sentences stands here as a
//! template with its translation; what fills a hole is looked up in its turn.

mod networks;
mod tables;

use std::borrow::Cow;

use super::{Language, spoken};

/// An English template with `{}` for each hole, and its translation with `{0}`, `{1}`, …
type Pair = (&'static str, &'static str);

/// Sentences within sentences: a message in a message in a message is as deep as it gets.
const DEEPEST: usize = 6;

/// The text in the language that is spoken; what has no translation stays as it is.
pub(crate) fn told(text: &str) -> Cow<'_, str> {
    match spoken() {
        Language::English => Cow::Borrowed(text),
        Language::Chinese => translated(text, DEEPEST).map_or(Cow::Borrowed(text), Cow::Owned),
    }
}

fn pairs() -> impl Iterator<Item = Pair> {
    [tables::PAIRS, networks::PAIRS].into_iter().flatten().copied()
}

/// The translation of a text: of all of it, or of the sentences that it consists of, or of what follows a place.
fn translated(text: &str, depth: usize) -> Option<String> {
    if depth == 0 || text.is_empty() {
        return None;
    }
    if let Some((chinese, holes)) = best_match(text) {
        return Some(filled(chinese, &holes, depth));
    }
    in_sentences(text, depth).or_else(|| behind_place(text, depth))
}

/// The template that says most of the text, with what fills its holes.
fn best_match(text: &str) -> Option<(&'static str, Vec<&str>)> {
    let mut best: Option<(usize, &'static str, Vec<&str>)> = None;
    for (english, chinese) in pairs() {
        let said = english.len() - 2 * english.matches("{}").count();
        if best.as_ref().is_some_and(|(most, ..)| *most >= said) {
            continue;
        }
        if let Some(holes) = holes(english, text) {
            best = Some((said, chinese, holes));
        }
    }
    best.map(|(_, chinese, holes)| (chinese, holes))
}

/// What fills the holes of a template, where the text follows it. Each hole takes as little as it can.
fn holes<'t>(template: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut parts = template.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut parts = parts.peekable();
    let mut holes = Vec::new();
    while let Some(part) = parts.next() {
        let end = if parts.peek().is_none() {
            // The last part stands at the very end.
            rest.len()
                .checked_sub(part.len())
                .filter(|_| rest.ends_with(part))?
        } else {
            rest.find(part)?
        };
        let (hole, behind) = rest.split_at(end);
        // Several sentences fill a hole only at the end, and no place fills the first one.
        let is_last = part.is_empty() && parts.peek().is_none();
        let begins_text = holes.is_empty() && template.starts_with("{}");
        if hole.is_empty() || !is_last && hole.contains(". ") || begins_text && hole.contains(": ") {
            return None;
        }
        holes.push(hole);
        rest = &behind[part.len()..];
    }
    rest.is_empty().then_some(holes)
}

/// A translation with its holes filled, each in the same language where that is known.
fn filled(chinese: &str, holes: &[&str], depth: usize) -> String {
    let mut out = String::with_capacity(chinese.len() + holes.iter().map(|hole| hole.len()).sum::<usize>());
    let mut rest = chinese;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let (number, behind) = behind.split_once('}').unwrap_or((behind, ""));
        if let Some(hole) = number.parse().ok().and_then(|at: usize| holes.get(at)) {
            match translated(hole, depth - 1) {
                Some(hole) => out.push_str(&hole),
                None => out.push_str(hole),
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// The translation of the first sentences, as many as there is one for, and of those behind them.
fn in_sentences(text: &str, depth: usize) -> Option<String> {
    let ends: Vec<usize> = text
        .match_indices(". ")
        .chain(text.match_indices("? "))
        .map(|(at, _)| at + 1)
        .collect();
    ends.into_iter().rev().find_map(|end| {
        let (first, rest) = text.split_at(end);
        let (chinese, holes) = best_match(first)?;
        let rest = rest.trim_start();
        let rest = translated(rest, depth - 1).unwrap_or_else(|| rest.to_owned());
        Some(filled(chinese, &holes, depth) + &rest)
    })
}

/// The translation of what follows the name of a file or column and a colon.
fn behind_place(text: &str, depth: usize) -> Option<String> {
    let (place, rest) = text.split_once(": ")?;
    let rest = translated(rest, depth - 1)?;
    let place =
        best_match(place).map_or_else(|| place.to_owned(), |(chinese, holes)| filled(chinese, &holes, 1));
    Some(format!("{place}：{rest}"))
}

#[cfg(test)]
mod tests;
