//! Words about the two-sample test.
//!
//! A large p-value is never put as "the same": [`verdict`] keeps "undecided" apart from "same".

use crate::language::{Phrase, phrase, say, tell};
use crate::report::{
    Histogram, MAX_OUTSIDE_SHARE, MAX_UNSEEN_SHARE, MIN_TESTED_ROWS, MIN_TESTED_RUNS, Objection, Regime,
    Season, Test, Verdict, WhyNotCompared,
};
use crate::table::Choices;
use crate::words::column_name;
use crate::words::columns::not_compared_because;
use crate::words::lists::first_columns;
use crate::words::nouns::{Noun, agreeing};
use crate::words::numbers::{count, counted, deviations, level, percent, probability, significant};

/// A sentence names so many columns and counts the rest.
const MAX_NAMED: usize = 3;

/// The verdict in one or two words.
pub(crate) fn headline(test: &Test) -> &'static str {
    match test.verdict {
        Verdict::Same if test.same_input_rows().is_some() => say!("Same input rows", "输入行完全相同"),
        Verdict::Same => say!("Same domain, within the margin", "同一个域，在等效界值之内"),
        Verdict::Negligible => say!("Difference below the margin", "差异小于等效界值"),
        Verdict::Different => say!("Different domains", "不同的域"),
        Verdict::Undecided => say!("Undecided", "无法判定"),
        Verdict::TooFewRows => say!("Too few rows", "行数太少"),
        Verdict::TooFewIndependentRows => say!("Too few independent rows", "独立的行太少"),
    }
}

/// What a test compared, at the start of a sentence and within one.
pub(crate) struct Compared {
    subject: Phrase,
    object: Phrase,
}

/// The inputs alone.
pub(crate) const INPUTS: Compared = Compared {
    subject: phrase("The inputs", "输入"),
    object: phrase("the inputs", "输入"),
};
/// Inputs and label together.
pub(crate) const RELATION: Compared = Compared {
    subject: phrase("Inputs and label together", "输入与标签的联合分布"),
    object: phrase("inputs and label together", "输入与标签的联合分布"),
};

/// The verdict in a sentence.
pub(crate) fn verdict(test: &Test, compared: &Compared) -> String {
    let Compared { subject, object } = compared;
    let alpha = level(test.alpha);
    let p = test.p_value.map(probability);
    let p = p.as_deref().unwrap_or(say!("is not known", "未知"));
    let margin = test
        .margin_sd
        .map_or_else(|| tell!("the margin", "等效界值"), |margin| deviations(margin, 2));
    if let Some(rows) = test.same_input_rows() {
        return tell!(
            "Source and target have the same {} of inputs, in any order. No test is needed.",
            "源与目标含有同样的{}输入（不计次序），无需检验。",
            counted(rows, Noun::Row)
        );
    }
    let sentence = match test.verdict {
        Verdict::Different => tell!(
            "{subject} differ by more than chance explains (p {p}, level α = {alpha}).",
            "{subject}的差异超出随机波动范围（p {p}，显著性水平α = {alpha}）。"
        ),
        Verdict::Undecided => {
            let missed = could_have_missed(test);
            tell!(
                "The test found no difference in {object} (p {p}, level α = {alpha}). {missed}",
                "检验没有发现{object}有差异（p {p}，显著性水平α = {alpha}）。{missed}"
            )
        }
        Verdict::Same => tell!(
            "The test found no difference in {object} (p {p}, level α = {alpha}). With 95\u{a0}% confidence, any \
             difference is smaller than {margin}.",
            "检验没有发现{object}有差异（p {p}，显著性水平α = {alpha}）。以95%的置信度，任何差异都小于{margin}。"
        ),
        Verdict::Negligible => tell!(
            "{subject} differ (p {p}, level α = {alpha}). With 95\u{a0}% confidence, the difference is smaller than \
             {margin}.",
            "{subject}有差异（p {p}，显著性水平α = {alpha}）。以95%的置信度，差异小于{margin}。"
        ),
        Verdict::TooFewRows => tell!(
            "A test of {object} needs at least {MIN_TESTED_ROWS} rows in each table.",
            "检验{object}要求每张表至少有{MIN_TESTED_ROWS}行。"
        ),
        Verdict::TooFewIndependentRows => too_few_independent_rows(test),
    };
    // A difference that is large in all columns together needs no column as evidence.
    let objection = match test.verdict {
        Verdict::Different if !test.is_bound_below_margin() => None,
        _ => objection(test),
    };
    let more = [objection, nothing_in_common(test)];
    more.into_iter().flatten().fold(sentence, |said, sentence| {
        tell!("{said} {sentence}", "{said}{sentence}")
    })
}

