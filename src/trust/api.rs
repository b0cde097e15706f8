//! `/api/v1/instance/trust` and the preview of a certificate.

use super::{
    model::AnchorPatch,
    ops::{self, anchors, certificates, crls, sources},
    preview, refresh,
    view::{self, AddedCertificates, Anchor, CrlSource, CrlView, InspectedBundle, TrustView},
    view_preview::CertificatePreview,
};
use crate::{
    access::InstanceScope,
    error::{Error, Result},
    http::{
        extract::{Id, Server},
        reply::{Created, NoContent, Reply},
    },
};
use chrono::{DateTime, Utc};
use poem_openapi::{
    Object, OpenApi,
    payload::{Binary, Json},
};

/// Certificates as text.
#[derive(Debug, Object)]
pub struct BundleText {
    /// PEM, or base64 of DER or PKCS #7.
    pub bundle: String,
}

/// A certificate as text.
#[derive(Debug, Object)]
pub struct CertificateText {
    /// PEM, or base64 of DER. What follows the first certificate counts as sent along with it.
    pub certificate: String,
}

/// An address of a revocation list.
#[derive(Debug, Object)]
pub struct NewCrlSource {
    /// http or https.
    pub url: String,
}

/// A new anchor, or a change of one. What is left out takes its default, or stays as it is.
#[derive(Debug, Object)]
pub struct AnchorInput {
    /// PEM, or base64 of DER. For new anchors only.
    pub certificate: Option<String>,
    /// Under which name its identities are kept apart from others. Needed for a new anchor.
    pub trust_domain: Option<String>,
    /// Policies, one of which must hold.
    pub policies: Option<Vec<String>>,
    /// The certificate must be for TLS clients.
    pub require_client_auth_eku: Option<bool>,
    /// Certificates that name no purpose at all pass.
    pub accept_absent_eku: Option<bool>,
    /// Policies are not translated on the way.
    pub inhibit_policy_mapping: Option<bool>,
    /// `hard`, `soft` or `off`.
    pub revocation: Option<String>,
    /// Soft: hours after the end of the last list, 1 to 168.
    pub soft_grace_hours: Option<i32>,
    /// Soft: when the exception ends, at most 30 days ahead.
    pub soft_until: Option<DateTime<Utc>>,
    /// `off`, or `prefer`: the issuer's responder is asked before lists.
    pub ocsp: Option<String>,
    /// Somebody unknown gets an account at once.
    pub auto_provision: Option<bool>,
    /// Which identifiers count, strongest first.
    pub identifier_kinds: Option<Vec<String>>,
    /// The ten digits at the end of a common name are an EDIPI.
    pub dod: Option<bool>,
    /// Domains of user principal names that its issuers may vouch for.
    pub upn_suffixes: Option<Vec<String>>,
    /// Issuers in whose certificates one subject name means one person.
    pub issuer_group: Option<String>,
    /// Counts at all.
    pub enabled: Option<bool>,
}

impl From<AnchorInput> for AnchorPatch {
    fn from(input: AnchorInput) -> Self {
        Self {
            trust_domain: input.trust_domain,
            policies: input.policies,
            require_client_auth_eku: input.require_client_auth_eku,
            accept_absent_eku: input.accept_absent_eku,
            inhibit_policy_mapping: input.inhibit_policy_mapping,
            revocation: input.revocation,
            soft_grace_hours: input.soft_grace_hours,
            soft_until: input.soft_until,
            ocsp: input.ocsp,
            auto_provision: input.auto_provision,
            identifier_kinds: input.identifier_kinds,
            dod: input.dod,
            upn_suffixes: input.upn_suffixes,
            issuer_group: input.issuer_group,
            enabled: input.enabled,
        }
    }
}

/// What card sign-in trusts.
#[derive(Debug)]
pub struct TrustApi;

#[OpenApi(prefix_path = "/api/v1/instance")]
impl TrustApi {
    /// What card sign-in trusts
    #[oai(path = "/trust", method = "get", operation_id = "get_trust")]
    async fn get(&self, app: Server, _scope: InstanceScope) -> Result<Reply<TrustView>> {
        Reply::new(&view::everything(&app).await?)
    }

    /// Look into a file of certificates
    ///
    /// Adds nothing.
    #[oai(path = "/trust/inspect", method = "post", operation_id = "inspect_trust_bundle")]
    async fn inspect(
        &self,
        app: Server,
        _scope: InstanceScope,
        body: Json<BundleText>,
    ) -> Result<Reply<InspectedBundle>> {
        let bundle = ops::read_text("bundle", &body.0.bundle)?;
        Reply::new(&view::inspect(&app, bundle).await?)
    }

    /// Trust a certificate
    #[oai(path = "/trust/anchors", method = "post", operation_id = "create_trust_anchor")]
    async fn add_anchor(
        &self,
        app: Server,
        scope: InstanceScope,
        body: Json<AnchorInput>,
    ) -> Result<Created<Anchor>> {
        let mut input = body.0;
        let text = input.certificate.take().unwrap_or_default();
        let certificate =
            ops::only_certificate("certificate", ops::read_text("certificate", &text)?)?;
        let domain = input.trust_domain.clone();
        let domain = domain.ok_or_else(|| Error::invalid("trust_domain", "Is needed."))?;
        let actor = Some(scope.actor.user_id);
        let row = anchors::add(&app, actor, &certificate, &domain, input.into()).await?;
        Created::new(&Anchor::new(row, app.clock.now()))
    }

