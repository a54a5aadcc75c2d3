//! The page's module, cut in two: what loads first, and the rest (`src/page/parts.rs`).
//!
//! Trunk knows no such step. It builds the whole module; this takes what the compiler wrote, cuts it, and puts the two
//! parts in the place of Trunk's, under Trunk's names, which change with every build.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, ensure};
use wasm_split_cli_support::{Options, transform};

use crate::process;
use crate::project::Project;
use crate::seal;

/// The variable that asks the build script and this step to cut.
pub(crate) const ASKED: &str = "KINDRED_SPLIT";

/// What the compiler wrote, below the target folder; `index.html` names the profile.
const WHOLE: &str = "wasm32-unknown-unknown/page/page.wasm";

/// How wasm-opt shrinks: for size, as the page's profile does.
const FOR_SIZE: &str = "-Oz";

/// Cuts the page's module of the site in this folder.
pub(crate) fn cut(project: &Project, site: &Path) -> Result<()> {
    let name = module_name(site)?;
    let folder = project.target().join("split");
    // What an earlier build left would come along.
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder)?;
    let whole = project.target().join(WHOLE);
    let whole = fs::read(&whole).with_context(|| format!("reading {}", whole.display()))?;
    let first = folder.join("first.wasm");
    let (link, main_module) = (format!("./{name}-parts.js"), format!("./{name}.js"));
    let mut options = Options::new(&whole);
    options.output_dir = &folder;
    options.main_out_path = &first;
    options.link_name = &link;
    options.main_module = &main_module;
    let parts = transform(options).map_err(|error| anyhow!("the page's module cannot be cut: {error:#}"))?;
    let mut bindgen = project.command("wasm-bindgen");
    bindgen.args([
        "--target=web",
        "--no-typescript",
        "--keep-lld-exports",
        "--no-demangle",
    ]);
    bindgen.arg("--out-dir").arg(&folder).arg("--out-name").arg(&name);
    process::run(bindgen.arg(&first))?;
    let script = format!("{name}.js");
    fs::copy(folder.join(&script), site.join(&script))?;
    let link = link.trim_start_matches("./");
    let mut text = fs::read_to_string(folder.join(link))?;
    for part in &parts.split_modules {
        let old = file_name(part)?;
        let new = format!("{name}-{old}");
        ensure!(text.contains(old), "{link} does not name {old}");
        text = text.replace(old, &new);
        let to = site.join(&new);
        shrink(project, part, &to)?;
        text = with_hash(&text, &new, &seal::integrity(&fs::read(to)?))?;
    }
    let text = with_any_type(&text)?;
    announce(link, &seal::integrity(text.as_bytes()), &site.join("index.html"))?;
    fs::write(site.join(link), text)?;
    let module = format!("{name}_bg.wasm");
    shrink(project, &folder.join(&module), &site.join(&module))
}

/// How the second part starts, and what stands in its place: with hosts that give no type for modules, too, as
/// wasm-bindgen's own script does.
const STRICT: &str = "WebAssembly.instantiateStreaming(src, imports)";
const FORGIVING: &str = "instantiate(src, imports)";
const INSTANTIATE: &str = r#"
async function instantiate(source, imports) {
    const answer = await source;
    if (answer.ok && answer.headers.get("Content-Type") !== "application/wasm") {
        return WebAssembly.instantiate(await answer.arrayBuffer(), imports);
    }
    return WebAssembly.instantiateStreaming(answer, imports);
}

// Where the browser's own cache holds a damaged file, the host is asked.
function fetch(address, options) {
    return globalThis.fetch(address, options).catch(() => globalThis.fetch(address, { ...options, cache: "reload" }));
}
"#;

/// Has the browser check a part against its hash.
fn with_hash(script: &str, part: &str, integrity: &str) -> Result<String> {
    let place = format!("{part}\", import.meta.url)");
    let fetched = format!("{place})");
    ensure!(script.contains(&fetched), "the script does not fetch {part}");
    Ok(script.replace(&fetched, &format!("{place}, {{ integrity: {integrity:?} }})")))
}

fn with_any_type(script: &str) -> Result<String> {
    ensure!(
        script.contains(STRICT),
        "the script that loads the page's second part does not call {STRICT}"
    );
    Ok(script.replace(STRICT, FORGIVING) + INSTANTIATE)
}

/// Has the page fetch this script together with its own, which imports it.
fn announce(script: &str, integrity: &str, page: &Path) -> Result<()> {
    const END: &str = "</head>";
    let html = fs::read_to_string(page).with_context(|| format!("reading {}", page.display()))?;
    ensure!(html.contains(END), "{} has no end of its head", page.display());
    let preload = format!("<link rel=\"modulepreload\" href=\"./{script}\" integrity=\"{integrity}\">{END}");
    Ok(fs::write(page, html.replacen(END, &preload, 1))?)
}

fn shrink(project: &Project, module: &Path, to: &Path) -> Result<()> {
    process::run(
        project
            .command("wasm-opt")
            .arg(FOR_SIZE)
            .arg(module)
            .arg("-o")
            .arg(to),
    )
}

/// The name that Trunk gave the page's module, without its ending.
fn module_name(site: &Path) -> Result<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(site)? {
        let path = entry?.path();
        if let Some(name) = file_name(&path)?.strip_suffix("_bg.wasm")
            && name.starts_with("page-")
        {
            names.push(name.to_owned());
        }
    }
    let [name] = &names[..] else {
        return Err(anyhow!(
            "the site holds not one module of the page, but {names:?}"
        ));
    };
    Ok(name.clone())
}

fn file_name(path: &Path) -> Result<&str> {
    let name = path.file_name().and_then(|name| name.to_str());
    name.with_context(|| format!("{} is no name for the web", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_fetched_with_its_hash() {
        // As the crate that cuts writes it.
        let script = "const src = fetch(new URL(\"./page-1-rest.wasm\", import.meta.url));";
        let expected = "const src = fetch(new URL(\"./page-1-rest.wasm\", import.meta.url), { integrity: \"sha256-A=\" });";
        assert_eq!(
            with_hash(script, "page-1-rest.wasm", "sha256-A=").unwrap(),
            expected
        );
        assert!(with_hash(script, "page-2-rest.wasm", "sha256-A=").is_err());
    }
}
