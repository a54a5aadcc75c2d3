//! From numbers to what to do.

use crate::report::{Action, Adaptation, Advice, Task, Test, Transfer, Verdict};

use super::Interval;

/// A gain in the metric below this is not worth the work: two points of R² or of balanced accuracy.
const WORTH_THE_WORK: f64 = 0.02;

/// What a comparison found, as paired differences of the metric on held-out target rows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// What is predicted.
    pub task: Task,
    /// Fine-tuned less from scratch.
    pub tuned_over_scratch: Interval,
    /// Fine-tuned less the source network as it is.
    pub tuned_over_as_is: Interval,
    /// Fine-tuned less recalibrated.
    pub tuned_over_recalibrated: Interval,
    /// Fine-tuned less the simple model.
    pub tuned_over_simple: Interval,
    /// From scratch less the simple model.
    pub scratch_over_simple: Interval,
    /// The source network as it is less the simple model.
    pub as_is_over_simple: Interval,
    /// From scratch less the source network as it is.
    pub scratch_over_as_is: Interval,
    /// The source network as it is less the dummy.
    pub as_is_over_dummy: Interval,
    /// Fine-tuned less the dummy.
    pub tuned_over_dummy: Interval,
    /// From scratch less the dummy.
    pub scratch_over_dummy: Interval,
}

impl Evidence {
    /// Whether what was learned on the source helped.
    #[must_use]
    pub fn transfer(&self) -> Transfer {
        if is_gain(self.tuned_over_scratch) {
            Transfer::Positive
        } else if is_loss(self.tuned_over_scratch) {
            Transfer::Negative
        } else {
            Transfer::Ambiguous
        }
    }

    fn metric(&self) -> &'static str {
        match self.task {
            Task::Regression => "R²",
            Task::Classification => "balanced accuracy",
        }
    }
}

/// A gain is claimed only where the whole interval lies above zero.
fn is_gain(difference: Interval) -> bool {
    difference.is_above_zero()
}

fn is_loss(difference: Interval) -> bool {
    difference.is_below_zero()
}

/// What to do, from the tests and, where networks were compared, from the comparison, which then decides.
#[must_use]
pub fn advise(test: &Test, relation: Option<&Test>, evidence: Option<&Evidence>) -> Advice {
    let (action, more) = match evidence {
        Some(evidence) => from_comparison(evidence),
        None => without_comparison(test, relation),
    };
    let disagreement = evidence.and_then(|evidence| on_disagreement(test, relation, evidence, action));
    // Where the network carries over in spite of another relation, the disagreement says both; the relation alone would
    // read as a warning against the advice.
    let carries_over =
        disagreement.is_some() && action == Action::ReuseAsIs && test.verdict != Verdict::Different;
    let on_relation = relation
        .filter(|_| !carries_over)
        .and_then(|relation| on_relation(test, relation));
    let mut reasons = vec![on_inputs(test)];
    reasons.extend(on_relation);
    reasons.extend(disagreement);
    reasons.extend(more);
    Advice { action, reasons }
}

/// What to do where a label is named that the target does not have: nothing can be learned there yet.
pub(super) fn advise_without_target_labels(test: &Test) -> Advice {
    let reason = "The target has no column with this label, so no network can be fine-tuned or judged on it. Label \
                  some of its rows.";
    Advice {
        action: Action::CollectMore,
        reasons: vec![on_inputs(test), reason.into()],
    }
}

/// What to do after a network was adapted to inputs without labels: no label of the target says whether it helped.
pub(super) fn advise_after_adaptation(test: &Test, adaptation: &Adaptation) -> Advice {
    let mut reasons = vec![on_inputs(test)];
    if let (Some(before), Some(after)) = (adaptation.mmd2_before, adaptation.mmd2_after) {
        reasons.push(if after < before {
            format!(
                "Adapting made the last hidden layer see the two domains more alike: the squared MMD of held-out rows \
                 went from {before:.3} to {after:.3}."
            )
        } else {
            "Adapting did not make the last hidden layer see the two domains more alike on held-out rows.".into()
        });
    }
    reasons.push(
        "Nothing of this is verified by labels of the target: a network that sees the domains alike can still be wrong \
         there. Label some target rows, at least 20 and better 100, and compare."
            .into(),
    );
    Advice {
        action: Action::CollectMore,
        reasons,
    }
}

fn on_inputs(test: &Test) -> String {
    match test.verdict {
        Verdict::Different => "The inputs of the two domains differ.".into(),
        Verdict::Negligible => "The inputs of the two domains differ by less than the margin.".into(),
        Verdict::Same => "The inputs of the two domains are the same within the margin.".into(),
        Verdict::Undecided => {
            "The test found no difference between the inputs, which does not show that there is none.".into()
        }
        Verdict::TooFewRows => "There are too few rows to test whether the inputs differ.".into(),
    }
}

