//! The third line: what to do.

use super::line::{Line, Tone};
use super::reach::{reached, set_against, share};
use crate::language::{say, tell};
use crate::report::{Action, ArmName, Comparison, Reason, Report, Task};
use crate::words::advice::reason;
use crate::words::arms::{constant_guess, is_plural, of_task};
use crate::words::labels::{Standing, standings};
use crate::words::lists::capital;
use crate::words::nouns::Noun;
use crate::words::numbers::counted;

/// What to do.
pub(crate) fn to_do(report: &Report, label: Option<&str>) -> Line {
    let action = report.advice.action;
    let Some(comparison) = &report.comparison else {
        let (headline, detail) = match label {
            None if can_be_labelled(report) => label_first(),
            _ => (to_try(report), first_reason(report)),
        };
        return Line::new(Tone::Open, headline, detail);
    };
    let rival = report.advice.arm().filter(|arm| ArmName::RIVALS.contains(arm));
    let of_baseline = rival.is_some();
    let headline = match action {
        _ if let Some(rival) = rival => {
            let rival = of_task(rival, comparison.task);
            tell!("Use {rival}", "改用{rival}")
        }
        Action::ReuseAsIs => say!("Reuse it as it is", "原样复用").to_owned(),
        // They are trained already.
        Action::FineTune => say!("Use the fine-tuned network", "使用微调后的网络").to_owned(),
        Action::TrainFromScratch => {
            say!("Use the network trained from scratch", "使用从头训练的网络").to_owned()
        }
        Action::CollectMore if report.is_labelled() => say!("Collect more rows", "收集更多行").to_owned(),
        Action::CollectMore => say!("Label more target rows", "为目标表补充实测值（标签）").to_owned(),
    };
    let cheaper = cheaper(report).filter(|_| !of_baseline);
    let set_against = |one, other: ArmName| {
        let others: Vec<ArmName> = std::iter::once(other).chain(cheaper).collect();
        set_against(comparison, one, &others)
    };
    let measured = match action {
        _ if let Some(rival) = rival => {
            let network = action.arm();
            network.and_then(|network| set_against(rival, network))
        }
        Action::FineTune => set_against(ArmName::FineTuned, ArmName::FromScratch),
        Action::TrainFromScratch => set_against(ArmName::FromScratch, ArmName::FineTuned),
        Action::ReuseAsIs => no_gain(report, comparison, cheaper),
        Action::CollectMore => Some(more_rows(report, comparison)),
    };
    let measured = match cheaper.filter(|_| action != Action::ReuseAsIs) {
        Some(cheaper) => measured.map(|it| tell!("{it} {}", "{it}{}", as_good(cheaper, comparison.task))),
        None => measured,
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

/// Whether nothing but a label is missing before networks can be compared.
fn can_be_labelled(report: &Report) -> bool {
    report.adaptation.is_none() && !report.advice.reasons.iter().any(Reason::is_hindrance)
}

/// Without a label nothing can be fine-tuned.
fn label_first() -> (&'static str, String) {
    let headline = say!("Choose a label first", "请先选择标签列");
    let detail = tell!(
        "Then fine-tune to compare networks on held-out target rows.",
        "然后微调，以便在留出的目标行上比较各网络。"
    );
    (headline, detail)
}

/// What to try where no networks were compared.
fn to_try(report: &Report) -> &'static str {
    let hindrance = report.advice.reasons.iter().find(|reason| reason.is_hindrance());
    match (report.advice.action, hindrance) {
        _ if report.adaptation.is_some() => {
            say!(
                "Label some target rows to check it",
                "为目标表补充一些实测值（标签）来核实"
            )
        }
        (_, Some(Reason::NoTargetLabel)) => say!("Label some target rows", "为目标表补充一些实测值（标签）"),
        (_, Some(Reason::SameFile)) => say!("Choose another target", "选择另一张目标表"),
        (_, Some(_)) => say!("Collect more labelled rows", "收集更多有实测值（标签）的行"),
        (Action::FineTune, None) => say!("Try fine-tuning", "尝试微调"),
        (Action::TrainFromScratch, None) => say!("Fine-tune, and compare", "微调并作比较"),
        (Action::ReuseAsIs | Action::CollectMore, None) => {
            say!("Fine-tune to find out", "请微调后再判断")
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
        Reason::RivalAsGood { arm, .. } => Some(*arm),
        Reason::RecalibratingSuffices => Some(ArmName::Recalibrated),
        _ => None,
    })
}

/// That a cheaper way does as well as the advised one.
fn as_good(cheaper: ArmName, task: Task) -> String {
    match cheaper {
        ArmName::Recalibrated => say!(
            "Recalibrating does about as well, with less work.",
            "仅作校准效果相近，且更简单。"
        )
        .to_owned(),
        other if is_plural(other) => tell!(
            "{} do about as well, but are no network to save.",
            "{}效果相近，但不能另存为网络。",
            capital(of_task(other, task))
        ),
        other => tell!(
            "{} does about as well, but is no network to save.",
            "{}效果相近，但不能另存为网络。",
            capital(of_task(other, task))
        ),
    }
}

/// Which rows are missing, and why.
fn more_rows(report: &Report, comparison: &Comparison) -> String {
    let label = &comparison.label;
    let held_out = counted(comparison.rows.held_out, Noun::HeldOutRow);
    if report.advice.reasons.contains(&Reason::NothingBeatsConstant) {
        tell!(
            "More rows with known {label} are needed: on {held_out} no network is clearly better than {}.",
            "需要更多{label}已知的行：在{held_out}上，没有网络明显优于{}。",
            constant_guess(comparison.task)
        )
    } else {
        tell!(
            "More rows with known {label} are needed: on {held_out} it is not clear which network is better.",
            "需要更多{label}已知的行：在{held_out}上，还看不出哪个网络更好。"
        )
    }
}

/// Why nothing is gained over the source network as it is, in numbers.
fn no_gain(report: &Report, comparison: &Comparison, cheaper: Option<ArmName>) -> Option<String> {
    let trained = [ArmName::FineTuned, ArmName::FromScratch];
    let others = reached(comparison, trained.into_iter().chain(cheaper))?;
    let has = |wanted| report.advice.reasons.contains(&wanted);
    if has(Reason::GainTooSmall) {
        Some(tell!(
            "Nothing gains enough to be worth the work: {others}.",
            "其他方案的增益都太小，不必重新训练：{others}。"
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
        let line = to_do(&report, Some("kwh"));
        assert_eq!(line.headline, "Use the fine-tuned network");
        assert_eq!(
            line.detail,
            "On held-out rows it explains 83\u{a0}% of the variation; training from scratch reaches 72\u{a0}%. With only 20 labels it is 55\u{a0}% \
             against 10\u{a0}%."
        );
    }

    #[test]
    fn the_card_gives_one_advice() {
        let mut report = fixture::outcome().report;
        let (arm, task) = (ArmName::Simple, Task::Regression);
        let gain = Measure {
            mean: -0.1,
            low: -0.15,
            high: -0.05,
        };
        let mut said = |action, reasons: &[Reason]| {
            (report.advice.action, report.advice.reasons) = (action, reasons.to_vec());
            let line = to_do(&report, Some("kwh"));
            [line.headline, line.detail]
        };
        assert_eq!(
            said(Action::FineTune, &[Reason::RivalAsGood { arm, task }]),
            [
                "Use the fine-tuned network",
                "On held-out rows it explains 83\u{a0}% of the variation; training from scratch reaches 72\u{a0}%, ridge regression 61\u{a0}%. Ridge regression does about as well, but is no network to save."
            ]
        );
        assert_eq!(
            said(
                Action::ReuseAsIs,
                &[
                    Reason::NothingBeatsSourceNetwork,
                    Reason::RivalAsGood { arm, task }
                ]
            ),
            [
                "Reuse it as it is",
                "Nothing is clearly better: fine-tuning reaches 83\u{a0}%, training from scratch 72\u{a0}%, ridge regression 61\u{a0}%."
            ]
        );
        assert_eq!(
            said(
                Action::FineTune,
                &[Reason::RivalBetter {
                    arm,
                    over: ArmName::FineTuned,
                    task,
                    gain
                }]
            ),
            [
                "Use ridge regression",
                "On held-out rows it explains 61\u{a0}% of the variation; fine-tuning reaches 83\u{a0}%."
            ]
        );
        assert_eq!(
            arms_title(&report, report.comparison.as_ref().unwrap()),
            "Ridge regression beats fine-tuning"
        );
    }

    #[test]
    fn more_rows_are_asked_for_as_they_can_be_had() {
        let mut report = fixture::outcome().report;
        report.advice.action = Action::CollectMore;
        report.advice.reasons = vec![Reason::NothingBeatsConstant];
        let rows = report.comparison.as_ref().unwrap().rows;
        report.target.rows = rows.of_target();
        let line = to_do(&report, Some("kwh"));
        assert_eq!(line.headline, "Collect more rows");
        assert_eq!(
            line.detail,
            "More rows with known kwh are needed: on 146 held-out rows no network is clearly better than always guessing the \
             mean."
        );
        report.target.rows = 2 * rows.of_target();
        report.advice.reasons = vec![Reason::RowsCannotTell];
        let line = to_do(&report, Some("kwh"));
        assert_eq!(line.headline, "Label more target rows");
        assert!(
            line.detail.ends_with("which network is better."),
            "{}",
            line.detail
        );
    }

    #[test]
    fn nothing_is_fine_tuned_without_a_label() {
        let mut report = fixture::outcome().report;
        report.comparison = None;
        report.advice.action = Action::FineTune;
        report.advice.reasons = vec![Reason::DifferenceAllowsReuse];
        let said = |report: &Report, label| to_do(report, label).headline;
        assert_eq!(said(&report, Some("kwh")), "Try fine-tuning");
        assert_eq!(said(&report, None), "Choose a label first");
        report.advice.reasons = vec![Reason::SameFile];
        assert_eq!(said(&report, None), "Choose another target");
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
                        let compared = [works(&report, Some("kwh")), to_do(&report, Some("kwh"))];
                        let mut without = report.clone();
                        without.comparison = None;
                        for line in compared
                            .into_iter()
                            .chain([works(&without, None), to_do(&without, None)])
                        {
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
