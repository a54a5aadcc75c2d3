//! The answer in three lines: whether the inputs are alike, whether the source network works on the target, and what to do.
//!
//! A line is a question, an answer in a few words, and at most two sentences that carry it.

use super::advice::reason;
use super::arms::{constant_guess, of_task, simple_model};
use super::labels::{Standing, standings};
use super::lists::{capital, commas, first_few};
use super::metrics::{metric, metric_title};
use super::nouns::Noun;
use super::numbers::{counted, deviations, fixed, mean_and_interval, percent, probability, significant};
use super::test::objection;
use super::test::too_few_independent_rows;
use super::{column_name, transfer_title};
use crate::language::{Phrase, phrase, say, tell};
use crate::report::{
    Action, Arm, ArmName, ColumnEffect, Comparison, MIN_TESTED_ROWS, Measure, MetricName, Reason, Report,
    Test, Transfer, Verdict, Works,
};

pub(crate) const ALIKE: Phrase = phrase("Are the inputs alike?", "两张表的输入相似吗？");
pub(crate) const WORKS: Phrase = phrase(
    "Does the source network work on the target?",
    "源网络在目标数据上可用吗？",
);
pub(crate) const TO_DO: Phrase = phrase("What to do", "该怎么做");

/// How many columns a line names; it counts the rest.
const MAX_NAMED: usize = 3;

/// Below this an R² explains nothing that anybody would see in per cent.
const NOTHING_EXPLAINED: f64 = 0.005;

/// What an answer says, by its colour and its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Yes.
    Good,
    /// No.
    Bad,
    /// Nobody knows yet.
    Open,
}

/// One question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) tone: Tone,
    /// The answer in a few words.
    pub(crate) headline: String,
    /// What carries it.
    pub(crate) detail: String,
    /// The same as a statistician reads it.
    pub(crate) numbers: Option<String>,
}

impl Line {
    fn new(tone: Tone, headline: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            tone,
            headline: headline.into(),
            detail: detail.into(),
            numbers: None,
        }
    }

    fn with(self, numbers: Option<String>) -> Self {
        Self { numbers, ..self }
    }
}

/// Whether the inputs are alike.
pub(crate) fn alike(test: &Test) -> Line {
    if let Some(rows) = test.same_input_rows() {
        let headline = say!("Yes, the same rows", "相似，输入行完全相同");
        let rows = counted(rows, Noun::Row);
        let detail = tell!(
            "All {rows} of inputs stand in both tables.",
            "两张表含有同样的{rows}输入。"
        );
        return Line::new(Tone::Good, headline, detail);
    }
    let margin = test
        .margin_sd
        .map(|margin| deviations(margin, 2))
        .unwrap_or_default();
    let line = match test.verdict {
        Verdict::Same => Line::new(
            Tone::Good,
            say!("Yes", "相似"),
            tell!(
                "Any difference is smaller than {margin}, with 95\u{a0}% confidence.",
                "以95%的置信度，任何差异都小于{margin}。"
            ),
        ),
        Verdict::Negligible => Line::new(
            Tone::Good,
            say!("Nearly", "几乎相似"),
            tell!(
                "They differ, but with 95\u{a0}% confidence by less than {margin}, which you ignore.",
                "它们有差异，但以95%的置信度小于{margin}，即您愿意忽略的程度。"
            ),
        ),
        Verdict::Different => different(test),
        Verdict::Undecided => Line::new(Tone::Open, say!("Not clear", "尚不清楚"), undecided(test)),
        Verdict::TooFewRows => Line::new(
            Tone::Open,
            say!("Too few rows to tell", "行数太少，无法判断"),
            tell!(
                "A test needs at least {MIN_TESTED_ROWS} rows in each table.",
                "检验要求每张表至少有{MIN_TESTED_ROWS}行。"
            ),
        ),
        Verdict::TooFewIndependentRows => Line::new(
            Tone::Open,
            say!("Records too short to tell", "记录太短，无法判断"),
            too_few_independent_rows(test),
        ),
    };
    line.with(test_numbers(test))
}

