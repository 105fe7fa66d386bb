//! An instant as RFC 3339 writes it: always with an offset, because 09:00 without one is anybody's guess.

use std::str::FromStr;

use jiff::Timestamp;

/// An instant from a request, in whole microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(pub Timestamp);

impl FromStr for Instant {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = "must be an instant with an offset, such as `2026-03-02T09:00:00-05:00`";
        if !is_rfc_3339(text.as_bytes()) {
            return Err(wrong);
        }
        let instant: Timestamp = text.parse().map_err(|_| wrong)?;
        Timestamp::from_microsecond(instant.as_microsecond()).map(Self).map_err(|_| wrong)
    }
}

/// The form only; the parser then judges the numbers. It alone would take more forms than RFC 3339 knows.
fn is_rfc_3339(text: &[u8]) -> bool {
    let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let Some((start, rest)) = text.split_at_checked(19) else {
        return false;
    };
    let [y @ .., b'-', m1, m2, b'-', d1, d2, b'T' | b't', h1, h2, b':', n1, n2, b':', s1, s2] = start else {
        return false;
    };
    if y.len() != 4 || !digits(y) || !digits(&[*m1, *m2, *d1, *d2, *h1, *h2, *n1, *n2, *s1, *s2]) {
        return false;
    }
    let offset = match rest {
        [b'.', fraction @ ..] => {
            let length = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if !(1..=9).contains(&length) {
                return false;
            }
            &fraction[length..]
        }
        offset => offset,
    };
    match offset {
        [b'Z' | b'z'] => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => digits(&[*h1, *h2, *m1, *m2]) && [*h1, *h2] <= *b"23",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rfc_3339_with_an_offset_is_an_instant() {
        for good in
            ["2026-03-02T09:00:00Z", "2026-03-02t09:00:00.123456789+05:30", "2026-03-02T09:00:00-05:00"]
        {
            assert!(good.parse::<Instant>().is_ok(), "{good}");
        }
        for bad in [
            "2026-03-02T09:00:00",
            "2026-03-02 09:00:00Z",
            "2026-03-02",
            "20260302T090000Z",
            "2026-03-02T09:00Z",
            "2026-02-30T09:00:00Z",
            "2026-03-02T25:00:00Z",
            "2026-03-02T09:00:00+05",
            "2026-03-02T09:00:00.Z",
            "2026-03-02T09:00:00Z[UTC]",
            "+002026-03-02T09:00:00Z",
            "2026-03-02T09:00:00+24:00",
            "\u{661}026-03-02T09:00:00Z",
        ] {
            assert!(bad.parse::<Instant>().is_err(), "{bad}");
        }
    }
}