    /// Change what an anchor demands
    #[oai(
        path = "/trust/anchors/:trust_anchor_id",
        method = "patch",
        operation_id = "update_trust_anchor"
    )]
    async fn change_anchor(
        &self,
        app: Server,
        scope: InstanceScope,
        id: Id<0>,
        body: Json<AnchorInput>,
    ) -> Result<Reply<Anchor>> {
        if body.0.certificate.is_some() {
            let fault = "Cannot be changed. Add another anchor and remove this one.";
            return Err(Error::invalid("certificate", fault));
        }
        let actor = Some(scope.actor.user_id);
        let row = anchors::change(&app, actor, id.0, body.0.into()).await?;
        Reply::new(&Anchor::new(row, app.clock.now()))
    }

    /// Stop trusting a certificate
    #[oai(
        path = "/trust/anchors/:trust_anchor_id",
        method = "delete",
        operation_id = "delete_trust_anchor"
    )]
    async fn remove_anchor(
        &self,
        app: Server,
        scope: InstanceScope,
        id: Id<0>,
    ) -> Result<NoContent> {
        anchors::remove(&app, Some(scope.actor.user_id), id.0).await?;
        Ok(NoContent::default())
    }

    /// Add certificates between cards and anchors
    ///
    /// Revocation lists in the same file are added too.
    #[oai(
        path = "/trust/certificates",
        method = "post",
        operation_id = "create_trust_certificates"
    )]
    async fn add_certificates(
        &self,
        app: Server,
        scope: InstanceScope,
        body: Json<BundleText>,
    ) -> Result<Created<AddedCertificates>> {
        let bundle = ops::read_text("bundle", &body.0.bundle)?;
        let added = certificates::add(&app, Some(scope.actor.user_id), bundle).await?;
        Created::new(&added.into())
    }

    /// Remove a certificate
    #[oai(
        path = "/trust/certificates/:trust_certificate_id",
        method = "delete",
        operation_id = "delete_trust_certificate"
    )]
    async fn remove_certificate(
        &self,
        app: Server,
        scope: InstanceScope,
        id: Id<0>,
    ) -> Result<NoContent> {
        certificates::remove(&app, Some(scope.actor.user_id), id.0).await?;
        Ok(NoContent::default())
    }

    /// Add a revocation list
    ///
    /// The body is the list itself, DER or PEM, at most 100 MiB.
    #[oai(path = "/trust/crls", method = "post", operation_id = "create_crl")]
    async fn add_crl(
        &self,
        app: Server,
        scope: InstanceScope,
        body: Binary<Vec<u8>>,
    ) -> Result<Created<CrlView>> {
        let row = crls::add(&app, Some(scope.actor.user_id), body.0, "upload").await?;
        Created::new(&CrlView::new(row, app.clock.now()))
    }

    /// Remove a revocation list
    #[oai(path = "/trust/crls/:crl_id", method = "delete", operation_id = "delete_crl")]
    async fn remove_crl(&self, app: Server, scope: InstanceScope, id: Id<0>) -> Result<NoContent> {
        crls::remove(&app, Some(scope.actor.user_id), id.0).await?;
        Ok(NoContent::default())
    }

    /// Fetch a revocation list from an address, now and from then on
    #[oai(path = "/trust/crl-sources", method = "post", operation_id = "create_crl_source")]
    async fn add_source(
        &self,
        app: Server,
        scope: InstanceScope,
        body: Json<NewCrlSource>,
    ) -> Result<Created<CrlSource>> {
        let row = sources::add(&app, Some(scope.actor.user_id), &body.0.url).await?;
        Created::new(&row.into())
    }

    /// Stop fetching from an address
    #[oai(
        path = "/trust/crl-sources/:crl_source_id",
        method = "delete",
        operation_id = "delete_crl_source"
    )]
    async fn remove_source(
        &self,
        app: Server,
        scope: InstanceScope,
        id: Id<0>,
    ) -> Result<NoContent> {
        sources::remove(&app, Some(scope.actor.user_id), id.0).await?;
        Ok(NoContent::default())
    }

    /// Fetch from an address now
    #[oai(
        path = "/trust/crl-sources/:crl_source_id/refresh",
        method = "post",
        operation_id = "refresh_crl_source"
    )]
    async fn refresh_source(
        &self,
        app: Server,
        _scope: InstanceScope,
        id: Id<0>,
    ) -> Result<Reply<CrlSource>> {
        refresh::now(&app.0, id.0).await?;
        Reply::new(&sources::find(&app, id.0).await?.into())
    }

    /// See what a certificate would do
    ///
    /// As if it had been shown by a card, step by step. Nobody is signed in.
    #[oai(
        path = "/authentication/preview-certificate",
        method = "post",
        operation_id = "preview_certificate"
    )]
    async fn preview(
        &self,
        app: Server,
        _scope: InstanceScope,
        body: Json<CertificateText>,
    ) -> Result<Reply<CertificatePreview>> {
        let (leaf, extra) = ops::read_chain("certificate", &body.0.certificate)?;
        Reply::new(&preview(&app, leaf, extra).await?.into())
    }
}
