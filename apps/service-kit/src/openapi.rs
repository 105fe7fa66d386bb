//! The `OpenAPI` document, generated from the routes. What holds for every operation of a shape is added here, so
//! that no handler has to say it and none can forget it.

use axum::{Router, extract::FromRef};
use serde_json::Value;
use utoipa::{
    PartialSchema as _, ToSchema as _,
    openapi::{
        Content, InfoBuilder, LicenseBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder,
        path::{Operation, ParameterIn},
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use crate::{
    auth::Gate,
    json,
    problem::{FieldError, ProblemDocument},
    service::Service,
};

/// The commit that this program was built from; `SOURCE_COMMIT` at build time.
pub const COMMIT: &str = match option_env!("SOURCE_COMMIT") {
    Some(commit) => commit,
    None => "development",
};

/// What a read says in the document that may come from a copy of the database.
pub const MAY_BE_STALE: &str = "May be older than the last change, by less than 100 ms as a rule: where there is a copy of \
     the database for reading, it answers this. A change that is based on it is still checked against what is there.";

/// The routes, and the document of them.
pub(crate) fn split<S: Service>() -> (Router<S::State>, String)
where
    Gate: FromRef<S::State>,
{
    let (routes, mut document) = S::routes().split_for_parts();
    document.info = InfoBuilder::new()
        .title(S::NAME)
        .description(Some(S::ABOUT))
        .version(env!("CARGO_PKG_VERSION"))
        .license(Some(LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build()))
        .build();
    add_components(&mut document);
    for item in document.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.put, &mut item.post, &mut item.delete];
        operations.into_iter().flatten().for_each(add_problems);
    }
    let mut document = serde_json::to_value(&document).unwrap_or_default();
    say_what_text_is(&mut document);
    say_what_is_left_out(&mut document);
    name_plainly(&mut document);
    close_requests(&mut document);
    (routes, format!("{document:#}\n"))
}

/// The document's text.
#[must_use]
pub fn document<S: Service>() -> String
where
    Gate: FromRef<S::State>,
{
    split::<S>().1
}

fn add_components(document: &mut OpenApi) {
    let components = document.components.get_or_insert_default();
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
    components.security_schemes.insert("bearer".to_owned(), SecurityScheme::Http(bearer).into());
    components.schemas.insert(ProblemDocument::name().into_owned(), ProblemDocument::schema());
    components.schemas.insert(FieldError::name().into_owned(), FieldError::schema());
}

/// The problems that follow from an operation's shape.
fn add_problems(operation: &mut Operation) {
    let parameters = operation.parameters.iter().flatten();
    let (mut path, mut cursor, mut if_match, mut idempotency) = (false, false, false, false);
    for parameter in parameters {
        let RefOr::T(parameter) = parameter else { continue };
        path |= matches!(parameter.parameter_in, ParameterIn::Path);
        cursor |= ["cursor", "to"].contains(&parameter.name.as_str());
        if_match |= parameter.name == "If-Match";
        idempotency |= parameter.name == "Idempotency-Key";
    }
    let mut add = |status: &str, description: &str| {
        operation.responses.responses.entry(status.to_owned()).or_insert_with(|| problem(description).into());
    };
    add("400", "The path, the query, a header or the JSON is malformed");
    add("401", "No token, or none that is good");
    add("403", "The token lacks the operation's scope");
    add("414", "The address is longer than 8 KiB");
    add("431", "There are more than 64 headers, or more than 16 KiB of them");
    add("500", "The service failed");
    add(
        "503",
        "Something that is needed is away, or too much is going on; Retry-After says when to try again",
    );
    if path {
        add("404", "There is nothing with this id");
        add("410", "It was deleted");
    }
    if if_match {
        add("412", "It was changed in the meantime");
        add("428", "If-Match is missing");
    }
    if idempotency {
        add("422", "The Idempotency-Key was used for another request");
    }
    if cursor {
        add("422", "A parameter is well-formed and makes no sense, such as a cursor of another list");
    }
    if operation.request_body.is_some() {
        add("408", "The body took too long to arrive");
        add("413", "The body is larger than 64 KiB");
        add("415", "The body is not application/json");
        add("422", "JSON, but with wrong fields; errors names every one");
    }
}

/// Text that a person may write has a length; what `json::Node::text` demands of it beyond that is said here.
fn say_what_text_is(document: &mut Value) {
    match document {
        Value::Object(members) => {
            if members.get("minLength").is_some() && members.get("pattern").is_none() {
                members.insert("pattern".to_owned(), json::TEXT_PATTERN.into());
            }
            members.values_mut().for_each(say_what_text_is);
        }
        Value::Array(items) => items.iter_mut().for_each(say_what_text_is),
        _ => {}
    }
}

/// A parameter that may be left out is not one that may be null: addresses and headers know no null.
fn say_what_is_left_out(document: &mut Value) {
    let paths = document["paths"].as_object_mut().into_iter().flat_map(|paths| paths.values_mut());
    let operations = paths.filter_map(Value::as_object_mut).flat_map(|path| path.values_mut());
    let parameters =
        operations.filter_map(|operation| operation.get_mut("parameters")?.as_array_mut()).flatten();
    for kind in parameters.filter_map(|parameter| parameter.pointer_mut("/schema/type")) {
        if let Value::Array(kinds) = kind {
            kinds.retain(|kind| kind != "null");
            if let [only] = kinds.as_slice() {
                *kind = only.clone();
            }
        }
    }
}

/// `Page_Patient_NewPatient` is how the generator names a generic type; people call it `PatientPage`.
fn name_plainly(document: &mut Value) {
    let plain = |name: &str| match name.split('_').collect::<Vec<_>>().as_slice() {
        ["Page", item, ..] => format!("{item}Page"),
        [name, ..] => (*name).to_owned(),
        [] => String::new(),
    };
    if let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) {
        let named = std::mem::take(schemas);
        schemas.extend(named.into_iter().map(|(name, schema)| (plain(&name), schema)));
    }
    refer_plainly(document, &plain);
}

/// What a client sends has the members that are named, and no others.
fn close_requests(document: &mut Value) {
    let operations = document["paths"].as_object().into_iter().flat_map(|paths| paths.values());
    let operations = operations.filter_map(Value::as_object).flat_map(|path| path.values());
    let references = operations.filter_map(|operation| {
        operation.pointer("/requestBody/content/application~1json/schema/$ref").and_then(Value::as_str)
    });
    let pointers: Vec<_> = references.map(|reference| reference.trim_start_matches('#').to_owned()).collect();
    for pointer in pointers {
        if let Some(schema) = document.pointer_mut(&pointer) {
            schema["additionalProperties"] = false.into();
        }
    }
}

fn refer_plainly(value: &mut Value, plain: &impl Fn(&str) -> String) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref")
                && let Some((path, name)) = reference.rsplit_once('/')
            {
                *reference = format!("{path}/{}", plain(name));
            }
            members.values_mut().for_each(|member| refer_plainly(member, plain));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| refer_plainly(item, plain)),
        _ => {}
    }
}

/// A response with a problem document.
fn problem(description: &str) -> Response {
    let schema = Ref::from_schema_name(ProblemDocument::name());
    let content = Content::new(Some(schema));
    ResponseBuilder::new().description(description).content("application/problem+json", content).build()
}
