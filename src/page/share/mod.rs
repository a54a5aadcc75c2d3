//! The share section: the link to a result, what it carries, and results that came by link.

pub(super) mod carrying;
mod copying;
pub(super) mod link_choices;
pub(super) mod link_compared;
pub(super) mod section;
pub(super) mod settings_link;
pub(super) mod shared;
pub(super) mod state;
pub(super) mod words;

pub(super) use state::ShareState;
