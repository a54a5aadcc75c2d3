//! Two columns become one, with cells of one kind.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::cycles::{Moments, cyclic};
use super::error::LeftOutReason;
use super::paired::{Cells, PairedColumn};
use crate::table::{Column, ColumnKind, MISSING_CODE, Values};

/// Most distinct numbers of a column that can be codes.
const MAX_NUMBER_LEVELS: usize = 100;

/// The columns that two columns of one name become: one, or several where they hold dates.
pub(super) fn join_columns<'t>(
    source: &'t Column,
    target: &'t Column,
) -> Result<Vec<PairedColumn<'t>>, LeftOutReason> {
    let name = source.name.as_str();
    let named = |source, target, levels| PairedColumn::new(name, source, target, levels);
    let paired = match (&source.values, &target.values) {
        (Values::Unused { .. }, _) | (_, Values::Unused { .. }) => {
            let reason = match (source.kind(), target.kind()) {
                (ColumnKind::Text, _) | (_, ColumnKind::Text) => LeftOutReason::Text,
                _ => LeftOutReason::Identifier,
            };
            return Err(reason);
        }
        (Values::Number(a), Values::Number(b)) => named(
            Cells::Numbers(Cow::Borrowed(a)),
            Cells::Numbers(Cow::Borrowed(b)),
            Vec::new(),
        ),
        (Values::Moment { .. }, Values::Moment { .. }) => {
            let sides = [moments(source), moments(target)];
            let [Some(one), Some(other)] = sides else {
                return Err(LeftOutReason::Constant);
            };
            let columns = cyclic(&source.name, [one, other]);
            return if columns.is_empty() {
                Err(LeftOutReason::TimeAlone)
            } else {
                Ok(columns)
            };
        }
        _ => match (categories(source), categories(target)) {
            (Some(one), Some(other))
                if source.kind() != ColumnKind::Number && target.kind() != ColumnKind::Number =>
            {
                joined(one, other, named)
            }
            // Codes that are numbers on one side and texts on the other, because one text is no number.
            (Some(one), Some(other)) if share_levels(&one, &other) => joined(one, other, named),
            _ => return Err(LeftOutReason::KindsDiffer(source.kind(), target.kind())),
        },
    };
    if is_constant(&paired) {
        Err(LeftOutReason::Constant)
    } else {
        Ok(vec![paired])
    }
}

/// The moments of a column of dates or times.
pub(super) fn moments(column: &Column) -> Option<Moments<'_>> {
    match column.values {
        Values::Moment {
            ref seconds,
            has_date,
            has_days,
            has_time,
        } => Some(Moments {
            seconds,
            has_date,
            has_days,
            has_time,
        }),
        _ => None,
    }
}

/// The codes and levels of a column.
type Categories = (Vec<u32>, Vec<String>);

/// A column as categories; numbers only where they are few.
fn categories(column: &Column) -> Option<Categories> {
    match &column.values {
        Values::Category { codes, levels } => Some((codes.clone(), levels.clone())),
        Values::Boolean { codes } => Some((codes.clone(), vec!["false".to_owned(), "true".to_owned()])),
        Values::Number(numbers) => {
            let mut levels: Vec<f64> = Vec::new();
            let mut codes = Vec::with_capacity(numbers.len());
            for number in numbers {
                if number.is_nan() {
                    codes.push(MISSING_CODE);
                    continue;
                }
                let code = levels
                    .iter()
                    .position(|level| level.to_bits() == number.to_bits())
                    .unwrap_or(levels.len());
                if code == levels.len() {
                    if levels.len() == MAX_NUMBER_LEVELS {
                        return None;
                    }
                    levels.push(*number);
                }
                codes.push(u32::try_from(code).unwrap_or(MISSING_CODE));
            }
            Some((codes, levels.iter().map(ToString::to_string).collect()))
        }
        Values::Moment { .. } | Values::Unused { .. } => None,
    }
}

/// Whether half of the levels of the side with fewer occur on the other, once `0` and `1` read as truths.
fn share_levels((_, one): &Categories, (_, other): &Categories) -> bool {
    let (few, many) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let mut all = few.iter().chain(many);
    let has_truths = all.any(|level| level == "true" || level == "false");
    let word = |level| if has_truths { truth_word(level) } else { level };
    let many: HashSet<&str> = many.iter().map(|level| word(level)).collect();
    let shared = few.iter().filter(|level| many.contains(word(level))).count();
    shared > 0 && 2 * shared >= few.len()
}

/// `1` and `0` as truths.
fn truth_word(level: &str) -> &str {
    match level {
        "1" => "true",
        "0" => "false",
        level => level,
    }
}

/// Both sides with the levels of either, the source's first.
fn joined<'t>(
    (source_codes, source_levels): Categories,
    (target_codes, target_levels): Categories,
    named: impl FnOnce(Cells<'t>, Cells<'t>, Vec<String>) -> PairedColumn<'t>,
) -> PairedColumn<'t> {
    let truths = [&source_levels, &target_levels]
        .into_iter()
        .any(|levels| levels.len() == 2 && levels[0] == "false" && levels[1] == "true");
    let word = |level: &str| if truths { truth_word(level) } else { level }.to_owned();
    let mut levels: Vec<String> = Vec::new();
    let mut index: HashMap<String, u32> = HashMap::new();
    let mut code_of = |level: &String| {
        let level = word(level);
        *index.entry(level.clone()).or_insert_with(|| {
            levels.push(level);
            u32::try_from(levels.len() - 1).unwrap_or(MISSING_CODE)
        })
    };
    let source_map: Vec<u32> = source_levels.iter().map(&mut code_of).collect();
    let target_map: Vec<u32> = target_levels.iter().map(&mut code_of).collect();
    let renamed = |codes: Vec<u32>, map: &[u32]| {
        let codes = codes.into_iter();
        Cells::Codes(
            codes
                .map(|code| map.get(code as usize).copied().unwrap_or(MISSING_CODE))
                .collect(),
        )
    };
    named(
        renamed(source_codes, &source_map),
        renamed(target_codes, &target_map),
        levels,
    )
}

/// Whether all cells of both sides are the same, missing ones counting as one more value.
fn is_constant(column: &PairedColumn<'_>) -> bool {
    let sides = [&column.source, &column.target];
    let mut cells = sides.into_iter().flat_map(|cells| {
        (0..cells.len()).map(move |row| match cells {
            Cells::Numbers(values) => values[row].to_bits(),
            Cells::Codes(codes) => u64::from(codes[row]),
        })
    });
    cells.next().is_none_or(|first| cells.all(|cell| cell == first))
}
