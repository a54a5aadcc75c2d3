//! Why a network cannot be trained or used.

use crate::failure::{LabelForm, ModelError, Phase, Role};
use crate::language::{say, tell};
use crate::words::numbers::significant;

/// Why a network cannot be trained or used, and what to do about it. Rows and columns count from 1.
pub(super) fn error(error: &ModelError) -> String {
    match error {
        ModelError::Lengths { inputs, labels } => tell!(
            "There are {inputs} rows of inputs and {labels} labels. Each row needs exactly one label.",
            "有{inputs}行输入和{labels}个标签。每一行需要恰好一个标签。"
        ),
        ModelError::InputNotFinite { row, column } => tell!(
            "Input {} of row {} is not a finite number. Leave the row out, or treat the value as missing.",
            "第{1}行的输入{0}不是有限的数。请略过该行，或把它当作缺失值。",
            column + 1,
            row + 1
        ),
        ModelError::LabelNotFinite { row } => tell!(
            "The label of row {} is not a finite number. Leave the row out.",
            "第{0}行的标签不是有限的数。请略过该行。",
            row + 1
        ),
        ModelError::Code { row, code, count } => tell!(
            "The label of row {} is class {code}, but the classes are numbered from 0 to {}.",
            "第{0}行的标签是类别{code}，而类别编号为0到{1}。",
            row + 1,
            count.saturating_sub(1)
        ),
        ModelError::Classes { count, max } => tell!(
            "The label has {count} classes. A classifier needs 2 to {max}. A column with more is a number or an identifier.",
            "标签有{count}个类别。分类器需要2到{max}个类别；类别更多的列是数值或标识符。"
        ),
        ModelError::TooFewRows { role, rows, min } => {
            let used = match role {
                Role::Training => say!("train on", "训练"),
                Role::Validation => say!("validate on", "验证"),
            };
            tell!(
                "There are {rows} rows to {used}; at least {min} are needed. Add labelled rows.",
                "有{rows}行用于{used}；至少需要{min}行。请增加有标签的行。"
            )
        }
        ModelError::ConstantLabel => tell!(
            "The label is the same in every training row, so there is nothing to learn. Choose another label, or add other \
            rows.",
            "所有训练行的标签都相同，没有可学的内容。请选择另一个标签，或加入其他行。"
        ),
        ModelError::Width { expected, found } => tell!(
            "The rows have {found} inputs, but the network takes {expected}. Encode them as in training.",
            "各行有{found}个输入，而网络接收{expected}个。请按训练时的方式编码。"
        ),
        ModelError::LabelKind { expected } => match expected {
            LabelForm::Numbers => tell!(
                "The label holds classes, but numbers are needed. Choose a label with numbers.",
                "标签是类别，而这里需要数值。请选择数值标签。"
            ),
            LabelForm::Classes => tell!(
                "The label holds numbers, but classes are needed. Choose a label with classes.",
                "标签是数值，而这里需要类别。请选择类别标签。"
            ),
        },
        ModelError::ClassCount { expected, found } => tell!(
            "The label has {found} classes, but {expected} are needed. Number the classes of both tables alike.",
            "标签有{found}个类别，而这里需要{expected}个。请让两张表的类别编号一致。"
        ),
        ModelError::Diverged { phase, epoch } => tell!(
            "{} diverged in epoch {epoch}: the loss is no longer finite. Check inputs and label for extreme values, or lower \
            the learning rate.",
            "{0}在第{epoch}轮发散：损失不再是有限值。请检查输入和标签中的极端值，或降低学习率。",
            phase_name(*phase)
        ),
        ModelError::Trees => tell!(
            "Boosted trees could not learn from these rows. Check inputs and label for extreme values.",
            "提升树无法从这些行学习。请检查输入和标签中的极端值。"
        ),
        ModelError::PredictionNotFinite { row } => tell!(
            "The network's prediction for row {} is not finite. Check its inputs for extreme values.",
            "网络对第{0}行的预测不是有限的数。请检查其输入中的极端值。",
            row + 1
        ),
        ModelError::Setting {
            name,
            value,
            range: [min, max],
        } => {
            let value = significant(*value, 4);
            // A range without an upper limit ends at `f64::MAX`.
            if *max < f64::MAX {
                tell!(
                    "The setting “{name}” is {value}. It must be between {min} and {max}.",
                    "设置“{name}”的值是{value}。它必须在{min}到{max}之间。"
                )
            } else {
                tell!(
                    "The setting “{name}” is {value}. It must be {min} or more.",
                    "设置“{name}”的值是{value}。它必须不小于{min}。"
                )
            }
        }
    }
}

fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Train => say!("Training", "训练"),
        Phase::Probe => say!("The linear probe", "线性探测"),
        Phase::All => say!("Fine-tuning", "微调"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_columns_are_counted_from_one() {
        let text = error(&ModelError::InputNotFinite { row: 1, column: 1 });
        assert!(text.starts_with("Input 2 of row 2"), "{text}");
    }

    #[test]
    fn a_range_without_an_end_has_none() {
        let setting = |max| {
            error(&ModelError::Setting {
                name: "epochs".to_owned(),
                value: 0.0,
                range: [1.0, max],
            })
        };
        assert!(setting(f64::MAX).ends_with("It must be 1 or more."));
        assert!(setting(4_096.0).ends_with("between 1 and 4096."));
    }
}
