//! Writes the networks of `tests/networks` that Kindred exports; `make.py exported` then asks onnxruntime about them.
//!
//! ```text
//! cargo run --no-default-features --example export_networks
//! ```

#![allow(
    clippy::unwrap_used,
    reason = "its own networks are sound, or the files are worth nothing"
)]

#[path = "../tests/suite/networks.rs"]
mod networks;

use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "networks"].iter().collect();
    for name in networks::EXPORTED {
        std::fs::write(
            folder.join(format!("{name}.onnx")),
            networks::bundle(name).to_onnx().unwrap(),
        )?;
    }
    Ok(())
}
