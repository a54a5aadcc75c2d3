//! Words about the two-sample test.
//!
//! A large p-value is never put as "the same": [`verdict`] keeps "undecided" apart from "same".

use crate::language::{Phrase, phrase, say, tell};
use crate::report::{
    Histogram, MAX_OUTSIDE_SHARE, MAX_UNSEEN_SHARE, Objection, Regime, Test, Verdict, WhyNotCompared,
};
use crate::table::Choices;
use crate::words::column_name;
use crate::words::columns::not_compared_because;
use crate::words::lists::first_few;
use crate::words::nouns::{Noun, agreeing};
use crate::words::numbers::{count, counted, deviations, level, percent, probability, significant};

/// A sentence names so many columns and counts the rest.
const MAX_NAMED: usize = 3;

/// The verdict in one or two words.
pub(crate) fn headline(test: &Test) -> &'static str {
    match test.verdict {
        Verdict::Same if test.same_input_rows().is_some() => say!("The same input rows", "同样的输入行"),
        Verdict::Same => say!("Same domain, within the margin", "同一个域，在界值之内"),
        Verdict::Negligible => say!("A difference too small to matter", "差异太小，无关紧要"),
        Verdict::Different => say!("Different domains", "不同的域"),
        Verdict::Undecided => say!("Undecided", "无法判定"),
        Verdict::TooFewRows => say!("Too few rows", "行数太少"),
    }
}

/// What a test compared, as the subject of a sentence and after "between".
pub(crate) struct Compared {
    subject: Phrase,
    between: Phrase,
}

/// The inputs alone.
pub(crate) const INPUTS: Compared = Compared {
    subject: phrase("The inputs of source and target", "源与目标的输入"),
    between: phrase("the inputs of source and target", "源与目标的输入"),
};
/// Inputs and label together.
pub(crate) const RELATION: Compared = Compared {
    subject: phrase(
        "Source and target, inputs and label taken together,",
        "源与目标（输入与标签一起看）",
    ),
    between: phrase(
        "source and target, inputs and label taken together",
        "源与目标（输入与标签一起看）",
    ),
};

/// The verdict in a sentence.
pub(crate) fn verdict(test: &Test, compared: &Compared) -> String {
    let Compared { subject, between } = compared;
    let alpha = level(test.alpha);
    let p = test.p_value.map(probability);
    let p = p.as_deref().unwrap_or(say!("is not known", "未知"));
    let margin = test.margin_sd.map_or_else(
        || tell!("the margin", "界值"),
        |margin| tell!("{} standard deviations", "{0}个标准差", significant(margin, 2)),
    );
    if let Some(rows) = test.same_input_rows() {
        return tell!(
            "Source and target hold the same {} of inputs, whatever their order. They do not differ at all, and no test is \
             needed.",
            "源与目标含有同样的{}输入（不计次序）。它们没有任何差异，无需检验。",
            counted(rows, Noun::Row)
        );
    }
    let sentence = match test.verdict {
        Verdict::Different => tell!(
            "{subject} differ by more than chance explains (p {p}, at or below the level α = {alpha}).",
            "{subject}的差异超出偶然性所能解释的范围（p {p}，不高于显著性水平α = {alpha}）。"
        ),
        Verdict::Undecided => tell!(
            "The test found no difference between {between} (p {p}, above the level α = {alpha}), which does \
             not show that there is none.",
            "检验没有发现{between}之间有差异（p {p}，高于显著性水平α = {alpha}），但这不表示没有差异。"
        ),
        Verdict::Same => tell!(
            "The test found no difference between {between} (p {p}, above the level α = {alpha}), and with \
             95 % confidence any difference is smaller than {margin}.",
            "检验没有发现{between}之间有差异（p {p}，高于显著性水平α = {alpha}），并且以95%的置信度，任何差异都小于{margin}。"
        ),
        Verdict::Negligible => tell!(
            "{subject} differ (p {p}, at or below the level α = {alpha}), but with 95 % confidence by less than \
             {margin}.",
            "{subject}不同（p {p}，不高于显著性水平α = {alpha}），但以95%的置信度，差异小于{margin}。"
        ),
        Verdict::TooFewRows => tell!(
            "There are too few rows to compare {between}; no verdict is possible.",
            "行数太少，无法比较{between}；不能得出结论。"
        ),
    };
    // Where the difference is large all together, no column has to be named.
    let objection = match test.verdict {
        Verdict::Different if !test.is_bound_below_margin() => None,
        _ => objection(test),
    };
    let more = [objection, nothing_in_common(test)];
    more.into_iter().flatten().fold(sentence, |said, sentence| {
        tell!("{said} {sentence}", "{said}{sentence}")
    })
}

