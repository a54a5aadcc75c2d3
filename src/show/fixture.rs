//! A whole outcome, for tests.

use crate::report::{
    Action, Advice, Arm, ArmName, ByLayer, Comparison, Curve, Domain, Epoch, Forgetting, Gain, Guard,
    GuardName, HeldOutBy, Histogram, LabelBudget, LayerEffect, Measure, Metric, MetricName, Outcome,
    Pictures, Regime, Report, RowsOfRepeat, SCHEMA, Settings, Statistic, Task, Test, Transfer, Tuning,
    Verdict,
};

fn test(verdict: Verdict, p_value: f64) -> Test {
    Test {
        verdict,
        p_value: Some(p_value),
        alpha: 0.05,
        permutations: 1_999,
        statistic: Some(Statistic {
            name: "mmd_fuse".into(),
            value: 0.0214,
            loudest_kernel: Some("Gaussian, bandwidth 1.870".into()),
        }),
        mmd2_unbiased: Some(-0.000_12),
        mmd2_biased: Some(0.001_23),
        bandwidth: Some(1.87),
        effect_sd: Some(0.31),
        effect_sd_upper: Some(0.42),
        margin_sd: Some(0.2),
        smallest_detectable_sd: Some(0.11),
        regime: Regime::BinSums,
        rows_used: [366, 365],
        by_column: None,
        absent: Vec::new(),
    }
}

fn measure(mean: f64, half: f64) -> Measure {
    Measure {
        mean,
        low: mean - half,
        high: mean + half,
    }
}

fn arm(name: ArmName, mean: f64, half: f64) -> Arm {
    let metric = |name, mean: f64, half: f64| Metric {
        name,
        mean,
        low: mean - half,
        high: mean + half,
    };
    Arm {
        name,
        mean,
        low: mean - half,
        high: mean + half,
        seconds: 2.5,
        metrics: vec![
            metric(MetricName::RSquared, mean, half),
            metric(MetricName::Rmse, 12.0 * (1.1 - mean), 0.8),
            metric(MetricName::Mae, 9.0 * (1.1 - mean), 0.6),
        ],
    }
}

fn comparison() -> Comparison {
    let budget = |rows, tuned: f64, fresh: f64| LabelBudget {
        rows,
        fine_tuned: measure(tuned, 0.08),
        from_scratch: measure(fresh, 0.12),
    };
    let layer = |layer, p_value, effect: f64| LayerEffect {
        layer,
        p_value,
        effect_sd: Some(effect),
        mmd2: effect / 10.0,
    };
    let gain = |over, mean: f64, half: f64| Gain {
        over,
        gain: measure(mean, half),
    };
    Comparison {
        task: Task::Regression,
        label: "kwh".into(),
        metric: "R²".into(),
        repeats: 10,
        arms: vec![
            arm(ArmName::SourceAsIs, 0.41, 0.09),
            arm(ArmName::Recalibrated, 0.66, 0.07),
            arm(ArmName::LinearProbe, 0.7, 0.06),
            arm(ArmName::FineTuned, 0.83, 0.04),
            arm(ArmName::FromScratch, 0.72, 0.06),
            arm(ArmName::Simple, 0.61, 0.05),
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
        },
        held_out_by: HeldOutBy::Time("date".into()),
        gains: vec![
            gain(ArmName::SourceAsIs, 0.42, 0.08),
            gain(ArmName::FromScratch, 0.11, 0.05),
            gain(ArmName::Simple, 0.22, 0.06),
        ],
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
        by_layer: Some(ByLayer {
            layers: vec![layer(0, 0.002, 0.31), layer(1, 0.21, 0.12), layer(2, 0.004, 0.4)],
            suggested_frozen: 1,
            rows: [55, 365],
        }),
        guards: vec![
            Guard {
                name: GuardName::RowsInBoth,
                passed: false,
                value: 3.0,
            },
            Guard {
                name: GuardName::LabelLeak,
                passed: true,
                value: 0.0,
            },
            Guard {
                name: GuardName::ShuffledLabels,
                passed: true,
                value: -0.04,
            },
        ],
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

/// A different verdict on the inputs and the relation, a whole comparison, and pictures.
pub(crate) fn outcome() -> Outcome {
    let domain = |name: &str, rows, digit: &str| Domain {
        name: name.into(),
        rows,
        fingerprint: digit.repeat(32),
    };
    let curve = |arm, from: f32| Curve {
        arm,
        epochs: (0_u8..60)
            .map(|at| Epoch {
                number: u32::from(at) + 1,
                training: from * (-f32::from(at) / 12.0).exp() + 0.08,
                validation: from * (-f32::from(at) / 14.0).exp() + 0.12,
            })
            .collect(),
    };
    // A rough bell over sixty bins.
    let bell = |at: u32| 1_200 / (4 + (i32::try_from(at).unwrap_or(0) - 16).unsigned_abs().pow(2) / 2);
    Outcome {
        settings: Settings {
            label: Some("kwh".into()),
            ..Settings::default()
        },
        report: Report {
            schema: SCHEMA,
            app_version: env!("CARGO_PKG_VERSION").into(),
            seed: 0,
            source: domain("power-meter-a-2016.csv", 366, "a"),
            target: domain("power-meter-a-2017.csv", 365, "b"),
            columns: vec!["weekday".into(), "temperature_mean_f".into()],
            test: test(Verdict::Different, 0.0005),
            relation: Some(test(Verdict::Undecided, 0.342)),
            comparison: Some(comparison()),
            adaptation: None,
            advice: Advice {
                action: Action::FineTune,
                reasons: vec![
                    "Fine-tuning beats training from scratch on target rows that neither has seen.".into(),
                ],
            },
        },
        pictures: Pictures {
            permutations: Some(Histogram {
                low: 0.0,
                high: 0.022,
                counts: (0..60).map(bell).collect(),
            }),
            relation_permutations: Some(Histogram {
                low: 0.0,
                high: 0.03,
                counts: (0..60).map(bell).collect(),
            }),
            curves: vec![
                curve(ArmName::SourceAsIs, 1.0),
                curve(ArmName::FineTuned, 0.4),
                curve(ArmName::FromScratch, 0.9),
            ],
        },
    }
}
