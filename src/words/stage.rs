//! The stages of a running job.

use crate::language::{say, tell};
use crate::report::{ArmName, Repeat, Stage};
use crate::words::nouns::Noun;
use crate::words::numbers::counted;

/// What the job is doing now.
pub(crate) fn stage(stage: &Stage) -> String {
    match stage {
        Stage::Starting => tell!("Starting", "正在启动"),
        Stage::Reading { file, rows: 0 } => tell!("Reading {file}", "正在读取{file}"),
        Stage::Reading { file, rows } => tell!(
            "Reading {file}: {} so far",
            "正在读取{file}：目前{0}",
            counted(*rows, Noun::Row)
        ),
        Stage::ReadingAgain => tell!("Reading the tables again", "正在重新读取表"),
        Stage::TestingInputs => tell!("Testing the inputs", "正在检验输入"),
        Stage::TestingRelation => tell!("Testing inputs and label together", "正在检验输入与标签"),
        Stage::ChoosingRates => tell!(
            "Choosing learning rates on validation rows",
            "正在用验证行选择学习率"
        ),
        Stage::Training { arm, repeat: None } => training(*arm).to_owned(),
        Stage::Training {
            arm,
            repeat: Some(repeat),
        } => in_repeat(training(*arm), *repeat),
        Stage::FewerLabels(repeat) => in_repeat(
            say!("Trying fewer target labels", "正在尝试更少的目标标签"),
            *repeat,
        ),
        Stage::ByLayer => tell!(
            "Examining the source network layer by layer",
            "正在逐层查看源网络"
        ),
    }
}

/// How a network of the comparison is trained.
fn training(arm: ArmName) -> &'static str {
    match arm {
        ArmName::SourceAsIs | ArmName::Recalibrated => {
            say!("Training a network on the source", "正在用源数据训练网络")
        }
        ArmName::LinearProbe => say!(
            "Fitting its last layer on the target",
            "正在用目标数据拟合其最后一层"
        ),
        ArmName::FineTuned => say!("Fine-tuning it on the target", "正在用目标数据微调"),
        ArmName::FromScratch => say!(
            "Training a network on the target from scratch",
            "正在用目标数据从头训练"
        ),
        ArmName::Adapted => say!("Adapting it to the target's inputs", "正在使其适配目标数据的输入"),
        ArmName::Simple
        | ArmName::Trees
        | ArmName::PooledTrees
        | ArmName::Stacked
        | ArmName::Dummy
        | ArmName::SeasonalNaive => {
            say!("Fitting the baseline on the target", "正在用目标数据拟合基线")
        }
    }
}

fn in_repeat(what: &str, Repeat { number, of }: Repeat) -> String {
    tell!(
        "{what} (repeat {number} of {of})",
        "{what}（第{number}次重复，共{of}次）"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, in_language};

    #[test]
    fn a_stage_names_its_repeat() {
        let training = Stage::Training {
            arm: ArmName::FineTuned,
            repeat: Some(Repeat { number: 3, of: 10 }),
        };
        assert_eq!(stage(&training), "Fine-tuning it on the target (repeat 3 of 10)");
        assert_eq!(
            in_language(Language::Chinese, || stage(&training)),
            "正在用目标数据微调（第3次重复，共10次）"
        );
    }
}
