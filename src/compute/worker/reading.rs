//! A file into a table: streamed, or made into CSV first.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Response};

use super::super::frame::is_sandboxed;
use super::super::messages::Reply;
use super::super::room::{MAX_MEMORY, Room, Shortage, usual_sample};
use super::super::unchanged::Kept;
use super::super::wire::{self, CONVERTER};
use super::scope::{PROGRESS_EVERY, memory, reply, scope, seconds};
use crate::BUILD;
use crate::failure::Failure;
use crate::table::{Choices, ConvertError, Limits, Original, Packing, Problem, Reader, Table, TableError};

/// Bytes that are hashed at once.
const PIECE_BYTES: u32 = 1 << 20;

/// What a browser answers with that gives a part of a file.
const PARTIAL_CONTENT: u16 = 206;

/// Posts how far the reading is, but not too often.
struct Meter {
    job: u32,
    bytes: u64,
    reported: f64,
}

impl Meter {
    fn new(job: u32) -> Self {
        Self {
            job,
            bytes: 0,
            reported: seconds(),
        }
    }

    fn report(&mut self, rows: u64) {
        if seconds() - self.reported >= PROGRESS_EVERY {
            self.reported = seconds();
            let (bytes, memory) = (self.bytes, memory());
            reply(self.job, Reply::Reading { bytes, rows, memory });
        }
    }
}

/// Reads a file into a table.
pub(super) async fn read(
    job: u32,
    name: &str,
    url: &str,
    room: Room,
    choices: &Choices,
) -> Result<Table, Failure> {
    match stream(job, name, url, room, choices).await? {
        Err(error) if error.is_convertible() => {
            reply(job, Reply::Converting);
            let room = room.for_made().map_err(|error| not_converted(name, error))?;
            convert(job, name, url, room, choices).await
        }
        result => Ok(result?),
    }
}

/// Bytes of memory that readings have left behind, the converter's included.
pub(super) fn spent() -> u64 {
    memory() + CONVERTER_MEMORY.get()
}

thread_local! {
    /// The memory of the converter when it was last called.
    static CONVERTER_MEMORY: Cell<u64> = const { Cell::new(0) };
}

/// That the browser gives no bytes of a file, and whether the file is to blame.
fn gone(name: &str) -> Failure {
    let file = name.to_owned();
    if is_sandboxed() {
        Failure::Sandboxed { file }
    } else {
        Failure::FileGone { file }
    }
}

fn not_converted(name: &str, error: ConvertError) -> Failure {
    TableError::not_converted(name, error).into()
}

fn out_of_memory(name: &str, Shortage { fits, every }: Shortage) -> Failure {
    Failure::OutOfMemory {
        file: name.to_owned(),
        fits,
        every,
    }
}

async fn open(name: &str, url: &str) -> Result<Response, Failure> {
    let response = JsFuture::from(scope().fetch_with_str(url)).await;
    response
        .ok()
        .map(JsCast::unchecked_into::<Response>)
        .filter(Response::ok)
        .ok_or_else(|| gone(name))
}

/// Refuses a file that was changed while it was read. Samples come with the page and stay as they are.
async fn check_unchanged(name: &str, url: &str, kept: &Kept) -> Result<(), Failure> {
    if !url.starts_with("blob:") {
        return Ok(());
    }
    let changed = || Failure::FileChanged {
        file: name.to_owned(),
    };
    for (start, bytes) in kept.parts() {
        // A file with another size or date is not opened again.
        let part = part(url, start, bytes.len()).await.map_err(|_| changed())?;
        if part.is_some_and(|part| part != bytes) {
            return Err(changed());
        }
    }
    Ok(())
}

