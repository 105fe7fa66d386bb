//! Believable, synthetic patients for a person who wants something to look at. Nobody of them exists.

use jiff::{ToSpan as _, civil::date};
use service_kit::{database::Database, record};

use crate::patients::{
    Address, AdministrativeGender, BirthDate, ContactPoint, ContactSystem, HumanName, Identifier, Patient,
    insert_seed,
};

/// `record::synthetic_id` of patients; the appointment service knows them by it.
const KIND: u16 = 1;
const COUNT: u32 = 40;

const FAMILIES: [&str; 10] = [
    "Okafor",
    "Lindqvist",
    "Garcia",
    "Nakamura",
    "Müller",
    "O'Brien",
    "Haddad",
    "Kowalska",
    "Singh",
    "Tanaka",
];
const FEMALE: [&str; 10] =
    ["Ada", "Ingrid", "Lucía", "Yui", "Greta", "Aoife", "Leila", "Zofia", "Simran", "Hana"];
const MALE: [&str; 10] = ["Chidi", "Lars", "Mateo", "Ren", "Jonas", "Cian", "Omar", "Piotr", "Arjun", "Sora"];
const TOWNS: [(&str, &str, &str); 4] = [
    ("Springfield", "IL", "62701"),
    ("Riverton", "NJ", "08077"),
    ("Fairview", "OR", "97024"),
    ("Georgetown", "TX", "78626"),
];

pub(crate) async fn seed(database: &Database) -> Result<String, String> {
    let patients = (0..COUNT).map(|number| (record::synthetic_id(KIND, number), patient(number))).collect();
    insert_seed(database, patients).await?;
    Ok(format!("made {COUNT} synthetic patients"))
}

fn patient(number: u32) -> Patient {
    let pick = |step: u32| (number / step % 10) as usize;
    let female = number.is_multiple_of(2);
    let given = if female { FEMALE[pick(2)] } else { MALE[pick(2)] };
    let (city, state, postal_code) = TOWNS[(number % 4) as usize];
    let birth_date = date(1931, 1, 1).saturating_add((i64::from(number) * 853).days());
    Patient {
        identifiers: vec![Identifier {
            system: "urn:oid:2.16.840.1.113883.19.5".to_owned(),
            value: format!("MRN-{:05}", 10_000 + number * 37),
        }],
        name: HumanName { family: FAMILIES[pick(1)].to_owned(), given: vec![given.to_owned()], usage: None },
        birth_date: BirthDate::of(birth_date),
        gender: if female { AdministrativeGender::Female } else { AdministrativeGender::Male },
        telecom: vec![ContactPoint {
            system: ContactSystem::Phone,
            // Numbers that are reserved for fiction.
            value: format!("+1 555 01{:02}", number % 100),
            usage: None,
        }],
        address: Some(Address {
            line: vec![format!("{} Elm Street", 10 + number)],
            city: city.to_owned(),
            state: Some(state.to_owned()),
            postal_code: Some(postal_code.to_owned()),
            country: "US".to_owned(),
        }),
        active: !number.is_multiple_of(13) || number == 0,
        deceased_at: None,
    }
}