fn on_relation(test: &Test, relation: &Test) -> Option<String> {
    match (relation.verdict, test.verdict) {
        (Verdict::Different, Verdict::Different) => {
            Some("Inputs and label together differ, too, as they do whenever the inputs differ.".into())
        }
        // The inputs were found to differ, if by little: the joint test may have seen that again.
        (Verdict::Different, Verdict::Negligible) => Some(
            "Inputs and label together differ, too; whether by more than the small difference of the inputs, no test \
             says."
                .into(),
        ),
        (Verdict::Different, _) => Some(
            "Inputs and label together differ, though no difference of the inputs was found: the same inputs may go \
             with other labels in the target. No test of the inputs alone can see this, and it can break a reused \
             network."
                .into(),
        ),
        _ => None,
    }
}

fn without_comparison(test: &Test, relation: Option<&Test>) -> (Action, Vec<String>) {
    let differs = |test: &Test| test.verdict == Verdict::Different;
    if relation.is_some_and(|relation| differs(relation) && !differs(test)) {
        let reason = "Do not reuse the network blindly: compare it with one trained from scratch first.";
        (Action::TrainFromScratch, vec![reason.into()])
    } else if differs(test) {
        let reason = "Different inputs do not forbid reuse. Fine-tune the network on the target and compare it \
                      with one trained from scratch; the comparison decides.";
        (Action::FineTune, vec![reason.into()])
    } else {
        let reason = "No network was compared yet, and a test alone never licenses reuse. Choose the label \
                      column and fine-tune, or label some target rows.";
        (Action::CollectMore, vec![reason.into()])
    }
}

fn from_comparison(evidence: &Evidence) -> (Action, Vec<String>) {
    let metric = evidence.metric();
    let say = |one: &str, other: &str, difference| in_words(one, other, difference, metric);
    let mut reasons = vec![say(TUNED, SCRATCH, evidence.tuned_over_scratch)];
    let known = [
        evidence.as_is_over_dummy,
        evidence.tuned_over_dummy,
        evidence.scratch_over_dummy,
    ];
    if !known.into_iter().any(is_gain) {
        reasons.push(
            "No network predicts the held-out target rows clearly better than a constant guess, so more or \
             better target rows are needed before any of them is used."
                .into(),
        );
        return (Action::CollectMore, reasons);
    }
    // What decides leads, and what is certain decides.
    let place = usize::from(is_gain(evidence.tuned_over_scratch));
    let action = if is_gain(evidence.tuned_over_as_is) {
        reasons.insert(place, say(TUNED, AS_IS, evidence.tuned_over_as_is));
        where_tuning_gains(evidence, &mut reasons)
    } else if is_gain(evidence.scratch_over_as_is) {
        reasons.insert(place, say(SCRATCH, AS_IS, evidence.scratch_over_as_is));
        reasons.push("Of fine-tuning, that is not certain.".into());
        Action::TrainFromScratch
    } else {
        reasons.push(say(TUNED, AS_IS, evidence.tuned_over_as_is));
        where_nothing_gains(evidence, &mut reasons)
    };
    on_cheaper_ways(evidence, action, &mut reasons);
    (action, reasons)
}

const TUNED: &str = "fine-tuning";
const SCRATCH: &str = "training from scratch";
const AS_IS: &str = "the source network as it is";

/// Fine-tuning is certainly better than the network as it is.
fn where_tuning_gains(evidence: &Evidence, reasons: &mut Vec<String>) -> Action {
    if is_loss(evidence.tuned_over_scratch) {
        return Action::TrainFromScratch;
    }
    if evidence.tuned_over_as_is.mean < WORTH_THE_WORK && is_gain(evidence.as_is_over_dummy) {
        reasons.push("The gain is certain but too small to be worth the work.".into());
        return Action::ReuseAsIs;
    }
    if !is_gain(evidence.tuned_over_scratch) {
        reasons.push(
            "Either of fine-tuning and training from scratch would do; fine-tuning starts from what the source network \
             has learned, and may do worse on the source afterwards."
                .into(),
        );
    }
    Action::FineTune
}

