//! Results: what a link, a file and the page carry. Aggregates and column names only, never rows.
//!
//! This room knows no other, so that the page can show a result without the code that computes it.

mod landscape;
mod link;
mod pictures;
mod result;
mod settings;
mod wire;

pub use landscape::{Cell, ExtremeRow, Landscape, Map, MapPoint};
pub use link::{LinkError, MOST_CHARACTERS, open, write};
pub use pictures::{Curve, Epoch, Histogram, Pictures};
pub use result::{
    Absent, Action, Advice, Arm, ArmName, ColumnEffect, Comparison, Domain, Regime, Report, RowsOfRepeat,
    SCHEMA, Statistic, Task, Test, Transfer, Verdict,
};

pub use settings::{MARGINS, Question, Settings, SettingsError};

use serde::{Deserialize, Serialize};

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
