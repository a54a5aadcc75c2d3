//! Words of the report file and of the plain text.

use super::arms::{constant_guess, simple_model, task};
use super::lists::listed;
use super::nouns::Noun;
use super::numbers::{count, counted};
use crate::language::{Phrase, phrase, say, tell};
use crate::report::{Comparison, HeldOutBy, Outcome, Report};

pub(crate) const LANGUAGE_TAG: Phrase = phrase("en", "zh-Hans");
pub(crate) const DOMAINS_HEADING: Phrase = phrase("Charts of the tables", "两张表的图");
pub(crate) const NETWORKS_HEADING: Phrase = phrase("Charts of the networks", "各网络的图");
pub(crate) const DETAILS_HEADING: Phrase =
    phrase("All numbers, and how they were measured", "所有数值及其测量方法");
pub(crate) const METHODS_HEADING: Phrase = phrase("Methods", "方法");
pub(crate) const TEST_OF_INPUTS: Phrase = phrase("The test of the inputs", "对输入的检验");
pub(crate) const REPORT_FOOT: Phrase = phrase(
    "Made by Kindred on its author's device. This file holds summaries and column names, no rows. Whoever sent it \
     could have changed it. To check it, drop the two files into Kindred.",
    "由Kindred在制作者的设备上生成。本文件只含汇总数值和列名，不含数据行。发送者可能改动过它。要核对，请把那两个文件拖放到Kindred。",
);
pub(crate) const REPORT_LINK: Phrase = phrase("Open the same result in Kindred", "在Kindred中打开同一结果");

/// The papers behind the methods.
pub(crate) const CITATIONS: Phrase = phrase(
    "Sources: Gretton et al. (2012), A kernel two-sample test, JMLR 13; Biggs, Schrab and \
    Gretton (2023), MMD-FUSE, NeurIPS; Westfall and Young (1993), Resampling-based multiple testing; Nadeau and Bengio \
    (2003), Inference for the generalization error, Machine Learning 52; Long et al. (2015), Deep adaptation networks, \
    ICML.",
    "来源：Gretton等（2012），A kernel two-sample test，JMLR 13；Biggs、Schrab和Gretton（2023），MMD-FUSE，NeurIPS；Westfall和Young（1993），Resampling-based multiple testing；Nadeau和Bengio（2003），Inference for the generalization error，Machine Learning 52；Long等（2015），Deep adaptation networks，ICML。",
);

/// The title of a report.
pub(crate) fn report_title(report: &Report) -> String {
    tell!("{} → {}", "{0} → {1}", report.source.name, report.target.name)
}

/// The question of a report.
pub(crate) fn report_lead(outcome: &Outcome) -> String {
    match outcome.settings.label.as_deref() {
        Some(label) => tell!(
            "Can a network that predicts {label}, trained on the source, be reused on the target?",
            "在源数据上训练、预测{label}的网络，能否在目标数据上复用？"
        ),
        None => tell!(
            "Are the inputs of these two tables alike?",
            "这两张表的输入是否相似？"
        ),
    }
}

/// Rows, columns, version and seed of a report.
pub(crate) fn report_facts(outcome: &Outcome) -> String {
    let report = &outcome.report;
    tell!(
        "{} and {}, compared in {}: {}. Kindred {}, seed {}. Fingerprints (BLAKE3, 128 bits): {} and {}.",
        "{0}和{1}，比较了{2}：{3}。Kindred {4}，随机种子{5}。指纹（BLAKE3，128位）：{6}和{7}。",
        counted(report.source.rows, Noun::SourceRow),
        counted(report.target.rows, Noun::TargetRow),
        counted(report.columns.len() as u64, Noun::Column),
        listed(&report.columns),
        report.app_version,
        outcome.settings.seed,
        report.source.fingerprint,
        report.target.fingerprint
    )
}

/// How the test was made, for a methods section.
pub(crate) fn methods_test(version: &str, regime: &str, permutations: u64, alpha: &str, seed: u64) -> String {
    tell!(
        "Source and target inputs were compared with a kernel two-sample test: the maximum mean discrepancy over ten \
         Gaussian and ten Laplace kernels, eleven kernels of whitened columns, and the statistics of single columns, joined \
         by their scores over the permutations (after MMD-FUSE). Bandwidths are quantiles of the pooled distances. \
         Numbers entered as normal scores of the pooled ranks, categories one-hot. The null distribution comes from \
         {regime} ({} of them; level α = {alpha}). Columns were tested one by one with Westfall–Young max-T \
         adjustment. The effect is the mean shift in SD with the same MMD, bounded by inverting its test. Computed with \
         Kindred {version}, seed {seed}.",
        "源输入与目标输入用核双样本检验比较。统计量由十个高斯核、十个拉普拉斯核、白化列上的十一个核以及各单列的统计量组成，按其在置换中的得分合并（参照MMD-FUSE）。带宽取自合并距离的分位数。数值列取合并秩的正态得分，类别列用独热编码。零分布由{regime}得到（共{0}次；显著性水平α = {alpha}）。各列逐一检验，用Westfall–Young max-T调整。效应量是MMD相同的均值偏移，以标准差为单位；其上界由检验反演得到。用Kindred {version}计算，随机种子{seed}。",
        count(permutations)
    )
}

/// How the networks were compared, for a methods section.
pub(crate) fn methods_networks(comparison: &Comparison) -> String {
    let (task, simple) = (task(comparison.task), simple_model(comparison.task));
    let constant = constant_guess(comparison.task);
    let held_out = match &comparison.held_out_by {
        HeldOutBy::Time(column) if comparison.rows.stretches > 1 => tell!(
            "the latest rows by {column} in {} stretches, with a rolling origin and a gap of {}",
            "按{column}最新的行，滚动起点{}段，间隔{}",
            count(comparison.rows.stretches),
            counted(comparison.rows.gap, Noun::Row)
        ),
        HeldOutBy::Time(column) => tell!("the latest rows by {column}", "按{column}最新的行"),
        HeldOutBy::Group(column) => tell!("whole groups of {column}", "{column}的整组行"),
        HeldOutBy::Chance => tell!("rows drawn at random", "随机抽取的行"),
    };
    let origin = if comparison.source_file.is_some() {
        say!("was opened from a file", "从文件打开")
    } else {
        say!("was trained on the source", "在源数据上训练")
    };
    tell!(
        "A network for {task} of {} {origin}, then recalibrated, probed and fine-tuned on labelled \
         target rows. It was compared with a network trained from scratch, {simple}, boosted trees and {constant}, with the same \
         tuning for all networks. {} target rows that none of them saw were held out ({held_out}) and judged them in {}. \
         Intervals follow Nadeau and Bengio.",
        "用于对{0}作{task}的网络{origin}，再用有标签的目标行校准、线性探测和微调。对照为从头训练的网络、{simple}、提升树和“{constant}”，各网络的调参相同。留出{1}行任何方案都未见过的目标行用于评判（{held_out}），共{2}。区间按Nadeau和Bengio的方法计算。",
        comparison.label,
        count(comparison.rows.held_out),
        counted(u64::from(comparison.repeats), Noun::PairedRepeat)
    )
}
