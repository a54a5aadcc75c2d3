//! What a single cell means, read by itself. Whatever a cell leaves open, its column decides (`columns`).
//!
//! - Numbers: `number` reads each in both styles, with decimal point and with decimal comma. `affixes` takes off sign,
//!   currency and percent, and `measure` takes off units of measurement (`units`) and letters of hemispheres (`hemisphere`).
//!   `digits` knows those of other scripts.
//! - Dates and times: `moment` joins `date` (in each order of day and month), `clock`, `weekdays` and `months`, all of
//!   which read with `scanner`. `stamp` reads dates that are written as one number, and `period` months, quarters and years in
//!   words. `calendar` is the arithmetic.
//! - Words: `formula` takes a text out of `="…"`, `missing` recognises missing values, and `booleans` the words for yes and no.

pub(super) mod affixes;
pub(super) mod booleans;
pub mod calendar;
mod clock;
pub(super) mod date;
mod digits;
pub(super) mod formula;
pub(super) mod hemisphere;
pub(super) mod measure;
pub(super) mod missing;
pub(super) mod moment;
pub(super) mod months;
pub(super) mod number;
pub(super) mod period;
mod scanner;
pub(super) mod stamp;
pub(super) mod units;
pub(super) mod weekdays;