fn test_numbers(test: &Test) -> Option<String> {
    // No line breaks within it.
    let p = probability(test.p_value?).replace(' ', "\u{a0}");
    Some(match (test.effect_sd, test.effect_sd_upper) {
        // An estimate of zero would contradict the columns that moved; it is a bound that is known.
        (Some(effect), Some(bound)) if is_nothing(effect) => tell!(
            "Effect at most {}, p\u{a0}{p}.",
            "效应量至多{}，p\u{a0}{p}。",
            deviations(bound, 2)
        ),
        (Some(effect), None) if is_nothing(effect) => tell!("p\u{a0}{p}.", "p\u{a0}{p}。"),
        (Some(effect), Some(bound)) => tell!(
            "Effect {}, at most {}, p\u{a0}{p}.",
            "效应量{}，至多{}，p\u{a0}{p}。",
            deviations(effect, 2),
            significant(bound, 2)
        ),
        (Some(effect), None) => tell!(
            "Effect {}, p\u{a0}{p}.",
            "效应量{}，p\u{a0}{p}。",
            deviations(effect, 2)
        ),
        (None, _) => tell!("p\u{a0}{p}.", "p\u{a0}{p}。"),
    })
}

/// Whether an effect is estimated as none.
fn is_nothing(effect: f64) -> bool {
    effect <= 0.0
}

fn undecided(test: &Test) -> String {
    if let Some(objection) = objection(test) {
        return tell!(
            "The test found no difference between all inputs together. {objection}",
            "检验没有发现全部输入合在一起有差异。{objection}"
        );
    }
    match test.smallest_detectable_sd {
        Some(smallest) => tell!(
            "The test found no difference. It could have missed one smaller than {}.",
            "检验没有发现差异，但小于{}的差异可能看不出来。",
            deviations(smallest, 2)
        ),
        None => tell!(
            "The test found no difference. So few rows can hide a large one.",
            "检验没有发现差异。行数这么少，较大的差异也可能看不出来。"
        ),
    }
}

/// Which columns moved, those that moved most first.
fn different(test: &Test) -> Line {
    let no = say!("No", "不相似");
    let Some(columns) = &test.by_column else {
        return Line::new(
            Tone::Bad,
            no,
            tell!(
                "They differ by more than chance explains.",
                "差异超出偶然性所能解释的范围。"
            ),
        );
    };
    let mut moved: Vec<&ColumnEffect> = columns
        .iter()
        .filter(|column| column.p_adjusted <= test.alpha)
        .collect();
    if moved.is_empty() {
        let detail = tell!(
            "No single column moved. How they go together did, or each moved a little.",
            "没有单独的列移动；移动的是各列之间的关系，或者每一列都移动了一点。"
        );
        return Line::new(Tone::Bad, no, detail);
    }
    moved.sort_by(|one, other| other.effect_sd.total_cmp(&one.effect_sd));
    let (some, all) = (moved.len(), counted(columns.len() as u64, Noun::Column));
    let headline = tell!("No, {some} of {all} moved", "不相似，{all}中有{some}列移动了");
    let each = moved.iter().map(|column| {
        let (name, effect) = (column_name(&column.name), deviations(column.effect_sd, 2));
        tell!("{name} by {effect}", "{name}移动了{effect}")
    });
    let each = first_few(each, MAX_NAMED);
    Line::new(Tone::Bad, headline, tell!("They moved: {each}.", "{each}。"))
}

/// The second question; it names the label where there is one.
pub(crate) fn works_on(label: Option<&str>) -> String {
    match label {
        Some(label) => tell!(
            "Does the source network predict {label}?",
            "源网络能预测{label}吗？"
        ),
        None => WORKS.say().to_owned(),
    }
}

