//! A whole outcome, for tests.

use crate::report::{
    Action, Advice, Arm, ArmName, Comparison, Curve, Domain, Epoch, Histogram, Outcome, Pictures, Regime,
    Report, RowsOfRepeat, SCHEMA, Settings, Statistic, Task, Test, Transfer, Verdict,
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

/// A different verdict on the inputs and the relation, a comparison of four arms, and pictures.
pub(super) fn outcome() -> Outcome {
    let arm = |name, mean: f64, half: f64| Arm {
        name,
        mean,
        low: mean - half,
        high: mean + half,
        seconds: 2.5,
    };
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
            comparison: Some(Comparison {
                task: Task::Regression,
                label: "kwh".into(),
                metric: "R²".into(),
                repeats: 5,
                arms: vec![
                    arm(ArmName::SourceAsIs, 0.41, 0.09),
                    arm(ArmName::FineTuned, 0.83, 0.04),
                    arm(ArmName::FromScratch, 0.72, 0.06),
                    arm(ArmName::Dummy, -0.01, 0.01),
                ],
                transfer: Transfer::Positive,
                rows: RowsOfRepeat {
                    source_training: 292,
                    source_validation: 74,
                    target_training: 175,
                    target_validation: 44,
                    held_out: 146,
                },
            }),
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
