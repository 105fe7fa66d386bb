//! Keyset pagination: a page ends with a cursor that says where the next one begins. No offsets, no totals, so a
//! page costs the same wherever it is.

use std::str::FromStr;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::Reader;

const NOT_A_CURSOR: &str = "is not a cursor that this list gave; leave it out to begin again";
const DEFAULT_LIMIT: i64 = 20;
const MAXIMUM_LIMIT: i64 = 100;

/// Where a page begins: after this sort key and id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The last item's sort key.
    pub key: String,
    /// The last item's id.
    pub id: Uuid,
}

/// `limit` and `cursor`, as every list takes them.
#[derive(Debug, Clone, PartialEq, Eq, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// How many items at most.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, default = 20)]
    pub limit: i64,
    /// `nextCursor` of the page before. Opaque.
    #[param(value_type = Option<String>, max_length = 1024, pattern = "^[A-Za-z0-9_-]+$")]
    pub cursor: Option<Cursor>,
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// The items, in order.
    #[schema(max_items = 100)]
    pub items: Vec<T>,
    /// Where the next page begins; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

impl PageQuery {
    /// The names of the two parameters.
    pub const KNOWN: [&'static str; 2] = ["limit", "cursor"];

    /// Reads both, of a list that is sorted by id alone.
    pub fn read(query: &mut Reader) -> Self {
        Self::read_keyed(query, str::is_empty)
    }

    /// Reads both, of a list whose sort key is a number.
    pub fn read_numbered(query: &mut Reader) -> Self {
        Self::read_keyed(query, |key| key.parse::<i64>().is_ok())
    }

    /// A cursor is opaque: one of another list is well-formed, but points nowhere.
    fn read_keyed(query: &mut Reader, is_key: impl Fn(&str) -> bool) -> Self {
        let limit = query.integer("limit", 1, MAXIMUM_LIMIT).unwrap_or(DEFAULT_LIMIT);
        let given = query.optional::<String>("cursor");
        let cursor = given.as_ref().and_then(|text| text.parse::<Cursor>().ok());
        let cursor = cursor.filter(|cursor| is_key(&cursor.key));
        if given.is_some() && cursor.is_none() {
            query.refuse("cursor", NOT_A_CURSOR);
        }
        Self { limit, cursor }
    }

    /// The first page, with so many items.
    #[must_use]
    pub fn first(limit: Option<i64>) -> Self {
        Self { limit: limit.unwrap_or(DEFAULT_LIMIT), cursor: None }
    }
}

/// Makes a page of rows that were read with `LIMIT limit + 1`: the extra one only says that there is more.
pub fn page<T>(mut rows: Vec<T>, limit: i64, cursor: impl Fn(&T) -> Cursor) -> Page<T> {
    let limit = usize::try_from(limit).unwrap_or_default();
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next_cursor = if more { rows.last().map(|last| cursor(last).to_string()) } else { None };
    Page { items: rows, next_cursor }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut bytes = self.id.as_bytes().to_vec();
        bytes.extend_from_slice(self.key.as_bytes());
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl FromStr for Cursor {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = NOT_A_CURSOR;
        if text.len() > 1024 {
            return Err(wrong);
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| wrong)?;
        let (id, key) = bytes.split_at_checked(16).ok_or(wrong)?;
        let id = Uuid::from_slice(id).map_err(|_| wrong)?;
        let key = String::from_utf8(key.to_vec()).map_err(|_| wrong)?;
        // A database may not be able to hold it.
        if key.contains('\0') { Err(wrong) } else { Ok(Self { key, id }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_cursor_comes_back_as_it_went(key in "[^\0]{0,100}", id: [u8; 16]) {
            let cursor = Cursor { key, id: Uuid::from_bytes(id) };
            prop_assert_eq!(cursor.to_string().parse::<Cursor>().unwrap(), cursor);
        }

        #[test]
        fn no_text_makes_a_cursor_panic(text in ".*") {
            let _ = text.parse::<Cursor>();
        }

        #[test]
        fn pages_lose_and_repeat_nothing(count in 0_usize..50, limit in 1_i64..10) {
            let all: Vec<u128> = (0..count as u128).collect();
            let (mut seen, mut after) = (Vec::new(), None::<u128>);
            loop {
                let rest: Vec<_> = all.iter().copied().filter(|id| after.is_none_or(|after| *id > after))
                    .take(usize::try_from(limit).unwrap() + 1).collect();
                let page = page(rest, limit, |id| Cursor { key: String::new(), id: Uuid::from_u128(*id) });
                seen.extend(page.items);
                let Some(next) = page.next_cursor else { break };
                after = Some(next.parse::<Cursor>().unwrap().id.as_u128());
            }
            prop_assert_eq!(seen, all);
        }
    }
}
