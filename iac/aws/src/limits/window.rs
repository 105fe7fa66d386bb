//! The hours in which RDS backs up and maintains a database, in UTC.
//! <https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html>

use super::Refused;

crate::text_type!(
    /// When a database is backed up every day, in UTC: `03:00-03:30`. At least half an hour.
    BackupWindow, check: backup, pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$",
    examples: ["03:00-03:30"]
);

crate::text_type!(
    /// When AWS may maintain a database, once a week, in UTC: `sun:04:00-sun:05:00`. At least half an hour.
    MaintenanceWindow, check: maintenance,
    pattern: "^(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]-(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]$",
    examples: ["sun:04:00-sun:05:00"]
);

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Minutes.
const DAY: u32 = 24 * 60;
const WEEK: u32 = 7 * DAY;
const SHORTEST: u32 = 30;

/// A span of a week: the minute in which it begins, from Monday, and how many minutes it takes.
#[derive(Clone, Copy)]
struct Span {
    start: u32,
    length: u32,
}

impl Span {
    /// Whether a minute is of both; the week begins again where it ends.
    fn meets(self, other: Self) -> bool {
        let from = |one: Self, other: Self| (other.start + WEEK - one.start) % WEEK < one.length;
        from(self, other) || from(other, self)
    }
}

impl MaintenanceWindow {
    /// Whether the backup of some day falls into it, which RDS refuses.
    #[must_use]
    pub fn meets(&self, backup: &BackupWindow) -> bool {
        let (Some(own), Some(daily)) = (week(&self.0), day(&backup.0)) else { return false };
        (0..7).any(|day| own.meets(Span { start: day * DAY + daily.start, ..daily }))
    }
}

fn backup(text: &str) -> Result<(), Refused> {
    let allowed = "two times of a day in UTC, as in `03:00-03:30`";
    judge(text, day(text), "backup", allowed)
}

fn maintenance(text: &str) -> Result<(), Refused> {
    let allowed = "two times of a week in UTC, as in `sun:04:00-sun:05:00`";
    judge(text, week(text), "maintenance", allowed)
}

fn judge(text: &str, span: Option<Span>, what: &str, allowed: &str) -> Result<(), Refused> {
    match span {
        None => Err(Refused::new(format!("`{text}` is no {what} window")).allowed(allowed)),
        Some(Span { length, .. }) if length < SHORTEST => {
            Err(Refused::new(format!("`{text}` is a {what} window of {length} minutes"))
                .allowed(format!("{SHORTEST} minutes or more")))
        }
        Some(_) => Ok(()),
    }
}

fn day(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('-')?;
    let (start, end) = (time(start)?, time(end)?);
    Some(Span { start, length: (end + DAY - start) % DAY })
}

fn week(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('-')?;
    let (start, end) = (time_of_week(start)?, time_of_week(end)?);
    Some(Span { start, length: (end + WEEK - start) % WEEK })
}

fn time_of_week(text: &str) -> Option<u32> {
    let (name, rest) = text.split_once(':')?;
    let day = (0..).zip(DAYS).find_map(|(at, day)| (day == name).then_some(at))?;
    Some(day * DAY + time(rest)?)
}

fn time(text: &str) -> Option<u32> {
    let (hour, minute) = text.split_once(':')?;
    Some(two_digits(hour, 24)? * 60 + two_digits(minute, 60)?)
}

fn two_digits(text: &str, end: u32) -> Option<u32> {
    let shaped = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    shaped.then(|| text.parse().ok())?.filter(|number| *number < end)
}

#[cfg(test)]
mod tests {
    use super::{BackupWindow, MaintenanceWindow};

    #[test]
    fn windows_are_times_half_an_hour_apart() {
        for text in ["03:00-03:30", "23:45-00:15"] {
            assert!(BackupWindow::new(text).is_ok(), "{text}");
        }
        for text in
            ["3:00-03:30", "03:00", "24:00-00:30", "03:00-03:60", "+3:00-04:00", "sun:03:00-sun:04:00"]
        {
            let refused = BackupWindow::new(text).unwrap_err();
            assert_eq!(refused.message, format!("`{text}` is no backup window"));
        }
        for text in ["sun:04:00-sun:05:00", "sun:23:45-mon:00:15"] {
            assert!(MaintenanceWindow::new(text).is_ok(), "{text}");
        }
        for text in ["Sun:04:00-Sun:05:00", "sun:04:00", "04:00-05:00", "day:04:00-sun:05:00"] {
            let refused = MaintenanceWindow::new(text).unwrap_err();
            assert_eq!(refused.message, format!("`{text}` is no maintenance window"));
        }
        assert_eq!(
            BackupWindow::new("03:00-03:29").unwrap_err().to_string(),
            "`03:00-03:29` is a backup window of 29 minutes\nallowed: 30 minutes or more"
        );
        assert_eq!(
            MaintenanceWindow::new("mon:04:00-mon:04:00").unwrap_err().to_string(),
            "`mon:04:00-mon:04:00` is a maintenance window of 0 minutes\nallowed: 30 minutes or more"
        );
    }

    #[test]
    fn windows_meet_on_any_day() {
        let meets = |maintenance: &str, backup: &str| {
            MaintenanceWindow::new(maintenance).unwrap().meets(&BackupWindow::new(backup).unwrap())
        };
        for (maintenance, backup) in [
            ("sun:04:00-sun:05:00", "04:30-05:30"),
            ("wed:04:00-wed:05:00", "03:00-04:01"),
            ("sun:23:30-mon:00:30", "00:00-00:30"),
            ("mon:00:00-mon:01:00", "23:45-00:15"),
            ("mon:04:00-tue:04:00", "12:00-12:30"),
        ] {
            assert!(meets(maintenance, backup), "{maintenance} {backup}");
        }
        for (maintenance, backup) in [
            ("sun:04:00-sun:05:00", "05:00-05:30"),
            ("sun:04:00-sun:05:00", "03:30-04:00"),
            ("sun:23:00-mon:00:00", "00:00-00:30"),
        ] {
            assert!(!meets(maintenance, backup), "{maintenance} {backup}");
        }
    }
}
