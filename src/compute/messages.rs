//! What page and worker say to each other. Plain data; tables stay in the worker, aggregates cross.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::features::{BindError, Overview, Side};
use crate::files::{FileKind, Mapping, Parity, Reading};
use crate::report::{ArmName, Epoch, Landscape, Outcome, PredictionNames, Settings, Stage};
use crate::table::{Choices, Profile};

/// What the reading of a file took.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Cost {
    /// Seconds.
    pub seconds: f64,
    /// The worker's memory in bytes after it. A worker never gives memory back, so this is the most it ever used.
    pub memory: u64,
}

/// How far a computation is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Pace {
    /// The share of its time that has passed, from 0 to 1, once enough of it was measured. Never less than it was.
    pub share: Option<f64>,
    /// The seconds that it will still take, once enough of it was measured.
    pub left: Option<f64>,
}

/// A job for the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Number of the job. It comes back in every reply, so that late replies are recognised.
    pub job: u32,
    /// What is asked.
    pub task: Task,
}

/// What the page asks of the worker. Settings are unchecked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Task {
    /// Read a file and keep its table for this side.
    Load {
        /// The side that the table takes.
        side: Side,
        /// The file's name.
        name: String,
        /// Where the worker fetches the bytes: an object URL, or the absolute URL of a sample.
        url: String,
        /// Its bytes, where they are known.
        size: Option<u64>,
        /// What the user has decided about its reading.
        choices: Choices,
    },
    /// Describe the two tables side by side.
    Describe {
        /// The label, where one is chosen.
        label: Option<String>,
        /// The columns that may be inputs; all where absent.
        columns: Option<Vec<String>>,
        /// Columns that are paired by hand: the source's name, the target's name.
        pairs: BTreeMap<String, String>,
    },
    /// Run the two-sample tests on the two tables.
    Test(Settings),
    /// Run the tests, then train, fine-tune and compare.
    Compare(Settings),
    /// Run the test, then train a network on the source and adapt it to the inputs of a target without labels.
    Adapt(Settings),
    /// Write a network of the latest comparison or adaptation, or the opened one, as a file.
    SaveNetwork {
        /// Which network.
        network: KeptNetwork,
        /// The form of the file.
        format: NetworkFormat,
    },
    /// Predict the label for every row of a table, as a CSV file.
    Predict {
        /// Which network.
        network: KeptNetwork,
        /// The table.
        side: Side,
        /// How the tables are paired.
        settings: Settings,
        /// What the columns of the file are called.
        names: PredictionNames,
        /// What stands behind the table's name in the name of the file.
        called: String,
    },
    /// Predict the label for every row of one table with the opened network, as a CSV file. No other table is needed.
    PredictAlone {
        /// The side whose table it is.
        side: Side,
        /// What the columns of the file are called.
        names: PredictionNames,
        /// What stands behind the table's name in the name of the file.
        called: String,
    },
    /// Say what the table of this side lacks for the opened network.
    FitAlone(Side),
    /// List the first of these target rows that have no label, as a CSV file.
    RowsToLabel {
        /// Numbers of rows, in the order in which they should be labelled.
        rows: Vec<u64>,
        /// How many to list.
        count: u64,
        /// How the tables are paired, and the label.
        settings: Settings,
        /// What the columns of the file are called.
        names: PredictionNames,
        /// What stands behind the table's name in the name of the file.
        called: String,
    },
    /// Read a network from a file and keep it: the next comparison takes it for the source network.
    OpenNetwork {
        /// The file's name.
        name: String,
        /// Where the worker fetches the bytes.
        url: String,
        /// What the file does not say, where the user has said it.
        mapping: Option<Mapping>,
    },
    /// Forget the opened network.
    CloseNetwork,
}

/// A network that the worker keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeptNetwork {
    /// The source network.
    Source,
    /// The fine-tuned network.
    FineTuned,
    /// The network from scratch.
    FromScratch,
    /// The network that was adapted to inputs without labels.
    Adapted,
    /// The network that was opened from a file.
    Opened,
}

