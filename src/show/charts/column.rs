//! One column of both tables: two histograms over each other, or two bars for each category.

use maud::{Markup, html};

use super::axis::{self, axis, place};
use super::histogram::{both, most, rows, shares};
use super::scale::Linear;
use super::text;
use super::witness::{HEIGHT, TOP};
use crate::features::Overlay;
use crate::show::figure::Figure;
use crate::show::picture::Picture;
use crate::show::sheet::{Cell, Column, Sheet};
use crate::words;
use crate::words::columns::bars;
use crate::words::numbers::percent;

/// Height of the two bars of a category, and of its line.
const BAR: f64 = 8.0;
const LINE: f64 = 28.0;

/// The room for names at the left, and for shares at the right.
const NAMES: f64 = 160.0;
const SHARES: f64 = 120.0;

/// The name of this figure.
pub(crate) const COLUMN_FIGURE: &str = "column";

/// The figure: title, picture, table.
pub(crate) fn figure(name: &str, overlay: &Overlay) -> Figure {
    let (Overlay::Range { counts, .. } | Overlay::Levels { counts, .. }) = overlay;
    let shares = shares_of(counts);
    let common: f64 = shares[0]
        .iter()
        .zip(&shares[1])
        .map(|(one, other)| one.min(*other))
        .sum();
    let title = words::column_title(name, common);
    Figure {
        note: Some(words::COLUMN_NOTE.say().to_owned()),
        legend: Some(words::COLUMN_LEGEND.say().to_owned()),
        sheets: vec![sheet(overlay)],
        ..Figure::new(COLUMN_FIGURE, title.clone(), title, |width| match overlay {
            Overlay::Range { low, high, shown, .. } => {
                of_range(width, (*low, *high), shown.as_ref(), &shares, name)
            }
            Overlay::Levels { names, others, .. } => of_levels(width, &bars(names, *others), &shares),
        })
    }
}

/// Shares of each side's cells.
pub(super) fn shares_of(counts: &[Vec<u64>; 2]) -> [Vec<f64>; 2] {
    shares(
        counts
            .each_ref()
            .map(|counts| counts.iter().map(|&count| count as f64).collect()),
    )
}

fn of_range(
    width: f64,
    ends: (f64, f64),
    shown: Option<&[String; 2]>,
    shares: &[Vec<f64>; 2],
    name: &str,
) -> Picture {
    // Half a stroke inside the picture.
    let (left, right) = (1.0, width - 1.0);
    let base = TOP + HEIGHT;
    let title = words::column_axis(name);
    let across = Linear::new(ends, (left, right));
    let content = html! {
        (both(shares, (left, right), base, HEIGHT))
        text.tick x="0" y="12" { (words::column_tallest(&percent(most(shares)))) }
        @if let Some([first, last]) = shown {
            (dates(width, base, [first, last], &title))
        } @else {
            (axis(&across, ends, (0.0, width), width, base, &title))
        }
    };
    Picture::new(width, base + axis::ROOM, content)
}

/// An axis of moments has its two ends: between them the calendar has no round numbers.
fn dates(width: f64, base: f64, ends: [&str; 2], title: &str) -> Markup {
    html! {
        line.axis x1="0" x2=(width) y1=(base) y2=(base) {}
        text.tick x="0" y=(base + 18.0) { (ends[0]) }
        text.tick x=(width) y=(base + 18.0) text-anchor="end" { (ends[1]) }
        text.tick x=(width) y=(base + 34.0) text-anchor="end" { (title) }
    }
}

fn of_levels(width: f64, names: &[String], shares: &[Vec<f64>; 2]) -> Picture {
    let left = NAMES.min(width / 3.0);
    let right = width - SHARES.min(width / 3.0);
    let across = Linear::new((0.0, most(shares)), (left, right));
    let content = html! {
        @for (at, name) in names.iter().enumerate() {
            @let y = LINE * at as f64;
            @let [source, target] = shares.each_ref().map(|shares| shares.get(at).copied().unwrap_or(0.0));
            text.label x=(left - 12.0) y=(y + 18.0) text-anchor="end" { (text::fitting(name, left - 12.0)) }
            rect.area-source x=(left) y=(y + 4.0) height=(BAR) width=(place(across.at(source) - left)) {}
            rect.line-target x=(left) y=(y + 4.0 + BAR) height=(BAR) width=(place(across.at(target) - left)) {}
            text.label.value x=(width) y=(y + 18.0) text-anchor="end" {
                (words::two_shares(&percent(source), &percent(target)))
            }
        }
    };
    Picture::new(width, LINE * names.len() as f64 + 4.0, content)
}

fn sheet(overlay: &Overlay) -> Sheet {
    let (columns, rows): (Vec<_>, Vec<Vec<Cell>>) = match overlay {
        Overlay::Range {
            low,
            high,
            counts: [source, target],
            ..
        } => {
            let columns = [words::FROM, words::TO].map(Column::number);
            (
                columns.to_vec(),
                rows((*low, *high), 4, [source, target]).collect(),
            )
        }
        Overlay::Levels {
            names,
            others,
            counts: [source, target],
        } => {
            let rows = bars(names, *others).into_iter().zip(source.iter().zip(target));
            let rows = rows.map(|(name, (&source, &target))| {
                vec![Cell::text(name), Cell::count(source), Cell::count(target)]
            });
            (vec![Column::text(words::CATEGORY.say())], rows.collect())
        }
    };
    let numbers = [words::SOURCE_ROWS, words::TARGET_ROWS].map(Column::number);
    Sheet::new([columns.as_slice(), &numbers].concat(), rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(counts: [Vec<u64>; 2], shown: Option<[String; 2]>) -> Overlay {
        Overlay::Range {
            low: 0.0,
            high: 10.0,
            shown,
            counts,
        }
    }

    #[test]
    fn the_title_says_how_much_is_common() {
        let same = figure("a", &range([vec![1, 3], vec![10, 30]], None));
        assert!(same.title.contains("100\u{a0}%"), "{}", same.title);
        let apart = figure("a", &range([vec![4, 0], vec![0, 9]], None));
        assert!(apart.title.contains(" 0\u{a0}%"), "{}", apart.title);
        assert!(same.csv().contains("0,5,1,10"), "{}", same.csv());
    }

    #[test]
    fn moments_have_dates_at_both_ends() {
        let shown = ["2016-01-01", "2017-12-31"].map(str::to_owned);
        let drawn = figure("day", &range([vec![1], vec![1]], Some(shown))).svg();
        assert!(
            drawn.contains("2016-01-01") && drawn.contains("2017-12-31"),
            "{drawn}"
        );
    }

    #[test]
    fn categories_have_a_line_each() {
        let levels = Overlay::Levels {
            names: ["north", "south"].map(str::to_owned).to_vec(),
            others: 0,
            counts: [vec![3, 1], vec![1, 1]],
        };
        let figure = figure("store", &levels);
        assert!(figure.title.contains("75\u{a0}%"), "{}", figure.title);
        let drawn = figure.svg();
        assert!(
            drawn.contains("north") && drawn.contains("75\u{a0}%") && drawn.contains("50\u{a0}%"),
            "{drawn}"
        );
        assert!(figure.csv().contains("south,1,1"), "{}", figure.csv());
        assert_eq!(
            super::figure("x", &range([vec![], vec![]], None))
                .csv()
                .lines()
                .count(),
            1
        );
    }
}
