//! Columns of numbers on the scale of the test, and on the one of standard deviations beside it.

use kindred::features::{Matrix, NormalScores};

/// How columns are measured.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scale {
    /// In the normal scores of their pooled ranks, as Kindred does.
    NormalScores,
    /// In pooled standard deviations.
    #[allow(dead_code, reason = "not every user of this module needs it")]
    Deviations,
}

impl Scale {
    /// Both sides on this scale.
    pub(crate) fn of(self, sides: &[Matrix<f64>; 2]) -> [Matrix<f64>; 2] {
        let columns = sides[0].columns();
        let cells =
            |side: usize, column: usize| sides[side].values().iter().skip(column).step_by(columns).copied();
        let maps: Vec<Box<dyn Fn(f64) -> f64>> = (0..columns)
            .map(|column| {
                let mut pooled: Vec<f64> = cells(0, column).chain(cells(1, column)).collect();
                pooled.sort_unstable_by(f64::total_cmp);
                self.map(&pooled)
            })
            .collect();
        sides.each_ref().map(|side| {
            let values = side.values().iter().zip(maps.iter().cycle());
            Matrix::new(columns, values.map(|(&value, map)| map(value)).collect()).unwrap()
        })
    }

    fn map(self, pooled: &[f64]) -> Box<dyn Fn(f64) -> f64> {
        let count = pooled.len() as f64;
        match self {
            Self::NormalScores => {
                let scores = NormalScores::of_sorted(pooled);
                Box::new(move |value| scores.score(value))
            }
            Self::Deviations => {
                let mean = pooled.iter().sum::<f64>() / count;
                let squares: f64 = pooled.iter().map(|value| (value - mean) * (value - mean)).sum();
                let deviation = (squares / count).sqrt();
                Box::new(move |value| (value - mean) / deviation)
            }
        }
    }
}
