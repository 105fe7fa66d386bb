//! The pool on `PostgreSQL`, whose connections are lent.
//!
//! A connection whose last question was answered goes back at once, without being asked anything: that would be a way to
//! the server and back for every request. Only one that was given up in the middle is looked at before others get it.

use std::time::Duration;

use deadpool::managed::{Manager, Metrics, Object, Pool, PoolError, QueueMode, RecycleError, RecycleResult};
use sqlx::{
    ConnectOptions as _, Connection as _, PgConnection, SqlSafeStr as _,
    postgres::{PgConnectOptions, PgQueryResult},
};
use tokio::{runtime::Handle, time};

use super::Login;
use crate::aws::Tokens;

/// How long a request waits for a connection before it is told 503; with the time to make one.
pub(super) const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(3);
/// A connection that was lent so short a time ago is not asked whether it still works.
const TRUSTED: Duration = Duration::from_secs(1);
/// How long a connection may take to answer such a question, before it is given up. Where the network swallows the
/// answer nobody ever hears, and without this limit it would be missed for as long as TCP hopes.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(2);
/// A connection that nobody wanted for so long is closed, so that the server may rest.
const IDLE_TIMEOUT: Duration = Duration::from_mins(4);
/// No connection gets older: after a failover, those to the old server go away by themselves.
const LIFETIME: Duration = Duration::from_mins(30);

/// Connections to one server. Cheap to clone.
#[derive(Clone)]
pub(super) struct Lender(Pool<Connect>);

/// A connection, until it is dropped.
pub(super) struct Lease {
    /// Taken only when dropped.
    connection: Option<Object<Connect>>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// The last question was answered, and no transaction is open: whoever is next may have it.
    Ready,
    /// A transaction is open.
    InTransaction,
    /// A transaction is open in which a statement failed: the server would take `COMMIT`, and roll back.
    InFailedTransaction,
    /// A question was asked outside a transaction, and no good answer came.
    Unknown,
}

/// Makes connections, and looks at those that have not been lent for a while.
struct Connect {
    options: PgConnectOptions,
    /// Where there are tokens, each connection gets one of its own; those that there are go on.
    tokens: Option<Tokens>,
}

impl Manager for Connect {
    type Type = PgConnection;
    type Error = sqlx::Error;

    async fn create(&self) -> sqlx::Result<PgConnection> {
        let Some(tokens) = &self.tokens else { return self.options.connect().await };
        let token = tokens.make().await.map_err(|error| sqlx::Error::Configuration(error.into()))?;
        self.options.clone().password(&token).connect().await
    }

    async fn recycle(&self, connection: &mut PgConnection, metrics: &Metrics) -> RecycleResult<sqlx::Error> {
        if metrics.age() > LIFETIME {
            return Err(RecycleError::message("it is old"));
        }
        if metrics.last_used() > TRUSTED {
            within_limit(connection.ping()).await?;
        }
        Ok(())
    }
}

impl Lender {
    /// Connects when the first connection is wanted, not before.
    ///
    /// # Errors
    /// Never, as far as is known: when the pool cannot be made.
    pub(super) fn new(options: PgConnectOptions, login: Login, connections: u32) -> sqlx::Result<Self> {
        let tokens = match login {
            Login::Password => None,
            Login::Iam(task) => {
                Some(Tokens::new(task, options.get_host(), options.get_port(), options.get_username()))
            }
        };
        let pool = Pool::builder(Connect { options, tokens })
            .max_size(connections as usize)
            // The connection that came back last is the one that is surely alive; the others grow idle.
            .queue_mode(QueueMode::Lifo)
            .build()
            .map_err(|error| sqlx::Error::Configuration(error.into()))?;
        let weak = pool.weak();
        tokio::spawn(async move {
            loop {
                time::sleep(IDLE_TIMEOUT / 4).await;
                let Some(pool) = weak.upgrade() else { return };
                for connection in pool.retain(|_, metrics| metrics.last_used() < IDLE_TIMEOUT).removed {
                    // It is not needed any more, however it ends.
                    let _ = within_limit(connection.close()).await;
                }
            }
        });
        Ok(Self(pool))
    }

