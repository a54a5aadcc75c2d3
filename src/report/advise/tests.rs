//! What is advised on which evidence.

use super::super::{MetricName, SharedInputs, Shortage, Task, fixture};
use super::*;

fn test(verdict: Verdict) -> Test {
    fixture::test(verdict, 0.5)
}

/// Evidence from the means of the arms, each difference known to ± `half`.
fn evidence([as_is, tuned, scratch, dummy]: [f64; 4], half: f64) -> Evidence {
    let difference = |a: f64, b: f64| Measure {
        mean: a - b,
        low: a - b - half,
        high: a - b + half,
    };
    Evidence {
        task: Task::Regression,
        tuned_over_scratch: difference(tuned, scratch),
        // Neither recalibration nor what is no network is of any use, unless a test says so.
        source: Some(SourceEvidence {
            tuned_over_as_is: difference(tuned, as_is),
            tuned_over_recalibrated: difference(tuned, dummy),
            scratch_over_as_is: difference(scratch, as_is),
            as_is_over_constant: difference(as_is, dummy),
        }),
        tuned_over_constant: difference(tuned, dummy),
        scratch_over_constant: difference(scratch, dummy),
        rivals: ArmName::RIVALS
            .map(|arm| Rival {
                arm,
                tuned_over: difference(tuned, dummy - 1.0),
                scratch_over: difference(scratch, dummy - 1.0),
                as_is_over: Some(difference(as_is, dummy - 1.0)),
                over_constant: difference(dummy - 1.0, dummy),
            })
            .to_vec(),
    }
}

fn action(verdict: Verdict, relation: Verdict, arms: [f64; 4], half: f64) -> Action {
    advise(&test(verdict), Some(&test(relation)), Some(&evidence(arms, half))).action
}

#[test]
fn the_comparison_decides_whatever_the_test_says() {
    for verdict in [Verdict::Different, Verdict::Undecided, Verdict::Same] {
        let decided = |arms| action(verdict, verdict, arms, 0.05);
        assert_eq!(decided([0.80, 0.84, 0.68, 0.0]), Action::CollectMore);
        assert_eq!(decided([0.70, 0.84, 0.68, 0.0]), Action::FineTune);
        assert_eq!(decided([-0.28, 0.38, 0.91, 0.0]), Action::TrainFromScratch);
        assert_eq!(decided([0.80, 0.80, 0.74, 0.0]), Action::ReuseAsIs);
        assert_eq!(decided([0.01, 0.02, 0.0, 0.0]), Action::CollectMore);
    }
}

#[test]
fn nothing_is_said_of_a_relation_against_its_own_test() {
    let said = |inputs, relation| {
        let evidence = evidence([0.80, 0.80, 0.74, 0.0], 0.05);
        let advice = advise(&test(inputs), Some(&test(relation)), Some(&evidence));
        assert_eq!(advice.action, Action::ReuseAsIs);
        advice.reasons
    };
    let both = said(Verdict::Different, Verdict::Different);
    assert_eq!(both[2], Reason::InputShiftHarmless);
    // The change is no warning where the network still works.
    let harmless = said(Verdict::Undecided, Verdict::Different);
    assert_eq!(harmless[1], Reason::RelationShiftHarmless);
    let is_warning = |reason: &Reason| matches!(reason, Reason::RelationDiffers { .. });
    assert!(!harmless.iter().any(is_warning), "{harmless:?}");
    let silent = said(Verdict::Undecided, Verdict::Undecided);
    for reason in [Reason::InputShiftHarmless, Reason::RelationShiftHarmless] {
        assert!(!silent.contains(&reason), "{silent:?}");
    }
}

#[test]
fn a_network_that_fails_is_never_reused_as_it_is() {
    for half in [0.01, 0.1, 0.4] {
        assert_ne!(
            action(Verdict::Same, Verdict::Same, [-0.3, 0.9, 0.9, 0.0], half),
            Action::ReuseAsIs
        );
    }
}

#[test]
fn a_network_no_better_than_a_guess_is_replaced_by_one_that_is() {
    let unsteady = |arms: [f64; 4]| {
        let mut evidence = evidence(arms, 0.05);
        let source = evidence.source.as_mut().unwrap();
        for difference in [
            &mut source.tuned_over_as_is,
            &mut source.scratch_over_as_is,
            &mut source.as_is_over_constant,
        ] {
            (difference.low, difference.high) = (difference.mean - 3.0, difference.mean + 3.0);
        }
        advise(&test(Verdict::Different), None, Some(&evidence)).action
    };
    assert_eq!(unsteady([-0.41, 0.80, 0.77, 0.0]), Action::FineTune);
    assert_eq!(unsteady([-0.41, 0.77, 0.80, 0.0]), Action::TrainFromScratch);
    assert_eq!(unsteady([-0.41, 0.01, 0.02, 0.0]), Action::CollectMore);
}

