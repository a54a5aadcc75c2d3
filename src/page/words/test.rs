//! Words about starting the test.

use crate::show::nouns::Noun;
use crate::show::numbers::counted;

pub(in crate::page) const TEST_INTRO: &str = "The test asks whether source and target inputs could come from one \
    distribution. It compares them with the maximum mean discrepancy (MMD), a distance between distributions, \
    and then deals the rows out anew at random (permutations) to learn what distances \
    chance alone gives.";
pub(in crate::page) const MARGIN: &str = "A difference matters from";
pub(in crate::page) const MARGIN_HELP: &str = "The margin: a difference that is smaller than such a shift of the mean \
    counts as none for your purpose. 0.2 is a usual choice; you know your data better.";

pub(in crate::page) const TO_THE_QUESTIONS: &str = "See the questions.";

/// Questions about the files that nobody has answered.
pub(in crate::page) fn open_questions(count: usize) -> String {
    format!(
        "{} about the files {} open. The result rests on the reading that Kindred found likelier.",
        counted(count as u64, Noun::Question),
        if count == 1 { "is" } else { "are" }
    )
}

/// What the field of the margin says to what is no margin.
pub(in crate::page) fn margin_refused(margin: &str) -> String {
    format!("The margin has to be a number from 0.01 to 5. It is {margin} still.")
}

pub(in crate::page) const TEST_WAITS: &str = "The test needs two tables.";
