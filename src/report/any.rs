//! Any result there can be, for the tests of this room: the fixture with other numbers, names and parts.

use std::collections::BTreeSet;

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

use super::fixture::outcome;
use super::{
    Carried, Comparison, Epoch, HeldOutBy, Histogram, LabelBudget, Measure, Outcome, Sharing, Test, Verdict,
};
use crate::table::{DateOrder, Kind};

/// Any number that a result may hold, from tiny to huge.
fn number() -> impl Strategy<Value = f64> {
    let wide = proptest::num::f64::NORMAL.prop_filter("not measured", |it| (1e-90..1e90).contains(&it.abs()));
    prop_oneof![3 => -1e6..1e6, 1 => wide, 1 => Just(0.0)]
}

/// Any name, of any letters there are.
fn name() -> impl Strategy<Value = String> {
    let letters = prop_oneof![
        any::<char>(),
        Just('"'),
        Just('\u{201c}'),
        prop::char::range('a', 'z')
    ];
    vec(letters, 0..12).prop_map(|letters| letters.into_iter().collect())
}

/// Any choice of what to share.
pub(super) fn any_sharing() -> impl Strategy<Value = Sharing> {
    let made_at = prop::option::of(0_u64..253_402_300_800);
    (any::<[bool; 3]>(), made_at).prop_map(|([settings, column_names, file_names], made_at)| Sharing {
        carried: if settings {
            Carried::Settings
        } else {
            Carried::Result
        },
        column_names,
        file_names,
        made_at,
    })
}

/// Any result.
pub(super) fn any_outcome() -> impl Strategy<Value = Outcome> {
    let draws = (
        btree_set(name(), 20..24)
            .prop_map(|names| names.into_iter().collect::<Vec<_>>())
            .prop_shuffle(),
        vec(number(), 40),
        vec(any::<bool>(), 60),
        vec(1e-6..=1.0, 5),
        vec(any::<u64>(), 9),
    );
    draws.prop_map(|(names, numbers, coins, shares, wholes)| {
        let draws = &mut Draws {
            names: names.into(),
            numbers: numbers.into(),
            coins: coins.into(),
            shares: shares.into(),
            wholes: wholes.into(),
        };
        draws.outcome()
    })
}

/// What was drawn, again from the start where more is asked for.
struct Again<T> {
    items: Vec<T>,
    at: usize,
}

impl<T> From<Vec<T>> for Again<T> {
    fn from(items: Vec<T>) -> Self {
        Self { items, at: 0 }
    }
}

impl<T: Clone> Again<T> {
    fn next(&mut self) -> T {
        self.at += 1;
        self.items[(self.at - 1) % self.items.len()].clone()
    }
}

struct Draws {
    names: Again<String>,
    numbers: Again<f64>,
    coins: Again<bool>,
    shares: Again<f64>,
    wholes: Again<u64>,
}

impl Draws {
    fn maybe<T>(&mut self, item: T) -> Option<T> {
        self.coins.next().then_some(item)
    }

    fn maybe_of<T>(&mut self, item: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let item = item(self);
        self.maybe(item)
    }

    fn size(&mut self) -> f64 {
        self.numbers.next().abs()
    }

    fn measure(&mut self) -> Measure {
        let mut ends = [(); 3].map(|()| self.numbers.next());
        ends.sort_by(f64::total_cmp);
        let [low, mean, high] = ends;
        Measure { mean, low, high }
    }

    fn below(&mut self, end: u64) -> u64 {
        self.wholes.next() % (end + 1)
    }

    fn outcome(&mut self) -> Outcome {
        let mut outcome = outcome();
        self.settings(&mut outcome);
        self.report(&mut outcome);
        self.pictures(&mut outcome);
        outcome
    }

    fn settings(&mut self, outcome: &mut Outcome) {
        let settings = &mut outcome.settings;
        settings.label = self.maybe_of(|draws| draws.names.next());
        let columns = vec![self.names.next(), self.names.next()];
        settings.columns = self.maybe(columns);
        settings.seed = self.wholes.next();
        settings.alpha = self.shares.next().clamp(0.001, 0.5);
        settings.margin_sd = self.shares.next().clamp(0.01, 1.0);
        let pairs = [(); 2].map(|()| (self.names.next(), self.names.next()));
        settings.pairs = pairs.into_iter().filter(|_| self.coins.next()).collect();
        for choices in &mut settings.reading {
            choices.sheet = self.maybe_of(|draws| draws.names.next());
            choices.date_order = self.maybe(DateOrder::MonthFirst);
            choices.skip_ragged_rows = self.coins.next();
            choices.dialect.header = self.maybe(true);
            choices.kinds = self
                .maybe_of(|draws| (draws.names.next(), Kind::Category))
                .into_iter()
                .collect();
            choices.plain_numbers = self
                .maybe_of(|draws| draws.names.next())
                .into_iter()
                .collect::<BTreeSet<_>>();
        }
        let training = &mut settings.training;
        training.hidden = self.maybe(vec![1, 1_024, 7]);
        training.dropout = self.shares.next() * 0.9;
        training.learning_rate = self.maybe_of(|draws| draws.shares.next());
    }

