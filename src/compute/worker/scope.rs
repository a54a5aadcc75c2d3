//! The worker's scope: what is said to the page, the clock and the memory.

use wasm_bindgen::JsCast as _;
use web_sys::DedicatedWorkerGlobalScope;

use super::super::messages::{Message, Reply};
use super::super::wire;

/// Least time between two messages of progress, in seconds.
pub(super) const PROGRESS_EVERY: f64 = 0.1;

/// A panic ends the worker; the page hears of it before.
pub(super) fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        post(&Message::Died {
            message: info.to_string(),
        });
    }));
}

pub(super) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

pub(super) fn post(message: &Message) {
    if let Ok(value) = wire::encode(message) {
        // Fails only for values that cannot be cloned; a message is plain data.
        let _ = scope().post_message(&value);
    }
}

/// Says something of a job.
pub(super) fn reply(job: u32, reply: Reply) {
    post(&Message::Reply {
        job,
        reply: Box::new(reply),
        spent: false,
    });
}

/// Seconds since the worker started.
pub(super) fn seconds() -> f64 {
    scope()
        .performance()
        .map_or(0.0, |performance| performance.now() / 1_000.0)
}

/// Bytes of this worker's memory.
pub(super) fn memory() -> u64 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    u64::from(buffer.byte_length())
}
