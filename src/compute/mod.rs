//! Between page and worker: messages, and the code on either side.

#[cfg(feature = "page")]
pub mod bridge;
pub mod frame;
pub mod messages;
pub mod room;
#[cfg(feature = "page")]
mod shim;
pub mod unchanged;
pub mod wire;
#[cfg(feature = "worker")]
pub mod worker;
