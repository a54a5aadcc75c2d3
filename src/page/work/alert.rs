//! What went wrong, next to where the action was taken.

use leptos::prelude::*;

use super::page::{Page, Place};
use crate::failure::{Failure, Loss};
use crate::language::Phrase;
use crate::report::LinkError;
use crate::words;

/// What an alert is about. It becomes words where it is shown, so that it follows the language of the page.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::page) enum Notice {
    /// A job could not be done.
    Failure(Failure),
    /// The worker was lost.
    Lost(Loss),
    /// The link in the address cannot be opened.
    Link(LinkError),
    /// The page itself says what is the matter.
    Phrase(Phrase),
}

impl Notice {
    fn text(&self) -> String {
        match self {
            Self::Failure(failure) => words::failure::problem(failure),
            Self::Lost(loss) => words::failure::lost(loss),
            Self::Link(error) => words::link::error(error),
            Self::Phrase(phrase) => (*phrase).into(),
        }
    }
}

impl From<Failure> for Notice {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<Loss> for Notice {
    fn from(loss: Loss) -> Self {
        Self::Lost(loss)
    }
}

impl From<LinkError> for Notice {
    fn from(error: LinkError) -> Self {
        Self::Link(error)
    }
}

impl From<Phrase> for Notice {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(phrase)
    }
}

/// The alert of a place, where there is one, and a word about what the user stopped there.
#[component]
pub(in crate::page) fn Alert(page: Page, place: Place) -> impl IntoView {
    let alert = move || {
        let text = page.alerts.with(|alerts| alerts.get(&place).map(Notice::text))?;
        Some(view! { <p class="alert" role="alert">{text}</p> })
    };
    let stopped = move || {
        let (_, text) = page.stopped.get().filter(|&(stopped, _)| stopped == place)?;
        Some(view! { <p class="note" role="status">{text}</p> })
    };
    view! {
        {alert}
        {stopped}
    }
}
