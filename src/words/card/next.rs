//! The third line: what to do.

use super::line::{Line, Tone};
use super::reach::{achieved, reached, share};
use crate::language::{say, tell};
use crate::report::{Action, ArmName, Comparison, Reason, Report};
use crate::words::advice::reason;
use crate::words::arms::simple_model;
use crate::words::labels::{Standing, standings};

/// What to do.
pub(crate) fn to_do(report: &Report) -> Line {
    let action = report.advice.action;
    let Some(comparison) = &report.comparison else {
        return Line::new(Tone::Open, to_try(report), first_reason(report));
    };
    let of_baseline = report.advice.arm() == Some(ArmName::Simple);
    let headline = match action {
        _ if of_baseline => {
            let simple = simple_model(comparison.task);
            tell!("Use {simple}", "改用{simple}")
        }
        Action::ReuseAsIs => say!("Reuse it as it is", "原样复用").to_owned(),
        Action::FineTune => say!("Fine-tune it", "微调它").to_owned(),
        Action::TrainFromScratch => say!("Train a new network", "训练新网络").to_owned(),
        Action::CollectMore => say!("Label more target rows", "标注更多目标行").to_owned(),
    };
    let cheaper = cheaper(report);
    let measured = match action {
        _ if of_baseline => action
            .arm()
            .and_then(|network| set_against(comparison, ArmName::Simple, [network])),
        Action::FineTune => {
            let others = std::iter::once(ArmName::FromScratch).chain(cheaper);
            set_against(comparison, ArmName::FineTuned, others)
        }
        Action::TrainFromScratch => {
            let others = std::iter::once(ArmName::FineTuned).chain(cheaper);
            set_against(comparison, ArmName::FromScratch, others)
        }
        Action::ReuseAsIs => no_gain(report, comparison, cheaper),
        Action::CollectMore => None,
    };
    let is_alone = cheaper.is_none() && !of_baseline;
    let few = few_labels(comparison).filter(|_| action == Action::FineTune && is_alone);
    let detail = match (measured, few) {
        (Some(measured), Some(few)) => tell!("{measured} {few}", "{measured}{few}"),
        (Some(measured), None) => measured,
        (None, _) => first_reason(report),
    };
    Line::new(Tone::Open, headline, detail)
}

/// What to try where no networks were compared.
fn to_try(report: &Report) -> &'static str {
    let hindrance = report.advice.reasons.iter().find(|reason| reason.is_hindrance());
    match (report.advice.action, hindrance) {
        _ if report.adaptation.is_some() => {
            say!("Label some target rows to check it", "标注一些目标行来核实")
        }
        (_, Some(Reason::NoTargetLabel)) => say!("Label some target rows", "标注一些目标行"),
        (_, Some(Reason::SameFile)) => say!("Choose another target", "选择另一张目标表"),
        (_, Some(_)) => say!("Collect more labelled rows", "收集更多有标签的行"),
        (Action::FineTune, None) => say!("Try fine-tuning", "尝试微调"),
        (Action::TrainFromScratch, None) => say!("Compare it with a new network", "与新网络比较"),
        (Action::ReuseAsIs | Action::CollectMore, None) => {
            say!("Fine-tune to find out", "微调以得到答案")
        }
    }
}

/// The first reason that does not only repeat a verdict of a test.
fn first_reason(report: &Report) -> String {
    let repeats = |it: &&Reason| {
        matches!(
            it,
            Reason::Inputs { .. }
                | Reason::OneColumnDiffers
                | Reason::SameInputRows { .. }
                | Reason::SharedInputRows { .. }
                | Reason::RelationDiffers { .. }
        )
    };
    // Why a shift does no harm follows what was measured.
    let is_harmless = |it: &&Reason| {
        matches!(
            it,
            Reason::RelationShiftHarmless | Reason::InputShiftHarmless | Reason::FineTuningPays
        )
    };
    let reasons = || report.advice.reasons.iter().filter(|it| !repeats(it));
    let first = reasons().find(|it| !is_harmless(it)).or_else(|| reasons().next());
    first.map(reason).unwrap_or_default()
}

/// What is cheaper than the advice and about as good: its number stands beside the advice.
fn cheaper(report: &Report) -> Option<ArmName> {
    report.advice.reasons.iter().find_map(|reason| match reason {
        Reason::SimpleModelAsGood { .. } => Some(ArmName::Simple),
        Reason::RecalibratingSuffices => Some(ArmName::Recalibrated),
        _ => None,
    })
}

/// What one way achieves, and beside it others.
fn set_against(
    comparison: &Comparison,
    one: ArmName,
    others: impl IntoIterator<Item = ArmName>,
) -> Option<String> {
    let achieved = achieved(comparison.metric, comparison.arm(one)?.measure.mean);
    let others = reached(comparison, others)?;
    Some(tell!(
        "It then {achieved}; {others}.",
        "之后它{achieved}；{others}。"
    ))
}

