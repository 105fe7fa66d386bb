//! What became of many requests: how many had which outcome, how long they took, how many were under way at once.

use std::{collections::BTreeMap, fmt, time::Duration};

use super::Reply;

/// A count of outcomes and times.
#[derive(Default)]
pub struct Tally {
    outcomes: BTreeMap<String, usize>,
    times: Vec<Duration>,
    spans: Vec<(std::time::Instant, Duration)>,
}

impl Tally {
    /// Of these answers.
    pub fn of<'a>(replies: impl IntoIterator<Item = &'a Result<Reply, String>>) -> Self {
        let mut tally = Self::default();
        for reply in replies {
            tally.add(reply);
        }
        tally
    }

    /// Adds one.
    pub fn add(&mut self, reply: &Result<Reply, String>) {
        let outcome = match reply {
            Ok(reply) => {
                self.times.push(reply.took);
                self.spans.push((reply.began, reply.took));
                reply.status.to_string()
            }
            Err(error) => error.clone(),
        };
        *self.outcomes.entry(outcome).or_default() += 1;
    }

    /// How many had this outcome.
    pub fn count(&self, outcome: &str) -> usize {
        self.outcomes.get(outcome).copied().unwrap_or_default()
    }

    /// How many failed as a service must not fail: 5xx, or no answer.
    pub fn failures(&self) -> usize {
        let fine = |outcome: &String| outcome.len() == 3 && outcome.as_str() < "500";
        self.outcomes.iter().filter(|(outcome, _)| !fine(outcome)).map(|(_, count)| count).sum()
    }

    /// The time that all but one in a hundred stayed within.
    pub fn p99(&self) -> Duration {
        self.percentile(99)
    }

    /// The time that half stayed within.
    pub fn p50(&self) -> Duration {
        self.percentile(50)
    }

    fn percentile(&self, percent: usize) -> Duration {
        let mut times = self.times.clone();
        times.sort_unstable();
        times.get((times.len() * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or_default()
    }

    /// How many were under way at once, at most: without a crowd there was no race.
    pub fn at_once(&self) -> usize {
        let beginnings = self.spans.iter().map(|(began, _)| (*began, 1));
        let ends = self.spans.iter().map(|(began, took)| (*began + *took, -1));
        let mut changes: Vec<_> = beginnings.chain(ends).collect();
        changes.sort_unstable();
        let running = changes.iter().scan(0_isize, |under_way, (_, change)| {
            *under_way += change;
            Some(*under_way)
        });
        running.max().unwrap_or_default().unsigned_abs()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (outcome, count) in &self.outcomes {
            write!(f, "{count} x {outcome}, ")?;
        }
        write!(f, "{} at once, p50 {:.1?}, p99 {:.1?}", self.at_once(), self.p50(), self.p99())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_of_a_hundred_is_not_the_p99_and_a_500_is_a_failure() {
        let mut tally = Tally::default();
        for milliseconds in 1..=100 {
            tally.times.push(Duration::from_millis(milliseconds));
        }
        tally.add(&Err("refused".to_owned()));
        *tally.outcomes.entry("500".to_owned()).or_default() += 2;
        *tally.outcomes.entry("409".to_owned()).or_default() += 1;
        assert_eq!((tally.p99(), tally.p50()), (Duration::from_millis(99), Duration::from_millis(50)));
        assert_eq!(tally.failures(), 3);
    }
}
