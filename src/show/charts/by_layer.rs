//! How the domains differ in what each layer of the source network makes of held-out rows.

use super::bars::{self, Bar, picture};
use crate::report::{ByLayer, LayerEffect};
use crate::show::figure::Figure;
use crate::show::sheet::{Cell, Column, Sheet};
use crate::words;

/// The room for names in a wide picture.
const NAMES: f64 = 176.0;

/// The figure: title, note, picture, legend, table. `opened` tells that the network came from a file.
pub(crate) fn figure(by_layer: &ByLayer, alpha: f64, opened: bool) -> Option<Figure> {
    if by_layer.layers.is_empty() {
        return None;
    }
    let in_deviations = in_deviations(&by_layer.layers);
    let bars: Vec<Bar> = by_layer
        .layers
        .iter()
        .map(|layer| Bar {
            name: words::layer(layer.layer),
            length: length(layer, in_deviations),
            value: words::layer_effect(layer, in_deviations),
            is_strong: layer.p_value <= alpha,
        })
        .collect();
    let longest = bars.iter().map(|bar| bar.length).fold(0.0, f64::max);
    let end = if longest > 0.0 { longest } else { 1.0 };
    Some(Figure {
        note: Some(words::by_layer_rows(by_layer, opened)),
        legend: Some(words::layer_legend(alpha)),
        sheets: vec![sheet(&by_layer.layers)],
        ..Figure::new(
            "layers",
            words::by_layer_title(by_layer),
            words::layer_description(by_layer, in_deviations),
            |width| picture(width, &bars, end, NAMES, words::layer_axis(in_deviations)),
        )
    })
}

/// Whether every layer has an effect in standard deviations, so that all have one unit.
fn in_deviations(layers: &[LayerEffect]) -> bool {
    layers.iter().all(|layer| layer.effect_sd.is_some())
}

/// The length of a layer's bar.
fn length(layer: &LayerEffect, in_deviations: bool) -> f64 {
    bars::length(layer.effect_sd.filter(|_| in_deviations).unwrap_or(layer.mmd2))
}

fn sheet(layers: &[LayerEffect]) -> Sheet {
    let rows = layers.iter().map(|layer| {
        let beyond = || Cell::text(words::BEYOND_ANY_SHIFT.say());
        vec![
            Cell::text(words::layer(layer.layer)),
            Cell::probability(layer.p_value),
            layer
                .effect_sd
                .map_or_else(beyond, |effect| Cell::significant(effect, 3)),
            Cell::significant(layer.mmd2, 3),
        ]
    });
    Sheet::new(
        [
            Column::text(words::LAYER.say()),
            Column::number("p"),
            Column::number(words::EFFECT_IN_DEVIATIONS.say()),
            Column::number(words::SQUARED_MMD.say()),
        ],
        rows,
    )
}

#[cfg(test)]
mod tests {
    use super::super::text;
    use super::*;
    use crate::language::{Language, in_language};
    use crate::show::picture::NARROW;

    fn layer(effect_sd: Option<f64>) -> LayerEffect {
        LayerEffect {
            layer: 1,
            p_value: 0.01,
            effect_sd,
            mmd2: 0.02,
        }
    }

    #[test]
    fn names_and_values_have_room() {
        let strong = LayerEffect {
            effect_sd: Some(12.34),
            ..layer(None)
        };
        for language in Language::ALL {
            in_language(language, || {
                let value = text::width(&words::layer_effect(&strong, true));
                for number in 0..=8 {
                    let name = words::layer(number);
                    assert_eq!(text::fitting(&name, NAMES - 16.0), name);
                    assert!(text::width(&name) + value + 8.0 <= NARROW, "{name} {value}");
                }
            });
        }
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "numbers handed through")]
    fn one_layer_beyond_any_shift_changes_the_unit_of_all() {
        let known = [layer(Some(0.3)), layer(Some(0.1))];
        assert!(in_deviations(&known));
        assert_eq!(length(&known[0], true), 0.3);
        let unknown = [layer(Some(0.3)), layer(None)];
        assert!(!in_deviations(&unknown));
        assert_eq!(unknown.map(|layer| length(&layer, false)), [0.02, 0.02]);
    }
}
