//! How a worker is lost.

use serde::{Deserialize, Serialize};

/// How a worker was lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Loss {
    /// The browser could not start it.
    NotStarted(Cause),
    /// It never said that it was ready.
    Silent {
        /// How long the page waited.
        seconds: u32,
    },
    /// It ended in the middle of its work.
    Broken(Cause),
    /// It ended while it read a file, with so much memory that there was probably no more.
    OutOfMemory,
    /// Page and worker did not understand each other.
    Unreadable(Cause),
}

/// What is known of the cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// Nothing.
    Unknown,
    /// Its files could not be loaded.
    FilesMissing,
    /// The page stands in a frame that forbids it.
    Sandboxed,
    /// A message was damaged on its way.
    DamagedMessage,
    /// What the browser, or the worker's panic, says of it.
    Message(String),
}

impl From<Option<String>> for Cause {
    fn from(message: Option<String>) -> Self {
        message.map_or(Self::Unknown, Self::Message)
    }
}
