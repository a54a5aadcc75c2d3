//! Words about the layers of the source network, and how deep to freeze.

use crate::report::{ByLayer, LayerEffect};
use crate::show::numbers::{count, level, probability, significant};

/// The name of a layer.
pub(crate) fn layer(layer: u32) -> String {
    match layer {
        0 => "Inputs".to_owned(),
        hidden => format!("Hidden layer {hidden}"),
    }
}

/// What the layers say about freezing, as a finding.
pub(crate) fn by_layer_title(by_layer: &ByLayer) -> String {
    let last = by_layer.layers.iter().map(|layer| layer.layer).max().unwrap_or(0);
    match by_layer.suggested_frozen {
        0 => "The domains part in the lowest hidden layer already".to_owned(),
        frozen if frozen >= last => "No hidden layer was found in which the domains part".to_owned(),
        1 => {
            "No difference that matters was found in hidden layer 1; the domains part in the next".to_owned()
        }
        frozen => format!(
            "No difference that matters was found up to hidden layer {frozen}; the domains part in the next"
        ),
    }
}

/// On which rows the layers were measured.
pub(crate) fn by_layer_rows(by_layer: &ByLayer, opened: bool) -> String {
    let [source, target] = by_layer.rows.map(count);
    let known = if opened {
        format!(
            "Measured on {source} rows of the source and {target} of the target. Kindred cannot know whether the opened \
             network has learned from these source rows, which would make the layers look further apart than they are."
        )
    } else {
        format!(
            "Measured on rows that the source network has not seen: {source} held-out rows of the source and {target} \
             rows of the target, of which only the inputs were looked at."
        )
    };
    format!(
        "{known} The p-values are not adjusted for the number of layers; they guide a choice and prove nothing."
    )
}

/// How deep to freeze, in words.
pub(crate) fn suggestion(frozen: u32) -> String {
    match frozen {
        0 => "Freezing is not suggested: fine-tuning should be free to change every layer.".to_owned(),
        1 => "The lowest hidden layer makes the same of both domains, as far as these rows show. Freezing it leaves \
              fine-tuning fewer weights to fit, which helps most where labels are few; a comparison with it frozen tells."
            .to_owned(),
        frozen => format!(
            "The lowest {frozen} hidden layers make the same of both domains, as far as these rows show. Freezing them leaves \
             fine-tuning fewer weights to fit, which helps most where labels are few; a comparison with them frozen tells."
        ),
    }
}

/// The button that freezes.
pub(crate) fn freeze(frozen: u32) -> String {
    match frozen {
        1 => "Freeze the lowest layer in the next run".to_owned(),
        frozen => format!("Freeze the lowest {frozen} layers in the next run"),
    }
}

/// That the next run freezes.
pub(crate) fn frozen(frozen: u32) -> String {
    let layers = if frozen == 1 {
        "the lowest hidden layer".to_owned()
    } else {
        format!("the lowest {frozen} hidden layers")
    };
    format!("The next run freezes {layers}.")
}

/// The effect in a layer with its p-value.
pub(crate) fn layer_effect(layer: &LayerEffect, in_deviations: bool) -> String {
    let effect = match layer.effect_sd.filter(|_| in_deviations) {
        Some(effect) => format!("{} SD", significant(effect, 2)),
        None => significant(layer.mmd2, 2),
    };
    format!("{effect}, p {}", probability(layer.p_value))
}

/// The axis of the effects.
pub(crate) fn layer_axis(in_deviations: bool) -> &'static str {
    if in_deviations {
        "shift with the same MMD, in standard deviations →"
    } else {
        "squared MMD →"
    }
}

/// What the shades of the bars mean.
pub(crate) fn layer_legend(alpha: f64) -> String {
    format!("The stronger bars: p is at most {}.", level(alpha))
}

/// The layers for those who do not see them.
pub(crate) fn layer_description(by_layer: &ByLayer, in_deviations: bool) -> String {
    let layers: Vec<String> = by_layer
        .layers
        .iter()
        .map(|one| format!("{}: {}", layer(one.layer), layer_effect(one, in_deviations)))
        .collect();
    format!("Difference of the domains by layer. {}.", layers.join("; "))
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
