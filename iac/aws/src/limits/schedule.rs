//! When scheduled scaling happens.

use super::Refused;

crate::text_type!(
    /// When a scheduled action runs: `cron(…)` of six fields, `rate(…)` or `at(…)`.
    ScheduleExpression, check: check, pattern: r"^(cron|rate|at)\(.+\)$",
    examples: ["cron(0 6 ? * MON-FRI *)", "rate(12 hours)", "at(2030-01-31T08:00:00)"]
);

crate::text_type!(
    /// A time zone, by its name in the IANA database.
    TimeZone, check: time_zone, pattern: "^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$", examples: ["UTC", "America/New_York"]
);

fn check(text: &str) -> Result<(), Refused> {
    let inside = |name: &str| text.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')');
    let refused = |why: String| Refused::new(format!("`{text}` is not a schedule: {why}"));
    if let Some(fields) = inside("cron") {
        return cron(fields).map_err(|why| {
            refused(why).hint("the fields are minute, hour, day of month, month, day of week, year: `cron(0 6 ? * MON-FRI *)`")
        });
    }
    if let Some(rate) = inside("rate") {
        return rated(rate).map_err(|why| {
            refused(why).allowed("`rate(1 hour)`, `rate(12 hours)`, likewise minutes and days")
        });
    }
    if let Some(moment) = inside("at") {
        return at(moment)
            .map_err(|why| refused(why).allowed("a moment without zone, as in `at(2030-01-31T08:00:00)`"));
    }
    Err(refused("it is of no known kind".to_owned()).allowed("`cron(…)`, `rate(…)` or `at(…)`"))
}

fn rated(text: &str) -> Result<(), String> {
    let number = |text: &str| text.parse::<u32>().ok().filter(|number| *number > 0);
    match text.split_once(' ').map(|(value, unit)| (number(value), unit)) {
        Some((Some(1), "minute" | "hour" | "day")) => Ok(()),
        Some((Some(value), "minutes" | "hours" | "days")) if value > 1 => Ok(()),
        _ => Err(format!("`{text}` is not a rate")),
    }
}

fn at(text: &str) -> Result<(), String> {
    let digits = |range: std::ops::Range<usize>| -> Option<u32> {
        let part = text.get(range)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
    };
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    let shaped = text.len() == 19 && marks.iter().all(|(at, mark)| text.as_bytes()[*at] == *mark);
    let legal = |range, bounds: std::ops::RangeInclusive<u32>| {
        digits(range).is_some_and(|number| bounds.contains(&number))
    };
    let fits = shaped
        && legal(0..4, 1970..=2199)
        && legal(5..7, 1..=12)
        && legal(8..10, 1..=days(digits(0..4), digits(5..7)))
        && legal(11..13, 0..=23)
        && legal(14..16, 0..=59)
        && legal(17..19, 0..=59);
    if fits { Ok(()) } else { Err(format!("`{text}` is not a moment")) }
}

