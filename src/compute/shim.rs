//! The script that starts the worker, made of the scripts of worker and converter.
//!
//! The page fetches both, the browser checks them against the hashes that the build wrote into the document, and the worker
//! runs these very copies: a second request could be answered otherwise. Their modules are fetched by the worker, with
//! their hashes. The converter's is fetched when the worker first calls for it.

use js_sys::Array;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Blob, BlobPropertyBag, Document, RequestCache, RequestInit, Response, Url};

use super::wire::CONVERTER;

/// How long the worker waits for the converter's script, in milliseconds: what reads CSV does without.
const PATIENCE: u32 = 5_000;

/// The lines before the scripts.
const START: &str = include_str!("shim.js");

/// A file of the page: its address, and its hash as browsers check it.
#[derive(Debug, PartialEq)]
struct File {
    address: String,
    integrity: String,
}

/// A program that the worker runs.
#[derive(Debug, PartialEq)]
struct Program {
    script: File,
    module: File,
}

/// The address of a blob with the script.
///
/// Without the converter's script the worker does all the rest.
///
/// # Errors
/// Where the worker's script cannot be had, or is another than the build wrote.
pub(super) async fn url() -> Result<String, JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or(JsValue::NULL)?;
    let worker = named(&document, "worker").ok_or(JsValue::NULL)?;
    let converter = named(&document, "converter").ok_or(JsValue::NULL)?;
    let for_worker = fetched(&worker.script, None).await?;
    let for_converter = fetched(&converter.script, Some(PATIENCE)).await.ok();
    let converter = for_converter.map(|script| (script, converter.module));
    let script = script(&for_worker, &worker.module, converter.as_ref());
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&script.into()), &options)?;
    Url::create_object_url_with_blob(&blob)
}

/// A program as the document names it.
fn named(document: &Document, name: &str) -> Option<Program> {
    let meta = document.query_selector(&format!("meta[name={name}]")).ok()??;
    let base = document.base_uri().ok().flatten()?;
    let absolute = |name: &str| Some(Url::new_with_base(name, &base).ok()?.href());
    program(&meta.get_attribute("content")?, absolute)
}

/// A program from the names and hashes of its script and its module.
fn program(files: &str, absolute: impl Fn(&str) -> Option<String>) -> Option<Program> {
    let mut words = files.split_whitespace();
    let mut file = || {
        Some(File {
            address: absolute(words.next()?)?,
            integrity: words.next()?.to_owned(),
        })
    };
    Some(Program {
        script: file()?,
        module: file()?,
    })
}

/// The text of a file. Where the browser's own cache holds a damaged one, the host is asked.
///
/// # Errors
/// Where the file cannot be had, is another, or does not come in so many milliseconds.
async fn fetched(file: &File, patience: Option<u32>) -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let options = RequestInit::new();
    options.set_integrity(&file.integrity);
    if let Some(patience) = patience {
        options.set_signal(Some(&AbortSignal::timeout_with_u32(patience)));
    }
    let fetch = || JsFuture::from(window.fetch_with_str_and_init(&file.address, &options));
    let mut answer = fetch().await;
    if answer.is_err() {
        options.set_cache(RequestCache::Reload);
        answer = fetch().await;
    }
    let answer = answer?;
    let text = JsFuture::from(answer.unchecked_into::<Response>().text()?).await?;
    Ok(text.as_string().unwrap_or_default())
}

/// The whole script. Each of the two scripts declares the same name, and gets a scope of its own.
///
/// Debug formatting quotes an address as JavaScript does: addresses from [`Url`] hold ASCII only, and no control
/// characters.
fn script(worker: &str, worker_module: &File, converter: Option<&(String, File)>) -> String {
    let scope = |script: &str| format!("(() => {{\n{script}\nreturn wasm_bindgen;\n}})()");
    let module = |File { address, integrity }: &File| format!("{address:?}, {integrity:?}");
    let converter = converter.map_or_else(String::new, |(script, file)| {
        let (scope, module) = (scope(script), module(file));
        format!("const converter = {scope};\nself.{CONVERTER} = () => load(converter, {module});\n")
    });
    let (scope, module) = (scope(worker), module(worker_module));
    format!("{START}const worker = {scope};\n{converter}await load(worker, {module});\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_holds_both_programs_with_their_hashes() {
        let absolute = |name: &str| Some(format!("http://a/{name}"));
        let program = |files: &str| program(files, absolute);
        let worker = program("worker-1.js sha256-A= worker-2_bg.wasm sha256-B=").unwrap();
        assert_eq!(worker.script.address, "http://a/worker-1.js");
        assert_eq!(worker.script.integrity, "sha256-A=");
        let converter = program("converter-1.js sha256-C= converter-2_bg.wasm sha256-D=").unwrap();
        assert_eq!(program("worker-1.js sha256-A= worker-2_bg.wasm"), None);
        let whole = script(
            "one",
            &worker.module,
            Some(&("other".to_owned(), converter.module)),
        );
        assert_eq!(
            whole.strip_prefix(START).unwrap(),
            "const worker = (() => {\none\nreturn wasm_bindgen;\n})();\n\
             const converter = (() => {\nother\nreturn wasm_bindgen;\n})();\n\
             self.kindredConverter = () => load(converter, \"http://a/converter-2_bg.wasm\", \"sha256-D=\");\n\
             await load(worker, \"http://a/worker-2_bg.wasm\", \"sha256-B=\");\n"
        );
        let alone = script("one", &worker.module, None);
        assert_eq!(
            alone.strip_prefix(START).unwrap(),
            "const worker = (() => {\none\nreturn wasm_bindgen;\n})();\n\
             await load(worker, \"http://a/worker-2_bg.wasm\", \"sha256-B=\");\n"
        );
    }
}
