//! The layers of settings and the refusal of unknown keys.

use super::{
    faults::{self, Faults},
    secrets::{self, Documents},
};
use crate::fault::{Fault, OrFileFault};
use anyhow::Context;
use figment::{
    Figment, Metadata, Profile, Provider,
    providers::{Data, Format, Toml},
    value::{Dict, Map, Value},
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

const DEFAULTS: &str = include_str!("defaults.toml");
const PREFIX: &str = "TREASURY_PLANE_";
/// Where packages and `install` put the settings.
const SYSTEM_FILE: &str = "/etc/treasury-plane/treasury-plane.toml";
/// The port that a platform chooses: Elastic Beanstalk and others like it.
const PLATFORM_PORT: &str = "PORT";
/// Variables of the test suite, which share the prefix but are no settings.
const TEST_PREFIX: &str = "TREASURY_PLANE_TEST_";

/// Everything that settings are read from.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The file given on the command line; it must exist.
    pub file: Option<PathBuf>,
    /// The data directory given on the command line.
    pub data_dir: Option<PathBuf>,
    /// Where to look for `treasury-plane.toml` when no file is given.
    pub working_dir: Option<PathBuf>,
    /// The file to read when there is none there and none in the data directory.
    pub system_file: Option<PathBuf>,
    /// The environment.
    pub environment: BTreeMap<String, String>,
    /// Whether the process runs as root, which decides the default data directory.
    pub is_root: bool,
    /// What was read from Secrets Manager, if anything was.
    pub secrets: Documents,
}

impl Sources {
    /// The sources of this process.
    pub fn of_process(file: Option<PathBuf>, data_dir: Option<PathBuf>) -> Self {
        Self {
            file,
            data_dir,
            working_dir: std::env::current_dir().ok(),
            system_file: Some(SYSTEM_FILE.into()),
            environment: std::env::vars_os()
                .filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?)))
                .collect(),
            is_root: rustix::process::geteuid().is_root(),
            secrets: Documents::new(),
        }
    }

    /// Whether the environment asks for JSON: for what is told before the settings are known.
    pub fn asks_for_json(&self) -> bool {
        let format = self.environment.get("TREASURY_PLANE_LOG__FORMAT");
        format.is_some_and(|format| format == "json")
    }

    /// Where state lives when nothing says otherwise.
    pub(super) fn default_data_dir(&self) -> anyhow::Result<PathBuf> {
        let variable = |name: &str| self.environment.get(name).filter(|v| !v.is_empty());
        if self.is_root {
            return Ok("/var/lib/treasury-plane".into());
        }
        if let Some(data) = variable("XDG_DATA_HOME") {
            return Ok(Path::new(data).join("treasury-plane"));
        }
        let home = variable("HOME").context("data_dir: set it, as there is no HOME")?;
        Ok(Path::new(home).join(".local/share/treasury-plane"))
    }

    /// The file to read: the given one, else one in the working directory, else one in the data
    /// directory, else the one of the system.
    fn config_file(&self) -> Option<PathBuf> {
        if let Some(file) = &self.file {
            return Some(file.clone());
        }
        let data_dir = self
            .data_dir
            .clone()
            .or_else(|| self.environment.get("TREASURY_PLANE_DATA_DIR").map(PathBuf::from))
            .or_else(|| self.default_data_dir().ok());
        [self.working_dir.clone(), data_dir]
            .into_iter()
            .flatten()
            .map(|directory| directory.join("treasury-plane.toml"))
            .chain(self.system_file.clone())
            .find(|file| file.is_file())
    }
}

/// Merges all layers after checking their keys. All that is wrong goes to `faults`; what is left
/// then is worth nothing.
pub(super) fn figment(sources: &Sources, faults: &mut Faults) -> anyhow::Result<Figment> {
    let known = known_keys()?;
    let mut figment = Figment::from(Layer::defaults()?);
    if let Some(layer) = platform_port(&sources.environment, &known)? {
        figment = figment.merge(layer);
    }
    if let Some(file) = sources.config_file() {
        match read_file(&file, &known, faults) {
            Ok(toml) => figment = figment.merge(toml),
            Err(error) => faults.add(error),
        }
    }
    for layer in environment_layers(&sources.environment, &known, faults)? {
        figment = figment.merge(layer);
    }
    figment = secrets::merge(figment, &sources.secrets)
        .map_err(|error| Fault::SecretMalformed.unless_coded(error))?;
    if let Some(data_dir) = &sources.data_dir {
        let value = Value::from(data_dir.display().to_string());
        figment = figment.merge(Layer::single("--data-dir", "data_dir", value));
    }
    Ok(figment)
}

