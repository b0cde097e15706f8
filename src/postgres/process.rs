//! The server as our child: start, readiness, orphans of an earlier life, stop.

use super::{
    Addresses, Settings,
    cluster::{self, Cluster},
    complaint,
};
use anyhow::{Context, bail};
use rustix::process::{
    Pid, Signal, getpid, getppid, kill_process, set_parent_process_death_signal,
};
use std::{
    fs::{self, File},
    os::unix::process::CommandExt,
    path::Path,
    process::{Command, ExitStatus},
    time::{Duration, Instant},
};
use tokio::sync::watch;

/// Recovery after a crash replays the log since the last checkpoint, which takes a while.
const START_TIMEOUT: Duration = Duration::from_secs(120);
const STOP_TIMEOUT: Duration = Duration::from_secs(20);
const LOG_MAX_BYTES: u64 = 10 * 1024 * 1024;

/// A running server. Dropping it asks the server to stop without waiting; [`Running::stop`] waits.
#[derive(Debug)]
pub struct Running {
    /// Where it is reached.
    pub addresses: Addresses,
    pid: Pid,
    exit: watch::Receiver<Option<ExitStatus>>,
    /// Held until the server has stopped.
    _lock: File,
}

/// Starts the server and waits until it accepts connections.
pub(super) async fn launch(
    settings: &Settings,
    bin_dir: &Path,
    cluster: &Cluster,
    lock: File,
) -> anyhow::Result<Running> {
    let begun = Instant::now();
    clear_earlier_run(cluster).await?;
    let log = settings.root.join("postgres.log");
    let earlier = fs::metadata(&log).map_or(0, |found| found.len());
    let (pid, exit) = spawn(server_command(settings, bin_dir, cluster, &log)?).await?;
    let addresses = Addresses::of_socket(&cluster.socket);
    let mut running = Running { addresses, pid, exit, _lock: lock };
    // Line 8 of the file is the server's own word about its state.
    let status_file = cluster.data.join("postmaster.pid");
    let pid_text = pid.as_raw_nonzero().to_string();
    loop {
        let status = fs::read_to_string(&status_file).unwrap_or_default();
        let mut lines = status.lines();
        if lines.next() == Some(&pid_text) && lines.nth(6).is_some_and(|l| l.trim() == "ready") {
            break;
        }
        if running.exit.borrow_and_update().is_some() || begun.elapsed() > START_TIMEOUT {
            return Err(did_not_start(&log, earlier));
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let elapsed_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(pid = pid.as_raw_nonzero().get(), elapsed_ms, "private PostgreSQL is ready");
    Ok(running)
}

fn server_command(
    settings: &Settings,
    bin_dir: &Path,
    cluster: &Cluster,
    log: &Path,
) -> anyhow::Result<Command> {
    if fs::metadata(log).is_ok_and(|found| found.len() > LOG_MAX_BYTES) {
        fs::rename(log, log.with_extension("log.1"))?;
    }
    let log = File::options().create(true).append(true).open(log).context("postgres.log")?;
    let mut command = cluster::command(bin_dir.join("postgres"), &settings.root, cluster.user);
    command.arg("-D").arg(&cluster.data).stdout(log.try_clone()?).stderr(log);
    let mut options = vec![
        "listen_addresses=".to_owned(),
        format!("unix_socket_directories={}", cluster.socket.display()),
        "unix_socket_permissions=0700".to_owned(),
        "ssl=off".to_owned(),
        "log_destination=stderr".to_owned(),
        "logging_collector=off".to_owned(),
        // Hardened units refuse memory that is written and then run; our queries are too short anyway.
        "jit=off".to_owned(),
        format!("shared_buffers={}", settings.shared_buffers),
        format!("max_connections={}", settings.max_connections),
    ];
    if settings.fast {
        for option in ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] {
            options.push(option.to_owned());
        }
    }
    for option in options {
        command.arg("-c").arg(option);
    }
    // Ctrl-C in a terminal goes to the whole process group; the server stops when we say so.
    command.process_group(0);
    stop_when_we_die(&mut command);
    Ok(command)
}

/// Has the kernel send a fast-shutdown signal to the server when we die, however we die.
#[expect(unsafe_code, reason = "the only way to run code between fork and exec")]
fn stop_when_we_die(command: &mut Command) {
    let parent = getpid();
    // Runs after the change of user, which would clear the setting.
    let in_child = move || {
        set_parent_process_death_signal(Some(Signal::INT))?;
        if getppid() != Some(parent) {
            return Err(std::io::Error::from(std::io::ErrorKind::Interrupted));
        }
        Ok(())
    };
    // SAFETY: the closure makes two system calls and allocates nothing, so it may run in the
    // child of a process with several threads.
    unsafe {
        command.pre_exec(in_child);
    }
}

/// Spawns from a thread that lives as long as the child: the kernel's death signal is sent when
/// the *thread* that forked ends, and a thread of a pool may end at any time.
async fn spawn(mut command: Command) -> anyhow::Result<(Pid, watch::Receiver<Option<ExitStatus>>)> {
    let (pid_sender, pid) = tokio::sync::oneshot::channel();
    let (exit_sender, exit) = watch::channel(None);
    std::thread::Builder::new().name("postgres".to_owned()).spawn(move || {
        match command.spawn() {
            Ok(mut child) => {
                let _ = pid_sender.send(Ok(Pid::from_child(&child)));
                let status = child.wait().unwrap_or_default();
                let _ = exit_sender.send(Some(status));
            }
            Err(error) => {
                let _ = pid_sender.send(Err(error));
            }
        }
    })?;
    let pid = pid.await.context("the thread of the private PostgreSQL ended")?;
    Ok((pid.context("starting the private PostgreSQL")?, exit))
}

/// Deals with what an earlier life left: a server that still runs in this directory is stopped,
/// stale lock files are removed. Another process may have the recorded number by now, so the
/// number alone proves nothing.
async fn clear_earlier_run(cluster: &Cluster) -> anyhow::Result<()> {
    let socket_lock = cluster.socket.join(".s.PGSQL.5432.lock");
    for file in [cluster.data.join("postmaster.pid"), socket_lock] {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let number = text.lines().next().and_then(|line| line.trim().parse().ok());
        match number.and_then(Pid::from_raw).filter(|pid| is_our_server(*pid, &cluster.data)) {
            Some(pid) => stop_orphan(pid, &cluster.data).await?,
            None => {
                tracing::info!(file = %file.display(), "removing the lock of an earlier run");
                fs::remove_file(&file).context("removing the lock of an earlier run")?;
            }
        }
    }
    Ok(())
}

async fn stop_orphan(pid: Pid, data: &Path) -> anyhow::Result<()> {
    tracing::warn!(pid = pid.as_raw_nonzero().get(), "stopping a server left by an earlier run");
    let _ = kill_process(pid, Signal::INT);
    let begun = Instant::now();
    while is_our_server(pid, data) {
        if begun.elapsed() > 2 * STOP_TIMEOUT {
            bail!("a PostgreSQL of an earlier run (process {pid:?}) does not stop");
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

fn is_our_server(pid: Pid, data: &Path) -> bool {
    let of_process = |name: &str| {
        fs::read_link(format!("/proc/{}/{name}", pid.as_raw_nonzero())).unwrap_or_default()
    };
    of_process("cwd") == data
        && of_process("exe")
            .file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with("postgres"))
}

/// `earlier`: how long the log was before.
fn did_not_start(log: &Path, earlier: u64) -> anyhow::Error {
    let text = fs::read(log).unwrap_or_default();
    let earlier = usize::try_from(earlier).unwrap_or_default();
    let new = text.get(earlier..).unwrap_or(&text);
    let (fault, words) = complaint::of(&String::from_utf8_lossy(new));
    let file = log.display();
    fault.because(format!("the private PostgreSQL does not start: {words}; its log is {file}"))
}

impl Running {
    /// Stops the server: open transactions are rolled back, data is written out.
    pub async fn stop(mut self) {
        let _ = kill_process(self.pid, Signal::INT);
        if tokio::time::timeout(STOP_TIMEOUT, self.exited()).await.is_err() {
            tracing::warn!("the private PostgreSQL is slow to stop; stopping it at once");
            let _ = kill_process(self.pid, Signal::QUIT);
            self.exited().await;
        }
        tracing::info!("private PostgreSQL stopped");
    }

    /// Waits until the server has ended by itself, which it should not.
    pub async fn exited(&mut self) -> ExitStatus {
        match self.exit.wait_for(Option::is_some).await {
            Ok(status) => status.unwrap_or_default(),
            // The thread that waits for the server is gone, so the server is.
            Err(_) => ExitStatus::default(),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.exit.borrow().is_none() {
            let _ = kill_process(self.pid, Signal::INT);
        }
    }
}
