//! A record: content of a service's own, with an id, a version and two instants around it; and its history, which
//! is only ever added to.

mod answer;
mod deletion;
mod history;
mod retry;
mod trail;

use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::{
    __dev::ComposeSchema,
    PartialSchema as _, ToSchema,
    openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, Type, schema::SchemaType},
};
use uuid::Uuid;

pub use answer::{Stored, created, found, stored};
pub use deletion::{DeleteQuery, DeletionReason};
pub use history::{HistoryQuery, Version, record, replay, versions};
pub use retry::retried;
pub use trail::{TrailEntry, trail};

use crate::{
    database::{Error, Row},
    http::{IfMatch, Receipt},
    problem::{Kind, Problem},
};

/// What a record is about: `Patient`, `Appointment`.
pub trait Content: Serialize + DeserializeOwned + ToSchema + Send + Sync {
    /// Its name in the `OpenAPI` document.
    const NAME: &'static str;
    /// Its name in the audit trail.
    const RESOURCE: &'static str;
}

/// A stored record.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Record<T> {
    /// Given by the service; never changes.
    pub id: Uuid,
    /// Counts up with every change; the `ETag` is this in quotes.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// What it is about.
    #[serde(flatten)]
    pub content: T,
}

impl<T> Record<T> {
    /// A new record, not yet stored. Its instants are as exact as the databases keep them.
    #[must_use]
    pub fn new(content: T) -> Self {
        let now = now();
        Self { id: Uuid::now_v7(), version: 1, created_at: now, updated_at: now, content }
    }

    /// The next version of this record.
    #[must_use]
    pub fn next<U>(&self, content: U) -> Record<U> {
        Record {
            id: self.id,
            version: self.version + 1,
            created_at: self.created_at,
            updated_at: now(),
            content,
        }
    }

    /// What an idempotency key remembers of the request that made this version.
    #[must_use]
    pub fn receipt(&self) -> Receipt {
        Receipt { id: self.id, version: self.version }
    }
}

impl<T: DeserializeOwned> Record<T> {
    /// Reads the columns `id`, `version`, `created_at`, `updated_at` and `content`.
    ///
    /// # Errors
    /// When the row has not got them.
    pub fn from_row(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.id("id")?,
            version: row.integer("version")?,
            created_at: row.instant("created_at")?,
            updated_at: row.instant("updated_at")?,
            content: row.json("content")?,
        })
    }
}

/// A record that is there: 410 if it was deleted.
///
/// # Errors
/// When it was deleted, or the row has not got its columns.
pub fn present<T: DeserializeOwned>(row: &Row) -> Result<Record<T>, Problem> {
    if row.optional_instant("deleted_at")?.is_some() {
        return Err(Problem::new(Kind::GONE, "It was deleted; its history is kept"));
    }
    Ok(Record::from_row(row)?)
}

/// Why a compare and swap changed nothing: because there is nothing, no longer, or another version.
#[must_use]
pub fn why_not<T: DeserializeOwned>(row: Option<&Row>) -> Problem {
    match row.ok_or_else(Problem::nothing).and_then(present::<T>) {
        Ok(current) => IfMatch::mismatch(current.version),
        Err(problem) => problem,
    }
}

/// The id of a synthetic record: the same on every machine, so that services can refer to each other's.
#[must_use]
pub fn synthetic_id(kind: u16, number: u32) -> Uuid {
    Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0000 | (u128::from(kind) << 32) | u128::from(number))
}

/// Now, in whole microseconds.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::from_microsecond(Timestamp::now().as_microsecond()).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// A schema with more members: name, schema, and whether it is required.
#[must_use]
pub fn extended<const N: usize>(
    base: RefOr<Schema>,
    members: [(&str, RefOr<Schema>, bool); N],
) -> RefOr<Schema> {
    let RefOr::T(Schema::Object(mut object)) = base else {
        return base;
    };
    for (name, schema, required) in members {
        object.properties.insert(name.to_owned(), schema);
        if required {
            object.required.push(name.to_owned());
        }
    }
    object.additional_properties = None;
    RefOr::T(Schema::Object(object))
}

/// The content's own schema with the four members around it.
impl<T: Content> ComposeSchema for Record<T> {
    fn compose(_: Vec<RefOr<Schema>>) -> RefOr<Schema> {
        let text = |format| {
            let object = ObjectBuilder::new().schema_type(SchemaType::Type(Type::String));
            object.format(Some(SchemaFormat::KnownFormat(format))).into()
        };
        let own = [
            ("id", text(KnownFormat::Uuid), true),
            ("version", i64::schema(), true),
            ("createdAt", text(KnownFormat::DateTime), true),
            ("updatedAt", text(KnownFormat::DateTime), true),
        ];
        extended(T::schema(), own)
    }
}

impl<T: Content> ToSchema for Record<T> {
    fn name() -> std::borrow::Cow<'static, str> {
        T::NAME.into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        T::schemas(schemas);
    }
}
