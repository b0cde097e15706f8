//! What each new connection goes through before it is used.

use super::sockets;
use sqlx::{PgConnection, Row};

/// Takes the role under which requests run; migrations create it.
const TAKE_RUNTIME_ROLE: &str = "SET ROLE treasury_plane_app; SELECT pg_is_in_recovery()";

/// What a server is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Everything.
    Writer,
    /// Heavy reads.
    Reader,
}

impl Side {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Writer => "writer",
            Self::Reader => "reader",
        }
    }
}

/// Takes the runtime role, whoever logged in. A server in recovery is refused as the writer: it was
/// demoted, or the cluster's name still points at it.
pub(super) async fn admit(connection: &mut PgConnection, side: Side) -> sqlx::Result<()> {
    let row = sqlx::raw_sql(TAKE_RUNTIME_ROLE).fetch_one(connection).await?;
    refuse_standby(side, row.try_get(0)?)
}

/// As [`admit`] for connections that keep the role they came with.
pub async fn require_writer(connection: &mut PgConnection) -> sqlx::Result<()> {
    let row = sqlx::raw_sql("SELECT pg_is_in_recovery()").fetch_one(connection).await?;
    refuse_standby(Side::Writer, row.try_get(0)?)
}

fn refuse_standby(side: Side, is_in_recovery: bool) -> sqlx::Result<()> {
    if is_in_recovery && side == Side::Writer {
        let text = "this server is a standby and takes no writes";
        return Err(sqlx::Error::Io(std::io::Error::other(text)));
    }
    Ok(())
}

/// Lets the kernel notice when the host is gone.
pub async fn keep_alive(port: u16) {
    sockets::harden(port).await;
}
