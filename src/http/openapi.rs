//! The OpenAPI document, from the code.
//!
//! poem-openapi knows bodies, answers and query parameters. Path parameters and the ways to sign in
//! are extractors of ours, so they are added here, once for all operations; so are the examples:
//! those of bodies stand in `examples.json`, those of other values follow from their format.

use serde_json::{Map, Value, json};

/// Operations that need no credentials.
const ANONYMOUS: [&str; 4] =
    ["/auth/", "/api/public/", "/api/v1/instance/setup", "/api/v1/uploads/"];

/// An id for examples.
const ID: &str = "01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f";

/// A body for each schema that requests use.
const EXAMPLES: &str = include_str!("examples.json");

/// The finished document, keys in a stable order, with a line break at the end.
pub fn document() -> String {
    let mut document: Value =
        serde_json::from_str(&super::routes::service().spec()).unwrap_or_default();
    if let Some(paths) = document.pointer_mut("/paths").and_then(Value::as_object_mut) {
        for (path, operations) in paths.iter_mut() {
            complete_path(path, operations);
        }
    }
    if let Some(root) = document.as_object_mut() {
        root.insert("security".into(), json!([{"session": []}, {"apiKey": []}, {"bearer": []}]));
        root.remove("servers");
        let components = root.entry("components").or_insert_with(|| json!({}));
        if let Some(components) = components.as_object_mut() {
            if let Some(schemas) = components.get_mut("schemas").and_then(Value::as_object_mut) {
                add_examples(schemas);
            }
            components.insert(
                "securitySchemes".into(),
                json!({
                    "session": {"type": "apiKey", "in": "cookie", "name": "treasury_plane_session"},
                    "apiKey": {"type": "apiKey", "in": "header", "name": "X-Api-Key"},
                    "bearer": {"type": "http", "scheme": "bearer"}
                }),
            );
        }
    }
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn add_examples(schemas: &mut Map<String, Value>) {
    let bodies: Map<String, Value> = serde_json::from_str(EXAMPLES).unwrap_or_default();
    for (name, schema) in schemas.iter_mut() {
        if let Some(example) = bodies.get(name)
            && let Some(schema) = schema.as_object_mut()
        {
            schema.insert("example".into(), example.clone());
            continue;
        }
        let properties = schema.pointer_mut("/properties").and_then(Value::as_object_mut);
        for property in properties.into_iter().flat_map(Map::values_mut) {
            let example = match property.get("format").and_then(Value::as_str) {
                Some("uuid") => json!(ID),
                Some("date-time") => json!("2026-11-23T17:05:00Z"),
                Some("date") => json!("2026-12-01"),
                _ => continue,
            };
            if let Some(property) = property.as_object_mut() {
                property.insert("example".into(), example);
            }
        }
    }
}

fn complete_path(path: &str, operations: &mut Value) {
    let Some(operations) = operations.as_object_mut() else { return };
    let parameters: Vec<Value> = path.split('/').filter_map(path_parameter).collect();
    for operation in operations.values_mut() {
        let Some(operation) = operation.as_object_mut() else { continue };
        if ANONYMOUS.iter().any(|prefix| path.starts_with(prefix)) {
            operation.insert("security".into(), json!([]));
        }
        let list = operation.entry("parameters").or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            list.splice(0..0, parameters.iter().cloned());
        }
    }
}

fn path_parameter(segment: &str) -> Option<Value> {
    let name = segment.strip_prefix('{')?.strip_suffix('}')?;
    let (schema, example, text) = match name {
        "slug" => (json!({"type": "string"}), json!("treasury"), "The workspace, by its slug."),
        "key" => (json!({"type": "string"}), json!("IDP-42"), "The work item, by its key."),
        "anchor" => (
            json!({"type": "string"}),
            json!("0f8fad5bd9cb469fa16570867728950e"),
            "The published board.",
        ),
        "token" => (json!({"type": "string"}), json!("…"), "The token of a one-time link."),
        _ => (json!({"type": "string", "format": "uuid"}), json!(ID), "An id."),
    };
    Some(
        json!({"name": name, "in": "path", "required": true, "description": text, "schema": schema, "example": example}),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_body_of_a_request_has_an_example() {
        let document: Value = serde_json::from_str(&document()).unwrap();
        let operations = document["paths"].as_object().unwrap().values();
        let bodies: BTreeSet<&str> = operations
            .flat_map(|path| path.as_object().unwrap().values())
            .filter_map(|operation| operation.pointer("/requestBody/content")?.as_object())
            .flat_map(Map::values)
            .filter_map(|content| content["schema"]["$ref"].as_str()?.rsplit('/').next())
            .collect();
        assert!(bodies.len() > 20, "{bodies:?}");
        let schemas = &document["components"]["schemas"];
        let silent: Vec<_> =
            bodies.iter().filter(|name| schemas[**name]["example"].is_null()).collect();
        assert!(silent.is_empty(), "add them to examples.json: {silent:?}");
    }
}
