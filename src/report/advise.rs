//! From numbers to what to do, and the facts that speak for it: for whoever computes them, and for whoever opens a link.

use super::{
    Action, Adaptation, Advice, ArmName, Changed, Conditional, ConditionalVerdict, Evidence, Measure, Reason,
    Report, Rival, SourceEvidence, Test, Transfer, Verdict, short,
};

/// A gain in the metric below this is not worth the work: two points of R² or of balanced accuracy.
const WORTH_THE_WORK: f64 = 0.02;

/// Whether a gain is worth the work, certain or not. It is rounded as in a link, so that whoever opens one decides the same.
pub(super) fn is_worth_the_work(gain: f64) -> bool {
    short::rounded(gain) >= WORTH_THE_WORK
}

fn differs(test: &Test) -> bool {
    test.verdict == Verdict::Different
}

/// What to do, from the tests and, where networks were compared, from the comparison, which then decides.
#[must_use]
pub fn advise(test: &Test, relation: Option<&Test>, evidence: Option<&Evidence>) -> Advice {
    let (action, more) = match evidence {
        Some(evidence) => from_comparison(evidence),
        None => without_comparison(test, relation),
    };
    // Where no network is advised, the action says what the one that is advised needs, and nothing about networks.
    let is_of_rival = |reason: &Reason| {
        matches!(
            reason,
            Reason::RivalBetter { .. } | Reason::OnlyRivalBeatsConstant { .. }
        )
    };
    let of_network = action == Action::ReuseAsIs || !more.iter().any(is_of_rival);
    let disagreement = evidence
        .filter(|_| of_network)
        .and_then(|evidence| on_disagreement(test, relation, evidence, action));
    // This says that the relation differs, too; the relation alone would read as a warning against the advice.
    let is_harmless = disagreement == Some(Reason::RelationShiftHarmless);
    let on_relation = on_relation(test, relation).filter(|_| !is_harmless);
    let mut reasons = on_inputs(test);
    reasons.extend(on_relation);
    reasons.extend(disagreement);
    reasons.extend(more);
    Advice { action, reasons }
}

/// What to do after the tests, where something keeps networks from being compared.
#[must_use]
pub fn advise_where_hindered(test: &Test, relation: Option<&Test>, hindrance: Reason) -> Advice {
    let mut reasons = on_inputs(test);
    reasons.extend(on_relation(test, relation));
    reasons.push(hindrance);
    Advice {
        action: Action::CollectMore,
        reasons,
    }
}

fn on_relation(test: &Test, relation: Option<&Test>) -> Option<Reason> {
    let relation = relation?;
    // Where the inputs differ, inputs and label together do so anyway.
    let inputs_differ = matches!(test.verdict, Verdict::Different | Verdict::Negligible);
    let conditional = relation.conditional.as_ref();
    let tested = conditional.and_then(|it| Some((it.verdict, it.p_value?, it.changed)));
    match tested {
        Some((ConditionalVerdict::Shifted, p_value, changed)) => {
            return Some(Reason::LabelsDifferAtSameInputs {
                p_value,
                changed: changed.unwrap_or(Changed::Mean),
            });
        }
        Some((_, p_value, _)) if inputs_differ => return Some(Reason::NoOtherLabelsFound { p_value }),
        _ => {}
    }
    let is_apart = conditional.is_some_and(|it| it.verdict == ConditionalVerdict::HardlyOverlap);
    if inputs_differ && is_apart {
        return Some(Reason::TablesHardlyOverlap);
    }
    differs(relation).then_some(Reason::RelationDiffers { inputs: test.verdict })
}

/// Whether labels were found to differ at the same inputs.
fn is_shifted(relation: &Test) -> bool {
    relation.conditional.as_ref().is_some_and(Conditional::is_shifted)
}

