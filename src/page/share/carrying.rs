//! What carries a result away: its link, and its report as a file or as text. The card of the answer and the share section
//! offer the same.

use leptos::html::Input;
use leptos::prelude::*;

use super::copying::Copying;
use super::link_choices::{Link, link_of};
use super::words;
use crate::page::answer::{AnswerState, Tab};
use crate::page::browser;
use crate::page::work::{Page, Place, WorkState};
use crate::report::{LinkError, Outcome};
use crate::show;

/// The name of the saved report for programs.
const JSON_FILE: &str = "kindred-report.json";

/// The name of the saved report for people.
const HTML_FILE: &str = "kindred-report.html";

/// The link to the result on the page, and what can be done with it. A handle: copies lead to the same link.
#[derive(Clone, Copy)]
pub(crate) struct Carrying {
    pub(super) link: Memo<Option<Result<Link, LinkError>>>,
    pub(super) address: Memo<Option<String>>,
    pub(super) copying: Copying,
    /// Where the link stands, for those whose browser does not let the page copy it.
    pub(super) field: NodeRef<Input>,
    answer: AnswerState,
    work: WorkState,
}

impl Carrying {
    pub(crate) fn new(page: Page) -> Self {
        let link = link_of(page.answer, page.share);
        Self {
            link,
            address: Memo::new(move |_| {
                link.with(|link| Some(link.as_ref()?.as_ref().ok()?.address.clone()))
            }),
            copying: Copying::new(link),
            field: NodeRef::new(),
            answer: page.answer,
            work: page.work,
        }
    }

    /// Whether there is no result. Tracks.
    pub(crate) fn has_nothing(self) -> bool {
        self.answer.shown.with(Option::is_none)
    }

    /// Whether there is no link to a result. Tracks.
    pub(crate) fn has_no_link(self) -> bool {
        self.address.with(Option::is_none)
    }

    pub(crate) fn copy_link(self) {
        if let Some(address) = self.address.get_untracked() {
            // What the link reveals is chosen there, and it can be copied by hand.
            self.answer.tab.set(Tab::Share);
            self.copying.copy_link(address, self.field);
        }
    }

    pub(super) fn copy_embed(self) {
        if let Some(address) = self.address.get_untracked() {
            self.copying
                .copy_embed(embed_code(&address, words::EMBED_TITLE.say()));
        }
    }

    pub(super) fn copy_text(self) {
        if let Some(text) = self.written(|outcome, address| Some(show::plain_text(outcome, address))) {
            self.copying.copy_text(text);
        }
    }

    pub(super) fn save_json(self) {
        let json = self.written(|outcome, _| show::json(outcome).ok());
        self.save(JSON_FILE, "application/json", json);
    }

    pub(crate) fn save_html(self) {
        let html = self.written(|outcome, address| Some(show::html(outcome, address)));
        self.save(HTML_FILE, "text/html", html);
    }

    fn written(self, write: fn(&Outcome, Option<&str>) -> Option<String>) -> Option<String> {
        let address = self.address.get_untracked();
        let shown = self.answer.shown;
        shown.with_untracked(|shown| write(&shown.as_ref()?.outcome, address.as_deref()))
    }

    /// Saves a report as a file, or says that the browser refused.
    fn save(self, name: &str, media_type: &str, text: Option<String>) {
        self.work.clear_alert(Place::Share);
        let is_saved = text.is_some_and(|text| browser::save(name, media_type, &text).is_ok());
        if !is_saved {
            self.work.alert(Place::Share, words::NO_DOWNLOAD);
        }
    }
}

/// The code that shows the result of a link within another page. A link holds no letter that means something in markup but `&`.
fn embed_code(address: &str, title: &str) -> String {
    let (page, fragment) = address.split_once('#').unwrap_or((address, ""));
    let mark = if page.contains('?') { "&amp;" } else { "?" };
    let page = page.replace('&', "&amp;");
    format!(
        "<iframe src=\"{page}{mark}embed#{fragment}\" title=\"{title}\" width=\"100%\" height=\"640\" loading=\"lazy\"></iframe>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_of_a_link_asks_for_the_embedded_view() {
        let code = |address| embed_code(address, "A result");
        assert!(code("https://example.org/k/#v1.AB").contains("src=\"https://example.org/k/?embed#v1.AB\""));
        let with_language = code("https://example.org/?lang=en#v1.AB");
        assert!(
            with_language.contains("src=\"https://example.org/?lang=en&amp;embed#v1.AB\""),
            "{with_language}"
        );
    }
}
