//! What the kernel knows about a process and its descendants.

use anyhow::Context;
use std::{collections::HashMap, fs, time::Duration};

/// The kernel reports processor time in hundredths of a second, on every architecture.
const TICK: Duration = Duration::from_millis(10);

/// Processor time used so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Used {
    /// By the process itself.
    pub(crate) own: Duration,
    /// By everything below it: its PostgreSQL.
    pub(crate) below: Duration,
}

impl Used {
    /// What was used since `before`.
    pub(crate) fn since(self, before: Self) -> Self {
        Self {
            own: self.own.saturating_sub(before.own),
            below: self.below.saturating_sub(before.below),
        }
    }
}

#[derive(Debug)]
struct Stat {
    parent: u32,
    own: u32,
    /// Of children that have ended and were waited for.
    ended: u32,
}

/// The processor time of `pid` and of all processes below it, also those that have ended.
pub(crate) fn used(pid: u32) -> anyhow::Result<Used> {
    let all = all()?;
    let root = all.get(&pid).context("the server has ended")?;
    let below = all.iter().filter(|(id, _)| **id != pid && is_below(&all, **id, pid));
    let ticks = root.ended + below.map(|(_, stat)| stat.own + stat.ended).sum::<u32>();
    Ok(Used { own: TICK * root.own, below: TICK * ticks })
}

fn is_below(all: &HashMap<u32, Stat>, mut id: u32, ancestor: u32) -> bool {
    while let Some(stat) = all.get(&id) {
        if stat.parent == ancestor {
            return true;
        }
        id = stat.parent;
    }
    false
}

fn all() -> anyhow::Result<HashMap<u32, Stat>> {
    let mut found = HashMap::new();
    for entry in fs::read_dir("/proc")? {
        let Ok(id) = entry?.file_name().to_string_lossy().parse::<u32>() else { continue };
        // A process may end while we look.
        let Ok(text) = fs::read_to_string(format!("/proc/{id}/stat")) else { continue };
        if let Some(stat) = parse(&text) {
            found.insert(id, stat);
        }
    }
    Ok(found)
}

/// The fields after the name, which is in parentheses and may contain anything.
fn parse(text: &str) -> Option<Stat> {
    let (_, rest) = text.rsplit_once(')')?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let number = |at: usize| fields.get(at)?.parse::<u32>().ok();
    Some(Stat {
        parent: number(1)?,
        own: number(11)? + number(12)?,
        ended: number(13)? + number(14)?,
    })
}

/// Resident memory of one process in bytes.
pub(crate) fn resident(pid: u32) -> anyhow::Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kb = line.and_then(|line| line.trim().split(' ').next()).context("no VmRSS")?;
    Ok(kb.parse::<u64>()? * 1024)
}
