//! Sizes: what a browser loads at the first visit, and the binary.

use super::{Bench, table::kb};
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path};

const APPS: [(&str, &str); 3] = [("web", "≤ 220 KB"), ("admin", "≤ 190 KB"), ("space", "≤ 170 KB")];

/// Scripts of the three apps and the program itself.
pub(crate) fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    let frontend = Path::new(env!("CARGO_MANIFEST_DIR")).join("frontend");
    for (app, budget) in APPS {
        let name = format!("first visit, {app}");
        match first_visit(&frontend, app) {
            Some(bytes) => {
                bench.table.row(&name, kb(bytes), budget, "scripts, gzip");
            }
            None => bench.table.row(&name, "absent", budget, "not built"),
        }
    }
    let size = fs::metadata(&bench.binary)?.len();
    let bundle =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/postgres/dist/postgres.tar.zst");
    let bundle = fs::metadata(bundle).map_or(0, |data| data.len());
    bench.table.row("binary", kb(size), "", "");
    if cfg!(feature = "bundle") {
        let without = kb(size.saturating_sub(bundle));
        bench.table.row("binary without PostgreSQL", without, "≤ 60 MB", "the bundle subtracted");
    }
    Ok(())
}

/// The entry and everything that it imports before anything is shown.
fn first_visit(frontend: &Path, app: &str) -> Option<u64> {
    let manifest = fs::read(frontend.join(".manifests").join(format!("{app}.json"))).ok()?;
    let manifest: Value = serde_json::from_slice(&manifest).ok()?;
    let entry = manifest.as_object()?.iter().find(|(_, chunk)| is_entry(chunk))?.0;
    let mut seen = BTreeSet::new();
    let mut open = vec![entry.as_str()];
    let mut bytes = 0;
    while let Some(key) = open.pop() {
        if !seen.insert(key) {
            continue;
        }
        let chunk = manifest.get(key)?;
        let file = chunk.get("file")?.as_str()?;
        let dist = frontend.join(app).join("dist");
        // Small ones are not worth compressing.
        let compressed = fs::metadata(dist.join(format!("{file}.gz")));
        bytes += compressed.or_else(|_| fs::metadata(dist.join(file))).ok()?.len();
        open.extend(
            chunk
                .get("imports")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(Value::as_str),
        );
    }
    Some(bytes)
}

fn is_entry(chunk: &Value) -> bool {
    chunk.get("isEntry").and_then(Value::as_bool).unwrap_or_default()
}
