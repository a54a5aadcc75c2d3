//! Words about the quantities of a test: name, value, meaning, and why one is missing.

use super::column_name;
use super::columns::not_compared_because;
use super::numbers::deviations;
use super::{regime, sum_of_rows};
use crate::language::{say, tell};
use crate::report::{
    Kernel, KernelShape, NotCompared, Quantity, Scale, Season, StatisticName, Succession, Test, WhyAbsent,
};
use crate::words::numbers::{count, p_value, significant};

/// A line names so many columns and counts the rest.
const MAX_NAMED: usize = 8;

/// The name of a quantity.
pub(crate) fn name(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::PValue => say!("p-value", "p值"),
        Quantity::EffectSd => say!("Effect (mean shift)", "效应量（均值偏移）"),
        Quantity::EffectSdUpper => say!("Effect, upper bound (95\u{a0}%)", "效应量上界（95%）"),
        Quantity::MarginSd => say!("Margin", "等效界值"),
        Quantity::Scale => say!("Scale of the columns", "各列的尺度"),
        Quantity::SmallestDetectableSd => say!(
            "Smallest shift this test would detect (80\u{a0}% power)",
            "本检验能检出的最小偏移（功效80%）"
        ),
        Quantity::Statistic => statistic(StatisticName::MmdFuse),
        Quantity::StrongestKernel => say!("Kernel that separates the tables best", "最能区分两张表的核"),
        Quantity::Mmd2Unbiased => say!("MMD² of the median kernel, unbiased", "中位数核的MMD²，无偏"),
        Quantity::Mmd2Biased => say!("MMD² of the median kernel, biased", "中位数核的MMD²，有偏"),
        Quantity::Bandwidth => say!("Bandwidth of the median kernel", "中位数核的带宽"),
        Quantity::RowsUsed => say!("Rows used", "所用的行"),
        Quantity::RowsLeftOut => say!("Rows left out", "未用的行"),
        Quantity::Permutations => say!("Permutations", "置换次数"),
        Quantity::Regime => say!("How permutations were drawn", "置换的抽取方式"),
        Quantity::Succession => say!("How rows follow each other", "各行如何相继"),
        Quantity::ByColumn => say!("Column by column", "逐列检验"),
        Quantity::NotCompared => say!("Columns not compared", "未比较的列"),
    }
}

/// The value of a quantity that is there and fits into a line.
pub(crate) fn value(quantity: Quantity, test: &Test) -> Option<String> {
    let sd = |value: f64| deviations(value, 3);
    let plain = |value: f64| significant(value, 4);
    match quantity {
        Quantity::PValue => test.p_value.map(p_value),
        Quantity::EffectSd => test.effect_sd.map(sd),
        Quantity::EffectSdUpper => test.effect_sd_upper.map(sd),
        Quantity::MarginSd => test.margin_sd.map(sd),
        Quantity::Scale => Some(scale(test.scale).to_owned()),
        Quantity::SmallestDetectableSd => test.smallest_detectable_sd.map(sd),
        Quantity::Statistic => test.statistic.map(|statistic| plain(statistic.value)),
        Quantity::StrongestKernel => test.statistic.map(|statistic| kernel(statistic.strongest_kernel)),
        Quantity::Mmd2Unbiased => test.mmd2_unbiased.map(plain),
        Quantity::Mmd2Biased => test.mmd2_biased.map(plain),
        Quantity::Bandwidth => test.bandwidth.map(sd),
        Quantity::RowsUsed => Some(sum_of_rows(test.rows_used)),
        Quantity::RowsLeftOut => Some(sum_of_rows(test.rows_left_out)),
        Quantity::Permutations => Some(count(test.permutations.into())),
        Quantity::Regime => Some(regime(test.regime).to_owned()),
        Quantity::Succession => Some(succession(test)),
        Quantity::ByColumn => None,
        Quantity::NotCompared => not_compared(&test.not_compared),
    }
}

