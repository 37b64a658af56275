//! Pages that load themselves again when they have changed, while they are served from this machine.
//!
//! A script at the end of each page listens to events of the server. It is put in on the way to the browser, and no
//! file has it. It comes from a file of its own, so that a page which forbids scripts in the page has it too.
use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::header::{ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_TYPE, ETAG};
use axum::http::{HeaderValue, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::Stream;
use tokio::sync::watch;

const EVENTS: &str = "/.kwic/events";
const SCRIPT: &str = "/.kwic/reload.js";
const TAG: &str = "\n<script src=\"/.kwic/reload.js\"></script>\n";

/// A page that was open when the server was started again is an old one as well.
const RELOAD: &str = "\
// Of the server on this machine alone: loads the page again when it has changed.
const events = new EventSource('/.kwic/events');
let wasOpen = false;
events.onopen = () => {
  if (wasOpen) location.reload();
  wasOpen = true;
};
events.onmessage = () => location.reload();
";

/// Tells the pages that are open in browsers to load themselves again.
#[derive(Debug, Clone)]
pub struct Reloads(Arc<watch::Sender<()>>);

impl Default for Reloads {
    fn default() -> Reloads {
        Reloads(Arc::new(watch::Sender::new(())))
    }
}

impl Reloads {
    /// Something has changed.
    pub fn reload(&self) {
        self.0.send_replace(());
    }
}

/// Files with the script in each page, and what the script asks for.
pub(crate) fn with_reloads(files: Router, reloads: &Reloads) -> Router {
    let events = get(events).with_state(reloads.clone());
    let files = files.layer(axum::middleware::map_response(with_script));
    Router::new().route(EVENTS, events).route(SCRIPT, get(script)).fallback_service(files)
}

async fn script() -> Response {
    ([(CONTENT_TYPE, HeaderValue::from_static("text/javascript"))], RELOAD).into_response()
}

async fn events(
    State(reloads): State<Reloads>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let changes = reloads.0.subscribe();
    let events = futures_util::stream::unfold(changes, |mut changes| async move {
        changes.changed().await.ok()?;
        Some((Ok(Event::default().data("changed")), changes))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

async fn with_script(response: Response) -> Response {
    let kind = response.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    let is_whole = matches!(response.status(), StatusCode::OK | StatusCode::NOT_FOUND);
    if !is_whole || !kind.starts_with(b"text/html") {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(page) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    // They are those of the file.
    for header in [CONTENT_LENGTH, ACCEPT_RANGES, ETAG] {
        parts.headers.remove(header);
    }
    Response::from_parts(parts, Body::from([&page[..], TAG.as_bytes()].concat()))
}
