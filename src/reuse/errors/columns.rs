//! By which column errors are shown: the hour or the month where the target has dates or times, else the input that moved
//! most.

use super::bins::{equal_bins, fewest, joined};
use crate::features::{Cells, PairedColumn, Side};
use crate::report::{BinOf, MIN_BIN_ROWS};
use crate::table::{Table, Values, calendar};

/// Most categories that have a bin of their own.
const MAX_LEVELS: usize = 10;

/// The held-out rows, by their places among each other, in bins of a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Split {
    pub(super) column: String,
    /// At least two of them, each with at least [`MIN_BIN_ROWS`] rows.
    pub(super) bins: Vec<(BinOf, Vec<usize>)>,
    /// Rows in no bin.
    pub(super) left_out: usize,
}

/// A bin of these parts of a circle.
type OfParts = fn(u8, u8) -> BinOf;

/// The held-out rows of the target in bins: of the hour where a column has times, of the month where one has dates, of
/// the input that moved most; the first of which there are two bins.
pub(super) fn split(target: &Table, held_out: &[usize], moved: Option<&PairedColumn<'_>>) -> Option<Split> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to below 24"
    )]
    let hour = |seconds: f64| calendar::hour(seconds) as usize;
    let month = |seconds: f64| calendar::month(seconds) as usize;
    let by_hour = by_moment(
        target,
        held_out,
        |_, has_time| has_time,
        &hour,
        |from, to| BinOf::Hours { from, to },
    );
    let by_month = || {
        by_moment(
            target,
            held_out,
            |has_date, _| has_date,
            &month,
            |from, to| BinOf::Months { from, to },
        )
    };
    by_hour.or_else(by_month).or_else(|| by_input(held_out, moved?))
}

/// The rows by a part of the calendar, by the first column of moments that tells it and varies in it.
fn by_moment(
    target: &Table,
    held_out: &[usize],
    tells: fn(bool, bool) -> bool,
    part: &dyn Fn(f64) -> usize,
    of: OfParts,
) -> Option<Split> {
    target.columns.iter().find_map(|column| {
        let Values::Moment {
            seconds,
            has_date,
            has_time,
            ..
        } = &column.values
        else {
            return None;
        };
        if !tells(*has_date, *has_time) {
            return None;
        }
        let place = |row: usize| {
            let seconds = seconds.get(row).filter(|seconds| !seconds.is_nan())?;
            Some(part(*seconds))
        };
        let mut parts: Vec<(usize, Vec<usize>)> = (0..=24).map(|part| (part, Vec::new())).collect();
        let mut missing = Vec::new();
        for (at, &row) in held_out.iter().enumerate() {
            match place(row).and_then(|place| parts.get_mut(place)) {
                Some((_, rows)) => rows.push(at),
                None => missing.push(at),
            }
        }
        let known = held_out.len() - missing.len();
        let bins = joined(parts, fewest(known))
            .into_iter()
            .map(|([from, to], rows)| {
                // Hours and months are below 25.
                let [from, to] = [from, to].map(|part| u8::try_from(part).unwrap_or(u8::MAX));
                (of(from, to), rows)
            });
        finished(&column.name, bins.collect(), missing)
    })
}

/// The rows by a column of numbers or categories.
fn by_input(held_out: &[usize], column: &PairedColumn<'_>) -> Option<Split> {
    let cells = column.cells(Side::Target);
    let (missing, known): (Vec<usize>, Vec<usize>) =
        (0..held_out.len()).partition(|&at| cells.is_missing(held_out[at]));
    match cells {
        Cells::Numbers(numbers) => {
            let values: Vec<f64> = held_out.iter().map(|&row| numbers[row]).collect();
            let mean = |rows: &[usize]| rows.iter().map(|&at| values[at]).sum::<f64>() / rows.len() as f64;
            let bins = equal_bins(&values, known).into_iter();
            let bins = bins.map(|rows| (BinOf::Around(mean(&rows)), rows)).collect();
            finished(&column.name, bins, missing)
        }
        Cells::Codes(codes) => {
            let mut levels: Vec<(usize, Vec<usize>)> = (0..column.levels.len())
                .map(|level| (level, Vec::new()))
                .collect();
            for at in known {
                if let Some((_, rows)) = levels.get_mut(codes[held_out[at]] as usize) {
                    rows.push(at);
                }
            }
            // The most frequent first; of equal ones the first.
            levels.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
            let is_frequent = |(_, rows): &(usize, Vec<usize>)| rows.len() >= MIN_BIN_ROWS;
            let frequent = levels
                .iter()
                .take(MAX_LEVELS)
                .take_while(|level| is_frequent(level))
                .count();
            let others: Vec<usize> = levels
                .split_off(frequent)
                .into_iter()
                .flat_map(|(_, rows)| rows)
                .collect();
            let mut bins: Vec<(BinOf, Vec<usize>)> = levels
                .into_iter()
                .map(|(level, rows)| (BinOf::Level(column.levels[level].clone()), rows))
                .collect();
            let mut left_out = 0;
            if others.len() < MIN_BIN_ROWS {
                left_out = others.len();
            } else {
                bins.push((BinOf::OtherLevels, others));
            }
            let split = finished(&column.name, bins, missing)?;
            Some(Split {
                left_out: split.left_out + left_out,
                ..split
            })
        }
    }
}