/// Why nothing is gained over the source network as it is, in numbers.
fn no_gain(report: &Report, comparison: &Comparison, cheaper: Option<ArmName>) -> Option<String> {
    let trained = [ArmName::FineTuned, ArmName::FromScratch];
    let others = reached(comparison, trained.into_iter().chain(cheaper))?;
    let has = |wanted| report.advice.reasons.contains(&wanted);
    if has(Reason::GainTooSmall) {
        Some(tell!(
            "Nothing gains enough to be worth the work: {others}.",
            "其他方案的增益都太小，不值得费工夫：{others}。"
        ))
    } else if has(Reason::NothingBeatsSourceNetwork) {
        Some(tell!(
            "Nothing is clearly better: {others}.",
            "没有明显更好的方案：{others}。"
        ))
    } else {
        None
    }
}

/// What fine-tuning and training from scratch achieve with the fewest labels that were tried.
fn few_labels(comparison: &Comparison) -> Option<String> {
    let [first, .., _] = comparison.learning_curve.as_slice() else {
        return None;
    };
    // What the chart cannot tell apart is no reason for either.
    let standings = standings(&comparison.learning_curve, comparison.transfer);
    (standings.first() != Some(&Standing::Alike)).then_some(())?;
    let by = comparison.metric;
    Some(tell!(
        "With only {} labels it is {} against {}.",
        "只有{}个标签时，两者分别为{}和{}。",
        first.rows,
        share(by, first.fine_tuned.mean),
        share(by, first.from_scratch.mean)
    ))
}

#[cfg(test)]
mod tests {
    use super::super::arms_title;
    use super::super::network::works;
    use super::*;
    use crate::language::{Language, in_language};
    use crate::report::{Measure, Task, fixture};

    #[test]
    fn the_advice_says_what_it_gives() {
        let report = fixture::outcome().report;
        let line = to_do(&report);
        assert_eq!(line.headline, "Fine-tune it");
        assert_eq!(
            line.detail,
            "It then explains 83\u{a0}% of the variation; training from scratch reaches 72\u{a0}%. With only 20 labels it is 55\u{a0}% \
             against 10\u{a0}%."
        );
    }

    #[test]
    fn the_card_gives_one_advice() {
        let mut report = fixture::outcome().report;
        let task = Task::Regression;
        let gain = Measure {
            mean: -0.1,
            low: -0.15,
            high: -0.05,
        };
        let mut said = |action, reasons: &[Reason]| {
            (report.advice.action, report.advice.reasons) = (action, reasons.to_vec());
            let line = to_do(&report);
            [line.headline, line.detail]
        };
        assert_eq!(
            said(Action::FineTune, &[Reason::SimpleModelAsGood { task }]),
            [
                "Fine-tune it",
                "It then explains 83\u{a0}% of the variation; training from scratch reaches 72\u{a0}%, ridge regression 61\u{a0}%."
            ]
        );
        assert_eq!(
            said(
                Action::ReuseAsIs,
                &[
                    Reason::NothingBeatsSourceNetwork,
                    Reason::SimpleModelAsGood { task }
                ]
            ),
            [
                "Reuse it as it is",
                "Nothing is clearly better: fine-tuning reaches 83\u{a0}%, training from scratch 72\u{a0}%, ridge regression 61\u{a0}%."
            ]
        );
        assert_eq!(
            said(Action::FineTune, &[Reason::SimpleModelBetter { task, gain }]),
            [
                "Use ridge regression",
                "It then explains 61\u{a0}% of the variation; fine-tuning reaches 83\u{a0}%."
            ]
        );
        assert_eq!(
            arms_title(&report, report.comparison.as_ref().unwrap()),
            "Ridge regression beats fine-tuning"
        );
    }

    /// Every line is short, and no sentence is left open in either language.
    #[test]
    fn every_advice_has_a_line_in_both_languages() {
        for language in Language::ALL {
            in_language(language, || {
                for reason in fixture::reasons() {
                    let mut report = fixture::outcome().report;
                    report.advice.reasons = vec![reason];
                    for action in [
                        Action::ReuseAsIs,
                        Action::FineTune,
                        Action::TrainFromScratch,
                        Action::CollectMore,
                    ] {
                        report.advice.action = action;
                        let compared = [works(&report), to_do(&report)];
                        let mut without = report.clone();
                        without.comparison = None;
                        for line in compared.into_iter().chain([works(&without), to_do(&without)]) {
                            assert!(line.headline.chars().count() < 40, "{}", line.headline);
                            let ends = line.detail.is_empty() || line.detail.ends_with(['.', '。']);
                            assert!(ends, "{}", line.detail);
                        }
                    }
                }
            });
        }
    }
}