/// Nothing that was trained on the target is certainly better than the network as it is.
fn where_nothing_gains(evidence: &Evidence, reasons: &mut Vec<String>) -> Action {
    if !is_gain(evidence.as_is_over_dummy) {
        // One of the others does beat the dummy: that much is known from above.
        reasons.insert(
            0,
            "The source network as it is does not predict the held-out target rows clearly better than a constant \
             guess."
                .into(),
        );
        let tuned_is_known = is_gain(evidence.tuned_over_dummy);
        let tuned_is_ahead = evidence.tuned_over_scratch.mean >= 0.0 || !is_gain(evidence.scratch_over_dummy);
        return if tuned_is_known && tuned_is_ahead {
            Action::FineTune
        } else {
            Action::TrainFromScratch
        };
    }
    let best = evidence
        .tuned_over_as_is
        .mean
        .max(evidence.scratch_over_as_is.mean);
    if best < WORTH_THE_WORK {
        reasons.insert(
            0,
            "Neither fine-tuning nor training from scratch was found to do better than the source network."
                .into(),
        );
        return Action::ReuseAsIs;
    }
    reasons.insert(
        0,
        "The rows at hand cannot tell which network is better; more labelled target rows would.".into(),
    );
    Action::CollectMore
}

/// Where something cheaper does as well as what is advised, or better.
fn on_cheaper_ways(evidence: &Evidence, action: Action, reasons: &mut Vec<String>) {
    if action == Action::FineTune
        && !is_gain(evidence.tuned_over_recalibrated)
        && evidence.tuned_over_recalibrated.mean < WORTH_THE_WORK
    {
        reasons.push("Recalibrating the output of the source network alone does about as well.".into());
    }
    let over_simple = match action {
        Action::ReuseAsIs => evidence.as_is_over_simple,
        Action::FineTune => evidence.tuned_over_simple,
        Action::TrainFromScratch => evidence.scratch_over_simple,
        Action::CollectMore => return,
    };
    let simple = match evidence.task {
        Task::Regression => "ridge regression",
        Task::Classification => "logistic regression",
    };
    if is_loss(over_simple) {
        // Nobody should miss this one.
        let reason = format!(
            "A plain {simple} on the target rows does better than this network by {:.2}: use that instead of any \
             network.",
            -over_simple.mean
        );
        reasons.insert(0, reason);
    } else if !is_gain(over_simple) {
        reasons.push(format!(
            "No network is certainly better than a plain {simple} on the target rows, which is simpler to keep."
        ));
    }
}

/// Where test and comparison seem to contradict each other, why that can be.
fn on_disagreement(
    test: &Test,
    relation: Option<&Test>,
    evidence: &Evidence,
    action: Action,
) -> Option<String> {
    let differs = |test: &Test| test.verdict == Verdict::Different;
    let any_difference = differs(test) || relation.is_some_and(differs);
    match action {
        // Inputs that do not differ: here the joint test speaks of the relation.
        Action::ReuseAsIs if any_difference && !differs(test) => Some(
            "Inputs and label together differ and the network carries over all the same: what has changed costs it no \
             more than learning from the target rows at hand would."
                .into(),
        ),
        Action::ReuseAsIs if any_difference => Some(
            "The domains differ and the network carries over all the same: it learned a relation that holds in \
             both."
                .into(),
        ),
        Action::FineTune if differs(test) && evidence.transfer() == Transfer::Positive => {
            Some("The domains differ; fine-tuning still pays.".into())
        }
        Action::TrainFromScratch if !any_difference => Some(
            "No test found a difference, yet the comparison decides: a relation can change where a test has \
             too little power to see it."
                .into(),
        ),
        _ => None,
    }
}

