//! Any result there can be, for the tests of this room: the fixture with other numbers and names, and without parts.
//!
//! Like the check of links it walks over all fields by their names, so that a new one is drawn without more ado.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::fixture::{advise_again, full, of_used};
use super::{
    Carried, Changed, Forgetting, GuardName, Histogram, Measure, Outcome, Reason, Regime, Report,
    RowDependence, SeriesBy, Settings, Sharing, Test, Verdict, Warning, advise, advise_after_adaptation,
    advise_where_hindered, names,
};
use crate::table::{DateOrder, straight};

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
    vec(letters, 0..12).prop_map(|letters| straight(&letters.into_iter().collect::<String>()))
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
            names: names.into_iter().cycle(),
            numbers: numbers.into_iter().cycle(),
            coins: coins.into_iter().cycle(),
            shares: shares.into_iter().cycle(),
            wholes: wholes.into_iter().cycle(),
        };
        draws.outcome()
    })
}

/// The fields of a report that may be missing, by their path.
static OPTIONAL: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    /// Each field by its path, and as a pointer to it; of lists the first item stands for all.
    fn fields(value: &Value, path: &str, pointer: &str, into: &mut Vec<[String; 2]>) {
        if let Some(first) = value.get(0) {
            fields(first, path, &format!("{pointer}/0"), into);
        }
        for (name, field) in value.as_object().into_iter().flatten() {
            let inner = [path, pointer].map(|outer| format!("{outer}/{name}"));
            fields(field, &inner[0], &inner[1], into);
            into.push(inner);
        }
    }
    let report = serde_json::to_value(full().report).unwrap();
    let mut all = Vec::new();
    fields(&report, "", "", &mut all);
    let may_be_missing = |pointer: &str| {
        let mut without = report.clone();
        *without.pointer_mut(pointer).unwrap() = Value::Null;
        serde_json::from_value::<Report>(without).is_ok()
    };
    all.into_iter()
        .filter(|[_, pointer]| may_be_missing(pointer))
        .map(|[path, _]| path)
        .collect()
});

/// What was drawn, again from the start where more is asked for.
type Again<T> = std::iter::Cycle<std::vec::IntoIter<T>>;

struct Draws {
    names: Again<String>,
    numbers: Again<f64>,
    coins: Again<bool>,
    shares: Again<f64>,
    wholes: Again<u64>,
}

impl Draws {
    fn outcome(&mut self) -> Outcome {
        let mut outcome = full();
        self.settings(&mut outcome);
        let mut report = serde_json::to_value(&outcome.report).unwrap();
        self.fields("", &mut report);
        outcome.report = serde_json::from_value(report).unwrap();
        self.names(&mut outcome);
        let Outcome { settings, report, .. } = &mut outcome;
        for domain in [&mut report.source, &mut report.target] {
            domain.rows += self.wholes.next().unwrap() % (1 << 39);
            domain.fingerprint = format!(
                "{:016x}{:016x}",
                self.wholes.next().unwrap(),
                self.wholes.next().unwrap()
            );
        }
        let rows = [report.source.rows, report.target.rows];
        if settings.label.is_none() {
            report.relation = None;
        }
        if report.relation.is_none() {
            report.comparison = None;
        }
        Self::make_consistent(&mut report.test, rows, settings);
        report.test.conditional = None;
        report.test.margin_sd = Some(settings.margin_sd);
        report.test.verdict = report.test.decided();
        if let Some(relation) = &mut report.relation {
            Self::make_consistent(relation, rows, settings);
            relation.margin_sd = None;
            Self::make_conditional_consistent(relation);
            relation.verdict = relation.decided();
        }
        self.warnings(settings, report);
        self.advice(settings.label.is_some(), report);
        self.pictures(&mut outcome);
        outcome
    }