/// Which columns of categories have no value that both tables have, in a sentence.
fn nothing_in_common(test: &Test) -> Option<String> {
    let columns = test.by_column.iter().flatten().filter(|column| {
        // Only categories, up to so many, have a probability.
        column.unseen_share.is_some_and(|share| share >= 1.0) && column.effect_probability.is_some()
    });
    let names = first_few(columns.map(|column| column_name(&column.name)), MAX_NAMED);
    (!names.is_empty()).then(|| {
        tell!(
            "The two tables have no value in common in {names}; they may be written in another language or way.",
            "两张表在{names}中没有共同的取值，它们可能采用了不同的语言或写法。"
        )
    })
}

/// Which column forbids to call the tables the same, in a sentence.
pub(super) fn objection(test: &Test) -> Option<String> {
    let margin = significant(test.margin_sd?, 2);
    Some(match test.objection()? {
        Objection::Moved(column) => tell!(
            "The column {} alone differs by {} (adjusted p {}), more than the margin of {margin}, so the tables do not \
             count as the same.",
            "单看{0}列，差异为{1}（调整后p {2}），超过界值{margin}，因此两张表不算相同。",
            column_name(&column.name),
            deviations(column.effect_sd, 2),
            probability(column.p_adjusted)
        ),
        Objection::Unseen(column, share) => tell!(
            "In the column {}, {} of the target rows have a value that the source does not have. With more than {} of such \
             rows, the tables do not count as the same.",
            "在{0}列中，{1}的目标行的取值在源数据中没有。这样的行超过{2}时，两张表不算相同。",
            column_name(&column.name),
            percent(share),
            percent(MAX_UNSEEN_SHARE)
        ),
        Objection::Outside(column, share) => tell!(
            "In the column {}, {} of one table's rows lie outside the range of nearly all rows of the other table. With more \
             than {} of such rows, the tables do not count as the same.",
            "在{0}列中，一张表有{1}的行超出另一张表几乎所有行的取值范围。这样的行超过{2}时，两张表不算相同。",
            column_name(&column.name),
            percent(share),
            percent(MAX_OUTSIDE_SHARE)
        ),
        Objection::NotCompared(column) if column.why == WhyNotCompared::Years => tell!(
            "The years in the column {} were not compared. The rows are not in time order, so the years may be a real \
             difference. The tables do not count as the same.",
            "{0}列中的年份没有参与比较。各行不按时间顺序排列，年份可能是真实的差异。因此两张表不算相同。",
            column_name(&column.name)
        ),
        Objection::NotCompared(column) => {
            let name = column_name(&column.name);
            let why = not_compared_because(column.why);
            match test.left_open().count() {
                1 => tell!(
                    "The column {name} was not compared ({why}). It may differ, so the tables do not count as the same.",
                    "{name}列没有参与比较（{why}），它可能有差异，因此两张表不算相同。"
                ),
                columns => tell!(
                    "{} columns were not compared, among them {name} ({why}). They may differ, so the tables do not count as the \
                     same.",
                    "有{0}列没有参与比较，其中有{name}（{why}）。它们可能有差异，因此两张表不算相同。",
                    count(columns as u64)
                ),
            }
        }
    })
}

/// What a verdict does not say.
pub(crate) fn caution(verdict: Verdict, compared: bool) -> String {
    match verdict {
        Verdict::Different => {
            let next = if compared {
                say!(
                    "The comparison below shows whether it does.",
                    "下面的比较显示是否如此。"
                )
            } else {
                say!(
                    "Only a comparison of networks on target rows decides.",
                    "只有在目标行上比较网络才能决定。"
                )
            };
            tell!(
                "It does not say that the network fails on the target. Inputs can shift without harm to its predictions. {next}",
                "它不表示网络在目标上失效。输入的偏移可能对预测没有影响。{next}"
            )
        }
        Verdict::Undecided => tell!(
            "It does not say that the two domains agree. A difference too small for this many rows may be there; more rows would \
             show smaller ones.",
            "它不表示两个域一致。可能存在以这么多行看不出的小差异；更多的行能显示更小的差异。"
        ),
        Verdict::Same | Verdict::Negligible => {
            let agree = if verdict == Verdict::Same {
                say!("The inputs agree", "输入一致")
            } else {
                say!("The inputs nearly agree", "输入几乎一致")
            };
            tell!(
                "It does not say that the network carries over. {agree}; the relation to the label may still have changed.",
                "它不表示网络可以沿用。{agree}，但输入与标签的关系仍可能已经改变。"
            )
        }
        Verdict::TooFewRows => tell!(
            "It says nothing about the domains at all, neither that they agree nor that they differ. Collect more rows.",
            "它对两个域什么也没有说，既没说一致，也没说不同。请收集更多的行。"
        ),
    }
}