/// How long records have to be where rows follow each other.
pub(super) fn too_few_independent_rows(test: &Test) -> String {
    let succession = test.succession.as_ref();
    let run = succession.map_or(1, |succession| succession.run);
    // No length of the records helps where a column cuts them into series of few rows.
    let short = succession.filter(|it| it.runs == [0, 0]);
    if let Some(series) = short.and_then(|it| it.series.as_ref()) {
        let (series, rows) = (column_name(series), counted(run, Noun::Row));
        return tell!(
            "Divided by “{series}”, no series has {rows}, which one run needs. Choose another column under Series.",
            "按“{series}”划分后，没有一组达到{rows}。请更换“分组列”。"
        );
    }
    if let Some((season, [source, target])) = succession.and_then(|it| Some((it.within?, it.runs))) {
        let parts = match season {
            Season::Month => say!("months", "月份"),
            Season::Quarter => say!("quarters", "季度"),
        };
        return tell!(
            "Rows follow each other in time, and a run of {} rows counts as one. Within the same {parts} of the year the tables have \
             {} and {} such runs. A test needs {MIN_TESTED_RUNS} in each: more years.",
            "各行在时间上相继，{}个相继的行作为一段。按相同{parts}比较时，两张表只有{}段和{}段，而检验要求每张表至少有{MIN_TESTED_RUNS}段：需要更多年份的数据。",
            count(run),
            count(source),
            count(target)
        );
    }
    tell!(
        "Rows follow each other in time, and a run of {} rows counts as one. A test needs {MIN_TESTED_RUNS} such runs in each \
         table: about {} rows.",
        "各行在时间上相继，{}个相继的行作为一段。检验要求每张表至少有{MIN_TESTED_RUNS}个这样的段，即约{}行。",
        count(run),
        count(run.saturating_mul(MIN_TESTED_RUNS))
    )
}

/// What an open verdict leaves possible: no difference found never means that there is none.
fn could_have_missed(test: &Test) -> String {
    test.smallest_detectable_sd.map_or_else(
        || tell!("That does not show that there is none.", "这不表示没有差异。"),
        |smallest| {
            tell!(
                "It could have missed one smaller than {}.",
                "小于{}的差异可能看不出来。",
                deviations(smallest, 2)
            )
        },
    )
}

/// Names the columns of categories in which the tables share no value.
fn nothing_in_common(test: &Test) -> Option<String> {
    let columns = test.by_column.iter().flatten().filter(|column| {
        // Only columns of few categories have a probability.
        column.unseen_share.is_some_and(|share| share >= 1.0) && column.effect_probability.is_some()
    });
    let names = first_columns(columns.map(|column| column_name(&column.name)), MAX_NAMED);
    (!names.is_empty()).then(|| {
        tell!(
            "The two tables share no value in {names}. They may use different languages or spellings.",
            "两张表在{names}中没有共同的取值，它们可能采用了不同的语言或写法。"
        )
    })
}

