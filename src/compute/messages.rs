//! What page and worker say to each other. Plain data; tables stay in the worker, aggregates cross.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::features::Overview;
use crate::report::{ArmName, Epoch, Landscape, Outcome, Settings};
use crate::table::{Choices, Profile, Remedy};

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
    /// Run the test, then train a network on the source and adapt it to the inputs of a target without labels.
    Adapt {
        /// Number of the job.
        job: u32,
        /// What is asked, unchecked.
        settings: Settings,
    },
    /// Write a network of the latest comparison or adaptation, or the opened one, as a file.
    SaveNetwork {
        /// Number of the job.
        job: u32,
        /// Which network.
        network: KeptNetwork,
        /// The form of the file.
        format: NetworkFormat,
    },
    /// Predict the label for every row of a table, as a CSV file.
    Predict {
        /// Number of the job.
        job: u32,
        /// Which network.
        network: KeptNetwork,
        /// The table.
        side: Side,
        /// How the tables are paired, unchecked.
        settings: Settings,
    },
    /// Read a network from a file and keep it: the next comparison takes it for the source network.
    OpenNetwork {
        /// Number of the job.
        job: u32,
        /// The file's name.
        name: String,
        /// Where the worker fetches the bytes.
        url: String,
        /// What the file does not say, where the user has said it.
        mapping: Option<NetworkMapping>,
    },
    /// Forget the opened network.
    CloseNetwork {
        /// Number of the job.
        job: u32,
    },
}

/// A network that the worker keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptNetwork {
    /// The source network, of the first repeat.
    Source,
    /// The fine-tuned network, of the first repeat.
    FineTuned,
    /// The network from scratch, of the first repeat.
    FromScratch,
    /// The network that was adapted to inputs without labels.
    Adapted,
    /// The network that was opened from a file.
    Opened,
}

/// The form of a network's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NetworkFormat {
    /// Kindred's own: weights as safetensors, with everything else in the metadata.
    Safetensors,
    /// ONNX with the preprocessing inside.
    Onnx,
}

/// The function between two layers, for files that do not tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NetworkActivation {
    /// `max(0, x)`.
    Relu,
    /// The hyperbolic tangent.
    Tanh,
    /// The logistic function.
    Sigmoid,
}

/// What a foreign network's file does not say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NetworkMapping {
    /// For each input of the network the column of the tables that it takes.
    pub columns: Vec<String>,
    /// For each output of the network the class that it stands for; empty for a number.
    pub classes: Vec<String>,
    /// The label that the network predicts.
    pub label: String,
    /// Whether the network wants its inputs standardised by mean and deviation of the source table.
    pub standardised: bool,
    /// Whether the network predicts its label standardised by mean and deviation of the source table.
    pub label_standardised: bool,
    /// The function between the layers.
    pub activation: NetworkActivation,
    /// A column of the source table with predictions that the network is known to make there.
    pub known_predictions: Option<String>,
}

/// How an opened network's predictions agree with known ones.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Rows whose prediction is known.
    pub rows: u64,
    /// The largest difference of two numbers, or the share of rows whose classes differ.
    pub difference: f64,
}

/// What is known of an opened network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OpenedNetwork {
    /// The file's name.
    pub name: String,
    /// What kind of file it is, in words.
    pub form: String,
    /// Names of the inputs, numbered where the file has none.
    pub inputs: Vec<String>,
    /// Widths of the hidden layers.
    pub hidden: Vec<u32>,
    /// Number of outputs.
    pub outputs: u32,
    /// Whether it predicts a number; assumed where a foreign file does not say so.
    pub predicts_number: bool,
    /// Names of the classes, where the network tells classes and the file names them.
    pub classes: Vec<String>,
    /// The label, where the file names it.
    pub label: Option<String>,
    /// What the metadata says of its quality: name and value.
    pub metrics: Vec<(String, f64)>,
    /// How its predictions agree with known ones, where some were named.
    pub agreement: Option<Agreement>,
    /// Whether a mapping is needed before it can be used.
    pub needs_mapping: bool,
    /// Whether the function between the layers has to be told.
    pub needs_activation: bool,
}

/// What the worker says to the page.
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
    /// A comparison goes on, and this is what its finished repeats say: what remains if it is cancelled now.
    SoFar {
        /// Number of the job.
        job: u32,
        /// The result of the finished repeats.
        outcome: Outcome,
    },
    /// A file was written, for the user to keep.
    File {
        /// Number of the job.
        job: u32,
        /// The name it should have.
        name: String,
        /// Its media type.
        media_type: String,
        /// Its content.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// A network was read.
    Opened {
        /// Number of the job.
        job: u32,
        /// What is known of it.
        network: OpenedNetwork,
    },
    /// The opened network is forgotten.
    Closed {
        /// Number of the job.
        job: u32,
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
        /// The way to read a file that could not be read, where there is one.
        remedy: Option<Remedy>,
    },
    /// The worker is about to end because of a defect of its own.
    Died {
        /// What the defect was, for a report.
        message: String,
    },
}
