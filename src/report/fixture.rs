//! The one outcome that all tests use, and small variations on it.
//!
//! Names have letters that no word of the program has, and numbers have five digits at most, so that a link carries
//! them as they are.

use super::{
    Absent, Action, Adaptation, Advice, Arm, ArmName, BinOf, ByLayer, ByPrediction, CalendarShift, Changed,
    ColumnEffect, ColumnOfEach, Comparison, Conditional, ConditionalVerdict, Confusion, ConfusionOfArm,
    Curve, Cycle, Domain, Epoch, ErrorBin, ErrorOfArm, Errors, ErrorsByColumn, Evidence, FinalNetwork,
    Forgetting, Gain, Guard, GuardName, HeldOutBy, Histogram, Kernel, KernelShape, LabelBudget, LayerEffect,
    LossParts, Measure, Metric, MetricName, NotCompared, Outcome, Pictures, PredictionBin, PredictionNames,
    Quantity, Reason, Regime, Report, RowDependence, RowsOfRepeat, Scale, SeriesBy, Settings, SharedInputs,
    Shortage, Side, Statistic, StatisticName, Succession, Task, Test, Training, Transfer, Tuning, Verdict,
    Warning, WhyAbsent, WhyNotCompared, advise, names,
};
use crate::table::{Choices, ColumnKind, Decimal};

/// A test with this verdict.
pub(crate) fn test(verdict: Verdict, p_value: f64) -> Test {
    Test {
        verdict,
        p_value: Some(p_value),
        alpha: 0.05,
        permutations: 1_999,
        statistic: Some(Statistic {
            name: StatisticName::MmdFuse,
            value: 0.0214,
            strongest_kernel: Kernel {
                shape: KernelShape::Gaussian,
                bandwidth: Some(1.87),
            },
        }),
        mmd2_unbiased: Some(-0.000_12),
        mmd2_biased: Some(0.001_23),
        bandwidth: Some(1.87),
        effect_sd: Some(0.31),
        effect_sd_upper: Some(0.42),
        margin_sd: Some(0.2),
        scale: Scale::NormalScores,
        smallest_detectable_sd: Some(0.11),
        regime: Regime::BinSums,
        succession: None,
        rows_used: [366, 365],
        rows_left_out: [0, 0],
        conditional: None,
        by_column: None,
        not_compared: Vec::new(),
        shared_inputs: None,
        absent: Vec::new(),
    }
}

fn measure(mean: f64, half: f64) -> Measure {
    let [low, high] = [mean - half, mean + half].map(|end| (end * 1e4).round() / 1e4);
    Measure { mean, low, high }
}

fn arm(name: ArmName, mean: f64, half: f64) -> Arm {
    let metric = |name, mean: f64, half: f64| Metric {
        name,
        measure: measure((mean * 1e3).round() / 1e3, half),
    };
    Arm {
        name,
        measure: measure(mean, half),
        seconds: 2.5,
        metrics: vec![
            metric(MetricName::RSquared, mean, half),
            metric(MetricName::Rmse, 12.0 * (1.1 - mean), 0.8),
            metric(MetricName::Mae, 9.0 * (1.1 - mean), 0.6),
        ],
    }
}