/// Says which column forbids to call the tables the same.
pub(super) fn objection(test: &Test) -> Option<String> {
    let margin = deviations(test.margin_sd?, 2);
    let objection = match test.objection()? {
        Objection::Moved(column) => tell!(
            "Column {} alone differs by {} (adjusted p {}), no less than the margin of {margin}.",
            "仅{0}一列就相差{1}（调整后p {2}），不小于等效界值{margin}。",
            column_name(&column.name),
            deviations(column.effect_sd, 2),
            probability(column.p_adjusted)
        ),
        Objection::Unseen(column, share) => tell!(
            "In column {}, {} of the target rows have values that are not in the source (limit: {}).",
            "在{0}列中，{1}的目标行的取值在源数据中没有（限值{2}）。",
            column_name(&column.name),
            percent(share),
            percent(MAX_UNSEEN_SHARE)
        ),
        Objection::Outside(column, share) => tell!(
            "In column {}, {} of one table's rows lie outside the range of nearly all rows of the other (limit: {}).",
            "在{0}列中，一张表有{1}的行超出另一张表几乎所有行的取值范围（限值{2}）。",
            column_name(&column.name),
            percent(share),
            percent(MAX_OUTSIDE_SHARE)
        ),
        Objection::NotCompared(column) if column.why == WhyNotCompared::Years => tell!(
            "The years in column {} were not compared. They may differ, because the rows are not in time order.",
            "{0}列中的年份没有参与比较。各行不按时间顺序排列，年份可能有差异。",
            column_name(&column.name)
        ),
        Objection::NotCompared(column) => {
            let name = column_name(&column.name);
            let why = not_compared_because(column.why);
            match test.left_open().count() {
                1 => tell!(
                    "Column {name} was not compared ({why}) and may differ.",
                    "{name}列没有参与比较（{why}），可能有差异。"
                ),
                columns => tell!(
                    "{} columns were not compared and may differ, among them {name} ({why}).",
                    "有{0}列没有参与比较，可能有差异，其中有{name}（{why}）。",
                    count(columns as u64)
                ),
            }
        }
    };
    Some(tell!(
        "{objection} So the tables do not count as the same.",
        "{objection}因此两张表不算相同。"
    ))
}

/// What a verdict does not say.
pub(crate) fn caution(verdict: Verdict, compared: bool) -> String {
    match verdict {
        Verdict::Different => {
            let next = if compared {
                say!(
                    "The comparison of networks measures whether it does.",
                    "是否失效，由网络的比较来衡量。"
                )
            } else {
                say!(
                    "Fine-tune to measure whether it does.",
                    "请微调，以衡量是否失效。"
                )
            };
            tell!(
                "This does not mean that the network fails on the target. {next}",
                "这不表示网络在目标数据上失效。{next}"
            )
        }
        Verdict::Undecided => tell!(
            "This does not mean that the domains agree. More rows can show smaller differences.",
            "这不表示两个域一致。更多的行能显示更小的差异。"
        ),
        Verdict::Same | Verdict::Negligible => tell!(
            "This does not mean that the network works on the target. The relation of inputs and label may have \
             changed.",
            "这不表示网络在目标数据上可用。输入与标签的关系可能已经改变。"
        ),
        Verdict::TooFewRows => tell!(
            "This does not show whether the domains agree or differ. Collect more rows.",
            "这不说明两个域是一致还是不同。请收集更多的行。"
        ),
        Verdict::TooFewIndependentRows => tell!(
            "This does not show whether the domains agree or differ. Compare longer records.",
            "这不说明两个域是一致还是不同。请比较更长的记录。"
        ),
    }
}

/// About how many rows in each table would settle an open verdict.
///
/// The bound of the effect shrinks with the square root of the rows, and has to fall below the margin.
pub(crate) fn rows_to_decide(test: &Test) -> Option<String> {
    let (Verdict::Undecided, Some(bound), Some(margin)) =
        (test.verdict, test.effect_sd_upper, test.margin_sd)
    else {
        return None;
    };
    // The bound is small enough already, so more rows would not help.
    if test.is_bound_below_margin() {
        return None;
    }
    let smaller = test.rows_used.into_iter().min()?;
    let factor = bound / margin;
    let rows = smaller as f64 * factor * factor;
    if !(1.0..1e9).contains(&rows) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and a billion"
    )]
    let rows = rounded_up(rows as u64);
    Some(tell!(
        "The difference may still be as large as {}. If there is none, about {} rows in each table would show that it \
         is below {}.",
        "差异仍可能大至{0}。如果没有差异，每张表约{1}行就能表明它小于{2}。",
        deviations(bound, 2),
        count(rows),
        deviations(margin, 2)
    ))
}

/// Rounds up to two digits.
fn rounded_up(number: u64) -> u64 {
    let mut unit = 1;
    while number / unit >= 100 {
        unit *= 10;
    }
    number.div_ceil(unit) * unit
}