/// Whether the source network works on the target.
pub(crate) fn works(report: &Report) -> Line {
    let Some((works, comparison)) = Works::of(report).zip(report.comparison.as_ref()) else {
        return not_compared(report);
    };
    let (tone, headline) = match works {
        Works::Yes => (Tone::Good, say!("Yes", "可用")),
        Works::Partly(_) => (Tone::Open, say!("Partly", "部分可用")),
        Works::Unclear => (
            Tone::Open,
            say!("Not clearly better than guessing", "不能确定是否好过猜测"),
        ),
        Works::NoBetter => (
            Tone::Bad,
            say!("No, no better than guessing", "不可用，不比猜测好"),
        ),
        Works::Worse => (Tone::Bad, say!("No, worse than guessing", "不可用，还不如猜测")),
        Works::KnowsNoClass => (
            Tone::Bad,
            say!("No, it knows other classes", "不可用，它只认识别的类别"),
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
        _ => None,
    };
    let detail = match better {
        Some(better) => tell!(
            "On {rows} it {held}; {better}.",
            "在{rows}上，它{held}；{better}。"
        ),
        None => tell!("On {rows} it {held}.", "在{rows}上，它{held}。"),
    };
    let more = if relation_alone_differs(report) {
        Some(
            say!(
                "The same inputs may go with other labels.",
                "同样的输入可能对应别的标签。"
            )
            .to_owned(),
        )
    } else {
        typical_error(as_is)
    };
    let detail = match more {
        Some(more) => tell!("{detail} {more}", "{detail}{more}"),
        None => detail,
    };
    let numbers = tell!(
        "{} {}; {}: {}.",
        "{}为{}；{}：{}。",
        metric_title(comparison.metric),
        mean_and_interval(as_is.measure),
        constant_guess(comparison.task),
        comparison
            .arm(ArmName::Dummy)
            .map(|dummy| fixed(dummy.measure.mean, 3))
            .unwrap_or_default()
    );
    Line::new(tone, headline, detail).with(Some(numbers))
}

/// Whether the same inputs go with other labels.
fn relation_alone_differs(report: &Report) -> bool {
    let differs = report
        .relation
        .as_ref()
        .is_some_and(|it| it.verdict == Verdict::Different);
    differs && report.test.verdict != Verdict::Different
}

fn not_compared(report: &Report) -> Line {
    let hindrance = report.advice.reasons.iter().find(|reason| reason.is_hindrance());
    match hindrance {
        _ if report.adaptation.is_some() => Line::new(
            Tone::Open,
            say!("Not known", "尚不知道"),
            reason(&Reason::AdaptationUnverified),
        ),
        Some(hindrance) => Line::new(Tone::Open, say!("Not known", "尚不知道"), reason(hindrance)),
        None if relation_alone_differs(report) => Line::new(
            Tone::Open,
            say!("Perhaps not", "可能不可用"),
            tell!(
                "The same inputs may go with other labels in the target. Fine-tune to measure what that costs.",
                "在目标数据中，同样的输入可能对应别的标签。请微调，以衡量其影响。"
            ),
        ),
        None => Line::new(
            Tone::Open,
            say!("Not tried yet", "尚未尝试"),
            tell!(
                "The test says nothing about the network. Fine-tune to judge it on held-out target rows.",
                "检验不涉及网络本身。请微调，以便在留出的目标行上评判它。"
            ),
        ),
    }
}

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

/// What some ways reach: `fine-tuning reaches 83 %, training from scratch 72 %`.
fn reached(comparison: &Comparison, arms: impl IntoIterator<Item = ArmName>) -> Option<String> {
    let mut each = arms.into_iter().filter_map(|arm| {
        let mean = comparison.arm(arm)?.measure.mean;
        Some((of_task(arm, comparison.task), share(comparison.metric, mean)))
    });
    let (name, value) = each.next()?;
    let first = tell!("{name} reaches {value}", "{name}为{value}");
    let more = each.map(|(name, value)| tell!("{name} {value}", "{name}为{value}"));
    Some(commas(std::iter::once(first).chain(more)))
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

/// What a network achieves, in words for everybody.
fn achieved(by: MetricName, mean: f64) -> String {
    let share = share(by, mean);
    match by {
        MetricName::RSquared if mean < NOTHING_EXPLAINED => {
            tell!("explains none of the variation", "解释不了标签的任何变化")
        }
        MetricName::RSquared => tell!("explains {share} of the variation", "解释了标签变化的{share}"),
        MetricName::BalancedAccuracy => tell!(
            "recognises {share} of the rows of each class, on average",
            "平均识别出每个类别中{share}的行"
        ),
        _ => tell!("reaches {} {share}", "{}为{share}", metric(by)),
    }
}

/// A metric that is a share, in per cent.
fn share(by: MetricName, mean: f64) -> String {
    match by {
        MetricName::RSquared | MetricName::BalancedAccuracy => percent(mean.max(0.0)),
        _ => fixed(mean, 3),
    }
}

/// How far off predictions of numbers are.
fn typical_error(arm: &Arm) -> Option<String> {
    let mut metrics = arm.metrics.iter();
    let error = metrics.find(|it| it.name == MetricName::Mae)?.measure.mean;
    Some(tell!(
        "Its mean error is {}.",
        "平均误差为{}。",
        significant(error, 2)
    ))
}

/// What the chart of the arms shows, as the advice has it.
pub(crate) fn arms_title(report: &Report, comparison: &Comparison) -> String {
    let is_certain = |arm, over| comparison.gain(arm, over).is_some_and(Measure::is_above_zero);
    if let (Some(ArmName::Simple), Some(network)) = (report.advice.arm(), report.advice.action.arm()) {
        let (simple, network) = (
            capital(simple_model(comparison.task)),
            of_task(network, comparison.task),
        );
        return tell!("{simple} beats {network}", "{simple}胜过{network}");
    }
    let title = match report.advice.action {
        Action::ReuseAsIs => say!(
            "No other network gains enough to be worth the work",
            "没有其他方案好到值得费工夫"
        ),
        Action::FineTune if comparison.transfer == Transfer::Positive => transfer_title(comparison),
        Action::TrainFromScratch if comparison.transfer == Transfer::Negative => transfer_title(comparison),
        Action::FineTune if is_certain(ArmName::FineTuned, ArmName::SourceAsIs) => say!(
            "Fine-tuning beats the source network as it is",
            "微调胜过原样使用的源网络"
        ),
        Action::FineTune => say!("Fine-tuning beats a constant guess", "微调胜过常数猜测"),
        Action::TrainFromScratch if is_certain(ArmName::FromScratch, ArmName::SourceAsIs) => say!(
            "Training from scratch beats the source network as it is",
            "从头训练胜过原样使用的源网络"
        ),
        Action::TrainFromScratch => say!(
            "Training from scratch beats a constant guess",
            "从头训练胜过常数猜测"
        ),
        Action::CollectMore => say!(
            "These rows cannot tell which network is better",
            "现有的行无法说明哪个网络更好"
        ),
    };
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, in_language};
    use crate::report::{SharedInputs, Task, fixture};

    fn moved(name: &str, effect_sd: f64, p_adjusted: f64) -> ColumnEffect {
        ColumnEffect {
            name: name.into(),
            p_adjusted,
            effect_sd,
            effect_probability: None,
            unseen_share: None,
            outside_share: None,
        }
    }

    #[test]
    fn columns_that_moved_are_named_by_how_far() {
        let mut test = fixture::test(Verdict::Different, 0.0005);
        test.by_column = Some(vec![
            moved("humidity", 0.3, 0.001),
            moved("temperature", 0.8, 0.001),
            moved("wind", 0.1, 0.4),
        ]);
        let line = alike(&test);
        assert_eq!(line.tone, Tone::Bad);
        assert_eq!(line.headline, "No, 2 of 3 columns moved");
        assert_eq!(
            line.detail,
            "They moved: temperature by 0.80\u{a0}SD, humidity by 0.30\u{a0}SD."
        );
        assert_eq!(
            line.numbers.as_deref(),
            Some("Effect 0.31\u{a0}SD, at most 0.42, p\u{a0}=\u{a0}.0005.")
        );
        // All inputs together may show nothing where one column moved.
        test.effect_sd = Some(0.0);
        assert_eq!(
            alike(&test).numbers.as_deref(),
            Some("Effect at most 0.42\u{a0}SD, p\u{a0}=\u{a0}.0005.")
        );
    }

    #[test]
    fn no_difference_found_is_never_yes() {
        let line = alike(&fixture::test(Verdict::Undecided, 0.4));
        assert_eq!((line.tone, line.headline.as_str()), (Tone::Open, "Not clear"));
        assert_eq!(
            line.detail,
            "The test found no difference. It could have missed one smaller than 0.11\u{a0}SD."
        );
        let mut test = fixture::test(Verdict::Same, 1.0);
        test.shared_inputs = Some(SharedInputs {
            rows: [806, 806],
            are_all: true,
        });
        assert_eq!(
            alike(&test).detail,
            "All 806 rows of inputs stand in both tables."
        );
    }

    #[test]
    fn a_network_is_said_to_work_only_above_a_constant_guess() {
        let mut report = fixture::outcome().report;
        let line = works(&report);
        assert_eq!((line.tone, line.headline.as_str()), (Tone::Open, "Partly"));
        assert_eq!(
            line.detail,
            "On 146 held-out rows it explains 41\u{a0}% of the variation; fine-tuning reaches 83\u{a0}%. Its mean error is 6.2."
        );
        assert_eq!(
            line.numbers.as_deref(),
            Some("R² 0.410 (0.320 to 0.500); always guessing the mean: −0.010.")
        );
        assert_eq!(works_on(Some("kwh")), "Does the source network predict kwh?");
        let comparison = report.comparison.as_mut().unwrap();
        let gain = comparison.gains.last_mut().unwrap();
        (gain.gain.low, gain.gain.high) = (-0.1, 0.9);
        assert_eq!(works(&report).headline, "Not clearly better than guessing");
        let comparison = report.comparison.as_mut().unwrap();
        comparison.gains.last_mut().unwrap().gain.mean = 0.0;
        assert_eq!(works(&report).headline, "No, no better than guessing");
        report.comparison.as_mut().unwrap().arms.remove(0);
        assert_eq!(works(&report).tone, Tone::Bad);
        report.comparison = None;
        assert_eq!(works(&report).headline, "Not tried yet");
    }

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
