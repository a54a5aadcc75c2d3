//! Networks: training, fine-tuning, prediction.
//!
//! The room sees matrices and labels only. [`train`] fits a network on the rows of one table, [`fine_tune`]
//! and [`linear_probe`] adapt it to the rows of another, [`Network::predict`] asks it, and [`r_squared`] and
//! [`balanced_accuracy`] judge the answers. All random draws come from the seed that is handed in, so the
//! same call gives the same network, whatever ran before it or runs beside it.

mod adaptation;
mod boosted;
mod device;
mod examples;
mod fine_tuning;
mod layers;
mod learning_rate;
mod linear;
mod loss;
mod metrics;
mod network;
mod plain;
mod recalibration;
mod schedule;
mod settings;
mod steps;
mod task;
mod training;

#[cfg(test)]
mod synthetic;

pub use adaptation::adapt;
pub use boosted::{InputColumn, Teaching, boosted};
pub use device::device;
pub use examples::{Examples, Labels};
pub use fine_tuning::{fine_tune, fine_tune_for, linear_probe};
pub use learning_rate::learning_rate_for;
pub use linear::{Ridge, ridge, ridge_with};
pub use metrics::{Answers, BLOCKS, Judged, Truth, balanced_accuracy, by_variance, judge, r_squared, scaled};
pub use network::{Network, Predictions};
pub use recalibration::recalibrate;
pub use settings::{FineTuning, Settings};
pub use task::Task;
pub use training::{Epoch, train, train_for};
