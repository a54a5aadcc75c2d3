//! The same question for each column alone.
//!
//! A column of numbers has two statistics. One is its energy distance, `2 ∫ (F − G)²` over its encoded numbers (Székely and
//! Rizzo; the MMD of the kernel `−|x − y|`), exact in `O(N log N)` by sorting. It hardly sees a change of spread, and so the
//! other compares the means of the squares (of normal scores: Klotz 1962). The one with the higher score counts. That of
//! categories is in `categories`. All columns are judged by the same permutations as
//! the test of all together, so the largest of their statistics has a permutation distribution, too: the p-values hold
//! for all columns at once, however they depend on each other (Westfall and Young's step-down max-T, 1993).

use std::ops::Range;

use crate::random::Seed;

use super::bound::Noise;
use super::calibration::Spread;
use super::categories::Categories;
use super::lanes::SPLITS;
use super::permutation::for_each_split_in_turn;
use super::plan::Bins;
use super::sides::Sides;
use super::spread_of_column::Squares;
use super::tiles::Pooled;

/// Two statistics this close, relative to the larger, count as equal.
const TIE: f64 = 1e-9;

/// Steps of the power iteration for an eigenvalue.
const ITERATIONS: usize = 20;

/// Steps of the search for a shift; each halves the interval.
const HALVINGS: usize = 60;

/// The largest shift that is looked for, in standard deviations.
const MAX_SHIFT: f64 = 1e3;

/// What a column of the table is for its test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// Numbers: the encoded columns that it became.
    Numbers(Range<usize>),
    /// Categories: a code for each row that is paired, source first. What is missing has a code, too.
    Categories(Vec<u32>),
}

/// What is known of a column alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ColumnResult {
    /// p-value, adjusted for the number of columns.
    pub p_adjusted: f64,
    /// For numbers the mean shift, in standard deviations, with the same energy distance between normals. For categories
    /// the distance of their shares, in standard deviations.
    pub effect: f64,
    /// An upper bound of it at 95 % confidence.
    pub effect_upper: f64,
    /// For few categories half the sum of the differences of all shares: the total variation distance.
    pub total_variation: Option<f64>,
}

/// The order of one encoded column's values.
struct Sorted {
    /// Steps up the sorted values: which bins' rows lie below, and how far it is to the next value.
    steps: Vec<Step>,
    /// The bins of rows, in the order of their values.
    bins: Vec<u32>,
}

struct Step {
    /// So many of `bins` are passed before the gap.
    passed: usize,
    gap: f64,
}

impl Group {
    /// Columns of numbers, each by itself.
    #[must_use]
    pub fn each_of(columns: usize) -> Vec<Self> {
        (0..columns)
            .map(|column| Self::Numbers(column..column + 1))
            .collect()
    }
}

impl Sorted {
    fn new(rows: &Pooled, column: usize, bin_rows: usize) -> Self {
        let deviation = libm::sqrt(rows.variance(column));
        let scale = if deviation > 0.0 { deviation } else { 1.0 };
        let mut values: Vec<(f64, u32)> = (0_u32..)
            .zip(rows.column(column))
            .map(|(row, value)| (value / scale, row / u32::try_from(bin_rows).unwrap_or(u32::MAX)))
            .collect();
        values.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let steps = (1..values.len())
            .filter_map(|passed| {
                let gap = values[passed].0 - values[passed - 1].0;
                (gap > 0.0).then_some(Step { passed, gap })
            })
            .collect();
        Self {
            steps,
            bins: values.into_iter().map(|(_, bin)| bin).collect(),
        }
    }

    /// `2 ∫ (F − G)²` for several splits at once, added to `totals`. The weight of a bin is what one of its rows adds to
    /// `F − G`.
    fn add_energy(&self, weights: &[[f64; SPLITS]], totals: &mut [f64; SPLITS]) {
        let mut height = [0.0; SPLITS];
        let mut passed = 0;
        for step in &self.steps {
            for &bin in &self.bins[passed..step.passed] {
                for (height, weight) in height.iter_mut().zip(&weights[bin as usize]) {
                    *height += weight;
                }
            }
            passed = step.passed;
            for (total, height) in totals.iter_mut().zip(&height) {
                *total += 2.0 * step.gap * height * height;
            }
        }
    }

