//! A map of the rows: the plane in which the pooled rows spread most (principal components; Pearson 1901).

use crate::random::Seed;

use super::tiles::Pooled;

/// Rounds of the iteration at most; it stops before where the axes no longer turn.
const MOST_ROUNDS: usize = 60;

/// Products of a number and an axis in all rounds at most, so that a very wide table is drawn in a moment, too, if with
/// less exact axes.
const MOST_PRODUCTS: f64 = 1e9;

/// The axes have stopped turning where no part of them moves by more.
const STILL: f64 = 1e-8;

/// Rows in the plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Plane {
    /// For each row its places along the two axes, the pooled mean at 0.
    pub points: Vec<[f64; 2]>,
    /// The share of all spread along each axis.
    pub shares: [f64; 2],
}

/// The plane of the two first principal components of the `chosen` rows, and these rows in it; nothing where the rows
/// do not spread in two directions. The sides play no part, so what lies apart in it was not put apart.
#[must_use]
pub fn principal_plane(rows: &Pooled, chosen: &[usize], seed: Seed) -> Option<Plane> {
    let centred = centred(rows, chosen);
    let total: f64 = centred.iter().flatten().map(|value| value * value).sum();
    let mut generator = seed.derive("principal plane", 0).generator();
    let mut axes: [Vec<f64>; 2] =
        std::array::from_fn(|_| centred.iter().map(|_| generator.normal()).collect());
    orthonormalise(&mut axes)?;
    let products = 4.0 * chosen.len() as f64 * centred.len() as f64;
    for round in 0..MOST_ROUNDS {
        if round > 0 && round as f64 * products > MOST_PRODUCTS {
            break;
        }
        let mut turned = axes.each_ref().map(|axis| {
            let places = places(&centred, axis, chosen.len());
            centred.iter().map(|column| dot(column, &places)).collect()
        });
        orthonormalise(&mut turned)?;
        let moved = turned.iter().flatten().zip(axes.iter().flatten());
        let is_still = moved
            .map(|(now, before)| (now - before).abs())
            .fold(0.0, f64::max)
            < STILL;
        axes = turned;
        if is_still {
            break;
        }
    }
    let along = axes.map(|axis| places(&centred, &axis, chosen.len()));
    let shares = along.each_ref().map(|places| dot(places, places) / total);
    // Rounding alone spreads rows of a line by a little.
    if !shares.iter().all(|share| *share > 1e-12) {
        return None;
    }
    let points = along[0].iter().zip(&along[1]).map(|(&x, &y)| [x, y]).collect();
    Some(Plane { points, shares })
}

/// The chosen rows column after column, less the mean of each.
fn centred(rows: &Pooled, chosen: &[usize]) -> Vec<Vec<f64>> {
    let gathered = rows.gathered(chosen);
    let columns = (0..gathered.columns()).map(|column| {
        let values: Vec<f64> = gathered.column(column).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        values.into_iter().map(|value| value - mean).collect()
    });
    columns.collect()
}

/// The place of each row along an axis.
fn places(columns: &[Vec<f64>], axis: &[f64], rows: usize) -> Vec<f64> {
    let mut places = vec![0.0; rows];
    for (column, part) in columns.iter().zip(axis) {
        for (place, value) in places.iter_mut().zip(column) {
            *place += part * value;
        }
    }
    places
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

/// Two vectors of length 1 at a right angle, the largest part of each positive, which fixes the sign; nothing where they
/// have one direction or none.
fn orthonormalise(axes: &mut [Vec<f64>; 2]) -> Option<()> {
    let [first, second] = axes;
    normalise(first)?;
    let before = dot(second, second);
    let shared = dot(first, second);
    for (part, along) in second.iter_mut().zip(&*first) {
        *part -= shared * along;
    }
    // What is left of a vector in the same direction is rounding.
    if dot(second, second) <= 1e-20 * before {
        return None;
    }
    normalise(second)
}

fn normalise(axis: &mut [f64]) -> Option<()> {
    let largest = axis
        .iter()
        .copied()
        .max_by(|one, other| one.abs().total_cmp(&other.abs()))?;
    let length = libm::sqrt(dot(axis, axis)) * largest.signum();
    if length == 0.0 || !length.is_finite() {
        return None;
    }
    for part in axis {
        *part /= length;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Matrix;

    fn pooled(columns: usize, values: Vec<f64>) -> Pooled {
        let none = Matrix::new(columns, Vec::<f64>::new()).unwrap();
        Pooled::new(&Matrix::new(columns, values).unwrap(), &none).unwrap()
    }

    #[test]
    fn the_axes_are_those_of_the_largest_spread() {
        let mut generator = Seed::new(1).generator();
        // Spread 9, 4 and 1 along three directions at right angles.
        let values = (0..900).flat_map(|_| {
            let [a, b, c] = [3.0, 2.0, 1.0].map(|scale| scale * generator.normal());
            let half = std::f64::consts::FRAC_1_SQRT_2;
            [half * (a + b), half * (a - b), c]
        });
        let rows = pooled(3, values.collect());
        let chosen: Vec<usize> = (0..900).collect();
        let plane = principal_plane(&rows, &chosen, Seed::new(2)).unwrap();
        assert!((plane.shares[0] - 9.0 / 14.0).abs() < 0.04, "{:?}", plane.shares);
        assert!((plane.shares[1] - 4.0 / 14.0).abs() < 0.04, "{:?}", plane.shares);
        // The first row along (1, 1, 0)/√2, but for the mean.
        let row: Vec<f64> = (0..3).map(|column| rows.column(column).next().unwrap()).collect();
        let along = std::f64::consts::FRAC_1_SQRT_2 * (row[0] + row[1]);
        assert!(
            (plane.points[0][0].abs() - along.abs()).abs() < 0.5,
            "{:?} {along}",
            plane.points[0]
        );
        let middle: f64 = plane.points.iter().map(|point| point[0]).sum();
        assert!(middle.abs() < 1e-9);
        // Another start ends at the same axes.
        let again = principal_plane(&rows, &chosen, Seed::new(3)).unwrap();
        assert!((again.points[5][1] - plane.points[5][1]).abs() < 1e-4);
    }

    #[test]
    fn rows_on_a_line_have_no_plane() {
        let line = pooled(
            2,
            (0..40)
                .flat_map(|row| [f64::from(row), 2.0 * f64::from(row)])
                .collect(),
        );
        assert_eq!(
            principal_plane(&line, &(0..40).collect::<Vec<_>>(), Seed::new(1)),
            None
        );
        let one = pooled(1, (0..40).map(f64::from).collect());
        assert_eq!(
            principal_plane(&one, &(0..40).collect::<Vec<_>>(), Seed::new(1)),
            None
        );
        let same = pooled(2, vec![1.0; 80]);
        assert_eq!(
            principal_plane(&same, &(0..40).collect::<Vec<_>>(), Seed::new(1)),
            None
        );
    }
}
