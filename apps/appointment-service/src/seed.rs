//! A week of synthetic appointments, of the patients that patient-service's own `seed` makes.

use jiff::{Timestamp, ToSpan as _, civil::Weekday, tz::TimeZone};
use service_kit::{database::Database, record};
use uuid::Uuid;

use crate::appointments::{Appointment, Status, booking_of, insert_seed};

/// `record::synthetic_id` of patients, as patient-service makes them.
const PATIENT: u16 = 1;
const APPOINTMENT: u16 = 2;
const PATIENTS: u32 = 40;
const ZONE: &str = "America/New_York";
const SERVICES: [&str; 4] = ["general-practice", "vaccination", "follow-up", "physiotherapy"];
const PRACTITIONERS: [&str; 3] = ["practitioner-1", "practitioner-2", "practitioner-3"];
const DAYS: u32 = 5;
const SLOTS: u32 = 8;

pub(crate) async fn seed(database: &Database) -> Result<String, String> {
    let week = week(Timestamp::now()).map_err(|error| error.to_string())?;
    let count = week.len();
    insert_seed(database, week).await?;
    Ok(format!("made {count} synthetic appointments in this week, for patient-service's synthetic patients"))
}

/// Monday to Friday of the week that `now` is in, every practitioner from nine to half past one.
fn week(now: Timestamp) -> Result<Vec<(Uuid, Appointment)>, jiff::Error> {
    let today = now.to_zoned(TimeZone::get(ZONE)?).date();
    let monday = today.tomorrow()?.nth_weekday(-1, Weekday::Monday)?;
    let mut week = Vec::new();
    for day in 0..DAYS {
        for slot in 0..SLOTS {
            for (column, practitioner) in PRACTITIONERS.iter().enumerate() {
                let number = (day * SLOTS + slot) * 3 + u32::try_from(column).unwrap_or_default();
                let nine = monday.checked_add(i64::from(day).days())?.at(9, 0, 0, 0).in_tz(ZONE)?;
                let start = nine.checked_add((i64::from(slot) * 30).minutes())?.timestamp();
                let end = start.checked_add(30.minutes())?;
                let patient = record::synthetic_id(PATIENT, number % PATIENTS);
                let service = SERVICES[(number % 4) as usize];
                let booking = booking_of(patient, practitioner, start, end, ZONE, service);
                let status = status(number, start, now);
                let content = Appointment { booking, status, status_reason: None, patient_verified: false };
                week.push((record::synthetic_id(APPOINTMENT, number), content));
            }
        }
    }
    Ok(week)
}

/// What is over took place, mostly; what is to come is booked, mostly.
fn status(number: u32, start: Timestamp, now: Timestamp) -> Status {
    match (start < now, number % 11) {
        (_, 7) => Status::Cancelled,
        (true, 3) => Status::Noshow,
        (true, _) => Status::Fulfilled,
        (false, 5) => Status::Proposed,
        (false, _) => Status::Booked,
    }
}