fn gains() -> Vec<Gain> {
    let gain = |arm, over, mean: f64, half: f64| Gain {
        arm,
        over,
        gain: measure(mean, half),
    };
    vec![
        gain(ArmName::FineTuned, ArmName::SourceAsIs, 0.42, 0.08),
        gain(ArmName::FineTuned, ArmName::Recalibrated, 0.17, 0.06),
        gain(ArmName::FineTuned, ArmName::FromScratch, 0.11, 0.05),
        gain(ArmName::FineTuned, ArmName::Simple, 0.22, 0.06),
        gain(ArmName::FineTuned, ArmName::Trees, 0.13, 0.05),
        gain(ArmName::FineTuned, ArmName::PooledTrees, 0.17, 0.06),
        gain(ArmName::FineTuned, ArmName::Stacked, 0.09, 0.05),
        gain(ArmName::FineTuned, ArmName::Dummy, 0.84, 0.04),
        gain(ArmName::FromScratch, ArmName::SourceAsIs, 0.31, 0.09),
        gain(ArmName::FromScratch, ArmName::Simple, 0.11, 0.07),
        gain(ArmName::FromScratch, ArmName::Trees, 0.02, 0.06),
        gain(ArmName::FromScratch, ArmName::Stacked, -0.02, 0.06),
        gain(ArmName::FromScratch, ArmName::PooledTrees, 0.06, 0.07),
        gain(ArmName::FromScratch, ArmName::Dummy, 0.73, 0.06),
        gain(ArmName::SourceAsIs, ArmName::Simple, -0.2, 0.1),
        gain(ArmName::SourceAsIs, ArmName::Trees, -0.29, 0.1),
        gain(ArmName::SourceAsIs, ArmName::Stacked, -0.33, 0.1),
        gain(ArmName::SourceAsIs, ArmName::PooledTrees, -0.25, 0.1),
        gain(ArmName::SourceAsIs, ArmName::Dummy, 0.42, 0.09),
        gain(ArmName::Simple, ArmName::Dummy, 0.62, 0.05),
        gain(ArmName::Trees, ArmName::Dummy, 0.71, 0.06),
        gain(ArmName::Stacked, ArmName::Dummy, 0.75, 0.05),
        gain(ArmName::PooledTrees, ArmName::Dummy, 0.67, 0.06),
    ]
}

fn comparison() -> Comparison {
    let budget = |rows, tuned: f64, fresh: f64| LabelBudget {
        rows,
        fine_tuned: measure(tuned, 0.08),
        from_scratch: measure(fresh, 0.12),
    };
    let layer = |layer, p_value, effect_sd: f64, mmd2| LayerEffect {
        layer,
        p_value,
        effect_sd: Some(effect_sd),
        mmd2,
    };
    let guard = |name, passed, value| Guard { name, passed, value };
    Comparison {
        task: Task::Regression,
        label: "kwh".into(),
        metric: MetricName::RSquared,
        repeats: 10,
        arms: vec![
            arm(ArmName::SourceAsIs, 0.41, 0.09),
            arm(ArmName::Recalibrated, 0.66, 0.07),
            arm(ArmName::LinearProbe, 0.7, 0.06),
            arm(ArmName::FineTuned, 0.83, 0.04),
            arm(ArmName::FromScratch, 0.72, 0.06),
            arm(ArmName::Simple, 0.61, 0.05),
            arm(ArmName::Trees, 0.7, 0.06),
            arm(ArmName::PooledTrees, 0.66, 0.06),
            arm(ArmName::Stacked, 0.74, 0.05),
            arm(ArmName::Dummy, -0.01, 0.01),
        ],
        transfer: Transfer::Positive,
        rows: RowsOfRepeat {
            source_training: 238,
            source_validation: 73,
            target_training: 175,
            target_validation: 44,
            held_out: 146,
            source_held_out: 55,
            stretches: 3,
            gap: 4,
        },
        held_out_by: HeldOutBy::Time("date".into()),
        gains: gains(),
        learning_curve: vec![
            budget(20, 0.55, 0.1),
            budget(50, 0.68, 0.41),
            budget(100, 0.76, 0.58),
            budget(219, 0.83, 0.72),
        ],
        forgetting: Some(Forgetting {
            before: measure(0.91, 0.02),
            after: measure(0.8, 0.05),
            change: measure(-0.11, 0.04),
        }),
        loss: Some(LossParts {
            metric: MetricName::RSquared,
            total: measure(0.31, 0.09),
            harder_inputs: measure(0.05, 0.04),
            other_relation: measure(0.22, 0.08),
            new_inputs: measure(0.04, 0.05),
        }),
        by_layer: Some(ByLayer {
            layers: vec![
                layer(0, 0.002, 0.31, 0.031),
                layer(1, 0.21, 0.12, 0.012),
                layer(2, 0.004, 0.4, 0.04),
            ],
            suggested_frozen: 1,
            rows: [55, 365],
        }),
        guards: vec![
            guard(GuardName::RowsInBoth, false, 3.0),
            guard(GuardName::LabelLeak, true, 0.0),
            guard(GuardName::ShuffledLabels, true, -0.04),
        ],
        networks: [
            (ArmName::SourceAsIs, 0, [0, 41], 0.44),
            (ArmName::FineTuned, 219, [6, 33], 0.84),
            (ArmName::FromScratch, 219, [0, 52], 0.73),
        ]
        .map(|(arm, target_rows, [probe_epochs, epochs], value)| FinalNetwork {
            arm,
            source_rows: Some(if arm == ArmName::FromScratch { 0 } else { 366 }),
            target_rows,
            probe_epochs,
            epochs,
            value: Some(value),
        })
        .to_vec(),
        tuning: Tuning {
            learning_rate: 2e-3,
            starting_point_strength: 1e-3,
            fine_tuning_factor: 3.0,
            scratch_learning_rate: 6e-3,
        },
        new_classes: Vec::new(),
        source_file: None,
    }
}