/// The bins and that of missing values, where there are two and all have rows enough.
fn finished(column: &str, mut bins: Vec<(BinOf, Vec<usize>)>, missing: Vec<usize>) -> Option<Split> {
    bins.retain(|(_, rows)| rows.len() >= MIN_BIN_ROWS);
    let varies = bins.len() > 1;
    let mut left_out = 0;
    if missing.len() < MIN_BIN_ROWS {
        left_out = missing.len();
    } else {
        bins.push((BinOf::Missing, missing));
    }
    varies.then(|| Split {
        column: column.to_owned(),
        bins,
        left_out,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Column, MISSING_CODE, read};

    fn sizes(split: &Split) -> Vec<(BinOf, usize)> {
        let bins = split.bins.iter();
        bins.map(|(of, rows)| (of.clone(), rows.len())).collect()
    }

    fn table(text: &str) -> Table {
        read("t.csv", text.as_bytes()).unwrap()
    }

    #[test]
    fn times_are_told_by_the_hour_and_dates_by_the_month() {
        let hours =
            (0..48).map(|hour| format!("2021-03-{:02} {:02}:00,{hour}.5\n", 1 + hour / 24, hour % 24));
        let target = table(&format!("when,x\n{}", hours.collect::<Vec<_>>().concat()));
        let all: Vec<usize> = (0..48).collect();
        let found = split(&target, &all, None).unwrap();
        assert_eq!(found.column, "when");
        // Two rows of each hour: five hours make ten rows, and the four that are left join the last ones.
        let hours = |from, to| BinOf::Hours { from, to };
        assert_eq!(
            sizes(&found),
            [
                (hours(0, 4), 10),
                (hours(5, 9), 10),
                (hours(10, 14), 10),
                (hours(15, 23), 18)
            ]
        );
        let days = (0..59).map(|day| {
            let (month, day) = if day < 31 { (1, day + 1) } else { (2, day - 30) };
            format!("2021-{month:02}-{day:02},{day}.5\n")
        });
        let target = table(&format!("day,x\n{}", days.collect::<Vec<_>>().concat()));
        let all: Vec<usize> = (0..59).collect();
        let months = |month| BinOf::Months {
            from: month,
            to: month,
        };
        assert_eq!(
            sizes(&split(&target, &all, None).unwrap()),
            [(months(1), 31), (months(2), 28)]
        );
        // The rows of one month do not vary in it.
        assert_eq!(split(&target, &all[..20], None), None);
    }

    #[test]
    fn numbers_are_told_by_their_mean_and_never_by_an_end() {
        let mut values: Vec<f64> = (0..24).map(f64::from).collect();
        values.push(f64::NAN);
        let column = PairedColumn::of_numbers("x", vec![0.0], values);
        let held_out: Vec<usize> = (0..25).collect();
        let found = by_input(&held_out, &column).unwrap();
        // 0 to 9, and 10 to 23.
        assert_eq!(
            sizes(&found),
            [(BinOf::Around(4.5), 10), (BinOf::Around(16.5), 14)]
        );
        assert_eq!(found.left_out, 1);
        let flat = PairedColumn::of_numbers("x", vec![0.0], vec![1.0; 25]);
        assert_eq!(by_input(&held_out, &flat), None);
    }

    #[test]
    fn rare_categories_and_missing_values_are_joined_or_left_out() {
        let codes = |counts: &[(u32, usize)]| -> Vec<u32> {
            counts
                .iter()
                .flat_map(|&(code, count)| vec![code; count])
                .collect()
        };
        let of = |codes: Vec<u32>| {
            let held_out: Vec<usize> = (0..codes.len()).collect();
            let column = PairedColumn::of_codes("k", &[0], &codes, &["a", "b", "c", "d"]);
            by_input(&held_out, &column)
        };
        let level = |name: &str| BinOf::Level(name.to_owned());
        let found = of(codes(&[(0, 10), (1, 12), (2, 6), (3, 5), (MISSING_CODE, 11)])).unwrap();
        assert_eq!(
            sizes(&found),
            [
                (level("b"), 12),
                (level("a"), 10),
                (BinOf::OtherLevels, 11),
                (BinOf::Missing, 11)
            ]
        );
        assert_eq!(found.left_out, 0);
        let found = of(codes(&[(0, 10), (1, 12), (2, 6), (MISSING_CODE, 3)])).unwrap();
        assert_eq!(sizes(&found), [(level("b"), 12), (level("a"), 10)]);
        assert_eq!(found.left_out, 9);
        assert_eq!(of(codes(&[(0, 10), (1, 9)])), None);
    }

    #[test]
    fn a_row_without_a_moment_is_left_out() {
        let seconds = |row: u32| {
            if row == 7 {
                f64::NAN
            } else {
                f64::from(row % 2) * 43_200.0
            }
        };
        let moments = Values::Moment {
            seconds: (0..40).map(seconds).collect(),
            has_date: false,
            has_days: false,
            has_time: true,
        };
        let mut target = table("x,y\n1.5,2.5\n");
        target.columns = vec![Column::new("at", moments)];
        let held_out: Vec<usize> = (0..40).collect();
        let found = split(&target, &held_out, None).unwrap();
        assert_eq!(found.left_out, 1);
        assert_eq!(found.bins.len(), 2);
    }
}
