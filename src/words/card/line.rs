//! A line of the card.

/// What an answer says, by its colour and its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Yes.
    Good,
    /// No.
    Bad,
    /// Nobody knows yet.
    Open,
}

/// One question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) tone: Tone,
    /// The answer in a few words.
    pub(crate) headline: String,
    /// What carries it.
    pub(crate) detail: String,
    /// The same as a statistician reads it.
    pub(crate) numbers: Option<String>,
}

impl Line {
    pub(super) fn new(tone: Tone, headline: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            tone,
            headline: headline.into(),
            detail: detail.into(),
            numbers: None,
        }
    }

    pub(super) fn with(self, numbers: Option<String>) -> Self {
        Self { numbers, ..self }
    }
}
