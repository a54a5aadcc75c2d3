//! The few things asked of the browser itself.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::language::spoken;

/// The longest plain anchor, such as `#data`.
const LONGEST_ANCHOR: usize = 32;

/// The part of the address after `#`, without it.
pub(super) fn fragment() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .map(|hash| hash.trim_start_matches('#').to_owned())
        .unwrap_or_default()
}

/// Whether a fragment names a place on a page rather than a result: a short word of letters and hyphens.
pub(super) fn is_plain_anchor(fragment: &str) -> bool {
    fragment.len() <= LONGEST_ANCHOR
        && fragment
            .chars()
            .all(|character| character.is_ascii_alphabetic() || character == '-')
}

/// Takes the fragment out of the address, because the page shows something else now.
pub(super) fn forget_fragment() {
    let Some(window) = web_sys::window() else {
        return;
    };
    let location = window.location();
    if fragment().is_empty() {
        return;
    }
    let address = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    if let Ok(history) = window.history() {
        // Refused only for addresses of another site.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// The name under which a tab keeps its last result.
const LAST_RESULT: &str = "kindred-last-result";

/// Keeps a result for the time when the page is loaded anew in this tab. It is gone with the tab, because others may use
/// the same browser.
pub(super) fn keep_result(fragment: &str) {
    if let Some(storage) = storage() {
        // Refused where a browser keeps nothing; then a reload loses the result, as it does everywhere.
        let _ = storage.set_item(LAST_RESULT, fragment);
    }
}

/// The result that this tab kept.
pub(super) fn last_result() -> Option<String> {
    storage()?.get_item(LAST_RESULT).ok().flatten()
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// Whether the page stands within another one, which asks for the result alone: `?embed`.
pub(super) fn is_embedded() -> bool {
    let query = web_sys::window().and_then(|window| window.location().search().ok());
    query.is_some_and(|query| {
        query
            .trim_start_matches('?')
            .split('&')
            .any(|part| part == "embed")
    })
}

/// Marks the whole document, so that the style sheet shows the result alone.
pub(super) fn mark_embedded() {
    if let Some(body) = document().and_then(|document| document.body()) {
        // Refused only for names with blanks.
        let _ = body.class_list().add_1("embedded");
    }
}

/// Marks the whole document, so that it says that the page works without a network.
pub(super) fn mark_kept() {
    if let Some(body) = document().and_then(|document| document.body()) {
        // Refused only for names with blanks.
        let _ = body.class_list().add_1("kept-whole");
    }
}

/// The address of this page with its fragment, and without the part of its query that asks for the result alone.
pub(super) fn whole_address() -> String {
    let location = web_sys::window().map(|window| window.location());
    let part = |part: Option<Result<String, JsValue>>| part.and_then(Result::ok).unwrap_or_default();
    let query = part(location.as_ref().map(web_sys::Location::search));
    let others: Vec<&str> = query
        .trim_start_matches('?')
        .split('&')
        .filter(|part| !part.is_empty() && *part != "embed")
        .collect();
    let path = part(location.as_ref().map(web_sys::Location::pathname));
    let query = if others.is_empty() {
        String::new()
    } else {
        format!("?{}", others.join("&"))
    };
    path + &query + &part(location.as_ref().map(web_sys::Location::hash))
}

/// The file of the service worker, where the build wrote one.
pub(super) fn service_worker() -> Option<String> {
    let meta = document()?.query_selector("meta[name=service-worker]").ok()??;
    let file = meta.get_attribute("content").filter(|file| !file.is_empty())?;
    own_file(&file)
}

/// The address of this page with another fragment.
pub(super) fn address_with(fragment: &str) -> String {
    let here = web_sys::window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default();
    let before = here.split('#').next().unwrap_or_default();
    format!("{before}#{}", fragment.trim_start_matches('#'))
}

/// The absolute address of one of the page's own files.
pub(super) fn own_file(path: &str) -> Option<String> {
    let base = document()?.base_uri().ok().flatten()?;
    Some(Url::new_with_base(path, &base).ok()?.href())
}

/// A time in seconds since 1970 as people here write it, in the language of the page.
pub(super) fn local_time(seconds: u64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(seconds as f64 * 1_000.0));
    let options = js_sys::Object::new();
    for (name, value) in [("dateStyle", "long"), ("timeStyle", "short")] {
        // Fails only for frozen objects.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    date.to_locale_string(spoken().tag(), &options).into()
}

/// The time by the device's clock, in whole seconds since 1970, where the clock stands after that.
pub(super) fn now() -> Option<u64> {
    let seconds = (js_sys::Date::now() / 1_000.0).floor();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be a whole number that is not negative"
    )]
    (0.0..1e12).contains(&seconds).then_some(seconds as u64)
}

/// Takes the focus from a term, so that its explanation goes away.
pub(super) fn leave_term() {
    let focused = document().and_then(|document| document.active_element());
    let term = focused.filter(|element| element.class_list().contains("term"));
    if let Some(term) = term.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Fails only for elements that are gone.
        let _ = term.blur();
    }
}

