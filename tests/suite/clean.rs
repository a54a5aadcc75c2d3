//! Tables without a leak of labels, and what the guard of shuffled labels says of them.

use std::fmt::Write as _;

use kindred::random::{Generator, Seed};
use kindred::report::{Guard, Settings};
use kindred::reuse::shuffled_labels;
use kindred::table::{Table, read};

/// What the tables hold. In each the label follows from the inputs, so that there is something to give away.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Clean {
    /// A number, rows held out by chance.
    Number,
    /// A number with a long tail.
    Skewed,
    /// As few rows as a comparison takes.
    Few,
    /// Three classes, one of them rare.
    Classes,
    /// A number that hangs on the hour and drifts over the days; the latest rows are held out.
    Hours,
    /// A class that follows from how far out a row lies.
    Outlying,
}

pub(crate) const CLEAN: [Clean; 6] = [
    Clean::Number,
    Clean::Skewed,
    Clean::Few,
    Clean::Classes,
    Clean::Hours,
    Clean::Outlying,
];

impl Clean {
    fn rows(self) -> usize {
        match self {
            Self::Few => 20,
            Self::Hours => 240,
            _ => 120,
        }
    }

    /// A table of this kind.
    fn table(self, file: &str, generator: &mut Generator) -> Table {
        let mut text = String::from("when,x,z,y\n");
        let (mut slow, mut slower) = (0.0, 0.0);
        for row in 0..self.rows() {
            let (x, z, noise) = (generator.normal(), generator.normal(), generator.normal());
            let when = match self {
                Self::Hours => format!(
                    "2021-{:02}-{:02} {:02}:00",
                    row / 672 + 3,
                    row / 24 % 28 + 1,
                    row % 24
                ),
                _ => format!("a{}", generator.below(4)),
            };
            slow = 0.95 * slow + 0.3 * noise;
            slower = 0.995 * slower + 0.1 * x;
            let label = match self {
                Self::Number | Self::Few => format!("{:.4}", x + x * z + 0.5 * noise),
                Self::Skewed => format!("{:.4}", (1.5 * x + noise).exp()),
                Self::Classes => ["low", "middle", "high"]
                    [usize::from(x + 0.3 * noise > 0.0) + usize::from(x + 0.3 * noise > 1.4)]
                .to_owned(),
                Self::Hours => format!(
                    "{:.4}",
                    40.0 + 5.0 * (row as f64 / 3.82).sin() + 3.0 * slow + 6.0 * slower
                ),
                Self::Outlying => ["in", "out"][usize::from(x * x + z * z > 3.2)].to_owned(),
            };
            let (x, z) = match self {
                Self::Hours => (slow, z),
                _ => (x, z),
            };
            writeln!(text, "{when},{x:.4},{z:.4},{label}").unwrap();
        }
        read(file, text.as_bytes()).unwrap()
    }

    /// What the guard says of a pair of such tables.
    pub(crate) fn guard(self, repeat: u64) -> Guard {
        let seed = Seed::new(73).derive(&format!("{self:?}"), repeat);
        let mut generator = seed.generator();
        let [source, target] = ["a.csv", "b.csv"].map(|file| self.table(file, &mut generator));
        let settings = Settings {
            label: Some("y".to_owned()),
            seed: repeat,
            ..Settings::default()
        };
        shuffled_labels(&source, &target, &settings.check().unwrap()).unwrap()
    }
}