/// What to do after a network was adapted to inputs without labels: no label of the target says whether it helped.
#[must_use]
pub fn advise_after_adaptation(test: &Test, adaptation: &Adaptation) -> Advice {
    let distances = adaptation.mmd2_before.zip(adaptation.mmd2_after);
    let adapted = distances.map(|(mmd2_before, mmd2_after)| Reason::Adapted {
        mmd2_before,
        mmd2_after,
    });
    let mut reasons = on_inputs(test);
    reasons.extend(adapted);
    reasons.push(Reason::AdaptationUnverified);
    Advice {
        action: Action::CollectMore,
        reasons,
    }
}

/// Whether the advice of a report is what its numbers give. What hinders a comparison, whether the source knows a class of
/// the target, and what the inputs' names say is known from the tables alone, so there the advice is believed.
pub(super) fn follows(report: &Report) -> bool {
    let Report { test, advice, .. } = report;
    let relation = report.relation.as_ref();
    let expected = if let Some(comparison) = &report.comparison {
        let Some(evidence) = Evidence::of(comparison) else {
            return false;
        };
        advise(test, relation, Some(&evidence))
    } else if let Some(adaptation) = &report.adaptation {
        advise_after_adaptation(test, adaptation)
    } else {
        let hindrance = advice.reasons.iter().find(|reason| reason.is_hindrance());
        match hindrance {
            Some(hindrance) => advise_where_hindered(test, relation, *hindrance),
            None => advise(test, relation, None),
        }
    };
    let known_from_tables: &[Reason] = if report.has_networks() {
        &[Reason::ChosenNames]
    } else {
        &[Reason::NoSharedClass, Reason::ChosenNames]
    };
    let more = advice.reasons.strip_prefix(expected.reasons.as_slice());
    advice.action == expected.action
        && more.is_some_and(|more| {
            let mut known = known_from_tables.iter();
            more.iter().all(|reason| known.any(|it| it == reason))
        })
}

fn on_inputs(test: &Test) -> Vec<Reason> {
    if let Some(rows) = test.same_input_rows() {
        return vec![Reason::SameInputRows { rows }];
    }
    if test.verdict == Verdict::Undecided && test.one_column_differs() {
        return vec![Reason::OneColumnDiffers];
    }
    let verdict = Reason::Inputs {
        verdict: test.verdict,
        smallest_detectable_sd: test.smallest_detectable_sd,
    };
    let shared = test
        .shared_inputs
        .map(|shared| Reason::SharedInputRows { rows: shared.rows });
    [verdict].into_iter().chain(shared).collect()
}

fn without_comparison(test: &Test, relation: Option<&Test>) -> (Action, Vec<Reason>) {
    if differs(test) {
        (Action::FineTune, vec![Reason::DifferenceAllowsReuse])
    } else if relation.is_some_and(|relation| differs(relation) || is_shifted(relation)) {
        (Action::TrainFromScratch, vec![Reason::CompareFirst])
    } else {
        (Action::CollectMore, vec![Reason::NothingCompared])
    }
}

