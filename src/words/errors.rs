//! Words about where networks err.

use super::arms::{arm, predictor};
use super::lists::{capital, clauses, commas, joined};
use super::nouns::Noun;
use super::numbers::{count, counted, percent, significant};
use super::warnings::MONTHS;
use crate::language::{Phrase, phrase, say, tell};
use crate::report::{
    ArmName, BinOf, ByPrediction, Comparison, Confusion, ConfusionOfArm, ErrorBin, ErrorsByColumn, Task,
};

pub(crate) const ERRORS_HEADING: Phrase = phrase("Where the networks err", "各网络在哪里出错");
pub(crate) const ERRORS_NOT_IN_LINK: Phrase = phrase(
    "Where the networks err is not in the link, because means of the data stand there. The report has it. To see it here, \
     drop the two files and compare again.",
    "链接不含各网络在哪里出错，因为其中有数据的均值。报告中有。如需在此查看，请拖放这两个文件并重新比较。",
);
pub(crate) const ROWS_OF_BIN: Phrase = phrase("Held-out rows", "留出行数");
pub(crate) const PREDICTED_MEAN: Phrase = phrase("Predicted, mean", "预测均值");
pub(crate) const ACTUAL_MEAN: Phrase = phrase("Actual, mean", "实际均值");
pub(crate) const ACTUAL_SD: Phrase = phrase("Actual, SD", "实际标准差");
pub(crate) const ACTUAL_CLASS: Phrase = phrase("Actual class", "实际类别");
pub(crate) const CONFUSION_AXIS: Phrase =
    phrase("actual class ↓ · predicted class →", "实际类别 ↓ · 预测类别 →");

/// How far all predictions lie above or below, as the title of predicted against actual. It is no error: what is too high and
/// what is too low cancel.
pub(crate) fn predicted_title(networks: &[ByPrediction], label: &str) -> String {
    let off = |network: &ByPrediction| {
        let bias = network.bias();
        let by = significant(bias.abs(), 2);
        if bias < 0.0 {
            tell!("{by} too low", "偏低{by}")
        } else {
            tell!("{by} too high", "偏高{by}")
        }
    };
    match networks {
        [] => String::new(),
        [one] => tell!(
            "Bias: the mean prediction of {label} by {} is {}",
            "偏差：{}对{label}的预测均值{}",
            predictor(one.arm),
            off(one)
        ),
        [one, .., other] => tell!(
            "Bias: the mean prediction of {label} by {} is {}, by {} {}",
            "偏差：{}对{label}的预测均值{}，{}{}",
            predictor(one.arm),
            off(one),
            predictor(other.arm),
            off(other)
        ),
    }
}

/// The note under predicted against actual.
pub(crate) fn predicted_note(comparison: &Comparison) -> String {
    tell!(
        "Each dot is a group of held-out rows with similar predictions, with means over {}. The line spans one standard \
         deviation of the actual values to either side. On the diagonal, predictions are right on average.",
        "每个点是一组预测值相近的留出行，取{}的均值。线段表示实际值上下各一个标准差。对角线上的预测平均而言是对的。",
        counted(u64::from(comparison.repeats), Noun::Repeat)
    )
}

/// Describes predicted against actual to those who do not see it.
pub(crate) fn predicted_description(networks: &[ByPrediction]) -> String {
    let each = networks.iter().map(|network| {
        let bins = network.bins.iter().map(|bin| {
            let [predicted, actual] = [bin.predicted, bin.actual].map(|mean| significant(mean, 3));
            tell!(
                "{predicted} predicted, {actual} actual",
                "预测{predicted}，实际{actual}"
            )
        });
        tell!("{}: {}.", "{}：{}。", arm(network.arm), clauses(bins))
    });
    joined(each, " ")
}

/// The axes of predicted against actual: across, and up.
pub(crate) fn predicted_axes(label: &str) -> [String; 2] {
    [
        tell!("predicted {label} →", "{label}的预测值 →"),
        tell!("actual {label} ↑", "{label}的实际值 ↑"),
    ]
}

/// What the rows of a bin have in common.
pub(crate) fn bin(of: &BinOf) -> String {
    match of {
        BinOf::Hours { from, to } => format!("{from}:00–{to}:59"),
        BinOf::Months { from, to } if from == to => month(*from),
        BinOf::Months { from, to } => format!("{}–{}", month(*from), month(*to)),
        BinOf::Around(mean) => tell!("around {}", "{}左右", significant(*mean, 3)),
        BinOf::Level(name) => name.clone(),
        BinOf::OtherLevels => say!("other categories", "其他类别").to_owned(),
        BinOf::Missing => say!("missing", "缺失").to_owned(),
    }
}

