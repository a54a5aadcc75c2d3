//! The answer in three lines: whether the inputs are alike, whether the source network works on the target, and what to do.
//!
//! A line is a question, an answer in a few words, and at most two sentences that carry it.

mod inputs;
mod line;
mod network;
mod next;
mod reach;
mod title;

pub(crate) use inputs::alike;
pub(crate) use line::Tone;
pub(crate) use network::{works, works_on};
pub(crate) use next::to_do;
pub(crate) use title::arms_title;

use crate::language::{Phrase, phrase};

pub(crate) const ALIKE: Phrase = phrase("Are the inputs alike?", "两张表的输入相似吗？");
pub(crate) const TO_DO: Phrase = phrase("What to do", "该怎么做");
