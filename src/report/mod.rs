//! Results: what a link, a file and the page carry. Aggregates and column names only, never rows.
//!
//! This room knows no other, so that the page can show a result without the code that computes it.

mod agreement;
#[cfg(test)]
mod any;
mod check;
mod compare;
mod comparison;
#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod golden;
mod landscape;
mod link;
mod neutral;
mod pictures;
#[cfg(test)]
mod properties;
mod result;
mod revealed;
mod settings;
mod sharing;
mod short;
mod training;
mod wire;
mod wire_settings;

pub use agreement::{Agreement, Files, agreement, files};
pub use compare::{Compared, Setting, compare};
pub use comparison::{
    Adaptation, Arm, ArmName, ByLayer, Comparison, Forgetting, Gain, Guard, GuardName, HeldOutBy,
    LabelBudget, LayerEffect, Measure, Metric, MetricName, RowsOfRepeat, Task, Transfer, Tuning,
};
pub use landscape::{Cell, ExtremeRow, Landscape, Map, MapPoint};
pub use link::{LONG_CHARACTERS, LinkDamage, LinkError, LinkFault, MAX_CHARACTERS, VERSION, open, open_any};
pub use pictures::{Curve, Detail, Epoch, Histogram, Picture, Pictures};
pub use result::{
    Absent, Action, Advice, ColumnEffect, Domain, Regime, Report, SCHEMA, Statistic, Test, Verdict,
};
pub use revealed::{Part, Revealed, revealed, reveals};
pub use settings::{LEVELS, MARGINS, Question, Settings, SettingsError};
pub use sharing::{Carried, Content, Opened, SharedSettings, Sharing, Written, as_linked, write, write_as};
pub use training::{
    HELD_OUT, LEARNING_RATES, MAX_HIDDEN_LAYERS, Method, REPEATS, Training, TrainingField, TrainingRange,
    WIDTHS, repeats_for,
};

use serde::{Deserialize, Serialize};

/// The report as JSON for people and programs. What is not there is left out.
///
/// # Errors
/// For want of memory alone.
pub fn to_json(report: &Report) -> Result<String, serde_json::Error> {
    let mut value = serde_json::to_value(report)?;
    leave_out_nothing(&mut value);
    serde_json::to_string_pretty(&value)
}

/// Takes fields out that hold nothing.
fn leave_out_nothing(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(leave_out_nothing);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(leave_out_nothing),
        _ => {}
    }
}

/// A report, what was asked for it, and the pictures that go with it: what a link carries.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// What was asked.
    pub settings: Settings,
    /// The numbers and words.
    pub report: Report,
    /// What the charts draw.
    pub pictures: Pictures,
}
