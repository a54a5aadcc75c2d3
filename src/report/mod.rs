//! Results: what a link, a file and the page carry. Aggregates, facts and column names only, never rows and never sentences.
//!
//! Of other rooms it knows the decisions about reading in `table` alone, so that the page can show a result without the code
//! that computes it.

mod advice;
mod advise;
mod agreement;
#[cfg(test)]
mod any;
mod check;
mod compare;
mod comparison;
mod conditional;
mod contradictions;
mod errors;
mod evidence;
mod fault;
#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod golden;
mod hindrance;
mod landscape;
mod link;
mod message;
mod names;
mod pictures;
mod predictions;
#[cfg(test)]
mod properties;
mod result;
mod revealed;
mod settings;
mod sharing;
mod short;
mod stage;
mod test;
mod training;
mod unlinked;
mod verdict;
mod warning;
mod works;

pub use advice::{Action, Advice, MIN_LABELS, Reason, Shortage};
pub use advise::{advise, advise_after_adaptation, advise_where_hindered};
pub use agreement::{Agreement, Files, agreement, files};
pub use compare::{Compared, Setting, compare};
pub use comparison::{
    Adaptation, Arm, ArmName, ByLayer, Comparison, FinalNetwork, Forgetting, Gain, Guard, GuardName,
    HeldOutBy, LabelBudget, LayerEffect, LossParts, MAX_STRETCHES, Measure, Metric, MetricName, RowsOfRepeat,
    Task, Transfer, Tuning,
};
pub use conditional::{
    Changed, Conditional, ConditionalVerdict, MIN_OVERLAP, MIN_OVERLAPPING_ROWS, MIN_OVERLAPPING_RUNS,
};
pub use errors::{
    BinOf, ByPrediction, Confusion, ConfusionOfArm, ErrorBin, ErrorOfArm, Errors, ErrorsByColumn,
    MAX_CONFUSED, MIN_BIN_ROWS, PredictionBin,
};
pub use evidence::{Evidence, Rival, SourceEvidence};
pub use fault::LinkFault;
pub use hindrance::{MIN_HELD_OUT, MIN_TEACHING, labels_missing, labels_needed, too_few_rows};
pub use landscape::{Cell, ExtremeRow, Landscape, Map, MapPoint};
pub use link::{LONG_CHARACTERS, LinkDamage, LinkError, MAX_CHARACTERS, VERSION, open, open_any};
pub use message::{Carried, Content, LinkMessage, SharedSettings, Sharing};
pub use pictures::{Curve, Detail, Epoch, Histogram, Picture, Pictures};
pub use predictions::PredictionNames;
pub use result::{Domain, Outcome, Report, SCHEMA};
pub use revealed::{Part, Revealed, revealed, reveals};
pub use settings::{
    CheckedSettings, LEVELS, MARGINS, ROWS_OF_RUN, RowDependence, SeriesBy, Settings, SettingsError,
};
pub use sharing::{Written, as_linked, write, write_as};
#[cfg(feature = "show")]
pub(crate) use short::rounded as rounded_in_link;
pub use stage::{Repeat, Stage};
pub use test::{
    Absent, ColumnEffect, Kernel, KernelShape, MAX_OUTSIDE_SHARE, MAX_UNSEEN_SHARE, MIN_TESTED_ROWS,
    MIN_TESTED_RUNS, NotCompared, Objection, Quantity, Regime, Scale, Season, SharedInputs, Statistic,
    StatisticName, Succession, Test, Verdict, WhyAbsent, WhyNotCompared,
};
pub use training::{
    HELD_OUT, LEARNING_RATES, MAX_HIDDEN_LAYERS, Method, REPEATS, Training, TrainingField, TrainingRange,
    WIDTHS, repeats_for,
};
pub use warning::{
    CalendarShift, ColumnOfEach, Cycle, MAX_CLASSES_WARNED, MAX_COLUMNS_WARNED, Side, Warning,
};
pub use works::Works;
