//! Words about the layers of the source network, and which to freeze.

use super::errors::ERRORS_HEADING;
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

/// The title of the chart of the layers.
pub(crate) fn by_layer_title(by_layer: &ByLayer) -> String {
    let last = by_layer.layers.iter().map(|layer| layer.layer).max().unwrap_or(0);
    match by_layer.suggested_frozen {
        0 => tell!(
            "Source and target already differ in the lowest hidden layer",
            "源与目标在最靠近输入的隐藏层就有差异"
        ),
        frozen if frozen >= last => tell!(
            "No difference that matters was found in any hidden layer",
            "在所有隐藏层都没有发现重要差异"
        ),
        1 => tell!(
            "No difference that matters was found in hidden layer 1, but in the next",
            "在隐藏层1没有发现重要差异，在下一层有"
        ),
        frozen => tell!(
            "No difference that matters was found up to hidden layer {frozen}, but in the next",
            "直到隐藏层{frozen}都没有发现重要差异，在下一层有"
        ),
    }
}

/// The rows on which the layers were measured, and what the numbers do not show.
pub(crate) fn by_layer_rows(by_layer: &ByLayer, opened: bool) -> String {
    let [source, target] = by_layer.rows.map(count);
    let known = if opened {
        tell!(
            "Measured on {source} source rows and {target} target rows. If the opened network was trained on these \
             source rows, the layers look further apart than they are.",
            "用{source}行源数据和{target}行目标数据测量。如果打开的网络用这些源数据行训练过，各层看起来会比实际差异更大。"
        )
    } else {
        tell!(
            "Measured on {source} held-out source rows and {target} target rows, which the source network has not \
             seen. Of the target, only the inputs were used.",
            "用源网络未见过的{source}行留出源数据和{target}行目标数据测量。目标数据只用了输入。"
        )
    };
    tell!(
        "{known} These effects can differ from the test's. The p-values are not adjusted for the number of layers: \
         they guide a choice and prove nothing.",
        "{known}这些效应量可能与检验的不同。p值没有按层数调整，仅供选择参考，不能作为证明。"
    )
}

/// Which layers to freeze.
pub(crate) fn suggestion(frozen: u32) -> String {
    if frozen == 0 {
        return tell!(
            "Do not freeze layers: fine-tuning should be free to change all of them.",
            "不建议冻结：微调应能自由改变每一层。"
        );
    }
    let layers = lowest(frozen);
    let them = agreeing(frozen, "it", "them");
    tell!(
        "Source and target rows show no difference that matters in {layers}. Freezing {them} leaves fewer weights to \
         fit, which helps most when labels are few. Compare again with {them} frozen.",
        "源和目标的行在{layers}没有显示出重要差异。冻结后需要拟合的权重更少，标签少时最有帮助。请冻结后再比较一次。"
    )
}

/// The button that freezes.
pub(crate) fn freeze(frozen: u32) -> String {
    let layers = lowest(frozen);
    tell!("Freeze {layers} in the next run", "下次运行时冻结{layers}")
}

/// Says what the next run freezes.
pub(crate) fn frozen(frozen: u32) -> String {
    let layers = lowest(frozen);
    tell!("The next run freezes {layers}.", "下次运行将冻结{layers}。")
}

/// Names the lowest layers.
fn lowest(layers: u32) -> String {
    match layers {
        1 => tell!("the lowest hidden layer", "最靠近输入的隐藏层"),
        layers => tell!(
            "the lowest {layers} hidden layers",
            "最靠近输入的{layers}个隐藏层"
        ),
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

/// Explains the shades of the bars.
pub(crate) fn layer_legend(alpha: f64) -> String {
    tell!(
        "Stronger bars: p is at most {}.",
        "醒目的条：p值不超过{0}。",
        level(alpha)
    )
}

/// Describes the layers to those who do not see the chart.
pub(crate) fn layer_description(by_layer: &ByLayer, in_deviations: bool) -> String {
    let layers = by_layer.layers.iter().map(|one| {
        let effect = layer_effect(one, in_deviations);
        tell!("{}: {effect}", "{}：{effect}", layer(one.layer))
    });
    tell!(
        "Difference between source and target by layer. {}.",
        "源与目标逐层的差异。{}。",
        clauses(layers)
    )
}

/// What folds the figures that explain the advice.
pub(crate) fn explaining(has_errors: bool, has_layers: bool) -> &'static str {
    match (has_errors, has_layers) {
        (true, true) => say!(
            "Where the networks err, and what each layer sees",
            "各网络在哪里出错，以及每一层看到什么"
        ),
        (true, false) => ERRORS_HEADING.say(),
        (false, _) => say!("What each layer sees", "每一层看到什么"),
    }
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
        assert!(found(1).contains("in hidden layer 1, but"));
        assert!(found(2).contains("up to hidden layer 2, but"));
        assert!(found(3).ends_with("in any hidden layer"));
        assert_eq!(layer_effect(&layer(1), true), "0.040, p = .010");
        assert_eq!(
            layer_effect(
                &LayerEffect {
                    effect_sd: Some(0.31),
                    ..layer(1)
                },
                true
            ),
            "0.31\u{a0}SD, p = .010"
        );
    }
}
