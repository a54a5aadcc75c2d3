//! Copying to the clipboard, and saying what came of it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::link_choices::Link;
use super::words;
use crate::language::Phrase;
use crate::page::browser;
use crate::report::LinkError;

/// What became of the last copying. A handle: copies lead to the same signal.
#[derive(Clone, Copy)]
pub(super) struct Copying(RwSignal<Option<&'static str>>);

impl Copying {
    /// Nothing was copied yet; nor was anything of a new link.
    pub(super) fn new(link: Memo<Option<Result<Link, LinkError>>>) -> Self {
        let outcome = RwSignal::new(None);
        Effect::new(move |_| {
            link.track();
            outcome.set(None);
        });
        Self(outcome)
    }

    /// What to say about the last copying. Tracks.
    pub(super) fn outcome(self) -> Option<&'static str> {
        self.0.get()
    }

    /// Copies the link, or selects it in its field for copying by hand.
    pub(super) fn copy_link(self, address: String, field: NodeRef<leptos::html::Input>) {
        spawn_local(async move {
            let is_copied = browser::copy(&address).await.is_ok();
            self.say(is_copied, words::COPIED, words::COPY_BY_HAND);
            if !is_copied && let Some(Some(field)) = field.try_get_untracked() {
                // Fails only for inputs that hold no text.
                let _ = field.focus();
                field.select();
            }
        });
    }

    /// Copies a result as text.
    pub(super) fn copy_text(self, text: String) {
        spawn_local(async move {
            let is_copied = browser::copy(&text).await.is_ok();
            self.say(is_copied, words::TEXT_COPIED, words::TEXT_NOT_COPIED);
        });
    }

    /// Copies the code that shows a result within another page.
    pub(super) fn copy_embed(self, code: String) {
        spawn_local(async move {
            let is_copied = browser::copy(&code).await.is_ok();
            self.say(is_copied, words::EMBED_COPIED, words::EMBED_NOT_COPIED);
        });
    }

    fn say(self, is_copied: bool, copied: Phrase, not_copied: Phrase) {
        let outcome = if is_copied { copied } else { not_copied };
        self.0.try_set(Some(outcome.say()));
    }
}
