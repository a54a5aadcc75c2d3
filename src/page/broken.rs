//! A defect of the page itself: shows a card that stands ready in `index.html`, because after a panic nothing
//! of the framework can be trusted.

use std::panic::{PanicHookInfo, set_hook};

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast as _;

use super::browser;

/// Watches for panics.
pub(super) fn watch() {
    // The button works without wasm: it calls the browser's own `location.reload`, which keeps the fragment.
    if let (Some(button), Some(window)) = (element("broken-reload"), web_sys::window()) {
        let location = window.location();
        let reload = Reflect::get(&location, &"reload".into())
            .ok()
            .and_then(|reload| reload.dyn_into::<Function>().ok());
        if let Some(reload) = reload {
            let reload = reload.bind0(&location);
            // Refused only for a listener that is no function.
            let _ = button.add_event_listener_with_callback("click", &reload);
        }
    }
    set_hook(Box::new(|info: &PanicHookInfo<'_>| {
        console_error_panic_hook::hook(info);
        if let Some(card) = element("broken") {
            let _ = card.remove_attribute("hidden");
            card.scroll_into_view();
        }
    }));
}

fn element(id: &str) -> Option<web_sys::Element> {
    browser::document()?.get_element_by_id(id)
}
