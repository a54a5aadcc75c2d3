//! In which language people are spoken to.
//!
//! Every sentence stands beside its translation (`phrase`, `say!`, `tell!`), so none can be without one.

use std::cell::Cell;
use std::fmt;
use std::ops::Deref;

/// A language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The tag of the language for documents (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-Hans",
        }
    }

    /// The language's name in itself.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "简体中文",
        }
    }

    /// The language that a tag such as `zh-CN` or `en-GB` asks for, if Kindred speaks it.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::English),
            "zh" => Some(Self::Chinese),
            _ => None,
        }
    }

    /// The first of the tags that Kindred speaks; English where it speaks none.
    #[must_use]
    pub fn preferred(tags: impl IntoIterator<Item: AsRef<str>>) -> Self {
        tags.into_iter()
            .find_map(|tag| Self::of_tag(tag.as_ref()))
            .unwrap_or(Self::English)
    }
}

thread_local! {
    static SPOKEN: Cell<Language> = const { Cell::new(Language::English) };
}

/// The language that this thread speaks.
#[must_use]
pub fn spoken() -> Language {
    SPOKEN.get()
}

/// Lets this thread speak another language from now on.
pub fn speak(language: Language) {
    SPOKEN.set(language);
}

/// What `say` gives where this thread speaks another language meanwhile.
pub(crate) fn in_language<T>(language: Language, say: impl FnOnce() -> T) -> T {
    let before = SPOKEN.replace(language);
    let said = say();
    speak(before);
    said
}

/// A fixed text in every language. It reads as a `str` in the one that is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrase {
    english: &'static str,
    chinese: &'static str,
}

/// A text and its translation.
pub(crate) const fn phrase(english: &'static str, chinese: &'static str) -> Phrase {
    Phrase { english, chinese }
}

impl Phrase {
    /// The text in English.
    pub(crate) const fn english(self) -> &'static str {
        self.english
    }

    /// The text in the language that is spoken.
    pub(crate) fn say(self) -> &'static str {
        match spoken() {
            Language::English => self.english,
            Language::Chinese => self.chinese,
        }
    }
}

impl Deref for Phrase {
    type Target = str;

    fn deref(&self) -> &str {
        self.say()
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.say())
    }
}

impl From<Phrase> for String {
    fn from(phrase: Phrase) -> Self {
        phrase.say().to_owned()
    }
}

/// A fixed text in the language that is spoken: `say!("yes", "是")`.
macro_rules! say {
    ($english:literal, $chinese:literal $(,)?) => {
        match $crate::language::spoken() {
            $crate::language::Language::English => $english,
            $crate::language::Language::Chinese => $chinese,
        }
    };
}

/// `format!` in the language that is spoken: `tell!("{} of {}", "{1} 中的 {0}", some, all)`. Each text uses all values
/// that follow; what only one of them needs stands in its braces by name.
macro_rules! tell {
    ($english:literal, $chinese:literal $(, $($values:tt)*)?) => {
        match $crate::language::spoken() {
            $crate::language::Language::English => format!($english $(, $($values)*)?),
            $crate::language::Language::Chinese => format!($chinese $(, $($values)*)?),
        }
    };
}

pub(crate) use {say, tell};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_reads_in_the_language_that_is_spoken() {
        const YES: Phrase = phrase("yes", "是");
        assert_eq!(&*YES, "yes");
        assert_eq!(in_language(Language::Chinese, || YES.to_string()), "是");
        assert_eq!(spoken(), Language::English);
        speak(Language::Chinese);
        assert_eq!(say!("no", "否"), "否");
        let (some, all) = (2, 3);
        assert_eq!(tell!("{} of {}", "{1} 中的 {0}", some, all), "3 中的 2");
        speak(Language::English);
        assert_eq!(tell!("{some} of {all}", "{all} 中的 {some}"), "2 of 3");
    }

    #[test]
    fn the_browser_says_what_is_preferred() {
        assert_eq!(Language::preferred(["zh-CN", "en"]), Language::Chinese);
        assert_eq!(Language::preferred(["fr", "zh-TW", "en"]), Language::Chinese);
        assert_eq!(Language::preferred(["en-GB", "zh"]), Language::English);
        assert_eq!(Language::preferred(["de"]), Language::English);
        assert_eq!(Language::preferred([""; 0]), Language::English);
        for language in Language::ALL {
            assert_eq!(Language::of_tag(language.tag()), Some(language));
        }
    }
}
