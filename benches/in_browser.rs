//! What the test and a step of training cost in a worker of a browser. `cargo xtask bench` prints it.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, reason = "a bench may stop where its own data are wrong")]
#![allow(clippy::cast_possible_truncation, reason = "numbers of the bench's own")]

mod cases;

use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

fn clock() -> f64 {
    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    scope.performance().expect("a worker knows the time").now() / 1_000.0
}

#[wasm_bindgen_test]
fn the_whole_test() {
    let mut print = |line: String| console_log!("{line}");
    cases::training::steps(clock, &mut print);
    cases::all_pairs(clock, &mut print);
    cases::planned(clock, &[20_480, 100_000, 1_000_000], &mut print);
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    console_log!("memory at most {:.0} MB", f64::from(buffer.byte_length()) / 1e6);
}
