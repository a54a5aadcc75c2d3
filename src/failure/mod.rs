//! Everything that a job of the worker can end with, as facts.
//!
//! This room knows neither Burn nor the browser, so that page and worker both hold these types. They say nothing
//! themselves: `words` turns them into sentences.

mod job;
mod loss;
mod model;
mod reuse;

pub use job::Failure;
pub use loss::{Cause, Loss};
pub use model::{LabelForm, ModelError, Phase, Role};
pub use reuse::ReuseError;
