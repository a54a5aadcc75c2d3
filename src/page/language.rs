//! The language of the page: asked of the browser, changed in the header, kept in the address and with it in every link.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::browser;
use super::words;
use crate::language::{Language, speak};

/// The part of the address's query that names the language.
const PARAMETER: &str = "lang";

/// The name under which the browser keeps the language that was chosen.
const CHOSEN: &str = "kindred-language";

/// The language to begin with: the address's, else the one that was chosen here before, else the browser's. What was
/// chosen goes into the address, so that a copied link has it; what the browser prefers does not, because whoever opens
/// the link has a browser, too.
pub(super) fn begin() -> Language {
    let asked = of_address();
    let chosen = || Language::of_tag(&storage()?.get_item(CHOSEN).ok().flatten()?);
    let language = match asked.or_else(chosen) {
        Some(language) => {
            if asked.is_none() {
                into_address(language);
            }
            language
        }
        None => Language::preferred(preferences()),
    };
    say_everywhere(language);
    language
}

/// Speaks another language from now on.
fn choose(language: Language, spoken: RwSignal<Language>) {
    if let Some(storage) = storage() {
        // Refused where a browser keeps nothing; then the choice lasts as long as the address.
        let _ = storage.set_item(CHOSEN, language.tag());
    }
    into_address(language);
    say_everywhere(language);
    spoken.set(language);
}

fn say_everywhere(language: Language) {
    speak(language);
    let Some(document) = browser::document() else {
        return;
    };
    document.set_title(words::PAGE_TITLE.say());
    if let Some(root) = document.document_element() {
        // Refused only for names with blanks.
        let _ = root.set_attribute("lang", language.tag());
    }
}

/// The languages to choose from, each by its own name.
#[component]
pub(super) fn Languages(spoken: RwSignal<Language>) -> impl IntoView {
    Language::ALL
        .map(|language| {
            let is_spoken = move || spoken.get() == language;
            view! {
                <button
                    type="button"
                    lang=language.tag()
                    aria-pressed=move || is_spoken().to_string()
                    on:click=move |_| {
                        if !is_spoken() {
                            choose(language, spoken);
                        }
                    }
                >
                    {language.name()}
                </button>
            }
        })
        .collect_view()
}

fn of_address() -> Option<Language> {
    let query = web_sys::window()?.location().search().ok()?;
    of_query(&query)
}

/// The language that a query asks for.
fn of_query(query: &str) -> Option<Language> {
    let mut parts = query.trim_start_matches('?').split('&');
    let (_, tag) = parts.find_map(|part| part.split_once('=').filter(|(name, _)| *name == PARAMETER))?;
    Language::of_tag(tag)
}

/// The query with the language in it; everything else stays.
fn with_language(query: &str, language: Language) -> String {
    let others = query.trim_start_matches('?').split('&');
    let is_other = |part: &&str| !part.is_empty() && part.split('=').next() != Some(PARAMETER);
    let mut parts: Vec<&str> = others.filter(is_other).collect();
    let own = format!("{PARAMETER}={}", language.tag());
    parts.push(&own);
    format!("?{}", parts.join("&"))
}

fn into_address(language: Language) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let location = window.location();
    let query = with_language(&location.search().unwrap_or_default(), language);
    let path = location.pathname().unwrap_or_default();
    let address = path + &query + &location.hash().unwrap_or_default();
    if let Ok(history) = window.history() {
        // Refused only for addresses of another site.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// The browser's languages, the most preferred first.
fn preferences() -> Vec<String> {
    let languages = web_sys::window().map(|window| window.navigator().languages());
    languages
        .map(|languages| languages.iter().filter_map(|tag| tag.as_string()).collect())
        .unwrap_or_default()
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_keeps_the_language_and_all_else() {
        assert_eq!(with_language("", Language::Chinese), "?lang=zh-Hans");
        assert_eq!(with_language("?embed", Language::Chinese), "?embed&lang=zh-Hans");
        assert_eq!(
            with_language("?lang=en&embed", Language::Chinese),
            "?embed&lang=zh-Hans"
        );
        for language in Language::ALL {
            assert_eq!(
                of_query(&with_language("?embed&langs=x", language)),
                Some(language)
            );
        }
        for query in [
            "",
            "?",
            "?embed",
            "?lang",
            "?lang=",
            "?lang=de",
            "?lang=%00",
            "?language=zh",
        ] {
            assert_eq!(of_query(query), None, "{query}");
        }
        assert_eq!(of_query("?embed&lang=zh-CN"), Some(Language::Chinese));
    }
}