    /// What the energy distance of a random split is on average where rows are independent.
    fn by_chance(&self, [n, m]: [f64; 2]) -> f64 {
        let all = self.bins.len() as f64;
        let steps = self.steps.iter().map(|step| {
            let share = step.passed as f64 / all;
            2.0 * step.gap * share * (1.0 - share)
        });
        steps.sum::<f64>() * (1.0 / n + 1.0 / m)
    }

    /// The largest eigenvalue of the covariance of rows in the space of the kernel `−|x − y|`, by power iteration: with `h`
    /// centred, the derivative of `−Σ h_j |x − x_j|` is `−2 Σ_{j below x} h_j`.
    fn largest_eigenvalue(&self) -> f64 {
        let all = self.bins.len() as f64;
        let ends = self.steps.iter().map(|step| step.passed).chain([self.bins.len()]);
        let mut before = 0;
        let shares: Vec<f64> = ends
            .map(|end| {
                let share = (end - before) as f64 / all;
                before = end;
                share
            })
            .collect();
        let mean = |values: &[f64]| {
            values
                .iter()
                .zip(&shares)
                .map(|(value, share)| value * share)
                .sum::<f64>()
        };
        let mut values: Vec<f64> = (0..shares.len()).map(|place| place as f64).collect();
        let mut eigenvalue = 0.0;
        for _ in 0..ITERATIONS {
            let centre = mean(&values);
            for value in &mut values {
                *value -= centre;
            }
            let squares: Vec<f64> = values.iter().map(|value| value * value).collect();
            let length = libm::sqrt(mean(&squares));
            if length <= 0.0 {
                return 0.0;
            }
            let (mut below, mut next) = (0.0, 0.0);
            let mut products = vec![0.0];
            for ((value, share), step) in values.iter().zip(&shares).zip(&self.steps) {
                below += share * value / length;
                next -= 2.0 * below * step.gap;
                products.push(next);
            }
            let own: Vec<f64> = products
                .iter()
                .zip(&values)
                .map(|(next, value)| next * value)
                .collect();
            eigenvalue = mean(&own) / length;
            values = products;
        }
        eigenvalue
    }

    /// The unbiased energy distance where the first bins are the source's, `n` rows of it and `m` of the target.
    fn unbiased(&self, source_bins: usize, n: f64, m: f64) -> f64 {
        let (mut f, mut g, mut passed) = (0.0, 0.0, 0);
        let (mut between, mut within) = (0.0, [0.0; 2]);
        for step in &self.steps {
            for &bin in &self.bins[passed..step.passed] {
                if (bin as usize) < source_bins {
                    f += 1.0 / n;
                } else {
                    g += 1.0 / m;
                }
            }
            passed = step.passed;
            between += 2.0 * step.gap * (f - g) * (f - g);
            within[0] += 2.0 * step.gap * f * (1.0 - f);
            within[1] += 2.0 * step.gap * g * (1.0 - g);
        }
        between - within[0] / (n - 1.0) - within[1] / (m - 1.0)
    }
}

/// What the columns say one by one.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) results: Vec<ColumnResult>,
    /// The largest of the columns' statistics in each split, the data's own first, then those that
    /// [`for_each_split_in_turn`] gives; empty without columns.
    pub(super) largest: Vec<f64>,
}

