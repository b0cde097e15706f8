//! The import of a table as long as a real project.

use super::{Bench, data, table::ms};
use anyhow::bail;
use std::{ffi::OsString, fs, path::PathBuf, process::Command, time::Instant};

/// Imports into the measured project; leaves it empty when the program cannot import.
pub(crate) async fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    let name = format!("import of {} rows", data::ITEMS);
    let can = Command::new(&bench.binary).args(["import", "csv", "--help"]).output()?;
    if !can.status.success() {
        bench.table.row(&name, "absent", "≤ 30 s", "this binary cannot import");
        return Ok(());
    }
    let file = match std::env::var_os("BENCH_CSV").map(OsString::into_string) {
        Some(Ok(path)) => PathBuf::from(path),
        _ => {
            let file = bench.server.data_dir.join("items.csv");
            fs::write(&file, data::csv())?;
            file
        }
    };
    let begun = Instant::now();
    let output = Command::new(&bench.binary)
        .args(["import", "csv"])
        .arg(&file)
        .args(["--workspace", "bench", "--project", "BENCH"])
        .arg("--data-dir")
        .arg(&bench.server.data_dir)
        .output()?;
    if !output.status.success() {
        bail!("the import failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let elapsed = begun.elapsed();
    data::settle(&mut data::owner(bench).await?).await?;
    bench.site.load_items().await?;
    bench.table.row(&name, ms(elapsed), "≤ 30 s", "beside the running server");
    Ok(())
}
