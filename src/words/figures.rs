//! Words in and around the charts.

use crate::language::{Phrase, phrase, say, tell};
use crate::report::{ColumnEffect, MetricName};
use crate::words::lists::clauses;
use crate::words::nouns::Noun;
use crate::words::numbers::{count, counted, deviations, level, percent, probability, significant};

/// What folds the table behind a chart, and its files where it can be saved.
pub(crate) fn behind(saves: bool) -> &'static str {
    if saves {
        say!("Table and files", "表格与文件")
    } else {
        say!("As a table", "以表格显示")
    }
}

pub(crate) const SAVE_AS: Phrase = phrase("Save as", "保存为");
pub(crate) const NETWORK: Phrase = phrase("Network", "网络");
pub(crate) const TIME: Phrase = phrase("Time", "时间");
pub(crate) const WHAT_IT_IS: Phrase = phrase("What it is", "是什么");
pub(crate) const OVER: Phrase = phrase("Over", "相对");
pub(crate) const GAIN: Phrase = phrase("Gain", "增益");
pub(crate) const INTERVAL_95: Phrase = phrase("95\u{a0}% interval", "95%区间");
pub(crate) const WHAT_IT_ALLOWS: Phrase = phrase("Conclusion", "结论");
pub(crate) const FROM: Phrase = phrase("From", "从");
pub(crate) const TO: Phrase = phrase("To", "到");
pub(crate) const PERMUTATIONS: Phrase = phrase("Permutations", "置换次数");
pub(crate) const NUMBER: Phrase = phrase("Number", "数值");
pub(crate) const IN_DEVIATIONS: Phrase = phrase("Standard deviations", "标准差");
pub(crate) const SHIFT_AXIS: Phrase = phrase(
    "mean shift with the same MMD, SD →",
    "MMD相同的均值偏移（标准差） →",
);
pub(crate) const SOURCE_ROWS: Phrase = phrase("Rows of the source", "源数据行数");
pub(crate) const TARGET_ROWS: Phrase = phrase("Rows of the target", "目标数据行数");
pub(crate) const LABELS: Phrase = phrase("Labels", "标签数");
pub(crate) const LAYER: Phrase = phrase("Layer", "层");
pub(crate) const EFFECT_IN_DEVIATIONS: Phrase = phrase("Effect, SD", "效应量（标准差）");
pub(crate) const SQUARED_MMD: Phrase = phrase("Squared MMD", "MMD平方");
pub(crate) const BEYOND_ANY_SHIFT: Phrase = phrase("beyond any shift", "超出任何偏移");
pub(crate) const EPOCH: Phrase = phrase("Epoch", "轮");
pub(crate) const TRAINING_LOSS: Phrase = phrase("training", "训练");
pub(crate) const VALIDATION_LOSS: Phrase = phrase("validation", "验证");
pub(crate) const COLUMN: Phrase = phrase("Column", "列");
pub(crate) const CATEGORY: Phrase = phrase("Category", "类别");
pub(crate) const COLUMN_NOTE: Phrase = phrase(
    "Counts rows as read, without missing values. The test tells whether a difference is more than chance.",
    "按读取的行统计，不含缺失值。差异是否超出随机波动，由检验判断。",
);
pub(crate) const COLUMN_LEGEND: Phrase = phrase(
    "Area: source. Line: target. Each as shares of its own values.",
    "填充区域：源。线：目标。各为占自己取值的比例。",
);
pub(crate) const P_ADJUSTED: Phrase = phrase("p, adjusted", "p值，已调整");
pub(crate) const PERMUTATIONS_FOLD: Phrase = phrase("The permutations", "各次置换");
pub(crate) const MOVED_PROBABILITY: Phrase = phrase("Probability that moved", "变化的占比");
pub(crate) const UNSEEN_SHARE: Phrase = phrase(
    "Target rows with values not in the source",
    "取值在源数据中没有的目标行",
);
pub(crate) const COLUMNS_AXIS: Phrase = phrase("effect, SD →", "效应量（标准差） →");
pub(crate) const ROW: Phrase = phrase("Row", "行");
pub(crate) const WITNESS: Phrase = phrase("Score", "得分");

/// The title of a column's chart. `common` is the area below both histograms.
pub(crate) fn column_title(name: &str, common: f64) -> String {
    tell!(
        "{name}: the two histograms overlap by {}",
        "{name}：两个直方图有{0}重合",
        percent(common)
    )
}

/// The axis of a column's histogram.
pub(crate) fn column_axis(name: &str) -> String {
    format!("{name} →")
}