/// The form of a network's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NetworkFormat {
    /// Kindred's own: weights as safetensors, with everything else in the metadata.
    Safetensors,
    /// ONNX with the preprocessing inside.
    Onnx,
}

/// What is known of an opened network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OpenedNetwork {
    /// The file's name.
    pub name: String,
    /// What kind of file it is.
    pub kind: FileKind,
    /// Number of inputs.
    pub inputs: u32,
    /// Their names; empty where the file has none.
    pub input_names: Vec<String>,
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
    pub parity: Option<Parity>,
    /// Whether a mapping is needed before it can be used.
    pub needs_mapping: bool,
    /// The ways to read a file that holds no structure. Of several, the mapping has to choose one.
    pub readings: Vec<Reading>,
    /// What the mapping has to confirm to be layer normalisations, by name.
    pub layer_normalisations: Vec<String>,
    /// Whether the mapping has to name the function between the layers.
    pub needs_activation: bool,
}

/// How the opened network fits two tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkFit {
    /// The source's column that the network predicts, where there is one.
    pub label: Option<String>,
    /// The source's columns that its inputs are made of.
    pub inputs: Vec<String>,
    /// The inputs that the tables do not have, or have in another kind.
    pub unfit: Option<BindError>,
}

/// How the opened network fits one table that has no partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FitAlone {
    /// The inputs that the table does not have, or has in another kind; nothing where it can be predicted.
    pub unfit: Option<BindError>,
}

/// What the worker says to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Message {
    /// The worker has set its handler and takes requests.
    Ready {
        /// The worker's [`BUILD`](crate::BUILD).
        build: String,
    },
    /// The worker is about to end because of a defect of its own.
    Died {
        /// What the defect was, for a report.
        message: String,
    },
    /// A job goes on, or is done.
    Reply {
        /// Number of the job.
        job: u32,
        /// What is said of it.
        reply: Box<Reply>,
        /// Whether so much memory is left of a failed reading that another worker should go on: memory never shrinks.
        spent: bool,
    },
}

/// What the worker says of a job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// Reading goes on.
    Reading {
        /// Bytes read so far; 0 where they do not tell how far the reading is.
        bytes: u64,
        /// Rows read so far.
        rows: u64,
        /// The worker's memory in bytes. If it breaks off, this tells why.
        memory: u64,
    },
    /// The file is no text, and is made into CSV first.
    Converting,
    /// A file was read.
    Loaded {
        /// The table in a few numbers.
        profile: Profile,
        /// What it took.
        cost: Cost,
    },
    /// The two tables side by side: what is known of them before anything is computed.
    Described {
        /// The columns of both.
        overview: Overview,
        /// How the opened network fits them, where there is one.
        fit: Option<NetworkFit>,
    },
    /// A computation goes on.
    Progress {
        /// How far it is, and how long it will take.
        pace: Pace,
        /// What is being done.
        stage: Stage,
    },
    /// A network went through its training rows once more (first repeat only).
    Learned {
        /// The network.
        arm: ArmName,
        /// Its losses, in order of epochs since the last message about this arm.
        epochs: Vec<Epoch>,
    },
    /// The inputs were tested: where the two domains part, row by row.
    Explored(Landscape),
    /// A comparison goes on, and this is what its finished repeats say: what remains if it is cancelled now.
    SoFar(Outcome),
    /// A file was written, for the user to keep.
    File {
        /// The name it should have.
        name: String,
        /// Its media type.
        media_type: String,
        /// Its content.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// How the opened network fits one table.
    FitsAlone(FitAlone),
    /// A network was read.
    Opened(OpenedNetwork),
    /// The opened network is forgotten.
    Closed,
    /// A test or comparison is done.
    Done(Outcome),
    /// The job could not be done. The worker goes on.
    Failed(Failure),
}