fn curve(arm: ArmName, from: f32, points: u8) -> Curve {
    let epoch = |number: u8| Epoch {
        number: u32::from(number),
        training: from + f32::from(points - number) / 8.0,
        validation: from + f32::from(points + 1 - number) / 8.0,
    };
    Curve {
        arm,
        epochs: (1..points).map(epoch).collect(),
    }
}

/// Where the networks of a comparison of numbers err.
pub(crate) fn errors() -> Errors {
    let arms = [ArmName::SourceAsIs, ArmName::FineTuned];
    let bin = |predicted, actual| PredictionBin {
        rows: 73,
        predicted,
        actual,
        actual_sd: 1.5,
    };
    let by_prediction = |arm, bins: [[f64; 2]; 2]| ByPrediction {
        arm,
        bins: bins.map(|[predicted, actual]| bin(predicted, actual)).to_vec(),
    };
    let months = |from, to, errors: [f64; 2]| ErrorBin {
        of: BinOf::Months { from, to },
        rows: 73,
        errors: arms
            .into_iter()
            .zip(errors)
            .map(|(arm, error)| ErrorOfArm { arm, error })
            .collect(),
    };
    Errors {
        by_prediction: vec![
            by_prediction(arms[0], [[9.5, 14.5], [12.25, 22.0]]),
            by_prediction(arms[1], [[14.75, 14.5], [21.5, 22.0]]),
        ],
        confusion: None,
        by_column: Some(ErrorsByColumn {
            column: "date".into(),
            bins: vec![months(9, 10, [4.25, 1.25]), months(11, 12, [8.5, 2.5])],
            rows_left_out: 0,
        }),
    }
}

/// Where the networks of a comparison of classes err.
pub(crate) fn confusion() -> Errors {
    let counts = |arm, counts: [[u64; 3]; 3]| ConfusionOfArm {
        arm,
        counts: counts.map(|row| row.to_vec()).to_vec(),
    };
    let bin = |of, errors: [f64; 2]| ErrorBin {
        of,
        rows: 73,
        errors: [ArmName::SourceAsIs, ArmName::FineTuned]
            .into_iter()
            .zip(errors)
            .map(|(arm, error)| ErrorOfArm { arm, error })
            .collect(),
    };
    Errors {
        by_prediction: Vec::new(),
        confusion: Some(Confusion {
            classes: vec!["雨".into(), "晴".into()],
            joined: 2,
            by_arm: vec![
                counts(
                    ArmName::SourceAsIs,
                    [[300, 200, 0], [100, 500, 60], [100, 100, 100]],
                ),
                counts(ArmName::FineTuned, [[450, 50, 0], [30, 630, 0], [10, 90, 200]]),
            ],
        }),
        by_column: Some(ErrorsByColumn {
            column: "风".into(),
            bins: vec![
                bin(BinOf::Around(2.5), [0.5, 0.25]),
                bin(BinOf::Level("南".into()), [0.25, 0.125]),
                bin(BinOf::OtherLevels, [0.25, 0.25]),
                bin(BinOf::Hours { from: 3, to: 3 }, [0.25, 0.25]),
                bin(BinOf::Missing, [0.75, 0.375]),
            ],
            rows_left_out: 4,
        }),
    }
}