/// The layer of a file; unknown keys go to `faults`.
fn read_file(
    file: &Path,
    known: &BTreeMap<String, Value>,
    faults: &mut Faults,
) -> anyhow::Result<Data<Toml>> {
    read_text(file, || format!("cannot read the settings file {}", file.display()))?;
    let toml = Toml::file_exact(file);
    let mut found = BTreeMap::new();
    for dict in toml.data().map_err(|error| faults::of_syntax(&error, file))?.values() {
        flatten("", dict, &mut found);
    }
    for key in found.keys() {
        if !known.contains_key(key) && !known.keys().any(|k| is_below(k, key)) {
            let hint = hint(key, known.keys());
            let sentence = format!("{}: unknown key \"{key}\"{hint}", file.display());
            faults.add(Fault::ConfigUnknownKey.because(sentence));
        }
    }
    Ok(toml)
}

fn read_text(file: &Path, doing: impl FnOnce() -> String) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(file);
    let fault = match &text {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Fault::ConfigMissing,
        _ => Fault::ConfigUnreadable,
    };
    text.or_file_fault(fault, doing)
}

/// Every key with its default, `http.tls.cert_file` style.
pub(super) fn known_keys() -> anyhow::Result<BTreeMap<String, Value>> {
    let mut keys = BTreeMap::new();
    flatten("", &Layer::defaults()?.values, &mut keys);
    Ok(keys)
}

/// `PORT` changes the default port of the listener; whatever names `http.bind` wins.
fn platform_port(
    environment: &BTreeMap<String, String>,
    known: &BTreeMap<String, Value>,
) -> anyhow::Result<Option<Layer>> {
    const KEY: &str = "http.bind";
    let Some(port) = environment.get(PLATFORM_PORT).filter(|port| !port.is_empty()) else {
        return Ok(None);
    };
    let default = known.get(KEY).and_then(Value::as_str).context("http.bind has no default")?;
    let address = default.rsplit_once(':').map_or(default, |(address, _)| address);
    let value = Value::from(format!("{address}:{port}"));
    Ok(Some(Layer::single(PLATFORM_PORT, KEY, value)))
}

fn environment_layers(
    environment: &BTreeMap<String, String>,
    known: &BTreeMap<String, Value>,
    faults: &mut Faults,
) -> anyhow::Result<Vec<Layer>> {
    let mut layers = Vec::new();
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (name, raw) in environment {
        if !name.starts_with(PREFIX) || name.starts_with(TEST_PREFIX) {
            continue;
        }
        let read = variable(name, raw, known);
        let Some((key, text)) = faults.keep(read) else { continue };
        if let Some(other) = seen.insert(key.clone(), name) {
            let sentence = format!("environment: {other} and {name} are both set; keep one");
            faults.add(Fault::ConfigConflict.because(sentence));
            continue;
        }
        let default = known.get(&key).context("known key")?;
        if let Some(value) = faults.keep(typed(name, &text, default)) {
            layers.push(Layer::single(name, &key, value));
        }
    }
    Ok(layers)
}

/// The key that a variable sets, and to what: its text, or that of the file it names.
fn variable(
    name: &str,
    raw: &str,
    known: &BTreeMap<String, Value>,
) -> anyhow::Result<(String, String)> {
    let rest = name.strip_prefix(PREFIX).unwrap_or(name);
    let full = rest.to_ascii_lowercase().replace("__", ".");
    if known.contains_key(&full) {
        return Ok((full, raw.to_owned()));
    }
    let Some(base) = full.strip_suffix("_file").filter(|base| known.contains_key(*base)) else {
        let hint = nearest(&full, known.keys())
            .map(|k| format!("; did you mean {PREFIX}{}?", k.replace('.', "__").to_uppercase()));
        let sentence = format!("environment: unknown variable {name}{}", hint.unwrap_or_default());
        return Err(Fault::ConfigUnknownKey.because(sentence));
    };
    let text = read_text(Path::new(raw), || format!("{name}: cannot read {raw}"))?;
    Ok((base.to_owned(), text.trim_end_matches(['\r', '\n']).to_owned()))
}

