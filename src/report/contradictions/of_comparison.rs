//! What the numbers of a comparison say together.

use super::super::{
    ArmName, ByLayer, Comparison, Evidence, Guard, GuardName, HeldOutBy, LinkFault, LossParts, MAX_STRETCHES,
    MIN_HELD_OUT, Measure, MetricName, Outcome, Report, Task,
};
use super::require::{
    ARITHMETIC, Check, ROUNDING, are_distinct, are_within, require, require_field, require_rows,
};

/// More layers than a network has, the inputs among them. Each is drawn.
const MAX_LAYERS: usize = 100;

/// A comparison of networks.
pub(super) fn check(comparison: &Comparison, Outcome { settings, report, .. }: &Outcome) -> Check {
    let are_asked = 1..=settings.training.repeats;
    require_field(
        are_asked.contains(&comparison.repeats),
        "report.comparison.repeats",
    )?;
    let is_asked = settings.label.as_ref() == Some(&comparison.label);
    require_field(is_asked, "report.comparison.label")?;
    let metric = comparison.metric;
    require_field(metric == comparison.task.metric(), "report.comparison.metric")?;
    check_arms(comparison)?;
    check_rows(comparison, report)?;
    for arm in &comparison.arms {
        let names: Vec<MetricName> = arm.metrics.iter().map(|metric| metric.name).collect();
        require_field(are_distinct(&names), "report.comparison.arms.metrics")?;
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
        let agrees = is_difference(forgetting.change, forgetting.after, forgetting.before);
        require_field(agrees, "report.comparison.forgetting.change")?;
    }
    if let Some(loss) = &comparison.loss {
        require_field(is_taken_apart(loss, comparison), "report.comparison.loss")?;
    }
    for network in &comparison.networks {
        check_metrics(metric, network.value.as_slice())?;
    }
    check_gains(comparison)
}

/// Whether every arm ran that always runs, once, and the source network's own two run together.
fn check_arms(comparison: &Comparison) -> Check {
    let mut names: Vec<ArmName> = comparison.arms.iter().map(|arm| arm.name).collect();
    let is_in_time = matches!(comparison.held_out_by, HeldOutBy::Time(_));
    if is_in_time && comparison.task == Task::Regression && names.last() == Some(&ArmName::SeasonalNaive) {
        names.pop();
    }
    let without_class = ArmName::COMPARED
        .into_iter()
        .filter(|arm| !arm.needs_shared_class());
    let sound = names == ArmName::COMPARED || names.iter().copied().eq(without_class);
    require_field(sound, "report.comparison.arms")?;
    let guards: Vec<GuardName> = comparison.guards.iter().map(|guard| guard.name).collect();
    let agrees = |guard: &Guard| match guard.name {
        GuardName::RowsInBoth | GuardName::LabelLeak => {
            guard.value >= 0.0 && guard.value.fract() == 0.0 && guard.passed == (guard.value == 0.0)
        }
        // How far above zero chance may lift it is not in the link.
        GuardName::ShuffledLabels => guard.passed || guard.value > 0.0,
    };
    // A check that is left out may be the one that failed.
    let are_all = guards.len() == GuardName::ALL.len() && are_distinct(&guards);
    let sound = are_all && comparison.guards.iter().all(agrees);
    require_field(sound, "report.comparison.guards")?;
    let networks: Vec<ArmName> = comparison.networks.iter().map(|it| it.arm).collect();
    require_field(are_distinct(&networks), "report.comparison.networks")
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
    // What an earlier stretch judges, teaches for the last one, which has its share of the rows, or less where more rows have one
    // moment.
    let in_stretch = (repeat.held_out / repeat.stretches.max(1)).min(match repeat.stretches {
        0 | 1 => u64::MAX,
        _ => MIN_HELD_OUT as u64,
    });
    let before = [repeat.target_training, repeat.target_validation, repeat.gap];
    let (are_there, in_time) = (
        repeat.target_training > 0 && in_stretch > 0 && repeat.held_out <= target.rows,
        matches!(comparison.held_out_by, HeldOutBy::Time(_)),
    );
    let sound = are_there
        && (1..=MAX_STRETCHES).contains(&repeat.stretches)
        && (in_time || repeat.stretches == 1 && repeat.gap == 0)
        && of(by_source, source.rows)
        && of(before, target.rows - in_stretch);
    require_rows(sound, "report.comparison.rows")?;
    let curve = &comparison.learning_curve;
    let sound = curve.is_sorted_by(|one, other| one.rows < other.rows)
        && curve.first().is_none_or(|first| first.rows > 0)
        && curve.last().is_none_or(|last| last.rows <= target.rows);
    require_rows(sound, "report.comparison.learning_curve")?;
    let layers = comparison.by_layer.as_ref();
    let sound = layers.is_none_or(|layers| {
        let are_in_order = layers.layers.is_sorted_by(|one, other| one.layer < other.layer);
        let deepest = layers.layers.last().map(|layer| layer.layer);
        are_in_order && layers.layers.len() <= MAX_LAYERS && Some(layers.suggested_frozen) <= deepest
    });
    require_field(sound, "report.comparison.by_layer")?;
    let sound = layers.is_none_or(|ByLayer { rows, .. }| are_within(*rows, report));
    require_rows(sound, "report.comparison.by_layer.rows")?;
    let mut networks = comparison.networks.iter();
    let sound = networks.all(|it| are_within([it.source_rows.unwrap_or(0), it.target_rows], report));
    require_rows(sound, "report.comparison.networks")
}

