//! What a job can end with.

use serde::{Deserialize, Serialize};

use super::ReuseError;
use crate::files::FileError;
use crate::report::SettingsError;
use crate::table::TableError;

/// Why a job could not be done. The worker goes on after it.
// The words come from the room `words`; what `Display` gives is for tests and logs.
#[derive(Debug, Clone, PartialEq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub enum Failure {
    /// A table could not be read.
    Table(#[from] TableError),
    /// The browser does not give the bytes of a file.
    FileGone {
        /// The file's name.
        file: String,
    },
    /// The page stands in a frame in which the browser gives no bytes of files.
    Sandboxed {
        /// The file's name.
        file: String,
    },
    /// A file was changed while it was read.
    FileChanged {
        /// The file's name.
        file: String,
    },
    /// A table would need more memory than a browser gives.
    OutOfMemory {
        /// The file's name.
        file: String,
        /// Bytes of the largest file of this kind that could be read, where they are known.
        fits: Option<u64>,
        /// One row of so many could be read.
        every: u32,
    },
    /// The converter of workbooks and Parquet files could not be loaded.
    ConverterMissing {
        /// The file that needs it.
        file: String,
    },
    /// The converter comes from another build than the page.
    ConverterOfOtherBuild {
        /// The file that needs it.
        file: String,
    },
    /// The settings cannot be computed.
    Settings(#[from] SettingsError),
    /// A job needs two tables, and they are not there.
    NoTables,
    /// The question has no answer.
    Reuse(#[from] ReuseError),
    /// A network could not be opened.
    NetworkFile {
        /// The file's name.
        file: String,
        /// Why not.
        error: FileError,
    },
    /// A network could not be written.
    NetworkUnsaved(FileError),
    /// A network is no longer in the worker.
    NetworkGone,
    /// A network wants its inputs standardised by a column that holds no numbers.
    NotNumbers {
        /// The column of the source table.
        column: String,
    },
    /// A column holds no predictions of the kind that a network makes.
    NoPredictions {
        /// The column of the source table.
        column: String,
    },
}

#[cfg(test)]
mod tests {
    use super::super::{LabelForm, ModelError, ReuseError};
    use super::*;
    use crate::files::{BundleFault, Damage, FileKind};

    #[test]
    fn a_failure_crosses_to_the_page_as_it_is() {
        let damaged = FileError::Damaged {
            kind: FileKind::PyTorch,
            damage: Damage::TensorOutside("0.weight".to_owned()),
        };
        for failure in [
            Failure::NoTables,
            Failure::NetworkFile {
                file: "n.pt".to_owned(),
                error: damaged,
            },
            Failure::NetworkUnsaved(BundleFault::Width { takes: 4, gives: 3 }.into()),
            Failure::Reuse(
                ModelError::LabelKind {
                    expected: LabelForm::Numbers,
                }
                .into(),
            ),
            Failure::Reuse(ReuseError::Model(ModelError::Setting {
                name: "epochs".to_owned(),
                value: 0.0,
                range: [1.0, f64::MAX],
            })),
        ] {
            let text = serde_json::to_string(&failure).unwrap();
            assert_eq!(serde_json::from_str::<Failure>(&text).unwrap(), failure, "{text}");
        }
    }
}
