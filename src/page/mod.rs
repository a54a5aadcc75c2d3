//! What people see: one page that reads from top to bottom: data, question, answer, share.
//!
//! The page draws reports and progress, and computes nothing. Each section has a folder with its views, its words, and
//! its part of what the page knows (`state`). `work` stands between the sections and the worker: what the user starts
//! (`work::actions`), which task is next (`work::tasks`, `work::steps`), and what comes back (`work::answers`). It holds
//! the parts of all sections together (`work::page`).
//!
//! The page loads in two parts. `front` is there first and takes files; `parts` loads `rest`, which is everything
//! else.

// Leptos hands properties over by value (the page's handle, a set of signals, is one of them), and its macro
// writes functions that are wider than ours.
#![allow(
    clippy::large_types_passed_by_value,
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    unreachable_pub
)]

mod answer;
mod broken;
mod browser;
mod data;
mod focus;
mod form;
mod front;
mod language;
mod later;
mod offline;
mod parts;
mod phrase;
mod question;
mod rest;
mod samples;
mod share;
mod words;
mod work;

use wasm_bindgen::JsCast as _;

/// Starts the page: puts it in the place of the skeleton in `index.html`.
pub fn start() {
    broken::watch();
    let spoken = leptos::prelude::RwSignal::new(language::begin());
    if let Some(place) = element("languages") {
        leptos::mount::mount_to(place, move || {
            language::Languages(language::LanguagesProps { spoken })
        })
        .forget();
    }
    if browser::is_embedded() {
        browser::mark_embedded();
    }
    if let Some(place) = element("app") {
        place.set_inner_html("");
        leptos::mount::mount_to(place, move || {
            let front = front::Front::new();
            parts::load(front);
            front::App(front::AppProps { front, spoken })
        })
        .forget();
    }
}

fn element(id: &str) -> Option<web_sys::HtmlElement> {
    browser::document()?.get_element_by_id(id)?.dyn_into().ok()
}
