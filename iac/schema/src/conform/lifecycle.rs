//! `ignore_changes`, which names arguments of the resource it stands in.

use configuration::Json;

use super::Walk;
use super::values::shown;
use crate::model::Block;
use configuration::Step;

impl<'a> Walk<'a> {
    pub(super) fn ignore_changes(&mut self, ty: &'a str, block: &'static Block, body: &'a Json<'a>) {
        let lifecycles = body.parts().iter().filter_map(|part| part.get("lifecycle")).flat_map(Json::parts);
        for ignored in lifecycles.filter_map(|lifecycle| lifecycle.get("ignore_changes")) {
            self.path.extend([Step::Name("lifecycle"), Step::Name("ignore_changes")]);
            match ignored {
                Json::Null => {}
                Json::String(all) if all.as_str() == "all" => {}
                Json::Array(paths) => {
                    for (index, path) in paths.iter().enumerate() {
                        self.at(Step::Index(index), |walk| match path {
                            Json::String(path) => walk.ignored(ty, block, path.as_str()),
                            other => walk.wrong("the name of an argument", shown(other)),
                        });
                    }
                }
                other => self.wrong("`all`, or a list of arguments' names", shown(other)),
            }
            self.path.truncate(self.path.len() - 2);
        }
    }

    /// A path into a resource, such as `tags["Name"]` or `default_action[0].target_group_arn`.
    fn ignored(&mut self, ty: &str, mut block: &'static Block, path: &str) {
        let mut owner = ty;
        for name in names(path) {
            if block.attribute(name).is_some() {
                return;
            }
            // Terraform does not count `timeouts` among the resource's values.
            let nested = block.block(name).filter(|nested| nested.name != "timeouts");
            let Some(nested) = nested else {
                let attributes = block.attributes.iter().map(|attribute| attribute.name);
                return self.unknown_argument(
                    name,
                    owner,
                    attributes.chain(block.blocks.iter().map(|b| b.name)),
                );
            };
            (owner, block) = (nested.name, nested.block);
        }
    }
}

/// The names in a path, without its indexes.
fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split('.').map(|step| step.split('[').next().unwrap_or(step)).filter(|name| *name != "*")
}
