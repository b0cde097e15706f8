//! Reads of the trust store.

use super::model::{AnchorSettings, Ocsp, Revocation};
use crate::{
    db::Tx,
    error::{Error, Result},
};
use chrono::{DateTime, Utc};
use entity::{
    instance_setting, trust_anchor as anchor, trust_certificate as certificate, trust_crl as crl,
    trust_crl_source as source,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, Statement,
};
use uuid::Uuid;

/// An anchor with its settings.
#[derive(Clone, Debug)]
pub struct AnchorRow {
    /// Its id.
    pub id: Uuid,
    /// SHA-256 of the certificate.
    pub sha256: Vec<u8>,
    /// The certificate, DER.
    pub certificate: Vec<u8>,
    /// Its name, RFC 4514.
    pub subject: String,
    /// First second of validity.
    pub not_before: DateTime<Utc>,
    /// Last second of validity.
    pub not_after: DateTime<Utc>,
    /// What it demands.
    pub settings: AnchorSettings,
    /// When it was added.
    pub created_at: DateTime<Utc>,
}

impl From<anchor::Model> for AnchorRow {
    fn from(row: anchor::Model) -> Self {
        Self {
            id: row.id,
            sha256: row.sha256,
            certificate: row.certificate,
            subject: row.subject,
            not_before: row.not_before,
            not_after: row.not_after,
            settings: AnchorSettings {
                trust_domain: row.trust_domain,
                policies: row.policies,
                require_client_auth_eku: row.require_client_auth_eku,
                accept_absent_eku: row.accept_absent_eku,
                inhibit_policy_mapping: row.inhibit_policy_mapping,
                revocation: Revocation::parse(&row.revocation),
                soft_grace_hours: row.soft_grace_hours,
                soft_until: row.soft_until,
                ocsp: Ocsp::parse(&row.ocsp),
                auto_provision: row.auto_provision,
                identifier_kinds: row.identifier_kinds,
                dod: row.dod,
                upn_suffixes: row.upn_suffixes,
                issuer_group: row.issuer_group,
                enabled: row.enabled,
            },
            created_at: row.created_at,
        }
    }
}

/// A revocation list without its bytes.
#[derive(Clone, Debug, FromQueryResult)]
pub struct CrlRow {
    /// Its id.
    pub id: Uuid,
    /// What it speaks for.
    pub scope: Vec<u8>,
    /// SHA-256 of the list.
    pub sha256: Vec<u8>,
    /// Who issued it, RFC 4514.
    pub issuer: String,
    /// When it was issued.
    pub this_update: DateTime<Utc>,
    /// When the next one is due.
    pub next_update: DateTime<Utc>,
    /// CRLNumber, big-endian.
    pub number: Option<Vec<u8>>,
    /// How many certificates it lists.
    pub entries: i64,
    /// Its length.
    pub size_bytes: i64,
    /// `upload`, `command`, or the address it was fetched from.
    pub source: String,
    /// When it arrived.
    pub received_at: DateTime<Utc>,
}

/// What a snapshot is built of.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The anchors, oldest first.
    pub anchors: Vec<AnchorRow>,
    /// The other certificates, DER.
    pub certificates: Vec<Vec<u8>>,
    /// Id and SHA-256 of each revocation list.
    pub crls: Vec<(Uuid, Vec<u8>)>,
}

/// The number that each change raises.
pub async fn version(tx: &Tx) -> Result<i64> {
    let version: Option<i64> = instance_setting::Entity::find_by_id(1_i16)
        .select_only()
        .column(instance_setting::Column::TrustVersion)
        .into_tuple()
        .one(&**tx)
        .await?;
    version.ok_or_else(|| Error::Internal(anyhow::anyhow!("instance_settings has no row")))
}

/// What a snapshot is built of.
pub async fn everything(tx: &Tx) -> Result<Stored> {
    let certificates = certificate::Entity::find()
        .select_only()
        .column(certificate::Column::Certificate)
        .order_by_asc(certificate::Column::Id)
        .into_tuple()
        .all(&**tx)
        .await?;
    let crls = crl::Entity::find()
        .select_only()
        .columns([crl::Column::Id, crl::Column::Sha256])
        .order_by_asc(crl::Column::Id)
        .into_tuple()
        .all(&**tx)
        .await?;
    Ok(Stored { anchors: anchors(tx).await?, certificates, crls })
}

/// The bytes of a revocation list.
pub async fn crl_der(tx: &Tx, id: Uuid) -> Result<Option<Vec<u8>>> {
    Ok(crl::Entity::find_by_id(id)
        .select_only()
        .column(crl::Column::Der)
        .into_tuple()
        .one(&**tx)
        .await?)
}

