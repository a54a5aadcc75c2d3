//! Between page and worker: messages, and the code on either side.

pub mod messages;
