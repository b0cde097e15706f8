//! `config print`: each key, its value and the layer that set it.

use super::{Config, REDACTED};
use figment::Figment;
use serde_json::Value;

/// One setting as it is printed.
#[derive(Debug)]
pub struct Line {
    /// `http.bind` style.
    pub key: String,
    /// The value as TOML would write it.
    pub value: String,
    /// The layer that set it.
    pub origin: String,
}

/// All settings in the order of their names. Secrets are hidden unless `show_secrets`.
pub fn lines(config: &Config, figment: &Figment, show_secrets: bool) -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    walk("", &serde_json::to_value(config)?, &mut |key, value| {
        let mut text = value.to_string();
        if show_secrets && value.as_str() == Some(REDACTED) {
            text = figment.extract_inner::<String>(key).unwrap_or_default();
            text = Value::String(text).to_string();
        }
        lines.push(Line { key: key.to_owned(), value: text, origin: origin(figment, key, value) });
    });
    Ok(lines)
}

fn origin(figment: &Figment, key: &str, value: &Value) -> String {
    let Some(metadata) = figment.find_metadata(key) else {
        return "default".to_owned();
    };
    // A default left empty and filled in when loading.
    let set = figment.extract_inner::<String>(key).unwrap_or_else(|_| "set".to_owned());
    if metadata.name == "default" && set.is_empty() && value.as_str() != Some("") {
        return "derived".to_owned();
    }
    match metadata.source.as_ref().and_then(|s| s.file_path()) {
        Some(path) => path.display().to_string(),
        None => metadata.name.to_string(),
    }
}

fn walk(prefix: &str, value: &Value, visit: &mut impl FnMut(&str, &Value)) {
    let Value::Object(map) = value else {
        return visit(prefix, value);
    };
    for (key, inner) in map {
        let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        walk(&path, inner, visit);
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, Sources, lines};

    #[test]
    fn origins_are_named_and_secrets_hidden() {
        let sources = Sources {
            data_dir: Some("/data".into()),
            environment: [("TREASURY_PLANE_DATABASE__URL", "postgres://u:secret@h/d")]
                .map(|(k, v)| (k.to_owned(), v.to_owned()))
                .into(),
            ..Sources::default()
        };
        let (config, figment) = Config::load_with_origins(&sources).unwrap();
        let find = |show, key: &str| {
            let lines = lines(&config, &figment, show).unwrap();
            let line = lines.into_iter().find(|l| l.key == key).unwrap();
            (line.value, line.origin)
        };
        let hidden = find(false, "database.url");
        assert_eq!(
            hidden,
            ("\"<redacted>\"".to_owned(), "TREASURY_PLANE_DATABASE__URL".to_owned())
        );
        assert!(find(true, "database.url").0.contains("secret"));
        assert_eq!(find(false, "http.public_url").1, "derived");
        assert_eq!(find(false, "http.bind").1, "default");
        assert_eq!(find(false, "data_dir").1, "--data-dir");
    }
}
