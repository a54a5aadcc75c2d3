//! Saving the figures of a result: as SVG, as PNG, and what they show as CSV.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast as _, JsValue};

use super::state::AnswerState;
use super::words;
use crate::page::browser;
use crate::page::data::DataState;
use crate::page::work::{Place, WorkState};
use crate::show::{self, Figure};

/// How many pixels of a PNG stand for one of the picture, so that it is sharp in print.
const SHARPNESS: f64 = 2.0;

/// Saves the figure whose button was pressed, where one was. The buttons are markup, not views, so the page listens
/// for all of them.
pub(crate) fn pressed(data: DataState, answer: AnswerState, work: WorkState, event: &web_sys::MouseEvent) {
    let Some(button) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|target| target.closest("button[data-save]").ok().flatten())
    else {
        return;
    };
    let (Some(kind), Some(id)) = (
        button.get_attribute("data-save"),
        button.get_attribute("data-figure"),
    ) else {
        return;
    };
    let Some(figure) = figure(data, answer, &id) else {
        return;
    };
    spawn_local(async move {
        work.clear_alert(Place::Share);
        let saved = match kind.as_str() {
            "svg" => browser::save(&format!("kindred-{id}.svg"), "image/svg+xml", &figure.svg()),
            "csv" => browser::save(&format!("kindred-{id}.csv"), "text/csv", &figure.csv()),
            _ => png(&format!("kindred-{id}.png"), &figure).await,
        };
        if saved.is_err() {
            work.alert(Place::Share, words::NO_DOWNLOAD);
        }
    });
}

fn figure(data: DataState, answer: AnswerState, id: &str) -> Option<Figure> {
    if id == show::column::COLUMN_FIGURE {
        return untrack(|| data.column_figure());
    }
    answer.shown.with_untracked(|shown| {
        let outcome = &shown.as_ref()?.outcome;
        let figures = answer
            .landscape
            .with_untracked(|landscape| show::figures(outcome, landscape.as_ref()));
        figures.into_iter().find(|figure| figure.id() == id)
    })
}

/// Paints the SVG file on a canvas and saves that.
async fn png(name: &str, figure: &Figure) -> Result<(), JsValue> {
    let document = browser::document().ok_or(JsValue::NULL)?;
    let image = web_sys::HtmlImageElement::new()?;
    let url = browser::object_url("image/svg+xml", figure.svg().as_bytes())?;
    image.set_src(&url);
    let decoded = wasm_bindgen_futures::JsFuture::from(image.decode()).await;
    let painted = decoded.and_then(|_| {
        let canvas: web_sys::HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
        let size = |length: u32| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a picture of some hundred pixels"
            )]
            let pixels = (f64::from(length) * SHARPNESS) as u32;
            pixels
        };
        let (width, height) = (size(image.natural_width()), size(image.natural_height()));
        canvas.set_width(width);
        canvas.set_height(height);
        let context: web_sys::CanvasRenderingContext2d =
            canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
        context.draw_image_with_html_image_element_and_dw_and_dh(
            &image,
            0.0,
            0.0,
            f64::from(width),
            f64::from(height),
        )?;
        browser::save_address(name, &canvas.to_data_url()?)
    });
    // Given back whether or not it was painted.
    let _ = web_sys::Url::revoke_object_url(&url);
    painted
}