fn in_words(one: &str, other: &str, difference: Interval, metric: &str) -> String {
    let Interval { mean, low, high } = difference;
    let range = format!("95 % interval {low:+.2} to {high:+.2} in {metric}");
    let claim = if is_gain(difference) {
        format!("On held-out target rows {one} does better than {other} by {mean:.2}")
    } else if is_loss(difference) {
        format!(
            "On held-out target rows {one} does worse than {other} by {:.2}",
            -mean
        )
    } else {
        format!("On held-out target rows {one} and {other} cannot be told apart with certainty")
    };
    // A plain hyphen is no minus sign.
    format!("{claim} ({range}).")
        .replace("-0", "\u{2212}0")
        .replace(" -", " \u{2212}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Regime;

    fn test(verdict: Verdict) -> Test {
        Test {
            verdict,
            p_value: Some(0.5),
            alpha: 0.05,
            permutations: 1_999,
            statistic: None,
            mmd2_unbiased: None,
            mmd2_biased: None,
            bandwidth: None,
            effect_sd: None,
            effect_sd_upper: None,
            margin_sd: None,
            smallest_detectable_sd: None,
            regime: Regime::BinSums,
            rows_used: [100, 100],
            by_column: None,
            absent: Vec::new(),
        }
    }

    /// Evidence from the means of the arms, each difference known to ± `half`.
    fn evidence([as_is, tuned, scratch, dummy]: [f64; 4], half: f64) -> Evidence {
        let difference = |a: f64, b: f64| Interval {
            mean: a - b,
            low: a - b - half,
            high: a - b + half,
        };
        Evidence {
            task: Task::Regression,
            tuned_over_scratch: difference(tuned, scratch),
            tuned_over_as_is: difference(tuned, as_is),
            scratch_over_as_is: difference(scratch, as_is),
            as_is_over_dummy: difference(as_is, dummy),
            tuned_over_dummy: difference(tuned, dummy),
            scratch_over_dummy: difference(scratch, dummy),
            // Neither recalibration nor the simple model is of any use, unless a test says so.
            tuned_over_recalibrated: difference(tuned, dummy),
            tuned_over_simple: difference(tuned, dummy - 1.0),
            scratch_over_simple: difference(scratch, dummy - 1.0),
            as_is_over_simple: difference(as_is, dummy - 1.0),
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
        let (holds, changed) = (
            "learned a relation that holds in both",
            "what has changed costs it no more",
        );
        assert!(said(Verdict::Different, Verdict::Different)[2].contains(holds));
        // The change is no warning where the network bears it.
        let borne = said(Verdict::Undecided, Verdict::Different);
        assert!(borne[1].contains(changed), "{borne:?}");
        assert!(!borne.concat().contains("breaks a reused network"), "{borne:?}");
        let silent = said(Verdict::Undecided, Verdict::Undecided).concat();
        assert!(!silent.contains(holds) && !silent.contains(changed), "{silent}");
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
            for difference in [
                &mut evidence.tuned_over_as_is,
                &mut evidence.scratch_over_as_is,
                &mut evidence.as_is_over_dummy,
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
        evidence.tuned_over_as_is.low = -0.1;
        let advice = advise(&test(Verdict::Different), None, Some(&evidence));
        assert_eq!(advice.action, Action::TrainFromScratch);
        assert!(
            advice
                .reasons
                .iter()
                .any(|reason| reason.contains("training from scratch does better than the source")),
            "{:?}",
            advice.reasons
        );
    }

    #[test]
    fn what_is_cheaper_and_does_as_well_is_named() {
        let reasons = |change: fn(&mut Evidence)| {
            let mut evidence = evidence([0.3, 0.8, 0.5, 0.0], 0.05);
            change(&mut evidence);
            let advice = advise(&test(Verdict::Different), None, Some(&evidence));
            assert_eq!(advice.action, Action::FineTune);
            advice.reasons.join(" ")
        };
        assert!(!reasons(|_| ()).contains("ridge"));
        assert!(
            reasons(|evidence| evidence.tuned_over_recalibrated = Interval {
                mean: 0.01,
                low: -0.04,
                high: 0.06
            })
            .contains("Recalibrating")
        );
        assert!(
            reasons(|evidence| evidence.tuned_over_simple = Interval {
                mean: 0.01,
                low: -0.04,
                high: 0.06
            })
            .contains("simpler to keep")
        );
        assert!(
            reasons(|evidence| evidence.tuned_over_simple = Interval {
                mean: -0.2,
                low: -0.3,
                high: -0.1
            })
            .contains("by 0.20: use that instead")
        );
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
        assert!(
            unsure
                .reasons
                .iter()
                .any(|reason| reason.contains("fine-tuning and training from scratch cannot be told apart"))
        );
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
    fn a_label_that_only_the_source_has_asks_for_labels() {
        for verdict in [Verdict::Different, Verdict::Undecided, Verdict::TooFewRows] {
            let advice = advise_without_target_labels(&test(verdict));
            assert_eq!(advice.action, Action::CollectMore);
            assert!(
                advice
                    .reasons
                    .iter()
                    .any(|reason| reason.contains("Label some of its rows"))
            );
        }
    }

    #[test]
    fn a_changed_relation_is_named() {
        let advice = advise(&test(Verdict::Undecided), Some(&test(Verdict::Different)), None);
        assert_eq!(advice.action, Action::TrainFromScratch);
        assert!(advice.reasons[1].contains("other labels"));
    }

    #[test]
    fn differences_read_with_signs() {
        let words = in_words(
            "A",
            "B",
            Interval {
                mean: -0.3,
                low: -0.5,
                high: -0.1,
            },
            "R²",
        );
        assert_eq!(
            words,
            "On held-out target rows A does worse than B by 0.30 (95 % interval −0.50 to −0.10 in R²)."
        );
    }
}
