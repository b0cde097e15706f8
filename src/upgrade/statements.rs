//! What a migration does, read from its source: which tables it locks and for how long, and whether
//! it takes anything away from a release that still runs.
//!
//! The source is SQL in constants; what else is executed is not seen. What undoes a migration and the
//! bodies of functions do not run when it is applied, so they are left out. It is a reading for people
//! and a guard for ourselves, no parser of SQL: when in doubt it says "long" or "takes away".

use std::collections::BTreeSet;

/// How a statement touches a table that is there already.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lock {
    /// The table.
    pub table: String,
    /// Whether it lasts as long as the table is large, and not only for a moment.
    pub is_long: bool,
    /// What is done.
    pub doing: &'static str,
}

/// What a migration does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// Tables that are locked, those that it makes itself left out.
    pub locks: BTreeSet<Lock>,
    /// Tables that it makes.
    pub makes: BTreeSet<String>,
    /// Statements that a release before it would not survive.
    pub takes_away: Vec<String>,
    /// Whether its documentation says that it is a contract step: a line that begins with
    /// `//! Contract:`.
    pub is_contract: bool,
}

/// Reads a migration's source.
pub fn effects(source: &str) -> Effects {
    let mut effects = Effects {
        is_contract: source.lines().any(|line| line.starts_with("//! Contract:")),
        ..Effects::default()
    };
    for statement in statements(source) {
        let words: Vec<String> = statement.split_whitespace().map(str::to_uppercase).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        if let Some(table) = made_by(&words) {
            effects.makes.insert(table);
            continue;
        }
        if let Some(lock) = lock_of(&words).filter(|lock| !effects.makes.contains(&lock.table)) {
            if takes_away(&words) {
                effects.takes_away.push(statement.clone());
            }
            effects.locks.insert(lock);
        } else if let ["DROP", "FUNCTION" | "VIEW", ..] | ["REVOKE", ..] = words.as_slice() {
            effects.takes_away.push(statement.clone());
        }
    }
    effects
}

/// The statements that run when it is applied.
fn statements(source: &str) -> Vec<String> {
    let mut text = String::new();
    let source = source.replace("\\\"", "'");
    // Every second part of a source cut at quotation marks is inside them.
    for part in source.split("const ").skip(1).filter(|part| !part.starts_with("DOWN")) {
        let inside: Vec<&str> = part.split('"').skip(1).step_by(2).take(1).collect();
        text.push_str(&inside.concat());
        text.push(';');
    }
    let code: Vec<&str> =
        text.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
    let code = code.join("\n");
    // Bodies between $$ are functions, but for DO, whose body runs at once.
    let mut outside = String::new();
    for (number, part) in code.split("$$").enumerate() {
        let runs = outside.trim_end().to_uppercase().ends_with("DO");
        if number % 2 == 0 || runs {
            outside.push_str(part);
        }
    }
    let statements = outside.split(';').map(|s| s.split_whitespace().collect::<Vec<_>>().join(" "));
    statements.filter(|statement| !statement.is_empty()).collect()
}

/// The name without "IF EXISTS" and the like before it and columns after it.
fn name(words: &[&str]) -> Option<String> {
    let noise = ["IF", "NOT", "EXISTS", "ONLY", "CONCURRENTLY"];
    let word = words.iter().find(|word| !noise.contains(word))?;
    let word = word.split('(').next().unwrap_or_default();
    Some(word.trim_end_matches(',').trim_matches('\'').to_lowercase())
}

fn made_by(words: &[&str]) -> Option<String> {
    match words {
        ["CREATE", "TABLE", rest @ ..] | ["CREATE", "UNLOGGED", "TABLE", rest @ ..] => name(rest),
        _ => None,
    }
}

fn lock_of(words: &[&str]) -> Option<Lock> {
    let lock = |table: Option<String>, is_long, doing| Some(Lock { table: table?, is_long, doing });
    match words {
        ["ALTER", "TABLE", rest @ ..] => {
            let (is_long, doing) = alteration(rest);
            lock(name(rest), is_long, doing)
        }
        ["CREATE", "INDEX" | "UNIQUE", ..] => {
            let on = words.iter().position(|word| *word == "ON")?;
            let table = name(words.get(on + 1..)?);
            let alone = words.contains(&"CONCURRENTLY");
            lock(table, !alone, "builds an index; writes wait meanwhile")
        }
        ["CREATE", "TRIGGER" | "CONSTRAINT" | "POLICY", ..] => {
            let on = words.iter().position(|word| *word == "ON")?;
            lock(name(words.get(on + 1..)?), false, "adds a trigger or a policy")
        }
        ["DROP", "TABLE", rest @ ..] => lock(name(rest), false, "removes the table"),
        ["UPDATE", rest @ ..] => lock(name(rest), true, "writes rows"),
        ["DELETE", "FROM", rest @ ..] => lock(name(rest), true, "removes rows"),
        _ => None,
    }
}

fn has(words: &[&str], wanted: &[&str]) -> bool {
    words.windows(wanted.len()).any(|window| window == wanted)
}