/// The share that the tallest bar stands for.
pub(crate) fn column_tallest(share: &str) -> String {
    tell!(
        "tallest bar: {share} of its table's values",
        "最高的条：占其表取值的{share}"
    )
}

/// The shares of a category in both tables.
pub(crate) fn two_shares(source: &str, target: &str) -> String {
    tell!("{source} and {target}", "{source}与{target}")
}

/// The name of a button that saves a figure.
pub(crate) fn save_figure(kind: &str, title: &str) -> String {
    tell!("{kind}: save “{title}”", "{kind}：保存“{title}”")
}

/// The axis of a histogram of permutations.
pub(crate) fn permuted_axis(name: &str, narrow: bool) -> String {
    if narrow {
        tell!("statistic of permuted rows →", "置换所得的统计量 →")
    } else {
        tell!("{name} in random permutations →", "随机置换下的{name} →")
    }
}

/// The mark of the observed value.
pub(crate) fn the_data(value: f64) -> String {
    tell!("observed: {}", "观测值：{0}", significant(value, 3))
}

/// The mark of the margin.
pub(crate) fn margin_at(margin: f64) -> String {
    tell!("margin {}", "界值{0}", significant(margin, 2))
}

/// The mark of the smallest shift that the test would detect.
pub(crate) fn caught_at(caught: f64) -> String {
    tell!(
        "{}: detectable (80\u{a0}% power)",
        "{0}：可检出（功效80%）",
        significant(caught, 2)
    )
}

/// The caption of the table of a learning curve.
pub(crate) fn means_of(metric: MetricName) -> String {
    tell!(
        "{}: means and 95\u{a0}% intervals",
        "{}：均值和95%区间",
        super::metrics::metric_title(metric)
    )
}

/// Describes a network's losses to those who do not see the chart.
pub(crate) fn losses_over(network: &str, passes: u32) -> String {
    tell!(
        "{network}: losses over {}",
        "{network}：{0}的损失",
        counted(u64::from(passes), Noun::Epoch)
    )
}

/// Says that only some columns are drawn.
pub(crate) fn most_moved(drawn: usize, all: usize) -> String {
    tell!(
        "The {} of {} columns that moved most. The table has more.",
        "{1}列中偏移最大的{0}列；表格中有更多。",
        count(drawn as u64),
        count(all as u64)
    )
}

/// Explains the shades of the columns' bars.
pub(crate) fn columns_legend(alpha: f64) -> String {
    tell!(
        "Stronger bars: the adjusted p is at most {}.",
        "醒目的条：调整后的p值不超过{0}。",
        level(alpha)
    )
}

/// Suffixes of the columns that are made from a column of dates.
const CIRCLES: [Phrase; 8] = [
    phrase(" (hour, sine)", "（小时，正弦）"),
    phrase(" (hour, cosine)", "（小时，余弦）"),
    phrase(" (weekday, sine)", "（星期，正弦）"),
    phrase(" (weekday, cosine)", "（星期，余弦）"),
    phrase(" (day of the year, sine)", "（一年中的第几天，正弦）"),
    phrase(" (day of the year, cosine)", "（一年中的第几天，余弦）"),
    phrase(" (month, sine)", "（月份，正弦）"),
    phrase(" (month, cosine)", "（月份，余弦）"),
];

/// The name of a tested column.
pub(crate) fn column_name(name: &str) -> String {
    CIRCLES
        .iter()
        .find_map(|circle| {
            Some(format!(
                "{}{}",
                name.strip_suffix(circle.english())?,
                circle.say()
            ))
        })
        .unwrap_or_else(|| name.to_owned())
}

/// A column's effect with its p-value.
pub(crate) fn column_value(column: &ColumnEffect) -> String {
    tell!(
        "{}, p {}",
        "{0}，p {1}",
        deviations(column.effect_sd, 2),
        probability(column.p_adjusted)
    )
}

/// Describes the columns to those who do not see their bars.
pub(crate) fn columns_description(columns: &[ColumnEffect]) -> String {
    let each = columns.iter().map(|column| {
        let (name, value) = (column_name(&column.name), column_value(column));
        tell!("{name}: {value}", "{name}：{value}")
    });
    tell!(
        "How far each column moved. {}.",
        "各列的偏移。{}。",
        clauses(each)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, speak};

    #[test]
    fn what_is_made_of_a_moment_is_told() {
        assert_eq!(column_name("date (weekday, sine)"), "date (weekday, sine)");
        speak(Language::Chinese);
        assert_eq!(column_name("date (weekday, sine)"), "date（星期，正弦）");
        assert_eq!(column_name("date (month, cosine)"), "date（月份，余弦）");
        assert_eq!(column_name("mass [kg]"), "mass [kg]");
    }
}
