//! What the page has the worker do: what the user starts, which task is next, what comes back.

pub(super) mod actions;
pub(super) mod activity;
pub(super) mod alert;
pub(super) mod answers;
pub(super) mod networks;
pub(super) mod notice;
pub(super) mod page;
pub(super) mod progress;
pub(super) mod retry;
pub(super) mod state;
pub(super) mod steps;
pub(super) mod tasks;
pub(super) mod words;

pub(super) use activity::{Activity, Place};
pub(super) use alert::Alert;
pub(super) use networks::accepted;
pub(super) use page::Page;
pub(super) use progress::Progress;
pub(super) use state::WorkState;
pub(super) use tasks::Computation;
