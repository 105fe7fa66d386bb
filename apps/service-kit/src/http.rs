//! What requests and answers share beside their bodies: ids, queries, versions, pages, idempotency.

mod context;
mod etag;
mod idempotency;
mod page;
mod parameter;
mod path;
mod query;

pub use context::RequestContext;
pub use etag::{IfMatch, IfNoneMatch, etag, not_modified};
pub use idempotency::{Claim, IdempotencyKey, Receipt};
pub use page::{Cursor, Page, PageQuery, page};
pub use path::Path;
pub use query::{FromQuery, Query, Reader};