/// A part of a file; nothing where the browser gives no parts.
async fn part(url: &str, start: u64, length: usize) -> Result<Option<Vec<u8>>, JsValue> {
    let range = format!("bytes={start}-{}", start + length as u64 - 1);
    let [headers, options] = [Object::new(), Object::new()];
    Reflect::set(&headers, &"Range".into(), &range.into())?;
    Reflect::set(&options, &"headers".into(), &headers)?;
    let fetch: Function = Reflect::get(&scope(), &"fetch".into())?.unchecked_into();
    let fetched: Promise = fetch.call2(&scope(), &url.into(), &options)?.unchecked_into();
    let response: Response = JsFuture::from(fetched).await?.unchecked_into();
    if response.status() != PARTIAL_CONTENT {
        return if response.ok() {
            Ok(None)
        } else {
            Err(JsValue::NULL)
        };
    }
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Some(Uint8Array::new(&buffer).to_vec()))
}

/// Streams a file into a table.
async fn stream(
    job: u32,
    name: &str,
    url: &str,
    room: Room,
    choices: &Choices,
) -> Result<Result<Table, TableError>, Failure> {
    let gone = |_| gone(name);
    let stream = open(name, url).await?.body().ok_or_else(|| gone(JsValue::NULL))?;
    let chunks: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let limits = Limits {
        memory: room.for_rows(),
        ..Limits::default()
    };
    let mut reader = Reader::with(name, limits, choices);
    let mut meter = Meter::new(job);
    let mut kept = Kept::default();
    loop {
        let step = JsFuture::from(chunks.read()).await.map_err(gone)?;
        let done = Reflect::get(&step, &"done".into()).map_err(gone)?;
        if done.is_truthy() {
            break;
        }
        let value = Reflect::get(&step, &"value".into()).map_err(gone)?;
        let chunk = value.unchecked_into::<Uint8Array>().to_vec();
        meter.bytes += chunk.len() as u64;
        kept.push(&chunk);
        if let Err(error) = reader.push(&chunk) {
            // Nothing more is wanted of the file; that it cannot be cancelled changes nothing.
            let _ = chunks.cancel();
            return Ok(Err(error));
        }
        if let Err(shortage) = room.check(meter.bytes, reader.memory()) {
            let _ = chunks.cancel();
            return Err(out_of_memory(name, shortage));
        }
        meter.report(reader.rows());
    }
    check_unchanged(name, url, &kept).await?;
    let table = reader.finish();
    if matches!(&table, Err(error) if error.problem == Problem::OutOfMemory) {
        let every = usual_sample(choices.one_row_of);
        return Err(out_of_memory(name, Shortage { fits: None, every }));
    }
    Ok(table)
}

/// All bytes of a file, outside this module's memory.
pub(super) async fn whole(name: &str, url: &str) -> Result<Uint8Array, Failure> {
    let gone = |_| gone(name);
    let response = open(name, url).await?;
    let buffer = JsFuture::from(response.array_buffer().map_err(gone)?)
        .await
        .map_err(gone)?;
    Ok(Uint8Array::new(&buffer))
}

/// What takes the CSV while the converter makes it.
struct Taker {
    name: String,
    reader: Reader,
    error: Option<Failure>,
    meter: Meter,
    room: Room,
    /// Bytes of the CSV so far.
    made: u64,
}

impl Taker {
    /// Takes the next bytes of the CSV; whether more is wanted.
    fn take(&mut self, piece: &[u8]) -> bool {
        self.made += piece.len() as u64;
        let name = &self.name;
        self.error = match self.reader.push(piece) {
            Err(error) => Some(error.into()),
            Ok(()) => self
                .room
                .check(self.made, self.reader.memory())
                .err()
                .map(|shortage| out_of_memory(name, shortage)),
        };
        self.meter.report(self.reader.rows());
        self.error.is_none()
    }
}