/// How many columns moved.
pub(crate) fn columns_finding(test: &Test) -> Option<String> {
    let columns = test.by_column.as_deref().filter(|columns| !columns.is_empty())?;
    let moved = columns
        .iter()
        .filter(|column| column.p_adjusted <= test.alpha)
        .count();
    let differs = matches!(test.verdict, Verdict::Different | Verdict::Negligible);
    Some(match (moved, differs) {
        (0, true) => tell!(
            "No single column moved. Their relation did, or each moved a little.",
            "没有单独一列偏移；变化在于各列之间的关系，或者每一列都略有偏移。"
        ),
        (0, false) => tell!(
            "No column moved more than chance explains.",
            "各列的偏移都在随机波动范围内。"
        ),
        (moved, true) => some_moved(moved, columns.len()),
        (moved, false) => tell!(
            "{} The test of all columns together can miss that.",
            "{0}把所有列合在一起检验，可能看不出来。",
            some_moved(moved, columns.len())
        ),
    })
}

fn some_moved(moved: usize, all: usize) -> String {
    tell!(
        "{} of {} moved more than chance explains.",
        "{1}中有{0}列的偏移超出随机波动范围。",
        count(moved as u64),
        counted(all as u64, Noun::Column)
    )
}

/// The title of the chart of the effect.
pub(crate) fn effect_title(test: &Test) -> Option<String> {
    let margin = deviations(test.margin_sd?, 2);
    let effect = deviations(test.effect_sd?, 2);
    let is_found = test.p_value.is_some_and(|p| p <= test.alpha);
    let Some(bound) = test.effect_sd_upper else {
        return Some(tell!("Effect {effect}", "效应量为{effect}"));
    };
    let against = if is_found && test.effect_sd? > test.margin_sd? {
        tell!("above the margin of {margin}", "高于等效界值{margin}")
    } else if bound < test.margin_sd? && test.one_column_differs() {
        tell!(
            "below the margin of {margin}, but one column differs too much",
            "低于等效界值{margin}，但有一列差异过大"
        )
    } else if bound < test.margin_sd? {
        tell!("below the margin of {margin}", "低于等效界值{margin}")
    } else {
        tell!(
            "not shown to be below the margin of {margin}",
            "不能确定低于等效界值{margin}"
        )
    };
    let most = deviations(bound, 2);
    if bound <= 0.0 {
        return Some(tell!(
            "Effect {effect}, at most {most}: {against}",
            "效应量为0：{against}"
        ));
    }
    Some(tell!(
        "Effect {effect}, at most {most}: {against}",
        "效应量为{effect}，至多{most}：{against}"
    ))
}

pub(crate) const RELATION_HEADING: Phrase = phrase("Inputs and label together", "输入与标签的联合分布");
pub(crate) const RELATION_INTRO: Phrase = phrase(
    "The same test with the label as one more column. Unlike the test of the inputs, it can see that the same inputs \
     go with other labels.",
    "同样的检验，把标签也作为一列。与只看输入的检验不同，它能看出相同的输入对应不同的标签值。",
);
pub(crate) const CAUTION_HEADING: Phrase = phrase("Caution", "注意");

/// How the permutations used the rows.
pub(crate) fn regime(regime: Regime) -> &'static str {
    match regime {
        Regime::None => say!("no test", "未检验"),
        Regime::Enumeration => say!("every permutation of the rows", "行的所有置换"),
        Regime::RowPermutations => say!("random permutations of single rows", "单行的随机置换"),
        Regime::BinSums => say!("random permutations of bins of rows", "行分组后按组随机置换"),
        Regime::Runs => say!(
            "random permutations of runs of rows that follow each other",
            "相继行分段后按段随机置换"
        ),
        Regime::Subsample => say!(
            "random permutations of bins of a random sample of the rows",
            "随机抽取部分行、分组后按组随机置换"
        ),
        Regime::RandomFeatures => say!(
            "random permutations of bins: random features of all rows, and all pairs of a random sample",
            "行分组后按组随机置换（所有行的随机特征，以及随机抽取部分行的所有配对）"
        ),
    }
}

pub(crate) const ABSENT: Phrase = phrase("Missing numbers, and why", "缺少的数值及原因");

