//! Whether the page stands in a frame that forbids what it needs.

use js_sys::Reflect;

/// Whether page or worker have no origin of their own, as in a frame with a sandbox. Such a page gets no files of its own, and
/// its worker no files of the user.
#[must_use]
pub fn is_sandboxed() -> bool {
    let origin = Reflect::get(&js_sys::global(), &"origin".into());
    origin.is_ok_and(|origin| origin.as_string().as_deref() == Some("null"))
}
