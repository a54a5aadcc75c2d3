//! What page and worker say to each other. Plain data; tables stay in the worker, aggregates cross.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::features::Overview;
use crate::report::{ArmName, Epoch, Landscape, Outcome, Settings};
use crate::table::{Choices, Profile};

/// The build that page and worker must share: a hash of the sources, set by `cargo xtask`.
pub const BUILD: &str = match option_env!("KINDRED_BUILD") {
    Some(build) => build,
    None => env!("CARGO_PKG_VERSION"),
};

/// One of the two tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The table the network comes from.
    Source,
    /// The table it should be reused on.
    Target,
}

/// What the reading of a file took.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Cost {
    /// Seconds.
    pub seconds: f64,
    /// The worker's memory in bytes after it. A worker never gives memory back, so this is the most it ever used.
    pub memory: u64,
}

/// What the page asks of the worker. `job` comes back in every reply, so that late replies are recognised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Read a file and keep its table for this side.
    Load {
        /// Number of the job.
        job: u32,
        /// The side that the table takes.
        side: Side,
        /// The file's name.
        name: String,
        /// Where the worker fetches the bytes: an object URL, or the absolute URL of a sample.
        url: String,
        /// What the user has decided about its reading.
        choices: Choices,
    },
    /// Describe the two tables side by side.
    Describe {
        /// Number of the job.
        job: u32,
        /// The label, where one is chosen.
        label: Option<String>,
        /// The columns that may be inputs; all where absent.
        columns: Option<Vec<String>>,
        /// Columns that are paired by hand: the source's name, the target's name.
        pairs: BTreeMap<String, String>,
    },
    /// Run the two-sample tests on the two tables.
    Test {
        /// Number of the job.
        job: u32,
        /// What is asked, unchecked.
        settings: Settings,
    },
    /// Run the tests, then train, fine-tune and compare.
    Compare {
        /// Number of the job.
        job: u32,
        /// What is asked, unchecked.
        settings: Settings,
    },
}

/// What the worker says to the page.
#[expect(
    clippy::large_enum_variant,
    reason = "a reply is made, sent and dropped; there are never many"
)]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The worker has set its handler and takes requests.
    Ready {
        /// The worker's [`BUILD`].
        build: String,
    },
    /// Reading goes on.
    Reading {
        /// Number of the job.
        job: u32,
        /// Bytes read so far.
        bytes: u64,
        /// Rows read so far.
        rows: u64,
    },
    /// A file was read.
    Loaded {
        /// Number of the job.
        job: u32,
        /// The table in a few numbers.
        profile: Profile,
        /// What it took.
        cost: Cost,
    },
    /// The two tables side by side.
    Described {
        /// Number of the job.
        job: u32,
        /// What is known of them before anything is computed.
        overview: Overview,
    },
    /// A computation goes on.
    Progress {
        /// Number of the job.
        job: u32,
        /// How far it is, from 0 to 1.
        fraction: f64,
        /// What is being done, as a whole phrase.
        stage: String,
    },
    /// A network went through its training rows once more (first repeat only).
    Learned {
        /// Number of the job.
        job: u32,
        /// The network.
        arm: ArmName,
        /// Its losses, in order of epochs since the last message about this arm.
        epochs: Vec<Epoch>,
    },
    /// The inputs were tested: where the two domains part, row by row.
    Explored {
        /// Number of the job.
        job: u32,
        /// What the witness says.
        landscape: Landscape,
    },
    /// A test or comparison is done.
    Done {
        /// Number of the job.
        job: u32,
        /// The result.
        outcome: Outcome,
    },
    /// The job could not be done: the input was not as it has to be. The worker goes on.
    Failed {
        /// Number of the job.
        job: u32,
        /// What happened, where, and what to do, in whole sentences.
        message: String,
        /// Whether rows that do not fit stopped the reading of a file, which would go on without them.
        ragged: bool,
    },
    /// The worker is about to end because of a defect of its own.
    Died {
        /// What the defect was, for a report.
        message: String,
    },
}
