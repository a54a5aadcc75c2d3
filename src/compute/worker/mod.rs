//! The worker's side: keeps the two tables, answers one request after the other.
//!
//! Computations run to their end within one turn of the event loop and only post messages on their way; the page
//! stops one by ending the worker.

mod networks;
mod reading;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use self::networks::Networks;
use super::messages::{BUILD, Cost, NetworkMapping, Reply, Request, Side};
use super::wire;
use crate::features::{self, Selection, overview};
use crate::report::{ArmName, Epoch, Landscape, Outcome, Question, Settings, Training};
use crate::reuse::{self, Kept, Observer, ReuseError};
use crate::table::{Profile, Table};

/// Least time between two messages of progress, in seconds.
const PROGRESS_EVERY: f64 = 0.1;

/// What the worker remembers between requests.
#[derive(Default)]
struct State {
    source: Option<Rc<Table>>,
    target: Option<Rc<Table>>,
    /// The outcome of the latest test, so that a comparison need not repeat it.
    tested: Option<Outcome>,
    /// Where the domains of that test part.
    landscape: Option<Landscape>,
    networks: Networks,
    waiting: VecDeque<Request>,
    busy: bool,
}

/// Starts the worker: sets the handler and says that it is ready.
pub fn start() {
    report_panics();
    let state = Rc::new(RefCell::new(State::default()));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        match wire::decode::<Request>(event.data()) {
            Ok(request) => {
                state.borrow_mut().waiting.push_back(request);
                spawn_local(serve(Rc::clone(&state)));
            }
            Err(error) => post(&Reply::Died {
                message: format!("a request could not be read: {error}"),
            }),
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The handler lives as long as the worker.
    on_message.forget();
    post(&Reply::Ready {
        build: BUILD.to_owned(),
    });
}

/// A panic ends the worker; the page hears of it before.
fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        post(&Reply::Died {
            message: info.to_string(),
        });
    }));
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn post(reply: &Reply) {
    if let Ok(value) = wire::encode(reply) {
        // Fails only for values that cannot be cloned; a reply is plain data.
        let _ = scope().post_message(&value);
    }
}

/// Answers what waits, unless that is already being done.
async fn serve(state: Rc<RefCell<State>>) {
    if std::mem::replace(&mut state.borrow_mut().busy, true) {
        return;
    }
    loop {
        let request = state.borrow_mut().waiting.pop_front();
        match request {
            Some(request) => answer(&state, request).await,
            None => break,
        }
    }
    state.borrow_mut().busy = false;
}

async fn answer(state: &RefCell<State>, request: Request) {
    match request {
        Request::Load {
            job,
            side,
            name,
            url,
            choices,
        } => {
            let started = seconds();
            // A file that cannot be read must not leave the one before in its place.
            keep(state, side, None);
            post(&match reading::read(job, &name, &url, &choices).await {
                Ok(table) => {
                    let profile = Profile::of(&table);
                    keep(state, side, Some(Rc::new(table)));
                    Reply::Loaded {
                        job,
                        profile,
                        cost: Cost {
                            seconds: seconds() - started,
                            memory: memory(),
                        },
                    }
                }
                Err(reading::Unread { message, remedy }) => Reply::Failed { job, message, remedy },
            });
        }
        Request::Describe {
            job,
            label,
            columns,
            pairs,
        } => post(&match tables(state) {
            Ok((source, target)) => {
                let selection = Selection {
                    label: label.as_deref(),
                    columns: columns.as_deref(),
                    by_hand: Some(&pairs),
                };
                Reply::Described {
                    job,
                    overview: overview(&source, &target, &selection),
                }
            }
            Err(message) => Reply::Failed {
                job,
                message,
                remedy: None,
            },
        }),
        Request::Test { job, settings } => finish(job, test(state, settings, &mut Postman::new(job))),
        Request::Compare { job, settings } => finish(job, compare(state, settings, &mut Postman::new(job))),
        Request::Adapt { job, settings } => finish(job, adapt(state, settings, &mut Postman::new(job))),
        Request::SaveNetwork { job, network, format } => {
            reply(
                job,
                networks::file(job, &state.borrow().networks, network, format),
            );
        }
        Request::Predict {
            job,
            network,
            side,
            settings,
        } => reply(
            job,
            question(settings).and_then(|question| {
                let (source, target) = tables(state)?;
                let side = match side {
                    Side::Source => features::Side::Source,
                    Side::Target => features::Side::Target,
                };
                let networks = &state.borrow().networks;
                networks::predictions(job, networks, network, side, [&source, &target], &question)
            }),
        ),
        Request::OpenNetwork {
            job,
            name,
            url,
            mapping,
        } => reply(job, open_network(state, job, &name, &url, mapping.as_ref()).await),
        Request::CloseNetwork { job } => {
            state.borrow_mut().networks.opened = None;
            post(&Reply::Closed { job });
        }
    }
}

/// Reads a network and keeps it, unless something about it has to be told first.
async fn open_network(
    state: &RefCell<State>,
    job: u32,
    name: &str,
    url: &str,
    mapping: Option<&NetworkMapping>,
) -> Result<Reply, String> {
    let source = state.borrow().source.clone();
    state.borrow_mut().networks.opened = None;
    let (network, kept) = networks::open(name, url, mapping, source.as_deref()).await?;
    state.borrow_mut().networks.opened = kept.map(|kept| (kept, name.to_owned()));
    Ok(Reply::Opened { job, network })
}

