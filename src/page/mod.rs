//! What people see: one page that reads from top to bottom, data, test, reuse, share.
//!
//! The page draws reports and progress, and computes nothing. What it knows lives in [`state`]; what the user
//! does is handled in [`actions`], what is asked of the worker in [`steps`], what it answers in [`answers`]; every
//! word is in [`words`].

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
