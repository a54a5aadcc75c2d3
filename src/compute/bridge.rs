//! The page's side: starts, ends and replaces the worker.
//!
//! One worker and one job at a time. To cancel is to end the worker; the next request starts a new one. The
//! worker is a module started from a blob, because a worker loaded by its own address escapes the page's
//! Content-Security-Policy, and one started from a blob inherits it.
//!
//! Browsers end workers without a word, to save memory for one. The worker holds a lock as long as it lives, and the bridge
//! asks for the same lock: when it gets it, the worker is gone.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{ErrorEvent, MessageEvent, Url, Worker, WorkerOptions, WorkerType};

use super::frame;
use super::messages::{Message, Reply, Request, Task};
use super::room;
use super::shim;
use super::wire;
use crate::BUILD;
use crate::failure::{Cause, Loss};

/// How long a worker may take from its start to its first message, in milliseconds. It is more than a megabyte, and a slow
/// line takes a minute for that.
const PATIENCE: u32 = 120_000;

/// What the bridge tells the page.
#[derive(Debug)]
pub enum Event {
    /// The worker takes requests.
    Ready,
    /// A reply to the latest job.
    Reply(Box<Reply>),
    /// Another worker takes the place of one that had taken much memory for nothing. It knows nothing of what the other
    /// one kept. What that one had still to say follows.
    Replaced,
    /// The worker comes from another build than the page and was ended.
    OtherBuild,
    /// The worker is gone, and with it its tables and its job.
    Lost(Loss),
}

/// A running worker; dropping it ends it.
struct Running {
    worker: Worker,
    shim: String,
    ready: bool,
    _listeners: [EventListener; 3],
    patience: Option<Timeout>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
        // Fails only for a text that is no address; this one came from the browser.
        let _ = Url::revoke_object_url(&self.shim);
    }
}

#[derive(Default)]
struct State {
    running: Option<Running>,
    /// Whether the files of the next worker are being fetched.
    is_starting: bool,
    /// Counts workers, so that a message of an ended one is not taken for one of its successor.
    generation: u32,
    /// The latest job; replies to any other are late and dropped.
    job: u32,
    /// The worker's memory in bytes, as far as the reading of a file has told it.
    memory: u64,
    /// Requests that wait for `Ready`.
    waiting: Vec<Request>,
}

/// The way to the worker. Clones lead to the same one.
#[derive(Clone)]
pub struct Bridge {
    state: Rc<RefCell<State>>,
    listener: Rc<dyn Fn(Event)>,
}

impl Bridge {
    /// A bridge that calls `listener` when something happens. No worker is started yet.
    pub fn new(listener: impl Fn(Event) + 'static) -> Self {
        Self {
            state: Rc::default(),
            listener: Rc::new(listener),
        }
    }

    /// Starts a worker where none runs, so that the first request need not wait for it.
    pub fn warm(&self) {
        let generation = {
            let mut state = self.state.borrow_mut();
            if state.running.is_some() || std::mem::replace(&mut state.is_starting, true) {
                return;
            }
            state.generation += 1;
            state.generation
        };
        let bridge = self.clone();
        let patience = self.patience(generation);
        spawn_local(async move {
            let shim = shim::url().await;
            if !bridge.is_current(generation) {
                // Cancelled meanwhile. Fails only for a text that is no address.
                let _ = shim.map(|shim| Url::revoke_object_url(&shim));
                return;
            }
            let running = shim.map_err(|_| Cause::FilesMissing).and_then(|shim| {
                let running = bridge.launch(shim, generation, patience);
                running.map_err(|error| message_of(&error).into())
            });
            match running {
                Ok(running) => {
                    let mut state = bridge.state.borrow_mut();
                    state.is_starting = false;
                    state.running = Some(running);
                }
                Err(cause) => bridge.lose(Loss::NotStarted(cause)),
            }
        });
    }

    /// Gives the worker a job. Replies to earlier jobs are dropped from now on.
    pub fn ask(&self, task: Task) {
        let request = {
            let mut state = self.state.borrow_mut();
            state.job += 1;
            Request { job: state.job, task }
        };
        self.warm();
        let worker = {
            let mut state = self.state.borrow_mut();
            match &state.running {
                Some(running) if running.ready => running.worker.clone(),
                _ => {
                    state.waiting.push(request);
                    return;
                }
            }
        };
        self.post(&worker, &request);
    }

    /// Ends the worker and its job at once. The next request starts another.
    pub fn cancel(&self) {
        let ended = {
            let mut state = self.state.borrow_mut();
            state.job += 1;
            state.generation += 1;
            state.waiting.clear();
            state.memory = 0;
            state.is_starting = false;
            state.running.take()
        };
        drop(ended);
    }

    /// Whether no other worker has been started, or this one ended, since.
    fn is_current(&self, generation: u32) -> bool {
        self.state.borrow().generation == generation
    }

