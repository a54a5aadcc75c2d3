//! What is dropped on the page.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

/// What the document's own script calls the function that hands over what was dropped before the page was there.
const TAKE_EARLY_DROP: &str = "takeEarlyDrop";

/// The files that were dropped before the page was there; nothing where there was no drop.
pub(super) fn early() -> Option<Vec<web_sys::File>> {
    let window = web_sys::window()?;
    let take: Function = Reflect::get(&window, &JsValue::from_str(TAKE_EARLY_DROP))
        .ok()?
        .dyn_into()
        .ok()?;
    let files: Array = take.call0(&JsValue::UNDEFINED).ok()?.dyn_into().ok()?;
    Some(files.iter().filter_map(|file| file.dyn_into().ok()).collect())
}

/// The files of a drop. A folder comes as a file that cannot be read, and is none.
pub(super) fn files(event: &web_sys::DragEvent) -> Vec<web_sys::File> {
    let Some(items) = event.data_transfer().map(|transfer| transfer.items()) else {
        return Vec::new();
    };
    let is_folder = |item: &web_sys::DataTransferItem| {
        let entry = item.webkit_get_as_entry().ok().flatten();
        entry.is_some_and(|entry| entry.is_directory())
    };
    (0..items.length())
        .filter_map(|at| items.get(at))
        .filter(|item| !is_folder(item))
        .filter_map(|item| item.get_as_file().ok().flatten())
        .collect()
}
