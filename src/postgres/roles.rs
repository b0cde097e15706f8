//! The database and its two roles: an owner for migrations, and the one that requests use.

use anyhow::Context;
use sqlx::{Connection, PgConnection};

/// The product's database.
pub(super) const DATABASE: &str = "treasury_plane";
/// Owns the database and its tables; migrations run as this role.
pub(super) const OWNER: &str = "treasury_plane_owner";
/// Owns nothing, cannot pass row-level security.
pub(super) const APP: &str = "treasury_plane_app";

/// Creates what is missing, which is all of it on first start and nothing later. Each step stands
/// alone, because a database cannot be created in a transaction and a crash may come between.
pub(super) async fn create_missing(superuser_url: &str) -> anyhow::Result<()> {
    let mut connection = PgConnection::connect(superuser_url).await.context("connecting")?;
    let (has_owner, has_app, has_database): (bool, bool, bool) = sqlx::query_as(
        "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1),
                EXISTS (SELECT FROM pg_roles WHERE rolname = $2),
                EXISTS (SELECT FROM pg_database WHERE datname = $3)",
    )
    .bind(OWNER)
    .bind(APP)
    .bind(DATABASE)
    .fetch_one(&mut connection)
    .await?;
    if !has_owner {
        sqlx::query("CREATE ROLE treasury_plane_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
            .execute(&mut connection)
            .await?;
    }
    if !has_app {
        sqlx::query(
            "CREATE ROLE treasury_plane_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS",
        )
        .execute(&mut connection)
        .await?;
    }
    if !has_database {
        sqlx::query("CREATE DATABASE treasury_plane OWNER treasury_plane_owner")
            .execute(&mut connection)
            .await?;
    }
    connection.close().await?;
    Ok(())
}
