//! Processor time a request, of our process and its PostgreSQL together.

use super::{
    Bench,
    load::{self, Until},
    process,
};
use serde_json::json;
use std::{sync::Arc, time::Duration};

/// Few at a time, so that nothing but the work itself is measured.
const CONNECTIONS: usize = 2;
const LASTS: Duration = Duration::from_secs(4);
/// Items that are created, and changed; enough for the kernel's coarse clock.
const WRITES: usize = 1500;

/// Rows of the budget.
pub(crate) async fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    let site = &bench.site;
    let get = |path: String| vec![site.request("GET", &path, "")];
    let each = |rest: &str| -> Vec<Vec<u8>> {
        let items = site.items.iter();
        items
            .map(|id| site.request("GET", &site.path(&format!("/work-items/{id}{rest}")), ""))
            .collect()
    };
    let search = |text: &str| {
        get(format!("/api/v1/workspaces/bench/work-items/search?search={text}&limit=10"))
    };
    // What a client that knows no snapshot asks for; ours loads the snapshot once.
    let board = site
        .states
        .iter()
        .take(6)
        .map(|state| {
            let query = format!("/work-items?per_page=30&order_by=sort_order&state={state}");
            site.request("GET", &site.path(&query), "")
        })
        .collect::<Vec<_>>();
    let columns = board.len();
    let reads = [
        ("users/me", "≤ 0.3 ms", get("/api/v1/users/me".to_owned()), 1),
        ("list of 50", "≤ 2 ms", get(site.path("/work-items?per_page=50")), 1),
        ("v1 list of 100", "≤ 4 ms", get(site.path("/work-items?per_page=100")), 1),
        ("board, a column of 30 a state", "≤ 5 ms", board, columns),
        ("detail", "≤ 1 ms", each(""), 1),
        ("activities", "", each("/activities"), 1),
        ("search, a word", "≤ 3 ms", search("session"), 1),
        ("search, three letters", "≤ 3 ms", search("log"), 1),
    ];
    let creates = (0..WRITES)
        .map(|n| {
            let body = json!({
                "name": format!("A new item that somebody just thought of, number {n}"),
                "description_html": "<p>With a few words to say what it is <b>about</b>.</p>",
                "priority": "high",
            });
            site.request("POST", &site.path("/work-items"), &body.to_string())
        })
        .collect();
    let states = site.states.iter().cycle();
    let changes = site
        .items
        .iter()
        .cycle()
        .zip(states)
        .take(WRITES)
        .map(|(id, state)| {
            let body = json!({ "state": state }).to_string();
            site.request("PATCH", &site.path(&format!("/work-items/{id}")), &body)
        })
        .collect();
    for (name, budget, requests, parts) in reads {
        one(bench, name, budget, requests, Until::Elapsed(LASTS), parts).await?;
    }
    one(bench, "create", "≤ 3 ms", creates, Until::Done, 1).await?;
    one(bench, "state change", "≤ 2.5 ms", changes, Until::Done, 1).await
}

/// Measures one row; `parts` requests make up what it is about.
async fn one(
    bench: &mut Bench,
    name: &str,
    budget: &str,
    requests: Vec<Vec<u8>>,
    until: Until,
    parts: usize,
) -> anyhow::Result<()> {
    let requests = Arc::new(requests);
    let address = bench.site.address;
    if let Until::Elapsed(_) = until {
        let warm_up = Until::Elapsed(Duration::from_millis(500));
        load::run(address, Arc::clone(&requests), CONNECTIONS, warm_up).await?;
    }
    let before = process::used(bench.server.pid())?;
    let outcome = load::run(address, requests, CONNECTIONS, until).await?;
    let used = process::used(bench.server.pid())?.since(before);
    let each =
        |time: Duration| time.as_secs_f64() * 1000.0 * parts as f64 / outcome.count().max(1) as f64;
    bench.table.row(
        &format!("CPU: {name}"),
        format!("{:.2} ms", each(used.own + used.below)),
        budget,
        format!(
            "ours {:.2} + PostgreSQL {:.2}; {} requests, p50 {}",
            each(used.own),
            each(used.below),
            outcome.count(),
            super::table::ms(outcome.percentile(0.5)),
        ),
    );
    Ok(())
}
