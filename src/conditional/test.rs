//! The test of `response ⫫ table | inputs`.

use super::basis::Basis;
use super::flips::{Family, flip};
use super::folds::Folds;
use super::ridge::{predict, probabilities};
use crate::features::{Matrix, NormalScores};
use crate::random::Seed;

/// Random signs.
pub const FLIPS: u32 = 1_999;

/// The most rows of both sides together that are worth their time.
pub const MAX_ROWS: usize = 4_096;

/// No table is less likely than this.
const LEAST: f64 = 0.01;

/// Rows and what may follow from them.
#[derive(Debug)]
pub struct Question<'q> {
    /// The inputs of source and target.
    pub inputs: [&'q Matrix; 2],
    /// Each response for the rows of the source, then for those of the target.
    pub responses: Vec<Vec<f64>>,
    /// Whether the spread of a response may change, beside its mean.
    pub has_spread: bool,
    /// So many rows of a side, one after the other, may depend on each other. Signs change by such bins, so that a few hundred of
    /// them are quicker than single rows.
    pub bin_rows: usize,
}

/// What depends on the table at the same inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The mean of a response.
    Mean,
    /// Its spread.
    Spread,
}

/// What a test found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConditionalResult {
    /// Share of random signs at least as extreme as the data, the data included.
    pub p_value: f64,
    /// The joined statistic, on the scale of a standard normal.
    pub statistic: f64,
    /// What stands out most.
    pub change: Change,
}

/// Responses and tables, each with what the inputs say of them.
#[derive(Debug)]
pub struct Regressed {
    basis: Basis,
    folds: Folds,
    bins: Bins,
    has_spread: bool,
    rows: [usize; 2],
    /// `S − ê(X)` at each place.
    marks_left: Vec<f64>,
    /// `Y − m̂(X)` of each response.
    left: Vec<Vec<f64>>,
    /// `Σ ê(1 − ê)`.
    together: f64,
}

impl Regressed {
    /// Fits the regressions. Nothing where numbers are too large, or there is no response.
    #[must_use]
    pub fn of(question: &Question<'_>, seed: Seed) -> Option<Self> {
        let sides = question.inputs;
        let rows = sides.map(Matrix::rows);
        let bin_rows = question.bin_rows.max(1);
        let basis = Basis::new(sides, seed);
        let folds = Folds::new(&basis, sides, bin_rows, &mut seed.derive("folds", 0).generator());
        let marks = folds.marks(rows[0]);
        let mut responses: Vec<Vec<f64>> = question
            .responses
            .iter()
            .map(|response| folds.order.iter().map(|&row| response[row]).collect())
            .collect();
        if responses.is_empty() {
            return None;
        }
        responses.push(marks.clone());
        let mut predicted = predict(&folds, &responses)?;
        let (ridge, _) = (predicted.ridges.pop()?, predicted.values.pop());
        let likely = probabilities(&folds, &marks, ridge)?;
        let likely: Vec<f64> = likely.iter().map(|it| it.clamp(LEAST, 1.0 - LEAST)).collect();
        let left = responses.iter().zip(&predicted.values);
        Some(Self {
            left: left
                .map(|(response, predicted)| less(response, predicted))
                .collect(),
            marks_left: less(&marks, &likely),
            together: likely.iter().map(|it| it * (1.0 - it)).sum(),
            bins: Bins::new(&folds, rows, bin_rows),
            has_spread: question.has_spread,
            basis,
            folds,
            rows,
        })
    }

    /// `Σ ê(1 − ê)` over what it would be if the inputs told nothing of the table: 1 where they do not, 0 where they tell all.
    #[must_use]
    pub fn overlap(&self) -> f64 {
        let [source, target] = self.rows.map(|rows| rows as f64);
        self.together * (source + target) / (source * target)
    }

    /// Tests whether responses depend on the table at the same inputs. Nothing where numbers are too large.
    #[must_use]
    pub fn test(&self, flips: u32, seed: Seed, progress: &mut dyn FnMut(f64)) -> Option<ConditionalResult> {
        let mut left = self.left.clone();
        let means = left.len();
        if self.has_spread {
            let sizes: Vec<Vec<f64>> = left.iter().map(|left| sizes(left)).collect();
            let predicted = predict(&self.folds, &sizes)?;
            left.extend(
                sizes
                    .iter()
                    .zip(&predicted.values)
                    .map(|(one, other)| less(one, other)),
            );
        }
        let families: Vec<Family> = left
            .iter()
            .flat_map(|left| {
                let products = left.iter().zip(&self.marks_left);
                let products: Vec<f64> = products.map(|(left, mark)| left * mark).collect();
                self.bins.families(&self.basis, &self.folds, &products)
            })
            .collect();
        let flipped = flip(&families, self.bins.count, flips, seed, progress);
        let of_each = families.len() / left.len();
        Some(ConditionalResult {
            p_value: flipped.p_value,
            statistic: flipped.observed,
            change: if flipped.strongest / of_each < means {
                Change::Mean
            } else {
                Change::Spread
            },
        })
    }
}

fn less(values: &[f64], predicted: &[f64]) -> Vec<f64> {
    values
        .iter()
        .zip(predicted)
        .map(|(one, other)| one - other)
        .collect()
}

/// How large what is left is, as normal scores: a few large ones must not decide.
fn sizes(left: &[f64]) -> Vec<f64> {
    let sizes: Vec<f64> = left.iter().map(|value| value.abs()).collect();
    let mut sorted = sizes.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    let scores = NormalScores::of_sorted(&sorted);
    sizes.iter().map(|size| scores.score(*size)).collect()
}

/// The bin of each place.
#[derive(Debug)]
struct Bins {
    count: usize,
    of: Vec<usize>,
}

impl Bins {
    fn new(folds: &Folds, rows: [usize; 2], bin_rows: usize) -> Self {
        let of_source = rows[0].div_ceil(bin_rows);
        let of = folds.order.iter().map(|&row| match row.checked_sub(rows[0]) {
            None => row / bin_rows,
            Some(row) => of_source + row / bin_rows,
        });
        Self {
            count: of_source + rows[1].div_ceil(bin_rows),
            of: of.collect(),
        }
    }

    /// The products weighted by 1, by what is no wave, and by waves.
    fn families(&self, basis: &Basis, folds: &Folds, products: &[f64]) -> [Family; 3] {
        let plain = basis.plain();
        let level = self.family(1, |_| products.to_vec());
        let weighted = |function: usize| -> Vec<f64> {
            let values = folds.function(function).iter();
            values
                .zip(products)
                .map(|(value, product)| value * product)
                .collect()
        };
        let columns = self.family(plain, weighted);
        let waves = self.family(folds.width() - plain, |wave| weighted(plain + wave));
        [level, columns, waves]
    }

    fn family(&self, width: usize, of: impl Fn(usize) -> Vec<f64>) -> Family {
        let mut bins = vec![0.0; self.count * width];
        for function in 0..width {
            for (&bin, value) in self.of.iter().zip(of(function)) {
                bins[bin * width + function] += value;
            }
        }
        Family { width, bins }
    }
}
