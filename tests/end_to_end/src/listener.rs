//! A host of another origin that writes down who calls.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use axum::Router;
use axum::http::{StatusCode, Uri};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// Answers everything, whoever asks, and remembers the path.
#[derive(Debug)]
pub struct Listener {
    address: SocketAddr,
    server: JoinHandle<()>,
    heard: Arc<Mutex<BTreeSet<String>>>,
}

impl Listener {
    /// Listens on a port of its own.
    pub async fn start() -> Result<Self> {
        let heard = Arc::new(Mutex::new(BTreeSet::new()));
        let writer = Arc::clone(&heard);
        let router = Router::new().fallback(move |uri: Uri| {
            let name = uri.path().trim_start_matches('/').to_owned();
            writer.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
            async { (StatusCode::OK, [("access-control-allow-origin", "*")], "") }
        });
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let server = tokio::spawn(async move {
            drop(axum::serve(listener, router).await);
        });
        Ok(Self {
            address,
            server,
            heard,
        })
    }

    /// Its origin, without a scheme.
    #[must_use]
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// The paths that somebody asked for.
    #[must_use]
    pub fn heard(&self) -> BTreeSet<String> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.server.abort();
    }
}
