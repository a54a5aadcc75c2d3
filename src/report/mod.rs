//! Results: what a link, a file and the page carry. Aggregates, facts and column names only, never rows and never sentences.
//!
//! Of other rooms it knows the decisions about reading in `table` alone, so that the page can show a result without the code
//! that computes it.

mod advice;
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
mod names;
mod pictures;
#[cfg(test)]
mod properties;
mod result;
mod revealed;
mod settings;
mod sharing;
mod short;
mod stage;
mod training;

pub use advice::{Action, Advice, Reason};
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
    Absent, ColumnEffect, Domain, Kernel, KernelShape, Quantity, Regime, Report, SCHEMA, Statistic,
    StatisticName, Test, Verdict, WhyAbsent,
};
pub use revealed::{Part, Revealed, revealed, reveals};
pub use settings::{CheckedSettings, LEVELS, MARGINS, Settings, SettingsError};
pub use sharing::{
    Carried, Content, LinkMessage, SharedSettings, Sharing, Written, as_linked, write, write_as,
};
pub use stage::{Repeat, Stage};
pub use training::{
    HELD_OUT, LEARNING_RATES, MAX_HIDDEN_LAYERS, Method, REPEATS, Training, TrainingField, TrainingRange,
    WIDTHS, repeats_for,
};

use serde::{Deserialize, Serialize};

/// A report, what was asked for it, and the pictures that go with it: what a link carries.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// What was asked.
    pub settings: Settings,
    /// The numbers and reasons.
    pub report: Report,
    /// What the charts draw.
    pub pictures: Pictures,
}
