//! A column of both tables: two small histograms over each other.

use maud::html;

use super::column::shares_of;
use super::histogram::both;
use crate::features::Overlay;
use crate::language::tell;
use crate::words::columns::bars;
use crate::words::lists::commas;
use crate::words::numbers::significant;

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 28.0;

/// Both sides as shares of their cells: the source as an area, the target as a line.
pub(crate) fn picture(name: &str, overlay: &Overlay) -> String {
    let (Overlay::Range { counts, .. } | Overlay::Levels { counts, .. }) = overlay;
    html! {
        svg role="img" aria-label=(description(name, overlay)) viewBox=(format!("0 0 {WIDTH} {HEIGHT}"))
            width=(WIDTH) height=(HEIGHT) {
            g aria-hidden="true" {
                (both(&shares_of(counts), (0.0, WIDTH), HEIGHT, HEIGHT - 2.0))
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
            commas(bars(names, *others))
        ),
    }
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
}
