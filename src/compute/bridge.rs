//! The page's side: starts, ends and replaces the worker.
//!
//! One worker and one job at a time. To cancel is to end the worker; the next request starts a new one. The
//! worker is a module started from a blob, because a worker loaded by its own address escapes the page's
//! Content-Security-Policy, and one started from a blob inherits it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, BlobPropertyBag, ErrorEvent, MessageEvent, Url, Worker, WorkerOptions, WorkerType};

use super::messages::{BUILD, Message, Reply, Request, Task};
use super::room::NEAR_MAX_MEMORY;
use super::wire::{self, CONVERTER};
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
        if self.state.borrow().running.is_some() {
            return;
        }
        let generation = {
            let mut state = self.state.borrow_mut();
            state.generation += 1;
            state.generation
        };
        match self.launch(generation) {
            Ok(running) => self.state.borrow_mut().running = Some(running),
            Err(error) => self.lose(Loss::NotStarted(message_of(&error).into())),
        }
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
                Some(_) => {
                    state.waiting.push(request);
                    return;
                }
                // It could not be started, and the page knows.
                None => return,
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
            state.running.take()
        };
        drop(ended);
    }

    fn launch(&self, generation: u32) -> Result<Running, JsValue> {
        let shim = shim_url()?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&shim, &options)?;
        let listen = |kind: &'static str, heard: fn(&Self, &web_sys::Event)| {
            let bridge = self.clone();
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&worker, kind, options, move |event| {
                if bridge.state.borrow().generation == generation {
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
        let bridge = self.clone();
        let patience = Timeout::new(PATIENCE, move || {
            if bridge.state.borrow().generation == generation {
                bridge.lose(Loss::Silent {
                    seconds: PATIENCE / 1_000,
                });
            }
        });
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
        self.lose(if ready && self.state.borrow().memory > NEAR_MAX_MEMORY {
            Loss::OutOfMemory
        } else if ready {
            Loss::Broken(message.into())
        } else {
            Loss::NotStarted(message.map_or(Cause::FilesMissing, Cause::Message))
        });
    }

    /// The worker is ready: sends what waited.
    fn open(&self) {
        let (worker, waiting) = {
            let mut state = self.state.borrow_mut();
            let waiting = std::mem::take(&mut state.waiting);
            let Some(running) = state.running.as_mut() else {
                return;
            };
            running.ready = true;
            running.patience = None;
            (running.worker.clone(), waiting)
        };
        for request in &waiting {
            self.post(&worker, request);
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
        self.cancel();
        (self.listener)(Event::Lost(loss));
    }
}

/// The address of a blob with the few lines that start the worker.
fn shim_url() -> Result<String, JsValue> {
    let base = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.base_uri().ok().flatten())
        .ok_or(JsValue::NULL)?;
    let address = |name: &str| Ok::<_, JsValue>(Url::new_with_base(name, &base)?.href());
    let worker = [address("worker.js")?, address("worker_bg.wasm")?];
    let converter = [address("converter.js")?, address("converter_bg.wasm")?];
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob =
        Blob::new_with_str_sequence_and_options(&Array::of1(&shim(&worker, &converter).into()), &options)?;
    Url::create_object_url_with_blob(&blob)
}

/// The lines themselves; each pair is a script and its binary. The imports are dynamic ones: browsers check a worker's
/// static imports against `worker-src`, which allows blobs only, and dynamic ones against `script-src`. The converter
/// is loaded when the worker first calls for it.
///
/// Debug formatting quotes an address as JavaScript does: addresses from [`Url`] hold
/// ASCII only, and no control characters.
fn shim(worker: &[String; 2], converter: &[String; 2]) -> String {
    let [worker, worker_binary] = worker;
    let [converter, converter_binary] = converter;
    format!(
        "const load = async (script, binary) => {{\n  const module = await import(script);\n  \
         await module.default({{ module_or_path: binary }});\n  return module;\n}};\n\
         self.{CONVERTER} = () => load({converter:?}, {converter_binary:?});\n\
         await load({worker:?}, {worker_binary:?});\n"
    )
}

/// What the browser says of an error.
fn message_of(error: &JsValue) -> Option<String> {
    error
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()))
        .or_else(|| error.as_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shim_quotes_addresses() {
        let pair = |name: &str| [format!("http://a/{name}.js"), format!("http://a/{name}_bg.wasm")];
        assert_eq!(
            shim(&pair("worker"), &pair("converter")),
            "const load = async (script, binary) => {\n  const module = await import(script);\n  \
             await module.default({ module_or_path: binary });\n  return module;\n};\n\
             self.kindredConverter = () => load(\"http://a/converter.js\", \"http://a/converter_bg.wasm\");\n\
             await load(\"http://a/worker.js\", \"http://a/worker_bg.wasm\");\n"
        );
    }
}
