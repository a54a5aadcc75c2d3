//! Everything the page knows. All of it lives as long as the page.

use super::state::WorkState;
use crate::page::answer::AnswerState;
use crate::page::data::DataState;
use crate::page::front::Front;
use crate::page::question::QuestionState;
use crate::page::share::ShareState;

/// What each section knows, together: for what the user does, and what the worker answers. A view that only shows takes
/// the sections that it shows.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    pub(crate) data: DataState,
    pub(crate) question: QuestionState,
    pub(crate) answer: AnswerState,
    pub(crate) share: ShareState,
    pub(crate) work: WorkState,
}

impl Page {
    /// An empty page, whose first part is there already.
    pub(crate) fn new(front: Front) -> Self {
        Self {
            data: DataState::new(front.data_open, front.samples_open),
            question: QuestionState::new(),
            answer: AnswerState::new(),
            share: ShareState::new(),
            work: WorkState::new(front.activity),
        }
    }
}
