//! The second line: whether the source network works on the target.

use super::line::{Line, Tone};
use super::reach::{achieved, reached, typical_error};
use crate::language::{say, tell};
use crate::report::{ArmName, Conditional, Reason, Report, Task, Verdict, Works};
use crate::words::advice::reason;
use crate::words::arms::constant_guess;
use crate::words::metrics::metric_title;
use crate::words::nouns::Noun;
use crate::words::numbers::{counted, fixed, mean_and_interval, probability};

/// The second question; it names the label where there is one.
pub(crate) fn works_on(label: Option<&str>) -> String {
    match label {
        Some(label) => tell!(
            "Does the source network predict {label}?",
            "源网络能预测{label}吗？"
        ),
        None => tell!(
            "Does the source network work on the target?",
            "源网络在目标数据上可用吗？"
        ),
    }
}

/// Whether the source network works on the target, where this is the label.
pub(crate) fn works(report: &Report, label: Option<&str>) -> Line {
    let Some((works, comparison)) = Works::of(report).zip(report.comparison.as_ref()) else {
        return not_compared(report, label);
    };
    let guess = constant_guess(comparison.task);
    let (tone, headline) = match works {
        Works::Yes => (Tone::Good, tell!("Yes", "可用")),
        Works::Partly(_) => (Tone::Open, tell!("Partly", "部分可用")),
        Works::Unclear => (
            Tone::Open,
            tell!("Not clearly better than guessing", "尚不能确定优于{guess}"),
        ),
        Works::NoBetter => (
            Tone::Bad,
            match comparison.task {
                Task::Regression => tell!("No, it explains nothing", "不可用，不能解释任何变化"),
                Task::Classification => tell!("No, no better than guessing", "不可用，不优于{guess}"),
            },
        ),
        Works::Worse => (Tone::Bad, tell!("No, worse than guessing", "不可用，不如{guess}")),
        Works::KnowsNoClass => (
            Tone::Bad,
            tell!("No, it knows other classes", "不可用，它只认识别的类别"),
        ),
    };
    let Some(as_is) = comparison.arm(ArmName::SourceAsIs) else {
        let none = tell!(
            "The source network knows no class of the target.",
            "源网络不认识目标数据中的任何类别。"
        );
        return Line::new(tone, headline, none);
    };
    let rows = counted(comparison.rows.held_out, Noun::HeldOutRow);
    let held = achieved(comparison.metric, as_is.measure.mean);
    let better = match works {
        Works::Partly(better) => reached(comparison, [better]),
        Works::Unclear | Works::NoBetter | Works::Worse => comparison
            .gain(ArmName::FineTuned, ArmName::SourceAsIs)
            .filter(|gain| gain.is_above_zero())
            .and_then(|_| reached(comparison, [ArmName::FineTuned])),
        Works::Yes | Works::KnowsNoClass => None,
    };
    let detail = match better {
        Some(better) => tell!("On {rows} it {held}; {better}.", "在{rows}上，{held}；{better}。"),
        None => tell!("On {rows} it {held}.", "在{rows}上，{held}。"),
    };
    // A changed relation is why it fails; where it works, the change does no harm.
    let fails = matches!(works, Works::Unclear | Works::NoBetter | Works::Worse);
    let cause = if fails {
        other_labels(report, Some(&comparison.label))
    } else {
        None
    };
    let detail = [typical_error(comparison), cause]
        .into_iter()
        .flatten()
        .fold(detail, |detail, more| tell!("{detail} {more}", "{detail}{more}"));
    let numbers = tell!(
        "{} {}; {}: {}.",
        "{}为{}；{}：{}。",
        metric_title(comparison.metric),
        mean_and_interval(as_is.measure),
        guess,
        comparison
            .arm(ArmName::Dummy)
            .map(|dummy| fixed(dummy.measure.mean, 3))
            .unwrap_or_default()
    );
    Line::new(tone, headline, detail).with(Some(numbers))
}

