use super::super::fixture::{advise_again, full, outcome};
use super::super::{
    Absent, Action, Arm, ArmName, ColumnEffect, Comparison, Conditional, ConditionalVerdict, HeldOutBy,
    Measure, MetricName, Quantity, Reason, Regime, Report, SharedInputs, Shortage, Transfer, Verdict,
    WhyAbsent, advise, advise_where_hindered, open, write,
};
use super::*;

type Change = fn(&mut Report);

/// What contradicts in a report whose networks are all there.
fn fault(change: impl FnOnce(&mut Report)) -> Option<LinkFault> {
    let mut outcome = outcome();
    change(&mut outcome.report);
    check(&outcome).err()
}

fn compared(report: &mut Report) -> &mut Comparison {
    report.comparison.as_mut().unwrap()
}

/// The tests of all columns that are used.
fn tested(report: &mut Report) -> &mut Vec<ColumnEffect> {
    let full = full().report.test;
    let columns = report.test.by_column.get_or_insert_with(|| {
        let columns = full.by_column.into_iter().flatten().zip(&report.columns);
        columns
            .map(|(column, name)| ColumnEffect {
                name: name.clone(),
                ..column
            })
            .collect()
    });
    report.test.verdict = Verdict::Different;
    columns
}

fn arm(report: &mut Report, name: ArmName) -> &mut Arm {
    let arms = &mut compared(report).arms;
    arms.iter_mut().find(|arm| arm.name == name).unwrap()
}

#[test]
fn a_result_agrees_with_itself() {
    assert_eq!(check(&outcome()), Ok(()));
    assert_eq!(check(&full()), Ok(()));
}

#[test]
fn runs_that_nobody_asked_for_are_refused() {
    let refused = |change: fn(&mut Outcome)| {
        let mut outcome = full();
        change(&mut outcome);
        check(&outcome).err()
    };
    let field = |path: &str| Some(LinkFault::Field(path.into()));
    assert_eq!(refused(|_| {}), None);
    let changes: [fn(&mut Outcome); 4] = [
        |it| it.settings.dependence = RowDependence::Independent,
        |it| it.settings.dependence = RowDependence::Runs(5),
        |it| it.settings.series = SeriesBy::Nothing,
        |it| it.settings.series = SeriesBy::Column("station".into()),
    ];
    for change in changes {
        assert_eq!(refused(change), field("report.test.succession"));
    }
    // Series that nobody named cannot resemble each other.
    let unnamed = refused(|it| {
        it.settings.series = SeriesBy::Found;
        if let Some(succession) = &mut it.report.test.succession {
            (succession.series, succession.joins_series) = (None, true);
        }
    });
    assert_eq!(unnamed, field("report.test.succession"));
}

