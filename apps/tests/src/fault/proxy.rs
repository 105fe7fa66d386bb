//! A proxy on loopback that stands between a service and what it needs, and does to the bytes what networks do.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// What happens to what runs through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Pass,
    /// Everything arrives, but so much later.
    Slow(Duration),
    /// Connections stay open and nothing arrives, ever: a cable that was pulled.
    Swallow,
    /// Connections are ended, and new ones too.
    Cut,
}

/// The proxy. What was swallowed on a connection stays lost; after [`Proxy::pass`] only new connections are well.
pub struct Proxy {
    /// Where it listens.
    pub port: u16,
    mode: watch::Sender<Mode>,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    open: AtomicUsize,
    met: AtomicUsize,
}

impl Proxy {
    /// Starts one in front of this address.
    pub async fn start(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (mode, watching) = watch::channel(Mode::Pass);
        let counts = Arc::new(Counts::default());
        let (server, counting) = (server.to_owned(), Arc::clone(&counts));
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (server, watching, counts) = (server.clone(), watching.clone(), Arc::clone(&counting));
                tokio::spawn(async move {
                    counts.open.fetch_add(1, Ordering::SeqCst);
                    connection(client, &server, watching, &counts).await;
                    counts.open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self { port, mode, counts }
    }

    /// Everything arrives as it was sent.
    pub fn pass(&self) {
        self.mode.send_replace(Mode::Pass);
    }

    /// Everything arrives so much later, in either direction.
    pub fn slow(&self, by: Duration) {
        self.mode.send_replace(Mode::Slow(by));
    }

    /// Nothing arrives, and nobody is told.
    pub fn swallow(&self) {
        self.mode.send_replace(Mode::Swallow);
    }

    /// Everything is ended.
    pub fn cut(&self) {
        self.mode.send_replace(Mode::Cut);
    }

    /// How many connections are open.
    pub fn open(&self) -> usize {
        self.counts.open.load(Ordering::SeqCst)
    }

    /// How often the fault was met since this was last asked: pieces delayed or lost, connections ended or refused.
    pub fn met(&self) -> usize {
        self.counts.met.swap(0, Ordering::SeqCst)
    }
}

async fn connection(client: TcpStream, server: &str, mut mode: watch::Receiver<Mode>, counts: &Counts) {
    if *mode.borrow() == Mode::Cut {
        counts.met.fetch_add(1, Ordering::SeqCst);
        return;
    }
    let Ok(upstream) = TcpStream::connect(server).await else { return };
    let (_, _) = (client.set_nodelay(true), upstream.set_nodelay(true));
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = upstream.into_split();
    let (there, back) = (mode.clone(), mode.clone());
    tokio::select! {
        () = carry(from_client, to_server, there, counts) => {}
        () = carry(from_server, to_client, back, counts) => {}
        _ = mode.wait_for(|mode| *mode == Mode::Cut) => { counts.met.fetch_add(1, Ordering::SeqCst); }
    }
}

async fn carry(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    mode: watch::Receiver<Mode>,
    counts: &Counts,
) {
    let mut piece = vec![0; 64 * 1024];
    let mut lost = false;
    while let Ok(length @ 1..) = from.read(&mut piece).await {
        let now = *mode.borrow();
        if now != Mode::Pass {
            counts.met.fetch_add(1, Ordering::SeqCst);
        }
        lost |= now == Mode::Swallow;
        if let Mode::Slow(by) = now {
            tokio::time::sleep(by).await;
        }
        if !lost && to.write_all(&piece[..length]).await.is_err() {
            return;
        }
    }
}