    /// Gives a worker up that does not become ready. Dropping it ends the wait.
    fn patience(&self, generation: u32) -> Timeout {
        let bridge = self.clone();
        Timeout::new(PATIENCE, move || {
            if bridge.is_current(generation) {
                bridge.lose(Loss::Silent {
                    seconds: PATIENCE / 1_000,
                });
            }
        })
    }

    fn launch(&self, shim: String, generation: u32, patience: Timeout) -> Result<Running, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&shim, &options)?;
        let listen = |kind: &'static str, heard: fn(&Self, &web_sys::Event)| {
            let bridge = self.clone();
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&worker, kind, options, move |event| {
                if bridge.is_current(generation) {
                    heard(&bridge, event);
                }
            })
        };
        let listeners = [
            listen("message", Self::on_message),
            listen("error", Self::on_error),
            listen("messageerror", |bridge, _| {
                bridge.lose(Loss::Unreadable(Cause::DamagedMessage));
            }),
        ];
        Ok(Running {
            worker,
            shim,
            ready: false,
            _listeners: listeners,
            patience: Some(patience),
        })
    }

    fn on_message(&self, event: &web_sys::Event) {
        let Some(message) = event.dyn_ref::<MessageEvent>() else {
            return;
        };
        match wire::decode::<Message>(message.data()) {
            Ok(Message::Ready { build }) if build != BUILD => {
                self.cancel();
                (self.listener)(Event::OtherBuild);
            }
            Ok(Message::Ready { .. }) => {
                self.open();
                (self.listener)(Event::Ready);
            }
            Ok(Message::Died { message }) => self.lose(Loss::Broken(Cause::Message(message))),
            Ok(Message::Reply { job, reply, spent }) => {
                let is_latest = self.state.borrow().job == job;
                if is_latest {
                    self.state.borrow_mut().memory = match *reply {
                        Reply::Reading { memory, .. } => memory,
                        _ => 0,
                    };
                    if spent {
                        self.cancel();
                        (self.listener)(Event::Replaced);
                    }
                    (self.listener)(Event::Reply(reply));
                }
            }
            Err(error) => self.lose(Loss::Unreadable(Cause::Message(error.to_string()))),
        }
    }

    fn on_error(&self, event: &web_sys::Event) {
        // The page shows it; the console need not repeat it.
        event.prevent_default();
        let message = event
            .dyn_ref::<ErrorEvent>()
            .map(ErrorEvent::message)
            .filter(|message| !message.is_empty());
        let ready = self
            .state
            .borrow()
            .running
            .as_ref()
            .is_some_and(|running| running.ready);
        self.lose(if ready {
            Loss::Broken(message.into())
        } else {
            Loss::NotStarted(message.map_or(Cause::FilesMissing, Cause::Message))
        });
    }

    /// The worker is ready: sends what waited.
    fn open(&self) {
        let (worker, waiting, lock) = {
            let mut state = self.state.borrow_mut();
            let waiting = std::mem::take(&mut state.waiting);
            let Some(running) = state.running.as_mut() else {
                return;
            };
            running.ready = true;
            running.patience = None;
            (running.worker.clone(), waiting, running.shim.clone())
        };
        self.watch(&lock);
        for request in &waiting {
            self.post(&worker, request);
        }
    }

    /// Notices when the running worker is gone without a word. The lock has the name of the script that it was started
    /// from. Without HTTPS browsers have no locks, and nothing is noticed.
    fn watch(&self, lock: &str) {
        let generation = self.state.borrow().generation;
        let bridge = self.clone();
        let gone = Closure::once_into_js(move || {
            if bridge.is_current(generation) {
                bridge.lose(Loss::Broken(Cause::Unknown));
            }
        });
        let navigator = web_sys::window().map(|window| window.navigator());
        let locks = Reflect::get(&navigator.into(), &"locks".into()).unwrap_or_default();
        let request = Reflect::get(&locks, &"request".into()).and_then(JsCast::dyn_into::<Function>);
        if let Ok(request) = request {
            // Refused only where the page may store nothing.
            let _ = request.call2(&locks, &lock.into(), &gone);
        }
    }

    fn post(&self, worker: &Worker, request: &Request) {
        let sent = wire::encode(request)
            .map_err(|error| Some(error.to_string()))
            .and_then(|value| worker.post_message(&value).map_err(|error| message_of(&error)));
        if let Err(message) = sent {
            self.lose(Loss::Unreadable(message.into()));
        }
    }

    fn lose(&self, loss: Loss) {
        let loss = match loss {
            Loss::NotStarted(_) if frame::is_sandboxed() => Loss::NotStarted(Cause::Sandboxed),
            loss => room::told(loss, self.state.borrow().memory),
        };
        self.cancel();
        (self.listener)(Event::Lost(loss));
    }
}

/// What the browser says of an error.
fn message_of(error: &JsValue) -> Option<String> {
    error
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()))
        .or_else(|| error.as_string())
}
