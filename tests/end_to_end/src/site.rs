//! A static host on a port of its own.

use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state, map_response};
use axum::response::Response;
use http::HeaderMap;
use http::header::{HeaderName, HeaderValue};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower_http::services::ServeDir;

/// Where on the host the page lies: not at its root, as on many static hosts.
const FOLDER: &str = "/kindred";

/// What a host does wrong with files whose names hold a text.
#[derive(Debug, Clone, Copy)]
pub enum Fault {
    /// It does not answer.
    Held(&'static str),
    /// It gives them no type.
    Untyped(&'static str),
}

/// A folder, served on this machine until the value is dropped.
#[derive(Debug)]
pub struct Site {
    address: SocketAddr,
    server: JoinHandle<()>,
    fault: watch::Sender<Option<Fault>>,
    #[expect(dead_code, reason = "the folder is removed when the site is dropped")]
    folder: Option<TempDir>,
}

impl Site {
    /// Serves a folder.
    pub async fn of_folder(folder: &Path) -> Result<Self> {
        Self::serve(folder, None, HeaderMap::new()).await
    }

    async fn serve(folder: &Path, temporary: Option<TempDir>, headers: HeaderMap) -> Result<Self> {
        anyhow::ensure!(
            folder.join("index.html").is_file(),
            "there is no page in {}: build it with `cargo xtask dist`",
            folder.display()
        );
        let (fault, faults) = watch::channel(None);
        let router = Router::new()
            .nest_service(FOLDER, ServeDir::new(folder))
            .layer(from_fn_with_state(faults, answer))
            .layer(map_response(move |mut response: Response| {
                response.headers_mut().extend(headers.clone());
                std::future::ready(response)
            }));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let server = tokio::spawn(async move {
            // Serving ends when the task does; a browser that goes away is no error of the site.
            drop(axum::serve(listener, router).await);
        });
        Ok(Self {
            address,
            server,
            fault,
            folder: temporary,
        })
    }

    /// Serves one page with this text.
    pub async fn of_text(html: &str) -> Result<Self> {
        let folder = TempDir::new().context("making a folder for the page")?;
        tokio::fs::write(folder.path().join("index.html"), html).await?;
        let path = folder.path().to_owned();
        Self::serve(&path, Some(folder), HeaderMap::new()).await
    }

    /// Serves the built page without any header, as a host does that cannot send them: the page's own policy has to do.
    pub async fn of_dist() -> Result<Self> {
        Self::of_folder(&crate::given("KINDRED_DIST")?).await
    }

    /// Serves the built page with the headers that `docs/hosting.md` asks of a host.
    pub async fn of_dist_with_headers() -> Result<Self> {
        let mut headers = HeaderMap::new();
        for (name, value) in advised_headers()? {
            headers.insert(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
        }
        Self::serve(&crate::given("KINDRED_DIST")?, None, headers).await
    }

    /// Answers wrongly from now on, or as it should.
    pub fn set_fault(&self, fault: Option<Fault>) {
        self.fault.send_replace(fault);
    }

    /// Where the page is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}{FOLDER}/", self.address)
    }
}

/// Names and values of the headers that a host should send.
pub fn advised_headers() -> Result<Vec<(String, String)>> {
    let lines = std::env::var("KINDRED_HEADERS").context("KINDRED_HEADERS is not set")?;
    lines
        .lines()
        .map(|line| {
            let (name, value) = line.split_once(": ").context("a header has no value")?;
            Ok((name.to_owned(), value.to_owned()))
        })
        .collect()
}

/// Answers a request, as soon as its file is not held.
async fn answer(
    State(mut faults): State<watch::Receiver<Option<Fault>>>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let is_free = |fault: &Option<Fault>| !matches!(fault, Some(Fault::Held(part)) if path.contains(part));
    // Fails only when the site is gone.
    let fault = faults.wait_for(is_free).await.ok().and_then(|fault| *fault);
    let mut answer = next.run(request).await;
    if matches!(fault, Some(Fault::Untyped(part)) if path.contains(part)) {
        answer.headers_mut().remove(http::header::CONTENT_TYPE);
    }
    answer
}

/// Copies a site into a folder, where a test can change it.
pub fn copy_site(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_site(&entry.path(), &to)?;
        } else {
            std::fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}
