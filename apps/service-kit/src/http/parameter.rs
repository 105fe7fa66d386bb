//! Parameters that every service has, as the `OpenAPI` documents say them.

use utoipa::openapi::{
    KnownFormat, ObjectBuilder, Required, SchemaFormat, Type,
    path::{Parameter, ParameterBuilder, ParameterIn},
    schema::SchemaType,
};

/// A header of text.
pub(super) fn header(
    name: &str,
    required: Required,
    description: &str,
    schema: ObjectBuilder,
) -> Vec<Parameter> {
    parameter(name, ParameterIn::Header, required, description, schema)
}

/// An id in the path.
pub(super) fn id(name: &str, description: &str) -> Vec<Parameter> {
    let uuid = text().format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)));
    parameter(name, ParameterIn::Path, Required::True, description, uuid)
}

/// The schema of text.
pub(super) fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::Type(Type::String))
}

fn parameter(
    name: &str,
    place: ParameterIn,
    required: Required,
    description: &str,
    schema: ObjectBuilder,
) -> Vec<Parameter> {
    let parameter = ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(required)
        .description(Some(description))
        .schema(Some(schema));
    vec![parameter.build()]
}
