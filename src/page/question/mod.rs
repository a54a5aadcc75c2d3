//! The question section: what is asked of the two tables, and of which network.

pub(super) mod mapping_form;
pub(super) mod network_form;
mod row_settings;
pub(super) mod section;
pub(super) mod state;
mod test_field;
pub(super) mod test_setting;
mod test_settings;
pub(super) mod training_fields;
pub(super) mod training_groups;
pub(super) mod training_settings;
pub(super) mod words;

pub(super) use state::{Adopted, ChosenNetwork, OnlyTable, QuestionState};
