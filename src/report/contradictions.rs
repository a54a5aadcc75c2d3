//! Whether the facts of a result agree: a link whose facts contradict each other is refused, with the reason.
//!
//! What follows from numbers is computed again, by the functions that computed it. Numbers that a link rounds may be off by
//! that much.

use super::advise::follows;
use super::{ByLayer, Comparison, Domain, Evidence, LinkFault, Measure, MetricName, Outcome, Report, Test};

/// How far a number may be from the one that was computed, relative to it: half a unit in the last of five digits.
const ROUNDING: f64 = 5.001e-5;

/// How far sums of shares may exceed 1, and products be from a whole number.
const ARITHMETIC: f64 = 1e-9;

type Check = Result<(), LinkFault>;

fn require(sound: bool, fault: impl FnOnce() -> LinkFault) -> Check {
    if sound { Ok(()) } else { Err(fault()) }
}

fn rows(sound: bool, field: &str) -> Check {
    require(sound, || LinkFault::Rows(field.to_owned()))
}

/// What the fields of a result say together.
pub(super) fn check(outcome: &Outcome) -> Check {
    let Outcome { settings, report, .. } = outcome;
    let same = |one: f64, other: f64| one.to_bits() == other.to_bits();
    let field = |name: &str| LinkFault::Field(name.to_owned());
    check_test(&report.test, report, "report.test")?;
    let has_margin = report
        .test
        .margin_sd
        .is_some_and(|it| same(it, settings.margin_sd));
    require(has_margin, || field("report.test.margin_sd"))?;
    require(same(report.test.alpha, settings.alpha), || {
        field("report.test.alpha")
    })?;
    if let Some(relation) = &report.relation {
        check_test(relation, report, "report.relation")?;
        require(relation.margin_sd.is_none(), || {
            field("report.relation.margin_sd")
        })?;
        require(same(relation.alpha, settings.alpha), || {
            field("report.relation.alpha")
        })?;
    }
    if let Some(comparison) = &report.comparison {
        check_comparison(comparison, report)?;
    }
    if let Some(adaptation) = &report.adaptation {
        rows(are_within(adaptation.rows, report), "report.adaptation.rows")?;
        let metric = adaptation.task.metric();
        check_metrics(metric, &[adaptation.source_before, adaptation.source_after])?;
    }
    require(follows(report), || LinkFault::Advice)
}

/// Whether neither table has fewer rows.
fn are_within(used: [u64; 2], report: &Report) -> bool {
    used[0] <= report.source.rows && used[1] <= report.target.rows
}

fn check_test(test: &Test, report: &Report, path: &str) -> Check {
    require(test.verdict == test.decided(), || {
        LinkFault::Verdict(path.to_owned())
    })?;
    let is_possible = match test.p_value {
        None => test.permutations == 0,
        Some(p_value) => can_give(test.permutations, p_value),
    };
    require(is_possible, || LinkFault::PValue(path.to_owned()))?;
    let effect = test.effect_sd.zip(test.effect_sd_upper);
    // The bound is computed by way of a square root. Where chance adds nothing to it, it may lie a last bit too low.
    let is_within = |(effect, bound): (f64, f64)| effect <= bound * (1.0 + ARITHMETIC);
    require(effect.is_none_or(is_within), || {
        LinkFault::EffectAboveBound(path.to_owned())
    })?;
    let sides = test.rows_used.into_iter().zip(test.rows_left_out);
    let add_up = |(side, of): ((u64, u64), &Domain)| side.0.checked_add(side.1) == Some(of.rows);
    let sound = sides.zip([&report.source, &report.target]).all(add_up);
    rows(sound, &format!("{path}.rows_used"))?;
    let shared = test.shared_inputs;
    rows(
        shared.is_none_or(|shared| are_within(shared.rows, report)),
        &format!("{path}.shared_inputs"),
    )
}

/// Whether so many permutations can give this p-value: of random ones the data is one more, of all it is one of them.
fn can_give(permutations: u32, p_value: f64) -> bool {
    let is_whole = |count: f64| (count - count.round()).abs() <= ARITHMETIC * count && count > 0.5;
    let count = f64::from(permutations);
    permutations > 0
        && [count, count + 1.0]
            .map(|all| p_value * all)
            .into_iter()
            .any(is_whole)
}