fn from_comparison(evidence: &Evidence) -> (Action, Vec<Reason>) {
    use ArmName::{FineTuned, FromScratch, SourceAsIs};
    let metric = evidence.task.metric();
    let gain = |arm, over, gain| Reason::Gain {
        arm,
        over,
        metric,
        gain,
    };
    let mut reasons = vec![gain(FineTuned, FromScratch, evidence.tuned_over_scratch)];
    let as_is = evidence.source.map(|source| source.as_is_over_constant);
    let known = [
        as_is,
        Some(evidence.tuned_over_constant),
        Some(evidence.scratch_over_constant),
    ];
    if !known.into_iter().flatten().any(Measure::is_above_zero) {
        let no_class = evidence.source.is_none().then_some(Reason::NoSharedClass);
        if let Some(rival) = only_rival(evidence) {
            let (arm, task) = (rival.arm, evidence.task);
            reasons.insert(0, Reason::OnlyRivalBeatsConstant { arm, task });
            reasons.extend(no_class);
            return (action_of_rival(arm), reasons);
        }
        reasons.push(Reason::NothingBeatsConstant);
        reasons.extend(no_class);
        return (Action::CollectMore, reasons);
    }
    let Some(source) = evidence.source else {
        reasons.insert(0, Reason::NoSharedClass);
        // Nothing speaks for a network that knows other classes but what it is proven to give.
        let action = if evidence.tuned_over_scratch.is_above_zero()
            || !evidence.scratch_over_constant.is_above_zero()
        {
            Action::FineTune
        } else {
            Action::TrainFromScratch
        };
        let action = on_cheaper_ways(evidence, action, &mut reasons);
        return (action, reasons);
    };
    // What decides leads, and what is certain decides.
    let place = usize::from(evidence.tuned_over_scratch.is_above_zero());
    let over_as_is = gain(FineTuned, SourceAsIs, source.tuned_over_as_is);
    let action = if source.tuned_over_as_is.is_above_zero() {
        reasons.insert(place, over_as_is);
        where_tuning_gains(evidence, &source, &mut reasons)
    } else if source.scratch_over_as_is.is_above_zero() {
        reasons.insert(place, gain(FromScratch, SourceAsIs, source.scratch_over_as_is));
        reasons.push(Reason::FineTuningUncertain);
        Action::TrainFromScratch
    } else {
        reasons.push(over_as_is);
        where_nothing_gains(evidence, &source, &mut reasons)
    };
    let action = on_cheaper_ways(evidence, action, &mut reasons);
    (action, reasons)
}

/// Fine-tuning is certainly better than the network as it is.
fn where_tuning_gains(evidence: &Evidence, source: &SourceEvidence, reasons: &mut Vec<Reason>) -> Action {
    if evidence.tuned_over_scratch.is_below_zero() {
        return Action::TrainFromScratch;
    }
    if !is_worth_the_work(source.tuned_over_as_is.mean) && source.as_is_over_constant.is_above_zero() {
        reasons.push(Reason::GainTooSmall);
        return Action::ReuseAsIs;
    }
    if !evidence.tuned_over_scratch.is_above_zero() {
        reasons.push(Reason::EitherWorks);
    }
    Action::FineTune
}

/// Nothing that was trained on the target is certainly better than the network as it is.
fn where_nothing_gains(evidence: &Evidence, source: &SourceEvidence, reasons: &mut Vec<Reason>) -> Action {
    if !source.as_is_over_constant.is_above_zero() {
        // One of the others does beat the dummy: that much is known from above.
        reasons.insert(0, Reason::SourceNetworkFails);
        let tuned_is_known = evidence.tuned_over_constant.is_above_zero();
        let tuned_is_ahead =
            evidence.tuned_over_scratch.mean >= 0.0 || !evidence.scratch_over_constant.is_above_zero();
        return if tuned_is_known && tuned_is_ahead {
            Action::FineTune
        } else {
            Action::TrainFromScratch
        };
    }
    let best = source.tuned_over_as_is.mean.max(source.scratch_over_as_is.mean);
    if !is_worth_the_work(best) {
        reasons.insert(0, Reason::NothingBeatsSourceNetwork);
        return Action::ReuseAsIs;
    }
    reasons.insert(0, Reason::RowsCannotTell);
    Action::CollectMore
}

/// The best of what is certainly better than a constant guess, where no network is.
fn only_rival(evidence: &Evidence) -> Option<&Rival> {
    let certain = evidence
        .rivals
        .iter()
        .filter(|rival| rival.over_constant.is_above_zero() && is_ahead_of_trained(rival));
    first_most(certain.map(|rival| (rival, rival.over_constant.mean)))
}

/// Whether neither network that was trained on the target is better on average.
fn is_ahead_of_trained(rival: &Rival) -> bool {
    [rival.tuned_over, rival.scratch_over]
        .iter()
        .all(|gain| short::rounded(gain.mean) <= 0.0)
}