/// Different inputs, an undecided relation, a whole comparison, and pictures.
pub(crate) fn outcome() -> Outcome {
    let domain = |name: &str, rows, digit: &str| Domain {
        name: name.into(),
        rows,
        fingerprint: digit.repeat(32),
    };
    // A rough bell over sixty bins, of all permutations.
    let bell = |at: u32| 900 / (4 + (i32::try_from(at).unwrap_or(0) - 16).unsigned_abs().pow(2) / 2);
    let mut counts: Vec<u32> = (0..60).map(bell).collect();
    counts[16] += 1_999 - counts.iter().sum::<u32>();
    let histogram = |high| Histogram {
        low: 0.0,
        high,
        counts: counts.clone(),
    };
    let mut relation = test(Verdict::Undecided, 0.342);
    relation.margin_sd = None;
    // A third of the permutations lies beyond it.
    relation.statistic.as_mut().unwrap().value = 0.009;
    let mut outcome = Outcome {
        settings: Settings {
            label: Some("kwh".into()),
            ..Settings::default()
        },
        report: Report {
            app_version: env!("CARGO_PKG_VERSION").into(),
            source: domain("power-meter-a-2016.csv", 366, "a"),
            target: domain("power-meter-a-2017.csv", 365, "b"),
            columns: vec!["weekday".into(), "temperature_mean_f".into()],
            test: test(Verdict::Different, 0.0005),
            relation: Some(relation),
            comparison: Some(comparison()),
            adaptation: None,
            advice: Advice {
                action: Action::CollectMore,
                reasons: Vec::new(),
            },
            warnings: Vec::new(),
        },
        pictures: Pictures {
            permutations: Some(histogram(0.022)),
            relation_permutations: Some(histogram(0.03)),
            curves: vec![
                curve(ArmName::SourceAsIs, 1.0, 60),
                curve(ArmName::FineTuned, 0.5, 60),
                curve(ArmName::FromScratch, 0.75, 60),
            ],
            errors: Some(errors()),
        },
    };
    advise_again(&mut outcome.report);
    outcome
}

/// What follows from the numbers of a report that has a comparison.
pub(super) fn advise_again(report: &mut Report) {
    let comparison = report.comparison.as_mut().unwrap();
    let evidence = Evidence::of(comparison).unwrap();
    comparison.transfer = evidence.transfer();
    report.advice = advise(&report.test, report.relation.as_ref(), Some(&evidence));
}

/// Labels that differ at the same inputs.
fn conditional() -> Conditional {
    Conditional {
        verdict: ConditionalVerdict::Shifted,
        p_value: Some(0.003),
        flips: 1_999,
        changed: Some(Changed::Mean),
        overlap: Some(0.62),
        rows_used: [364, 357],
        runs_used: Some([52, 51]),
    }
}