/// Tests each column alone, with the permutations of [`super::test()`] for the same seed.
///
/// `rows` holds the source's `source` rows first, in the order of a plan; each group says which of its columns one
/// column of the table became.
pub(super) fn test_columns(
    rows: &Pooled,
    source: usize,
    groups: &[Group],
    bins: &Bins,
    permutations: u32,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> Columns {
    if groups.is_empty() {
        return Columns {
            results: Vec::new(),
            largest: Vec::new(),
        };
    }
    let bin_rows = bins.paired.max(1);
    let sides = bins.sides(source, rows.rows() - source);
    let source_bins = sides.source();
    let [n, m] = [source as f64, (rows.rows() - source) as f64];
    let batches = batches(&sides, permutations, seed, [1.0 / n, -1.0 / m]);
    let mut statistics = Vec::with_capacity(groups.len());
    let mut results = Vec::with_capacity(groups.len());
    for (done, group) in groups.iter().enumerate() {
        progress(done as f64 / groups.len() as f64);
        let (values, result) = match group {
            Group::Numbers(columns) => {
                let columns = columns.clone();
                let sorted: Vec<Sorted> = columns
                    .clone()
                    .map(|it| Sorted::new(rows, it, bin_rows))
                    .collect();
                let energies = batches.values(|weights, totals| {
                    for sorted in &sorted {
                        sorted.add_energy(weights, totals);
                    }
                });
                let spreads: Vec<Squares> = columns.map(|it| Squares::new(rows, it, bin_rows)).collect();
                let of_spread = batches.values(|weights, totals| {
                    for squares in &spreads {
                        squares.add_differences(weights, totals);
                    }
                });
                let of_squares = spreads.iter().map(|squares| squares.by_chance([n, m])).sum();
                let by_chance = sorted.iter().map(|sorted| sorted.by_chance([n, m])).sum();
                let mut values = scores(energies.clone(), batches.has_all, by_chance);
                for (value, other) in values
                    .iter_mut()
                    .zip(scores(of_spread, batches.has_all, of_squares))
                {
                    *value = value.max(other);
                }
                let effects = effects(&sorted, &energies, by_chance, source_bins, [n, m]);
                (values, (effects, None))
            }
            Group::Categories(codes) => {
                let categories = Categories::new(codes, bin_rows);
                let values = batches.values(|weights, totals| categories.add_distances(weights, totals));
                let shares = categories.shares(source_bins, [n, m]);
                let by_chance = categories.by_chance([n, m]);
                let effects = shares.effects(design_effect(&values, by_chance));
                (
                    scores(values, batches.has_all, by_chance),
                    (effects, shares.total_variation()),
                )
            }
        };
        statistics.push(values);
        let ([effect, effect_upper], total_variation) = result;
        results.push(ColumnResult {
            p_adjusted: 1.0,
            effect,
            effect_upper,
            total_variation,
        });
    }
    let p_values = adjusted(&statistics, batches.has_all);
    for (result, p_adjusted) in results.iter_mut().zip(p_values) {
        result.p_adjusted = p_adjusted;
    }
    let of_split = |split: usize| statistics.iter().map(move |values| values[split]);
    let largest = (0..batches.count).map(|split| of_split(split).fold(f64::MIN, f64::max));
    Columns {
        largest: largest.collect(),
        results,
    }
}

/// The shift with the energy distance of the columns that one column became, the largest of them, and its upper bound.
/// `energies` are the sums of their energy distances in all splits, the data's own first, and `by_chance` is their mean where
/// rows are independent.
fn effects(
    sorted: &[Sorted],
    energies: &[f64],
    by_chance: f64,
    source_bins: usize,
    [n, m]: [f64; 2],
) -> [f64; 2] {
    let unbiased = sorted.iter().map(|sorted| sorted.unbiased(source_bins, n, m));
    let unbiased: Vec<f64> = unbiased.collect();
    let effect = unbiased.iter().copied().map(shift_of_energy).fold(0.0, f64::max);
    let eigenvalue = sorted.iter().map(Sorted::largest_eigenvalue).sum();
    let others = &energies[1..];
    let mean = others.iter().sum::<f64>() / others.len() as f64;
    let squares = others.iter().map(|value| (value - mean) * (value - mean));
    let null = squares.sum::<f64>() / others.len() as f64;
    let noise = Noise::new(null, eigenvalue, design_effect(energies, by_chance), [n, m]);
    [
        effect,
        shift_of_energy(noise.upper(unbiased.iter().sum())).max(effect),
    ]
}

/// How many times as large a statistic is in random splits as it would be of independent rows.
fn design_effect(values: &[f64], by_chance: f64) -> f64 {
    let others = &values[1..];
    let mean = others.iter().sum::<f64>() / others.len().max(1) as f64;
    if by_chance > 0.0 { mean / by_chance } else { 1.0 }
}

/// Splits, in batches: the weight of each bin in each of them.
struct Batches {
    weights: Vec<Vec<[f64; SPLITS]>>,
    /// Splits in all; the first is the data's own.
    count: usize,
    /// Whether the others are all splits there are, the data's own among them.
    has_all: bool,
}

impl Batches {
    /// The statistics of all splits, the data's own first, where `add` adds those of a batch.
    fn values(&self, add: impl Fn(&[[f64; SPLITS]], &mut [f64; SPLITS])) -> Vec<f64> {
        let of_batch = |weights: &Vec<[f64; SPLITS]>| {
            let mut totals = [0.0; SPLITS];
            add(weights, &mut totals);
            totals
        };
        let mut values: Vec<f64> = self.weights.iter().flat_map(of_batch).collect();
        values.truncate(self.count);
        values
    }
}

fn batches(sides: &Sides, permutations: u32, seed: Seed, weights: [f64; 2]) -> Batches {
    let bins = sides.bins();
    let mut batches = Batches {
        weights: Vec::new(),
        count: 0,
        has_all: false,
    };
    let mut add = |side: &[usize], is_source: bool| {
        let lane = batches.count % SPLITS;
        if lane == 0 {
            batches.weights.push(vec![[0.0; SPLITS]; bins]);
        }
        let [own, other] = if is_source {
            weights
        } else {
            [weights[1], weights[0]]
        };
        if let Some(batch) = batches.weights.last_mut() {
            for weights in batch.iter_mut() {
                weights[lane] = other;
            }
            for &bin in side {
                batch[bin][lane] = own;
            }
        }
        batches.count += 1;
    };
    let observed = sides.observed();
    add(&observed, true);
    batches.has_all = for_each_split_in_turn(sides, permutations, seed, add);
    batches
}

/// The scores of a column's statistics, the data's own first: those of all columns are comparable then. A score is the same
/// function of a statistic whichever of the splits is the data's own. `by_chance` is what the statistic is on average where rows
/// are independent: weeks that all hold the same weekdays differ by rounding alone, which is no score.
fn scores(mut values: Vec<f64>, has_all: bool, by_chance: f64) -> Vec<f64> {
    // Where all splits are there, the data's own stands among them a second time.
    let spread = Spread::of(values[usize::from(has_all)..].iter());
    for value in &mut values {
        *value = if spread.deviation() > TIE * by_chance {
            spread.score(*value)
        } else {
            0.0
        };
    }
    values
}

/// Westfall and Young's step-down p-values. Each column's statistics begin with the data's own.
fn adjusted(statistics: &[Vec<f64>], has_all: bool) -> Vec<f64> {
    let observed = |column: &usize| statistics[*column].first().copied().unwrap_or(0.0);
    let mut order: Vec<usize> = (0..statistics.len()).collect();
    order.sort_by(|a, b| observed(a).total_cmp(&observed(b)));
    let splits = statistics.first().map_or(0, Vec::len);
    // From the smallest statistic up: the largest one so far of each split.
    let mut largest = vec![f64::MIN; splits];
    let mut p_values = vec![1.0; statistics.len()];
    for &column in &order {
        for (largest, value) in largest.iter_mut().zip(&statistics[column]) {
            *largest = largest.max(*value);
        }
        let own = observed(&column);
        // What is no number is not less, and counts against rejection.
        let less = largest
            .iter()
            .filter(|&&value| value < own - TIE * own.abs().max(1.0))
            .count();
        // Where all splits are there, the data's own stands among them a second time.
        let splits = splits - usize::from(has_all);
        p_values[column] = (splits - less) as f64 / splits as f64;
    }
    // A column with a smaller statistic has no smaller p-value.
    let mut highest = 0.0_f64;
    for &column in order.iter().rev() {
        highest = highest.max(p_values[column]);
        p_values[column] = highest;
    }
    p_values
}

/// The energy distance between `N(0, 1)` and `N(δ, 1)`: `2 (E|δ + √2 Z| − E|√2 Z|)`.
fn energy_of_shift(shift: f64) -> f64 {
    let root = std::f64::consts::FRAC_2_SQRT_PI;
    let mean_distance = root * libm::exp(-shift * shift / 4.0) + shift * libm::erf(shift / 2.0);
    2.0 * (mean_distance - root)
}

/// The shift with this energy distance; 0 where it is not positive.
fn shift_of_energy(energy: f64) -> f64 {
    let (mut low, mut high) = (0.0, MAX_SHIFT);
    if energy <= 0.0 {
        return 0.0;
    }
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if energy_of_shift(middle) < energy {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Matrix;
    use crate::mmd::{PERMUTATIONS, Plan};
    use crate::random::Generator;

    fn tested(source: &Matrix<f64>, target: &Matrix<f64>, groups: &[Group], seed: u64) -> Vec<ColumnResult> {
        let plan = Plan::new(source.rows(), target.rows(), Seed::new(seed));
        let (source, target) = (source.select(&plan.source), target.select(&plan.target));
        let pooled = Pooled::new(&source, &target).unwrap();
        test_columns(
            &pooled,
            source.rows(),
            groups,
            &plan.bins,
            PERMUTATIONS,
            Seed::new(seed),
            &mut |_| {},
        )
        .results
    }

    fn normal(rows: usize, shifts: &[f64], generator: &mut Generator) -> Matrix<f64> {
        let values = (0..rows).flat_map(|_| shifts.to_vec());
        Matrix::new(
            shifts.len(),
            values.map(|shift| shift + generator.normal()).collect(),
        )
        .unwrap()
    }

    #[test]
    fn the_energy_distance_is_that_of_the_definition() {
        let rows = [0.0, 1.0, 2.0, 3.0, 4.0, 1.0, 3.0, 5.0, 7.0];
        let matrix = |values: &[f64]| Matrix::new(1, values.to_vec()).unwrap();
        let pooled = Pooled::new(&matrix(&rows[..5]), &matrix(&rows[5..])).unwrap();
        let sorted = Sorted::new(&pooled, 0, 1);
        let mut weights = vec![[1.0 / 5.0; SPLITS]; 9];
        weights[5..].fill([-1.0 / 4.0; SPLITS]);
        let mut totals = [0.0; SPLITS];
        sorted.add_energy(&weights, &mut totals);
        // 1.3 on the raw numbers, from another program.
        let deviation = pooled.variance(0).sqrt();
        assert!((totals[0] * deviation - 1.3).abs() < 1e-12, "{totals:?}");
        let mean = |x: &[f64], y: &[f64], pairs: f64| -> f64 {
            let distances = x.iter().flat_map(|x| y.iter().map(move |y| (x - y).abs()));
            distances.sum::<f64>() / pairs / deviation
        };
        let (x, y) = (&rows[..5], &rows[5..]);
        let expected = 2.0 * mean(x, y, 20.0) - mean(x, x, 20.0) - mean(y, y, 12.0);
        assert!((sorted.unbiased(5, 5.0, 4.0) - expected).abs() < 1e-12);
    }

    #[test]
    fn a_shift_is_found_from_its_energy() {
        for shift in [0.01, 0.2, 1.0, 5.0] {
            assert!((shift_of_energy(energy_of_shift(shift)) / shift - 1.0).abs() < 1e-6);
        }
        assert!(shift_of_energy(-0.1) <= 0.0);
    }

    #[test]
    fn the_column_that_moved_is_named_with_its_shift() {
        let mut generator = Seed::new(8).generator();
        let source = normal(600, &[0.0, 0.0, 0.0], &mut generator);
        let target = normal(500, &[0.0, 0.5, 0.0], &mut generator);
        let results = tested(&source, &target, &Group::each_of(3), 1);
        assert!(results[1].p_adjusted <= 0.001, "{results:?}");
        assert!((results[1].effect - 0.5).abs() < 0.15, "{results:?}");
        assert!(
            results[0].p_adjusted > 0.05 && results[2].p_adjusted > 0.05,
            "{results:?}"
        );
    }

    #[test]
    fn among_equal_columns_one_is_accused_at_the_level() {
        let accused = (0..300).filter(|&repeat| {
            let mut generator = Seed::new(9).derive("data", repeat).generator();
            let [source, target] = [30, 25].map(|rows| normal(rows, &[0.0; 4], &mut generator));
            let results = tested(&source, &target, &Group::each_of(4), repeat);
            results.iter().any(|result| result.p_adjusted <= 0.05)
        });
        let share = accused.count() as f64 / 300.0;
        // 99.9 % binomial interval round the level.
        assert!((0.012..=0.092).contains(&share), "{share}");
    }

    #[test]
    fn a_split_counts_once_whichever_is_the_datas_own() {
        let all = [3.0, 1.0, 4.0, 1.5, 9.0, 2.5];
        let scores_with = |own: f64| scores([&[own], &all[..]].concat(), true, 1.0);
        let expected = scores_with(3.0);
        assert!(expected[5] > 1.5 && expected[2] < -0.8, "{expected:?}");
        for own in all {
            assert_eq!(scores_with(own)[1..], expected[1..]);
        }
        // Of random splits the data's own is one more.
        let random = scores(all.to_vec(), false, 1.0);
        assert_eq!(random, expected[1..]);
    }

    /// Each bin is a week: in whatever split, both sides have the same weekdays.
    #[test]
    fn rounding_alone_accuses_no_column() {
        let week = [0.1, 0.7, -1.3, 2.2, 0.4, -0.9, 0.3];
        let side = |weeks: usize| Matrix::new(1, week.repeat(weeks)).unwrap();
        let rows = Pooled::new(&side(52), &side(51)).unwrap();
        let weekdays = Group::Categories((0..7 * 103).map(|row| row % 7).collect());
        let groups = [Group::Numbers(0..1), weekdays];
        let columns = test_columns(
            &rows,
            7 * 52,
            &groups,
            &Bins::of(7),
            199,
            Seed::new(1),
            &mut |_| {},
        );
        for result in columns.results {
            assert!((result.p_adjusted - 1.0).abs() < 1e-12, "{result:?}");
        }
        assert!(columns.largest.iter().all(|largest| largest.abs() < 1e-12));
    }

    #[test]
    fn no_number_accuses_no_column() {
        for has_all in [false, true] {
            let p_values = adjusted(&[vec![f64::NAN; 4], vec![2.0, 2.0, 1.0, 0.0]], has_all);
            assert!((p_values[0] - 1.0).abs() < 1e-12, "{p_values:?}");
        }
    }

    #[test]
    fn few_rows_are_compared_in_all_splits() {
        let matrix = |values: &[f64]| Matrix::new(1, values.to_vec()).unwrap();
        let (source, target) = (matrix(&[0.0, 1.0, 2.0]), matrix(&[3.0, 4.0, 5.0]));
        let pooled = Pooled::new(&source, &target).unwrap();
        let results = test_columns(
            &pooled,
            3,
            &Group::each_of(1),
            &Bins::of(1),
            PERMUTATIONS,
            Seed::new(1),
            &mut |_| {},
        )
        .results;
        // The data and its mirror image, of 20 splits.
        assert!((results[0].p_adjusted - 0.1).abs() < 1e-12, "{results:?}");
    }
}
