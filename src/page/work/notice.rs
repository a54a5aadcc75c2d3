//! What went wrong, before it becomes words.

use crate::failure::{Failure, Loss};
use crate::language::Phrase;
use crate::report::LinkError;
use crate::words;

/// What an alert is about. It becomes words where it is shown, so that it follows the language of the page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Notice {
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
    /// The words, in the language of the page.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Failure(failure) => words::failure::problem(failure),
            Self::Lost(loss) => words::failure::lost(loss),
            Self::Link(error) => words::link::error(error),
            Self::Phrase(phrase) => (*phrase).into(),
        }
    }
}

impl Notice {
    /// Whether files of the page were missing or did not come, which may be there when the network is.
    pub(crate) fn is_of_network(&self) -> bool {
        matches!(
            self,
            Self::Failure(Failure::FileGone { .. } | Failure::ConverterMissing { .. })
                | Self::Lost(Loss::NotStarted(_) | Loss::Silent { .. })
        )
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Cause;

    #[test]
    fn files_of_the_page_that_do_not_come_are_asked_for_again() {
        let is_of_network = |loss: Loss| Notice::from(loss).is_of_network();
        assert!(is_of_network(Loss::NotStarted(Cause::FilesMissing)));
        assert!(is_of_network(Loss::Silent { seconds: 120 }));
        assert!(!is_of_network(Loss::Broken(Cause::Unknown)));
        assert!(!is_of_network(Loss::OutOfMemory));
    }
}