/// The same with every part that a result can have, no more of each than fits into a short link.
pub(crate) fn full() -> Outcome {
    let mut outcome = outcome();
    let Outcome {
        settings,
        report,
        pictures,
    } = &mut outcome;
    settings.seed = 7;
    settings.margin_sd = 0.25;
    settings.dependence = RowDependence::Runs(7);
    settings.series = SeriesBy::Column("meter".to_owned());
    settings.reading[0] = Choices {
        decimal: Some(Decimal::Comma),
        kinds: [("weekday".to_owned(), ColumnKind::Category)].into(),
        ..Choices::default()
    };
    settings.pairs = [("temperature".to_owned(), "temp [°C]".to_owned())].into();
    settings.training = Training {
        hidden: Some(vec![32, 32]),
        ..Training::default()
    };
    report.app_version = "0.1.0".into();
    report.source.name = "电表 <script>.csv".into();
    report.columns = vec!["temperature".into(), "weekday".into()];
    report.test = test(Verdict::Undecided, 0.4);
    report.test.margin_sd = Some(settings.margin_sd);
    let mut relation = test(Verdict::Different, 0.0005);
    for test in [&mut report.test, &mut relation] {
        (test.regime, test.rows_used, test.rows_left_out) = (Regime::Runs, [364, 357], [2, 8]);
        test.succession = Some(Succession {
            has_dates: true,
            series: Some("meter".to_owned()),
            joins_series: false,
            time: 3.5,
            run: 7,
            runs: [52, 51],
            within: Some(super::Season::Month),
        });
    }
    report.test.by_column = Some(vec![
        ColumnEffect {
            name: "weekday".into(),
            p_adjusted: 0.45,
            effect_sd: 0.1,
            is_higher: None,
            effect_probability: Some(0.03),
            unseen_share: Some(0.02),
            outside_share: Some(0.015),
        },
        ColumnEffect {
            name: "temperature".into(),
            p_adjusted: 0.5,
            effect_sd: 0.05,
            is_higher: Some(true),
            effect_probability: None,
            unseen_share: None,
            outside_share: None,
        },
    ]);
    (relation.bandwidth, relation.margin_sd, relation.conditional) = (None, None, Some(conditional()));
    relation.absent = vec![Absent {
        field: Quantity::Bandwidth,
        reason: WhyAbsent::TwoBandwidths,
    }];
    report.test.not_compared = vec![NotCompared {
        name: "remark".into(),
        why: WhyNotCompared::FreeText,
    }];
    report.test.shared_inputs = Some(SharedInputs {
        rows: [300, 299],
        are_all: false,
    });
    report.relation = Some(relation);
    if let Some(comparison) = &mut report.comparison {
        for (at, arm) in comparison.arms.iter_mut().enumerate() {
            arm.metrics.truncate(if at == 0 { 2 } else { 1 });
        }
        comparison.learning_curve.truncate(1);
        comparison.networks.truncate(2);
    }
    report.adaptation = Some(Adaptation {
        task: Task::Regression,
        rows: [300, 200],
        mmd2_before: Some(0.21),
        mmd2_after: None,
        source_before: 0.9,
        source_after: 0.88,
        seconds: 1.5,
        source_file: Some("网络.safetensors".into()),
    });
    report.warnings = warnings();
    advise_again(report);
    pictures.permutations = Some(Histogram {
        low: -0.001,
        high: 0.031,
        counts: vec![1, 20, 1_974, 4],
    });
    pictures.relation_permutations = None;
    pictures.errors = None;
    pictures.curves = vec![curve(ArmName::FineTuned, 0.0, 40)];
    outcome
}

/// The same with a name of its own in every place that has one, and all of these names.
pub(super) fn named() -> (Outcome, Vec<String>) {
    let mut outcome = full();
    outcome.settings.columns = Some(vec![String::new()]);
    for choices in &mut outcome.settings.reading {
        choices.sheet = Some(String::new());
        choices.kinds = [(String::new(), ColumnKind::Category)].into();
        choices.plain_numbers = [String::new()].into();
    }
    if let Some(comparison) = &mut outcome.report.comparison {
        comparison.new_classes = vec![String::new(); 2];
        comparison.source_file = Some(String::new());
        // Of an opened network it is not known.
        comparison.loss = None;
    }
    let mut all = Vec::new();
    let mut rename = |_, name: &mut String| {
        *name = format!("Secret-{}-", all.len());
        all.push(name.clone());
    };
    names::visit(&mut outcome.settings, Some(&mut outcome.report), &mut rename);
    // Warnings are about columns that were used and the label that was asked for.
    let Outcome { settings, report, .. } = &mut outcome;
    for name in of_used(
        &mut report.warnings,
        &report.columns[0],
        settings.label.as_deref(),
    ) {
        all.retain(|other| *other != name);
    }
    // A comparison predicts the label that was asked for.
    let label = outcome
        .settings
        .label
        .as_ref()
        .zip(outcome.report.comparison.as_mut());
    if let Some((label, comparison)) = label {
        all.retain(|name| *name != comparison.label);
        comparison.label.clone_from(label);
    }
    // Each column that is used was tested.
    let tested = outcome.report.test.by_column.iter_mut().flatten();
    for (column, name) in tested.zip(&outcome.report.columns) {
        all.retain(|name| *name != column.name);
        column.name.clone_from(name);
    }
    // Runs are those of the series that was asked for.
    let tests = [Some(&mut outcome.report.test), outcome.report.relation.as_mut()];
    let successions = tests
        .into_iter()
        .flatten()
        .filter_map(|test| test.succession.as_mut());
    for told in successions.filter_map(|succession| succession.series.as_mut()) {
        all.retain(|name| name != told);
        if let SeriesBy::Column(name) = &outcome.settings.series {
            told.clone_from(name);
        }
    }
    (outcome, all)
}