    fn settings(&mut self, outcome: &mut Outcome) {
        let settings = &mut outcome.settings;
        settings.seed = self.wholes.next().unwrap();
        settings.alpha = self.shares.next().unwrap().clamp(0.001, 0.5);
        settings.margin_sd = self.shares.next().unwrap().clamp(0.01, 1.0);
        if self.coins.next().unwrap() {
            settings.dependence = RowDependence::Found;
        }
        if self.coins.next().unwrap() {
            settings.series = SeriesBy::Found;
        }
        settings.columns = self.coins.next().unwrap().then(|| vec![String::new(); 2]);
        settings.training.dropout = self.shares.next().unwrap() * 0.9;
        settings.training.hidden = self.coins.next().unwrap().then(|| vec![1, 1_024, 7]);
        for choices in &mut settings.reading {
            choices.sheet = self.coins.next().unwrap().then(String::new);
            choices.date_order = self.coins.next().unwrap().then_some(DateOrder::MonthFirst);
            choices.skip_ragged_rows = self.coins.next().unwrap();
            choices.one_row_of = self.coins.next().unwrap().then_some(10);
            choices.plain_numbers = self.coins.next().unwrap().then(String::new).into_iter().collect();
        }
    }

    /// Draws every number with digits behind the point anew, and leaves out what may be missing, or not.
    fn fields(&mut self, path: &str, value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.fields(path, item)),
            Value::Object(fields) => {
                for (name, field) in fields.iter_mut() {
                    let inner = format!("{path}/{name}");
                    if OPTIONAL.contains(&inner) && self.coins.next().unwrap() {
                        *field = Value::Null;
                    } else if field.is_f64() {
                        *field = json!(self.number(path, name));
                    } else {
                        self.fields(&inner, field);
                    }
                }
                put_in_order(fields);
            }
            _ => {}
        }
    }

    /// A number that a field of this name can have.
    fn number(&mut self, path: &str, name: &str) -> f64 {
        match name {
            "p_value" | "p_adjusted" | "effect_probability" | "unseen_share" | "outside_share" => {
                self.shares.next().unwrap()
            }
            "value" if path.ends_with("/statistic") => self.numbers.next().unwrap(),
            "mmd2_unbiased" => self.numbers.next().unwrap(),
            "time" => self.numbers.next().unwrap().abs().max(1.0),
            // No R² is above 1.
            "mean" | "low" | "high" | "value" | "source_before" | "source_after" => {
                let number = self.numbers.next().unwrap();
                if number > 1.0 { -number } else { number }
            }
            _ => self.numbers.next().unwrap().abs(),
        }
    }

    /// Another name in every place; the label is called the same in both of its.
    fn names(&mut self, outcome: &mut Outcome) {
        let mut rename = |_, name: &mut String| *name = self.names.next().unwrap();
        names::visit(&mut outcome.settings, Some(&mut outcome.report), &mut rename);
        let has_label = self.coins.next().unwrap();
        let Outcome { settings, report, .. } = outcome;
        settings.label = settings.label.take().filter(|_| has_label);
        if let (Some(label), Some(comparison)) = (&settings.label, &mut report.comparison) {
            comparison.label.clone_from(label);
        }
        // A label that is an input, too, is refused.
        if let Some(columns) = &mut settings.columns {
            columns.retain(|name| Some(name) != settings.label.as_ref());
        }
        // Each column that is used was tested.
        let tested = report.test.by_column.iter_mut().flatten();
        for (column, name) in tested.zip(&report.columns) {
            column.name.clone_from(name);
        }
        settings.columns = settings.columns.take().filter(|columns| !columns.is_empty());
    }

    /// But for the margin, and the verdict that follows from all.
    fn make_consistent(test: &mut Test, rows: [u64; 2], settings: &Settings) {
        test.alpha = settings.alpha;
        if settings.dependence != RowDependence::Found && test.succession.is_none() {
            test.succession = full().report.test.succession;
        }
        // Runs are those of the series that was asked for.
        if let (Some(succession), SeriesBy::Column(name)) = (&mut test.succession, &settings.series) {
            succession.series = Some(name.clone());
        }
        if test.p_value.is_none() {
            *test = Test {
                verdict: Verdict::TooFewRows,
                permutations: 0,
                statistic: None,
                mmd2_unbiased: None,
                mmd2_biased: None,
                bandwidth: None,
                effect_sd: None,
                effect_sd_upper: None,
                smallest_detectable_sd: None,
                regime: Regime::None,
                succession: None,
                rows_used: [7, rows[1]],
                by_column: None,
                ..test.clone()
            };
        }
        if test.effect_sd.is_none() {
            test.effect_sd_upper = None;
        }
        for distance in [&mut test.mmd2_biased, &mut test.mmd2_unbiased] {
            *distance = distance.map(|it| it.clamp(-2.0, 2.0));
        }
        if let (Some(biased), Some(unbiased)) = (test.mmd2_biased, &mut test.mmd2_unbiased) {
            *unbiased = unbiased.min(biased);
        }
        test.absent.retain(|_| test.bandwidth.is_none());
        test.rows_left_out = [0, 1].map(|side| rows[side] - test.rows_used[side]);
        if let Some(p_value) = &mut test.p_value {
            let all = f64::from(test.permutations) + 1.0;
            *p_value = (*p_value * all).ceil() / all;
        }
        if let (Some(effect), Some(bound)) = (&mut test.effect_sd, &mut test.effect_sd_upper) {
            (*effect, *bound) = (effect.min(*bound), effect.max(*bound));
        }
        for column in test.by_column.iter_mut().flatten() {
            column.p_adjusted = column.p_adjusted.max(test.p_value.unwrap_or(1.0));
            column.effect_sd = column.effect_sd.min(test.effect_sd.unwrap_or(f64::INFINITY));
        }
    }

    /// Some of the warnings, about these rows, this column and this label.
    fn warnings(&mut self, settings: &Settings, report: &mut Report) {
        let label = settings.label.as_deref().filter(|_| report.relation.is_some());
        let all = [report.source.rows, report.target.rows];
        of_used(&mut report.warnings, &report.columns[0], label);
        report.warnings.retain_mut(|warning| {
            match warning {
                Warning::SharedRows { rows, .. } => *rows = all[1],
                Warning::RepeatedRows { rows, .. } => *rows = all[0],
                Warning::Ties { rows, .. } => *rows = all[0] + all[1],
                _ => {}
            }
            let has_label = label.is_some() || !matches!(warning, Warning::NoSharedClass { .. });
            self.coins.next().unwrap() && has_label
        });
    }

    /// A p-value where there is enough to judge, and what follows from it.
    fn make_conditional_consistent(relation: &mut Test) {
        let succession = relation.succession.as_ref();
        let Some(conditional) = &mut relation.conditional else {
            return;
        };
        conditional.overlap = conditional.overlap.map(|overlap| overlap.min(1.0));
        conditional.runs_used = conditional.runs_used.filter(|_| succession.is_some());
        let all = f64::from(full().report.test.permutations) + 1.0;
        let p_value = conditional.p_value.unwrap_or(0.5);
        conditional.p_value = conditional.is_tested().then_some((p_value * all).ceil() / all);
        conditional.flips = conditional.p_value.map_or(0, |_| full().report.test.permutations);
        conditional.verdict = conditional.decided(relation.alpha);
        conditional.changed = conditional.is_shifted().then_some(Changed::Spread);
    }

    /// Gains as the networks differ, and the advice that follows, with what only the tables tell.
    fn advice(&mut self, has_label: bool, report: &mut Report) {
        let Some(comparison) = &mut report.comparison else {
            return self.advice_without_comparison(has_label, report);
        };
        for guard in &mut comparison.guards {
            if guard.name != GuardName::ShuffledLabels {
                let count = self.wholes.next().unwrap() % 9;
                (guard.passed, guard.value) = (count == 0, count as f64);
            }
        }
        if let Some(Forgetting {
            before,
            after,
            change,
        }) = &mut comparison.forgetting
        {
            let mean = after.mean - before.mean;
            (change.mean, change.low, change.high) = (mean, change.low.min(mean), change.high.max(mean));
        }
        comparison.loss = comparison.loss.filter(|_| comparison.source_file.is_none());
        if let Some(loss) = &mut comparison.loss {
            let mean = loss.harder_inputs.mean + loss.other_relation.mean + loss.new_inputs.mean;
            let total = &mut loss.total;
            (total.mean, total.low, total.high) = (mean, total.low.min(mean), total.high.max(mean));
        }
        for arm in &mut comparison.arms {
            for metric in &mut arm.metrics {
                if metric.name == comparison.metric {
                    metric.measure = arm.measure;
                } else {
                    let Measure { mean, low, high } = metric.measure;
                    metric.measure = Measure {
                        mean: mean.abs(),
                        low,
                        high: high.abs().max(mean.abs()),
                    };
                }
            }
        }
        for gain in &mut comparison.gains {
            let [arm, over] = [gain.arm, gain.over]
                .map(|name| comparison.arms.iter().find(|arm| arm.name == name))
                .map(|arm| arm.map(|arm| arm.measure.mean));
            if let (Some(arm), Some(over)) = (arm, over) {
                let mean = arm - over;
                let half = self.numbers.next().unwrap().abs();
                (gain.gain.mean, gain.gain.low, gain.gain.high) = (mean, mean - half, mean + half);
            }
        }
        advise_again(report);
        let named = self.coins.next().unwrap().then_some(Reason::ChosenNames);
        report.advice.reasons.extend(named);
    }

    fn advice_without_comparison(&mut self, has_label: bool, report: &mut Report) {
        let Report { test, relation, .. } = &*report;
        let is_hindered = has_label && self.coins.next().unwrap();
        report.advice = match (&report.adaptation, relation) {
            (Some(adaptation), _) => advise_after_adaptation(test, adaptation),
            (None, None) if has_label => advise_where_hindered(test, None, Reason::NoTargetLabel),
            (None, Some(_)) if is_hindered => {
                advise_where_hindered(test, relation.as_ref(), Reason::NothingToLearn)
            }
            (None, _) => advise(test, relation.as_ref(), None),
        };
    }

    /// As many permutations on either side of the statistic as the p-value says, if its ends can be told apart.
    fn histogram(&mut self, test: &Test) -> Option<Histogram> {
        let observed = test.statistic?.value;
        let all = f64::from(test.permutations) + 1.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number up to that of the permutations"
        )]
        let extreme = (test.p_value? * all).round() as u32 - 1;
        let half = observed.abs().max(1.0) * self.shares.next().unwrap();
        let (low, high) = (observed - half, observed + half);
        let between = usize::try_from(self.wholes.next().unwrap() % 70).unwrap();
        let mut counts = vec![0; between + 1];
        counts[0] += test.permutations - extreme;
        counts[between] += extreme;
        (low < high).then_some(Histogram { low, high, counts })
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "clamped to what single precision holds"
    )]
    fn pictures(&mut self, outcome: &mut Outcome) {
        let Outcome { report, pictures, .. } = outcome;
        let histogram = self.histogram(&report.test);
        pictures.permutations = histogram.filter(|_| self.coins.next().unwrap());
        for curve in &mut pictures.curves {
            let length = usize::try_from(self.wholes.next().unwrap() % 300).unwrap();
            curve.epochs = curve.epochs.iter().copied().cycle().take(length).collect();
            for (number, epoch) in (0..).zip(&mut curve.epochs) {
                let mut loss = || self.numbers.next().unwrap().clamp(-1e30, 1e30) as f32;
                epoch.number = number;
                (epoch.training, epoch.validation) = (loss(), loss());
            }
        }
    }
}

/// The ends of an interval, and the mean between them.
fn put_in_order(fields: &mut Map<String, Value>) {
    let names = ["low", "mean", "high"];
    let numbers = names.map(|name| fields.get(name).and_then(Value::as_f64));
    if let [Some(low), Some(mean), Some(high)] = numbers {
        let mut numbers = [low, mean, high];
        numbers.sort_by(f64::total_cmp);
        for (name, number) in names.into_iter().zip(numbers) {
            fields.insert(name.to_owned(), json!(number));
        }
    }
}
