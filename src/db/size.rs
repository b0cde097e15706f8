//! How many connections an instance may take.

use super::Login;
use sqlx::{Connection, PgConnection};

/// More than this does not help one instance: PostgreSQL runs about two statements per core.
pub const POOL_MAX: u32 = 32;
/// Below this, background work and requests would wait for each other.
pub const POOL_MIN: u32 = 3;
/// Beside the pool: the listener, the notifier and the probe.
const BESIDE_POOL: u32 = 3;
/// What instances take together, in percent; the rest is for people, backups and a roll-out, in
/// which old and new instances run at the same time.
const SHARE_PERCENT: u32 = 80;

/// What a server accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// `max_connections`.
    pub connections: u32,
    /// Of these, kept for superusers and reserved roles.
    pub reserved: u32,
}

impl Room {
    /// Asks the server.
    pub async fn of(connection: &mut PgConnection) -> anyhow::Result<Self> {
        let (connections, reserved): (i32, i32) = sqlx::query_as(
            "SELECT current_setting('max_connections')::int,
                    current_setting('superuser_reserved_connections')::int
                    + coalesce(current_setting('reserved_connections', true)::int, 0)",
        )
        .fetch_one(connection)
        .await?;
        let count = |number: i32| u32::try_from(number).unwrap_or_default();
        Ok(Self { connections: count(connections), reserved: count(reserved) })
    }

    /// The size of each instance's pool.
    pub fn pool_size(self, instances: u32) -> u32 {
        let usable = self.connections.saturating_sub(self.reserved) * SHARE_PERCENT / 100;
        let each = usable / instances.max(1);
        each.saturating_sub(BESIDE_POOL).clamp(POOL_MIN, POOL_MAX)
    }

    /// What all instances take at most, whatever the pool's size.
    pub fn taken(pool_size: u32, instances: u32) -> u32 {
        (pool_size + BESIDE_POOL) * instances.max(1)
    }
}

/// The size of the pool for the server behind `login`, with the configured numbers before its own.
pub(super) async fn computed(
    login: &Login,
    configured_connections: u32,
    instances: u32,
) -> anyhow::Result<u32> {
    let mut connection = login.connect("size").await?;
    let mut room = Room::of(&mut connection).await?;
    connection.close().await?;
    if configured_connections > 0 {
        room.connections = configured_connections;
    }
    Ok(room.pool_size(instances))
}

#[cfg(test)]
mod tests {
    use super::Room;

    #[test]
    fn instances_share_four_fifths_of_what_the_server_has() {
        let room = |connections| Room { connections, reserved: 3 };
        assert_eq!(room(100).pool_size(1), 32, "one instance needs no more");
        assert_eq!(room(100).pool_size(3), 22);
        assert_eq!(room(100).pool_size(8), 6);
        assert_eq!(room(5000).pool_size(100), 32, "Aurora's largest");
        assert_eq!(room(20).pool_size(50), 3, "never none");
        for instances in [1, 2, 3, 8, 12] {
            let all = Room::taken(room(100).pool_size(instances), instances);
            assert!(all <= 97, "{instances} instances take {all}");
        }
    }
}
