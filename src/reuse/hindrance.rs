//! What keeps networks from being compared, known before anything is trained: the advice says it, and a comparison that is
//! asked for all the same is refused.

use super::rows::Drawn;
use crate::failure::{ModelError, ReuseError};
use crate::features::{Label, Side};
use crate::report::{MIN_HELD_OUT, Reason, Shortage, labels_needed};
use crate::table::Table;

/// Why networks cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hindrance {
    SameFile,
    /// Of this side, which has so many rows with a label.
    TooFewLabels {
        side: Side,
        labelled: u64,
        needed: u64,
    },
    ConstantLabel(Side),
    /// So few labelled target rows do not stand in the source, too.
    TooFewOwnRows(usize),
    /// So many target rows would judge, and have one label.
    NothingToJudge(usize),
    /// The target rows that would teach have one label.
    NothingToLearn,
}

impl Hindrance {
    /// What the labels say, before rows are drawn.
    pub(super) fn of_labels(label: &Label<'_>, tables: [&Table; 2], held_out: f64) -> Option<Self> {
        if tables[0].fingerprint == tables[1].fingerprint {
            return Some(Self::SameFile);
        }
        [Side::Source, Side::Target].into_iter().find_map(|side| {
            let rows = label.rows(side);
            let needed = labels_needed(side == Side::Target, held_out);
            let labelled = rows.len() as u64;
            if labelled < needed {
                return Some(Self::TooFewLabels {
                    side,
                    labelled,
                    needed,
                });
            }
            (!label.varies(side, &rows)).then_some(Self::ConstantLabel(side))
        })
    }

    /// What the rows say that were drawn.
    pub(super) fn of_rows(label: &Label<'_>, drawn: &Drawn) -> Option<Self> {
        let rows = drawn.last.held_out.len();
        if rows < MIN_HELD_OUT {
            // So few only where the others stand in the source, too.
            Some(Self::TooFewOwnRows(rows))
        } else if !label.varies(Side::Target, &drawn.last.held_out) {
            Some(Self::NothingToJudge(rows))
        } else {
            (!label.varies(Side::Target, &drawn.last.adaptation)).then_some(Self::NothingToLearn)
        }
    }

    /// As a reason of the advice.
    pub(super) fn reason(self) -> Reason {
        match self {
            Self::SameFile => Reason::SameFile,
            Self::TooFewLabels {
                side,
                labelled,
                needed,
            } => Reason::TooFewLabels(Shortage {
                is_target: side == Side::Target,
                rows: labelled,
                needed,
            }),
            Self::ConstantLabel(side) => Reason::ConstantLabel {
                is_target: side == Side::Target,
            },
            Self::TooFewOwnRows(own) => Reason::TooFewOwnRows {
                own: own as u64,
                needed: MIN_HELD_OUT as u64,
            },
            Self::NothingToJudge(_) => Reason::NothingToJudge,
            Self::NothingToLearn => Reason::NothingToLearn,
        }
    }

    /// As what a comparison of these tables by this label ends with.
    pub(super) fn error(self, tables: [&Table; 2], label: &str) -> ReuseError {
        let [source, target] = tables.map(|table| table.name.clone());
        let of = |side| match side {
            Side::Source => source.clone(),
            Side::Target => target.clone(),
        };
        let label = label.to_owned();
        match self {
            Self::SameFile => ReuseError::SameFile,
            Self::TooFewLabels {
                side,
                labelled,
                needed,
            } => ReuseError::TooFewLabels {
                file: of(side),
                rows: labelled,
                min: needed,
            },
            Self::ConstantLabel(side) => ReuseError::ConstantLabel {
                file: of(side),
                label,
            },
            Self::TooFewOwnRows(own) => ReuseError::TooFewOwnRows {
                file: target,
                source_file: source,
                own,
                min: MIN_HELD_OUT,
            },
            Self::NothingToJudge(rows) => ReuseError::NothingToJudge {
                file: target,
                label,
                rows,
            },
            Self::NothingToLearn => ReuseError::Model(ModelError::ConstantLabel),
        }
    }
}
