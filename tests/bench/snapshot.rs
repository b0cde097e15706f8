//! The snapshot of the measured project: time, bytes, and bytes on the wire.

use super::{
    Bench,
    client::Client,
    load::percentile,
    process,
    table::{kb, ms},
};
use std::time::Instant;

const TIMES: usize = 20;

/// Plain, gzip and brotli.
pub(crate) async fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    let path = bench.site.path("/snapshot");
    for (coding, time_budget, size_budget) in
        [("identity", "≤ 150 ms", ""), ("gzip", "", "≤ 600 KB"), ("br", "", "≤ 600 KB")]
    {
        let mut client = Client::connect(bench.site.address).await?;
        let headers = [("x-api-key", bench.site.token.as_str()), ("accept-encoding", coding)];
        let mut times = Vec::new();
        let mut bytes = 0;
        client.get(&path, &headers).await?;
        let before = process::used(bench.server.pid())?;
        for _ in 0..TIMES {
            let begun = Instant::now();
            let answer = client.get(&path, &headers).await?;
            times.push(begun.elapsed());
            anyhow::ensure!(answer.status == 200, "the snapshot answered {}", answer.status);
            let sent = answer
                .headers
                .get("content-encoding")
                .map_or("identity", |value| value.to_str().unwrap_or("?"));
            anyhow::ensure!(sent == coding, "asked for {coding}, got {sent}");
            bytes = answer.body.len() as u64;
        }
        let used = process::used(bench.server.pid())?.since(before);
        times.sort_unstable();
        let each = |time: std::time::Duration| ms(time / TIMES as u32);
        let note = format!("CPU: ours {} + PostgreSQL {}", each(used.own), each(used.below));
        let name = format!("snapshot, {coding}");
        bench.table.row(&name, ms(percentile(&times, 0.5)), time_budget, note);
        bench.table.row(&format!("  bytes, {coding}"), kb(bytes), size_budget, "");
    }
    Ok(())
}
