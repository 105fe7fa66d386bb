//! What breaks services on purpose, and counts what became of it. A fault that did not happen proves nothing, so
//! whoever injects one also says how often it was met.

mod client;
mod disk;
mod older;
mod proxy;
mod service;
mod tally;

use std::future::Future;

pub use client::{Client, Reply};
pub use disk::SmallDisk;
pub use older::older;
pub use proxy::Proxy;
pub use service::Service;
pub use tally::Tally;
use tokio::sync::{Barrier, Mutex, MutexGuard};

/// Times are measured, so no two fault tests run side by side.
pub async fn alone() -> MutexGuard<'static, ()> {
    static ONE: Mutex<()> = Mutex::const_new(());
    ONE.lock().await
}

/// What was tried and what was counted, for whoever reads the run.
#[expect(clippy::print_stdout, reason = "the report is what these tests are read for")]
pub fn say(what: impl std::fmt::Display) {
    println!("{what}");
}

/// Runs so many at the same moment, and returns what became of each.
pub async fn together<T, F>(count: usize, of: impl Fn(usize) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let start = std::sync::Arc::new(Barrier::new(count));
    let running: Vec<_> = (0..count)
        .map(|number| {
            let (start, one) = (std::sync::Arc::clone(&start), of(number));
            tokio::spawn(async move {
                start.wait().await;
                one.await
            })
        })
        .collect();
    let mut results = Vec::with_capacity(count);
    for one in running {
        results.push(one.await.unwrap());
    }
    results
}