/// The name of a month, from 1 on.
fn month(number: u8) -> String {
    let place = usize::from(number).saturating_sub(1);
    let english = MONTHS.get(place).copied().unwrap_or_default();
    tell!("{english}", "{number}月")
}

/// How far a network is off: a number, or a share of the rows.
pub(crate) fn error_of(task: Task, error: f64) -> String {
    match task {
        Task::Regression => significant(error, 2),
        Task::Classification => percent(error),
    }
}

/// How far the networks are off in a bin, that of the source network before the advised one's.
pub(crate) fn errors_of(task: Task, bin: &ErrorBin) -> String {
    let each = bin.errors.iter().map(|of| error_of(task, of.error));
    joined(each, " → ")
}

/// Where the advised network errs most, as the title of the errors by a column.
pub(crate) fn by_column_title(found: &ErrorsByColumn, task: Task) -> String {
    let Some((worst, of)) = found
        .worst()
        .and_then(|worst| Some((worst, worst.errors.last()?)))
    else {
        return String::new();
    };
    let network = predictor(of.arm);
    if of.error == 0.0 {
        return no_error(of.arm);
    }
    let (column, bin) = (&found.column, bin(&worst.of));
    let said = |error: f64| {
        let error = error_of(task, error);
        match task {
            Task::Regression => tell!("mean absolute error {error}", "平均绝对误差{error}"),
            Task::Classification => tell!("wrong in {error} of the rows", "{error}的行有误"),
        }
    };
    let most = tell!(
        "{} errs most for {column} {bin}: {}",
        "{}在{column}为{bin}时误差最大：{}",
        capital(network),
        said(of.error)
    );
    match worst.errors.as_slice() {
        [first, _] => tell!(
            "{most}; {}: {}",
            "{most}；{}：{}",
            predictor(first.arm),
            said(first.error)
        ),
        _ => most,
    }
}

/// Says of a network that it is right everywhere.
fn no_error(arm: ArmName) -> String {
    tell!(
        "{} is right in every held-out row",
        "{}在每个留出行上都正确",
        capital(predictor(arm))
    )
}

/// The note under the errors by a column.
pub(crate) fn by_column_note(found: &ErrorsByColumn, comparison: &Comparison) -> String {
    let column = &found.column;
    let by = match found.bins.first().map(|bin| &bin.of) {
        Some(BinOf::Hours { .. }) => tell!("the hour of {column}", "{column}的小时"),
        Some(BinOf::Months { .. }) => tell!("the month of {column}", "{column}的月份"),
        _ => tell!("{column}, the input that moved most", "偏移最大的输入{column}"),
    };
    let repeats = counted(u64::from(comparison.repeats), Noun::Repeat);
    let note = tell!(
        "Held-out rows by {by}. Means over {repeats}.",
        "按{by}划分的留出行，取{repeats}的均值。"
    );
    match found.rows_left_out {
        0 => note,
        rows => tell!(
            "{note} Not shown: {} with rare or missing values.",
            "{note}未显示：取值罕见或缺失的{}。",
            counted(rows, Noun::HeldOutRow)
        ),
    }
}

/// Describes the errors by a column to those who do not see them.
pub(crate) fn by_column_description(found: &ErrorsByColumn, task: Task) -> String {
    let each = found.bins.iter().map(|one| {
        let errors = one.errors.iter().map(|of| {
            let error = error_of(task, of.error);
            tell!("{} {error}", "{}{error}", arm(of.arm))
        });
        let name = bin(&one.of);
        tell!("{name}: {}", "{name}：{}", commas(errors))
    });
    tell!("{}.", "{}。", clauses(each))
}

/// How far networks are off, as an axis and as the title of a column.
pub(crate) fn error_axis(comparison: &Comparison) -> String {
    let label = &comparison.label;
    match comparison.task {
        Task::Regression => tell!("mean absolute error of {label} →", "{label}的平均绝对误差 →"),
        Task::Classification => tell!("share of rows with a wrong class →", "类别有误的行所占比例 →"),
    }
}

/// The name of a class of the matrix by its place.
pub(crate) fn confused_class(confusion: &Confusion, place: usize) -> String {
    confusion
        .classes
        .get(place)
        .cloned()
        .unwrap_or_else(|| tell!("{} others", "其他{}类", count(confusion.joined)))
}

