//! Words about labels at the same inputs, and about the loss of the source network taken apart.

use super::metrics::metric;
use super::nouns::Noun;
use super::numbers::{counted, difference, differences, fixed, percent, probability};
use crate::language::{Phrase, phrase, say, tell};
use crate::report::{Changed, Conditional, ConditionalVerdict, LossParts, Measure};

pub(crate) const CONDITIONAL_HEADING: Phrase = phrase("Labels at the same inputs", "相同输入下的标签");
pub(crate) const CONDITIONAL_INTRO: Phrase = phrase(
    "Inputs predict the label, and they predict which table a row comes from. If what is left of both goes together, \
     the label depends on the table at the same inputs. This holds whether or not the inputs differ.",
    "用输入预测标签，也用输入预测一行属于哪张表。如果两者的残差相关，则在相同输入下标签仍取决于所属的表。无论输入是否有差异，这都成立。",
);
pub(crate) const LOSS_HEADING: Phrase = phrase("Why the source network loses", "源网络变差的原因");
const OVERLAP: Phrase = phrase("Overlap of the tables", "两张表的重叠程度");
const P_VALUE: Phrase = phrase("p-value", "p值");
const ROWS: Phrase = phrase("Rows used", "使用的行");
const FLIPS: Phrase = phrase("Draws of random signs", "随机符号的次数");

/// The verdict in a few words.
pub(crate) fn conditional_headline(verdict: ConditionalVerdict) -> &'static str {
    match verdict {
        ConditionalVerdict::Shifted => say!("Relation shifted", "关系偏移"),
        ConditionalVerdict::NotFound => say!("No shift of the relation found", "没有发现关系偏移"),
        ConditionalVerdict::HardlyOverlap => say!("The tables hardly overlap", "两张表几乎没有重叠"),
        ConditionalVerdict::TooFewRows => say!("Too few rows", "行数太少"),
    }
}

/// What the test found, in a sentence or two.
pub(crate) fn conditional_verdict(conditional: &Conditional) -> String {
    match (conditional.verdict, conditional.p_value, conditional.changed) {
        (ConditionalVerdict::Shifted, Some(p_value), changed) => {
            labels_differ(p_value, changed.unwrap_or(Changed::Mean))
        }
        (ConditionalVerdict::NotFound, Some(p_value), _) => no_other_labels(p_value),
        (ConditionalVerdict::HardlyOverlap, ..) => hardly_overlap().to_owned(),
        _ => say!(
            "Too few rows with a label have inputs that occur in both tables.",
            "带标签且输入在两张表中都出现的行太少。"
        )
        .to_owned(),
    }
}

/// Labels that differ at the same inputs.
pub(super) fn labels_differ(p_value: f64, changed: Changed) -> String {
    let p = probability(p_value);
    match changed {
        Changed::Mean => tell!(
            "At the same inputs the label differs between the tables (p {p}).",
            "在相同输入下，两张表的标签有差异（p {p}）。"
        ),
        Changed::Spread => tell!(
            "At the same inputs the label spreads differently in the two tables (p {p}).",
            "在相同输入下，两张表中标签的离散程度不同（p {p}）。"
        ),
    }
}

/// Nothing found at the same inputs.
pub(super) fn no_other_labels(p_value: f64) -> String {
    tell!(
        "At the same inputs the test found no difference in the label (p {0}). It can miss a small one.",
        "在相同输入下，检验没有发现标签有差异（p {0}），但较小的差异可能看不出来。",
        probability(p_value)
    )
}

/// Tables whose inputs have hardly anything in common.
pub(super) fn hardly_overlap() -> &'static str {
    say!(
        "The inputs of the two tables hardly overlap. No test can tell whether the label follows from the inputs as before.",
        "两张表的输入几乎没有重叠。没有检验能说明标签与输入的关系是否不变。"
    )
}

/// The numbers of the test with their names.
pub(crate) fn conditional_numbers(conditional: &Conditional) -> Vec<(&'static str, String)> {
    let p_value = conditional
        .p_value
        .map(|p| (P_VALUE.say(), super::numbers::p_value(p)));
    let overlap = conditional
        .overlap
        .map(|overlap| (OVERLAP.say(), percent(overlap.min(1.0))));
    let flips = (conditional.flips > 0).then(|| {
        let flips = super::numbers::count(u64::from(conditional.flips));
        (FLIPS.say(), flips)
    });
    let rows = (ROWS.say(), super::sum_of_rows(conditional.rows_used));
    p_value
        .into_iter()
        .chain(overlap)
        .chain(flips)
        .chain([rows])
        .collect()
}

