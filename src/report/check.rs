//! Whether every field of a result means something: a link is hostile until this has passed.

use super::sharing::SharedSettings;
use super::{
    Adaptation, Arm, ByLayer, Comparison, Curve, Domain, Forgetting, HeldOutBy, Histogram, Measure, Outcome,
    Pictures, Report, Settings, Test, Tuning, Verdict,
};

/// Characters of the longest name or sentence.
const MOST_TEXT: usize = 2_000;

/// Items of the longest list of names.
const MOST_NAMES: usize = 20_000;

/// Items of the longest list of anything else.
const MOST_ITEMS: usize = 2_000;

/// More rows than any file has that a browser reads.
const MOST_ROWS: u64 = 1 << 40;

type Check = Result<(), &'static str>;

fn require(sound: bool, what: &'static str) -> Check {
    if sound { Ok(()) } else { Err(what) }
}

/// Whether every field means something that a result can mean.
pub(super) fn check(outcome: &Outcome) -> Check {
    let Outcome {
        settings,
        report,
        pictures,
    } = outcome;
    text(&report.app_version)?;
    for domain in [&report.source, &report.target] {
        check_domain(domain)?;
    }
    names(&report.columns)?;
    check_settings(settings)?;
    require(report.seed == settings.seed, "its seed")?;
    check_test(&report.test, report)?;
    report
        .relation
        .as_ref()
        .map_or(Ok(()), |relation| check_test(relation, report))?;
    require(
        report.test.alpha.to_bits() == settings.alpha.to_bits(),
        "its level",
    )?;
    report
        .comparison
        .as_ref()
        .map_or(Ok(()), |comparison| check_comparison(comparison, report))?;
    report.adaptation.as_ref().map_or(Ok(()), check_adaptation)?;
    texts(&report.advice.reasons)?;
    check_pictures(pictures)
}

/// The same of settings without a result.
pub(super) fn check_shared_settings(shared: &SharedSettings) -> Check {
    let SharedSettings {
        settings,
        app_version,
        fingerprints,
    } = shared;
    text(app_version)?;
    check_settings(settings)?;
    fingerprints.iter().try_for_each(|it| check_fingerprint(it))
}

/// The names that settings hold; the rest is checked where they become a question.
fn check_settings(settings: &Settings) -> Check {
    names(settings.columns.as_deref().unwrap_or_default())?;
    settings.label.as_deref().map_or(Ok(()), text)?;
    settings
        .pairs
        .iter()
        .try_for_each(|(one, other)| text(one).and_then(|()| text(other)))?;
    settings.reading.iter().try_for_each(|choices| {
        let columns = choices.kinds.keys().chain(&choices.plain_numbers);
        columns.chain(&choices.sheet).try_for_each(|name| text(name))
    })
}

fn check_domain(domain: &Domain) -> Check {
    text(&domain.name)?;
    require(domain.rows <= MOST_ROWS, "its number of rows")?;
    check_fingerprint(&domain.fingerprint)
}

fn check_fingerprint(fingerprint: &str) -> Check {
    let digits = fingerprint
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    require(fingerprint.len() == 32 && digits, "a fingerprint")
}

fn check_test(test: &Test, report: &Report) -> Check {
    require(test.alpha > 0.0 && test.alpha < 1.0, "its level")?;
    require(test.p_value.is_none_or(|p| p > 0.0 && p <= 1.0), "its p-value")?;
    require(
        (test.verdict == Verdict::TooFewRows) == test.p_value.is_none(),
        "its verdict",
    )?;
    if let Some(p_value) = test.p_value {
        let rejected = matches!(test.verdict, Verdict::Different | Verdict::Negligible);
        require(rejected == (p_value <= test.alpha), "its verdict")?;
    }
    let not_negative = [
        test.mmd2_biased,
        test.bandwidth,
        test.effect_sd,
        test.effect_sd_upper,
        test.margin_sd,
        test.smallest_detectable_sd,
    ];
    for value in not_negative.into_iter().flatten() {
        require(value.is_finite() && value >= 0.0, "a number of its test")?;
    }
    if let Some(statistic) = &test.statistic {
        text(&statistic.name)?;
        require(statistic.value.is_finite(), "its statistic")?;
        statistic.loudest_kernel.as_deref().map_or(Ok(()), text)?;
    }
    require(test.mmd2_unbiased.is_none_or(f64::is_finite), "its MMD")?;
    let rows = [report.source.rows, report.target.rows];
    require(
        test.rows_used.iter().zip(rows).all(|(&used, rows)| used <= rows),
        "its number of rows",
    )?;
    let by_column = test.by_column.as_deref().unwrap_or_default();
    require(by_column.len() <= MOST_NAMES, "its columns")?;
    for column in by_column {
        text(&column.name)?;
        require((0.0..=1.0).contains(&column.p_adjusted), "a column's p-value")?;
        require(
            column.effect_sd.is_finite() && column.effect_sd >= 0.0,
            "a column's effect",
        )?;
        let probability = column.effect_probability;
        require(
            probability.is_none_or(|share| (0.0..=1.0 + 1e-9).contains(&share)),
            "a column's effect",
        )?;
    }
    require(test.absent.len() <= MOST_ITEMS, "its list of absent numbers")?;
    test.absent
        .iter()
        .try_for_each(|absent| text(&absent.field).and_then(|()| text(&absent.reason)))
}

