//! The answer section: the result, its pictures, and the networks that come with it.

pub(super) mod inputs;
pub(super) mod kept_networks;
pub(super) mod saves;
pub(super) mod section;
pub(super) mod stale;
pub(super) mod state;
pub(super) mod tab;
pub(super) mod tabs;
pub(super) mod words;

pub(super) use stale::{Stale, change};
pub(super) use state::{AnswerState, Change, Origin, Shown};
pub(super) use tab::Tab;
