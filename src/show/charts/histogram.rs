//! Two histograms over each other: an area for the source, a line for the target.

use maud::{Markup, html};

use crate::show::sheet::Cell;

/// Shares of each side's numbers.
pub(super) fn shares(counts: [Vec<f64>; 2]) -> [Vec<f64>; 2] {
    counts.map(|counts| {
        let total: f64 = counts.iter().sum();
        counts.into_iter().map(|count| count / total.max(1.0)).collect()
    })
}

/// The largest share of either side.
pub(super) fn most(shares: &[Vec<f64>; 2]) -> f64 {
    shares.iter().flatten().copied().fold(f64::MIN_POSITIVE, f64::max)
}

/// Both sides on a line at the height `base`; the largest share is as high as `height`.
pub(super) fn both(shares: &[Vec<f64>; 2], ends: (f64, f64), base: f64, height: f64) -> Markup {
    let unit = height / most(shares);
    let [source, target] = shares.each_ref().map(|shares| outline(shares, ends, base, unit));
    html! {
        path.area-source d=(format!("{source} V{base} H{} Z", ends.0)) {}
        path.line-target d=(target) {}
    }
}

/// The outline of a histogram that reaches from `start` to `end`.
fn outline(shares: &[f64], (start, end): (f64, f64), base: f64, unit: f64) -> String {
    let step = (end - start) / shares.len().max(1) as f64;
    let bars = shares.iter().enumerate().map(|(index, share)| {
        let y = base - share * unit;
        let (left, right) = (start + step * index as f64, start + step * (index + 1) as f64);
        format!(" L{left:.1} {y:.1} H{right:.1}")
    });
    format!("M{start:.1} {base}{}", bars.collect::<String>())
}

/// The ends of each of so many bins between two values.
pub(super) fn bins((low, high): (f64, f64), count: usize) -> impl Iterator<Item = [f64; 2]> {
    let edge = move |at: usize| low + (high - low) * (at as f64 / count as f64);
    (0..count).map(move |at| [edge(at), edge(at + 1)])
}

/// The ends of each bin as cells, and the numbers of both sides in it.
pub(super) fn rows(
    ends: (f64, f64),
    digits: usize,
    [source, target]: [&[u64]; 2],
) -> impl Iterator<Item = Vec<Cell>> {
    let numbers = source.iter().zip(target);
    bins(ends, source.len())
        .zip(numbers)
        .map(move |(edges, (&source, &target))| {
            let edges = edges.map(|edge| Cell::significant(edge, digits));
            edges
                .into_iter()
                .chain([source, target].map(Cell::count))
                .collect()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_of_other_sizes_are_drawn_as_shares() {
        let shares = shares([vec![1.0, 3.0], vec![200.0, 200.0]]);
        assert_eq!(shares, [[0.25, 0.75], [0.5, 0.5]]);
        let drawn = both(&shares, (0.0, 120.0), 28.0, 24.0).into_string();
        assert!(
            drawn.contains("d=\"M0.0 28 L0.0 20.0 H60.0 L60.0 4.0 H120.0 V28 H0 Z\""),
            "{drawn}"
        );
        assert!(
            drawn.contains("d=\"M0.0 28 L0.0 12.0 H60.0 L60.0 12.0 H120.0\""),
            "{drawn}"
        );
    }

    #[test]
    fn sides_without_numbers_lie_flat() {
        let shares = shares([vec![0.0, 0.0], vec![]]);
        assert_eq!(shares, [vec![0.0, 0.0], vec![]]);
        assert_eq!(outline(&shares[1], (0.0, 120.0), 28.0, 1.0), "M0.0 28");
    }

    #[test]
    fn bins_touch_and_cover_the_range() {
        assert_eq!(bins((0.0, 4.0), 2).collect::<Vec<_>>(), [[0.0, 2.0], [2.0, 4.0]]);
    }
}
