//! A workspace to look around in: two projects with people, labels and work items.

use super::{
    insert::{self, Draft, Place},
    known::Known,
    target,
};
use crate::{
    app::App,
    db::{Context, Tx},
    error::{Error, Result},
    projects::{self, model::NewProject},
    random,
    workspaces::{self, model::NewWorkspace},
};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// The slug of the workspace.
pub const SLUG: &str = "demo";

const PEOPLE: [&str; 6] =
    ["Ana Ortiz", "Ben Walker", "Chen Wei", "Dana Price", "Elif Kaya", "Frank Osei"];
const STATES: [&str; 5] = ["Backlog", "Todo", "In Progress", "Done", "Cancelled"];
const PRIORITIES: [&str; 5] = ["none", "medium", "low", "high", "urgent"];

/// The text of one project. Each task is done for each subject, so that titles read naturally.
struct Script {
    name: &'static str,
    identifier: &'static str,
    labels: [&'static str; 5],
    subjects: [&'static str; 12],
    tasks: [(&'static str, &'static str); 5],
}

const SCRIPTS: [Script; 2] = [
    Script {
        name: "Benefits portal",
        identifier: "BEN",
        labels: ["Accessibility", "Content", "Defect", "Performance", "Research"],
        subjects: [
            "sign-in page",
            "application form",
            "document upload",
            "status page",
            "notification letters",
            "help centre",
            "eligibility check",
            "payment history",
            "appointment booking",
            "Spanish translation",
            "mobile layout",
            "case search",
        ],
        tasks: [
            (
                "Test the {} with a screen reader",
                "Go through the {} by keyboard and by ear, and note where the order or a name is missing.",
            ),
            (
                "Write the acceptance criteria for the {}",
                "One sentence a rule. Ask the field offices what they see go wrong with the {} today.",
            ),
            (
                "Mend the error messages of the {}",
                "Each message of the {} says what happened and what to do next, without codes.",
            ),
            (
                "Measure how long the {} takes to load",
                "On a slow connection and an old telephone. The {} should be usable within three seconds.",
            ),
            (
                "Talk to five people about the {}",
                "Watch them use the {} and write down their words, not ours.",
            ),
        ],
    },
    Script {
        name: "Data centre move",
        identifier: "DCM",
        labels: ["Network", "Security", "Storage", "Vendor", "Paperwork"],
        subjects: [
            "payroll system",
            "mail relay",
            "file shares",
            "personnel records",
            "print service",
            "time clocks",
            "intranet",
            "backup library",
            "badge readers",
            "reporting database",
            "software mirror",
            "phone system",
        ],
        tasks: [
            (
                "Draw what depends on the {}",
                "List every connection in and out of the {}, with the name of somebody who knows it.",
            ),
            (
                "Rehearse moving the {}",
                "Move a copy of the {} on a weekend, with a stopwatch, and write down each surprise.",
            ),
            (
                "Renew the authorisation of the {}",
                "The papers of the {} name the old building. Update them before the move, not after.",
            ),
            (
                "Order racks and cables for the {}",
                "Count twice what the {} needs, then add a tenth.",
            ),
            (
                "Switch off the old {}",
                "Once the new {} has run for thirty days: wipe the disks, keep the certificate.",
            ),
        ],
    },
];

/// Creates the workspace in the name of `owner`; says how many work items it has.
pub async fn demo(app: &App, owner: Uuid) -> Result<usize> {
    if target::workspace(app, SLUG).await?.is_some() {
        let message = format!("There is a workspace \"{SLUG}\" already; nothing was changed.");
        return Err(Error::rule(message));
    }
    let workspace_id = random::id(app.clock.now());
    let tx = app.db.begin(Context::member(owner, workspace_id)).await?;
    let new = NewWorkspace {
        name: "Demonstration".to_owned(),
        slug: SLUG.to_owned(),
        organization_size: None,
    };
    workspaces::ops::insert(app, &tx, owner, workspace_id, new).await?;
    let mut count = 0;
    for script in &SCRIPTS {
        let new = NewProject {
            name: script.name.to_owned(),
            identifier: script.identifier.to_owned(),
            ..NewProject::default()
        };
        let project_id = projects::ops::insert(app, &tx, workspace_id, owner, new).await?;
        let to = Place { workspace_id, project_id, actor_id: owner };
        count += fill(app, &tx, to, script).await?;
    }
    tx.commit().await?;
    app.scopes.clear();
    Ok(count)
}

async fn fill(app: &App, tx: &Tx, to: Place, script: &Script) -> Result<usize> {
    let mut known = Known::load(tx, to, SLUG).await?;
    known.add_labels(app, tx, script.labels.into_iter()).await?;
    known.add_people(app, tx, PEOPLE.into_iter()).await?;
    let people: Vec<Uuid> = PEOPLE.iter().filter_map(|name| known.person(name)).collect();
    known.join(app, tx, people.iter().copied()).await?;
    let now = app.clock.now();
    let drafts: Vec<Draft> = pairs(script).map(|pair| draft(&known, script, pair, now)).collect();
    let count = drafts.len();
    insert::items(tx, to, drafts, now).await?;
    Ok(count)
}

/// Number, task and subject of each item; the tasks take turns.
fn pairs(script: &Script) -> impl Iterator<Item = (usize, usize, &'static str)> {
    let (tasks, subjects) = (script.tasks.len(), script.subjects);
    subjects
        .into_iter()
        .enumerate()
        .flat_map(move |(s, subject)| (0..tasks).map(move |t| (s * tasks + t, t, subject)))
}

fn draft(
    known: &Known,
    script: &Script,
    (n, task, subject): (usize, usize, &'static str),
    now: DateTime<Utc>,
) -> Draft {
    let (title, text) = script.tasks.get(task).copied().unwrap_or_default();
    // Spread out unevenly and the same each time.
    let mixed = n * 7 + task * 3;
    let (state_id, is_completed) = known.state(pick(&STATES, mixed / 2));
    let labels = [pick(&script.labels, mixed), pick(&script.labels, n * 2 + 1)];
    let mut labels: Vec<Uuid> =
        labels.into_iter().flatten().filter_map(|name| known.label(name)).collect();
    labels.dedup();
    labels.truncate(1 + n % 2);
    let assignee = pick(&PEOPLE, mixed / 3).filter(|_| !n.is_multiple_of(4));
    let day = |days: usize| Duration::days(i64::try_from(days).unwrap_or_default());
    let created_at = now - day(90) + day(n);
    let target = now - day(10) + day(mixed % 45);
    Draft {
        name: title.replace("{}", subject),
        description_html: format!("<p>{}</p>", text.replace("{}", subject)),
        state_id,
        is_completed,
        priority: pick(&PRIORITIES, mixed).unwrap_or("none").to_owned(),
        labels,
        assignees: assignee.and_then(|name| known.person(name)).into_iter().collect(),
        target_date: (!n.is_multiple_of(3)).then_some(target.date_naive()),
        created_at: Some(created_at),
        ..Draft::default()
    }
}

fn pick<const N: usize>(from: &[&'static str; N], n: usize) -> Option<&'static str> {
    from.get(n % N).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_item_has_its_own_title() {
        for script in &SCRIPTS {
            let titles: HashSet<String> = pairs(script)
                .map(|(_, task, subject)| script.tasks[task].0.replace("{}", subject))
                .collect();
            assert_eq!(titles.len(), 60);
            let numbers: Vec<usize> = pairs(script).map(|(n, _, _)| n).collect();
            assert_eq!(numbers, (0..60).collect::<Vec<_>>());
        }
    }
}