/// Names of the columns of a file of predictions.
pub(crate) fn prediction_names() -> PredictionNames {
    let place = PredictionNames::PLACE;
    PredictionNames {
        row: "row".into(),
        sampled_row: "sampled row".into(),
        predicted: format!("predicted {place}"),
        lower: "lower".into(),
        upper: "upper".into(),
        probability: format!("probability of {place}"),
        taught: "taught".into(),
        yes: "yes".into(),
        no: "no".into(),
    }
}

/// Every warning about the tables of [`full`].
pub(crate) fn warnings() -> Vec<Warning> {
    let column = || "temperature".to_owned();
    let columns = |source: Option<&str>, target: Option<&str>| {
        let [source, target] = [source, target].map(|name| name.map(str::to_owned));
        ColumnOfEach { source, target }
    };
    vec![
        Warning::Ties {
            count: 400,
            rows: 731,
        },
        Warning::SharedRows { count: 12, rows: 365 },
        Warning::RepeatedRows {
            side: Side::Source,
            count: 30,
            rows: 366,
        },
        Warning::Unit {
            column: column(),
            factor: 1_000,
            larger: Side::Target,
        },
        Warning::UnitOnOneSide {
            column: column(),
            side: Side::Target,
            unit: Some("°F".to_owned()),
        },
        Warning::PercentOnOneSide {
            column: "weekday".to_owned(),
            side: Side::Source,
        },
        Warning::Calendar {
            column: column(),
            shift: CalendarShift {
                cycle: Cycle::Weekday,
                part: 5,
                percent: [0, 31],
            },
        },
        Warning::Periods {
            column: column(),
            cycles: vec![Cycle::Hour, Cycle::DayOfYear],
            is_compared: false,
        },
        Warning::MoreColumns { count: 2 },
        Warning::Ordered {
            columns: columns(Some("date"), None),
        },
        Warning::Neighbours {
            columns: columns(Some("kwh"), Some("temperature")),
        },
        Warning::Drift {
            columns: columns(None, Some("kwh")),
        },
        Warning::NoSharedClass {
            label: "kwh".to_owned(),
            classes: [vec!["low".to_owned(), "high".to_owned()], vec!["晴".to_owned()]],
        },
    ]
}

/// Makes warnings speak of this column wherever they speak of one that is used, and of this label. Gives the names that they had.
pub(super) fn of_used(warnings: &mut [Warning], column: &str, label: Option<&str>) -> Vec<String> {
    let mut had = Vec::new();
    let mut replace = |name: &mut String, by: &str| had.push(std::mem::replace(name, by.to_owned()));
    for warning in warnings {
        match warning {
            Warning::Unit { column: name, .. }
            | Warning::UnitOnOneSide { column: name, .. }
            | Warning::PercentOnOneSide { column: name, .. }
            | Warning::Periods { column: name, .. }
            | Warning::Calendar { column: name, .. } => replace(name, column),
            Warning::Neighbours { columns } | Warning::Drift { columns } => {
                let names = columns.source.iter_mut().chain(&mut columns.target);
                names.for_each(|name| replace(name, column));
            }
            Warning::NoSharedClass { label: name, .. } => replace(name, label.unwrap_or_default()),
            Warning::SharedRows { .. }
            | Warning::RepeatedRows { .. }
            | Warning::Ties { .. }
            | Warning::MoreColumns { .. }
            | Warning::Ordered { .. } => {}
        }
    }
    had
}