/// What a relation that changed means, or can mean; nothing where no change of it was found.
fn other_labels(report: &Report, label: Option<&str>) -> Option<String> {
    let found = conditional(report).filter(|found| found.is_shifted());
    if let Some((p_value, label)) = found.and_then(|found| found.p_value).zip(label) {
        let p = probability(p_value);
        return Some(tell!(
            "At the same inputs {label} differs between the tables (p {p}).",
            "在相同输入下，两张表的{label}有差异（p {p}）。"
        ));
    }
    (found.is_some() || relation_alone_differs(report)).then(|| perhaps_other_labels(label))
}

fn conditional(report: &Report) -> Option<&Conditional> {
    report.relation.as_ref()?.conditional.as_ref()
}

fn perhaps_other_labels(label: Option<&str>) -> String {
    match label {
        Some(label) => tell!(
            "At the same inputs the target may have other values of {label}.",
            "在目标数据中，相同的输入可能对应不同的{label}。"
        ),
        None => tell!(
            "At the same inputs the target may have other labels.",
            "在目标数据中，相同的输入可能对应不同的标签值。"
        ),
    }
}

/// Whether the same inputs go with other labels.
fn relation_alone_differs(report: &Report) -> bool {
    let differs = report
        .relation
        .as_ref()
        .is_some_and(|it| it.verdict == Verdict::Different);
    differs && report.test.verdict != Verdict::Different
}

fn not_compared(report: &Report, label: Option<&str>) -> Line {
    let hindrance = report.advice.reasons.iter().find(|reason| reason.is_hindrance());
    match hindrance {
        _ if report.adaptation.is_some() => Line::new(
            Tone::Open,
            say!("Not known", "尚不知道"),
            reason(&Reason::AdaptationUnverified),
        ),
        Some(hindrance) => Line::new(Tone::Open, say!("Not known", "尚不知道"), reason(hindrance)),
        None if let Some(cause) = other_labels(report, label) => Line::new(
            Tone::Open,
            say!("Perhaps not", "可能不可用"),
            tell!(
                "{cause} Fine-tune to measure what that costs.",
                "{cause}请微调，以衡量其影响。"
            ),
        ),
        None if label.is_none() => Line::new(
            Tone::Open,
            say!("Not tried yet", "尚未评估"),
            tell!(
                "The test says nothing about the network. Judging it takes a label.",
                "检验不涉及网络本身。评判网络需要标签。"
            ),
        ),
        None => Line::new(
            Tone::Open,
            say!("Not tried yet", "尚未评估"),
            tell!(
                "The test says nothing about the network. Fine-tune to judge it on held-out target rows.",
                "检验不涉及网络本身。请微调，以便在留出的目标行上评判它。"
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn a_network_is_said_to_work_only_above_a_constant_guess() {
        let mut report = fixture::outcome().report;
        let line = works(&report, Some("kwh"));
        assert_eq!((line.tone, line.headline.as_str()), (Tone::Open, "Partly"));
        assert_eq!(
            line.detail,
            "On 146 held-out rows it explains 41\u{a0}% of the variation; fine-tuning reaches 83\u{a0}%. It is off by 6.2\u{a0}kwh \
             on average; always guessing the mean by 10.0\u{a0}kwh."
        );
        assert_eq!(
            line.numbers.as_deref(),
            Some("R² 0.410 (0.320 to 0.500); always guessing the mean: −0.010.")
        );
        assert_eq!(works_on(Some("kwh")), "Does the source network predict kwh?");
        let comparison = report.comparison.as_mut().unwrap();
        let as_is = &mut comparison.arms[0].measure;
        (as_is.mean, as_is.low) = (0.1, -0.1);
        assert_eq!(
            works(&report, Some("kwh")).headline,
            "Not clearly better than guessing"
        );
        let comparison = report.comparison.as_mut().unwrap();
        comparison.arms[0].measure.high = 0.01;
        let line = works(&report, Some("kwh"));
        assert_eq!(line.headline, "No, it explains nothing");
        assert!(
            line.detail.contains("fine-tuning reaches 83\u{a0}%"),
            "{}",
            line.detail
        );
        report.comparison.as_mut().unwrap().arms.remove(0);
        assert_eq!(works(&report, Some("kwh")).tone, Tone::Bad);
        report.comparison = None;
        assert_eq!(works(&report, Some("kwh")).headline, "Not tried yet");
    }
}
