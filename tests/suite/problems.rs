//! Problems with published powers, on which the tests of the literature are compared, and others.

#![allow(dead_code, reason = "not every user of this module needs all of it")]

use kindred::features::Matrix;
use kindred::mmd::{Group, Plan, test};
use kindred::random::{Generator, Seed};

use crate::scale::Scale;

/// The level of all published powers.
pub(crate) const ALPHA: f64 = 0.05;

/// Two distributions to tell apart.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Problem {
    /// A uniform on [0, 1] with so many bumps of this height against a flat one.
    PerturbedUniform { perturbations: u32, height: f64 },
    /// Four normals in the corners of a square against the same, one of them with this standard deviation.
    Mixture { deviation: f64 },
    /// Standard normal numbers against the same, moved.
    Shift { by: f64 },
    /// So many columns, of which the first is moved by so much.
    OneOfMany { columns: usize, of: Numbers, by: f64 },
    /// So many normal columns, of which the first ones are moved by 1.
    SomeMoved { columns: usize, moved: usize },
    /// So many normal columns; the first of the target has this variance.
    Variance { columns: usize, of_first: f64 },
    /// So many normal columns; of the target's rows so large a share is moved by 3 in each.
    Contaminated { columns: usize, share: f64 },
    /// So many normal columns, and in the target their signs.
    Signs { columns: usize },
    /// So many 0/1 columns with these shares of ones in the source and in the target.
    Binary { columns: usize, shares: [f64; 2] },
    /// So many normal columns with equal correlations, in the source and in the target.
    Equicorrelated { columns: usize, correlations: [f64; 2] },
    /// So many normal columns, of which two have this correlation in the target.
    OnePair { columns: usize, correlation: f64 },
    /// So many normal columns, each correlated with the next, in the source and in the target.
    Autoregressive { columns: usize, correlations: [f64; 2] },
}

/// What columns hold.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Numbers {
    Normal,
    /// Normal numbers, but for one cell of a million in the first column of the source.
    OneFarCell,
    /// Lognormal numbers, whose logarithms have a standard deviation of 2 and are moved.
    Lognormal,
    /// Student's t with two degrees of freedom: no variance.
    HeavyTailed,
}

impl Numbers {
    fn draw(self, shift: f64, generator: &mut Generator) -> f64 {
        match self {
            Self::Normal | Self::OneFarCell => generator.normal() + shift,
            Self::Lognormal => (2.0 * generator.normal() + shift).exp(),
            Self::HeavyTailed => {
                let chi_square = -2.0 * (1.0 - generator.uniform()).ln();
                generator.normal() / (chi_square / 2.0).sqrt() + shift
            }
        }
    }
}

