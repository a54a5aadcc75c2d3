//! Keeps the focus where it was, when what has it is drawn anew or cannot be used for a while. Without that, whoever uses
//! the keyboard would be sent back to the top of the page.

use std::time::Duration;

use js_sys::{Function, Object, Reflect};
use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlElement};

use super::browser;
use crate::page::work::Page;

/// Parts of the page whose controls are drawn anew, each with what gets the focus where a control does not come back.
const PARTS: [(&str, &str); 4] = [
    (".slot.source", "#source-file"),
    (".slot.target", "#target-file"),
    (".network", "#network"),
    // The next step goes when it is done.
    (".acts", "#answer-heading"),
];

/// What had the focus last.
#[derive(Clone)]
struct Holder {
    element: HtmlElement,
    /// How it is found when it was drawn anew.
    selector: Option<String>,
    /// What takes its place when it is gone.
    instead: Option<&'static str>,
    /// Whether it is there to stop the work, and goes with it.
    is_of_progress: bool,
    /// Whether it was seen to be disabled.
    was_disabled: bool,
}

/// Keeps the focus from now on.
pub(super) fn keep(page: Page) {
    let holder = StoredValue::new_local(None::<Holder>);
    let pressed = StoredValue::new_local(None::<HtmlElement>);
    window_event_listener(ev::focusin, move |event| {
        holder.set_value(target(&event).map(Holder::of));
    });
    window_event_listener(ev::pointerdown, move |event| {
        // Whoever points at something else wants the focus there, or nowhere.
        let stays = active()
            .zip(target(&event))
            .is_some_and(|(active, target)| active.contains(Some(&target)));
        if !stays {
            holder.set_value(None);
        }
    });
    window_event_listener(ev::click, move |event| {
        let button = target(&event).filter(|target| !is_in(target, ".progress"));
        if button.is_some() {
            pressed.set_value(button);
        }
    });
    let restore = move || {
        let changed = holder
            .get_value()
            .map(|holder| holder.after_change(pressed.get_value()));
        if let Some(changed) = changed {
            holder.try_set_value(changed);
        }
    };
    Effect::new(move |_| {
        page.work.activity.track();
        page.data.source.track();
        page.data.target.track();
        page.data.overview.track();
        page.question.network.track();
        page.answer.shown.track();
        // What depends on them is drawn before the next task.
        set_timeout(restore, Duration::ZERO);
    });
}

impl Holder {
    fn of(element: HtmlElement) -> Self {
        let part = PARTS.into_iter().find(|(part, _)| is_in(&element, part));
        Self {
            selector: selector(&element, part.map(|(part, _)| part)),
            instead: part.map(|(_, instead)| instead),
            is_of_progress: is_in(&element, ".progress"),
            was_disabled: false,
            element,
        }
    }

    /// Gives the focus back where the page took it; `pressed` is what was pressed last. Gives what has it, or waits for it.
    fn after_change(mut self, pressed: Option<HtmlElement>) -> Option<Self> {
        if active().is_some() {
            return Some(self);
        }
        if self.element.is_connected() {
            if is_disabled(&self.element) {
                self.was_disabled = true;
            } else if self.was_disabled {
                self.was_disabled = false;
                focus(&self.element);
            }
            return Some(self);
        }
        let again = match &self.selector {
            _ if self.is_of_progress => pressed.filter(|it| it.is_connected()),
            Some(selector) => find(selector),
            None => None,
        };
        let next = again.or_else(|| find(self.instead?))?;
        let mut next = Self::of(next);
        if is_disabled(&next.element) {
            next.was_disabled = true;
        } else {
            focus(&next.element);
        }
        Some(next)
    }
}

/// How an element is found that is drawn in the place of this one: by its id, or by its name within its part of the page.
fn selector(element: &HtmlElement, part: Option<&str>) -> Option<String> {
    let id = element.id();
    if !id.is_empty() {
        return Some(format!("[id={id:?}]"));
    }
    let name = element.get_attribute("aria-label")?;
    let tag = element.tag_name().to_lowercase();
    Some(format!("{} {tag}[aria-label={name:?}]", part.unwrap_or("body")))
}

/// What has the focus, where something has.
fn active() -> Option<Element> {
    let active = browser::document()?.active_element()?;
    (active.tag_name() != "BODY").then_some(active)
}

fn target(event: &web_sys::Event) -> Option<HtmlElement> {
    event.target()?.dyn_into().ok()
}

fn find(selector: &str) -> Option<HtmlElement> {
    // Refused for names that cannot be written in a selector; then the focus is lost.
    let found = browser::document()?.query_selector(selector).ok()??;
    found.dyn_into().ok()
}

fn is_in(element: &HtmlElement, selector: &str) -> bool {
    element.closest(selector).is_ok_and(|found| found.is_some())
}

fn is_disabled(element: &HtmlElement) -> bool {
    element.matches(":disabled") == Ok(true)
}

/// Gives the focus to an element without moving the page, which somebody reads.
fn focus(element: &HtmlElement) {
    let options = Object::new();
    // None of these fails for an element.
    let _ = Reflect::set(&options, &"preventScroll".into(), &JsValue::TRUE);
    if let Ok(focus) = Reflect::get(element, &"focus".into())
        && let Some(focus) = focus.dyn_ref::<Function>()
    {
        let _ = focus.call1(element, &options);
    }
}