/// The most frequent mistake of the advised network, as the title of the matrix.
pub(crate) fn confusion_title(confusion: &Confusion) -> String {
    let Some(ConfusionOfArm { arm, counts }) = confusion.by_arm.last() else {
        return String::new();
    };
    let mistakes = counts.iter().enumerate().flat_map(|(actual, row)| {
        let predicted = row
            .iter()
            .enumerate()
            .filter(move |(predicted, _)| *predicted != actual);
        predicted.map(move |(predicted, count)| (*count, actual, predicted))
    });
    let Some((many, actual, predicted)) = mistakes
        .max_by_key(|(many, ..)| *many)
        .filter(|(many, ..)| *many > 0)
    else {
        return no_error(*arm);
    };
    let all: u64 = counts[actual].iter().sum();
    let share = percent(many as f64 / all.max(1) as f64);
    let [from, to] = [actual, predicted].map(|place| confused_class(confusion, place));
    tell!(
        "{} takes {share} of “{from}” for “{to}”, its most frequent mistake",
        "{}把{share}的“{from}”判为“{to}”，这是它最常见的错误",
        capital(predictor(*arm))
    )
}

/// The note under the matrix.
pub(crate) fn confusion_note(comparison: &Comparison) -> String {
    tell!(
        "Of each actual class, the share predicted as each class, in per cent. Columns are numbered like the rows. {} on {}.",
        "每个实际类别中被判为各类别的比例（%）。列号与行号对应。{}，{}。",
        capital(&counted(u64::from(comparison.repeats), Noun::Repeat)),
        counted(comparison.rows.held_out, Noun::HeldOutRow)
    )
}

/// The caption of a network's table of counts.
pub(crate) fn confusion_counts(of: ArmName) -> String {
    let name = arm(of);
    tell!(
        "{name}: how often each class was predicted, over all repeats",
        "{name}：各类别在所有重复中被预测的次数"
    )
}

/// Describes the matrix to those who do not see it.
pub(crate) fn confusion_description(confusion: &Confusion) -> String {
    let each = confusion.by_arm.iter().map(|of| {
        let rows = of.counts.iter().enumerate().map(|(place, row)| {
            let all: u64 = row.iter().sum();
            let right = row.get(place).copied().unwrap_or(0) as f64 / all.max(1) as f64;
            let (name, right) = (confused_class(confusion, place), percent(right));
            tell!("{name}: {right} right", "{name}：{right}正确")
        });
        tell!("{}: {}.", "{}：{}。", arm(of.arm), clauses(rows))
    });
    joined(each, " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, in_language};
    use crate::report::fixture::{confusion, errors};

    #[test]
    fn titles_say_where_and_how_far() {
        let errors = errors();
        assert_eq!(
            predicted_title(&errors.by_prediction, "kwh"),
            "Bias: the mean prediction of kwh by the source network is 7.4 too low, by the fine-tuned network 0.12 too low"
        );
        let by_column = errors.by_column.unwrap();
        assert_eq!(
            by_column_title(&by_column, Task::Regression),
            "The fine-tuned network errs most for date November–December: mean absolute error 2.5; the source network: \
             mean absolute error 8.5"
        );
        let errors = confusion();
        assert_eq!(
            by_column_title(&errors.by_column.unwrap(), Task::Classification),
            "The fine-tuned network errs most for 风 missing: wrong in 38\u{a0}% of the rows; the source \
             network: wrong in 75\u{a0}% of the rows"
        );
        let mut found = errors.confusion.unwrap();
        // 90 of 300, which is more than 50 of 500.
        assert_eq!(
            confusion_title(&found),
            "The fine-tuned network takes 30\u{a0}% of “2 others” for “晴”, its most frequent mistake"
        );
        found.by_arm[1].counts = vec![vec![5, 0, 0], vec![0, 5, 0], vec![0, 0, 5]];
        assert_eq!(
            confusion_title(&found),
            "The fine-tuned network is right in every held-out row"
        );
    }

    #[test]
    fn titles_in_chinese() {
        in_language(Language::Chinese, || {
            let errors = errors();
            assert_eq!(
                predicted_title(&errors.by_prediction, "kwh"),
                "偏差：源网络对kwh的预测均值偏低7.4，微调后的网络偏低0.12"
            );
            assert_eq!(
                by_column_title(&errors.by_column.unwrap(), Task::Regression),
                "微调后的网络在date为11月–12月时误差最大：平均绝对误差2.5；源网络：平均绝对误差8.5"
            );
        });
    }
}