/// How rows follow each other, and what the test makes of it.
fn succession(test: &Test) -> String {
    let Some(Succession {
        has_dates,
        series,
        joins_series,
        time,
        run,
        runs: [source, target],
        within,
    }) = &test.succession
    else {
        return tell!("taken for independent", "视为各行独立");
    };
    let order = if *has_dates {
        say!("by date", "按日期")
    } else {
        say!("as in the file", "按文件中的次序")
    };
    let order = match series.as_ref().map(|name| column_name(name)) {
        None => order.to_owned(),
        Some(name) if *joins_series => tell!(
            "{order}, in series by {name} whose rows of one moment resemble each other, so that a run holds those of all series",
            "{order}，按{name}分组；同一时刻各组的行彼此相似，因此每段包含所有组的行"
        ),
        Some(name) => tell!(
            "{order}, within each series by {name}",
            "按{name}分组，组内{order}"
        ),
    };
    // A user may ask for runs where rows do not seem to depend on each other.
    let dependence = if *time > 1.0 {
        tell!(
            "one in {} rows is independent",
            "每{}行约相当于1个独立样本",
            significant(*time, 2)
        )
    } else {
        tell!("no dependence was found", "未发现行间相关性")
    };
    let within = match within {
        Some(Season::Month) => say!(", within the months of the year", "在同月内"),
        Some(Season::Quarter) => say!(", within the quarters of the year", "在同季度内"),
        None => "",
    };
    tell!(
        "{order}; {dependence}; {} and {} runs of {} rows change sides{within}",
        "{order}；{dependence}；每{2}行为一段，{within}置换（源{0}段、目标{1}段）",
        count(*source),
        count(*target),
        count(*run)
    )
}

/// The columns that are not compared.
fn not_compared(columns: &[NotCompared]) -> Option<String> {
    let named = columns.iter().take(MAX_NAMED).map(|NotCompared { name, why }| {
        let name = column_name(name);
        let why = not_compared_because(*why);
        tell!("{name} ({why})", "{name}（{why}）")
    });
    let named = named.collect::<Vec<String>>().join(say!("; ", "；"));
    match columns.len().checked_sub(MAX_NAMED) {
        None | Some(0) => (!columns.is_empty()).then_some(named),
        Some(more) => Some(tell!(
            "{named}; and {} more",
            "{named}；以及另外{0}列",
            count(more as u64)
        )),
    }
}

/// What a leading quantity means, and what it does not.
pub(crate) fn meaning(quantity: Quantity) -> Option<&'static str> {
    match quantity {
        Quantity::EffectSd => Some(say!(
            "How far apart the inputs are: the mean shift, in SD, with the same distance (MMD). Numbers count by \
             their ranks, so a few extreme values cannot hide the rest. Two columns can be at most about 2\u{a0}SD apart. \
             With 95\u{a0}% confidence, the effect is not above the bound.",
            "输入相差多远：距离（MMD）相同的均值偏移，以标准差为单位。数值按秩计算，因此少数极端值不会掩盖其他值。两列之间最多相差约2个标准差。效应量以95%的置信度不超过上界。"
        )),
        Quantity::PValue => Some(say!(
            "How often rows assigned to the tables at random lie at least as far apart as yours. Small: chance does \
             not explain the difference. Large: none was found, which does not mean that there is none.",
            "把各行随机分给两张表时，距离不小于您的数据的频率。小：随机波动无法解释差异。大：没有发现差异，但这不表示没有差异。"
        )),
        Quantity::SmallestDetectableSd => Some(say!(
            "The smallest mean shift that this test, with this many rows, would find in 4 of 5 cases. It can easily \
             miss a smaller one.",
            "以这么多行，本检验在五次中有四次能发现的最小均值偏移。更小的偏移很容易漏掉。"
        )),
        _ => None,
    }
}

/// Why a quantity is missing.
pub(crate) fn why(why: WhyAbsent) -> String {
    match why {
        WhyAbsent::BeyondAnyShift => tell!(
            "It is larger than any mean shift can make it.",
            "它大于任何均值偏移所能造成的值。"
        ),
        WhyAbsent::NoShiftDetectable => tell!(
            "With so few rows, this test cannot detect any shift at this level with 80\u{a0}% power.",
            "行数这么少，在此显著性水平下，本检验无法以80%的功效检出任何偏移。"
        ),
        WhyAbsent::TooManyColumns { max } => tell!(
            "Kindred tests at most {} columns one by one.",
            "Kindred最多逐列检验{}列。",
            count(max)
        ),
        WhyAbsent::TwoBandwidths => tell!(
            "The kernel of the inputs and the kernel of the label have a bandwidth each.",
            "输入的核与标签的核各有自己的带宽。"
        ),
        WhyAbsent::InputsOnly => tell!(
            "Kindred computes it for the inputs only.",
            "Kindred只为输入计算它。"
        ),
        WhyAbsent::NoMarginOfRelation => tell!(
            "Even a small difference of inputs and label together can harm a network, so there is no margin.",
            "输入与标签的联合分布即使差异很小，也可能使网络大受影响，因此没有等效界值。"
        ),
        WhyAbsent::TooFewRows {
            min,
            rows: [source, target],
        } => tell!(
            "A test needs at least {} rows in each table. These have {} and {}.",
            "检验要求每张表至少有{}行，而这里有{}行和{}行。",
            count(min),
            count(source),
            count(target)
        ),
        WhyAbsent::TooFewRuns {
            runs: [0, 0], rows, ..
        } => tell!(
            "Rows follow each other, so runs of {0} rows change sides, and no stretch of rows is so long.",
            "各行在时间上相继，因此以{0}行为一段进行置换，而没有一段连续的行达到{0}行。",
            count(rows)
        ),
        WhyAbsent::TooFewRuns {
            min,
            runs: [source, target],
            rows,
        } => tell!(
            "Rows follow each other, so runs of {3} rows change sides. A test needs at least {0} in each table. These have {1} and \
             {2}.",
            "各行在时间上相继，因此以{3}行为一段进行置换。检验要求每张表至少有{0}段，而这里有{1}段和{2}段。",
            count(min),
            count(source),
            count(target),
            count(rows)
        ),
    }
}