/// The anchors, oldest first.
pub async fn anchors(tx: &Tx) -> Result<Vec<AnchorRow>> {
    let rows = anchor::Entity::find().order_by_asc(anchor::Column::Id).all(&**tx).await?;
    Ok(rows.into_iter().map(AnchorRow::from).collect())
}

/// An anchor.
pub async fn anchor(tx: &Tx, id: Uuid) -> Result<AnchorRow> {
    let row = anchor::Entity::find_by_id(id).one(&**tx).await?;
    row.map(AnchorRow::from).ok_or(Error::NotFound("trust anchor"))
}

/// The other certificates, oldest first.
pub async fn certificates(tx: &Tx) -> Result<Vec<certificate::Model>> {
    Ok(certificate::Entity::find().order_by_asc(certificate::Column::Id).all(&**tx).await?)
}

/// The revocation lists, by issuer.
pub async fn crls(tx: &Tx) -> Result<Vec<CrlRow>> {
    Ok(crl_rows().all(&**tx).await?)
}

/// A revocation list.
pub async fn crl(tx: &Tx, id: Uuid) -> Result<CrlRow> {
    let mut rows = crls(tx).await?;
    let at = rows.iter().position(|row| row.id == id).ok_or(Error::NotFound("revocation list"))?;
    Ok(rows.swap_remove(at))
}

fn crl_rows() -> sea_orm::Selector<sea_orm::SelectModel<CrlRow>> {
    crl::Entity::find()
        .select_only()
        .columns([
            crl::Column::Id,
            crl::Column::Scope,
            crl::Column::Sha256,
            crl::Column::Issuer,
            crl::Column::ThisUpdate,
            crl::Column::NextUpdate,
            crl::Column::Number,
            crl::Column::Entries,
            crl::Column::SizeBytes,
            crl::Column::Source,
            crl::Column::ReceivedAt,
        ])
        .order_by_asc(crl::Column::Issuer)
        .order_by_asc(crl::Column::Id)
        .into_model()
}

/// The sources of revocation lists, oldest first.
pub async fn sources(tx: &Tx) -> Result<Vec<source::Model>> {
    Ok(source::Entity::find().order_by_asc(source::Column::Id).all(&**tx).await?)
}

/// A source of revocation lists.
pub async fn source(tx: &Tx, id: Uuid) -> Result<source::Model> {
    let row = source::Entity::find_by_id(id).one(&**tx).await?;
    row.ok_or(Error::NotFound("source of revocation lists"))
}

/// Raises the number that other instances compare. The row's lock makes changes of the store wait
/// for each other, so call it first.
pub async fn bump(tx: &Tx) -> Result<()> {
    tx.execute_unprepared(
        "UPDATE instance_settings SET trust_version = trust_version + 1 WHERE id = 1",
    )
    .await?;
    Ok(())
}

/// Takes a task that one instance does for all: true when it is due, by time or because the store
/// has changed since. Whoever gets true does it.
pub async fn claim(
    tx: &Tx,
    task: &str,
    now: DateTime<Utc>,
    every: chrono::Duration,
    version: Option<i64>,
) -> Result<bool> {
    let statement = Statement::from_sql_and_values(
        DbBackend::Postgres,
        "UPDATE trust_tasks SET begun_at = $2, version = coalesce($4, version)
         WHERE name = $1 AND (begun_at <= $3 OR begun_at > $2 OR version < $4) RETURNING name",
        [task.into(), now.into(), (now - every).into(), version.into()],
    );
    Ok(tx.query_one_raw(statement).await?.is_some())
}

/// Makes a task due again that was taken and failed.
pub async fn release(tx: &Tx, task: &str) -> Result<()> {
    let statement = Statement::from_sql_and_values(
        DbBackend::Postgres,
        "UPDATE trust_tasks SET begun_at = '-infinity' WHERE name = $1",
        [task.into()],
    );
    tx.execute_raw(statement).await?;
    Ok(())
}

/// Which of these certificates are in the store, as `anchor` or `certificate`.
pub async fn known(tx: &Tx, sha256: &[Vec<u8>]) -> Result<Vec<(Vec<u8>, &'static str)>> {
    let anchors: Vec<Vec<u8>> = anchor::Entity::find()
        .select_only()
        .column(anchor::Column::Sha256)
        .filter(anchor::Column::Sha256.is_in(sha256.iter().cloned()))
        .into_tuple()
        .all(&**tx)
        .await?;
    let others: Vec<Vec<u8>> = certificate::Entity::find()
        .select_only()
        .column(certificate::Column::Sha256)
        .filter(certificate::Column::Sha256.is_in(sha256.iter().cloned()))
        .into_tuple()
        .all(&**tx)
        .await?;
    let anchors = anchors.into_iter().map(|sha256| (sha256, "anchor"));
    Ok(anchors.chain(others.into_iter().map(|sha256| (sha256, "certificate"))).collect())
}
