//! What a network says of the held-out rows.

use crate::model::Answers;

/// What a network says of each held-out row in one repeat.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::reuse) enum Said {
    Numbers(Vec<f64>),
    /// The class of each row. Its probabilities, which take much memory, are gone.
    Classes(Vec<u32>),
}

impl From<Answers> for Said {
    fn from(answers: Answers) -> Self {
        match answers {
            Answers::Numbers(numbers) => Self::Numbers(numbers),
            Answers::Classes { codes, .. } => Self::Classes(codes),
        }
    }
}