fn days(year: Option<u32>, month: Option<u32>) -> u32 {
    let leap = year.is_some_and(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    match month {
        Some(2) if leap => 29,
        Some(2) => 28,
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    }
}

const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

fn cron(text: &str) -> Result<(), String> {
    let fields: Vec<&str> = text.split_ascii_whitespace().collect();
    let [minute, hour, day, month, weekday, year] = fields[..] else {
        return Err(format!("it has {} fields", fields.len()));
    };
    if (day == "?") == (weekday == "?") {
        return Err("exactly one of day of month and day of week is `?`".to_owned());
    }
    let special = |field: &str, name: &str| match name {
        "day of month" => {
            field == "L"
                || field == "LW"
                || field.strip_suffix('W').is_some_and(|day| within(day, 1, 31, &[]))
        }
        "day of week" => {
            field == "L"
                || field.strip_suffix('L').is_some_and(|day| within(day, 1, 7, &WEEKDAYS))
                || field
                    .split_once('#')
                    .is_some_and(|(day, nth)| within(day, 1, 7, &WEEKDAYS) && within(nth, 1, 5, &[]))
        }
        _ => false,
    };
    let fields: [(&str, &str, u32, u32, &[&str]); 6] = [
        ("minute", minute, 0, 59, &[]),
        ("hour", hour, 0, 23, &[]),
        ("day of month", day, 1, 31, &[]),
        ("month", month, 1, 12, &MONTHS),
        ("day of week", weekday, 1, 7, &WEEKDAYS),
        ("year", year, 1970, 2199, &[]),
    ];
    for (name, field, least, most, names) in fields {
        let legal = (field == "?" && name.starts_with("day"))
            || special(field, name)
            || field.split(',').all(|part| element(part, least, most, names));
        if !legal {
            return Err(format!("`{field}` is not a {name}"));
        }
    }
    Ok(())
}

/// `*`, a value, a range, or one of them with a step.
fn element(text: &str, least: u32, most: u32, names: &[&str]) -> bool {
    let (base, step) = text.split_once('/').map_or((text, None), |(base, step)| (base, Some(step)));
    let stepped = step.is_none_or(|step| within(step, 1, most, &[]));
    let value = |text: &str| value(text, least, most, names);
    stepped
        && (base == "*"
            || value(base).is_some()
            || base.split_once('-').is_some_and(
                |(from, to)| matches!((value(from), value(to)), (Some(from), Some(to)) if from <= to),
            ))
}

fn within(text: &str, least: u32, most: u32, names: &[&str]) -> bool {
    value(text, least, most, names).is_some()
}

fn value(text: &str, least: u32, most: u32, names: &[&str]) -> Option<u32> {
    if let Some(at) = names.iter().position(|name| name.eq_ignore_ascii_case(text)) {
        return u32::try_from(at).ok().map(|at| at + least);
    }
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| plain && (least..=most).contains(number))
}

fn time_zone(text: &str) -> Result<(), Refused> {
    let legal = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+-".contains(&byte))
    };
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.split('/').all(legal) {
        return Ok(());
    }
    Err(Refused::new(format!("`{text}` is not a time zone"))
        .allowed("a name of the IANA database, as in `UTC` or `America/New_York`"))
}

#[cfg(test)]
mod tests {
    use super::{ScheduleExpression, TimeZone};

    #[test]
    fn schedules() {
        for right in [
            "cron(0 6 ? * MON-FRI *)",
            "cron(0/15 8-18 ? * 2-6 2030)",
            "cron(0 12 1,15 * ? *)",
            "cron(0 0 L JAN,jul ? *)",
            "cron(0 0 15W * ? *)",
            "cron(0 0 ? * 6L *)",
            "cron(0 0 ? * MON#2 2030-2040)",
            "rate(1 hour)",
            "rate(12 hours)",
            "at(2028-02-29T08:00:00)",
        ] {
            assert!(ScheduleExpression::new(right).is_ok(), "{right}");
        }
        for wrong in [
            "",
            "0 6 * * *",
            "cron(0 6 * * MON-FRI)",
            "cron(0 6 * * MON-FRI *)",
            "cron(0 6 ? * ? *)",
            "cron(60 6 ? * * *)",
            "cron(0 24 ? * * *)",
            "cron(0 6 ? * FRI-MON *)",
            "cron(+1 6 ? * * *)",
            "cron(0/0 6 ? * * *)",
            "rate(1 hours)",
            "rate(0 hours)",
            "rate(2 weeks)",
            "at(2027-02-29T08:00:00)",
            "at(2030-01-31)",
            "at(2030-01-31T08:00:0é)",
        ] {
            assert!(ScheduleExpression::new(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn time_zones() {
        assert!(TimeZone::new("UTC").is_ok() && TimeZone::new("America/Argentina/Buenos_Aires").is_ok());
        assert!(
            TimeZone::new("").is_err()
                && TimeZone::new("Europe/").is_err()
                && TimeZone::new("+02:00").is_err()
        );
    }
}
