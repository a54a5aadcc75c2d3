//! Words about a network that was adapted to a target without labels.

use super::metrics::metric;
use super::nouns::Noun;
use super::numbers::{counted, difference, fixed, seconds, significant};
use crate::language::{Phrase, phrase, say, tell};
use crate::report::Adaptation;

pub(crate) const ADAPTATION: Phrase = phrase("Adapted without labels", "无标签适配后");
pub(crate) const NOT_VERIFIED: Phrase = phrase("Not verified by target labels", "未经目标标签验证");
pub(crate) const NOT_VERIFIED_HELP: Phrase = phrase(
    "The target has no labels, so nothing here shows whether adapting helped. A network that sees source and target \
     as alike can still be wrong on the target.",
    "目标数据没有标签，因此无法说明适配是否有帮助。即使网络看源与目标相似，在目标数据上仍可能出错。",
);

/// How alike a layer sees source and target, by the squared MMD before and after adapting.
pub(super) fn alike(before: f64, after: f64) -> &'static str {
    if after < before {
        say!("more alike than before", "比之前更相似")
    } else {
        say!("no more alike than before", "并不比之前更相似")
    }
}

/// What adapting did to the distance between source and target.
pub(crate) fn adapted_distance(adaptation: &Adaptation) -> String {
    match (adaptation.mmd2_before, adaptation.mmd2_after) {
        (Some(before), Some(after)) => {
            let verdict = alike(before, after);
            tell!(
                "The last hidden layer sees held-out rows of source and target as {verdict}: the squared MMD went \
                 from {} to {}.",
                "最后一个隐藏层看源与目标的留出行{verdict}：MMD平方从{0}变为{1}。",
                significant(before, 3),
                significant(after, 3)
            )
        }
        _ => tell!(
            "There are too few held-out rows to measure whether source and target became more alike.",
            "留出行太少，无法衡量源与目标是否变得更相似。"
        ),
    }
}

/// What adapting cost on the source.
pub(crate) fn adapted_on_source(adaptation: &Adaptation) -> String {
    let metric = metric(adaptation.task.metric());
    let (before, after) = (adaptation.source_before, adaptation.source_after);
    tell!(
        "On held-out source rows, {metric} was {} before and is {} after ({}).",
        "在源数据的留出行上，{metric}之前为{0}，之后为{1}（{2}）。",
        fixed(before, 3),
        fixed(after, 3),
        difference(after - before)
    )
}

/// The rows that adapting used, and how long it took.
pub(crate) fn adapted_rows(adaptation: &Adaptation) -> String {
    let [source, target] = adaptation.rows;
    tell!(
        "Adapting used {} with labels and {} without; a quarter of each served only to measure. It took {}.",
        "适配用了{0}（有标签）和{1}（无标签），各有四分之一仅用于测量。用时{2}。",
        counted(source, Noun::SourceRow),
        counted(target, Noun::TargetRow),
        seconds(adaptation.seconds)
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
        assert!(adapted_distance(&adaptation).contains("target as more alike"));
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