/// The name of a statistic.
pub(crate) fn statistic(name: StatisticName) -> &'static str {
    match name {
        StatisticName::MmdFuse => say!(
            "Statistic of all kernels (MMD-FUSE, calibrated)",
            "所有核的统计量（MMD-FUSE，已校准）"
        ),
    }
}

/// The name of a scale.
fn scale(scale: Scale) -> &'static str {
    match scale {
        Scale::NormalScores => say!(
            "normal scores of the ranks over both tables",
            "两张表合并后秩的正态得分"
        ),
    }
}

fn kernel(kernel: Kernel) -> String {
    let shape = match kernel.shape {
        KernelShape::Gaussian => say!("Gaussian", "高斯核"),
        KernelShape::Laplace => say!("Laplace", "拉普拉斯核"),
        KernelShape::WhitenedGaussian => say!("Gaussian of whitened columns", "白化列上的高斯核"),
        KernelShape::WhitenedQuadratic => say!("quadratic of whitened columns", "白化列上的二次核"),
        KernelShape::OneColumn => say!("that of one column", "单列的核"),
    };
    match kernel.bandwidth {
        Some(bandwidth) => tell!(
            "{shape}, bandwidth {}",
            "{shape}，带宽{}",
            significant(bandwidth, 3)
        ),
        None => shape.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::{test, whys};
    use crate::report::{Verdict, WhyNotCompared};

    #[test]
    fn every_quantity_has_a_name_of_its_own_and_a_value() {
        let test = test(Verdict::Different, 0.0005);
        let mut names = Quantity::ALL.map(name).to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Quantity::ALL.len());
        let without: Vec<Quantity> = Quantity::ALL
            .into_iter()
            .filter(|quantity| value(*quantity, &test).is_none())
            .collect();
        assert_eq!(without, [Quantity::ByColumn, Quantity::NotCompared]);
        assert_eq!(value(Quantity::PValue, &test).unwrap(), ".0005");
        assert_eq!(
            value(Quantity::StrongestKernel, &test).unwrap(),
            "Gaussian, bandwidth 1.87"
        );
    }

    #[test]
    fn columns_that_are_not_compared_are_named_with_the_reason() {
        let mut test = test(Verdict::Different, 0.0005);
        let column = |name: String, why| NotCompared { name, why };
        test.not_compared = vec![
            column("remark".to_owned(), WhyNotCompared::FreeText),
            column("day".to_owned(), WhyNotCompared::Time),
        ];
        let named = value(Quantity::NotCompared, &test).unwrap();
        assert_eq!(named, "remark (free text); day (only each row's time)");
        test.not_compared = (0..10)
            .map(|it| column(format!("c{it}"), WhyNotCompared::Key))
            .collect();
        let named = value(Quantity::NotCompared, &test).unwrap();
        assert!(
            named.ends_with("c7 (only identifies rows); and 2 more"),
            "{named}"
        );
    }

    #[test]
    fn what_is_missing_has_a_reason_of_its_own() {
        let mut reasons: Vec<String> = whys().into_iter().map(why).collect();
        assert!(reasons.iter().all(|text| text.ends_with('.')), "{reasons:?}");
        let all = reasons.len();
        reasons.sort();
        reasons.dedup();
        assert_eq!(reasons.len(), all);
    }
}
