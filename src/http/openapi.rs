//! The OpenAPI document, from the code.
//!
//! poem-openapi knows bodies, answers and query parameters. Path parameters and the ways to sign in
//! are extractors of ours, so they are added here, once for all operations.

use serde_json::{Value, json};

/// Operations that need no credentials.
const ANONYMOUS: [&str; 4] =
    ["/auth/", "/api/public/", "/api/v1/instance/setup", "/api/v1/uploads/"];

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
        _ => (
            json!({"type": "string", "format": "uuid"}),
            json!("01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f"),
            "An id.",
        ),
    };
    Some(
        json!({"name": name, "in": "path", "required": true, "description": text, "schema": schema, "example": example}),
    )
}
