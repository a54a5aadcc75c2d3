//! A table that was chosen: where it comes from, how far its reading is, and what was decided about it.

use std::collections::BTreeSet;

use crate::compute::messages::Cost;
use crate::table::{Choices, Profile, ReadingQuestion, Remedy};

/// Where the bytes of a table come from.
#[derive(Clone)]
pub(crate) enum Origin {
    /// A file of the user's. The handle is kept, so that a new worker can read it again.
    File(web_sys::File),
    /// A file in `samples/`.
    Sample(&'static str),
}

/// How far the reading of a table is.
#[derive(Clone)]
pub(crate) enum Reading {
    /// Not read yet.
    Waiting,
    /// Read, and to be read again, because the user has decided something about it. What is known stays on the page
    /// until then.
    Again {
        /// The table as it was read before.
        profile: Profile,
        /// What that took.
        cost: Cost,
    },
    /// Read.
    Done {
        /// The table in a few numbers.
        profile: Profile,
        /// What it took.
        cost: Cost,
    },
    /// It could not be read.
    Failed,
}

/// A table that was chosen.
#[derive(Clone)]
pub(crate) struct Chosen {
    /// Tells this choice from every other.
    pub(crate) number: u32,
    pub(crate) name: String,
    pub(crate) origin: Origin,
    pub(crate) reading: Reading,
    /// What the user has decided about the reading.
    pub(crate) choices: Choices,
    /// Columns whose question about a number that may mean a missing cell was answered with "it does".
    pub(crate) missing: BTreeSet<String>,
    /// The two lines above as they were before each decision, the last one at the end.
    pub(crate) before: Vec<Before>,
    /// A way to read the file all the same, where it could not be read.
    pub(crate) remedy: Option<Remedy>,
    /// Whether it is text, which is assumed until the worker makes it into CSV.
    pub(crate) is_text: bool,
}

/// What was decided about a file before a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Before {
    choices: Choices,
    missing: BTreeSet<String>,
    /// The decision. One that was made for both files has one number.
    pub(crate) decision: u32,
}

impl Chosen {
    /// A choice about which nothing is known or decided.
    pub(crate) fn new(number: u32, name: String, origin: Origin) -> Self {
        Self {
            number,
            name,
            origin,
            reading: Reading::Waiting,
            choices: Choices::default(),
            missing: BTreeSet::new(),
            before: Vec::new(),
            remedy: None,
            is_text: true,
        }
    }

    /// Whether it could not be read.
    pub(crate) fn is_failed(&self) -> bool {
        matches!(self.reading, Reading::Failed)
    }

    /// The bytes of its file, where they are known.
    pub(crate) fn size(&self) -> Option<f64> {
        match &self.origin {
            Origin::File(file) => Some(file.size()),
            Origin::Sample(_) => None,
        }
    }

    /// Decides something; whether the file has to be read again for that.
    pub(crate) fn decide(&mut self, decision: u32, decide: impl Fn(&mut Choices)) -> bool {
        let before = self.before(decision);
        decide(&mut self.choices);
        let is_other = self.choices != before.choices;
        if is_other {
            self.before.push(before);
        }
        is_other
    }

    fn before(&self, decision: u32) -> Before {
        Before {
            choices: self.choices.clone(),
            missing: self.missing.clone(),
            decision,
        }
    }

    /// Decides that a number of a column means a missing cell, as it is read anyway.
    pub(crate) fn stay_missing(&mut self, decision: u32, column: &str) {
        self.before.push(self.before(decision));
        self.missing.insert(column.to_owned());
    }

    /// Takes the last decision back; whether the file has to be read again for that.
    pub(crate) fn undo(&mut self) -> bool {
        let Some(Before { choices, missing, .. }) = self.before.pop() else {
            return false;
        };
        self.missing = missing;
        let is_other = self.choices != choices;
        self.choices = choices;
        is_other
    }

    /// How many of the questions about the file wait for an answer.
    pub(crate) fn open_questions(&self, questions: &[ReadingQuestion]) -> usize {
        let is_open = |question: &&ReadingQuestion| !matches!(question, ReadingQuestion::Sentinel { column, .. } if self.missing.contains(column));
        questions.iter().filter(is_open).count()
    }

    /// Wants the file read once more; what is known of it stays until then.
    pub(crate) fn read_again(&mut self) {
        self.remedy = None;
        self.reading = match std::mem::replace(&mut self.reading, Reading::Waiting) {
            Reading::Done { profile, cost } | Reading::Again { profile, cost } => {
                Reading::Again { profile, cost }
            }
            Reading::Waiting | Reading::Failed => Reading::Waiting,
        };
    }
}

/// The profile of a choice that was read.
pub(crate) fn profile(chosen: Option<&Chosen>) -> Option<&Profile> {
    match chosen.map(|chosen| &chosen.reading) {
        Some(Reading::Done { profile, .. } | Reading::Again { profile, .. }) => Some(profile),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen() -> Chosen {
        Chosen::new(1, "a.csv".to_owned(), Origin::Sample("a.csv"))
    }

    #[test]
    fn decisions_are_taken_back_one_by_one() {
        let mut chosen = chosen();
        assert!(!chosen.undo());
        assert!(chosen.decide(1, |choices| choices.dialect.skipped_lines = Some(9_999)));
        chosen.stay_missing(2, "x");
        assert_eq!(chosen.before.last().unwrap().decision, 2);
        assert!(!chosen.decide(3, |choices| choices.dialect.skipped_lines = Some(9_999)));
        assert!(!chosen.undo());
        assert!(chosen.missing.is_empty());
        assert!(chosen.undo());
        assert_eq!((&chosen.choices, chosen.before.len()), (&Choices::default(), 0));
    }
}
