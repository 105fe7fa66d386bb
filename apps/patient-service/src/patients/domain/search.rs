//! What patients are found by. Names, numbers and addresses are compared in a normal form, and what is stored and
//! what is asked for go through the same one.

use service_kit::{
    http::{Cursor, PageQuery},
    json::{FromJson, Node},
};
use utoipa::ToSchema;

use super::{
    BirthDate, ContactSystem, Identifier, Patient,
    normal::{fold, phone},
};

/// Greater than every character that can follow a prefix.
const LAST: char = '\u{10FFFF}';
/// Between the parts of a key; no input has it.
const SEPARATOR: char = '\u{1}';

/// Criteria; a patient is found who fits all of them. At least one beside `given` is needed.
#[derive(ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = PatientSearch)]
pub struct Search {
    /// An identifier, exactly.
    #[schema(nullable = false)]
    identifier: Option<Identifier>,
    /// What the family name begins with; with `given` beside it, the whole of it.
    #[schema(min_length = 1, max_length = 100, nullable = false)]
    family: Option<String>,
    /// What a given name begins with.
    #[schema(min_length = 1, max_length = 100, nullable = false)]
    given: Option<String>,
    /// The day of birth.
    #[schema(nullable = false)]
    birth_date: Option<BirthDate>,
    /// A phone number, however it is written.
    #[schema(min_length = 1, max_length = 100, nullable = false)]
    phone: Option<String>,
    /// An email address.
    #[schema(min_length = 1, max_length = 100, nullable = false)]
    email: Option<String>,
    /// How many patients at most.
    #[schema(minimum = 1, maximum = 100, default = 20, nullable = false)]
    limit: Option<i64>,
    /// `nextCursor` of the page before. Opaque.
    #[schema(value_type = String, max_length = 1024, pattern = "^[A-Za-z0-9_-]+$", nullable = false, required = false)]
    cursor: Option<Cursor>,
}

/// What is looked for, in a range of normalised keys.
#[derive(Clone, PartialEq, Eq)]
pub struct Criterion {
    /// The kind of key.
    pub kind: &'static str,
    /// The lowest key that fits.
    pub from: String,
    /// The highest; the same as the lowest where the key must fit exactly.
    pub to: String,
}

impl Criterion {
    fn exactly(kind: &'static str, key: String) -> Self {
        Self { kind, to: key.clone(), from: key }
    }

    fn beginning_with(kind: &'static str, key: String) -> Self {
        Self { kind, to: format!("{key}{LAST}"), from: key }
    }
}

/// Every key that a patient is found by.
#[must_use]
pub(in crate::patients) fn keys(patient: &Patient) -> Vec<(&'static str, String)> {
    let mut keys: Vec<_> =
        patient.identifiers.iter().map(|identifier| ("identifier", of_identifier(identifier))).collect();
    let family = fold(&patient.name.family);
    keys.extend(
        patient.name.given.iter().map(|given| ("given", format!("{family}{SEPARATOR}{}", fold(given)))),
    );
    keys.push(("family", family));
    keys.push(("birth-date", patient.birth_date.date().to_string()));
    keys.extend(patient.telecom.iter().filter_map(|contact| match contact.system {
        ContactSystem::Phone | ContactSystem::Sms => Some(("phone", phone(&contact.value))),
        ContactSystem::Email => Some(("email", fold(&contact.value))),
        _ => None,
    }));
    // One order for all: two that store the same identifiers wait for each other instead of both failing.
    keys.sort();
    keys.dedup();
    keys
}

impl Search {
    /// What is looked for, the most selective criterion first: it is the one that the database goes by.
    #[must_use]
    pub fn criteria(&self) -> Vec<Criterion> {
        let mut criteria = Vec::new();
        criteria
            .extend(self.identifier.iter().map(|one| Criterion::exactly("identifier", of_identifier(one))));
        criteria.extend(self.phone.iter().map(|number| Criterion::exactly("phone", phone(number))));
        criteria.extend(self.email.iter().map(|email| Criterion::exactly("email", fold(email))));
        criteria.extend(self.birth_date.map(|day| Criterion::exactly("birth-date", day.date().to_string())));
        criteria.extend(self.family.iter().map(|family| match &self.given {
            Some(given) => {
                Criterion::beginning_with("given", format!("{}{SEPARATOR}{}", fold(family), fold(given)))
            }
            None => Criterion::beginning_with("family", fold(family)),
        }));
        criteria
    }

    /// Whether the cursor points outside of what is looked for: it is another search's, or another list's.
    fn is_elsewhere(&self) -> bool {
        let criteria = self.criteria();
        let first = criteria.first();
        let fits = |key: &String| first.is_some_and(|first| first.from <= *key && *key <= first.to);
        self.cursor.as_ref().is_some_and(|cursor| !fits(&cursor.key))
    }

    /// Which page.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { cursor: self.cursor.clone(), ..PageQuery::first(self.limit) }
    }
}

impl FromJson for Search {
    fn read(node: &Node<'_>) -> Option<Self> {
        let known = &["identifier", "family", "given", "birthDate", "phone", "email", "limit", "cursor"];
        let object = node.object(known)?;
        let identifier = object.optional("identifier", Identifier::read);
        let family = object.optional("family", |node| node.text(100));
        let given = object.optional("given", |node| node.text(100));
        let birth_date = object.optional("birthDate", Node::parse::<BirthDate>);
        let phone = object.optional("phone", |node| node.text(100));
        let email = object.optional("email", |node| node.text(100));
        let limit = object.optional("limit", |node| node.integer(1, 100));
        let cursor = object.optional("cursor", Node::parse::<Cursor>);
        let search = Self {
            identifier: identifier?,
            family: family?,
            given: given?,
            birth_date: birth_date?,
            phone: phone?,
            email: email?,
            limit: limit?,
            cursor: cursor?,
        };
        if search.given.is_some() && search.family.is_none() {
            object.fail("given", "needs `family` beside it, which is then compared whole");
            return None;
        }
        if search.criteria().is_empty() {
            return node.fail("needs at least one of identifier, family, birthDate, phone, email");
        }
        if search.is_elsewhere() {
            object.fail("cursor", "is not a cursor that this search gave; leave it out to begin again");
            return None;
        }
        Some(search)
    }
}

pub(in crate::patients) fn of_identifier(identifier: &Identifier) -> String {
    format!("{}{SEPARATOR}{}", identifier.system, identifier.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_begins_with_a_prefix_is_in_its_range(prefix in "[a-z]{1,5}", rest in "[a-zé\u{10FFFD}]{0,5}") {
            let range = Criterion::beginning_with("family", prefix.clone());
            let key = format!("{prefix}{rest}");
            prop_assert!(range.from <= key && key <= range.to);
        }
    }
}