/// Every reason that an advice can have.
pub(crate) fn reasons() -> Vec<Reason> {
    let inputs = [
        Verdict::Different,
        Verdict::Negligible,
        Verdict::Same,
        Verdict::Undecided,
        Verdict::TooFewRows,
        Verdict::TooFewIndependentRows,
    ];
    let gain = |mean| Reason::Gain {
        arm: ArmName::FineTuned,
        over: ArmName::SourceAsIs,
        metric: MetricName::BalancedAccuracy,
        gain: measure(mean, 0.05),
    };
    let tests = inputs.into_iter().flat_map(|verdict| {
        [Some(0.44), None]
            .map(|smallest_detectable_sd| Reason::Inputs {
                verdict,
                smallest_detectable_sd,
            })
            .into_iter()
            .chain([Reason::RelationDiffers { inputs: verdict }])
    });
    let tasks = [Task::Classification, Task::Regression]
        .into_iter()
        .flat_map(on_rivals);
    let adapted = |mmd2_after| Reason::Adapted {
        mmd2_before: 0.2,
        mmd2_after,
    };
    let others = [
        Reason::OneColumnDiffers,
        Reason::LabelsDifferAtSameInputs {
            p_value: 0.003,
            changed: Changed::Mean,
        },
        Reason::LabelsDifferAtSameInputs {
            p_value: 0.003,
            changed: Changed::Spread,
        },
        Reason::NoOtherLabelsFound { p_value: 0.31 },
        Reason::TablesHardlyOverlap,
        Reason::RelationShiftHarmless,
        Reason::InputShiftHarmless,
        Reason::FineTuningPays,
        Reason::ComparisonDecides,
        Reason::NoTargetLabel,
        Reason::SameInputRows { rows: 806 },
        Reason::SharedInputRows { rows: [12, 34] },
        Reason::TooFewLabels(Shortage {
            is_target: true,
            rows: 15,
            needed: 20,
        }),
        Reason::TooFewRows(Shortage {
            is_target: false,
            rows: 15,
            needed: 20,
        }),
        Reason::ConstantLabel { is_target: true },
        Reason::SameFile,
        Reason::TooFewOwnRows { own: 3, needed: 6 },
        Reason::NothingToJudge,
        Reason::NothingToLearn,
        adapted(0.1),
        adapted(0.3),
        Reason::AdaptationUnverified,
        Reason::CompareFirst,
        Reason::DifferenceAllowsReuse,
        Reason::NothingCompared,
        gain(0.2),
        gain(-0.2),
        gain(0.01),
        Reason::NoSharedClass,
        Reason::ChosenNames,
        Reason::NothingBeatsConstant,
        Reason::FineTuningUncertain,
        Reason::GainTooSmall,
        Reason::EitherWorks,
        Reason::SourceNetworkFails,
        Reason::NothingBeatsSourceNetwork,
        Reason::RowsCannotTell,
        Reason::RecalibratingSuffices,
    ];
    tests.chain(tasks).chain(others).collect()
}

/// Every reason why a quantity is not there.
pub(crate) fn whys() -> Vec<WhyAbsent> {
    vec![
        WhyAbsent::BeyondAnyShift,
        WhyAbsent::NoShiftDetectable,
        WhyAbsent::TooManyColumns { max: 1_000 },
        WhyAbsent::TwoBandwidths,
        WhyAbsent::InputsOnly,
        WhyAbsent::NoMarginOfRelation,
        WhyAbsent::TooFewRows { min: 4, rows: [3, 9] },
        WhyAbsent::TooFewRuns {
            min: 10,
            runs: [9, 12],
            rows: 40,
        },
    ]
}

/// Reasons about what is no network.
fn on_rivals(task: Task) -> [Reason; 4] {
    let gain = measure(-0.2, 0.1);
    let better = |arm| Reason::RivalBetter {
        arm,
        over: ArmName::FineTuned,
        task,
        gain,
    };
    [
        better(ArmName::Simple),
        better(ArmName::Stacked),
        Reason::OnlyRivalBeatsConstant {
            arm: ArmName::PooledTrees,
            task,
        },
        Reason::RivalAsGood {
            arm: ArmName::Trees,
            task,
        },
    ]
}
