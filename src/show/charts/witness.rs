//! The witness of the rows of either side: two histograms over each other.

use maud::html;

use super::axis::{self, axis, place};
use super::scale::Linear;
use crate::report::Landscape;
use crate::show::figure::Figure;
use crate::show::picture::Picture;
use crate::show::sheet::{Cell, Column, Sheet};
use crate::words;
use crate::words::numbers::{count, significant};

/// Height of the bars, and the room above them.
pub(super) const HEIGHT: f64 = 120.0;
pub(super) const TOP: f64 = 24.0;

/// The figure: title, picture, table.
pub(crate) fn figure(landscape: &Landscape) -> Figure {
    let title = words::witness_title(landscape);
    let [low, high] = landscape.range;
    let heights = shares(&landscape.counts);
    Figure {
        legend: Some(words::WITNESS_LEGEND.say().to_owned()),
        sheets: vec![sheet(low, high, &landscape.counts)],
        ..Figure::new("witness", title.clone(), title, |width| {
            picture(width, (low, high), &heights)
        })
    }
}

/// Shares of each side's rows, over the largest of both.
fn shares(counts: &[Vec<u32>; 2]) -> [Vec<f64>; 2] {
    let shares = counts.each_ref().map(|counts| {
        let total: f64 = counts.iter().copied().map(f64::from).sum();
        let share = |&count: &u32| f64::from(count) / total.max(1.0);
        counts.iter().map(share).collect::<Vec<f64>>()
    });
    let most = shares.iter().flatten().copied().fold(f64::MIN_POSITIVE, f64::max);
    shares.map(|shares| shares.into_iter().map(|share| share / most).collect())
}

fn picture(width: f64, ends: (f64, f64), heights: &[Vec<f64>; 2]) -> Picture {
    // Half a stroke inside the picture.
    let (left, right) = (1.0, width - 1.0);
    let across = Linear::new(ends, (left, right));
    let base = TOP + HEIGHT;
    let [source, target] = heights.each_ref().map(|heights| steps(heights, (left, right)));
    let content = html! {
        @if ends.0 < 0.0 && ends.1 > 0.0 {
            @let x = place(across.at(0.0));
            line.hair x1=(x) x2=(x) y1=(TOP) y2=(base) {}
        }
        path.area-source d=(format!("{source} V{base} H{left} Z")) {}
        path.line-target d=(target) {}
        text.tick x="0" y="12" { (words::LIKE_TARGET.say()) }
        text.tick x=(width) y="12" text-anchor="end" { (words::LIKE_SOURCE.say()) }
        (axis(&across, ends, (0.0, width), width, base, words::WITNESS_AXIS.say()))
    };
    Picture {
        width,
        height: base + axis::ROOM,
        content,
    }
}

/// The outline of a histogram that reaches from `start` to `end`.
pub(super) fn steps(heights: &[f64], (start, end): (f64, f64)) -> String {
    let base = TOP + HEIGHT;
    let step = (end - start) / heights.len().max(1) as f64;
    let bars = heights.iter().enumerate().map(|(index, height)| {
        let y = base - height * HEIGHT;
        let (left, right) = (start + step * index as f64, start + step * (index + 1) as f64);
        format!(" L{left:.1} {y:.1} H{right:.1}")
    });
    std::iter::once(format!("M{start:.1} {base}"))
        .chain(bars)
        .collect::<Vec<_>>()
        .concat()
}

fn sheet(low: f64, high: f64, counts: &[Vec<u32>; 2]) -> Sheet {
    let [source, target] = counts;
    let stretches = source.len() as f64;
    let rows = source
        .iter()
        .zip(target)
        .enumerate()
        .map(|(index, (source, target))| {
            let edge = |index: usize| low + (high - low) * index as f64 / stretches;
            let [from, to] =
                [edge(index), edge(index + 1)].map(|edge| Cell::number(significant(edge, 3), edge));
            let [source, target] =
                [source, target].map(|&rows| Cell::number(count(u64::from(rows)), f64::from(rows)));
            vec![from, to, source, target]
        });
    Sheet {
        caption: None,
        columns: [
            words::FROM.say(),
            words::TO.say(),
            words::SOURCE_ROWS.say(),
            words::TARGET_ROWS.say(),
        ]
        .map(Column::number)
        .to_vec(),
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_of_other_sizes_are_drawn_as_shares() {
        let [source, target] = shares(&[vec![1, 3], vec![200, 200]]);
        assert_eq!(source, [1.0 / 3.0, 1.0]);
        assert_eq!(target, [2.0 / 3.0, 2.0 / 3.0]);
    }

    #[test]
    fn an_outline_has_a_step_for_each_stretch() {
        assert_eq!(
            steps(&[1.0, 0.0], (1.0, 199.0)),
            "M1.0 144 L1.0 24.0 H100.0 L100.0 144.0 H199.0"
        );
    }
}
