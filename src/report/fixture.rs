//! A result with every part, for the tests of this room.

use super::{
    Absent, Action, Adaptation, Advice, Arm, ArmName, ByLayer, ColumnEffect, Comparison, Curve, Domain,
    Epoch, Forgetting, Gain, Guard, GuardName, HeldOutBy, Histogram, LabelBudget, LayerEffect, Measure,
    Metric, MetricName, Outcome, Pictures, Regime, Report, RowsOfRepeat, SCHEMA, Settings, Statistic, Task,
    Test, Training, Transfer, Tuning, Verdict,
};
use crate::table::{Choices, Decimal, Kind};

const ROWS: RowsOfRepeat = RowsOfRepeat {
    source_training: 292,
    source_validation: 74,
    target_training: 176,
    target_validation: 44,
    held_out: 146,
    source_held_out: 0,
};

fn column() -> ColumnEffect {
    ColumnEffect {
        name: "weekday".into(),
        p_adjusted: 0.25,
        effect_sd: 0.1,
        effect_probability: Some(0.03),
    }
}

fn test(verdict: Verdict, p_value: f64) -> Test {
    Test {
        verdict,
        p_value: Some(p_value),
        alpha: 0.05,
        permutations: 1_999,
        statistic: Some(Statistic {
            name: "mmd_fuse".into(),
            value: 12.345_678_9,
            loudest_kernel: Some("Laplace, bandwidth 0.830".into()),
        }),
        mmd2_unbiased: Some(0.001_234_567_89),
        mmd2_biased: Some(0.002),
        bandwidth: Some(3.25),
        effect_sd: Some(0.31),
        effect_sd_upper: Some(0.42),
        margin_sd: Some(0.2),
        smallest_detectable_sd: Some(0.11),
        regime: Regime::BinSums,
        rows_used: [360, 360],
        by_column: Some(vec![column()]),
        absent: vec![Absent {
            field: "margin_sd".into(),
            reason: "Not yet.".into(),
        }],
    }
}

fn comparison() -> Comparison {
    let metric = Metric {
        name: MetricName::Mae,
        mean: 2.5,
        low: 2.0,
        high: 3.0,
    };
    let arm = |name| Arm {
        name,
        mean: 0.8,
        low: 0.75,
        high: 0.85,
        seconds: 1.5,
        metrics: vec![metric.clone()],
    };
    let measure = Measure {
        mean: 0.1,
        low: -0.05,
        high: 0.25,
    };
    Comparison {
        task: Task::Regression,
        label: "kwh".into(),
        metric: "R²".into(),
        repeats: 5,
        arms: vec![
            arm(ArmName::SourceAsIs),
            arm(ArmName::FineTuned),
            arm(ArmName::FromScratch),
        ],
        transfer: Transfer::Ambiguous,
        rows: ROWS,
        held_out_by: HeldOutBy::Time("date".into()),
        gains: vec![Gain {
            over: ArmName::FromScratch,
            gain: measure,
        }],
        learning_curve: vec![LabelBudget {
            rows: 50,
            fine_tuned: measure,
            from_scratch: measure,
        }],
        forgetting: Some(Forgetting {
            before: measure,
            after: measure,
            change: measure,
        }),
        by_layer: Some(ByLayer {
            layers: vec![LayerEffect {
                layer: 1,
                p_value: 0.25,
                effect_sd: Some(0.1),
                mmd2: 0.01,
            }],
            suggested_frozen: 1,
            rows: [74, 146],
        }),
        guards: vec![Guard {
            name: GuardName::RowsInBoth,
            passed: true,
            value: 0.0,
        }],
        tuning: Tuning {
            learning_rate: 2e-3,
            starting_point_strength: 1e-3,
            fine_tuning_factor: 1.0,
            scratch_learning_rate: 2e-3,
        },
        new_classes: Vec::new(),
        source_file: None,
    }
}

/// A result with every part, as the tests of the link use it.
pub(crate) fn outcome() -> Outcome {
    let domain = |name: &str| Domain {
        name: name.into(),
        rows: 366,
        fingerprint: "0123456789abcdef0123456789abcdef".into(),
    };
    let epochs = (1_u8..40).map(|number| Epoch {
        number: u32::from(number),
        training: f32::from(40 - number) / 8.0,
        validation: f32::from(41 - number) / 8.0,
    });
    Outcome {
        settings: Settings {
            label: Some("kwh".into()),
            columns: None,
            seed: 7,
            alpha: 0.05,
            margin_sd: 0.25,
            reading: [
                Choices {
                    decimal: Some(Decimal::Comma),
                    kinds: [("weekday".to_owned(), Kind::Category)].into(),
                    ..Choices::default()
                },
                Choices::default(),
            ],
            pairs: [("temperature".to_owned(), "temp [°C]".to_owned())].into(),
            training: Training {
                hidden: Some(vec![32, 32]),
                ..Training::default()
            },
        },
        report: Report {
            schema: SCHEMA,
            app_version: "0.1.0".into(),
            seed: 7,
            source: domain("电表 <script>.csv"),
            target: domain("b.csv"),
            columns: vec!["temperature".into(), "weekday".into()],
            test: test(Verdict::Undecided, 0.4),
            relation: Some(test(Verdict::Different, 0.0005)),
            comparison: Some(comparison()),
            adaptation: Some(Adaptation {
                task: Task::Regression,
                rows: [300, 200],
                mmd2_before: Some(0.21),
                mmd2_after: None,
                source_before: 0.9,
                source_after: 0.88,
                seconds: 1.5,
                source_file: Some("网络.safetensors".into()),
            }),
            advice: Advice {
                action: Action::FineTune,
                reasons: vec!["Because.".into()],
            },
        },
        pictures: Pictures {
            permutations: Some(Histogram {
                low: -0.001,
                high: 0.002,
                counts: vec![1, 20, 300, 4],
            }),
            relation_permutations: None,
            curves: vec![Curve {
                arm: ArmName::FineTuned,
                epochs: epochs.collect(),
            }],
        },
    }
}

/// The same with a name of its own in every place that has one, and all of these names.
pub(super) fn named() -> (Outcome, Vec<String>) {
    let mut outcome = outcome();
    let mut names = Vec::new();
    let mut name = || {
        let name = format!("secret-{}-", names.len());
        names.push(name.clone());
        name
    };
    let settings = &mut outcome.settings;
    let label = name();
    settings.label = Some(label.clone());
    settings.columns = Some(vec![name()]);
    settings.pairs = [(name(), name())].into();
    for choices in &mut settings.reading {
        choices.sheet = Some(name());
        choices.kinds = [(name(), Kind::Category)].into();
        choices.plain_numbers = [name()].into();
    }
    let report = &mut outcome.report;
    report.columns = vec![name(), name()];
    report.source.name = name();
    report.target.name = name();
    for test in [Some(&mut report.test), report.relation.as_mut()]
        .into_iter()
        .flatten()
    {
        for column in test.by_column.iter_mut().flatten() {
            column.name = name();
        }
        test.absent[0].reason = format!("Not \"{label}\".");
    }
    if let Some(comparison) = &mut report.comparison {
        comparison.label = label;
        comparison.held_out_by = HeldOutBy::Group(name());
        comparison.new_classes = vec![name(), name()];
        comparison.source_file = Some(name());
    }
    if let Some(adaptation) = &mut report.adaptation {
        adaptation.source_file = Some(name());
    }
    report.advice.reasons = vec![format!("Look at \"{}\".", report.columns[0])];
    (outcome, names)
}