/// Whether a metric can have these values, means among them.
pub(super) fn check_metrics(metric: MetricName, values: &[f64]) -> Check {
    let [least, most] = metric.limits();
    let possible = least..=most + ARITHMETIC;
    let sound = values.iter().all(|value| possible.contains(value));
    require(sound, || LinkFault::Metric(metric))
}

/// Whether a paired difference is the one of its two sides, but for rounding.
fn is_difference(difference: Measure, one: Measure, other: Measure) -> bool {
    let tolerance = ROUNDING * (one.mean.abs() + other.mean.abs() + difference.mean.abs());
    (difference.mean - (one.mean - other.mean)).abs() <= tolerance + ARITHMETIC
}

/// Whether the parts of a loss add up to it, in the metric of a task whose source network was trained here and judged.
fn is_taken_apart(loss: &LossParts, comparison: &Comparison) -> bool {
    let parts = [loss.harder_inputs, loss.other_relation, loss.new_inputs];
    let sum: f64 = parts.iter().map(|part| part.mean).sum();
    let sizes: f64 = parts
        .iter()
        .chain([&loss.total])
        .map(|part| part.mean.abs())
        .sum();
    let is_judged = comparison.arm(ArmName::SourceAsIs).is_some() && comparison.source_file.is_none();
    is_judged
        && loss.metric == LossParts::metric_of(comparison.task)
        && (sum - loss.total.mean).abs() <= ROUNDING * sizes + ARITHMETIC
}

/// Whether the gains are what the networks differ by, and the transfer is what they say.
fn check_gains(comparison: &Comparison) -> Check {
    let pairs: Vec<[ArmName; 2]> = comparison
        .gains
        .iter()
        .map(|gain| [gain.arm, gain.over])
        .collect();
    let agree = comparison.gains.iter().all(|gain| {
        let arms = comparison.arm(gain.arm).zip(comparison.arm(gain.over));
        arms.is_some_and(|(arm, over)| is_difference(gain.gain, arm.measure, over.measure))
    });
    let evidence = Evidence::of(comparison);
    // Who leaves out what the source network gains must leave it out altogether.
    let judges_source = comparison.arm(ArmName::SourceAsIs).is_some();
    let is_whole = evidence.is_some_and(|evidence| {
        evidence.transfer() == comparison.transfer && evidence.source.is_some() == judges_source
    });
    require(agree && are_distinct(&pairs) && is_whole, || LinkFault::Gains)
}
