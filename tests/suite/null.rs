//! Data without a difference, and how often the test finds one.

use kindred::features::Matrix;
use kindred::mmd::{Bins, Group, test};
use kindred::random::{Generator, Seed};

use crate::scale::Scale;

pub(crate) const ALPHA: f64 = 0.05;

/// `(B + 1) · α` is whole.
const PERMUTATIONS: u32 = 199;

/// Columns of all data.
const COLUMNS: usize = 3;

/// How rows are permuted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Regime {
    /// Every split.
    Enumeration,
    /// Random permutations of single rows.
    Rows,
    /// Random permutations of bins.
    Bins,
    /// Bins whose first rows are paired, and random features of all rows.
    Features,
}

pub(crate) const REGIMES: [Regime; 4] = [Regime::Enumeration, Regime::Rows, Regime::Bins, Regime::Features];

impl Regime {
    fn bins(self) -> Bins {
        match self {
            Self::Enumeration | Self::Rows => Bins::of(1),
            Self::Bins => Bins::of(5),
            Self::Features => Bins::partly(12, 3),
        }
    }

    /// Rows of source and target: as many on either side, or one to twenty.
    pub(crate) fn sizes(self) -> [[usize; 2]; 2] {
        match self {
            Self::Enumeration => [[5, 5], [2, 40]],
            Self::Rows => [[30, 30], [4, 80]],
            Self::Bins => [[100, 100], [20, 400]],
            Self::Features => [[240, 240], [48, 960]],
        }
    }
}

/// What the rows are drawn from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Data {
    Normal,
    /// Student's t with two degrees of freedom: no variance.
    HeavyTailed,
    /// Three values: many ties.
    Discrete,
    /// A normal number, a skewed one, and a mark of a category.
    Mixed,
}

pub(crate) const DATA: [Data; 4] = [Data::Normal, Data::HeavyTailed, Data::Discrete, Data::Mixed];

impl Data {
    /// Whether two rows may be equal.
    pub(crate) fn has_ties(self) -> bool {
        matches!(self, Self::Discrete)
    }

    fn row(self, generator: &mut Generator) -> [f64; COLUMNS] {
        std::array::from_fn(|column| match self {
            Self::Normal => generator.normal(),
            Self::HeavyTailed => {
                let chi_square = -2.0 * (1.0 - generator.uniform()).ln();
                generator.normal() / (chi_square / 2.0).sqrt()
            }
            Self::Discrete => generator.below(3) as f64,
            Self::Mixed => match column {
                0 => generator.normal(),
                1 => -(1.0 - generator.uniform()).ln(),
                _ => f64::from(u8::from(generator.below(4) == 0)),
            },
        })
    }
}

/// How p-values are spread where there is no difference.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spread {
    /// The share of repetitions with `p ≤ α`.
    pub(crate) rejected: f64,
    /// The most that the share of p-values up to a number is above that number: at most 0 but for chance.
    pub(crate) above: f64,
    /// The most that it is below.
    #[allow(dead_code, reason = "not every user of this module looks at it")]
    pub(crate) below: f64,
}

/// Tests pairs of samples of one distribution.
pub(crate) fn spread(regime: Regime, sizes: [usize; 2], data: Data, repeats: u64) -> Spread {
    // Each cell has data of its own, or chance would strike in several at once.
    let cell = Seed::new(51).derive(&format!("{regime:?} {sizes:?} {data:?}"), 0);
    let p_value = |repeat: u64| {
        let mut generator = cell.derive("data", repeat).generator();
        let sides = sizes.map(|rows| {
            let values = (0..rows).flat_map(|_| data.row(&mut generator)).collect();
            Matrix::new(COLUMNS, values).unwrap()
        });
        let [source, target] = Scale::NormalScores.of(&sides);
        let seed = cell.derive("test", repeat);
        let result = test(
            &source,
            &target,
            &Group::each_of(source.columns()),
            &regime.bins(),
            PERMUTATIONS,
            seed,
            &mut |_| {},
        );
        result.unwrap().permuted.p_value
    };
    let mut p_values: Vec<f64> = (0..repeats).map(p_value).collect();
    p_values.sort_by(f64::total_cmp);
    let count = repeats as f64;
    let up_to = |number: f64| p_values.partition_point(|&p| p <= number) as f64 / count;
    let above = p_values.iter().map(|&p| up_to(p) - p).fold(0.0, f64::max);
    let before = |number: f64| p_values.partition_point(|&p| p < number) as f64 / count;
    let below = p_values.iter().map(|&p| p - before(p)).fold(0.0, f64::max);
    Spread {
        rejected: up_to(ALPHA),
        above,
        below,
    }
}
