//! What the user lets a link carry, and what came by one.

use leptos::prelude::*;

use crate::report::{Agreement, Carried, SharedSettings, Sharing};

/// The settings that a link brought without their result.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SettingsByLink {
    pub(crate) shared: SharedSettings,
    /// What the link says of itself.
    pub(crate) sharing: Sharing,
}

/// What the user lets a link carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LinkChoices {
    pub(crate) carried: Carried,
    pub(crate) column_names: bool,
    pub(crate) file_names: bool,
    pub(crate) time: bool,
}

impl Default for LinkChoices {
    fn default() -> Self {
        Self {
            carried: Carried::Result,
            column_names: true,
            file_names: true,
            time: true,
        }
    }
}

impl LinkChoices {
    /// What goes into the link of a result that is known by this. Names that it lacks cannot be put back.
    pub(crate) fn of(self, known: &Sharing) -> Sharing {
        Sharing {
            carried: self.carried,
            column_names: self.column_names && known.column_names,
            file_names: self.file_names && known.file_names,
            made_at: known.made_at.filter(|_| self.time),
        }
    }
}

/// What the page knows of links. A handle: copies lead to the same signals.
#[derive(Clone, Copy)]
pub(crate) struct ShareState {
    /// The settings that came by a link without their result, as long as nothing else is shown.
    pub(crate) settings: RwSignal<Option<SettingsByLink>>,
    /// What the user lets a link carry.
    pub(crate) choices: RwSignal<LinkChoices>,
    /// What came of the repetition of a shared result.
    pub(crate) agreement: RwSignal<Option<Agreement>>,
}

impl ShareState {
    /// Nothing came by link.
    pub(crate) fn new() -> Self {
        Self {
            settings: RwSignal::new(None),
            choices: RwSignal::new(LinkChoices::default()),
            agreement: RwSignal::new(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_out_cannot_be_put_back() {
        let known = Sharing {
            column_names: false,
            made_at: None,
            ..Sharing::default()
        };
        let sharing = LinkChoices::default().of(&known);
        assert_eq!(sharing, known);
        let choices = LinkChoices {
            file_names: false,
            time: false,
            ..LinkChoices::default()
        };
        let known = Sharing {
            made_at: Some(1),
            ..Sharing::default()
        };
        let sharing = choices.of(&known);
        assert!(sharing.column_names && !sharing.file_names && sharing.made_at.is_none());
    }
}