/// The text as a value of the default's type.
fn typed(name: &str, text: &str, default: &Value) -> anyhow::Result<Value> {
    let wrong = |what: &str| Err(Fault::ConfigInvalid.because(format!("{name}: must be {what}")));
    Ok(match default {
        Value::Bool(..) => match text {
            "true" | "1" => Value::from(true),
            "false" | "0" => Value::from(false),
            _ => return wrong("true or false"),
        },
        Value::Num(..) => match text.trim().parse::<u64>() {
            Ok(number) => Value::from(number),
            Err(_) => return wrong("a whole number"),
        },
        Value::Array(..) => {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            Value::from(parts.map(Value::from).collect::<Vec<_>>())
        }
        _ => Value::from(text),
    })
}

pub(super) fn flatten(prefix: &str, dict: &Dict, into: &mut BTreeMap<String, Value>) {
    for (key, value) in dict {
        let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            Value::Dict(_, inner) if !inner.is_empty() => flatten(&path, inner, into),
            _ => {
                into.insert(path, value.clone());
            }
        }
    }
}

pub(super) fn is_below(key: &str, parent: &str) -> bool {
    key.strip_prefix(parent).is_some_and(|rest| rest.starts_with('.'))
}

pub(super) fn hint<'a>(key: &str, known: impl Iterator<Item = &'a String>) -> String {
    nearest(key, known).map(|k| format!("; did you mean \"{k}\"?")).unwrap_or_default()
}

/// The known key most like `key`, when it is alike enough to be worth a hint.
fn nearest<'a>(key: &str, known: impl Iterator<Item = &'a String>) -> Option<&'a str> {
    known
        .map(|candidate| (strsim::jaro_winkler(key, candidate), candidate.as_str()))
        .filter(|(likeness, _)| *likeness > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// One layer with a name of its own, so that the origin of each value can be told.
pub(super) struct Layer {
    origin: String,
    values: Dict,
}

impl Layer {
    fn defaults() -> anyhow::Result<Self> {
        let mut data = Toml::string(DEFAULTS).data()?;
        let values = data.remove(&Profile::Default).context("defaults.toml is empty")?;
        Ok(Self { origin: "default".to_owned(), values })
    }

    fn single(origin: &str, key: &str, value: Value) -> Self {
        let mut values = Dict::new();
        nest(&mut values, key, value);
        Self { origin: origin.to_owned(), values }
    }

    pub(super) fn new(origin: String, values: Dict) -> Self {
        Self { origin, values }
    }
}

/// Puts a value where its key leads, beside what is there. An object is merged into one of the same
/// key; anything else replaces what was there.
pub(super) fn nest(into: &mut Dict, key: &str, value: Value) {
    let Some((first, rest)) = key.split_once('.') else {
        return match (into.get_mut(key), value) {
            (Some(Value::Dict(_, there)), Value::Dict(_, new)) => {
                new.into_iter().for_each(|(key, value)| nest(there, &key, value));
            }
            (_, value) => drop(into.insert(key.to_owned(), value)),
        };
    };
    let inner = into.entry(first.to_owned()).or_insert_with(|| Value::from(Dict::new()));
    match inner {
        Value::Dict(_, inner) => nest(inner, rest, value),
        other => {
            let mut inner = Dict::new();
            nest(&mut inner, rest, value);
            *other = Value::from(inner);
        }
    }
}

impl Provider for Layer {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.origin.clone())
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Ok(Map::from([(Profile::Default, self.values.clone())]))
    }
}

#[cfg(test)]
mod tests {
    use super::Sources;
    use crate::config::Config;
    use std::path::PathBuf;

    fn sources(variables: &[(&str, &str)]) -> Sources {
        Sources {
            data_dir: Some(PathBuf::from("/data")),
            environment: variables
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
                .collect(),
            ..Sources::default()
        }
    }

    fn file(directory: &tempfile::TempDir, text: &str) -> PathBuf {
        let path = directory.path().join("c.toml");
        std::fs::write(&path, text).unwrap();
        path
    }

    fn message(sources: &Sources) -> String {
        format!("{:#}", Config::load(sources).unwrap_err())
    }