/// One sentence for each file that was not read whole.
pub(crate) fn sampled(reading: &[Choices; 2]) -> Vec<String> {
    let [source, target] = reading.each_ref().map(|choices| choices.one_row_of);
    let source = source.map(|every| {
        tell!(
            "One row in {every} of the source file was read, at random.",
            "源文件每{every}行随机读取一行。"
        )
    });
    let target = target.map(|every| {
        tell!(
            "One row in {every} of the target file was read, at random.",
            "目标文件每{every}行随机读取一行。"
        )
    });
    source.into_iter().chain(target).collect()
}

/// Why the test used fewer rows than the tables have.
pub(crate) fn rows_used(test: &Test, rows: [u64; 2], is_relation: bool) -> Option<String> {
    if test.rows_used == rows || test.regime == Regime::None {
        return None;
    }
    let [used, all] = [test.rows_used, rows];
    let why = match (test.regime, is_relation) {
        (Regime::Subsample, _) => say!(
            "To stay quick, it takes a random part of the rows.",
            "为保持快速，它只随机取一部分行。"
        ),
        (Regime::BinSums | Regime::RandomFeatures, false) => say!(
            "It permutes bins of equal size, and leaves out a few random rows that fill no bin.",
            "它置换的是等行数的组，凑不满一组的少数行随机略过。"
        ),
        (Regime::BinSums | Regime::RandomFeatures, true) => say!(
            "It leaves out rows without a label, and a few that fill no bin.",
            "没有标签的行和凑不满一组的少数行略过。"
        ),
        (Regime::Runs, false) => say!(
            "It permutes runs of equal length, and leaves out rows that fill no run.",
            "它置换的是等长的段，凑不满一段的行略过。"
        ),
        (Regime::Runs, true) => say!(
            "It leaves out rows without a label, and those that fill no run.",
            "没有标签的行和凑不满一段的行略过。"
        ),
        _ => say!("It leaves out rows without a label.", "没有标签的行略过。"),
    };
    Some(tell!(
        "The test used {} of {} and {} of {}. {why}",
        "检验使用了{1}中的{0}行和{3}中的{2}行。{why}",
        count(used[0]),
        counted(all[0], Noun::SourceRow),
        count(used[1]),
        counted(all[1], Noun::TargetRow)
    ))
}

/// The title of a permutation histogram: how many permutations are as extreme as the data.
pub(crate) fn permutations_title(test: &Test) -> String {
    let total = u64::from(test.permutations);
    // The same input rows need no permutations.
    let tested = test.p_value.filter(|_| test.same_input_rows().is_none());
    let beyond = tested.map(|p| {
        // The data count as one permutation of their own.
        let times = p * (f64::from(test.permutations) + 1.0) - 1.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative, and at most the number of permutations"
        )]
        let times = times.round().clamp(0.0, f64::from(test.permutations)) as u64;
        times
    });
    match (beyond, test.regime) {
        // An enumeration counts the data among its permutations, so the correction above would mislead.
        (_, Regime::Enumeration) | (None, _) => tell!(
            "The observed value among {}",
            "{0}中的观测值",
            counted(total, Noun::Permutation)
        ),
        (Some(0), _) => tell!(
            "None of {} gives a distance as large as the data",
            "{0}中没有一次的距离达到实际数据的大小",
            counted(total, Noun::RandomPermutation)
        ),
        (Some(beyond), _) => {
            let (give, total) = (
                agreeing(beyond, "gives", "give"),
                counted(total, Noun::RandomPermutation),
            );
            tell!(
                "{} of {total} {give} a distance at least as large as the data",
                "{total}中有{}次的距离不小于实际数据",
                count(beyond)
            )
        }
    }
}

/// Describes a permutation histogram to those who do not see it.
pub(crate) fn permutations_description(test: &Test, histogram: &Histogram) -> String {
    let observed = test.statistic.as_ref().map_or_else(
        || tell!("not known", "未知"),
        |statistic| significant(statistic.value, 3),
    );
    tell!(
        "Histogram of the statistic in random permutations, from {} to {}. The observed value is {observed}.",
        "随机置换所得统计量的直方图，从{0}到{1}。观测值为{observed}。",
        significant(histogram.low, 3),
        significant(histogram.high, 3)
    )
}

#[cfg(test)]
#[path = "test_tests.rs"]
mod tests;
