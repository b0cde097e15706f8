//! One file a table: the row, and the selects that keep to one workspace or project.
//!
//! Ids are plain UUIDs (version 7). Foreign keys between tables of a workspace are composite in the
//! database, so a select that forgets its scope still sees one workspace only.

pub mod api_token;
pub mod audit_checkpoint;
pub mod audit_cursor;
pub mod audit_entry;
pub mod audit_link;
pub mod backup;
pub mod cache_entry;
pub mod card;
pub mod comment;
pub mod credential;
pub mod daily_count;
pub mod email_notification;
pub mod event;
pub mod event_cursor;
pub mod file;
pub mod identity;
pub mod instance;
pub mod instance_setting;
pub mod invitation;
pub mod job;
pub mod job_schedule;
pub mod label;
pub mod lease;
pub mod mail;
pub mod mail_setting;
pub mod notification;
pub mod notification_preference;
pub mod oidc_provider;
pub mod password_link;
pub mod project;
pub mod project_counter;
pub mod project_member;
pub mod publication;
pub mod session;
pub mod sign_in_attempt;
pub mod sign_in_failure;
pub mod state;
pub mod trust_anchor;
pub mod trust_certificate;
pub mod trust_crl;
pub mod trust_crl_source;
pub mod user;
pub mod webhook;
pub mod webhook_delivery;
pub mod webhook_payload;
pub mod work_item;
pub mod work_item_assignee;
pub mod work_item_label;
pub mod work_item_subscriber;
pub mod workspace;
pub mod workspace_member;
