//! pgbench with the statements that the server runs for a list of 50.

use super::Bench;
use anyhow::{Context, bail};
use std::{fs, path::PathBuf, process::Command, time::Duration};
use treasury_plane::{
    db::Context as Scope,
    http::page::Paging,
    work_items::{filter::Filter, list, order::ItemOrder},
};

/// Statements in a file, and how to reach the database.
pub(crate) struct Script {
    /// What it holds.
    pub(crate) name: &'static str,
    pub(crate) budget: &'static str,
    file: PathBuf,
    arguments: Vec<String>,
}

/// The whole transaction as the server runs it, and the list's statement alone in it.
pub(crate) fn scripts(bench: &Bench) -> anyhow::Result<Vec<Script>> {
    let site = &bench.site;
    let order = ItemOrder::parse("-created_at").map_err(|e| anyhow::anyhow!("{e}"))?;
    let paging = Paging { per_page: 50, page: 0 };
    let list = list::page_sql(&Filter::default(), order, paging);
    let list = list.replace("$1", ":project").replace('\n', " ");
    let context = Scope::member(site.user, site.workspace).sql();
    let whole = format!("BEGIN;\n{context};\n{list};\nCOMMIT;\n");
    let address = bench.server.database()?.app;
    let host = address.split("host=").nth(1).and_then(|rest| rest.split('&').next());
    let role = address.strip_prefix("postgres://").and_then(|rest| rest.split('@').next());
    let arguments: Vec<String> = [
        "--host",
        host.context("no socket")?,
        "--username",
        role.context("no role")?,
        "--define",
        &format!("project={}", site.project),
        "--no-vacuum",
        "--protocol=prepared",
    ]
    .map(str::to_owned)
    .to_vec();
    let file = bench.server.data_dir.join("list.sql");
    fs::write(&file, whole)?;
    Ok(vec![Script { name: "same transaction", budget: "≥ 45 %", file, arguments }])
}

/// Transactions a second; `None` without pgbench.
pub(crate) fn run(script: &Script, clients: usize, lasts: Duration) -> anyhow::Result<Option<f64>> {
    let Some(program) = program() else { return Ok(None) };
    let output = Command::new(program)
        .args(&script.arguments)
        .arg(format!("--client={clients}"))
        .arg(format!("--jobs={}", clients.min(2)))
        .arg(format!("--time={}", lasts.as_secs()))
        .arg("--file")
        .arg(&script.file)
        .arg("treasury_plane")
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().find_map(|line| line.strip_prefix("tps = "));
    let Some(number) = line.and_then(|line| line.split(' ').next()) else {
        bail!("pgbench: {}", String::from_utf8_lossy(&output.stderr));
    };
    Ok(Some(number.parse()?))
}

/// Debian keeps it beside the server as well as on the path.
fn program() -> Option<PathBuf> {
    let on_path = std::env::var_os("PATH")?;
    let on_path = std::env::split_paths(&on_path).map(|directory| directory.join("pgbench"));
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let beside = versions.map(|version| version.path().join("bin/pgbench"));
    on_path.chain(beside).find(|path| path.exists())
}