    #[test]
    fn defaults_are_complete_and_valid() {
        let config = Config::load(&sources(&[])).unwrap();
        assert_eq!(config.http.bind.to_string(), "127.0.0.1:8080");
        assert_eq!(config.http.public_url, "http://127.0.0.1:8080");
        assert_eq!(config.files.directory, PathBuf::from("/data/files"));
    }

    #[test]
    fn environment_wins_over_the_file() {
        let directory = tempfile::tempdir().unwrap();
        let mut s = sources(&[("TREASURY_PLANE_HTTP__BIND", "127.0.0.1:2")]);
        s.file = Some(file(
            &directory,
            "[http]\nbind = \"127.0.0.1:1\"\ntrusted_proxies = [\"10.0.0.0/8\", \"::1\"]",
        ));
        let config = Config::load(&s).unwrap();
        assert_eq!(config.http.bind.port(), 2);
        assert_eq!(config.http.trusted_proxies.len(), 2);
    }

    #[test]
    fn the_platforms_port_is_only_a_default() {
        let mut s = sources(&[("PORT", "5000")]);
        assert_eq!(Config::load(&s).unwrap().http.bind.to_string(), "127.0.0.1:5000");
        let directory = tempfile::tempdir().unwrap();
        s.file = Some(file(&directory, "[http]\nbind = \"127.0.0.1:1\""));
        assert_eq!(Config::load(&s).unwrap().http.bind.port(), 1);
        let text = message(&sources(&[("PORT", "tcp://10.0.0.1:80")]));
        assert!(text.contains("PORT") && text.contains("bind"), "{text}");
    }

    #[test]
    fn the_systems_file_comes_last() {
        let (system, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut s = sources(&[]);
        s.data_dir = Some(data.path().to_owned());
        s.system_file = Some(file(&system, "[http]\nbind = \"127.0.0.1:1\""));
        assert_eq!(Config::load(&s).unwrap().http.bind.port(), 1);
        std::fs::write(data.path().join("treasury-plane.toml"), "[http]\nbind = \"127.0.0.1:2\"")
            .unwrap();
        assert_eq!(Config::load(&s).unwrap().http.bind.port(), 2);
    }

    #[test]
    fn unknown_keys_are_refused_with_a_hint() {
        let directory = tempfile::tempdir().unwrap();
        let mut s = sources(&[]);
        s.file = Some(file(&directory, "[htpp]\nbind = \"127.0.0.1:1\""));
        assert!(message(&s).contains("unknown key \"htpp.bind\"; did you mean \"http.bind\"?"));
        let text = message(&sources(&[("TREASURY_PLANE_HTTP__BINDS", "x")]));
        assert!(text.contains("did you mean TREASURY_PLANE_HTTP__BIND?"), "{text}");
    }

    #[test]
    fn test_variables_are_no_settings() {
        assert!(Config::load(&sources(&[("TREASURY_PLANE_TEST_PG", "x")])).is_ok());
    }

    #[test]
    fn values_come_from_files_but_not_twice() {
        let directory = tempfile::tempdir().unwrap();
        let secret = file(&directory, "postgres://u:1@h/d\n");
        let path = secret.to_str().unwrap();
        let config =
            Config::load(&sources(&[("TREASURY_PLANE_DATABASE__URL_FILE", path)])).unwrap();
        assert_eq!(config.database.url.expose(), "postgres://u:1@h/d");
        let both = sources(&[
            ("TREASURY_PLANE_DATABASE__URL", "postgres://x"),
            ("TREASURY_PLANE_DATABASE__URL_FILE", path),
        ]);
        assert!(message(&both).contains("are both set"));
    }

    #[test]
    fn wrong_values_name_their_key() {
        let text = message(&sources(&[("TREASURY_PLANE_HTTP__BIND", "nowhere")]));
        assert!(text.contains("bind"), "{text}");
        let text = message(&sources(&[("TREASURY_PLANE_AUTH__PASSWORD", "maybe")]));
        assert!(text.contains("TREASURY_PLANE_AUTH__PASSWORD"), "{text}");
        let text = message(&sources(&[("TREASURY_PLANE_HTTP__TLS__CERT_FILE", "/a.pem")]));
        assert!(text.contains("both cert_file and key_file"), "{text}");
    }
}