/// What has the most, and of equals the first. Numbers are rounded as in a link, so that whoever opens one decides the same.
fn first_most<T>(all: impl Iterator<Item = (T, f64)>) -> Option<T> {
    let mut best: Option<(T, f64)> = None;
    for (one, number) in all {
        let number = short::rounded(number);
        if best.as_ref().is_none_or(|(_, most)| number > *most) {
            best = Some((one, number));
        }
    }
    best.map(|(one, _)| one)
}

/// What is done with the source network by whoever takes a rival of the networks: its answers or rows serve on, or do not.
fn action_of_rival(arm: ArmName) -> Action {
    if arm.needs_shared_class() {
        Action::FineTune
    } else {
        Action::TrainFromScratch
    }
}

/// Where something else does as well as what is advised, or better; and what is to be done then.
fn on_cheaper_ways(evidence: &Evidence, action: Action, reasons: &mut Vec<Reason>) -> Action {
    if action == Action::FineTune
        && let Some(SourceEvidence {
            tuned_over_recalibrated,
            ..
        }) = evidence.source
        && !tuned_over_recalibrated.is_above_zero()
        && !is_worth_the_work(tuned_over_recalibrated.mean)
    {
        reasons.push(Reason::RecalibratingSuffices);
    }
    let task = evidence.task;
    // What is advised among the networks. Where these rows cannot tell which is better, it is the one that is there.
    let over = action.arm().unwrap_or(ArmName::SourceAsIs);
    let under = |rival: &Rival| match action {
        Action::ReuseAsIs => rival.as_is_over,
        Action::CollectMore => rival.as_is_over.filter(|_| is_ahead_of_trained(rival)),
        Action::FineTune => Some(rival.tuned_over),
        Action::TrainFromScratch => Some(rival.scratch_over),
    };
    let gains = || {
        evidence
            .rivals
            .iter()
            .filter_map(|rival| Some((rival.arm, under(rival)?)))
    };
    let better = gains().filter(|(_, gain)| gain.is_below_zero() && is_worth_the_work(-gain.mean));
    if let Some((arm, gain)) = first_most(better.map(|(arm, gain)| ((arm, gain), -gain.mean))) {
        // Nobody should miss this one.
        let better = Reason::RivalBetter {
            arm,
            over,
            task,
            gain,
        };
        reasons.insert(0, better);
        return match action {
            Action::CollectMore => action_of_rival(arm),
            action => action,
        };
    }
    // What needs the source is not simpler.
    let as_good = gains().find(|(arm, gain)| {
        !arm.needs_shared_class() && !gain.is_above_zero() && !is_worth_the_work(gain.mean)
    });
    if let Some((arm, _)) = as_good.filter(|_| action != Action::CollectMore) {
        reasons.push(Reason::RivalAsGood { arm, task });
    }
    action
}

/// Where test and comparison seem to contradict each other, why that can be.
fn on_disagreement(
    test: &Test,
    relation: Option<&Test>,
    evidence: &Evidence,
    action: Action,
) -> Option<Reason> {
    let is_shifted = relation.is_some_and(is_shifted);
    let relation_differs = is_shifted || relation.is_some_and(differs);
    match action {
        Action::ReuseAsIs if is_shifted => Some(Reason::RelationShiftHarmless),
        Action::ReuseAsIs if differs(test) => Some(Reason::InputShiftHarmless),
        // Inputs that do not differ: here the joint test speaks of the relation.
        Action::ReuseAsIs if relation_differs => Some(Reason::RelationShiftHarmless),
        Action::FineTune if differs(test) && evidence.transfer() == Transfer::Positive => {
            Some(Reason::FineTuningPays)
        }
        Action::TrainFromScratch if !differs(test) && !relation_differs => Some(Reason::ComparisonDecides),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
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
}