#[test]
fn only_training_from_scratch_gains_where_fine_tuning_is_uncertain() {
    let mut evidence = evidence([0.3, 0.6, 0.7, 0.0], 0.05);
    let source = evidence.source.as_mut().unwrap();
    source.tuned_over_as_is.low = -0.1;
    let scratch_over_as_is = source.scratch_over_as_is;
    let advice = advise(&test(Verdict::Different), None, Some(&evidence));
    assert_eq!(advice.action, Action::TrainFromScratch);
    let decisive = Reason::Gain {
        arm: ArmName::FromScratch,
        over: ArmName::SourceAsIs,
        metric: MetricName::RSquared,
        gain: scratch_over_as_is,
    };
    assert!(advice.reasons.contains(&decisive), "{:?}", advice.reasons);
    assert!(advice.reasons.contains(&Reason::FineTuningUncertain));
}

#[test]
fn what_is_cheaper_and_does_as_well_is_named() {
    let reasons = |change: &dyn Fn(&mut Evidence)| {
        let mut evidence = evidence([0.3, 0.8, 0.5, 0.0], 0.05);
        change(&mut evidence);
        let advice = advise(&test(Verdict::Different), None, Some(&evidence));
        assert_eq!(advice.action, Action::FineTune);
        advice.reasons
    };
    let as_good = Measure {
        mean: 0.01,
        low: -0.04,
        high: 0.06,
    };
    let task = Task::Regression;
    let named = |reasons: Vec<Reason>| {
        let simple = |reason: &Reason| {
            matches!(
                reason,
                Reason::RecalibratingSuffices | Reason::RivalBetter { .. } | Reason::RivalAsGood { .. }
            )
        };
        reasons.into_iter().filter(simple).collect::<Vec<_>>()
    };
    assert_eq!(named(reasons(&|_| ())), []);
    let recalibrated =
        reasons(&|evidence| evidence.source.as_mut().unwrap().tuned_over_recalibrated = as_good);
    assert_eq!(named(recalibrated), [Reason::RecalibratingSuffices]);
    let arm = ArmName::Simple;
    let simple = reasons(&|evidence| evidence.rivals[0].tuned_over = as_good);
    assert_eq!(named(simple), [Reason::RivalAsGood { arm, task }]);
    // Trees that take the source network's answers are not simpler than it.
    let stacked = reasons(&|evidence| evidence.rivals[2].tuned_over = as_good);
    assert_eq!(named(stacked), []);
    let gain = Measure {
        mean: -0.2,
        low: -0.3,
        high: -0.1,
    };
    let better = reasons(&|evidence| evidence.rivals[0].tuned_over = gain);
    // It comes before what the comparison says otherwise, and nothing praises fine-tuning beside it.
    let over = ArmName::FineTuned;
    let said = |arm, gain| Reason::RivalBetter {
        arm,
        over,
        task,
        gain,
    };
    assert_eq!(better[1], said(arm, gain));
    // The best of several is named.
    let best = Measure { mean: -0.25, ..gain };
    let better = reasons(&|evidence| {
        evidence.rivals[0].tuned_over = gain;
        evidence.rivals[3].tuned_over = best;
    });
    assert_eq!(better[1], said(ArmName::PooledTrees, best));
    // Of two that a link cannot tell apart, the simpler one.
    let hardly_better = Measure {
        mean: -0.200_000_001,
        ..gain
    };
    let better = reasons(&|evidence| {
        evidence.rivals[0].tuned_over = gain;
        evidence.rivals[1].tuned_over = hardly_better;
    });
    assert_eq!(better[1], said(arm, gain));
    let hardly = Measure {
        mean: -0.01,
        low: -0.015,
        high: -0.005,
    };
    let hardly = reasons(&|evidence| evidence.rivals[0].tuned_over = hardly);
    assert_eq!(named(hardly), [Reason::RivalAsGood { arm, task }]);
}

#[test]
fn what_alone_beats_a_constant_or_the_network_is_advised() {
    let certain = Measure {
        mean: 0.4,
        low: 0.2,
        high: 0.6,
    };
    let advised = |arms, half, change: &dyn Fn(&mut Rival)| {
        let mut evidence = evidence(arms, half);
        change(&mut evidence.rivals[1]);
        advise(&test(Verdict::Different), None, Some(&evidence))
    };
    let behind = Measure {
        mean: -0.1,
        low: -0.3,
        high: 0.1,
    };
    let no_network_works = [0.01, 0.02, 0.0, 0.0];
    let advice = advised(no_network_works, 0.05, &|trees| {
        trees.over_constant = certain;
        (trees.tuned_over, trees.scratch_over) = (behind, behind);
    });
    assert_eq!(advice.arm(), Some(ArmName::Trees));
    assert_eq!(advice.action, Action::TrainFromScratch);
    assert!(!advice.reasons.contains(&Reason::NothingBeatsConstant));
    assert!(!advice.reasons.contains(&Reason::FineTuningPays));
    // A network that is better on average, if not certainly, forbids it.
    let advice = advised(no_network_works, 0.05, &|trees| trees.over_constant = certain);
    assert_eq!(advice.arm(), None);
    // These rows cannot tell which network is better, and trees are better than the one that is there.
    let cannot_tell = [0.5, 0.6, 0.55, 0.0];
    let nothing = advised(cannot_tell, 0.15, &|_| ());
    assert_eq!((nothing.action, nothing.arm()), (Action::CollectMore, None));
    let less = Measure {
        mean: -0.3,
        low: -0.4,
        high: -0.2,
    };
    let advice = advised(cannot_tell, 0.15, &|trees| trees.as_is_over = Some(less));
    assert_eq!(advice.arm(), None);
    let advice = advised(cannot_tell, 0.15, &|trees| {
        trees.as_is_over = Some(less);
        (trees.tuned_over, trees.scratch_over) = (behind, behind);
    });
    assert_eq!(advice.arm(), Some(ArmName::Trees));
    assert_eq!(advice.action, Action::TrainFromScratch);
}