/// Whether an `ALTER TABLE` reads or writes all rows, and what it is.
fn alteration(words: &[&str]) -> (bool, &'static str) {
    let checks = has(words, &["FOREIGN", "KEY"])
        || has(words, &["ADD", "CONSTRAINT"])
        || words.iter().any(|word| word.starts_with("REFERENCES"));
    if changes_type(words) {
        return (true, "rewrites the table; nobody reads meanwhile");
    }
    if has(words, &["SET", "NOT", "NULL"]) || (checks && !has(words, &["NOT", "VALID"])) {
        return (true, "looks at all rows; writes wait meanwhile");
    }
    (false, "changes its definition")
}

fn changes_type(words: &[&str]) -> bool {
    words.windows(3).any(|window| matches!(window, ["ALTER" | "COLUMN", _, "TYPE"]))
}

fn takes_away(words: &[&str]) -> bool {
    let lacks_default = words.split(|word| *word == "ADD").skip(1).any(|added| {
        let is_column = added.first() == Some(&"COLUMN");
        is_column && has(added, &["NOT", "NULL"]) && !added.contains(&"DEFAULT")
    });
    has(words, &["DROP", "TABLE"])
        || has(words, &["DROP", "COLUMN"])
        || words.contains(&"RENAME")
        || changes_type(words)
        || has(words, &["SET", "NOT", "NULL"])
        || lacks_default
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sql: &str) -> Effects {
        effects(&format!(
            "//! A step.\nconst UP: &str = \"{sql}\";\nconst DOWN: &str = \"DROP TABLE a;\";"
        ))
    }

    #[test]
    fn what_is_new_or_added_takes_nothing_away() {
        let effects =
            of("CREATE TABLE a (id uuid); CREATE INDEX a_x ON a (id); ALTER TABLE a RENAME TO b;
            ALTER TABLE users ADD COLUMN x text NOT NULL DEFAULT '', ADD COLUMN y int;
            CREATE FUNCTION f() AS $$ BEGIN DELETE FROM users; END $$;");
        assert_eq!(effects.takes_away, Vec::<String>::new());
        let doing = "changes its definition";
        let lock = Lock { table: "users".to_owned(), is_long: false, doing };
        assert_eq!(effects.locks.into_iter().collect::<Vec<_>>(), [lock]);
    }

    #[test]
    fn each_way_to_take_something_away_is_seen() {
        for sql in [
            "DROP TABLE users",
            "ALTER TABLE users DROP COLUMN name",
            "ALTER TABLE users RENAME COLUMN name TO title",
            "ALTER TABLE users ALTER COLUMN name TYPE text",
            "ALTER TABLE users ALTER name SET NOT NULL",
            "ALTER TABLE users ADD COLUMN x text NOT NULL",
            "DROP FUNCTION events_after",
            "REVOKE INSERT ON users FROM treasury_plane_app",
        ] {
            assert_eq!(of(sql).takes_away.len(), 1, "{sql}");
        }
    }

    #[test]
    fn long_locks_are_told_from_short_ones() {
        let long = |sql: &str| of(sql).locks.iter().any(|lock| lock.is_long);
        assert!(long("CREATE INDEX x ON users (name)"));
        assert!(!long("CREATE INDEX CONCURRENTLY x ON users (name)"));
        assert!(long("UPDATE users SET name = ''"));
        assert!(long("ALTER TABLE users ADD CONSTRAINT x FOREIGN KEY (a) REFERENCES b"));
        assert!(!long("ALTER TABLE users ADD CONSTRAINT x FOREIGN KEY (a) REFERENCES b NOT VALID"));
        assert!(!long("ALTER TABLE users ADD COLUMN x int"));
    }

    /// Expand first, contract a release later: what a release that still runs uses stays.
    #[test]
    fn migrations_since_the_last_release_take_nothing_away_unless_they_say_so() {
        let since = migration::SOURCES.iter().skip(migration::RELEASED);
        let bad: Vec<_> = since
            .map(|(name, source)| (name, effects(source)))
            .filter(|(_, effects)| !effects.is_contract && !effects.takes_away.is_empty())
            .map(|(name, effects)| format!("{name}: {:?}", effects.takes_away))
            .collect();
        assert!(
            bad.is_empty(),
            "mark them with a line \"//! Contract: …\", a release after the code that used it went:\n{}",
            bad.join("\n")
        );
    }

    #[test]
    fn each_migration_has_its_source() {
        use migration::{Migrator, MigratorTrait};
        let names: Vec<String> =
            Migrator::migrations().iter().map(|m| m.name().to_owned()).collect();
        let sources: Vec<&str> = migration::SOURCES.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, sources);
        assert!(migration::RELEASED <= names.len());
        let chain =
            migration::SOURCES.iter().find(|(name, _)| name.contains("chain_audit")).unwrap();
        let effects = effects(chain.1);
        assert!(
            effects.locks.iter().any(|lock| lock.table == "audit_log" && lock.is_long),
            "{effects:?}"
        );
    }
}