fn keep(state: &RefCell<State>, side: Side, table: Option<Rc<Table>>) {
    let mut state = state.borrow_mut();
    state.tested = None;
    match side {
        Side::Source => state.source = table,
        Side::Target => state.target = table,
    }
}

fn finish(job: u32, result: Result<Outcome, String>) {
    reply(job, result.map(|outcome| Reply::Done { job, outcome }));
}

fn reply(job: u32, result: Result<Reply, String>) {
    post(&result.unwrap_or_else(|message| Reply::Failed {
        job,
        message,
        remedy: None,
    }));
}

fn question(settings: Settings) -> Result<Question, String> {
    settings.check().map_err(|error| error.to_string())
}

fn tables(state: &RefCell<State>) -> Result<(Rc<Table>, Rc<Table>), String> {
    let state = state.borrow();
    match (&state.source, &state.target) {
        (Some(source), Some(target)) => Ok((Rc::clone(source), Rc::clone(target))),
        _ => Err("Two tables are needed: choose the source and the target file first.".into()),
    }
}

fn test(state: &RefCell<State>, settings: Settings, postman: &mut Postman) -> Result<Outcome, String> {
    let question = question(settings)?;
    let (source, target) = tables(state)?;
    let outcome =
        reuse::test_domains(&source, &target, &question, postman).map_err(|error| error.to_string())?;
    let mut state = state.borrow_mut();
    state.tested = Some(outcome.clone());
    state.landscape.clone_from(&postman.explored);
    Ok(outcome)
}

/// The outcome of the tests for these settings, which may be known already.
fn tested(state: &RefCell<State>, settings: &Settings, postman: &mut Postman) -> Result<Outcome, String> {
    let known = state
        .borrow()
        .tested
        .clone()
        .filter(|outcome| asks_the_same_tests(&outcome.settings, settings));
    let Some(outcome) = known else {
        return test(state, settings.clone(), postman);
    };
    if let Some(landscape) = state.borrow().landscape.clone() {
        postman.explored(landscape);
    }
    Ok(outcome)
}

/// Whether both settings differ in the training of networks only.
fn asks_the_same_tests(one: &Settings, other: &Settings) -> bool {
    let without_training = |settings: &Settings| Settings {
        training: Training::default(),
        ..settings.clone()
    };
    without_training(one) == without_training(other)
}

fn compare(state: &RefCell<State>, settings: Settings, postman: &mut Postman) -> Result<Outcome, String> {
    let tested = tested(state, &settings, postman)?;
    let question = question(settings)?;
    let (source, target) = tables(state)?;
    let opened = state.borrow().networks.opened.clone();
    let opened = opened.as_ref().map(|(kept, file)| (kept, file.as_str()));
    let compared = reuse::compare(&tested, &source, &target, &question, opened, postman);
    conclude(state, compared, postman)
}

fn adapt(state: &RefCell<State>, settings: Settings, postman: &mut Postman) -> Result<Outcome, String> {
    let tested = tested(state, &settings, postman)?;
    let question = question(settings)?;
    let (source, target) = tables(state)?;
    let opened = state.borrow().networks.opened.clone();
    let opened = opened.as_ref().map(|(kept, file)| (kept, file.as_str()));
    let adapted = reuse::adapt(&tested, &source, &target, &question, opened, postman);
    conclude(state, adapted, postman)
}

fn conclude(
    state: &RefCell<State>,
    result: Result<(Outcome, Vec<Kept>), ReuseError>,
    postman: &mut Postman,
) -> Result<Outcome, String> {
    postman.deliver();
    let (outcome, kept) = result.map_err(|error| error.to_string())?;
    state.borrow_mut().networks.kept = kept;
    Ok(outcome)
}

/// Seconds since the worker started.
fn seconds() -> f64 {
    scope()
        .performance()
        .map_or(0.0, |performance| performance.now() / 1_000.0)
}

/// Bytes of this worker's memory.
fn memory() -> u64 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    u64::from(buffer.byte_length())
}

/// Posts progress and losses, but not too often.
struct Postman {
    job: u32,
    reported: f64,
    learned: Option<(ArmName, Vec<Epoch>)>,
    explored: Option<Landscape>,
}

impl Postman {
    fn new(job: u32) -> Self {
        Self {
            job,
            reported: f64::NEG_INFINITY,
            learned: None,
            explored: None,
        }
    }

    /// Posts the losses that have gathered.
    fn deliver(&mut self) {
        if let Some((arm, epochs)) = self.learned.take() {
            post(&Reply::Learned {
                job: self.job,
                arm,
                epochs,
            });
        }
    }
}

impl Observer for Postman {
    fn seconds(&self) -> f64 {
        seconds()
    }

    fn progress(&mut self, share: f64, stage: &str) {
        let now = seconds();
        if now - self.reported >= PROGRESS_EVERY {
            self.reported = now;
            self.deliver();
            post(&Reply::Progress {
                job: self.job,
                fraction: share,
                stage: stage.to_owned(),
            });
        }
    }

    fn learned(&mut self, arm: ArmName, epoch: Epoch) {
        if self.learned.as_ref().is_some_and(|(known, _)| *known != arm) {
            self.deliver();
        }
        self.learned
            .get_or_insert_with(|| (arm, Vec::new()))
            .1
            .push(epoch);
    }

    fn explored(&mut self, landscape: Landscape) {
        post(&Reply::Explored {
            job: self.job,
            landscape: landscape.clone(),
        });
        self.explored = Some(landscape);
    }
    fn so_far(&mut self, outcome: Outcome) {
        self.deliver();
        post(&Reply::SoFar {
            job: self.job,
            outcome,
        });
    }
}
