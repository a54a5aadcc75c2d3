//! The witness of the rows of either side: two histograms over each other.

use maud::html;

use super::axis::{self, axis, place};
use super::histogram::{both, rows, shares};
use super::scale::Linear;
use crate::report::Landscape;
use crate::show::figure::Figure;
use crate::show::picture::Picture;
use crate::show::sheet::{Column, Sheet};
use crate::words;

/// Height of the bars, and the room above them.
pub(super) const HEIGHT: f64 = 120.0;
pub(super) const TOP: f64 = 24.0;

/// The figure: title, picture, table.
pub(crate) fn figure(landscape: &Landscape) -> Figure {
    let title = words::witness_title(landscape);
    let [low, high] = landscape.range;
    let shares = shares(
        landscape
            .counts
            .each_ref()
            .map(|counts| counts.iter().copied().map(f64::from).collect()),
    );
    Figure {
        legend: Some(words::WITNESS_LEGEND.say().to_owned()),
        sheets: vec![sheet((low, high), &landscape.counts)],
        ..Figure::new("witness", title.clone(), title, |width| {
            picture(width, (low, high), &shares)
        })
    }
}

fn picture(width: f64, ends: (f64, f64), shares: &[Vec<f64>; 2]) -> Picture {
    // Half a stroke inside the picture.
    let (left, right) = (1.0, width - 1.0);
    let across = Linear::new(ends, (left, right));
    let base = TOP + HEIGHT;
    let content = html! {
        @if ends.0 < 0.0 && ends.1 > 0.0 {
            @let x = place(across.at(0.0));
            line.hair x1=(x) x2=(x) y1=(TOP) y2=(base) {}
        }
        (both(shares, (left, right), base, HEIGHT))
        text.tick x="0" y="12" { (words::LIKE_TARGET.say()) }
        text.tick x=(width) y="12" text-anchor="end" { (words::LIKE_SOURCE.say()) }
        (axis(&across, ends, (0.0, width), width, base, words::WITNESS_AXIS.say()))
    };
    Picture::new(width, base + axis::ROOM, content)
}

fn sheet(ends: (f64, f64), counts: &[Vec<u32>; 2]) -> Sheet {
    let [source, target] = counts
        .each_ref()
        .map(|counts| counts.iter().copied().map(u64::from).collect::<Vec<u64>>());
    let columns = [words::FROM, words::TO, words::SOURCE_ROWS, words::TARGET_ROWS];
    Sheet::new(columns.map(Column::number), rows(ends, 3, [&source, &target]))
}
