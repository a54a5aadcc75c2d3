//! Messages as JavaScript values, the same way on both sides.

use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

/// The function of the worker's scope that loads the converter.
pub const CONVERTER: &str = "kindredConverter";

/// A message as a JavaScript value.
///
/// Whole numbers beyond 2^53 (a seed from a link may be one) cross as `BigInt`, so that none is rounded or
/// refused.
///
/// # Errors
/// Where the message has no JavaScript form. None of ours is without.
pub fn encode<T: Serialize>(message: &T) -> Result<JsValue, serde_wasm_bindgen::Error> {
    message.serialize(&serde_wasm_bindgen::Serializer::new().serialize_large_number_types_as_bigints(true))
}

/// A message from a JavaScript value.
///
/// # Errors
/// Where the value is not such a message.
pub fn decode<T: DeserializeOwned>(value: JsValue) -> Result<T, serde_wasm_bindgen::Error> {
    serde_wasm_bindgen::from_value(value)
}
