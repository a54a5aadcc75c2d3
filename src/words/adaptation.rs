//! Words about a network that was adapted to a target without labels.

use super::arms::arm_help;
use super::metrics::metric;
use super::nouns::Noun;
use super::numbers::{counted, difference, fixed, seconds, significant};
use crate::language::{Phrase, phrase, say, tell};
use crate::report::{Adaptation, ArmName};

pub(crate) const ADAPTATION: Phrase = phrase("Adapted without labels", "无标签适配后");
pub(crate) const NOT_VERIFIED: Phrase = phrase("Not verified by labels of the target", "未经目标标签验证");
pub(crate) const NOT_VERIFIED_HELP: Phrase = phrase(
    "The target has no labels, so nothing here says whether the adapted \
    network predicts it better or worse. A network that sees the domains alike can still be wrong on one of them.",
    "目标数据没有标签，因此这里无法说明适配后的网络对它的预测是变好还是变差。看两个域相似的网络，仍可能在其中一个域上出错。",
);

/// How alike a layer sees the domains, by the squared MMD before and after adapting.
pub(super) fn alike(before: f64, after: f64) -> &'static str {
    if after < before {
        say!("more alike than before", "比之前更相似")
    } else {
        say!("no more alike than before", "并不比之前更相似")
    }
}

/// What adapting did to the distance between the domains.
pub(crate) fn adapted_distance(adaptation: &Adaptation) -> String {
    match (adaptation.mmd2_before, adaptation.mmd2_after) {
        (Some(before), Some(after)) => {
            let verdict = alike(before, after);
            tell!(
                "On held-out rows of both tables, the last hidden layer sees the domains {verdict}: the squared MMD went \
                 from {} to {}.",
                "在两张表的留出行上，最后一个隐藏层看两个域{verdict}：MMD平方从{0}变为{1}。",
                significant(before, 3),
                significant(after, 3)
            )
        }
        _ => tell!(
            "There are too few held-out rows to say whether the last hidden layer sees the domains more alike.",
            "留出行太少，无法说明最后一个隐藏层看两个域是否更相似。"
        ),
    }
}

/// What adapting cost on the source.
pub(crate) fn adapted_on_source(adaptation: &Adaptation) -> String {
    let metric = metric(adaptation.task.metric());
    let (before, after) = (adaptation.source_before, adaptation.source_after);
    tell!(
        "On held-out rows of the source, whose labels are known, {metric} was {} before and is {} after ({}).",
        "在源数据的留出行（其标签已知）上，{metric}之前为{0}，之后为{1}（{2}）。",
        fixed(before, 3),
        fixed(after, 3),
        difference(after - before)
    )
}

/// Which rows took part in adapting, and how long it took.
pub(crate) fn adapted_rows(adaptation: &Adaptation) -> String {
    let [source, target] = adaptation.rows;
    tell!(
        "{} with labels and {} without took part, a quarter of either only to measure. It took {}. {}",
        "参与的有{0}（有标签）和{1}（无标签），两者各有四分之一仅用于测量。用时{2}。{3}",
        counted(source, Noun::SourceRow),
        counted(target, Noun::TargetRow),
        seconds(adaptation.seconds),
        arm_help(ArmName::Adapted)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Task;

    #[test]
    fn adapting_is_told_as_it_went() {
        let adaptation = Adaptation {
            task: Task::Regression,
            rows: [240, 200],
            mmd2_before: Some(0.08),
            mmd2_after: Some(0.02),
            source_before: 0.9,
            source_after: 0.85,
            seconds: 3.0,
            source_file: None,
        };
        assert!(adapted_distance(&adaptation).contains("domains more alike"));
        assert!(adapted_on_source(&adaptation).contains("0.900 before and is 0.850 after (−0.050)"));
        let worse = Adaptation {
            mmd2_after: Some(0.09),
            ..adaptation.clone()
        };
        assert!(adapted_distance(&worse).contains("no more alike"));
        let unknown = Adaptation {
            mmd2_before: None,
            ..adaptation
        };
        assert!(adapted_distance(&unknown).contains("too few"));
    }
}
