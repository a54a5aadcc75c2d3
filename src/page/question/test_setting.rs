//! One setting of the test: how it is written, and what can stand there.

use leptos::prelude::*;

use super::state::QuestionState;
use crate::report::{LEVELS, MARGINS, ROWS_OF_RUN, RowDependence};
use crate::words::numbers::significant;

/// A setting of the test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TestSetting {
    /// The largest difference that does not matter, in standard deviations.
    Margin,
    /// The level: how often a test of equal domains may call them different.
    Level,
    /// The seed.
    Seed,
    /// The rows of a run, where the user asks for runs.
    Run,
}

impl TestSetting {
    /// Those that are always there.
    pub(super) const ALL: [Self; 3] = [Self::Margin, Self::Level, Self::Seed];

    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Margin => "margin",
            Self::Level => "level",
            Self::Seed => "seed",
            Self::Run => "run",
        }
    }

    /// How it is written. Tracks.
    pub(super) fn shown(self, question: QuestionState) -> String {
        match self {
            Self::Margin => significant(question.margin.get(), 3),
            Self::Level => significant(question.level.get(), 3),
            Self::Seed => question.seed.get().to_string(),
            Self::Run => match question.dependence.get() {
                RowDependence::Runs(rows) => rows.to_string(),
                RowDependence::Found | RowDependence::Independent => String::new(),
            },
        }
    }

    /// Sets it, where the text is such a number; says whether it is.
    pub(super) fn set(self, question: QuestionState, text: &str) -> bool {
        let text = text.trim().replace(',', ".");
        let number = || text.parse::<f64>().ok();
        match self {
            Self::Margin => number()
                .filter(|margin| MARGINS.contains(margin))
                .map(|margin| question.margin.set(margin))
                .is_some(),
            Self::Level => number()
                .filter(|level| LEVELS.contains(level))
                .map(|level| question.level.set(level))
                .is_some(),
            Self::Seed => text.parse().map(|seed| question.seed.set(seed)).is_ok(),
            Self::Run => text
                .parse()
                .ok()
                .filter(|rows| ROWS_OF_RUN.contains(rows))
                .map(|rows| question.dependence.set(RowDependence::Runs(rows)))
                .is_some(),
        }
    }
}
