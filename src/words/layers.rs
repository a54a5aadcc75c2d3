//! Words about the layers of the source network, and how deep to freeze.

use super::figures::SHIFT_AXIS;
use super::lists::clauses;
use super::nouns::agreeing;
use super::numbers::{count, deviations, level, probability, significant};
use crate::language::{say, tell};
use crate::report::{ByLayer, LayerEffect};

/// The name of a layer.
pub(crate) fn layer(layer: u32) -> String {
    match layer {
        0 => tell!("Inputs (these rows)", "输入（这些行）"),
        hidden => tell!("Hidden layer {hidden}", "隐藏层{hidden}"),
    }
}

/// What the layers say about freezing, as a finding.
pub(crate) fn by_layer_title(by_layer: &ByLayer) -> String {
    let last = by_layer.layers.iter().map(|layer| layer.layer).max().unwrap_or(0);
    match by_layer.suggested_frozen {
        0 => tell!(
            "The domains part in the lowest hidden layer already",
            "两个域在最低的隐藏层就已分开"
        ),
        frozen if frozen >= last => tell!(
            "No hidden layer was found in which the domains part",
            "没有发现两个域在哪个隐藏层分开"
        ),
        1 => tell!(
            "No difference that matters was found in hidden layer 1; the domains part in the next",
            "在隐藏层1没有发现有意义的差异；两个域在下一层分开"
        ),
        frozen => tell!(
            "No difference that matters was found up to hidden layer {frozen}; the domains part in the next",
            "直到隐藏层{frozen}都没有发现有意义的差异；两个域在下一层分开"
        ),
    }
}

/// On which rows the layers were measured.
pub(crate) fn by_layer_rows(by_layer: &ByLayer, opened: bool) -> String {
    let [source, target] = by_layer.rows.map(count);
    let known = if opened {
        tell!(
            "Measured on {source} rows of the source and {target} of the target. Kindred cannot know whether the opened \
             network has learned from these source rows, which would make the layers look further apart than they are.",
            "用{source}行源数据和{target}行目标数据测量。Kindred无法知道打开的网络是否从这些源数据行学习过；如果是，各层看起来会比实际相距更远。"
        )
    } else {
        tell!(
            "Measured on rows that the source network has not seen: {source} held-out rows of the source and {target} \
             rows of the target, of which only the inputs were looked at.",
            "用源网络未见过的行测量：{source}行留出的源数据和{target}行目标数据，后者只看输入。"
        )
    };
    tell!(
        "{known} The effects are those of these rows as the network sees them, and need not agree with the test's. The \
         p-values are not adjusted for the number of layers; they guide a choice and prove nothing.",
        "{known}效应是这些行在网络中的差异，不必与检验的效应一致。p值没有按层数调整；它们指引选择，但不证明什么。"
    )
}

/// How deep to freeze, in words.
pub(crate) fn suggestion(frozen: u32) -> String {
    if frozen == 0 {
        return tell!(
            "Freezing is not suggested: fine-tuning should be free to change every layer.",
            "不建议冻结：微调应能自由改变每一层。"
        );
    }
    let layers = lowest(frozen);
    let them = agreeing(frozen, "it", "them");
    tell!(
        "These rows show no difference that matters in {layers}. Freezing {them} leaves fine-tuning fewer weights to fit, \
         which helps most where labels are few. Compare with {them} frozen to see whether it helps.",
        "这些行没有显示出两个域在{layers}有重要差异。冻结后，微调需要拟合的权重更少，标签少时最有帮助。请冻结后再比较一次，看是否有帮助。"
    )
}

/// The button that freezes.
pub(crate) fn freeze(frozen: u32) -> String {
    let layers = lowest(frozen);
    tell!("Freeze {layers} in the next run", "下次运行时冻结{layers}")
}

/// That the next run freezes.
pub(crate) fn frozen(frozen: u32) -> String {
    let layers = lowest(frozen);
    tell!("The next run freezes {layers}.", "下次运行将冻结{layers}。")
}

/// So many layers from the lowest up.
fn lowest(layers: u32) -> String {
    match layers {
        1 => tell!("the lowest hidden layer", "最低的隐藏层"),
        layers => tell!("the lowest {layers} hidden layers", "最低的{layers}个隐藏层"),
    }
}

/// The effect in a layer with its p-value.
pub(crate) fn layer_effect(layer: &LayerEffect, in_deviations: bool) -> String {
    let effect = match layer.effect_sd.filter(|_| in_deviations) {
        Some(effect) => deviations(effect, 2),
        None => significant(layer.mmd2, 2),
    };
    tell!("{effect}, p {}", "{effect}，p {0}", probability(layer.p_value))
}

/// The axis of the effects.
pub(crate) fn layer_axis(in_deviations: bool) -> &'static str {
    if in_deviations {
        SHIFT_AXIS.say()
    } else {
        say!("squared MMD →", "MMD平方 →")
    }
}

/// What the shades of the bars mean.
pub(crate) fn layer_legend(alpha: f64) -> String {
    tell!(
        "The stronger bars: p is at most {}.",
        "较深的条：p值不超过{0}。",
        level(alpha)
    )
}

/// The layers for those who do not see them.
pub(crate) fn layer_description(by_layer: &ByLayer, in_deviations: bool) -> String {
    let layers = by_layer.layers.iter().map(|one| {
        let effect = layer_effect(one, in_deviations);
        tell!("{}: {effect}", "{}：{effect}", layer(one.layer))
    });
    tell!(
        "Difference of the domains by layer. {}.",
        "两个域逐层的差异。{}。",
        clauses(layers)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_have_a_finding() {
        let layer = |layer| LayerEffect {
            layer,
            p_value: 0.01,
            effect_sd: None,
            mmd2: 0.04,
        };
        let found = |suggested_frozen| {
            by_layer_title(&ByLayer {
                layers: vec![layer(0), layer(1), layer(2), layer(3)],
                suggested_frozen,
                rows: [50, 60],
            })
        };
        assert!(found(0).contains("already"));
        assert!(found(1).contains("in hidden layer 1;"));
        assert!(found(2).contains("up to hidden layer 2;"));
        assert!(found(3).starts_with("No hidden layer"));
        assert_eq!(layer_effect(&layer(1), true), "0.040, p = .010");
        assert_eq!(
            layer_effect(
                &LayerEffect {
                    effect_sd: Some(0.31),
                    ..layer(1)
                },
                true
            ),
            "0.31 SD, p = .010"
        );
    }
}
