//! How mail is sent: the settings file when it names a server, else the console.

use crate::{
    app::App,
    audit,
    check::Check,
    config::{Config, MailSecurity, Secret},
    db::{Context, Tx},
    error::{Error, Result},
    keys::Keys,
};
use entity::mail_setting;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, QuerySelect};
use uuid::Uuid;

/// For what the password is sealed.
const PURPOSE: &str = "mail-password";

/// How mail is sent.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Mail is switched on.
    pub enabled: bool,
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: MailSecurity,
    /// Name to sign in with; empty for none.
    pub username: String,
    /// Address that mail comes from.
    pub from_address: String,
    /// Name that mail comes from.
    pub from_name: String,
    /// The settings file says all this.
    pub set_by_config: bool,
    password: Password,
}

#[derive(Clone, Debug)]
enum Password {
    Nothing,
    Plain(Secret),
    Sealed(Vec<u8>),
}

impl Settings {
    /// Whether mail can be sent.
    pub fn is_ready(&self) -> bool {
        self.enabled && !self.host.is_empty() && !self.from_address.is_empty()
    }

    /// Whether there is a password.
    pub fn has_password(&self) -> bool {
        !matches!(self.password, Password::Nothing)
    }

    /// The password, opened.
    pub fn password(&self, keys: Option<&Keys>) -> Result<Secret> {
        match &self.password {
            Password::Nothing => Ok(Secret::default()),
            Password::Plain(secret) => Ok(secret.clone()),
            Password::Sealed(sealed) => {
                let keys = keys.ok_or_else(|| Error::Internal(anyhow::anyhow!("no secret key")))?;
                let plain = keys.open(PURPOSE, sealed)?;
                let text = String::from_utf8(plain).map_err(|e| Error::Internal(e.into()))?;
                Ok(Secret::new(text))
            }
        }
    }

    /// As the settings file says.
    pub fn of_config(config: &Config) -> Self {
        let mail = &config.mail;
        Self {
            enabled: true,
            host: mail.host.clone(),
            port: mail.port,
            security: mail.security,
            username: mail.username.clone(),
            from_address: mail.from_address.clone(),
            from_name: mail.from_name.clone(),
            set_by_config: true,
            password: match mail.password.is_set() {
                true => Password::Plain(mail.password.clone()),
                false => Password::Nothing,
            },
        }
    }

    fn of_row(row: mail_setting::Model) -> Self {
        Self {
            enabled: row.enabled,
            host: row.host,
            port: u16::try_from(row.port).unwrap_or_default(),
            security: MailSecurity::parse(&row.security).unwrap_or(MailSecurity::Starttls),
            username: row.username,
            from_address: row.from_address,
            from_name: row.from_name,
            set_by_config: false,
            password: row.password_sealed.map_or(Password::Nothing, Password::Sealed),
        }
    }
}

/// The settings that hold. Others take them from [`App::settings`], which remembers them.
pub async fn load(config: &Config, tx: &Tx) -> Result<Settings> {
    if config.mail.is_set() {
        return Ok(Settings::of_config(config));
    }
    Ok(Settings::of_row(
        mail_setting::Entity::find_by_id(1_i16).one(&**tx).await?.ok_or_else(no_row)?,
    ))
}

fn no_row() -> Error {
    Error::Internal(anyhow::anyhow!("mail_settings has no row"))
}

/// What the console changes; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct Patch {
    /// Switch mail on or off.
    pub enabled: Option<bool>,
    /// The server.
    pub host: Option<String>,
    /// Its port.
    pub port: Option<i32>,
    /// `starttls`, `tls` or `none`.
    pub security: Option<String>,
    /// Name to sign in with; empty for none.
    pub username: Option<String>,
    /// Password; empty for none.
    pub password: Option<Secret>,
    /// Address that mail comes from.
    pub from_address: Option<String>,
    /// Name that mail comes from.
    pub from_name: Option<String>,
}

/// Changes the console's settings. A password stays with its server: naming another server forgets
/// it, so that it cannot be sent to a stranger by whoever may change the name.
pub async fn update(app: &App, actor: Uuid, patch: Patch) -> Result<()> {
    if app.config.mail.is_set() {
        let text = "The settings file names the mail server. Change it there.";
        return Err(Error::conflict(text, None));
    }
    let now = app.clock.now();
    let tx = app.db.begin(Context::user(actor)).await?;
    let old = mail_setting::Entity::find_by_id(1_i16)
        .lock_exclusive()
        .one(&*tx)
        .await?
        .ok_or_else(no_row)?;
    let new = changed(&app.keys, &old, patch)?;
    let mut entry = audit::Entry::new("instance.mail_changed").by(actor);
    entry = entry
        .changed("enabled", old.enabled, new.enabled)
        .changed("host", &*old.host, &*new.host)
        .changed("port", old.port, new.port)
        .changed("security", &*old.security, &*new.security)
        .changed("username", &*old.username, &*new.username)
        .changed("from_address", &*old.from_address, &*new.from_address)
        .changed("from_name", &*old.from_name, &*new.from_name);
    if old.password_sealed != new.password_sealed {
        let what = if new.password_sealed.is_some() { "set" } else { "removed" };
        entry = entry.with("password", what);
    }
    let row = mail_setting::Model { updated_at: now, ..new }.into_active_model().reset_all();
    row.update(&*tx).await?;
    entry.write(&tx, now).await?;
    tx.commit().await?;
    app.settings_changed();
    Ok(())
}