impl Problem {
    /// So many rows of either side.
    #[expect(clippy::too_many_lines, reason = "one arm for each problem")]
    pub(crate) fn draw(self, rows: usize, generator: &mut Generator) -> [Matrix<f64>; 2] {
        let matrix = |columns, values| Matrix::new(columns, values).unwrap();
        match self {
            Self::PerturbedUniform {
                perturbations,
                height,
            } => {
                let signs: Vec<f64> = (0..perturbations)
                    .map(|_| if generator.below(2) == 0 { 1.0 } else { -1.0 })
                    .collect();
                let bumpy = (0..rows).map(|_| perturbed(&signs, height, generator)).collect();
                let flat = (0..rows).map(|_| generator.uniform()).collect();
                [matrix(1, bumpy), matrix(1, flat)]
            }
            Self::Mixture { deviation } => {
                let mut side = |deviation: f64| {
                    let mut values = Vec::with_capacity(2 * rows);
                    for _ in 0..rows {
                        let corner = [generator.below(2), generator.below(2)];
                        let scale = if corner == [0, 0] { deviation } else { 1.0 };
                        for place in corner {
                            values.push((place as f64 * 2.0 - 1.0) * 20.0 + scale * generator.normal());
                        }
                    }
                    values
                };
                let (source, target) = (side(1.0), side(deviation));
                [matrix(2, source), matrix(2, target)]
            }
            Self::Shift { by } => {
                let mut side =
                    |shift: f64| matrix(1, (0..rows).map(|_| generator.normal() + shift).collect());
                [side(0.0), side(by)]
            }
            Self::OneOfMany { columns, of, by } => {
                let mut side = |shift: f64| -> Vec<f64> {
                    let shifts =
                        (0..rows * columns).map(|place| if place % columns == 0 { shift } else { 0.0 });
                    shifts.map(|shift| of.draw(shift, generator)).collect()
                };
                let (mut source, target) = (side(0.0), side(by));
                if matches!(of, Numbers::OneFarCell) {
                    source[0] = 1e6;
                }
                [matrix(columns, source), matrix(columns, target)]
            }
            Self::SomeMoved { columns, moved } => [0.0, 1.0].map(|by| {
                normals(rows, columns, generator, |row| {
                    for value in &mut row[..moved] {
                        *value += by;
                    }
                })
            }),
            Self::Variance { columns, of_first } => [1.0, of_first]
                .map(|variance: f64| normals(rows, columns, generator, |row| row[0] *= variance.sqrt())),
            Self::Contaminated { columns, share } => {
                let source = normals(rows, columns, generator, |_| ());
                let mut target = normals(rows, columns, generator, |_| ()).values().to_vec();
                for row in target.chunks_exact_mut(columns) {
                    if generator.uniform() < share {
                        for value in row {
                            *value += 3.0;
                        }
                    }
                }
                [source, matrix(columns, target)]
            }
            Self::Signs { columns } => [false, true].map(|is_sign| {
                normals(rows, columns, generator, |row| {
                    if is_sign {
                        for value in row {
                            *value = value.signum();
                        }
                    }
                })
            }),
            Self::Binary { columns, shares } => shares.map(|share| {
                let cells = (0..rows * columns).map(|_| f64::from(u8::from(generator.uniform() < share)));
                matrix(columns, cells.collect())
            }),
            Self::Equicorrelated {
                columns,
                correlations,
            } => correlations.map(|correlation: f64| {
                normals(rows, columns, generator, |row| {
                    // As the sum of a shared number, which takes one from the first column, and one of its own.
                    let mean = row.iter().sum::<f64>() / columns as f64;
                    let shared = (correlation + (1.0 - correlation) / columns as f64).sqrt()
                        * mean
                        * (columns as f64).sqrt();
                    for value in row {
                        *value = shared + (1.0 - correlation).sqrt() * (*value - mean);
                    }
                })
            }),
            Self::OnePair { columns, correlation } => [0.0, correlation].map(|correlation: f64| {
                normals(rows, columns, generator, |row| {
                    row[1] = mixed(correlation, row[0], row[1]);
                })
            }),
            Self::Autoregressive {
                columns,
                correlations,
            } => correlations.map(|correlation: f64| {
                normals(rows, columns, generator, |row| {
                    for place in 1..columns {
                        row[place] = mixed(correlation, row[place - 1], row[place]);
                    }
                })
            }),
        }
    }
}

/// Standard normal numbers, and what becomes of each row.
fn normals(
    rows: usize,
    columns: usize,
    generator: &mut Generator,
    change: impl Fn(&mut [f64]),
) -> Matrix<f64> {
    let mut values: Vec<f64> = (0..rows * columns).map(|_| generator.normal()).collect();
    values.chunks_exact_mut(columns).for_each(change);
    Matrix::new(columns, values).unwrap()
}

/// A number with this correlation to another.
fn mixed(correlation: f64, other: f64, own: f64) -> f64 {
    correlation * other + (1.0 - correlation * correlation).sqrt() * own
}

/// A number with the density `1 + A·e·Σ_j θ_j G(P x − j)`, by rejection.
fn perturbed(signs: &[f64], height: f64, generator: &mut Generator) -> f64 {
    let count = signs.len() as f64;
    loop {
        let x = generator.uniform();
        let bumps: f64 = (1..)
            .zip(signs)
            .map(|(place, sign)| sign * bump(count * x - f64::from(place)))
            .sum();
        let density = 1.0 + height * std::f64::consts::E * bumps;
        if generator.uniform() * (1.0 + height) <= density {
            return x;
        }
    }
}

fn bump(x: f64) -> f64 {
    let hat = |x: f64| (-1.0 / (1.0 - x * x)).exp();
    if -1.0 < x && x < -0.5 {
        hat(4.0 * x + 3.0)
    } else if -0.5 < x && x < 0.0 {
        -hat(4.0 * x + 1.0)
    } else {
        0.0
    }
}

/// The share of repetitions that reject.
pub(crate) fn power(problem: Problem, scale: Scale, rows: usize, repeats: u64, permutations: u32) -> f64 {
    let rejected = (0..repeats).filter(|&repeat| {
        let mut generator = Seed::new(41).derive("data", repeat).generator();
        let [source, target] = scale.of(&problem.draw(rows, &mut generator));
        let seed = Seed::new(42).derive("test", repeat);
        let plan = Plan::new(rows, rows, seed);
        let (source, target) = (source.select(&plan.source), target.select(&plan.target));
        let result = test(
            &source,
            &target,
            &Group::each_of(source.columns()),
            &plan.bins,
            permutations,
            seed,
            &mut |_| {},
        )
        .unwrap();
        result.permuted.p_value <= ALPHA
    });
    rejected.count() as f64 / repeats as f64
}
