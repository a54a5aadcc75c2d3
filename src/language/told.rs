//! What comes as an English sentence, in the language that is spoken.

use std::borrow::Cow;

/// The sentence in the language that is spoken; as it is where that is English.
pub(crate) fn told(sentence: &str) -> Cow<'_, str> {
    Cow::Borrowed(sentence)
}