fn check_comparison(comparison: &Comparison, report: &Report) -> Check {
    text(&comparison.label)?;
    text(&comparison.metric)?;
    require(
        comparison.repeats > 0 && comparison.arms.len() <= MOST_ITEMS,
        "its comparison",
    )?;
    let rows = comparison.rows;
    let within = |used: &[u64], rows: u64| {
        let sum = used.iter().try_fold(0_u64, |sum, &used| sum.checked_add(used));
        sum.is_some_and(|sum| sum <= rows)
    };
    require(
        within(
            &[rows.source_training, rows.source_validation, rows.source_held_out],
            report.source.rows,
        ) && within(
            &[rows.target_training, rows.target_validation, rows.held_out],
            report.target.rows,
        ),
        "the rows of its comparison",
    )?;
    comparison.arms.iter().try_for_each(check_arm)?;
    let lists = [
        comparison.gains.len(),
        comparison.learning_curve.len(),
        comparison.guards.len(),
        comparison.new_classes.len(),
    ];
    require(lists.iter().all(|&count| count <= MOST_ITEMS), "its comparison")?;
    texts(&comparison.new_classes)?;
    comparison.source_file.as_deref().map_or(Ok(()), text)?;
    match &comparison.held_out_by {
        HeldOutBy::Chance => {}
        HeldOutBy::Time(column) | HeldOutBy::Group(column) => text(column)?,
    }
    for gain in &comparison.gains {
        check_measure(&gain.gain)?;
    }
    for budget in &comparison.learning_curve {
        require(budget.rows <= MOST_ROWS, "its learning curve")?;
        check_measure(&budget.fine_tuned)?;
        check_measure(&budget.from_scratch)?;
    }
    if let Some(Forgetting {
        before,
        after,
        change,
    }) = &comparison.forgetting
    {
        [before, after, change].into_iter().try_for_each(check_measure)?;
    }
    comparison.by_layer.as_ref().map_or(Ok(()), check_by_layer)?;
    require(
        comparison.guards.iter().all(|guard| guard.value.is_finite()),
        "a guard of its comparison",
    )?;
    let Tuning {
        learning_rate,
        starting_point_strength,
        fine_tuning_factor,
        scratch_learning_rate,
    } = comparison.tuning;
    let tuned = [
        learning_rate,
        starting_point_strength,
        fine_tuning_factor,
        scratch_learning_rate,
    ];
    require(
        tuned.iter().all(|value| value.is_finite() && *value >= 0.0),
        "the tuning of its comparison",
    )
}

fn check_arm(arm: &Arm) -> Check {
    let measure = |mean, low, high| check_measure(&Measure { mean, low, high });
    measure(arm.mean, arm.low, arm.high)?;
    require(
        arm.seconds.is_finite() && arm.seconds >= 0.0 && arm.metrics.len() <= MOST_ITEMS,
        "an arm of its comparison",
    )?;
    arm.metrics
        .iter()
        .try_for_each(|metric| measure(metric.mean, metric.low, metric.high))
}

fn check_measure(measure: &Measure) -> Check {
    let Measure { mean, low, high } = *measure;
    let finite = low.is_finite() && high.is_finite();
    require(
        finite && low <= mean && mean <= high,
        "an interval of its comparison",
    )
}

fn check_by_layer(by_layer: &ByLayer) -> Check {
    require(by_layer.layers.len() <= MOST_ITEMS, "its layers")?;
    by_layer.layers.iter().try_for_each(|layer| {
        let effect = layer
            .effect_sd
            .is_none_or(|effect| effect.is_finite() && effect >= 0.0);
        let p_value = layer.p_value > 0.0 && layer.p_value <= 1.0;
        require(effect && p_value && layer.mmd2.is_finite(), "a layer")
    })
}

fn check_adaptation(adaptation: &Adaptation) -> Check {
    let Adaptation {
        task: _,
        rows,
        mmd2_before,
        mmd2_after,
        source_before,
        source_after,
        seconds,
        source_file,
    } = adaptation;
    source_file.as_deref().map_or(Ok(()), text)?;
    let distances = [*mmd2_before, *mmd2_after];
    let numbers = [*source_before, *source_after, *seconds];
    let are_sound =
        distances.into_iter().flatten().all(f64::is_finite) && numbers.into_iter().all(f64::is_finite);
    require(
        are_sound && rows.iter().all(|&count| count <= MOST_ROWS),
        "its adaptation",
    )
}

fn check_pictures(pictures: &Pictures) -> Check {
    for histogram in [&pictures.permutations, &pictures.relation_permutations]
        .into_iter()
        .flatten()
    {
        check_histogram(histogram)?;
    }
    require(pictures.curves.len() <= MOST_ITEMS, "its curves")?;
    pictures.curves.iter().try_for_each(|curve: &Curve| {
        let finite = curve
            .epochs
            .iter()
            .all(|epoch| epoch.training.is_finite() && epoch.validation.is_finite());
        require(finite && curve.epochs.len() <= MOST_ITEMS, "a curve")
    })
}

fn check_histogram(histogram: &Histogram) -> Check {
    let edges = histogram.low.is_finite() && histogram.high.is_finite() && histogram.low < histogram.high;
    let width = (histogram.high - histogram.low).is_finite();
    require(
        edges && width && (1..=MOST_ITEMS).contains(&histogram.counts.len()),
        "its permutation distribution",
    )
}

fn text(text: &str) -> Check {
    require(text.chars().count() <= MOST_TEXT, "a text that is too long")
}

fn texts(list: &[String]) -> Check {
    require(list.len() <= MOST_ITEMS, "a list that is too long")?;
    list.iter().try_for_each(|item| text(item))
}

fn names(list: &[String]) -> Check {
    require(list.len() <= MOST_NAMES, "a list that is too long")?;
    list.iter().try_for_each(|item| text(item))
}
