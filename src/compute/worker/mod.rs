//! The worker's side: keeps the two tables, answers one request after the other.
//!
//! Computations run to their end within one turn of the event loop and only post messages on their way; the page
//! stops one by ending the worker.

mod networks;
mod pace;
mod reading;
mod scope;
mod work;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::MessageEvent;

use self::networks::Networks;
use self::pace::Clock;
use self::scope::{PROGRESS_EVERY, memory, post, reply, report_panics, scope, seconds};
use self::work::Work;
use super::messages::{Cost, FitAlone, KeptNetwork, Message, Reply, Request, Task};
use super::room::{self, Room};
use super::wire;
use crate::BUILD;
use crate::failure::{Failure, ReuseError};
use crate::features::{Selection, Side, overview};
use crate::files::Mapping;
use crate::report::{self, ArmName, CheckedSettings, Epoch, Landscape, Outcome, Settings, Stage};
use crate::reuse::{self, Kept, Observer};
use crate::table::{Profile, Table};

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
            Err(error) => post(&Message::Died {
                message: error.to_string(),
            }),
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The handler lives as long as the worker.
    on_message.forget();
    post(&Message::Ready {
        build: BUILD.to_owned(),
    });
}

/// Answers what waits, unless that is already being done.
async fn serve(state: Rc<RefCell<State>>) {
    if std::mem::replace(&mut state.borrow_mut().busy, true) {
        return;
    }
    loop {
        let request = state.borrow_mut().waiting.pop_front();
        match request {
            Some(Request { job, task }) => {
                let is_reading = matches!(task, Task::Load { .. });
                let before = reading::spent();
                let answer = answer(&state, job, task).await;
                let grown = reading::spent().saturating_sub(before);
                let holds_networks = !state.borrow().networks.kept.is_empty();
                // The next worker starts with another try to fetch the converter's script.
                let lacks_converter = matches!(answer, Err(Failure::ConverterMissing { .. }))
                    && !holds_networks
                    && !reading::has_converter();
                let is_spent = lacks_converter || room::is_spent(grown, holds_networks);
                let spent = is_reading && answer.is_err() && is_spent;
                post(&Message::Reply {
                    job,
                    reply: Box::new(answer.unwrap_or_else(Reply::Failed)),
                    spent,
                });
            }
            None => break,
        }
    }
    state.borrow_mut().busy = false;
}

/// Does a job to its end.
async fn answer(state: &RefCell<State>, job: u32, task: Task) -> Result<Reply, Failure> {
    match task {
        Task::Load {
            side,
            name,
            url,
            size,
            choices,
        } => {
            let started = seconds();
            // A file that cannot be read must not leave the one before in its place.
            keep(state, side, None);
            let room = Room::new(size, taken(state)).for_sample(choices.one_row_of);
            let table = reading::read(job, &name, &url, room, &choices).await?;
            let profile = Profile::of(&table);
            keep(state, side, Some(Rc::new(table)));
            Ok(Reply::Loaded {
                profile,
                cost: Cost {
                    seconds: seconds() - started,
                    memory: memory(),
                },
            })
        }
        Task::Describe {
            label,
            columns,
            pairs,
        } => {
            let (source, target) = tables(state)?;
            let selection = Selection {
                label: label.as_deref(),
                columns: columns.as_deref(),
                by_hand: Some(&pairs),
            };
            let fit = networks::fit(&state.borrow().networks, [&source, &target], &pairs);
            Ok(Reply::Described {
                overview: overview(&source, &target, &selection),
                fit,
            })
        }
        Task::Test(settings) => {
            let work = Work::tests(&settings);
            test(state, settings, &mut Postman::new(job, work)).map(Reply::Done)
        }
        Task::Compare(settings) => train(state, job, settings, reuse::compare),
        Task::Adapt(settings) => train(state, job, settings, reuse::adapt),
        Task::SaveNetwork { network, format } => networks::file(&state.borrow().networks, network, format),
        Task::Predict {
            network,
            side,
            settings,
            names,
            called,
        } => {
            let question = settings.check()?;
            let (source, target) = tables(state)?;
            let networks = &state.borrow().networks;
            networks::predictions(
                networks,
                network,
                side,
                [&source, &target],
                &question,
                &names,
                &called,
            )
        }
        Task::PredictAlone { side, names, called } => {
            let table = table(state, side)?;
            networks::predictions_alone(&state.borrow().networks, &table, &names, &called)
        }
        Task::FitAlone(side) => {
            let table = table(state, side)?;
            let state = state.borrow();
            let (kept, _) = state.networks.get(KeptNetwork::Opened)?;
            let unfit = kept.lacks(&table);
            Ok(Reply::FitsAlone(FitAlone { unfit }))
        }
        Task::RowsToLabel {
            rows,
            count,
            settings,
            names,
            called,
        } => {
            let question = settings.check()?;
            let (source, target) = tables(state)?;
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            let text = reuse::rows_to_label(&source, &target, &question, &rows, count, &names);
            Ok(networks::table_file(&target.name, &called, text))
        }
        Task::OpenNetwork { name, url, mapping } => open_network(state, &name, &url, mapping.as_ref()).await,
        Task::CloseNetwork => {
            state.borrow_mut().networks.opened = None;
            Ok(Reply::Closed)
        }
    }
}

