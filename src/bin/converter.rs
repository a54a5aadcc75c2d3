//! The binary that makes CSV of workbooks and Parquet; the worker loads it when such a file comes.

fn main() {}

mod exported {
    // What wasm-bindgen exports is public and takes texts by value.
    #![allow(clippy::needless_pass_by_value, unreachable_pub)]

    use js_sys::{Function, Uint8Array};
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen::prelude::*;

    /// The build, which the worker must share.
    #[must_use]
    #[wasm_bindgen]
    pub fn build() -> String {
        kindred::BUILD.to_owned()
    }

    /// Bytes of this module's memory, which never shrinks. The module itself exports a `memory`.
    #[wasm_bindgen]
    #[must_use]
    pub fn memory_in_use() -> f64 {
        let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
        let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
        f64::from(buffer.byte_length())
    }

    /// Makes CSV of a file. `sink` is called with pieces of it and answers whether it wants more. Gives what the file
    /// was made of.
    ///
    /// # Errors
    /// A `ConvertError`, which says why no CSV could be made of it.
    #[wasm_bindgen]
    pub fn convert(bytes: Vec<u8>, sheet: Option<String>, sink: &Function) -> Result<JsValue, JsValue> {
        let mut pass = |piece: &[u8]| {
            let answer = sink.call1(&JsValue::NULL, &Uint8Array::from(piece));
            answer.is_ok_and(|answer| answer.is_truthy())
        };
        match kindred::convert::convert(bytes, sheet.as_deref(), &mut pass) {
            Ok(made_of) => Ok(serde_wasm_bindgen::to_value(&made_of)?),
            Err(error) => Err(serde_wasm_bindgen::to_value(&error)?),
        }
    }
}
