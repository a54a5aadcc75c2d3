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
mod tests;
