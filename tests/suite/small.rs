//! Questions about so few rows, and with networks so small, that many can be asked.

use kindred::random::Seed;
use kindred::report::{Settings, Training};

/// So many draws of three numbers: two inputs between −1 and 1, and a little noise.
pub(crate) fn draws(rows: usize, seed: u64) -> Vec<[f64; 3]> {
    let mut generator = Seed::new(seed).generator();
    let mut number = || 2.0 * generator.uniform() - 1.0;
    (0..rows).map(|_| [number(), number(), 0.1 * number()]).collect()
}

/// Asks for `y`, with networks so small that a test is not long.
pub(crate) fn small(repeats: u32) -> Settings {
    Settings {
        label: Some("y".to_owned()),
        training: Training {
            hidden: Some(vec![8]),
            epochs: 40,
            repeats,
            starting_point_strength: Some(0.0),
            ..Training::default()
        },
        ..Settings::default()
    }
}
