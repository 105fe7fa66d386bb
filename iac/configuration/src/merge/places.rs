//! Where blocks stand in documents, so that each is found at once, however many there are.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Key, Place, labels};
use crate::documents::Document;
use crate::json::Json;

/// Adds the places of the blocks of a document that none before it declares.
pub(super) fn find(document: usize, tree: &Json<'_>, places: &mut HashMap<Key, Place>) {
    let mut walk = Walk { document, key: Key::new(), steps: Vec::new(), places };
    walk.members(tree, None);
}

/// The body at a place.
pub(super) fn at<'d, 'a>(documents: &'d mut [Document<'a>], place: &Place) -> Option<&'d mut Json<'a>> {
    let (document, steps) = place;
    steps.iter().try_fold(&mut documents.get_mut(*document)?.tree, |value, step| match value {
        Json::Object(members) => members.get_mut(*step).map(|(_, member)| member),
        Json::Array(parts) => parts.get_mut(*step),
        _ => None,
    })
}

struct Walk<'p> {
    document: usize,
    /// The keyword and the labels on the way.
    key: Key,
    /// The way.
    steps: Vec<usize>,
    places: &'p mut HashMap<Key, Place>,
}

impl Walk<'_> {
    /// Goes through the members of an object or of the objects of a list; so many labels are still to come, or nobody knows
    /// yet, where a keyword is next.
    fn members(&mut self, value: &Json<'_>, labels_left: Option<usize>) {
        match value {
            _ if labels_left == Some(0) => {
                if let Entry::Vacant(vacant) = self.places.entry(self.key.clone()) {
                    vacant.insert((self.document, self.steps.clone()));
                }
            }
            Json::Object(members) => {
                for (at, (key, member)) in members.iter().enumerate() {
                    let left = match labels_left {
                        None => labels(key),
                        Some(left) => Some(left - 1),
                    };
                    let Some(left) = left else { continue };
                    self.key.push(key.to_string());
                    self.step(at, member, Some(left));
                    self.key.pop();
                }
            }
            Json::Array(parts) => {
                for (at, part) in parts.iter().enumerate() {
                    self.step(at, part, labels_left);
                }
            }
            _ => {}
        }
    }

    fn step(&mut self, at: usize, value: &Json<'_>, labels_left: Option<usize>) {
        self.steps.push(at);
        self.members(value, labels_left);
        self.steps.pop();
    }
}
