//! What a walk says: hop by hop, and what stopped it.

use configuration::Node;

use super::Network;

/// One step of a way.
#[derive(Clone, Debug)]
pub(crate) struct Hop<'c> {
    /// What lets it pass: a route, a gateway, a rule.
    pub(crate) by: Node<'c>,
    /// In words, without the address; empty if the network does not tell.
    pub(crate) text: String,
}

/// The steps of a way, in their order.
pub(crate) type Way<'c> = Vec<Hop<'c>>;

/// Why a walk ended before its end.
#[derive(Clone, Debug)]
pub(crate) struct Stop<'c> {
    /// Where.
    pub(crate) at: Node<'c>,
    /// What stands there, in one sentence without a full stop.
    pub(crate) reason: String,
    /// What would let it pass.
    pub(crate) fix: String,
    /// Whether nobody knows, rather than that it is so.
    pub(crate) unknown: bool,
}

/// A walk goes on, or stops.
pub(crate) type Walk<'c, T = ()> = Result<T, Stop<'c>>;

/// A walk, as far as it went.
#[derive(Clone, Debug)]
pub(crate) struct Answer<'c> {
    /// The way, up to its end or to what stopped it.
    pub(crate) way: Way<'c>,
    /// What stopped it, if something did.
    pub(crate) stop: Option<Stop<'c>>,
}

impl<'c> Answer<'c> {
    pub(crate) fn of(walk: impl FnOnce(&mut Way<'c>) -> Walk<'c>) -> Self {
        let mut way = Way::new();
        let stop = walk(&mut way).err();
        Self { way, stop }
    }
}

/// Something that is in the way.
pub(super) fn blocked<T>(at: Node<'_>, reason: impl Into<String>, fix: impl Into<String>) -> Walk<'_, T> {
    Err(Stop { at, reason: reason.into(), fix: fix.into(), unknown: false })
}

/// Something that no file says.
pub(super) fn unknown<T>(at: Node<'_>, reason: impl Into<String>) -> Walk<'_, T> {
    Err(Stop { at, reason: reason.into(), fix: String::new(), unknown: true })
}

/// The first walk that comes to its end; else one that nobody knows; else the first that is blocked. None, if there is none.
pub(super) fn any<'c, T>(walks: impl IntoIterator<Item = Walk<'c, T>>) -> Option<Walk<'c, T>> {
    let mut best: Option<Walk<'c, T>> = None;
    for walk in walks {
        match (&walk, &best) {
            (Ok(_), _) => return Some(walk),
            (Err(stop), Some(Err(before))) if stop.unknown && !before.unknown => best = Some(walk),
            (_, None) => best = Some(walk),
            _ => {}
        }
    }
    best
}

impl<'c> Network<'c> {
    /// Adds a step to a way, unless it was taken already: a rule that lets through to two endpoints is told once. It is put
    /// in words only for somebody who reads them.
    pub(super) fn step<T: Into<String>>(&self, way: &mut Way<'c>, by: Node<'c>, text: impl FnOnce() -> T) {
        let text = if self.tells { text().into() } else { String::new() };
        if !way.iter().any(|taken| taken.by == by && taken.text == text) {
            way.push(Hop { by, text });
        }
    }
}