/// Reads a network and keeps it, unless it first needs a mapping.
async fn open_network(
    state: &RefCell<State>,
    name: &str,
    url: &str,
    mapping: Option<&Mapping>,
) -> Result<Reply, Failure> {
    let source = state.borrow().source.clone();
    state.borrow_mut().networks.opened = None;
    let (network, kept) = networks::open(name, url, mapping, source.as_deref()).await?;
    state.borrow_mut().networks.opened = kept.map(|kept| (kept, name.to_owned()));
    Ok(Reply::Opened(network))
}

fn keep(state: &RefCell<State>, side: Side, table: Option<Rc<Table>>) {
    let mut state = state.borrow_mut();
    state.tested = None;
    match side {
        Side::Source => state.source = table,
        Side::Target => state.target = table,
    }
}

/// Bytes of memory that the tables take, roughly: a number for each cell.
fn taken(state: &RefCell<State>) -> u64 {
    let state = state.borrow();
    let tables = [&state.source, &state.target].into_iter().flatten();
    let cells = tables.map(|table| table.rows as u64 * table.columns.len() as u64);
    cells.sum::<u64>() * size_of::<f64>() as u64
}

fn table(state: &RefCell<State>, side: Side) -> Result<Rc<Table>, Failure> {
    let state = state.borrow();
    let table = match side {
        Side::Source => &state.source,
        Side::Target => &state.target,
    };
    table.clone().ok_or(Failure::NoTables)
}

fn tables(state: &RefCell<State>) -> Result<(Rc<Table>, Rc<Table>), Failure> {
    let state = state.borrow();
    match (&state.source, &state.target) {
        (Some(source), Some(target)) => Ok((Rc::clone(source), Rc::clone(target))),
        _ => Err(Failure::NoTables),
    }
}

fn test(state: &RefCell<State>, settings: Settings, postman: &mut Postman) -> Result<Outcome, Failure> {
    let question = settings.check()?;
    let (source, target) = tables(state)?;
    let outcome = reuse::test_domains(&source, &target, &question, postman)?;
    let mut state = state.borrow_mut();
    state.tested = Some(outcome.clone());
    state.landscape.clone_from(&postman.explored);
    Ok(outcome)
}

/// The outcome of the tests for these settings, which may be known already.
fn tested(state: &RefCell<State>, settings: &Settings, postman: &mut Postman) -> Result<Outcome, Failure> {
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
        training: report::Training::default(),
        ..settings.clone()
    };
    without_training(one) == without_training(other)
}

/// What trains networks: a comparison, or an adaptation without labels of the target.
type Training = fn(
    &Outcome,
    &Table,
    &Table,
    &CheckedSettings,
    Option<(&Kept, &str)>,
    &mut dyn Observer,
) -> Result<(Outcome, Vec<Kept>), ReuseError>;

/// Trains networks after the tests, and keeps them.
fn train(state: &RefCell<State>, job: u32, settings: Settings, training: Training) -> Result<Reply, Failure> {
    let (source, target) = tables(state)?;
    let opened = state.borrow().networks.opened.clone();
    let work = Work::training(&settings, [source.rows, target.rows], opened.is_some());
    let postman = &mut Postman::new(job, work);
    let tested = tested(state, &settings, postman)?;
    let question = settings.check()?;
    let opened = opened.as_ref().map(|(kept, file)| (kept, file.as_str()));
    let trained = training(&tested, &source, &target, &question, opened, postman);
    postman.deliver();
    let (outcome, kept) = trained?;
    state.borrow_mut().networks.kept = kept;
    Ok(Reply::Done(outcome))
}

/// Posts progress and losses, but not too often.
struct Postman {
    job: u32,
    clock: Clock,
    reported: f64,
    learned: Option<(ArmName, Vec<Epoch>)>,
    explored: Option<Landscape>,
}

impl Postman {
    fn new(job: u32, work: Work) -> Self {
        Self {
            job,
            clock: Clock::new(work, seconds()),
            reported: f64::NEG_INFINITY,
            learned: None,
            explored: None,
        }
    }

    /// Posts the losses that have gathered.
    fn deliver(&mut self) {
        if let Some((arm, epochs)) = self.learned.take() {
            reply(self.job, Reply::Learned { arm, epochs });
        }
    }
}

impl Observer for Postman {
    fn seconds(&self) -> f64 {
        seconds()
    }

    fn progress(&mut self, share: f64, stage: &Stage) {
        let now = seconds();
        let pace = self.clock.pace(now, share, stage);
        if now - self.reported >= PROGRESS_EVERY {
            self.reported = now;
            self.deliver();
            let stage = stage.clone();
            reply(self.job, Reply::Progress { pace, stage });
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
        reply(self.job, Reply::Explored(landscape.clone()));
        self.explored = Some(landscape);
    }

    fn so_far(&mut self, outcome: Outcome) {
        self.deliver();
        reply(self.job, Reply::SoFar(outcome));
    }
}