/// What the overlap means.
pub(crate) fn overlap_meaning(conditional: &Conditional) -> Option<String> {
    conditional.overlap?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count of rows, rounded"
    )]
    let rows = conditional.overlapping_rows().round().clamp(0.0, 1e12) as u64;
    Some(tell!(
        "Overlap: 100\u{a0}% if the inputs tell nothing of the table, 0\u{a0}% if they tell which. It is worth {} in both \
         tables together.",
        "重叠程度：若从输入看不出属于哪张表则为100%，若完全看得出则为0%。相当于两张表合计{}。",
        counted(rows, Noun::Row)
    ))
}

/// The loss of the source network taken apart, in one sentence; of a loss that is not certain, its interval alone.
pub(crate) fn loss_parts(parts: &LossParts) -> String {
    let of = |measure: Measure| difference(measure.mean);
    let metric = metric(parts.metric);
    let total = fixed(parts.total.mean.abs(), 2);
    if parts.total.is_above_zero() {
        let [inputs, relation, new] = [parts.harder_inputs, parts.other_relation, parts.new_inputs].map(of);
        return tell!(
            "On the target the source network is worse by {total} in {metric} than on the source: {inputs} from inputs that \
             are harder, {relation} from another relation, {new} from inputs that the source hardly has.",
            "源网络在目标数据上的{metric}比在源数据上差{total}：其中{inputs}来自更难的输入，{relation}来自关系的改变，{new}来自源数据中几乎没有的输入。"
        );
    }
    if parts.total.is_below_zero() {
        return tell!(
            "On the target the source network is better by {total} in {metric} than on the source.",
            "源网络在目标数据上的{metric}比在源数据上好{total}。"
        );
    }
    let interval = differences(parts.total.low, parts.total.high, 3);
    tell!(
        "It is not certain that the source network is worse on the target than on the source (loss in {metric}: {interval}).",
        "尚不能确定源网络在目标数据上比在源数据上差（{metric}的损失：{interval}）。"
    )
}

/// The parts with their names and intervals.
pub(crate) fn loss_numbers(parts: &LossParts) -> [(&'static str, String); 4] {
    let of = |measure: Measure| {
        let Measure { mean, low, high } = measure;
        tell!("{} ({})", "{}（{}）", difference(mean), differences(low, high, 3))
    };
    [
        (say!("Loss in all", "总损失"), of(parts.total)),
        (
            say!("Inputs that are harder", "更难的输入"),
            of(parts.harder_inputs),
        ),
        (say!("Another relation", "关系的改变"), of(parts.other_relation)),
        (
            say!("Inputs that the source hardly has", "源数据中几乎没有的输入"),
            of(parts.new_inputs),
        ),
    ]
}

/// What the parts rest on.
pub(crate) fn loss_meaning(parts: &LossParts) -> String {
    tell!(
        "In {}, above zero where the target costs more, with 95\u{a0}% intervals. Rows of both tables are weighted towards the \
         inputs that both have, and compared there.",
        "以{}计，大于零表示在目标数据上更差，附95%区间。对两张表的行加权，使其偏向双方都有的输入，并在那里比较。",
        metric(parts.metric)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::full;

    #[test]
    fn a_test_says_what_it_found_and_how_sure_it_is() {
        let mut conditional = full().report.relation.unwrap().conditional.unwrap();
        assert_eq!(
            conditional_verdict(&conditional),
            "At the same inputs the label differs between the tables (p = .003)."
        );
        (conditional.verdict, conditional.p_value) = (ConditionalVerdict::NotFound, Some(0.2));
        assert!(conditional_verdict(&conditional).contains("can miss"));
        assert_eq!(conditional_numbers(&conditional)[1].1, "62\u{a0}%");
    }

    #[test]
    fn the_parts_of_a_loss_stand_in_one_sentence() {
        let parts = full().report.comparison.unwrap().loss.unwrap();
        assert_eq!(
            loss_parts(&parts),
            "On the target the source network is worse by 0.31 in R² than on the source: +0.050 from inputs that are harder, \
             +0.220 from another relation, +0.040 from inputs that the source hardly has."
        );
        let mut parts = parts;
        parts.total.low = -0.02;
        assert!(loss_parts(&parts).contains("not certain"));
    }
}
