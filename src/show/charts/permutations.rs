//! The permutation distribution with the observed value in it.

use maud::html;

use super::axis::{self, axis, place};
use super::histogram;
use super::scale::Linear;
use crate::report::{Histogram, Quantity, Test};
use crate::show::figure::Figure;
use crate::show::picture::Picture;
use crate::show::sheet::{Cell, Column, Sheet};
use crate::words;
use crate::words::quantities;

/// Height of the bars, and the room above them.
const HEIGHT: f64 = 148.0;
const TOP: f64 = 28.0;

/// The figure: title, picture, table.
pub(crate) fn figure(test: &Test, histogram: &Histogram, id: &'static str) -> Figure {
    let observed = test.statistic.map(|statistic| statistic.value);
    let name = quantities::name(Quantity::Statistic);
    Figure {
        sheets: vec![sheet(histogram)],
        ..Figure::new(
            id,
            words::permutations_title(test),
            words::permutations_description(test, histogram),
            |width| picture(width, histogram, observed, name),
        )
    }
}

fn picture(width: f64, histogram: &Histogram, observed: Option<f64>, name: &str) -> Picture {
    let low = observed.map_or(histogram.low, |value| histogram.low.min(value));
    let high = observed.map_or(histogram.high, |value| histogram.high.max(value));
    let across = Linear::new((low, high), (1.0, width - 1.0));
    let most = histogram.counts.iter().copied().max().unwrap_or(0);
    let up = Linear::new((0.0, f64::from(most.max(1))), (TOP + HEIGHT, TOP));
    let base = TOP + HEIGHT;
    let title = words::permuted_axis(name, width < axis::NARROW);
    let content = html! {
        @for (from, to, times) in bins(histogram).filter(|(_, _, times)| *times > 0) {
            @let (left, right) = (across.at(from), across.at(to));
            @let top = up.at(f64::from(times));
            @let beyond = observed.is_some_and(|observed| f64::midpoint(from, to) >= observed);
            rect class=(if beyond { "bar beyond" } else { "bar" }) x=(place(left)) y=(place(top))
                width=(place((right - left - 1.0).max(0.5))) height=(place(base - top)) {}
        }
        (axis(&across, (low, high), (0.0, width), width, base, &title))
        @if let Some(value) = observed.filter(|value| value.is_finite()) {
            @let x = across.at(value);
            @let (anchor, text_x) = if x > width / 2.0 { ("end", x - 6.0) } else { ("start", x + 6.0) };
            line.observed x1=(place(x)) x2=(place(x)) y1="4" y2=(place(base)) {}
            text.label x=(place(text_x)) y="16" text-anchor=(anchor) { (words::the_data(value)) }
        }
    };
    Picture::new(width, TOP + HEIGHT + axis::ROOM, content)
}

/// Left edge, right edge and count of each bin.
fn bins(histogram: &Histogram) -> impl Iterator<Item = (f64, f64, u32)> {
    let Histogram { low, high, counts } = histogram;
    let bins = histogram::bins((*low, *high), counts.len()).zip(counts);
    bins.map(|([from, to], times)| (from, to, *times))
}

fn sheet(histogram: &Histogram) -> Sheet {
    let rows = bins(histogram).map(|(from, to, times)| {
        vec![
            Cell::significant(from, 3),
            Cell::significant(to, 3),
            Cell::count(u64::from(times)),
        ]
    });
    Sheet::new(
        [words::FROM, words::TO, words::PERMUTATIONS].map(Column::number),
        rows,
    )
}