#[test]
fn a_verdict_that_the_numbers_do_not_give_is_refused() {
    let of_inputs: [Change; 3] = [
        |it| it.test.verdict = Verdict::Undecided,
        |it| it.test.verdict = Verdict::Negligible,
        |it| it.test.p_value = Some(0.5),
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
    for unbiased in [2.5, 0.002] {
        let changed = fault(|it| it.test.mmd2_unbiased = Some(unbiased));
        let field = LinkFault::Field("report.test.mmd2_biased".into());
        assert_eq!(changed, Some(field), "{unbiased}");
    }
    assert_eq!(
        fault(|it| it.columns.clear()),
        Some(LinkFault::Field("report.columns".into()))
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
fn what_is_named_twice_or_otherwise_is_refused() {
    let changes: [(&str, Change); 9] = [
        ("columns", |it| it.columns.push(it.columns[0].clone())),
        ("test.not_compared", |it| {
            let all = &full().report.test.not_compared;
            it.test.not_compared = [all.clone(), all.clone()].concat();
            it.test.verdict = it.test.decided();
        }),
        ("test.by_column", |it| tested(it)[0].p_adjusted = 0.0),
        ("test.by_column", |it| {
            let p_value = it.test.p_value.unwrap();
            tested(it)[0].p_adjusted = 0.9 * p_value;
        }),
        ("test.by_column", |it| {
            let effect = it.test.effect_sd.unwrap();
            tested(it)[0].effect_sd = 1.1 * effect;
        }),
        // One column is not there, is another one, or is there twice.
        ("test.by_column", |it| {
            tested(it).pop();
        }),
        ("test.by_column", |it| tested(it)[1].name = "other".into()),
        ("test.by_column", |it| {
            let again = tested(it)[0].clone();
            tested(it).push(again);
        }),
        ("comparison.label", |it| compared(it).label = "other".into()),
    ];
    for (field, change) in changes {
        assert_eq!(
            fault(change),
            Some(LinkFault::Field(format!("report.{field}"))),
            "{field}"
        );
    }
}

#[test]
fn the_last_stretch_may_be_shorter_than_the_others() {
    let changed = |training: u64| {
        // 146 rows judge in three stretches, of which the last may have 47.
        let mut outcome = full();
        let comparison = outcome.report.comparison.as_mut().unwrap();
        comparison.rows.gap = 0;
        comparison.rows.target_training = training - comparison.rows.target_validation;
        write(&outcome)
    };
    assert!(changed(365 - 47).is_ok());
    assert!(changed(365 - 5).is_err());
}

#[test]
fn rows_that_contradict_others_are_refused() {
    let changes: [(&str, Change); 14] = [
        ("report.test.rows_used", |it| it.test.rows_used = [367, 9]),
        ("report.test.rows_used", |it| it.test.rows_left_out = [0, 2]),
        ("report.test.shared_inputs", |it| {
            it.test.shared_inputs = Some(SharedInputs {
                rows: [367, 3],
                are_all: false,
            });
        }),
        ("report.comparison.rows", |it| {
            compared(it).rows.held_out = 1 << 39;
        }),
        ("report.comparison.rows", |it| compared(it).rows.held_out = 0),
        ("report.comparison.rows", |it| compared(it).rows.gap = 1 << 39),
        ("report.comparison.rows", |it| compared(it).rows.stretches = 0),
        // Only time has stretches.
        ("report.comparison.rows", |it| {
            compared(it).held_out_by = HeldOutBy::Chance;
        }),
        ("report.comparison.learning_curve", |it| {
            compared(it).learning_curve[0].rows = 0;
        }),
        ("report.comparison.learning_curve", |it| {
            compared(it).learning_curve[1].rows = 20;
        }),
        ("report.comparison.learning_curve", |it| {
            compared(it).learning_curve[0].rows = 300;
        }),
        ("report.comparison.learning_curve", |it| {
            compared(it).learning_curve[3].rows = 366;
        }),
        ("report.comparison.by_layer.rows", |it| {
            let layers = compared(it).by_layer.as_mut();
            layers.unwrap().rows = [1_000, 365];
        }),
        ("report.comparison.networks", |it| {
            compared(it).networks[1].target_rows = 366;
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
            compared(it).networks[1].value = Some(1.1);
        }),
        (RSquared, |it| {
            let curve = &mut compared(it).learning_curve;
            curve[0].from_scratch.mean = 1.1;
        }),
    ];
    for (metric, change) in changes {
        assert_eq!(fault(change), Some(LinkFault::Metric(metric)));
    }
    for value in [-0.01, 1.01] {
        let checked = of_comparison::check_metrics(MetricName::Accuracy, &[0.5, value]);
        assert_eq!(checked, Err(LinkFault::Metric(MetricName::Accuracy)));
    }
}

#[test]
fn gains_that_the_networks_do_not_have_are_refused() {
    let changes: [Change; 4] = [
        |it| compared(it).gains[2].gain.mean = 0.111,
        |it| compared(it).transfer = Transfer::Negative,
        |it| compared(it).gains.truncate(9),
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
    let comparison = compared(&mut outcome.report);
    let as_is = &mut comparison.arms[0];
    as_is.measure = Measure {
        mean: 0.810_000_04,
        low: 0.8,
        high: 0.82,
    };
    as_is.metrics[0].measure = as_is.measure;
    for gain in &mut comparison.gains {
        let mean = |name| {
            comparison
                .arms
                .iter()
                .find(|arm| arm.name == name)
                .unwrap()
                .measure
                .mean
        };
        let mean = mean(gain.arm) - mean(gain.over);
        gain.gain = Measure {
            mean,
            low: mean - 0.01,
            high: mean + 0.01,
        };
    }
    assert!(comparison.gains[0].gain.mean < 0.02);
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

/// A test has all of its numbers or none, and calls none absent that is there.
#[test]
fn numbers_of_a_test_that_did_not_take_place_are_refused() {
    let changes: [(&str, Change); 5] = [
        (".p_value", |it| it.test.p_value = None),
        (".regime", |it| it.test.regime = Regime::None),
        (".regime", |it| {
            (it.test.rows_used, it.test.rows_left_out) = ([7, 365], [359, 0]);
        }),
        ("", |it| {
            // As of too few rows, but for the effect.
            let test = &mut it.test;
            (test.p_value, test.regime) = (None, Regime::None);
            (test.rows_used, test.rows_left_out) = ([7, 365], [359, 0]);
            (test.verdict, test.permutations) = (Verdict::TooFewRows, 0);
        }),
        (".absent", |it| {
            it.test.absent = vec![Absent {
                field: Quantity::EffectSd,
                reason: WhyAbsent::BeyondAnyShift,
            }];
        }),
    ];
    for (field, change) in changes {
        let expected = LinkFault::Field(format!("report.test{field}"));
        assert_eq!(fault(change), Some(expected), "{field}");
    }
    let changed = fault(|it| it.test.effect_sd = None);
    assert_eq!(changed, Some(LinkFault::EffectAboveBound("report.test".into())));
    let of_relation: [(&str, Change); 3] = [
        ("by_column", |it| relation(it).by_column = Some(Vec::new())),
        ("not_compared", |it| {
            relation(it).not_compared = full().report.test.not_compared;
        }),
        ("shared_inputs", |it| {
            relation(it).shared_inputs = full().report.test.shared_inputs;
        }),
    ];
    for (field, change) in of_relation {
        let expected = LinkFault::Field(format!("report.relation.{field}"));
        assert_eq!(fault(change), Some(expected));
    }
}

#[test]
fn a_conditional_test_says_what_its_numbers_give() {
    fn conditional(report: &mut Report) -> &mut Conditional {
        relation(report).conditional.as_mut().unwrap()
    }
    fn fault(change: impl FnOnce(&mut Report)) -> Option<LinkFault> {
        let mut outcome = full();
        change(&mut outcome.report);
        check(&outcome).err()
    }
    let path = "report.relation.conditional";
    let changes: [(&str, Change); 6] = [
        (".p_value", |it| conditional(it).p_value = None),
        (".p_value", |it| conditional(it).overlap = Some(0.1)),
        (".p_value", |it| conditional(it).rows_used = [20, 357]),
        (".changed", |it| conditional(it).changed = None),
        (".overlap", |it| conditional(it).overlap = Some(9.0)),
        (".runs_used", |it| conditional(it).runs_used = Some([400, 51])),
    ];
    for (field, change) in changes {
        let expected = LinkFault::Field(format!("{path}{field}"));
        assert_eq!(fault(change), Some(expected), "{field}");
    }
    let not_found: Change = |it| conditional(it).verdict = ConditionalVerdict::NotFound;
    assert_eq!(fault(not_found), Some(LinkFault::Verdict(path.into())));
    let rows = fault(|it| conditional(it).rows_used = [367, 357]);
    assert_eq!(rows, Some(LinkFault::Rows(format!("{path}.rows_used"))));
    let in_none = fault(|it| it.test.conditional = it.relation.clone().unwrap().conditional);
    assert_eq!(in_none, Some(LinkFault::Field("report.test.conditional".into())));
    // What it says decides a reason.
    let silent = fault(|it| relation(it).conditional = None);
    assert_eq!(silent, Some(LinkFault::Advice));
}

#[test]
fn the_parts_of_a_loss_add_up() {
    let refused = Some(LinkFault::Field("report.comparison.loss".into()));
    let changes: [Change; 3] = [
        |it| compared(it).loss.as_mut().unwrap().new_inputs.mean = 0.05,
        |it| compared(it).loss.as_mut().unwrap().metric = MetricName::Accuracy,
        |it| compared(it).source_file = Some("a.safetensors".into()),
    ];
    for change in changes {
        assert_eq!(fault(change), refused);
    }
}

fn relation(report: &mut Report) -> &mut super::super::Test {
    report.relation.as_mut().unwrap()
}

#[test]
fn the_same_rows_are_all_rows_and_differ_in_nothing() {
    let same = |rows: [u64; 2], change: fn(&mut super::super::Test)| {
        fault(|it| {
            it.target.rows = 366;
            it.test.rows_used = [366, 366];
            relation(it).rows_used = [366, 366];
            let shared = SharedInputs { rows, are_all: true };
            it.test.shared_inputs = Some(shared);
            it.test.find_no_difference();
            change(&mut it.test);
            it.test.verdict = it.test.decided();
            advise_again(it);
        })
    };
    let refused = Some(LinkFault::Rows("report.test.shared_inputs".into()));
    assert_eq!(same([366, 366], |_| ()), None);
    assert_eq!(same([366, 300], |_| ()), refused);
    assert_eq!(same([300, 300], |_| ()), refused);
    assert_eq!(same([366, 366], |it| it.p_value = Some(0.5)), refused);
    assert_eq!(same([366, 366], |it| it.effect_sd_upper = Some(0.1)), refused);
    let with_remark: fn(&mut super::super::Test) = |it| it.not_compared = full().report.test.not_compared;
    assert_eq!(same([366, 366], with_remark), refused);
}

/// Where rows follow in time, and nowhere else, numbers have a seasonal naive forecast.
#[test]
fn a_seasonal_forecast_takes_time() {
    let with = |by: HeldOutBy, place: usize| {
        fault(|it| {
            let comparison = compared(it);
            let mut seasonal = comparison.arms[5].clone();
            seasonal.name = ArmName::SeasonalNaive;
            comparison.arms.insert(place, seasonal);
            comparison.held_out_by = by;
        })
    };
    let refused = |fault: Option<LinkFault>| {
        fault.is_some_and(|fault| format!("{fault:?}").contains("comparison.arms"))
    };
    assert_eq!(
        with(HeldOutBy::Time("date".into()), ArmName::COMPARED.len()),
        None
    );
    assert!(refused(with(HeldOutBy::Time("date".into()), 2)));
    assert!(refused(with(HeldOutBy::Chance, ArmName::COMPARED.len())));
}

#[test]
fn arms_and_checks_of_a_comparison_stand_there_once() {
    let changes: [(&str, Change); 13] = [
        ("repeats", |it| compared(it).repeats = 11),
        ("repeats", |it| compared(it).repeats = 0),
        ("by_layer", |it| {
            let layers = &mut compared(it).by_layer.as_mut().unwrap().layers;
            layers.push(layers[2]);
        }),
        ("arms.metrics", |it| {
            let metrics = &mut compared(it).arms[1].metrics;
            metrics.push(metrics[0]);
        }),
        ("by_layer", |it| {
            compared(it).by_layer.as_mut().unwrap().suggested_frozen = 3;
        }),
        ("arms", |it| compared(it).arms.truncate(3)),
        ("arms", |it| {
            compared(it).arms.remove(0);
        }),
        ("arms", |it| {
            let again = compared(it).arms[3].clone();
            compared(it).arms.push(again);
        }),
        ("networks", |it| {
            let again = compared(it).networks[1];
            compared(it).networks.push(again);
        }),
        ("guards", |it| compared(it).guards[0].passed = true),
        ("guards", |it| compared(it).guards[2].passed = false),
        ("guards", |it| {
            compared(it).guards.remove(0);
        }),
        ("forgetting.change", |it| {
            let forgetting = compared(it).forgetting.as_mut().unwrap();
            (forgetting.change.mean, forgetting.change.high) = (0.11, 0.2);
        }),
    ];
    for (field, change) in changes {
        let expected = LinkFault::Field(format!("report.comparison.{field}"));
        assert_eq!(fault(change), Some(expected));
    }
    let changes: [Change; 2] = [
        |it| {
            let again = compared(it).gains[0];
            compared(it).gains.push(again);
        },
        // Without what the source network gains, it would look as if it knew no class.
        |it| {
            compared(it).gains.retain(|gain| !gain.is_of_source());
            advise_again(it);
        },
    ];
    for change in changes {
        assert_eq!(fault(change), Some(LinkFault::Gains));
    }
}

#[test]
fn what_hinders_a_comparison_has_to_be_so() {
    let hindered = |hindrance: Option<Reason>, change: fn(&mut Outcome)| {
        let mut outcome = outcome();
        outcome.report.comparison = None;
        change(&mut outcome);
        if outcome.report.relation.is_none() {
            outcome.pictures.relation_permutations = None;
        }
        let Report { test, relation, .. } = &outcome.report;
        outcome.report.advice = match hindrance {
            Some(hindrance) => advise_where_hindered(test, relation.as_ref(), hindrance),
            None => advise(test, relation.as_ref(), None),
        };
        check(&outcome)
    };
    let shortage = |is_target, rows, needed| Shortage {
        is_target,
        rows,
        needed,
    };
    let one_file: fn(&mut Outcome) = |it| it.report.target.fingerprint = it.report.source.fingerprint.clone();
    let unlabelled: fn(&mut Outcome) = |it| it.report.relation = None;
    let unasked: fn(&mut Outcome) = |it| (it.report.relation, it.settings.label) = (None, None);
    let small: fn(&mut Outcome) = |it| {
        (it.report.relation, it.settings.label) = (None, None);
        it.report.target.rows = 12;
        it.report.test.rows_used[1] = 12;
    };
    for (hindrance, change) in [
        (None, (|_| ()) as fn(&mut Outcome)),
        (Some(Reason::SameFile), one_file),
        (Some(Reason::NoTargetLabel), unlabelled),
        (None, unasked),
        (Some(Reason::TooFewRows(shortage(true, 12, 20))), small),
        (Some(Reason::TooFewLabels(shortage(true, 15, 20))), |_| ()),
        (Some(Reason::TooFewOwnRows { own: 3, needed: 6 }), |_| ()),
        (Some(Reason::NothingToLearn), |_| ()),
    ] {
        assert_eq!(hindered(hindrance, change), Ok(()), "{hindrance:?}");
    }
    for (hindrance, change) in [
        (Some(Reason::SameFile), (|_| ()) as fn(&mut Outcome)),
        (None, one_file),
        (Some(Reason::NoTargetLabel), |_| ()),
        (None, unlabelled),
        (Some(Reason::NoTargetLabel), unasked),
        (None, small),
        (Some(Reason::TooFewRows(shortage(true, 11, 20))), small),
        (Some(Reason::TooFewRows(shortage(true, 12, 20))), |_| ()),
        (Some(Reason::TooFewLabels(shortage(true, 15, 30))), |_| ()),
        (Some(Reason::TooFewLabels(shortage(true, 20, 20))), |_| ()),
        (Some(Reason::TooFewOwnRows { own: 6, needed: 6 }), |_| ()),
    ] {
        let refused = Err(LinkFault::Advice);
        assert_eq!(hindered(hindrance, change), refused, "{hindrance:?}");
    }
}
