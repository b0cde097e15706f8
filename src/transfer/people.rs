//! People that an import names: found in the workspace, or added without access.

use super::insert::Place;
use crate::{
    access::Role,
    app::App,
    db::Tx,
    error::Result,
    events::{self, NewEvent, Verb},
    random,
    users::ops::{self as users, NewUser},
};
use entity::{project_member, user, workspace_member};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Who is known by which address or name, in lower case.
#[derive(Clone, Debug, Default)]
pub struct People {
    by_name: HashMap<String, Uuid>,
    /// The host part of addresses that are made up.
    host: String,
}

/// A person of the workspace.
struct Found {
    id: Uuid,
    is_active: bool,
}

impl People {
    /// Those who belong, or belonged, to the workspace. Of two with one name the first stays, and
    /// addresses go before names.
    pub async fn load(tx: &Tx, workspace_id: Uuid, slug: &str) -> Result<Self> {
        let members = workspace_member::Entity::find()
            .filter(workspace_member::Column::WorkspaceId.eq(workspace_id))
            .order_by_asc(workspace_member::Column::CreatedAt)
            .all(&**tx)
            .await?;
        let ids: Vec<Uuid> = members.iter().map(|member| member.member_id).collect();
        let accounts = user::Entity::find()
            .filter(user::Column::Id.is_in(ids))
            .order_by_asc(user::Column::CreatedAt)
            .all(&**tx)
            .await?;
        let mut by_name = HashMap::new();
        for account in &accounts {
            by_name.insert(account.email.clone(), account.id);
        }
        for account in accounts {
            by_name.entry(account.display_name.to_lowercase()).or_insert(account.id);
        }
        Ok(Self { by_name, host: format!("{}.invalid", slug.to_lowercase().replace('_', "-")) })
    }

    /// The person known by this address or name.
    pub fn find(&self, name: &str) -> Option<Uuid> {
        self.by_name.get(&name.to_lowercase()).copied()
    }

    /// The person behind a name that is not known yet: an account that cannot sign in, unless the
    /// address has one; in the workspace without access. The flag says whether the account is new.
    pub async fn add(&mut self, app: &App, tx: &Tx, to: Place, name: &str) -> Result<(Uuid, bool)> {
        let email = self.address(name);
        let present =
            user::Entity::find().filter(user::Column::Email.eq(&email)).one(&**tx).await?;
        let (id, is_new) = match present {
            Some(account) => (account.id, false),
            None => (users::create(app, tx, account(name, &email)).await?.id, true),
        };
        join_workspace(app, tx, to, id).await?;
        self.by_name.insert(name.to_lowercase(), id);
        self.by_name.insert(email, id);
        Ok((id, is_new))
    }

    fn address(&self, name: &str) -> String {
        let is_address = crate::check::Check::new().email("", name).finish().is_ok();
        if is_address {
            return name.to_lowercase();
        }
        let mut local = String::new();
        for c in name.to_lowercase().chars().take(60) {
            let c = if c.is_ascii_alphanumeric() { c } else { '-' };
            if c != '-' || !local.ends_with('-') {
                local.push(c);
            }
        }
        let local = local.trim_matches('-');
        // Names in other scripts would all look the same.
        let is_faithful = name.is_ascii() && !local.is_empty() && name.chars().count() <= 60;
        if is_faithful {
            return format!("{local}@{}", self.host);
        }
        let hash = random::hash(name);
        let mark: String = hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        format!("person-{mark}@{}", self.host)
    }
}

fn account(name: &str, email: &str) -> NewUser {
    let name = if name.contains('@') { "" } else { name };
    let (first, last) = name.split_once(' ').unwrap_or((name, ""));
    NewUser {
        email: email.to_owned(),
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        is_instance_admin: false,
        is_active: false,
    }
}

async fn join_workspace(app: &App, tx: &Tx, to: Place, person: Uuid) -> Result<()> {
    let belongs = workspace_member::Entity::find()
        .filter(workspace_member::Column::WorkspaceId.eq(to.workspace_id))
        .filter(workspace_member::Column::MemberId.eq(person))
        .one(&**tx)
        .await?;
    if belongs.is_some() {
        return Ok(());
    }
    let now = app.clock.now();
    let row = workspace_member::ActiveModel {
        id: Set(random::id(now)),
        workspace_id: Set(to.workspace_id),
        member_id: Set(person),
        role: Set(Role::Guest.number()),
        is_active: Set(false),
        created_by: Set(Some(to.actor_id)),
        created_at: Set(now),
        updated_at: Set(now),
    };
    row.insert(&**tx).await?;
    Ok(())
}

/// Makes people part of the project, as far as they are part of the workspace: those without access
/// to it get none here either.
pub async fn join_project(app: &App, tx: &Tx, to: Place, people: &[Uuid]) -> Result<()> {
    let present: Vec<Uuid> = project_member::Entity::find()
        .filter(project_member::Column::ProjectId.eq(to.project_id))
        .filter(project_member::Column::MemberId.is_in(people.iter().copied()))
        .all(&**tx)
        .await?
        .into_iter()
        .map(|row| row.member_id)
        .collect();
    let missing: Vec<Uuid> = people.iter().copied().filter(|id| !present.contains(id)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let found = workspace_member::Entity::find()
        .filter(workspace_member::Column::WorkspaceId.eq(to.workspace_id))
        .filter(workspace_member::Column::MemberId.is_in(missing))
        .all(&**tx)
        .await?;
    let now = app.clock.now();
    let (mut rows, mut log) = (vec![], vec![]);
    for member in found {
        let person = Found { id: member.member_id, is_active: member.is_active };
        let role = member.role.min(Role::Member.number());
        let row = membership(to, &person, role, now);
        log.extend(row.id.try_as_ref().map(|id| joined(to, *id)));
        rows.push(row);
    }
    if !rows.is_empty() {
        project_member::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    events::record_all(tx, log, now).await
}

fn membership(
    to: Place,
    person: &Found,
    role: i16,
    now: chrono::DateTime<chrono::Utc>,
) -> project_member::ActiveModel {
    project_member::ActiveModel {
        id: Set(random::id(now)),
        workspace_id: Set(to.workspace_id),
        project_id: Set(to.project_id),
        member_id: Set(person.id),
        role: Set(role),
        is_active: Set(person.is_active),
        sort_order: Set(65535.0),
        created_by: Set(Some(to.actor_id)),
        created_at: Set(now),
        updated_at: Set(now),
    }
}

fn joined(to: Place, id: Uuid) -> NewEvent {
    NewEvent {
        workspace_id: to.workspace_id,
        project_id: Some(to.project_id),
        work_item_id: None,
        actor_id: Some(to.actor_id),
        entity: "project_member",
        entity_id: id,
        verb: Verb::Created,
        changes: vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_up_addresses_are_stable_and_apart() {
        let people = People { by_name: HashMap::new(), host: "acme.invalid".to_owned() };
        assert_eq!(people.address("contributor-001"), "contributor-001@acme.invalid");
        assert_eq!(people.address("Jane  Q. Doe"), "jane-q-doe@acme.invalid");
        assert_eq!(people.address("Jane@Agency.example"), "jane@agency.example");
        let (one, two) = (people.address("李雷"), people.address("韩梅"));
        assert!(one != two && one == people.address("李雷") && one.starts_with("person-"));
        assert!(people.address(&"x".repeat(255)).len() < 100);
    }
}