    fn report(&mut self, outcome: &mut Outcome) {
        let Outcome { settings, report, .. } = outcome;
        report.seed = settings.seed;
        let columns = settings.columns.iter().flatten().cloned();
        report.columns = columns.chain([self.names.next()]).collect();
        for domain in [&mut report.source, &mut report.target] {
            domain.name = self.names.next();
            domain.rows = self.below(1 << 40);
            domain.fingerprint = format!("{:016x}{:016x}", self.wholes.next(), self.wholes.next());
        }
        let rows = [report.source.rows, report.target.rows];
        report.test = self.test(&report.test, settings.alpha, rows, &report.columns);
        let relation = report.relation.take();
        report.relation = relation
            .map(|it| self.test(&it, settings.alpha, rows, &report.columns))
            .filter(|_| self.coins.next());
        if let Some(comparison) = &mut report.comparison {
            self.comparison(comparison, rows);
            if let Some(label) = &settings.label {
                comparison.label.clone_from(label);
            }
        }
        report.comparison = report.comparison.take().filter(|_| self.coins.next());
        if let Some(adaptation) = &mut report.adaptation {
            adaptation.source_before = self.numbers.next();
            adaptation.mmd2_after = self.maybe_of(|draws| draws.numbers.next());
            adaptation.source_file = self.maybe_of(|draws| draws.names.next());
        }
        report.adaptation = report.adaptation.take().filter(|_| self.coins.next());
        let quoted = format!("\"{}\" and {}", report.columns[0], self.names.next());
        report.advice.reasons = self.maybe(quoted).into_iter().collect();
    }

    fn test(&mut self, test: &Test, alpha: f64, rows: [u64; 2], columns: &[String]) -> Test {
        let p_value = self.shares.next();
        let verdicts = if p_value <= alpha {
            [Verdict::Different, Verdict::Negligible]
        } else {
            [Verdict::Same, Verdict::Undecided]
        };
        let verdict = verdicts[usize::from(self.coins.next())];
        let p_value = self.maybe(p_value);
        let statistic = self.maybe(test.statistic.clone()).flatten();
        let by_column = test.by_column.iter().flatten().cloned().zip(columns);
        let by_column = by_column.map(|(mut column, name)| {
            column.name.clone_from(name);
            column.p_adjusted = self.shares.next();
            column.effect_sd = self.size();
            column.effect_probability = self.maybe_of(|draws| draws.shares.next());
            column
        });
        let by_column = by_column.collect();
        Test {
            verdict: if p_value.is_none() {
                Verdict::TooFewRows
            } else {
                verdict
            },
            p_value,
            alpha,
            statistic: statistic.map(|mut statistic| {
                statistic.value = self.numbers.next();
                statistic.loudest_kernel = self.maybe_of(|draws| draws.names.next());
                statistic
            }),
            mmd2_unbiased: self.maybe_of(|draws| draws.numbers.next()),
            mmd2_biased: self.maybe_of(Self::size),
            bandwidth: self.maybe_of(Self::size),
            effect_sd: self.maybe_of(Self::size),
            effect_sd_upper: self.maybe_of(Self::size),
            margin_sd: self.maybe_of(Self::size),
            smallest_detectable_sd: self.maybe_of(Self::size),
            rows_used: rows.map(|rows| self.below(rows)),
            by_column: self.maybe(by_column),
            ..test.clone()
        }
    }

    fn comparison(&mut self, comparison: &mut Comparison, rows: [u64; 2]) {
        comparison.label = self.names.next();
        let rows = rows.map(|rows| self.below(rows / 3));
        let used = &mut comparison.rows;
        (used.source_training, used.source_validation, used.source_held_out) = (rows[0], rows[0], rows[0]);
        (used.target_training, used.target_validation, used.held_out) = (rows[1], rows[1], rows[1]);
        for arm in &mut comparison.arms {
            Measure {
                mean: arm.mean,
                low: arm.low,
                high: arm.high,
            } = self.measure();
            arm.seconds = self.size();
            for metric in &mut arm.metrics {
                Measure {
                    mean: metric.mean,
                    low: metric.low,
                    high: metric.high,
                } = self.measure();
            }
        }
        comparison.held_out_by = if self.coins.next() {
            HeldOutBy::Group(self.names.next())
        } else {
            HeldOutBy::Chance
        };
        comparison.learning_curve = vec![LabelBudget {
            rows: self.below(1 << 40),
            fine_tuned: self.measure(),
            from_scratch: self.measure(),
        }];
        comparison.forgetting = comparison.forgetting.take().filter(|_| self.coins.next());
        for layer in comparison.by_layer.iter_mut().flat_map(|it| &mut it.layers) {
            layer.p_value = self.shares.next();
            layer.effect_sd = self.maybe_of(Self::size);
            layer.mmd2 = self.numbers.next();
        }
        comparison.new_classes = vec![self.names.next(), self.names.next()];
        comparison.source_file = self.maybe_of(|draws| draws.names.next());
    }

    fn pictures(&mut self, outcome: &mut Outcome) {
        let pictures = &mut outcome.pictures;
        let measure = self.measure();
        let histogram = Histogram {
            low: measure.low,
            high: measure.high,
            counts: (0..self.below(70))
                .map(|at| u32::from(at % 7 == 0) * 1_000)
                .chain([3])
                .collect(),
        };
        let histogram = Some(histogram).filter(|it| it.low < it.high);
        pictures.permutations = histogram.filter(|_| self.coins.next());
        for curve in &mut pictures.curves {
            let length = usize::try_from(self.below(300)).unwrap();
            curve.epochs = (0..).take(length).map(|number| self.epoch(number)).collect();
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "clamped to what single precision holds"
    )]
    fn epoch(&mut self, number: u32) -> Epoch {
        let mut loss = || self.numbers.next().clamp(-1e30, 1e30) as f32;
        Epoch {
            number,
            training: loss(),
            validation: loss(),
        }
    }
}
