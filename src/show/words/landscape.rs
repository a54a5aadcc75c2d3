//! Words about where the two domains part.

use crate::report::{Cell, Landscape, Map};
use crate::show::numbers::{count, percent, significant};

pub(crate) const LANDSCAPE_HEADING: &str = "Where the two domains part";
pub(crate) const LANDSCAPE_INTRO: &str = "The witness says of each row where it lies: above zero where rows \
    of the source are denser, below zero where rows of the target are. It is measured with the median Gaussian kernel, from \
    a row to that half of either table in which the row is not. Rows have the numbers of the rows of data, without header \
    and blank lines. These pictures and rows stay on this device; neither the link nor the report has them.";
pub(crate) const WITNESS_AXIS: &str = "witness →";
pub(crate) const WITNESS_LEGEND: &str =
    "The filled area is the source, the line is the target; each as shares of its own rows.";
pub(crate) const LIKE_TARGET: &str = "← more like the target";
pub(crate) const LIKE_SOURCE: &str = "more like the source →";

/// Below and above this share of pairs in order, rows lie apart little and far, in words.
const APART: [f64; 2] = [0.6, 0.8];

/// What the histograms of the witness show.
pub(crate) fn witness_title(landscape: &Landscape) -> String {
    let share = percent(landscape.told_apart);
    if landscape.told_apart < APART[0] {
        return format!(
            "The witness does not tell the two tables apart: of a row of the source and one of the target, the \
             source's has the higher one in {share} of all pairs, and chance alone gives about 50 %"
        );
    }
    format!(
        "Of a row of the source and one of the target, the source's has the higher witness in {share} of all pairs; \
         chance alone gives about 50 %"
    )
}

/// What the map shows.
pub(crate) fn map_title(map: &Map, told_apart: f64) -> String {
    let spread = percent(map.shares[0] + map.shares[1]);
    let finding = if told_apart < APART[0] {
        "Rows of both domains lie among each other"
    } else if told_apart < APART[1] {
        "The two domains overlap, and each has places where it is denser"
    } else {
        "The two domains lie apart for the most part"
    };
    format!("{finding}; the map shows {spread} of how the rows spread")
}

/// How to read the map.
pub(crate) fn map_legend(map: &Map) -> String {
    format!(
        "Dots are rows of the source, crosses are rows of the target, {} in all. The darker blue, the denser is the \
         source there; the darker orange, the target. To the right the rows spread most ({} of all spread), upwards \
         second most ({}): the first two principal components of these rows.",
        count(map.points.len() as u64),
        percent(map.shares[0]),
        percent(map.shares[1])
    )
}

/// The captions of the two tables of rows.
pub(crate) const EXTREMES: [&str; 2] = ["The rows most like the source", "The rows most like the target"];

/// Which table a row stands in.
pub(crate) fn side(is_target: bool) -> &'static str {
    if is_target { "target" } else { "source" }
}

/// Numbers of this size are written out.
const PLAIN: std::ops::Range<f64> = 1e-5..1e12;

/// A cell of a row.
pub(crate) fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Missing => "missing".to_owned(),
        // As the file has it, unless that is beyond reading.
        Cell::Number(value) if *value == 0.0 || PLAIN.contains(&value.abs()) => {
            value.to_string().replace('-', "\u{2212}")
        }
        Cell::Number(value) => significant(*value, 6),
        Cell::Category(name) => name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_as_in_the_file() {
        let cells = [0.38, -7.9, 0.0, 1e300].map(|value| cell(&Cell::Number(value)));
        assert_eq!(cells[..3], ["0.38", "\u{2212}7.9", "0"]);
        assert!(cells[3].contains("× 10"), "{}", cells[3]);
    }

    #[test]
    fn a_map_says_what_it_shows() {
        let map = Map {
            shares: [0.5, 0.21],
            points: Vec::new(),
        };
        assert_eq!(
            map_title(&map, 0.52),
            "Rows of both domains lie among each other; the map shows 71 % of how the rows spread"
        );
        assert!(map_title(&map, 0.7).contains("overlap"));
        assert!(map_title(&map, 0.9).contains("apart"));
    }
}
