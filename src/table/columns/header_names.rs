//! The names of the columns, as the header gives them or does not.

use std::collections::{HashMap, HashSet};

use crate::table::cells::formula;
use crate::table::facts::dialect::HeaderFit;
use crate::table::facts::error::{Fault, Problem};
use crate::table::facts::limits::Limits;
use crate::table::facts::note::HeaderNote;
use crate::table::facts::text::straight;
use crate::table::rows::record::Record;

/// The name of the column in which rows have names of their own and the header has none.
const ROW_NAMES: &str = "row";

/// The names of all columns, no two alike.
#[derive(Debug)]
pub(in crate::table) struct Names {
    /// From left to right.
    pub(in crate::table) all: Vec<String>,
    /// Indices of the columns to which the header gives no name.
    pub(in crate::table) unnamed: Vec<usize>,
    pub(in crate::table) notes: Vec<HeaderNote>,
}

/// The cells of a row.
pub(in crate::table) fn cells<'a>(text: &'a str, record: Record<'a>) -> impl Iterator<Item = &'a str> {
    let mut start = 0;
    record.ends.iter().map(move |&end| {
        let cell = &text[start..end];
        start = end + record.gap;
        cell
    })
}

/// The names that a header gives, which begins in this row.
pub(in crate::table) fn names(
    header: &[String],
    row: u64,
    fit: HeaderFit,
    limits: Limits,
) -> Result<Names, Fault> {
    let lines: Vec<String> = header.iter().map(|name| straight(&on_one_line(name))).collect();
    let mut given: Vec<&str> = lines.iter().map(String::as_str).collect();
    if let Some(first) = given.first_mut() {
        *first = without_mark(first);
    }
    if let Some(column) = given.iter().position(|name| name.len() > limits.name_bytes) {
        let limit = limits.name_bytes;
        return Err(Fault::of_cell(row, column, Problem::LongName { limit }));
    }
    let mut notes = Vec::new();
    match fit {
        HeaderFit::Exact => {}
        HeaderFit::RowNames => {
            given.insert(0, ROW_NAMES);
            notes.push(HeaderNote::RowNames {
                column: ROW_NAMES.to_owned(),
            });
        }
        // Nothing stands in that column, and it is left out with the word that is due.
        HeaderFit::DelimiterBehindRows => given.push(""),
        HeaderFit::DelimiterBehindHeader => {
            given.pop();
            notes.push(HeaderNote::DelimiterBehind);
        }
    }
    let unnamed: Vec<usize> = (0..given.len())
        .filter(|&column| given[column].is_empty())
        .collect();
    Ok(numbered(&given, unnamed, notes))
}

/// Gives a number to each name that has stood before, and to each column without a name. What is written in the file
/// stays where it can.
fn numbered(given: &[&str], unnamed: Vec<usize>, mut notes: Vec<HeaderNote>) -> Names {
    let mut taken: HashSet<String> = given.iter().map(|name| (*name).to_owned()).collect();
    // The number that each name was last given, so that many columns of one name take no longer than others.
    let mut last: HashMap<String, usize> = HashMap::new();
    let mut seen = HashSet::new();
    let mut repeated = Vec::new();
    let mut names = Vec::with_capacity(given.len());
    for (column, name) in given.iter().enumerate() {
        let bare = if name.is_empty() {
            format!("column {}", column + 1)
        } else {
            (*name).to_owned()
        };
        // A name that is made up gives way to one that is written.
        let mut free = if name.is_empty() {
            !taken.contains(&bare)
        } else {
            seen.insert(*name)
        };
        let number = last.entry(bare.clone()).or_insert(1);
        let mut unique = bare.clone();
        while !free {
            *number += 1;
            unique = format!("{bare} ({number})");
            free = !taken.contains(&unique);
        }
        if unique != bare && !name.is_empty() {
            repeated.push((column + 1, unique.clone()));
        }
        taken.insert(unique.clone());
        names.push(unique);
    }
    if !repeated.is_empty() {
        notes.push(HeaderNote::DuplicateNames { columns: repeated });
    }
    Names {
        all: names,
        unnamed,
        notes,
    }
}

/// A name without the ends of lines that spreadsheets put into it, and out of its formula.
fn on_one_line(name: &str) -> String {
    let lines = formula::bare(name.trim()).split(['\n', '\r']).map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

/// The first name of a header that stands in a comment, without the comment's mark.
fn without_mark(name: &str) -> &str {
    let name = name.strip_prefix('\u{feff}').unwrap_or(name);
    let bare = ["//", "%", "#"]
        .iter()
        .find_map(|mark| name.strip_prefix(mark))
        .map_or("", str::trim_start);
    // A mark alone is a name, and so is one before a sign.
    if bare.starts_with(char::is_alphabetic) {
        bare
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(given: &[&str]) -> Vec<String> {
        let unnamed = Vec::new();
        numbered(given, unnamed, Vec::new()).all
    }

    #[test]
    fn names_that_stand_twice_are_numbered_and_none_clashes() {
        for (given, expected) in [
            (&["a", "b"][..], &["a", "b"][..]),
            (&["a", "a", "a"], &["a", "a (2)", "a (3)"]),
            (&["a", "a (2)", "a"], &["a", "a (2)", "a (3)"]),
            (&["a", "a", "a (2)"], &["a", "a (3)", "a (2)"]),
            (&["", "", "x"], &["column 1", "column 2", "x"]),
            (&["column 2", "", "x"], &["column 2", "column 2 (2)", "x"]),
            (&["", "column 1"], &["column 1 (2)", "column 1"]),
        ] {
            assert_eq!(of(given), expected, "{given:?}");
        }
        let many = vec!["a"; 10_000];
        assert_eq!(of(&many)[9_999], "a (10000)");
    }
}
