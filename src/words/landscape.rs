//! Words about the rows in which source and target differ.

use crate::language::{Phrase, phrase, say, tell};
use crate::report::{Cell, ExtremeRow, Landscape, Map};
use crate::words::lists::capital;
use crate::words::numbers::{count, percent, significant};

pub(crate) const LANDSCAPE_HEADING: Phrase = phrase("Where source and target differ", "源与目标在何处不同");
pub(crate) const LANDSCAPE_INTRO: Phrase = phrase(
    "Every row has a score, the witness function of the test. Above zero, the source has more rows like this one; below zero, \
     the target has. These pictures and rows stay on this device: neither the link nor the report has them.",
    "每一行都有一个得分，即检验的见证函数：大于零表示源中相似的行更多，小于零表示目标中更多。这些图和行只留在本设备上，链接和报告中都没有。",
);
pub(crate) const LANDSCAPE_METHOD: Phrase = phrase(
    "The score uses the median Gaussian kernel, and the halves of both tables without that row. Row numbers do not count \
     the header and blank lines.",
    "得分采用中位数高斯核，并只用两张表中不含该行的那一半。行号不计表头和空行。",
);
pub(crate) const WITNESS_AXIS: Phrase = phrase("score (witness) →", "得分（见证函数） →");
pub(crate) const WITNESS_LEGEND: Phrase = phrase(
    "Area: source rows. Line: target rows. Where they coincide, the tables are alike.",
    "填充区域：源数据行。线：目标数据行。两者重合处，两张表相似。",
);
pub(crate) const LIKE_TARGET: Phrase = phrase("← more like the target", "← 更像目标");
pub(crate) const LIKE_SOURCE: Phrase = phrase("more like the source →", "更像源 →");

/// Shares of pairs in which the source row scores higher: below the first the tables are mixed, above the second apart.
const APART: [f64; 2] = [0.6, 0.8];

/// The title of the histograms of the witness.
pub(crate) fn witness_title(landscape: &Landscape) -> String {
    let share = percent(landscape.source_above_target);
    let finding = tell!(
        "a random source row scores higher than a random target row in {share} of pairs (chance: 50\u{a0}%)",
        "随机取一行源数据和一行目标数据，源数据行得分更高的占{share}（偶然：50%）"
    );
    if landscape.source_above_target < APART[0] {
        tell!(
            "The score hardly tells source from target: {finding}",
            "得分几乎无法区分源与目标：{finding}"
        )
    } else {
        capital(&finding)
    }
}

/// The title of the map.
pub(crate) fn map_title(map: &Map, source_above_target: f64) -> String {
    let spread = percent(map.shares[0] + map.shares[1]);
    let finding = if source_above_target < APART[0] {
        say!("Source and target rows are mixed", "源与目标的行相互混杂")
    } else if source_above_target < APART[1] {
        say!(
            "Source and target overlap, but each is denser in places",
            "源与目标相互重叠，但各有更密的地方"
        )
    } else {
        say!("Source and target lie mostly apart", "源与目标大部分彼此分开")
    };
    tell!(
        "{finding}; the map shows {spread} of the spread",
        "{finding}；此图显示了离散程度的{spread}"
    )
}

/// The legend of the map.
pub(crate) fn map_legend(map: &Map) -> String {
    tell!(
        "Dots: source rows. Crosses: target rows. {} in all. Blue: the source is denser. Orange: the target is \
         denser. The axes are the first two principal components, with {} (to the right) and {} (upwards) of the \
         spread.",
        "圆点：源数据行。十字：目标数据行。共{0}个。蓝色：源更密。橙色：目标更密。坐标轴是前两个主成分，分别占离散程度的{1}（向右）和{2}（向上）。",
        count(map.points.len() as u64),
        percent(map.shares[0]),
        percent(map.shares[1])
    )
}

/// The captions of the two tables of rows.
pub(crate) fn extremes() -> [&'static str; 2] {
    [
        say!(
            "Rows that look most like the source (highest scores)",
            "最像源数据的行（得分最高）"
        ),
        say!(
            "Rows that look most like the target (lowest scores)",
            "最像目标数据的行（得分最低）"
        ),
    ]
}

/// The table of a row.
pub(crate) fn side(is_target: bool) -> &'static str {
    if is_target {
        say!("target", "目标")
    } else {
        say!("source", "源")
    }
}

/// The table and the number of a row.
pub(crate) fn row_of(row: &ExtremeRow) -> String {
    let (side, number) = (side(row.is_target), count(row.number));
    if row.is_sampled {
        tell!("{side}, sampled row {number}", "{side}，样本行号{number}")
    } else {
        format!("{side} {number}")
    }
}

/// Numbers of this size are written without an exponent.
const PLAIN: std::ops::Range<f64> = 1e-5..1e12;

/// A number has at most so many decimals.
const MAX_DECIMALS: usize = 6;

/// A cell of a row.
pub(crate) fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Missing => tell!("missing", "缺失"),
        // As in the file, so that it can be found there, unless it has too many decimals to read.
        Cell::Number(value) if *value == 0.0 || PLAIN.contains(&value.abs()) => {
            let plain = value.to_string().replace('-', "\u{2212}");
            match plain.split_once('.') {
                Some((_, decimals)) if decimals.len() > MAX_DECIMALS && value.abs() < 1.0 => {
                    significant(*value, MAX_DECIMALS)
                }
                Some((_, decimals)) if decimals.len() > MAX_DECIMALS => {
                    let rounded = format!("{value:.MAX_DECIMALS$}");
                    rounded
                        .trim_end_matches('0')
                        .trim_end_matches('.')
                        .replace('-', "\u{2212}")
                }
                _ => plain,
            }
        }
        Cell::Number(value) => significant(*value, 6),
        Cell::Text(text) => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_as_in_the_file() {
        let cells =
            [0.38, -7.9, 0.0, 1e300, -0.974_927_912_181_823_6].map(|value| cell(&Cell::Number(value)));
        assert_eq!(cells[..3], ["0.38", "\u{2212}7.9", "0"]);
        assert!(cells[3].contains("× 10"), "{}", cells[3]);
        assert_eq!(cells[4], "\u{2212}0.974928");
        let cells = [
            0.000_012_345_678,
            1_459_430_400.251_37,
            -12_345_678.123_456_78,
            2.999_999_999_9,
        ]
        .map(|value| cell(&Cell::Number(value)));
        assert_eq!(cells[1..], ["1459430400.25137", "\u{2212}12345678.123457", "3"]);
        assert!(cells[0].contains("1.23457"), "{}", cells[0]);
    }

    #[test]
    fn a_row_of_a_sample_has_no_number_of_the_file() {
        let row = |is_sampled| ExtremeRow {
            is_target: true,
            number: 12,
            is_sampled,
            witness: 0.0,
            cells: Vec::new(),
        };
        let said = [false, true].map(|is_sampled| row_of(&row(is_sampled)));
        assert_eq!(said, ["target 12", "target, sampled row 12"]);
    }

    #[test]
    fn a_map_says_what_it_shows() {
        let map = Map {
            shares: [0.5, 0.21],
            points: Vec::new(),
        };
        assert_eq!(
            map_title(&map, 0.52),
            "Source and target rows are mixed; the map shows 71\u{a0}% of the spread"
        );
        assert!(map_title(&map, 0.7).contains("overlap"));
        assert!(map_title(&map, 0.9).contains("apart"));
    }
}