/// Has the converter make CSV of a file, and reads that.
async fn convert(job: u32, name: &str, url: &str, room: Room, choices: &Choices) -> Result<Table, Failure> {
    let bytes = whole(name, url).await?;
    let length = bytes.length();
    let mut kept = Kept::default();
    let pieces = (0..length.div_ceil(PIECE_BYTES)).map(|piece| {
        let start = piece * PIECE_BYTES;
        let piece = bytes.subarray(start, (start + PIECE_BYTES).min(length)).to_vec();
        kept.push(&piece);
        piece
    });
    let original = Original::of(pieces);
    check_unchanged(name, url, &kept).await?;
    // All bytes are there before the first row is: they say nothing of how far this is.
    let meter = Meter::new(job);
    let taker = Rc::new(RefCell::new(Taker {
        reader: Reader::converted(name, Limits::default(), choices, original),
        name: name.to_owned(),
        error: None,
        meter,
        room,
        made: 0,
    }));
    let converted = run_converter(name, &bytes, choices.sheet.as_deref(), Rc::clone(&taker)).await;
    // The sink, which shared it, is gone.
    let Taker {
        mut reader, error, ..
    } = Rc::into_inner(taker)
        .ok_or_else(|| not_converted(name, ConvertError::Crashed))?
        .into_inner();
    if let Some(error) = error {
        return Err(error);
    }
    reader.made_of(converted?);
    Ok(reader.finish()?)
}

/// Whether this worker has the script of a converter.
pub(super) fn has_converter() -> bool {
    Reflect::has(&scope(), &CONVERTER.into()).unwrap_or(false)
}

/// Remembers how much memory the converter has taken. It says so itself; one that does not is none of ours.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of bytes"
)]
fn note_memory(converter: &JsValue) {
    let memory = Reflect::get(converter, &"memory_in_use".into())
        .ok()
        .and_then(|memory| memory.dyn_into::<Function>().ok())
        .and_then(|memory| memory.call0(&JsValue::NULL).ok())
        .and_then(|bytes| bytes.as_f64());
    CONVERTER_MEMORY.set(memory.unwrap_or_default() as u64);
}

/// Loads the converter and has it pass the CSV of a file to `taker`. Gives what the file was made of.
async fn run_converter(
    name: &str,
    bytes: &Uint8Array,
    sheet: Option<&str>,
    taker: Rc<RefCell<Taker>>,
) -> Result<Packing, Failure> {
    let not_loaded = |_| Failure::ConverterMissing {
        file: name.to_owned(),
    };
    let load: Function = Reflect::get(&scope(), &CONVERTER.into())
        .map_err(not_loaded)?
        .unchecked_into();
    let loading: Promise = load.call0(&JsValue::NULL).map_err(not_loaded)?.unchecked_into();
    let module = JsFuture::from(loading).await.map_err(not_loaded)?;
    let build = Reflect::get(&module, &"build".into()).map_err(not_loaded)?;
    let build = build.unchecked_into::<Function>().call0(&JsValue::NULL);
    if build.map_err(not_loaded)?.as_string().as_deref() != Some(BUILD) {
        return Err(Failure::ConverterOfOtherBuild {
            file: name.to_owned(),
        });
    }
    let convert: Function = Reflect::get(&module, &"convert".into())
        .map_err(not_loaded)?
        .unchecked_into();
    let sink = Closure::<dyn FnMut(Uint8Array) -> bool>::new(move |piece: Uint8Array| {
        taker.borrow_mut().take(&piece.to_vec())
    });
    let sheet = sheet.map_or(JsValue::UNDEFINED, JsValue::from_str);
    let made_of = convert.call3(&JsValue::NULL, bytes, &sheet, sink.as_ref());
    note_memory(&module);
    // An error that is none of the converter's own is a defect that the file brought about. After it the converter must
    // not be used again.
    let made_of = made_of.map_err(|error| {
        let error = wire::decode(error).unwrap_or(ConvertError::Crashed);
        if error == ConvertError::Crashed {
            CONVERTER_MEMORY.set(MAX_MEMORY);
        }
        not_converted(name, error)
    })?;
    wire::decode(made_of).map_err(|_| not_converted(name, ConvertError::Crashed))
}
