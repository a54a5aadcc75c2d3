//! A map of the rows: the plane in which the pooled rows spread most (principal components; Pearson 1901).

use crate::random::Seed;

use super::tiles::Pooled;

/// Rounds of the iteration, at most. It ends earlier when the axes no longer turn.
const MAX_ROUNDS: usize = 60;

/// Products of a number and an axis in all rounds at most, so that a very wide table is drawn in a moment, too, if with
/// less exact axes.
const MAX_PRODUCTS: f64 = 1e9;

/// The axes have stopped turning when no part of them moves by more than this.
const MAX_STILL_MOVE: f64 = 1e-8;

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
    for round in 0..MAX_ROUNDS {
        if round > 0 && round as f64 * products > MAX_PRODUCTS {
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
            < MAX_STILL_MOVE;
        axes = turned;
        if is_still {
            break;
        }
    }
    let along = axes.map(|axis| places(&centred, &axis, chosen.len()));
    let shares = along.each_ref().map(|places| dot(places, places) / total);
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

/// Parts of an axis this close to its largest are as large as that but for rounding.
const MIN_SHARE_OF_LARGEST: f64 = 1.0 - 1e-6;

/// Two vectors of length 1 at a right angle; nothing where they have one direction or none. The first of the largest parts
/// of each is positive, which fixes the sign.
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
    let largest = axis.iter().map(|part| part.abs()).fold(0.0, f64::max);
    let first = axis
        .iter()
        .find(|part| part.abs() >= MIN_SHARE_OF_LARGEST * largest)?;
    let length = libm::sqrt(dot(axis, axis)).copysign(*first);
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

    /// Rows that spread by 9, 4 and 1 along (1, 1, 0)/√2, (1, −1, 0)/√2 and (0, 0, 1), each beside its mirror images, so
    /// that these are the axes exactly; and their places along the first two.
    fn mirrored() -> (Vec<f64>, Vec<[f64; 2]>) {
        let mut generator = Seed::new(1).generator();
        let (mut values, mut places) = (Vec::new(), Vec::new());
        for _ in 0..100 {
            let [a, b, c] = [3.0, 2.0, 1.0].map(|scale| scale * generator.normal());
            for image in 0..8 {
                let sign = |bit: u32| if image >> bit & 1 == 0 { 1.0 } else { -1.0 };
                let [a, b, c] = [sign(0) * a, sign(1) * b, sign(2) * c];
                let half = std::f64::consts::FRAC_1_SQRT_2;
                values.extend([half * (a + b) + 10.0, half * (a - b), c - 5.0]);
                places.push([a, b]);
            }
        }
        (values, places)
    }

    #[test]
    fn the_axes_are_those_of_the_largest_spread() {
        let (values, places) = mirrored();
        let rows = pooled(3, values);
        let chosen: Vec<usize> = (0..rows.rows()).collect();
        // From any start, and with the same signs: the first of several largest parts of an axis is positive.
        for seed in 0..20 {
            let plane = principal_plane(&rows, &chosen, Seed::new(seed)).unwrap();
            for (point, place) in plane.points.iter().zip(&places) {
                for (point, place) in point.iter().zip(place) {
                    assert!((point - place).abs() < 1e-6, "{seed}: {point} {place}");
                }
            }
            let total = rows.total_variance() * rows.rows() as f64;
            let sum = |one: usize, other: usize| -> f64 {
                let products = plane.points.iter().map(|point| point[one] * point[other]);
                products.sum::<f64>() / total
            };
            assert!((sum(0, 0) - plane.shares[0]).abs() < 1e-12);
            assert!((sum(1, 1) - plane.shares[1]).abs() < 1e-12);
            assert!(sum(0, 1).abs() < 1e-8);
            assert!(plane.shares[0] > 1.5 * plane.shares[1], "{:?}", plane.shares);
        }
    }

    #[test]
    fn rows_that_are_not_chosen_play_no_part() {
        let (values, _) = mirrored();
        let chosen = [5, 17, 3, 700, 401, 402, 88];
        let only = chosen
            .iter()
            .flat_map(|row| values[3 * row..3 * row + 3].to_vec());
        let expected = principal_plane(&pooled(3, only.collect()), &[0, 1, 2, 3, 4, 5, 6], Seed::new(1));
        assert_eq!(expected.as_ref().unwrap().points.len(), 7);
        assert_eq!(
            principal_plane(&pooled(3, values), &chosen, Seed::new(1)),
            expected
        );
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
        // In any direction, where rounding spreads the rows.
        let mut generator = Seed::new(3).generator();
        for seed in 0..20 {
            let direction = [(); 5].map(|()| generator.normal());
            let rows = (0..40).map(|_| generator.normal());
            let values = rows.flat_map(|place| direction.map(|part| place * part));
            let line = pooled(5, values.collect());
            let chosen: Vec<usize> = (0..40).collect();
            assert_eq!(principal_plane(&line, &chosen, Seed::new(seed)), None);
        }
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