fn check_comparison(comparison: &Comparison, report: &Report) -> Check {
    let field = |name: &str| LinkFault::Field(format!("report.comparison.{name}"));
    require(comparison.repeats > 0, || field("repeats"))?;
    require(comparison.metric == comparison.task.metric(), || field("metric"))?;
    check_rows(comparison, report)?;
    let metric = comparison.metric;
    for arm in &comparison.arms {
        check_metrics(metric, &[arm.measure.mean])?;
        for other in &arm.metrics {
            check_metrics(other.name, &[other.measure.mean])?;
            let is_same = other.name != metric || other.measure == arm.measure;
            require(is_same, || LinkFault::Metric(metric))?;
        }
    }
    for point in &comparison.learning_curve {
        check_metrics(metric, &[point.fine_tuned.mean, point.from_scratch.mean])?;
    }
    if let Some(forgetting) = &comparison.forgetting {
        check_metrics(metric, &[forgetting.before.mean, forgetting.after.mean])?;
    }
    for network in &comparison.networks {
        check_metrics(metric, network.value.as_slice())?;
    }
    check_gains(comparison)
}

fn check_rows(comparison: &Comparison, report: &Report) -> Check {
    let of = |used: [u64; 3], all: u64| {
        let sum = used.iter().try_fold(0_u64, |sum, &used| sum.checked_add(used));
        sum.is_some_and(|sum| sum <= all)
    };
    let Report { source, target, .. } = report;
    let repeat = comparison.rows;
    let by_source = [
        repeat.source_training,
        repeat.source_validation,
        repeat.source_held_out,
    ];
    let by_target = [repeat.target_training, repeat.target_validation, repeat.held_out];
    let sound = of(by_source, source.rows) && of(by_target, target.rows);
    rows(sound, "report.comparison.rows")?;
    let curve = &comparison.learning_curve;
    let sound = curve.is_sorted_by_key(|point| point.rows)
        && curve.last().is_none_or(|last| last.rows <= target.rows);
    rows(sound, "report.comparison.learning_curve")?;
    let layers = comparison.by_layer.as_ref();
    let sound = layers.is_none_or(|ByLayer { rows, .. }| are_within(*rows, report));
    rows(sound, "report.comparison.by_layer.rows")?;
    let mut networks = comparison.networks.iter();
    let sound = networks.all(|it| are_within([it.source_rows.unwrap_or(0), it.target_rows], report));
    rows(sound, "report.comparison.networks")
}

/// Whether a metric can have these values, means among them. Intervals are symmetric and may reach beyond.
fn check_metrics(metric: MetricName, values: &[f64]) -> Check {
    let sound = values.iter().all(|&value| match metric {
        MetricName::RSquared => value <= 1.0,
        MetricName::Accuracy
        | MetricName::BalancedAccuracy
        | MetricName::MacroF1
        | MetricName::Auroc
        | MetricName::CalibrationError => (0.0..=1.0 + ARITHMETIC).contains(&value),
        MetricName::LogLoss | MetricName::Rmse | MetricName::Mae => value >= 0.0,
    });
    require(sound, || LinkFault::Metric(metric))
}

