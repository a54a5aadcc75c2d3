//! How the domains differ in what each layer of the source network makes of held-out rows.

use leptos::prelude::*;

use super::axis;
use super::column;
use super::intervals::{NARROW, foot};
use super::scale::Linear;
use crate::page::numbers::{probability, significant};
use crate::page::state::Page;
use crate::page::words;
use crate::report::{ByLayer, LayerEffect};

const BAR: f64 = 12.0;

/// The figure: title, note, picture, what it suggests, table. `opened` tells that the network came from a file.
pub(in crate::page) fn figure(
    page: Page,
    by_layer: &ByLayer,
    alpha: f64,
    opened: bool,
) -> Option<impl IntoView + use<>> {
    if by_layer.layers.is_empty() {
        return None;
    }
    let in_deviations = in_deviations(&by_layer.layers);
    let description = words::layer_description(by_layer, in_deviations);
    let layers = by_layer.layers.clone();
    let table = table(&layers);
    Some(view! {
        <figure aria-labelledby="layers-title">
            <figcaption id="layers-title">{words::by_layer_title(by_layer)}</figcaption>
            <p class="small quiet">{words::by_layer_rows(by_layer, opened)}</p>
            {move || picture(column(page.width.get()), &layers, alpha, &description)}
            <p class="small quiet">{words::layer_legend(alpha)}</p>
            <p>{words::suggestion(by_layer.suggested_frozen)}</p>
            {(by_layer.suggested_frozen > 0).then(|| freeze(page, by_layer.suggested_frozen))}
            {table}
        </figure>
    })
}

/// The button that takes the suggestion, and whether it is taken.
fn freeze(page: Page, suggested: u32) -> impl IntoView {
    let taken = Memo::new(move |_| page.training.with(|training| training.frozen_layers == suggested));
    let take = move |_| {
        page.training
            .update(|training| training.frozen_layers = suggested);
        page.question_changed();
    };
    view! {
        <p class="row">
            <button type="button" disabled=move || page.busy() || taken.get() on:click=take>
                {words::freeze(suggested)}
            </button>
            <span class="small quiet" role="status">{move || taken.get().then(|| words::frozen(suggested))}</span>
        </p>
    }
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

fn picture(width: f64, layers: &[LayerEffect], alpha: f64, description: &str) -> impl IntoView + use<> {
    let narrow = width < NARROW;
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
    let bars = layers
        .iter()
        .enumerate()
        .map(|(at, layer)| {
            let y = line * at as f64 + if narrow { 32.0 } else { 16.0 };
            let text_y = if narrow { y - 12.0 } else { y + 5.0 };
            let (name_x, name_anchor) = if narrow { (0.0, "start") } else { (left - 16.0, "end") };
            let class = if layer.p_value <= alpha { "bar beyond" } else { "bar" };
            view! {
                <text class="label" x=name_x y=text_y text-anchor=name_anchor>{words::layer(layer.layer)}</text>
                <rect
                    class=class
                    x=left
                    y={y - BAR / 2.0}
                    width=format!("{:.1}", across.at(length(layer, in_deviations)) - left)
                    height=BAR
                />
                <text class="label value" x=width y=text_y text-anchor="end">
                    {words::layer_effect(layer, in_deviations)}
                </text>
            }
        })
        .collect_view();
    view! {
        <svg
            role="img"
            aria-label=description.to_owned()
            viewBox=format!("0 0 {width} {}", base + axis::ROOM)
            width=width
            height={base + axis::ROOM}
        >
            <g aria-hidden="true">
                {bars}
                {foot(&across, ends, (left, width - right), width, base, words::layer_axis(in_deviations))}
            </g>
        </svg>
    }
}

fn table(layers: &[LayerEffect]) -> impl IntoView + use<> {
    let rows = layers
        .iter()
        .map(|layer| {
            view! {
                <tr>
                    <th scope="row">{words::layer(layer.layer)}</th>
                    <td class="number">{probability(layer.p_value).trim_start_matches("= ").to_owned()}</td>
                    <td class="number">
                        {layer.effect_sd.map_or("beyond any shift".to_owned(), |effect| significant(effect, 3))}
                    </td>
                    <td class="number">{significant(layer.mmd2, 3)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <details>
            <summary>"The same as a table"</summary>
            <div class="scroll" tabindex="0" role="region" aria-label="Layer by layer">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Layer"</th>
                            <th scope="col" class="number">"p"</th>
                            <th scope="col" class="number">"Effect, SD"</th>
                            <th scope="col" class="number">"Squared MMD"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
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