/// About how many rows on each side would decide, where the verdict is open: the bound of the effect shrinks with the
/// square root of the rows, and has to fall below the margin.
pub(crate) fn rows_to_decide(test: &Test) -> Option<String> {
    let (Verdict::Undecided, Some(bound), Some(margin)) =
        (test.verdict, test.effect_sd_upper, test.margin_sd)
    else {
        return None;
    };
    // A bound that is small enough already leaves the verdict open for another reason.
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
        "The difference may still be as large as {} standard deviations. If there is none, about {} rows on each side \
         would show that it is smaller than {}.",
        "差异仍可能大至{0}个标准差。如果没有差异，每侧约{1}行就能表明它小于{2}。",
        significant(bound, 2),
        count(rows),
        significant(margin, 2)
    ))
}

/// To two digits, upwards.
fn rounded_up(number: u64) -> u64 {
    let mut unit = 1;
    while number / unit >= 100 {
        unit *= 10;
    }
    number.div_ceil(unit) * unit
}

/// What moved, where the columns were tested one by one.
pub(crate) fn columns_finding(test: &Test) -> Option<String> {
    let columns = test.by_column.as_deref().filter(|columns| !columns.is_empty())?;
    let moved = columns
        .iter()
        .filter(|column| column.p_adjusted <= test.alpha)
        .count();
    let differs = matches!(test.verdict, Verdict::Different | Verdict::Negligible);
    Some(match (moved, differs) {
        (0, true) => tell!(
            "No single column moved; their relation to each other did, or each a little.",
            "没有单独的列移动；移动的是它们之间的关系，或者每一列都移动了一点。"
        ),
        (0, false) => tell!(
            "No column moved more than chance explains.",
            "没有哪一列的移动超出偶然性所能解释的范围。"
        ),
        (moved, true) => some_moved(moved, columns.len()),
        (moved, false) => tell!(
            "{} A test of one column can see what is lost among all of them.",
            "{0}单独检验一列，可能看到合在一起时被淹没的差异。",
            some_moved(moved, columns.len())
        ),
    })
}

fn some_moved(moved: usize, all: usize) -> String {
    tell!(
        "{} of {} moved more than chance explains.",
        "{1}中有{0}列的移动超出偶然性所能解释的范围。",
        count(moved as u64),
        counted(all as u64, Noun::Column)
    )
}

/// The finding of the picture of the effect.
pub(crate) fn effect_title(test: &Test) -> Option<String> {
    let margin = significant(test.margin_sd?, 2);
    let moved = say!("the inputs", "输入");
    let is_found = test.p_value.is_some_and(|p| p <= test.alpha);
    let effect = tell!(
        "As if {moved} had moved by {} standard deviations",
        "相当于{moved}移动了{}个标准差",
        significant(test.effect_sd?, 2)
    );
    let Some(bound) = test.effect_sd_upper else {
        return Some(effect);
    };
    let against = if is_found && test.effect_sd? > test.margin_sd? {
        tell!(
            ": the estimate lies above the margin of {margin}",
            "：估计值高于界值{margin}"
        )
    } else if bound < test.margin_sd? && test.one_column_differs() {
        tell!(
            ": below the margin of {margin} together, but one column speaks against it",
            "：合在一起低于界值{margin}，但有一列与此相反"
        )
    } else if bound < test.margin_sd? {
        tell!(": below the margin of {margin}", "：低于界值{margin}")
    } else {
        tell!(
            ", which is not below the margin of {margin}",
            "，而这不低于界值{margin}"
        )
    };
    Some(tell!(
        "{effect}, at most {}{against}",
        "{effect}，至多{}{against}",
        significant(bound, 2)
    ))
}

