//! A file into a table: streamed, or made into CSV first.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Response};

use super::super::messages::Reply;
use super::super::wire::{self, CONVERTER};
use super::scope::{PROGRESS_EVERY, reply, scope, seconds};
use crate::failure::Failure;
use crate::table::{Choices, ConvertError, Limits, Original, Packing, Reader, Table, TableError};

/// Bytes that are hashed at once.
const PIECE_BYTES: u32 = 1 << 20;

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
            let bytes = self.bytes;
            reply(self.job, Reply::Reading { bytes, rows });
        }
    }
}

/// Reads a file into a table.
pub(super) async fn read(job: u32, name: &str, url: &str, choices: &Choices) -> Result<Table, Failure> {
    match stream(job, name, url, choices).await? {
        Err(error) if error.is_convertible() => convert(job, name, url, choices).await,
        result => Ok(result?),
    }
}

fn gone(name: &str) -> Failure {
    Failure::FileGone {
        file: name.to_owned(),
    }
}

fn not_converted(name: &str, error: ConvertError) -> Failure {
    TableError::not_converted(name, error).into()
}

async fn open(name: &str, url: &str) -> Result<Response, Failure> {
    let response = JsFuture::from(scope().fetch_with_str(url)).await;
    response
        .ok()
        .map(JsCast::unchecked_into::<Response>)
        .filter(Response::ok)
        .ok_or_else(|| gone(name))
}

/// Streams a file into a table.
async fn stream(
    job: u32,
    name: &str,
    url: &str,
    choices: &Choices,
) -> Result<Result<Table, TableError>, Failure> {
    let gone = |_| gone(name);
    let stream = open(name, url).await?.body().ok_or_else(|| gone(JsValue::NULL))?;
    let chunks: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut reader = Reader::with(name, Limits::default(), choices);
    let mut meter = Meter::new(job);
    loop {
        let step = JsFuture::from(chunks.read()).await.map_err(gone)?;
        let done = Reflect::get(&step, &"done".into()).map_err(gone)?;
        if done.is_truthy() {
            break;
        }
        let value = Reflect::get(&step, &"value".into()).map_err(gone)?;
        let chunk = value.unchecked_into::<Uint8Array>().to_vec();
        meter.bytes += chunk.len() as u64;
        if let Err(error) = reader.push(&chunk) {
            // Nothing more is wanted of the file; that it cannot be cancelled changes nothing.
            let _ = chunks.cancel();
            return Ok(Err(error));
        }
        meter.report(reader.rows());
    }
    Ok(reader.finish())
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
    reader: Reader,
    error: Option<TableError>,
    meter: Meter,
}

/// Has the converter make CSV of a file, and reads that.
async fn convert(job: u32, name: &str, url: &str, choices: &Choices) -> Result<Table, Failure> {
    let bytes = whole(name, url).await?;
    let length = bytes.length();
    let pieces = (0..length.div_ceil(PIECE_BYTES)).map(|piece| {
        let start = piece * PIECE_BYTES;
        bytes.subarray(start, (start + PIECE_BYTES).min(length)).to_vec()
    });
    let original = Original::of(pieces);
    // All bytes are there before the first row is: they say nothing of how far this is.
    let meter = Meter::new(job);
    let taker = Rc::new(RefCell::new(Taker {
        reader: Reader::converted(name, Limits::default(), choices, original),
        error: None,
        meter,
    }));
    let converted = run_converter(name, &bytes, choices.sheet.as_deref(), Rc::clone(&taker)).await;
    // The sink, which shared it, is gone.
    let Taker {
        mut reader, error, ..
    } = Rc::into_inner(taker)
        .ok_or_else(|| not_converted(name, ConvertError::Crashed))?
        .into_inner();
    if let Some(error) = error {
        return Err(error.into());
    }
    reader.made_of(converted?);
    Ok(reader.finish()?)
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
    let convert: Function = Reflect::get(&module, &"convert".into())
        .map_err(not_loaded)?
        .unchecked_into();
    let sink = Closure::<dyn FnMut(Uint8Array) -> bool>::new(move |piece: Uint8Array| {
        let Taker { reader, error, meter } = &mut *taker.borrow_mut();
        *error = reader.push(&piece.to_vec()).err();
        meter.report(reader.rows());
        error.is_none()
    });
    let sheet = sheet.map_or(JsValue::UNDEFINED, JsValue::from_str);
    // An error that is none of the converter's own is a defect that the file brought about.
    let made_of = convert
        .call3(&JsValue::NULL, bytes, &sheet, sink.as_ref())
        .map_err(|error| not_converted(name, wire::decode(error).unwrap_or(ConvertError::Crashed)))?;
    wire::decode(made_of).map_err(|_| not_converted(name, ConvertError::Crashed))
}
