//! How the domains differ in what each layer of the source network makes of held-out rows.

use maud::html;

use super::axis::{self, axis, place};
use super::scale::Linear;
use crate::report::{ByLayer, LayerEffect};
use crate::show::figure::Figure;
use crate::show::picture::Picture;
use crate::show::sheet::{Cell, Column, Sheet};
use crate::words;
use crate::words::numbers::significant;

const BAR: f64 = 12.0;

/// The figure: title, note, picture, legend, table. `opened` tells that the network came from a file.
pub(crate) fn figure(by_layer: &ByLayer, alpha: f64, opened: bool) -> Option<Figure> {
    if by_layer.layers.is_empty() {
        return None;
    }
    let in_deviations = in_deviations(&by_layer.layers);
    Some(Figure {
        note: Some(words::by_layer_rows(by_layer, opened)),
        legend: Some(words::layer_legend(alpha)),
        sheets: vec![sheet(&by_layer.layers)],
        ..Figure::new(
            "layers",
            words::by_layer_title(by_layer),
            words::layer_description(by_layer, in_deviations),
            |width| picture(width, &by_layer.layers, alpha),
        )
    })
}

/// Whether every layer has an effect in standard deviations, so that all have one unit.
fn in_deviations(layers: &[LayerEffect]) -> bool {
    layers.iter().all(|layer| layer.effect_sd.is_some())
}

/// The length of a layer's bar.
fn length(layer: &LayerEffect, in_deviations: bool) -> f64 {
    let length = layer.effect_sd.filter(|_| in_deviations).unwrap_or(layer.mmd2);
    if length.is_finite() { length.max(0.0) } else { 0.0 }
}

fn picture(width: f64, layers: &[LayerEffect], alpha: f64) -> Picture {
    let narrow = width < axis::NARROW;
    let (left, right) = if narrow { (1.0, 12.0) } else { (128.0, 144.0) };
    let line = if narrow { 44.0 } else { 32.0 };
    let in_deviations = in_deviations(layers);
    let longest = layers
        .iter()
        .map(|layer| length(layer, in_deviations))
        .fold(0.0, f64::max);
    let ends = (0.0, if longest > 0.0 { longest } else { 1.0 });
    let across = Linear::new(ends, (left, width - right));
    let base = line * layers.len() as f64 + 4.0;
    let (name_x, name_anchor) = if narrow {
        (0.0, "start")
    } else {
        (left - 16.0, "end")
    };
    let content = html! {
        @for (at, layer) in layers.iter().enumerate() {
            @let y = line * at as f64 + if narrow { 32.0 } else { 16.0 };
            @let text_y = if narrow { y - 12.0 } else { y + 5.0 };
            @let class = if layer.p_value <= alpha { "bar beyond" } else { "bar" };
            text.label x=(name_x) y=(text_y) text-anchor=(name_anchor) { (words::layer(layer.layer)) }
            rect class=(class) x=(left) y=(y - BAR / 2.0) height=(BAR)
                width=(place(across.at(length(layer, in_deviations)) - left)) {}
            text.label.value x=(width) y=(text_y) text-anchor="end" { (words::layer_effect(layer, in_deviations)) }
        }
        (axis(&across, ends, (left, width - right), width, base, words::layer_axis(in_deviations)))
    };
    Picture {
        width,
        height: base + axis::ROOM,
        content,
    }
}

fn sheet(layers: &[LayerEffect]) -> Sheet {
    let rows = layers.iter().map(|layer| {
        let effect = layer.effect_sd.map_or_else(
            || Cell::text(words::BEYOND_ANY_SHIFT.say()),
            |effect| Cell::number(significant(effect, 3), effect),
        );
        vec![
            Cell::text(words::layer(layer.layer)),
            Cell::probability(layer.p_value),
            effect,
            Cell::number(significant(layer.mmd2, 3), layer.mmd2),
        ]
    });
    Sheet {
        caption: None,
        columns: vec![
            Column::text(words::LAYER.say()),
            Column::number("p"),
            Column::number(words::EFFECT_IN_DEVIATIONS.say()),
            Column::number(words::SQUARED_MMD.say()),
        ],
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(effect_sd: Option<f64>) -> LayerEffect {
        LayerEffect {
            layer: 1,
            p_value: 0.01,
            effect_sd,
            mmd2: 0.02,
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

    #[test]
    #[expect(clippy::float_cmp, reason = "exactly zero")]
    fn a_bar_is_never_of_negative_or_endless_length() {
        assert_eq!(length(&layer(Some(-0.1)), true), 0.0);
        assert_eq!(length(&layer(Some(f64::INFINITY)), true), 0.0);
    }
}
