//! The service worker, which keeps the page for when there is no network, and the word that a new version is there.

use std::time::Duration;

use js_sys::Reflect;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration};

use super::browser;
use super::words;
use crate::page::work::{Activity, WorkState};

/// How long the files of the site wait for what the page itself needs first.
const LATER: Duration = Duration::from_secs(1);

/// What the service worker listens to: it may take over from the version before.
const TAKE_OVER: &str = "take over";

/// Registers the service worker in a while. The signal says when a new version is ready.
pub(super) fn register_later(activity: RwSignal<Option<Activity>>) -> RwSignal<bool> {
    let is_ready = RwSignal::new(false);
    register_when_idle(activity, is_ready);
    is_ready
}

/// Waits as long as something is being done: the worker, which that needs, is the largest file of all, and the whole site
/// beside it would keep a slow line busy.
fn register_when_idle(activity: RwSignal<Option<Activity>>, is_ready: RwSignal<bool>) {
    set_timeout(
        move || {
            if activity.with_untracked(Option::is_some) {
                register_when_idle(activity, is_ready);
            } else {
                // A browser that keeps nothing for later, as in some private windows, shows the page nevertheless.
                spawn_local(async move { drop(register(is_ready).await) });
            }
        },
        LATER,
    );
}

/// Asks before a new version takes the place of the one that runs.
#[component]
pub(super) fn NewVersion(work: WorkState, is_ready: RwSignal<bool>) -> impl IntoView {
    let take = move |_| {
        spawn_local(async move {
            if take_over().await.is_err() {
                is_ready.try_set(false);
            }
        });
    };
    move || {
        is_ready.get().then(|| {
            view! {
                <div class="note" role="status">
                    <p>{words::NEW_VERSION}</p>
                    <p class="row">
                        <button type="button" disabled=move || work.is_busy() on:click=take>
                            {words::USE_IT_NOW}
                        </button>
                        <button type="button" on:click=move |_| is_ready.set(false)>
                            {words::LATER}
                        </button>
                    </p>
                </div>
            }
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

async fn register(is_ready: RwSignal<bool>) -> Result<(), JsValue> {
    let (Some(container), Some(file)) = (container(), browser::service_worker()) else {
        return Ok(());
    };
    let registration: ServiceWorkerRegistration =
        JsFuture::from(container.register(&file)).await?.unchecked_into();
    let look = {
        let registration = registration.clone();
        move || {
            // Without one that runs, the one that waits is the first, and nothing is new.
            if registration.waiting().is_some() && container.controller().is_some() {
                is_ready.try_set(true);
            }
        }
    };
    look();
    let found = {
        let registration = registration.clone();
        Closure::<dyn FnMut()>::new(move || {
            let Some(worker) = registration.installing() else {
                return;
            };
            let changed = Closure::<dyn FnMut()>::new(look.clone());
            worker.set_onstatechange(Some(changed.as_ref().unchecked_ref()));
            changed.forget();
        })
    };
    registration.set_onupdatefound(Some(found.as_ref().unchecked_ref()));
    found.forget();
    Ok(())
}

/// Lets the version that waits take over, and loads the page anew as soon as it has.
async fn take_over() -> Result<(), JsValue> {
    let container = container().ok_or(JsValue::NULL)?;
    let registration = JsFuture::from(container.get_registration()).await?;
    let registration: ServiceWorkerRegistration = registration.dyn_into()?;
    let changed = Closure::<dyn FnMut()>::new(browser::reload);
    container.set_oncontrollerchange(Some(changed.as_ref().unchecked_ref()));
    changed.forget();
    let waiting = registration.waiting().ok_or(JsValue::NULL)?;
    waiting.post_message(&JsValue::from_str(TAKE_OVER))
}