pub(crate) const RELATION_HEADING: Phrase = phrase("Inputs and label together", "输入与标签一起看");
pub(crate) const RELATION_INTRO: Phrase = phrase(
    "The same test with the label as one more column. It sees what the test \
    on the inputs cannot: that the same inputs go with other labels.",
    "同样的检验，把标签作为又一列。它能看到只看输入的检验看不到的情况：同样的输入对应别的标签。",
);
pub(crate) const CAUTION_HEADING: Phrase = phrase("What this does not say", "这不表示什么");

/// How rows were used.
pub(crate) fn regime(regime: Regime) -> &'static str {
    match regime {
        Regime::None => say!("no test", "未检验"),
        Regime::Enumeration => say!("every permutation of the rows", "行的所有置换"),
        Regime::RowPermutations => say!("random permutations of single rows", "单行的随机置换"),
        Regime::BinSums => say!("random permutations of bins of rows", "分箱后各箱的随机置换"),
        Regime::Subsample => say!(
            "random permutations of bins of a random part of the rows",
            "随机抽取的一部分行分箱后的随机置换"
        ),
        Regime::RandomFeatures => say!(
            "random permutations of bins: random features of all rows, and all pairs of a random part of them",
            "分箱后的随机置换：所有行的随机特征，以及随机抽取的一部分行的所有配对"
        ),
    }
}

pub(crate) const ABSENT: Phrase = phrase("Numbers that are not there, and why", "没有给出的数值及其原因");

/// Which files were not read whole: one sentence for each.
pub(crate) fn sampled(reading: &[Choices; 2]) -> Vec<String> {
    let [source, target] = reading.each_ref().map(|choices| choices.one_row_of);
    let source = source.map(|every| {
        tell!(
            "One row in {every} of the source file was read, at random.",
            "源文件每{every}行随机读取了一行。"
        )
    });
    let target = target.map(|every| {
        tell!(
            "One row in {every} of the target file was read, at random.",
            "目标文件每{every}行随机读取了一行。"
        )
    });
    source.into_iter().chain(target).collect()
}

/// Why the test used fewer rows than there are, where it did.
pub(crate) fn rows_used(test: &Test, rows: [u64; 2], is_relation: bool) -> Option<String> {
    if test.rows_used == rows || test.regime == Regime::None {
        return None;
    }
    let [used, all] = [test.rows_used, rows];
    let why = match (test.regime, is_relation) {
        (Regime::Subsample, _) => say!(
            "It takes a random part of the rows, so that it stays quick.",
            "它随机取一部分行，以保持快速。"
        ),
        (Regime::BinSums | Regime::RandomFeatures, false) => say!(
            "It permutes bins of equally many rows; the few rows that fill no bin are left out at random.",
            "它置换的是行数相等的箱；填不满一箱的少数行随机略过。"
        ),
        (Regime::BinSums | Regime::RandomFeatures, true) => say!(
            "Rows without a label are left out, and so are the few that fill no bin of equally many rows.",
            "没有标签的行略过，填不满等行数的箱的少数行也略过。"
        ),
        _ => say!("Rows without a label are left out.", "没有标签的行略过。"),
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

/// The finding of a permutation histogram: how many permutations are as extreme as the data.
pub(crate) fn permutations_title(test: &Test) -> String {
    let total = u64::from(test.permutations);
    // That the inputs are the same rows is known without the permutations.
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
            "{0}中没有一次的距离达到本数据的大小",
            counted(total, Noun::RandomPermutation)
        ),
        (Some(beyond), _) => {
            let (give, total) = (
                agreeing(beyond, "gives", "give"),
                counted(total, Noun::RandomPermutation),
            );
            tell!(
                "{} of {total} {give} a distance at least as large as the data",
                "{total}中有{}次的距离不小于本数据",
                count(beyond)
            )
        }
    }
}

/// The description of a permutation histogram for those who do not see it.
pub(crate) fn permutations_description(test: &Test, histogram: &Histogram) -> String {
    let observed = test.statistic.as_ref().map_or_else(
        || tell!("not known", "未知"),
        |statistic| significant(statistic.value, 3),
    );
    tell!(
        "Histogram of the statistic under random permutation, from {} to {}. The observed value is {observed}.",
        "随机置换下统计量的直方图，从{0}到{1}。观测值为{observed}。",
        significant(histogram.low, 3),
        significant(histogram.high, 3)
    )
}

#[cfg(test)]
#[path = "test_tests.rs"]
mod tests;