#[test]
fn a_network_without_a_class_of_the_targets_is_not_judged() {
    let advised = |arms| {
        let mut evidence = evidence(arms, 0.05);
        evidence.source = None;
        let advice = advise(&test(Verdict::Undecided), None, Some(&evidence));
        assert!(
            advice.reasons.contains(&Reason::NoSharedClass),
            "{:?}",
            advice.reasons
        );
        let is_about_source = |reason: &Reason| {
            matches!(
                reason,
                Reason::SourceNetworkFails
                    | Reason::RecalibratingSuffices
                    | Reason::Gain {
                        over: ArmName::SourceAsIs,
                        ..
                    }
            )
        };
        assert!(
            !advice.reasons.iter().any(is_about_source),
            "{:?}",
            advice.reasons
        );
        advice.action
    };
    assert_eq!(advised([0.0, 0.8, 0.5, 0.3]), Action::FineTune);
    assert_eq!(advised([0.0, 0.8, 0.8, 0.3]), Action::TrainFromScratch);
    assert_eq!(advised([0.0, 0.5, 0.8, 0.3]), Action::TrainFromScratch);
    assert_eq!(advised([0.0, 0.3, 0.3, 0.3]), Action::CollectMore);
}

#[test]
fn a_gain_needs_the_whole_interval() {
    assert_eq!(
        evidence([0.0, 0.9, 0.8, 0.0], 0.05).transfer(),
        Transfer::Positive
    );
    assert_eq!(
        evidence([0.0, 0.9, 0.8, 0.0], 0.15).transfer(),
        Transfer::Ambiguous
    );
    assert_eq!(
        evidence([0.0, 0.6, 0.8, 0.0], 0.15).transfer(),
        Transfer::Negative
    );
    let unsure = advise(
        &test(Verdict::Different),
        None,
        Some(&evidence([0.0, 0.9, 0.8, 0.0], 0.15)),
    );
    let is_open = |reason: &Reason| matches!(reason, Reason::Gain { gain, .. } if gain.low < 0.0);
    assert!(unsure.reasons.iter().any(is_open), "{unsure:?}");
}

#[test]
fn a_test_alone_never_licenses_reuse() {
    for verdict in [
        Verdict::Same,
        Verdict::Undecided,
        Verdict::Different,
        Verdict::TooFewRows,
    ] {
        assert_ne!(advise(&test(verdict), None, None).action, Action::ReuseAsIs);
    }
}

#[test]
fn what_keeps_networks_from_being_compared_is_advised_first() {
    let hindrance = Reason::TooFewLabels(Shortage {
        is_target: true,
        rows: 15,
        needed: 20,
    });
    for verdict in [Verdict::Different, Verdict::Undecided] {
        let advice = advise_where_hindered(&test(verdict), Some(&test(Verdict::Different)), hindrance);
        assert_eq!(advice.action, Action::CollectMore);
        assert_eq!(advice.reasons[2], hindrance);
    }
}

#[test]
fn the_same_input_rows_take_the_place_of_the_test() {
    let mut inputs = test(Verdict::Same);
    let shared = |rows, are_all| Some(SharedInputs { rows, are_all });
    inputs.shared_inputs = shared([806, 806], true);
    let advice = advise(&inputs, Some(&test(Verdict::Different)), None);
    let differs = Reason::RelationDiffers {
        inputs: Verdict::Same,
    };
    assert_eq!(advice.action, Action::TrainFromScratch);
    assert_eq!(
        advice.reasons[..2],
        [Reason::SameInputRows { rows: 806 }, differs]
    );
    // Some rows in both leave the test its word.
    inputs.shared_inputs = shared([40, 41], false);
    let reasons = advise(&inputs, None, None).reasons;
    assert!(matches!(reasons[0], Reason::Inputs { .. }), "{reasons:?}");
    assert_eq!(reasons[1], Reason::SharedInputRows { rows: [40, 41] });
}

#[test]
fn a_changed_relation_is_named() {
    let advice = advise(&test(Verdict::Undecided), Some(&test(Verdict::Different)), None);
    assert_eq!(advice.action, Action::TrainFromScratch);
    let inputs = Verdict::Undecided;
    assert_eq!(advice.reasons[1], Reason::RelationDiffers { inputs });
}
