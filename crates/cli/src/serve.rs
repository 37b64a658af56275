//! A static file server on this machine, for looking at a finished page.
//!
//! [`until_interrupted`] serves a folder until Ctrl-C; [`in_background`] gives a program of its own,
//! such as a browser test, a [`Server`] that stops when it is dropped.

use std::convert::Infallible;
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tower::ServiceExt;
use tower_http::services::ServeDir;

use crate::args::ServeArgs;
use crate::error::CliError;
use crate::live::{Reloads, with_reloads};
use crate::outcome::Outcome;
use crate::terminal::note;
use crate::watcher::{Watched, watch};

/// Time that a browser has to finish its downloads once the server is to stop.
const GRACE: Duration = Duration::from_secs(1);

pub(crate) fn run(args: &ServeArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let interruption = Interruption::new()?;
    if !args.live {
        let endpoint = Endpoint::open(&args.dir, args.port, None)?;
        return run_until(endpoint, &args.dir, interruption, out);
    }
    let reloads = Reloads::default();
    let endpoint = Endpoint::open(&args.dir, args.port, Some(&reloads))?;
    let watched = Watched { paths: vec![args.dir.clone()], excluded: Vec::new() };
    let (watch, mut changes) = watch(watched)?;
    thread::scope(|scope| {
        scope.spawn(|| {
            while changes.settled().is_some() {
                reloads.reload();
            }
        });
        let ended = run_until(endpoint, &args.dir, interruption, out);
        // Ends the other thread.
        drop(watch);
        ended
    })
}

/// Serves `dir` until Ctrl-C, and says where. Its pages load themselves again when `reloads` says so.
#[cfg(feature = "build")]
pub(crate) fn run_live(
    dir: &Path,
    port: u16,
    reloads: &Reloads,
    interruption: Interruption,
    out: &mut dyn Write,
) -> Result<Outcome, CliError> {
    let endpoint = Endpoint::open(dir, port, Some(reloads))?;
    run_until(endpoint, dir, interruption, out)
}

fn run_until(
    endpoint: Endpoint,
    dir: &Path,
    interruption: Interruption,
    out: &mut dyn Write,
) -> Result<Outcome, CliError> {
    writeln!(out, "serving {} at http://{}/", dir.display(), endpoint.address)?;
    out.flush()?;
    note(format_args!("Ctrl-C stops it"));
    let Interruption { runtime, interrupted } = interruption;
    endpoint.serve(runtime, interrupted)?;
    Ok(Outcome::Yes)
}

/// Ctrl-C, listened to from when this is made.
pub(crate) struct Interruption {
    runtime: Runtime,
    interrupted: Pin<Box<dyn Future<Output = ()> + Send>>,
}

impl Interruption {
    pub(crate) fn new() -> Result<Interruption, CliError> {
        let runtime = runtime()?;
        let interrupted = {
            let _inside = runtime.enter();
            Box::pin(interruption()?)
        };
        Ok(Interruption { runtime, interrupted })
    }

    /// Waits for it.
    #[cfg(feature = "build")]
    pub(crate) fn wait(self) -> Result<Outcome, CliError> {
        self.runtime.block_on(self.interrupted);
        Ok(Outcome::Yes)
    }
}

/// Serves `dir` on 127.0.0.1 until Ctrl-C; port 0 takes any free one. Its pages load themselves again when `reloads`
/// says so. `listening` is called once, with the address, when the first request can come.
pub fn until_interrupted(
    dir: &Path,
    port: u16,
    reloads: &Reloads,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), CliError> {
    let endpoint = Endpoint::open(dir, port, Some(reloads))?;
    // Installed before the address is printed, so that a Ctrl-C from then on ends the server well.
    let Interruption { runtime, interrupted } = Interruption::new()?;
    listening(endpoint.address);
    endpoint.serve(runtime, interrupted)
}

/// Serves `dir` on 127.0.0.1 in a thread of its own; port 0 takes any free one. The server can be
/// asked at once.
pub fn in_background(dir: &Path, port: u16) -> Result<Server, CliError> {
    start(Endpoint::open(dir, port, None)?)
}

/// As [`in_background`], with pages that load themselves again when `reloads` says so.
pub fn in_background_live(dir: &Path, port: u16, reloads: &Reloads) -> Result<Server, CliError> {
    start(Endpoint::open(dir, port, Some(reloads))?)
}

fn start(endpoint: Endpoint) -> Result<Server, CliError> {
    let runtime = runtime()?;
    let address = endpoint.address;
    let (stop, stopped) = oneshot::channel::<Infallible>();
    let thread = thread::Builder::new()
        .name("kwic serve".to_owned())
        .spawn(move || {
            endpoint.serve(runtime, async {
                // The sender never sends: it is dropped when the server is to stop.
                let _ = stopped.await;
            })
        })
        .map_err(|source| CliError::Server { source })?;
    Ok(Server { address, running: Some(Running { stop, thread }) })
}

/// A server in the background; it stops when this is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    /// Dropped to stop the server.
    stop: oneshot::Sender<Infallible>,
    thread: JoinHandle<Result<(), CliError>>,
}

