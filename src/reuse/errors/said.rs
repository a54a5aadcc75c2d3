//! What a network says of the held-out rows.

use crate::model::Answers;

/// What a network says of the held-out rows that a repeat judges by.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::reuse) struct Said {
    /// The place of the first of these rows among all that judge.
    pub(super) first: usize,
    answers: SaidAnswers,
}

#[derive(Debug, Clone, PartialEq)]
enum SaidAnswers {
    Numbers(Vec<f64>),
    /// The class of each row. Its probabilities, which take much memory, are gone.
    Classes(Vec<u32>),
}

impl Said {
    pub(in crate::reuse) fn new(answers: Answers, first: usize) -> Self {
        let answers = match answers {
            Answers::Numbers(numbers) => SaidAnswers::Numbers(numbers),
            Answers::Classes { codes, .. } => SaidAnswers::Classes(codes),
        };
        Self { first, answers }
    }

    /// The classes that it says.
    pub(super) fn classes(&self) -> &[u32] {
        match &self.answers {
            SaidAnswers::Classes(codes) => codes,
            SaidAnswers::Numbers(_) => &[],
        }
    }

    /// The number it says of a row, by its place among all that judge.
    pub(super) fn number(&self, row: usize) -> Option<f64> {
        match &self.answers {
            SaidAnswers::Numbers(numbers) => numbers.get(row.checked_sub(self.first)?).copied(),
            SaidAnswers::Classes(_) => None,
        }
    }

    /// And the class.
    pub(super) fn class(&self, row: usize) -> Option<u32> {
        self.classes().get(row.checked_sub(self.first)?).copied()
    }

    #[cfg(test)]
    pub(super) fn of_classes(codes: Vec<u32>, first: usize) -> Self {
        Self {
            first,
            answers: SaidAnswers::Classes(codes),
        }
    }
}