/// Whether the gains are what the networks differ by, and the transfer is what they say.
fn check_gains(comparison: &Comparison) -> Check {
    let differ = |gain: Measure, one: Measure, other: Measure| {
        let tolerance = ROUNDING * (one.mean.abs() + other.mean.abs() + gain.mean.abs());
        (gain.mean - (one.mean - other.mean)).abs() <= tolerance + ARITHMETIC
    };
    let sound = comparison.gains.iter().all(|gain| {
        let arms = comparison.arm(gain.arm).zip(comparison.arm(gain.over));
        arms.is_none_or(|(arm, over)| differ(gain.gain, arm.measure, over.measure))
    });
    let transfer = Evidence::of(comparison).map(|evidence| evidence.transfer());
    require(sound && transfer == Some(comparison.transfer), || {
        LinkFault::Gains
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{advise_again, full, outcome};
    use super::super::{Action, ArmName, Reason, SharedInputs, Transfer, Verdict, open, write};
    use super::*;

    type Change = fn(&mut Report);

    /// What contradicts in a report whose networks are all there.
    fn fault(change: impl FnOnce(&mut Report)) -> Option<LinkFault> {
        let mut outcome = outcome();
        change(&mut outcome.report);
        check(&outcome).err()
    }

    fn arm(report: &mut Report, name: ArmName) -> &mut super::super::Arm {
        let arms = &mut report.comparison.as_mut().unwrap().arms;
        arms.iter_mut().find(|arm| arm.name == name).unwrap()
    }

    #[test]
    fn a_result_agrees_with_itself() {
        assert_eq!(check(&outcome()), Ok(()));
        assert_eq!(check(&full()), Ok(()));
    }

    #[test]
    fn a_verdict_that_the_numbers_do_not_give_is_refused() {
        let of_inputs: [Change; 4] = [
            |it| it.test.verdict = Verdict::Undecided,
            |it| it.test.verdict = Verdict::Negligible,
            |it| it.test.p_value = Some(0.5),
            |it| it.test.p_value = None,
        ];
        for change in of_inputs {
            assert_eq!(fault(change), Some(LinkFault::Verdict("report.test".into())));
        }
        let of_relation: Change = |it| it.relation.as_mut().unwrap().verdict = Verdict::Same;
        assert_eq!(
            fault(of_relation),
            Some(LinkFault::Verdict("report.relation".into()))
        );
    }

    #[test]
    fn impossible_numbers_of_a_test_are_refused() {
        let path = || "report.test".to_owned();
        assert_eq!(
            fault(|it| it.test.effect_sd = Some(0.43)),
            Some(LinkFault::EffectAboveBound(path()))
        );
        for p_value in [0.000_4, 0.000_7, 0.049_9] {
            let changed = fault(|it| it.test.p_value = Some(p_value));
            assert_eq!(changed, Some(LinkFault::PValue(path())), "{p_value}");
        }
        for field in ["margin_sd", "alpha"] {
            let changed = fault(|it| match field {
                "alpha" => it.test.alpha = 0.04,
                _ => it.test.margin_sd = Some(0.3),
            });
            assert_eq!(changed, Some(LinkFault::Field(format!("report.test.{field}"))));
        }
    }

    #[test]
    fn a_p_value_is_a_share_of_the_permutations() {
        for (permutations, p_value, can) in [
            (1_999, 0.000_5, true),
            (1_999, 1.0, true),
            // All splits of a few rows, the data's own among them.
            (70, 1.0 / 70.0, true),
            (70, 3.0 / 70.0, true),
            (1_999, 0.000_1, false),
            (1_999, 0.333, true),
            (1_999, 0.333_3, false),
            (0, 0.5, false),
        ] {
            assert_eq!(
                can_give(permutations, p_value),
                can,
                "{p_value} of {permutations}"
            );
        }
    }

    #[test]
    fn rows_that_contradict_others_are_refused() {
        let changes: [(&str, Change); 8] = [
            ("report.test.rows_used", |it| it.test.rows_used = [367, 1]),
            ("report.test.rows_used", |it| it.test.rows_left_out = [0, 2]),
            ("report.test.shared_inputs", |it| {
                it.test.shared_inputs = Some(SharedInputs {
                    rows: [367, 3],
                    are_all: false,
                });
            }),
            ("report.comparison.rows", |it| {
                it.comparison.as_mut().unwrap().rows.held_out = 1 << 39;
            }),
            ("report.comparison.learning_curve", |it| {
                it.comparison.as_mut().unwrap().learning_curve[0].rows = 300;
            }),
            ("report.comparison.learning_curve", |it| {
                it.comparison.as_mut().unwrap().learning_curve[3].rows = 366;
            }),
            ("report.comparison.by_layer.rows", |it| {
                let layers = it.comparison.as_mut().unwrap().by_layer.as_mut();
                layers.unwrap().rows = [1_000, 365];
            }),
            ("report.comparison.networks", |it| {
                it.comparison.as_mut().unwrap().networks[1].target_rows = 366;
            }),
        ];
        for (field, change) in changes {
            assert_eq!(fault(change), Some(LinkFault::Rows(field.into())));
        }
    }

    #[test]
    fn a_metric_that_no_network_can_have_is_refused() {
        use MetricName::{RSquared, Rmse};
        let changes: [(MetricName, Change); 5] = [
            (RSquared, |it| {
                let arm = arm(it, ArmName::FineTuned);
                (arm.measure.mean, arm.measure.high) = (1.01, 1.02);
                arm.metrics[0].measure = arm.measure;
            }),
            // Another value than the one that the pictures show.
            (RSquared, |it| {
                arm(it, ArmName::FineTuned).metrics[0].measure.mean = 0.81;
            }),
            (Rmse, |it| {
                arm(it, ArmName::FineTuned).metrics[1].measure.mean = -0.1;
            }),
            (RSquared, |it| {
                it.comparison.as_mut().unwrap().networks[1].value = Some(1.1);
            }),
            (RSquared, |it| {
                let curve = &mut it.comparison.as_mut().unwrap().learning_curve;
                curve[0].from_scratch.mean = 1.1;
            }),
        ];
        for (metric, change) in changes {
            assert_eq!(fault(change), Some(LinkFault::Metric(metric)));
        }
        for value in [-0.01, 1.01] {
            let checked = check_metrics(MetricName::Accuracy, &[0.5, value]);
            assert_eq!(checked, Err(LinkFault::Metric(MetricName::Accuracy)));
        }
    }

    #[test]
    fn gains_that_the_networks_do_not_have_are_refused() {
        let changes: [Change; 4] = [
            |it| it.comparison.as_mut().unwrap().gains[2].gain.mean = 0.111,
            |it| it.comparison.as_mut().unwrap().transfer = Transfer::Negative,
            |it| it.comparison.as_mut().unwrap().gains.truncate(9),
            |it| {
                let arm = arm(it, ArmName::SourceAsIs);
                arm.measure.mean = 0.45;
                arm.metrics[0].measure = arm.measure;
            },
        ];
        for change in changes {
            assert_eq!(fault(change), Some(LinkFault::Gains));
        }
    }

    /// What decides is rounded first: else the linked number could lie on the other side of a limit.
    #[test]
    fn limits_are_compared_as_a_link_rounds_numbers() {
        let mut outcome = full();
        let test = &mut outcome.report.test;
        (test.effect_sd, test.effect_sd_upper) = (Some(0.1), Some(0.2));
        test.not_compared.clear();
        let column = &mut test.by_column.as_mut().unwrap()[0];
        (column.unseen_share, column.outside_share) = (Some(0.100_000_4), None);
        test.verdict = test.decided();
        assert_eq!(test.verdict, Verdict::Same);
        let comparison = outcome.report.comparison.as_mut().unwrap();
        comparison.gains[0].gain = Measure {
            mean: 0.019_999_96,
            low: 0.01,
            high: 0.03,
        };
        advise_again(&mut outcome.report);
        let advised = outcome.report.advice.action;
        let opened = open(&write(&outcome).unwrap()).unwrap();
        assert_eq!(opened.report.advice.action, advised);
        assert_eq!(advised, Action::FineTune);
    }

    #[test]
    fn advice_that_does_not_follow_is_refused() {
        let changes: [Change; 6] = [
            |it| it.advice.action = Action::ReuseAsIs,
            |it| it.advice.reasons.truncate(1),
            |it| it.advice.reasons.push(Reason::SourceNetworkFails),
            |it| it.advice.reasons.push(Reason::NoSharedClass),
            |it| it.advice.reasons.extend([Reason::ChosenNames; 2]),
            |it| it.comparison = None,
        ];
        for change in changes {
            assert_eq!(fault(change), Some(LinkFault::Advice));
        }
        // Only the tables tell this.
        assert_eq!(fault(|it| it.advice.reasons.push(Reason::ChosenNames)), None);
    }
}