fn changed(keys: &Keys, old: &mail_setting::Model, patch: Patch) -> Result<mail_setting::Model> {
    let mut new = old.clone();
    let trimmed = |text: Option<String>, old: &str| {
        text.map_or_else(|| old.to_owned(), |text| text.trim().to_owned())
    };
    new.enabled = patch.enabled.unwrap_or(old.enabled);
    new.host = trimmed(patch.host, &old.host).to_ascii_lowercase();
    new.port = patch.port.unwrap_or(old.port);
    new.security = trimmed(patch.security, &old.security);
    new.username = trimmed(patch.username, &old.username);
    new.from_address = trimmed(patch.from_address, &old.from_address);
    new.from_name = trimmed(patch.from_name, &old.from_name);
    let is_other_server = new.host != old.host || new.port != old.port;
    let is_unneeded = new.security == "none" || new.username.is_empty();
    match &patch.password {
        Some(given) if given.is_set() => {
            new.password_sealed = Some(keys.seal(PURPOSE, given.expose().as_bytes())?);
        }
        Some(_) => new.password_sealed = None,
        None if is_other_server || is_unneeded => new.password_sealed = None,
        None => {}
    }
    check(&new, patch.password.as_ref())?;
    Ok(new)
}

fn check(new: &mail_setting::Model, password: Option<&Secret>) -> Result<()> {
    let is_host = new.host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c));
    let has_password = new.password_sealed.is_some();
    let is_open = new.security == "none" && (has_password || !new.username.is_empty());
    let mut check = Check::new();
    check
        .text("host", &new.host, usize::from(new.enabled)..=255)
        .rule("host", is_host, "Enter a name such as mail.agency.gov, or an address.")
        .rule("port", (1..=65535).contains(&new.port), "Must lie between 1 and 65535.")
        .one_of("security", &new.security, &["starttls", "tls", "none"])
        .text("username", &new.username, 0..=255)
        .text("from_name", &new.from_name, 0..=100)
        .rule(
            "from_name",
            !new.from_name.contains(char::is_control),
            "May not contain control characters.",
        )
        .rule("username", !is_open, "Without TLS there is no sign-in: leave it empty.");
    if new.enabled || !new.from_address.is_empty() {
        check.email("from_address", &new.from_address);
    }
    if !is_open {
        check.rule(
            "password",
            new.username.is_empty() || has_password,
            "Enter the password. It is kept for one server, so another one needs it anew.",
        );
        check.rule("username", !new.username.is_empty() || !has_password, "Enter the user name.");
    }
    if let Some(password) = password {
        check.text("password", password.expose(), 0..=1024);
    }
    check.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored() -> (Keys, mail_setting::Model) {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::load(&Config::from_defaults(folder.path()).unwrap()).unwrap();
        let row = mail_setting::Model {
            id: 1,
            enabled: true,
            host: "mail.agency.gov".to_owned(),
            port: 587,
            security: "starttls".to_owned(),
            username: "plane".to_owned(),
            password_sealed: Some(keys.seal(PURPOSE, b"secret").unwrap()),
            from_address: "plane@agency.gov".to_owned(),
            from_name: "Plane".to_owned(),
            updated_at: chrono::DateTime::UNIX_EPOCH,
        };
        (keys, row)
    }

    fn faults(patch: Patch) -> Vec<String> {
        let (keys, row) = stored();
        match changed(&keys, &row, patch) {
            Ok(_) => vec![],
            Err(Error::Invalid(faults)) => faults.into_iter().map(|(field, _)| field).collect(),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn a_password_stays_with_its_server() {
        let other = |text: &str| Patch { host: Some(text.to_owned()), ..Patch::default() };
        assert_eq!(faults(other("mail.agency.gov")), [""; 0]);
        assert_eq!(faults(other("mail.evil.example")), ["password"]);
        let mut with_password = other("mail.other.gov");
        with_password.password = Some(Secret::new("other"));
        assert_eq!(faults(with_password), [""; 0]);
        let port = Patch { port: Some(2525), ..Patch::default() };
        assert_eq!(faults(port), ["password"]);
    }

    #[test]
    fn no_password_travels_unprotected() {
        let none = Patch { security: Some("none".to_owned()), ..Patch::default() };
        assert_eq!(faults(none.clone()), ["username"]);
        assert_eq!(faults(Patch { username: Some(String::new()), ..none }), [""; 0]);
    }

    #[test]
    fn a_password_opens_again() {
        let (keys, row) = stored();
        let settings = Settings::of_row(row);
        assert_eq!(settings.password(Some(&keys)).unwrap().expose(), "secret");
        assert!(settings.is_ready() && !format!("{settings:?}").contains("secret"));
    }
}
