//! Where the two domains part, row by row. Single rows are nobody else's business: this stays on the device, and
//! neither a link nor a report has it.

use serde::{Deserialize, Serialize};

/// What the witness function says about the rows of a test on the inputs.
///
/// At a row it is the mean of the kernel to rows of the source less that to rows of the target, of either those in the
/// half that the row is not in: above 0 where the source is denser, below 0 where the target is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Landscape {
    /// The smallest and the largest witness.
    pub range: [f64; 2],
    /// Rows of the source and of the target in stretches of that range of equal width.
    pub counts: [Vec<u32>; 2],
    /// The share of pairs of a source row and a target row in which the source row has the higher witness; equal ones count
    /// one half. Near one half, the witness cannot tell the tables apart.
    pub source_above_target: f64,
    /// A map of some rows of either side; nothing where they spread in one direction only.
    pub map: Option<Map>,
    /// Names of the columns whose cells the rows below show.
    pub columns: Vec<String>,
    /// The rows that look most like the source, and most like the target, whichever table they stand in.
    pub extremes: [Vec<ExtremeRow>; 2],
    /// The numbers of the target's rows that look least like the source, those first that do so least.
    pub unlike_source: Vec<u64>,
}

/// Rows in the plane of the two directions in which both tables together spread most.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Map {
    /// The share of all spread along each direction.
    pub shares: [f64; 2],
    /// The rows.
    pub points: Vec<MapPoint>,
}

/// A row on the map.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MapPoint {
    /// Its place.
    pub place: [f64; 2],
    /// Its witness.
    pub witness: f64,
    /// Whether it stands in the target.
    pub is_target: bool,
}

/// A row with its cells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExtremeRow {
    /// Whether it stands in the target.
    pub is_target: bool,
    /// Its number among the rows of data, from 1; neither the header nor blank lines are counted.
    pub number: u64,
    /// Whether only a sample of its file's rows was read, so that the number counts these alone.
    pub is_sampled: bool,
    /// Its witness.
    pub witness: f64,
    /// Its cells in the columns of the landscape, as they stand in the table.
    pub cells: Vec<Cell>,
}

/// What stands in a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    Missing,
    /// A number.
    Number(f64),
    /// A category, a date or a truth value, as the table shows it.
    Text(String),
}