    /// A connection that answers, within [`ACQUIRE_TIMEOUT`].
    ///
    /// # Errors
    /// When there is none in time, or the server cannot be reached.
    pub(super) async fn lend(&self) -> sqlx::Result<Lease> {
        let lent = time::timeout(ACQUIRE_TIMEOUT, self.0.get()).await;
        let connection = lent.map_err(|_| sqlx::Error::PoolTimedOut)?.map_err(|error| match error {
            PoolError::Backend(error) => error,
            PoolError::Closed => sqlx::Error::PoolClosed,
            PoolError::Timeout(_) | PoolError::NoRuntimeSpecified | PoolError::PostCreateHook(_) => {
                sqlx::Error::PoolTimedOut
            }
        })?;
        Ok(Lease { connection: Some(connection), state: State::Ready })
    }

    /// A connection in a transaction.
    ///
    /// # Errors
    /// As [`Lender::lend`].
    pub(super) async fn begin(&self) -> sqlx::Result<Lease> {
        let mut lease = self.lend().await?;
        lease.state = State::InTransaction;
        say(lease.connection()?, "BEGIN").await?;
        Ok(lease)
    }

    /// Lends no more, and lets what is lent come back, where it is closed; for as long as an answer may take.
    pub(super) async fn close(&self) {
        self.0.close();
        let all_back = async {
            while self.0.status().size > 0 {
                time::sleep(Duration::from_millis(10)).await;
            }
        };
        // Who does not come back by then is closed with the process, and the server rolls back.
        let _ = time::timeout(ANSWER_TIMEOUT, all_back).await;
    }
}

impl Lease {
    /// The connection, to ask one question of it outside a transaction, or any within; [`Lease::answered`] is told.
    ///
    /// # Errors
    /// Never, as long as the lease is not being dropped.
    pub(super) fn ask(&mut self) -> sqlx::Result<&mut PgConnection> {
        if self.state == State::Ready {
            self.state = State::Unknown;
        }
        self.connection()
    }

    /// Hands the answer through. After a good one the connection is ready for the next question.
    ///
    /// # Errors
    /// Those of the answer.
    pub(super) fn answered<T>(&mut self, answer: sqlx::Result<T>) -> sqlx::Result<T> {
        self.state = match (self.state, &answer) {
            (State::Unknown, Ok(_)) => State::Ready,
            (State::InTransaction, Err(_)) => State::InFailedTransaction,
            (state, _) => state,
        };
        answer
    }

    /// Makes what happened since [`Lender::begin`] durable.
    ///
    /// # Errors
    /// When the server does not say so, or a statement failed: then nothing of it happened.
    pub(super) async fn commit(mut self) -> sqlx::Result<()> {
        if self.state == State::InFailedTransaction {
            return Err(sqlx::Error::Protocol("a statement of the transaction failed".to_owned()));
        }
        say(self.connection()?, "COMMIT").await?;
        self.state = State::Ready;
        Ok(())
    }

    /// The connection for good: the pool may make another in its place.
    ///
    /// # Errors
    /// As [`Lease::ask`].
    pub(super) fn keep(mut self) -> sqlx::Result<PgConnection> {
        self.connection.take().map(Object::take).ok_or(sqlx::Error::PoolClosed)
    }

    fn connection(&mut self) -> sqlx::Result<&mut PgConnection> {
        self.connection.as_deref_mut().ok_or(sqlx::Error::PoolClosed)
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else { return };
        if self.state == State::Ready {
            return;
        }
        let open = self.state != State::Unknown;
        let Ok(runtime) = Handle::try_current() else {
            drop(Object::take(connection));
            return;
        };
        // Nobody waits for this. Until it is done the connection is lent.
        runtime.spawn(async move {
            let settled = async {
                if open { say(&mut connection, "ROLLBACK").await.map(drop) } else { connection.ping().await }
            };
            if within_limit(settled).await.is_err() {
                // Closed: the server rolls back, and another is made when it is needed.
                drop(Object::take(connection));
            }
        });
    }
}

/// One of the words that need no preparation and have no answer.
async fn say(connection: &mut PgConnection, word: &'static str) -> sqlx::Result<PgQueryResult> {
    sqlx::raw_sql(word.into_sql_str()).execute(connection).await
}

async fn within_limit<T>(answer: impl Future<Output = sqlx::Result<T>>) -> sqlx::Result<T> {
    time::timeout(ANSWER_TIMEOUT, answer).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
}
