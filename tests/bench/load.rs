//! Requests per second and their times, beside pgbench running the same statements.
//!
//! The generator writes prepared bytes and looks only for the length of the answer: it shares the
//! processors with the server, as pgbench does, and should take as little of them.

use super::{
    Bench,
    pgbench::{self, Script},
    table::ms,
};
use anyhow::{Context, bail};
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
};

const CONNECTIONS: [usize; 3] = [1, 16, 64];
const LASTS: Duration = Duration::from_secs(5);

/// What a run showed.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The times of all requests, in order of length.
    times: Vec<Duration>,
    elapsed: Duration,
}

impl Outcome {
    /// Requests a second.
    pub(crate) fn per_second(&self) -> f64 {
        self.times.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// The time within which this share of the requests was answered.
    pub(crate) fn percentile(&self, share: f64) -> Duration {
        percentile(&self.times, share)
    }

    /// How many requests were answered.
    pub(crate) fn count(&self) -> usize {
        self.times.len()
    }
}

/// The value below which this share of the sorted values lies.
pub(crate) fn percentile(sorted: &[Duration], share: f64) -> Duration {
    let at = (sorted.len() as f64 * share) as usize;
    sorted.get(at.min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}

/// When a run ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Until {
    /// After this time; the requests are sent again and again.
    Elapsed(Duration),
    /// When each request was sent once.
    Done,
}

/// Sends `requests` over `connections`. Any answer but a 2xx ends the run.
pub(crate) async fn run(
    address: SocketAddr,
    requests: Arc<Vec<Vec<u8>>>,
    connections: usize,
    until: Until,
) -> anyhow::Result<Outcome> {
    let next = Arc::new(AtomicUsize::new(0));
    let mut tasks = JoinSet::new();
    let begun = Instant::now();
    for _ in 0..connections {
        let (requests, next) = (Arc::clone(&requests), Arc::clone(&next));
        tasks.spawn(async move {
            let mut connection = Connection::open(address).await?;
            let mut times = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let over = match until {
                    Until::Elapsed(limit) => begun.elapsed() >= limit,
                    Until::Done => at >= requests.len(),
                };
                if over {
                    return anyhow::Ok(times);
                }
                let request = requests.get(at % requests.len()).context("no request")?;
                let sent = Instant::now();
                connection.exchange(request).await?;
                times.push(sent.elapsed());
            }
        });
    }
    let mut times = Vec::new();
    while let Some(outcome) = tasks.join_next().await {
        times.extend(outcome??);
    }
    let elapsed = begun.elapsed();
    times.sort_unstable();
    Ok(Outcome { times, elapsed })
}

/// A connection that understands no more of HTTP than the length of an answer.
struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(256 * 1024) })
    }

    async fn exchange(&mut self, request: &[u8]) -> anyhow::Result<()> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let mut wanted = None;
        while wanted.is_none_or(|wanted| self.buffer.len() < wanted) {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                bail!("the server closed the connection");
            }
            wanted = wanted.or(whole_length(&self.buffer)?);
        }
        Ok(())
    }
}

/// Length of the answer with its head, once the head is complete.
fn whole_length(buffer: &[u8]) -> anyhow::Result<Option<usize>> {
    let Some(end) = buffer.windows(4).position(|bytes| bytes == b"\r\n\r\n") else {
        return Ok(None);
    };
    let (head, _) = buffer.split_at(end);
    let head = std::str::from_utf8(head)?.to_ascii_lowercase();
    if head.split(' ').nth(1).is_none_or(|status| !status.starts_with('2')) {
        bail!("the server answered {}", String::from_utf8_lossy(buffer));
    }
    let length = head.split("\r\n").find_map(|line| line.strip_prefix("content-length:"));
    let length: usize = length.context("an answer without a length")?.trim().parse()?;
    Ok(Some(end + 4 + length))
}

/// The list of 50 under load.
pub(crate) async fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    let path = bench.site.path("/work-items?per_page=50");
    let requests = Arc::new(vec![bench.site.request("GET", &path, "")]);
    let address = bench.site.address;
    run(address, Arc::clone(&requests), 4, Until::Elapsed(Duration::from_secs(1))).await?;
    let scripts = pgbench::scripts(bench)?;
    for connections in CONNECTIONS {
        let requests = Arc::clone(&requests);
        let ours = run(address, requests, connections, Until::Elapsed(LASTS)).await?;
        let (p50, p99) = (ours.percentile(0.5), ours.percentile(0.99));
        let spread = p99.as_secs_f64() / p50.as_secs_f64();
        let budget = if connections == 64 { "p99 ≤ 10 × p50" } else { "" };
        bench.table.row(
            &format!("list of 50, {connections} connections"),
            format!("{:.0}/s", ours.per_second()),
            budget,
            format!("p50 {}, p99 {} = {spread:.1} × p50", ms(p50), ms(p99)),
        );
        for script in &scripts {
            compare(bench, script, connections, ours.per_second())?;
        }
    }
    Ok(())
}

fn compare(bench: &mut Bench, script: &Script, clients: usize, ours: f64) -> anyhow::Result<()> {
    let name = format!("  pgbench, {}, {clients} clients", script.name);
    match pgbench::run(script, clients, LASTS)? {
        Some(theirs) => bench.table.row(
            &name,
            format!("{:.0} %", ours / theirs * 100.0),
            script.budget,
            format!("our requests/s of pgbench's {theirs:.0}/s"),
        ),
        None => bench.table.row(&name, "absent", script.budget, "pgbench is not installed"),
    }
    Ok(())
}