/// Loads the page anew; the fragment is kept.
pub(super) fn reload() {
    if let Some(window) = web_sys::window() {
        // Refused only while the page is being left.
        let _ = window.location().reload();
    }
}

/// Puts text into the clipboard.
///
/// # Errors
/// Where the browser has none or refuses.
pub(super) async fn copy(text: &str) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let navigator = window.navigator();
    // Outside of secure contexts there is no clipboard, and calling it would throw.
    if Reflect::get(&navigator, &"clipboard".into())?.is_undefined() {
        return Err(JsValue::NULL);
    }
    wasm_bindgen_futures::JsFuture::from(navigator.clipboard().write_text(text)).await?;
    Ok(())
}

/// Saves a text as a file of this name.
///
/// # Errors
/// Where the browser refuses.
pub(super) fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    save_bytes(name, kind, text.as_bytes())
}

/// Saves bytes as a file of this name.
///
/// # Errors
/// Where the browser refuses.
pub(super) fn save_bytes(name: &str, kind: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let url = object_url(kind, bytes)?;
    save_address(name, &url)?;
    // The browser has to have opened the address before it is given back.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

/// An address for bytes of this kind, until it is given back.
///
/// # Errors
/// Where the browser refuses.
pub(super) fn object_url(kind: &str, bytes: &[u8]) -> Result<String, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    Url::create_object_url_with_blob(&blob)
}

/// Saves what stands at an address as a file of this name.
///
/// # Errors
/// Where there is no document.
pub(super) fn save_address(name: &str, address: &str) -> Result<(), JsValue> {
    let document = document().ok_or(JsValue::NULL)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(address);
    anchor.set_download(name);
    anchor.click();
    Ok(())
}

/// The page's document.
pub(super) fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// From so many pixels on, data and answer stand side by side: see `style/page.css`.
const SIDE_BY_SIDE: f64 = 1_100.0;

/// Whether data and answer stand side by side.
pub(super) fn is_wide() -> bool {
    let width = web_sys::window()
        .and_then(|window| window.inner_width().ok())
        .and_then(|width| width.as_f64());
    width.is_some_and(|width| width >= SIDE_BY_SIDE)
}

/// Scrolls to this element where its beginning is out of sight, or so low that little of it is in sight. In a narrow window the
/// answer needs nearly all of it.
pub(super) fn reveal(id: &str) {
    let height = web_sys::window()
        .and_then(|window| window.inner_height().ok())
        .and_then(|height| height.as_f64());
    let element = document().and_then(|document| document.get_element_by_id(id));
    let top = element.map(|element| element.get_bounding_client_rect().top());
    if let (Some(height), Some(top)) = (height, top)
        && !(0.0..height / if is_wide() { 2.0 } else { 16.0 }).contains(&top)
    {
        show(id);
    }
}

/// Puts the focus on an element where nothing that can be seen has it: a section may have folded over what was pressed.
pub(super) fn focus_if_lost(id: &str) {
    let Some(document) = document() else { return };
    let has_focus = document
        .active_element()
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
        .is_some_and(|element| element.tag_name() != "BODY" && element.offset_parent().is_some());
    if !has_focus {
        focus(id);
    }
}

/// Puts the focus on an element.
pub(super) fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Fails for no element that is there.
        drop(element.focus());
    }
}

/// Scrolls to an element.
pub(super) fn show(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        element.scroll_into_view();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_no_link_and_a_link_no_anchor() {
        for anchor in ["", "data", "test", "what-this-does-not-say"] {
            assert!(is_plain_anchor(anchor), "{anchor}");
        }
        for link in [
            "v1.AAAA",
            "v1",
            "v2.AAAA",
            "<script>",
            "%64",
            "a".repeat(33).as_str(),
        ] {
            assert!(!is_plain_anchor(link), "{link}");
        }
    }
}
