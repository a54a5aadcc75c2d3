//! The service worker, which keeps the page for when there is no network, and the word that there is another version.

use std::cell::Cell;
use std::time::Duration;

use js_sys::Reflect;
use leptos::task::spawn_local;
use leptos::{ev, prelude::*};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, Url};

use super::browser;
use super::words;
use crate::page::work::{Activity, WorkState};

/// How long the files of the site wait for what the page itself needs first.
const LATER: Duration = Duration::from_secs(1);

/// How long a new version may take to take over.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the service worker listens to: it may take over from the version before.
const TAKE_OVER: &str = "take over";

/// What the service worker listens to, and what it answers when it holds every file.
const KEEP_ALL: &str = "keep all";
const ALL_KEPT: &str = "all kept";

/// A version that is not the one of this tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Newer {
    /// It may take over.
    Waits,
    /// It took over in another tab.
    TookOver,
}

/// Registers the service worker in a while. The signal tells of a newer version.
pub(super) fn register_later(activity: RwSignal<Option<Activity>>) -> RwSignal<Option<Newer>> {
    let newer = RwSignal::new(None);
    if let Some(container) = container() {
        follow(&container, newer);
        let is_registered = StoredValue::new(false);
        let register = move || register_when_idle(activity, newer, is_registered);
        register();
        // Without a network it could not be registered. Where it was, it would ask about a new version once more.
        window_event_listener(ev::online, move |_| {
            if is_registered.try_get_value() == Some(false) {
                register();
            }
        });
    }
    newer
}

/// Waits as long as something is being done: the worker, which that needs, is the largest file of all, and the whole site
/// beside it would keep a slow line busy.
fn register_when_idle(
    activity: RwSignal<Option<Activity>>,
    newer: RwSignal<Option<Newer>>,
    is_registered: StoredValue<bool>,
) {
    set_timeout(
        move || {
            if activity.with_untracked(Option::is_some) {
                register_when_idle(activity, newer, is_registered);
            } else {
                // A browser that keeps nothing for later, as in some private windows, shows the page nevertheless.
                spawn_local(async move {
                    if register(newer).await.is_ok() {
                        is_registered.try_set_value(true);
                    }
                });
            }
        },
        LATER,
    );
}

/// Asks before a new version takes the place of the one that runs, and tells where it has.
#[component]
pub(super) fn NewVersion(work: WorkState, newer: RwSignal<Option<Newer>>) -> impl IntoView {
    let take = move |_| {
        spawn_local(async {
            if take_over().await.is_err() {
                // Another tab was quicker.
                browser::reload();
            }
        });
    };
    move || {
        newer.get().map(|version| match version {
            Newer::Waits => view! {
                <div class="note" role="status">
                    <p>{words::NEW_VERSION}</p>
                    <p class="row">
                        <button type="button" disabled=move || work.is_busy() on:click=take>
                            {words::USE_IT_NOW}
                        </button>
                        <button type="button" on:click=move |_| newer.set(None)>
                            {words::LATER}
                        </button>
                    </p>
                </div>
            }
            .into_any(),
            Newer::TookOver => view! {
                <div class="note" role="status">
                    <p>{words::TOOK_OVER}</p>
                    <button type="button" on:click=|_| browser::reload()>{words::RELOAD}</button>
                </div>
            }
            .into_any(),
        })
    }
}

/// Where service workers are registered, in browsers and on hosts that allow them.
fn container() -> Option<ServiceWorkerContainer> {
    let window = web_sys::window()?;
    let navigator = window.navigator();
    let is_allowed = window.is_secure_context();
    let is_there = Reflect::has(&navigator, &JsValue::from_str("serviceWorker")).unwrap_or(false);
    (is_allowed && is_there).then(|| navigator.service_worker())
}

/// Listens to what the service worker does and says.
fn follow(container: &ServiceWorkerContainer, newer: RwSignal<Option<Newer>>) {
    // Another page of the same host may have a service worker for all of it.
    let is_own = |worker: ServiceWorker| own_script() == Some(worker.script_url());
    let is_served = Cell::new(container.controller().is_some_and(is_own));
    let changed = Closure::<dyn FnMut()>::new(move || {
        // The first one takes over nothing.
        if is_served.replace(true) {
            newer.try_set(Some(Newer::TookOver));
        }
    });
    container.set_oncontrollerchange(Some(changed.as_ref().unchecked_ref()));
    changed.forget();
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        if event.data() == ALL_KEPT {
            browser::mark_kept();
        }
    });
    container.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
}

/// The address of the page's service worker.
fn own_script() -> Option<String> {
    let page = web_sys::window()?.location().href().ok()?;
    Some(
        Url::new_with_base(&browser::service_worker()?, &page)
            .ok()?
            .href(),
    )
}

async fn register(newer: RwSignal<Option<Newer>>) -> Result<(), JsValue> {
    let (Some(container), Some(file)) = (container(), browser::service_worker()) else {
        return Ok(());
    };
    let registration: ServiceWorkerRegistration =
        JsFuture::from(container.register(&file)).await?.unchecked_into();
    let look = {
        let registration = registration.clone();
        move || {
            // Without one that runs, the one that waits is the first, and nothing is new.
            if registration.waiting().is_some() && registration.active().is_some() {
                newer.try_set(Some(Newer::Waits));
            }
        }
    };
    look();
    let watch = {
        let registration = registration.clone();
        move || {
            let Some(worker) = registration.installing() else {
                return;
            };
            let changed = Closure::<dyn FnMut()>::new(look.clone());
            worker.set_onstatechange(Some(changed.as_ref().unchecked_ref()));
            changed.forget();
        }
    };
    // One may have begun before this tab listened.
    watch();
    let found = Closure::<dyn FnMut()>::new(watch);
    registration.set_onupdatefound(Some(found.as_ref().unchecked_ref()));
    found.forget();
    let ready: ServiceWorkerRegistration = JsFuture::from(container.ready()?).await?.unchecked_into();
    let active = ready.active().ok_or(JsValue::NULL)?;
    active.post_message(&KEEP_ALL.into())
}

/// Lets the version that waits take over, and loads the page anew as soon as it has.
async fn take_over() -> Result<(), JsValue> {
    let container = container().ok_or(JsValue::NULL)?;
    let registration = JsFuture::from(container.get_registration()).await?;
    let registration: ServiceWorkerRegistration = registration.dyn_into()?;
    let waiting = registration.waiting().ok_or(JsValue::NULL)?;
    let changed = Closure::<dyn FnMut()>::new(browser::reload);
    container.set_oncontrollerchange(Some(changed.as_ref().unchecked_ref()));
    changed.forget();
    set_timeout(browser::reload, PATIENCE);
    waiting.post_message(&TAKE_OVER.into())
}
