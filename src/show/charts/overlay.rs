//! A column of both tables: two small histograms over each other.

use maud::html;

use super::column;
use crate::features::Overlay;
use crate::language::{say, tell};
use crate::words::columns::bars;
use crate::words::numbers::significant;

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 28.0;

/// Both sides as shares of their cells: the source as an area, the target as a line.
pub(crate) fn picture(name: &str, overlay: &Overlay) -> String {
    let (Overlay::Range { counts, .. } | Overlay::Levels { counts, .. }) = overlay;
    let [source, target] = shares(counts);
    html! {
        svg role="img" aria-label=(description(name, overlay)) viewBox=(format!("0 0 {WIDTH} {HEIGHT}"))
            width=(WIDTH) height=(HEIGHT) {
            g aria-hidden="true" {
                path.area-source d=(format!("{} V{HEIGHT} H0 Z", steps(&source))) {}
                path.line-target d=(steps(&target)) {}
                line.axis x1="0" x2=(WIDTH) y1=(HEIGHT) y2=(HEIGHT) {}
            }
        }
    }
    .into_string()
}

/// What the picture shows, for those who do not see it.
fn description(name: &str, overlay: &Overlay) -> String {
    match overlay {
        Overlay::Range { low, high, shown, .. } => {
            let [low, high] = shown
                .clone()
                .unwrap_or_else(|| [low, high].map(|end| significant(*end, 3)));
            tell!(
                "{name}: both tables from {low} to {high}",
                "{name}：两张表从{low}到{high}"
            )
        }
        Overlay::Levels { names, others, .. } => tell!(
            "{name}: shares of {}",
            "{name}：各类别的比例：{}",
            bars(names, *others).join(say!(", ", "、"))
        ),
    }
}

/// Heights from 0 to 1: shares of each side's cells, over the largest of both.
fn shares(counts: &[Vec<u64>; 2]) -> [Vec<f64>; 2] {
    let shares = column::shares(counts);
    let most = shares.iter().flatten().copied().fold(f64::MIN_POSITIVE, f64::max);
    shares.map(|shares| shares.into_iter().map(|share| share / most).collect())
}

/// The outline of a histogram.
fn steps(heights: &[f64]) -> String {
    let step = WIDTH / heights.len().max(1) as f64;
    let bars = heights.iter().enumerate().map(|(index, height)| {
        let y = HEIGHT - height * (HEIGHT - 2.0);
        let (left, right) = (step * index as f64, step * (index + 1) as f64);
        format!(" L{left:.1} {y:.1} H{right:.1}")
    });
    std::iter::once(format!("M0 {HEIGHT}"))
        .chain(bars)
        .collect::<Vec<_>>()
        .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_described_as_dates() {
        let range = |shown: Option<[&str; 2]>| Overlay::Range {
            low: 0.0,
            high: 86_400.0,
            shown: shown.map(|shown| shown.map(str::to_owned)),
            counts: [vec![1], vec![1]],
        };
        let dates = description("day", &range(Some(["1970-01-01", "1970-01-02"])));
        assert_eq!(dates, "day: both tables from 1970-01-01 to 1970-01-02");
        assert_eq!(description("x", &range(None)), "x: both tables from 0 to 86400");
    }

    #[test]
    fn sides_of_other_sizes_are_drawn_as_shares() {
        let [source, target] = shares(&[vec![1, 3], vec![200, 200]]);
        assert_eq!(source, [1.0 / 3.0, 1.0]);
        assert_eq!(target, [2.0 / 3.0, 2.0 / 3.0]);
        let nothing = shares(&[vec![0, 0], vec![]]);
        assert_eq!(nothing[0], [0.0, 0.0]);
    }

    #[test]
    fn an_outline_has_a_step_for_each_bar() {
        assert_eq!(steps(&[1.0, 0.0]), "M0 28 L0.0 2.0 H60.0 L60.0 28.0 H120.0");
        assert_eq!(steps(&[]), "M0 28");
    }
}
