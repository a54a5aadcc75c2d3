//! What a link holds, as its owner chose it.

use serde::{Deserialize, Serialize};

use super::{Outcome, Settings};

/// Whether a link carries a result.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Carried {
    /// Settings, numbers, sentences and pictures.
    #[default]
    Result,
    /// Settings, the version and the fingerprints of the two files, and no result: whoever has the files computes it.
    Settings,
}

/// What goes into a link. An opened link says the same of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sharing {
    /// Whether it carries a result. The content of a link says so.
    #[serde(skip)]
    pub carried: Carried,
    /// Whether it names columns, label, classes and sheets. Else neutral names stand there, and the result cannot be
    /// repeated from the link alone.
    pub column_names: bool,
    /// Whether it names files. A link of settings never does.
    pub file_names: bool,
    /// When the result was made, in seconds since 1970 (UTC), where that is known. Whoever shares says so: nothing
    /// here reads a clock.
    pub made_at: Option<u64>,
}

impl Default for Sharing {
    /// The result with all names.
    fn default() -> Self {
        Self {
            carried: Carried::Result,
            column_names: true,
            file_names: true,
            made_at: None,
        }
    }
}

/// What a link gave, and the message that it holds: changing anything in it changes the format.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LinkMessage {
    /// What its owner chose to share. Whoever shares it again passes it on.
    pub sharing: Sharing,
    /// What it carries.
    pub content: Content,
}

/// What a link carries.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Content {
    /// A result.
    Result(Box<Outcome>),
    /// A question without its answer.
    Settings(Box<SharedSettings>),
}

impl Content {
    pub(super) fn carried(&self) -> Carried {
        match self {
            Self::Result(_) => Carried::Result,
            Self::Settings(_) => Carried::Settings,
        }
    }
}

/// A question without its answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SharedSettings {
    /// What was asked.
    pub settings: Settings,
    /// The version of Kindred that answered it.
    pub app_version: String,
    /// The fingerprints of the source's and of the target's file.
    pub fingerprints: [String; 2],
}

impl SharedSettings {
    pub(super) fn of(outcome: &Outcome) -> Self {
        let Outcome { settings, report, .. } = outcome;
        Self {
            settings: settings.clone(),
            app_version: report.app_version.clone(),
            fingerprints: report.fingerprints().map(str::to_owned),
        }
    }
}
