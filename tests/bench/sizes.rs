//! The list of 50 in projects of very different size: it should take the same time in all.

use super::{
    Bench, data,
    load::{self, Until},
    site::Site,
    table::ms,
};
use std::{sync::Arc, time::Duration};

const LASTS: Duration = Duration::from_secs(3);

/// One connection, so that the time is the request's own.
pub(crate) async fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    let mut sizes = vec![(1_000, "1 k", "K"), (100_000, "100 k", "HK")];
    if std::env::var_os("BENCH_MILLION").is_some() {
        sizes.push((1_000_000, "1 M", "M"));
    }
    let mut connection = data::owner(bench).await?;
    let mut smallest = None;
    for (count, name, key) in sizes {
        let project = bench.site.create_project(&format!("{name} items"), key).await?;
        data::fill(&mut connection, &bench.site, project, count).await?;
        data::settle(&mut connection).await?;
        let path = Site::path_in(project, "/work-items?per_page=50");
        let requests = Arc::new(vec![bench.site.request("GET", &path, "")]);
        let address = bench.site.address;
        let warm_up = Until::Elapsed(Duration::from_millis(500));
        load::run(address, Arc::clone(&requests), 1, warm_up).await?;
        let outcome = load::run(address, requests, 1, Until::Elapsed(LASTS)).await?;
        let time = outcome.percentile(0.5);
        let base = *smallest.get_or_insert(time);
        let ratio = time.as_secs_f64() / base.as_secs_f64();
        bench.table.row(
            &format!("list of 50 among {name} items"),
            ms(time),
            "≤ 1.2 ×",
            format!("{ratio:.2} × the time among 1 k; p99 {}", ms(outcome.percentile(0.99))),
        );
    }
    Ok(())
}
