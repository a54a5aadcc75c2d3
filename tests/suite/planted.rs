//! Pairs of tables whose inputs, whose relation, both or nothing differ, for the suite and an example.

#![allow(dead_code, reason = "not every user of this module needs all of it")]

use std::fmt::Write as _;

use kindred::random::{Generator, Seed};
use kindred::report::{Conditional, ConditionalVerdict, Settings, Verdict};
use kindred::reuse::{Silent, test_domains};
use kindred::table::read;

/// What differs between source and target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    Nothing,
    Inputs,
    Relation,
    Both,
    /// The inputs have nothing in common, and the relation differs.
    NoOverlap,
}

impl Cause {
    pub(crate) const ALL: [Self; 5] = [
        Self::Nothing,
        Self::Inputs,
        Self::Relation,
        Self::Both,
        Self::NoOverlap,
    ];

    fn shift(self) -> f64 {
        match self {
            Self::Nothing | Self::Relation => 0.0,
            Self::Inputs | Self::Both => 1.0,
            Self::NoOverlap => 5.0,
        }
    }

    fn changes_relation(self) -> bool {
        matches!(self, Self::Relation | Self::Both | Self::NoOverlap)
    }

    /// Whether the answer names this cause.
    pub(crate) fn is_named_by(self, found: &Found) -> bool {
        let inputs_differ = found.inputs == Verdict::Different;
        let relation = found.conditional.verdict;
        match self {
            Self::Nothing => !inputs_differ && relation == ConditionalVerdict::NotFound,
            Self::Inputs => inputs_differ && relation == ConditionalVerdict::NotFound,
            Self::Relation => !inputs_differ && relation == ConditionalVerdict::Shifted,
            Self::Both => inputs_differ && relation == ConditionalVerdict::Shifted,
            Self::NoOverlap => inputs_differ && relation == ConditionalVerdict::HardlyOverlap,
        }
    }
}

/// What tables hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Numbers, and a label that is linear in them.
    Linear,
    /// Numbers, and a label that bends and has products.
    Nonlinear,
    /// Numbers, and one of three classes.
    Classes,
    /// A category of six levels beside numbers.
    Categories,
    /// Days in a row, each like the one before.
    Time,
}

impl Kind {
    pub(crate) const ALL: [Self; 5] = [
        Self::Linear,
        Self::Nonlinear,
        Self::Classes,
        Self::Categories,
        Self::Time,
    ];
}

/// What the tests say of a pair.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) inputs: Verdict,
    pub(crate) joint: Verdict,
    pub(crate) conditional: Conditional,
}

/// Plants a pair of tables and asks as a user asks.
pub(crate) fn found(kind: Kind, cause: Cause, rows: usize, seed: u64) -> Found {
    let mut generator = Seed::new(seed).generator();
    let tables = [("source.csv", false), ("target.csv", true)].map(|(name, is_target)| {
        let text = table(kind, cause, is_target, rows, &mut generator);
        read(name, text.as_bytes()).unwrap()
    });
    let settings = Settings {
        label: Some("y".into()),
        seed,
        ..Settings::default()
    };
    let outcome = test_domains(&tables[0], &tables[1], &settings.check().unwrap(), &mut Silent).unwrap();
    let relation = outcome.report.relation.unwrap();
    Found {
        inputs: outcome.report.test.verdict,
        joint: relation.verdict,
        conditional: relation.conditional.unwrap(),
    }
}

fn table(kind: Kind, cause: Cause, is_target: bool, rows: usize, generator: &mut Generator) -> String {
    let shift = if is_target { cause.shift() } else { 0.0 };
    let relation = if is_target && cause.changes_relation() {
        1.0
    } else {
        0.0
    };
    let mut text = String::from(match kind {
        Kind::Categories => "level,a,b,c,y\n",
        Kind::Time => "date,a,b,c,d,y\n",
        _ => "a,b,c,d,e,y\n",
    });
    let phi: f64 = if kind == Kind::Time { 0.6 } else { 0.0 };
    let fresh = (1.0 - phi * phi).sqrt();
    let mut state = [0.0; 5].map(|_: f64| generator.normal());
    let mut noise = generator.normal();
    for row in 0..rows {
        for value in &mut state {
            *value = phi * *value + fresh * generator.normal();
        }
        noise = phi * noise + fresh * generator.normal();
        let mut x = state;
        x[0] += shift;
        x[1] = x[1] * (1.0 + 0.3 * shift.min(1.0)) + 0.5 * shift;
        let [a, b, c, d, e] = x;
        let numbers = |text: &mut String, numbers: &[f64]| {
            for number in numbers {
                write!(text, "{number:.5},").unwrap();
            }
        };
        match kind {
            Kind::Linear => {
                numbers(&mut text, &x);
                writeln!(
                    text,
                    "{:.5}",
                    a - b + 0.5 * c + 0.3 * e + 0.5 * relation * c + 0.7 * noise
                )
                .unwrap();
            }
            Kind::Nonlinear => {
                numbers(&mut text, &x);
                let y = (2.0 * a).sin() + 0.5 * b * b + 0.7 * c * d + 0.6 * relation * (1.5 * d).cos();
                writeln!(text, "{:.5}", y + 0.5 * noise).unwrap();
            }
            Kind::Classes => {
                numbers(&mut text, &x);
                let gumbel = |generator: &mut Generator| -(-(1.0 - generator.uniform()).ln()).ln();
                let scores = [1.5 * a, b * b - 1.0 + 1.6 * relation * c, 1.5 * (2.0 * c).sin()];
                let scores = scores.map(|score| score + gumbel(generator));
                let best = (0..3).max_by(|one, other| scores[*one].total_cmp(&scores[*other]));
                writeln!(text, "{}", ["low", "mid", "high"][best.unwrap()]).unwrap();
            }
            Kind::Categories => {
                let moved = if shift > 2.0 { 6.0 } else { shift };
                let weights =
                    [0.0, 0.5 - 0.8 * moved, 0.8 * moved, -0.5 + 0.5 * moved, 0.3, 0.0].map(f64::exp);
                let mut drawn = generator.uniform() * weights.iter().sum::<f64>();
                let level = weights.iter().position(|weight| {
                    drawn -= weight;
                    drawn < 0.0
                });
                let level = level.unwrap_or(5);
                write!(text, "level {level},").unwrap();
                numbers(&mut text, &[a, b, c]);
                let of_level = [0.0, 1.0, -1.0, 0.5, 2.0, -0.5][level];
                let changed = if level == 0 { 0.7 } else { 0.0 } + 0.4 * c;
                let y = of_level + a * b + relation * changed + 0.6 * noise;
                writeln!(text, "{y:.5}").unwrap();
            }
            Kind::Time => {
                let day = row + if is_target { 731 } else { 0 };
                write!(text, "{},", date(day)).unwrap();
                numbers(&mut text, &[a, b, c, d]);
                let y = (2.0 * a).sin() + b + 0.5 * c * d + 0.7 * relation * c + 0.6 * noise;
                writeln!(text, "{y:.5}").unwrap();
            }
        }
    }
    text
}

/// The day so many days after the first of January 2015, in months of 28 days: nobody asks more of it than to go on.
fn date(day: usize) -> String {
    let (year, month, day) = (2015 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
    format!("{year}-{month:02}-{day:02}")
}