impl Server {
    /// The address and port that the server listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of a file: `path` with or without its leading slash, already percent-encoded.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{}", self.address, path.trim_start_matches('/'))
    }

    /// Stops the server; an error where serving had failed.
    pub fn stop(mut self) -> Result<(), CliError> {
        self.end()
    }

    fn end(&mut self) -> Result<(), CliError> {
        let Some(Running { stop, thread }) = self.running.take() else { return Ok(()) };
        drop(stop);
        thread.join().unwrap_or_else(|_| {
            Err(CliError::Server { source: io::Error::other("the thread of the server panicked") })
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A caller who wants to know of errors calls `stop`.
        let _ = self.end();
    }
}

/// A port that is listened on, and the folder that is served there.
struct Endpoint {
    listener: TcpListener,
    address: SocketAddr,
    files: Router,
}

impl Endpoint {
    fn open(dir: &Path, port: u16, reloads: Option<&Reloads>) -> Result<Endpoint, CliError> {
        if !dir.is_dir() {
            return Err(CliError::NotAFolder { dir: dir.to_path_buf() });
        }
        let failed = |source: io::Error| match source.kind() {
            io::ErrorKind::AddrInUse => CliError::PortTaken { port },
            _ => CliError::Listen { port, source },
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let files = match reloads {
            // What is put into a page cannot be put into a compressed one.
            Some(reloads) => with_reloads(files(ServeDir::new(dir), dir), reloads),
            None => files(ServeDir::new(dir).precompressed_br().precompressed_gzip(), dir),
        };
        let files = files.layer(axum::middleware::map_response(polish));
        Ok(Endpoint { listener, address, files })
    }

    fn serve(
        self,
        runtime: Runtime,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), CliError> {
        let served = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let (stopping, stop_begun) = oneshot::channel();
            let serving = axum::serve(listener, self.files).with_graceful_shutdown(async {
                stop.await;
                // Nobody listens when the server has ended by itself.
                let _ = stopping.send(());
            });
            let out_of_time = async {
                if stop_begun.await.is_ok() {
                    tokio::time::sleep(GRACE).await;
                } else {
                    std::future::pending::<()>().await;
                }
            };
            tokio::select! {
                ended = serving => ended,
                () = out_of_time => Ok(()),
            }
        });
        runtime.shutdown_background();
        served.map_err(|source| CliError::Server { source })
    }
}

fn runtime() -> Result<Runtime, CliError> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|source| CliError::Server { source })
}

#[cfg(unix)]
fn interruption() -> Result<impl Future<Output = ()> + Send + 'static, CliError> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt =
        signal(SignalKind::interrupt()).map_err(|source| CliError::Server { source })?;
    Ok(async move {
        interrupt.recv().await;
    })
}

#[cfg(windows)]
fn interruption() -> Result<impl Future<Output = ()> + Send + 'static, CliError> {
    let mut interrupt =
        tokio::signal::windows::ctrl_c().map_err(|source| CliError::Server { source })?;
    Ok(async move {
        interrupt.recv().await;
    })
}

/// The files of `dir` and nothing else: `ServeDir` refuses a path with `..`, a root or a drive in
/// it, also where these are percent-encoded. Links that `dir` itself holds are followed.
///
/// As static hosts do, `a.html` is found as `a` too, and for what is not there the site's own `404.html` is shown.
fn files(served: ServeDir, dir: &Path) -> Router {
    let missing = dir.join("404.html");
    let not_found = move |request: Request| not_found(missing.clone(), request);
    let pages =
        Router::new().fallback_service(served.clone().not_found_service(service(not_found)));
    let with_ending = move |request: Request| pages.clone().oneshot(with_ending(request));
    Router::new().fallback_service(served.fallback(service(with_ending)))
}

/// A handler as the service that files fall back on.
fn service<H, T>(handler: H) -> axum::handler::HandlerService<H, T, ()>
where
    H: axum::handler::Handler<T, ()>,
{
    axum::handler::HandlerWithoutStateExt::into_service(handler)
}

/// The path that was asked for before an ending was added.
#[derive(Clone)]
struct Asked(String);

/// A request for a path without an ending asks for the page of that name.
fn with_ending(mut request: Request) -> Request {
    let uri = request.uri();
    let name = uri.path().rsplit('/').next().unwrap_or_default();
    if !name.is_empty() && !name.contains('.') {
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        if let Ok(page) = format!("{}.html{query}", uri.path()).parse() {
            let asked = Asked(uri.path().to_owned());
            request.extensions_mut().insert(asked);
            *request.uri_mut() = page;
        }
    }
    request
}

async fn not_found(page: PathBuf, request: Request) -> Response {
    match tokio::fs::read(page).await {
        Ok(page) => {
            let kind = [(CONTENT_TYPE, HeaderValue::from_static("text/html"))];
            (StatusCode::NOT_FOUND, kind, page).into_response()
        }
        Err(_) => {
            let asked = request.extensions().get::<Asked>();
            let path = asked.map_or_else(|| request.uri().path(), |asked| &asked.0);
            (StatusCode::NOT_FOUND, format!("not found: {path}\n")).into_response()
        }
    }
}

async fn polish(mut response: Response) -> Response {
    let headers = response.headers_mut();
    // A page under work changes: the browser asks each time whether its copy is still good.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    name_charset(headers);
    response
}

/// Text that does not name its own encoding, such as Markdown, is shown wrong without this.
fn name_charset(headers: &mut HeaderMap) {
    let named = match headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes) {
        Some(b"text/html") => "text/html; charset=utf-8",
        Some(b"text/css") => "text/css; charset=utf-8",
        Some(b"text/plain") => "text/plain; charset=utf-8",
        Some(b"text/markdown") => "text/markdown; charset=utf-8",
        // RFC 9239 has one name for scripts, with either file ending.
        Some(b"text/javascript" | b"application/javascript") => "text/javascript; charset=utf-8",
        _ => return,
    };
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(named));
}
