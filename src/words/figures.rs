//! Words that stand in and around the charts.

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
pub(crate) const INTERVAL_95: Phrase = phrase("95 % interval", "95%区间");
pub(crate) const WHAT_IT_ALLOWS: Phrase = phrase("What it allows to say", "可以说什么");
pub(crate) const FROM: Phrase = phrase("From", "从");
pub(crate) const TO: Phrase = phrase("To", "到");
pub(crate) const PERMUTATIONS: Phrase = phrase("Permutations", "置换次数");
pub(crate) const NUMBER: Phrase = phrase("Number", "数值");
pub(crate) const IN_DEVIATIONS: Phrase = phrase("Standard deviations", "标准差");
pub(crate) const SHIFT_AXIS: Phrase = phrase(
    "shift with the same MMD, in standard deviations →",
    "MMD相同的偏移，以标准差为单位 →",
);
pub(crate) const SOURCE_ROWS: Phrase = phrase("Rows of the source", "源数据行数");
pub(crate) const TARGET_ROWS: Phrase = phrase("Rows of the target", "目标数据行数");
pub(crate) const LABELS: Phrase = phrase("Labels", "标签数");
pub(crate) const LAYER: Phrase = phrase("Layer", "层");
pub(crate) const EFFECT_IN_DEVIATIONS: Phrase = phrase("Effect, SD", "效应（标准差）");
pub(crate) const SQUARED_MMD: Phrase = phrase("Squared MMD", "MMD平方");
pub(crate) const BEYOND_ANY_SHIFT: Phrase = phrase("beyond any shift", "超出任何偏移");
pub(crate) const EPOCH: Phrase = phrase("Epoch", "轮");
pub(crate) const TRAINING_LOSS: Phrase = phrase("training", "训练");
pub(crate) const VALIDATION_LOSS: Phrase = phrase("validation", "验证");
pub(crate) const COLUMN: Phrase = phrase("Column", "列");
pub(crate) const CATEGORY: Phrase = phrase("Category", "类别");
pub(crate) const COLUMN_NOTE: Phrase = phrase(
    "Of the rows as they were read, cells that are not missing. Whether a difference is more than chance says the test.",
    "按读取的行，仅计非缺失单元格。差异是否超出偶然，由检验判断。",
);
pub(crate) const COLUMN_LEGEND: Phrase = phrase(
    "The area is the source, the line the target; each as shares of its own cells.",
    "填充区域是源数据，线是目标数据；各为占自己单元格的比例。",
);
pub(crate) const P_ADJUSTED: Phrase = phrase("p, adjusted", "p值，已调整");
pub(crate) const MOVED_PROBABILITY: Phrase = phrase("Probability that moved", "移动的概率");
pub(crate) const UNSEEN_SHARE: Phrase = phrase(
    "Rows with values that the other table lacks",
    "取值在另一张表中没有的行",
);
pub(crate) const COLUMNS_AXIS: Phrase = phrase("effect in standard deviations →", "效应，以标准差为单位 →");
pub(crate) const ROW: Phrase = phrase("Row", "行");
pub(crate) const WITNESS: Phrase = phrase("Witness", "见证函数");

/// How much of a column's distribution both tables have in common: the area below both histograms.
pub(crate) fn column_title(name: &str, common: f64) -> String {
    tell!(
        "{name}: {} of the two histograms coincide",
        "{name}：两个直方图有{0}重合",
        percent(common)
    )
}

/// The axis of a column's histogram.
pub(crate) fn column_axis(name: &str) -> String {
    format!("{name} →")
}

/// What the tallest bar of a column stands for.
pub(crate) fn column_tallest(share: &str) -> String {
    tell!(
        "the tallest bar: {share} of the cells of its table",
        "最高的条：占其表单元格的{share}"
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

/// The axis of a permutation distribution.
pub(crate) fn permuted_axis(name: &str, narrow: bool) -> String {
    if narrow {
        tell!("the same of permuted rows →", "置换各行所得的统计量 →")
    } else {
        tell!(
            "{name} when rows are permuted at random →",
            "随机置换各行时的{name} →"
        )
    }
}

/// The mark of the observed value.
pub(crate) fn the_data(value: f64) -> String {
    tell!("the data: {}", "本数据：{0}", significant(value, 3))
}

/// The mark of the margin.
pub(crate) fn margin_at(margin: f64) -> String {
    tell!("margin {}", "界值{0}", significant(margin, 2))
}

/// The mark of the smallest shift that is caught.
pub(crate) fn caught_at(caught: f64) -> String {
    tell!(
        "{}: detectable (80 % power)",
        "{0}：可检出（功效80%）",
        significant(caught, 2)
    )
}

/// What the table of the learning curve holds.
pub(crate) fn means_of(metric: MetricName) -> String {
    tell!(
        "{}: means and 95 % intervals",
        "{}：均值和95%区间",
        super::metrics::metric_title(metric)
    )
}

/// A network's losses for those who do not see them.
pub(crate) fn losses_over(network: &str, passes: u32) -> String {
    tell!(
        "{network}: losses over {}",
        "{network}：{0}的损失",
        counted(u64::from(passes), Noun::Epoch)
    )
}

/// That only some columns are drawn.
pub(crate) fn most_moved(drawn: usize, all: usize) -> String {
    tell!(
        "The {} columns that moved most, of {}; the table has more.",
        "移动最大的{0}列，共{1}列；表格中有更多。",
        count(drawn as u64),
        count(all as u64)
    )
}

/// What the shades of the columns' bars mean.
pub(crate) fn columns_legend(alpha: f64) -> String {
    tell!(
        "The stronger bars: p, adjusted for the number of columns, is at most {}.",
        "较深的条：按列数调整后的p值不超过{0}。",
        level(alpha)
    )
}

/// What the columns made of a moment are called, behind the name of the column it stands in.
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

/// The columns for those who do not see their bars.
pub(crate) fn columns_description(columns: &[ColumnEffect]) -> String {
    let each = columns.iter().map(|column| {
        let (name, value) = (column_name(&column.name), column_value(column));
        tell!("{name}: {value}", "{name}：{value}")
    });
    tell!(
        "How far each column moved. {}.",
        "每一列移动了多少。{}。",
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
