//! The one place that says where networks are computed.

use burn::tensor::Device;

/// The device of all tensors: Burn's ndarray backend, the processor.
///
/// Steps of training are written out on slices (`steps`), with the products of this backend's library.
#[must_use]
// Burn 0.22 announces that flex will follow ndarray. The ndarray backend is part of what Kindred is built
// on, and no other code names it, so a change of backend is a change of this line.
#[allow(deprecated)]
pub fn device() -> Device {
    Device::ndarray()
}
