//! One conversation with the mail server: connect, protect, sign in, hand over.
//!
//! The server is the operator's choice, so this does not go through `outbound`: relays live on
//! private addresses. Metadata services of clouds stay out of reach here too.

use super::{
    settings::Settings,
    stream::{self, Bounded, shown},
};
use crate::{
    app::App,
    config::{Config, MailSecurity, Secret},
    error::Result,
    keys::Keys,
    outbound::addresses::{Verdict, judge},
};
use lettre::{
    Message,
    transport::smtp::{
        self,
        authentication::{Credentials, Mechanism},
        client::AsyncSmtpConnection,
        extension::ClientId,
    },
};
use std::{net::SocketAddr, path::PathBuf, time::Duration};
use tokio::{net::TcpStream, time::timeout};

/// An address that does not answer must leave time for the next one.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(8);
const ADDRESSES_TRIED_MAX: usize = 4;

/// A step of the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Before anything is asked of the server.
    Prepare,
    /// To the server, up to its greeting.
    Connect,
    /// TLS.
    Encrypt,
    /// Name and password.
    SignIn,
    /// Sender, recipient and the mail itself.
    HandOver,
}

impl Step {
    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Prepare => "Settings",
            Self::Connect => "Connection",
            Self::Encrypt => "Encryption",
            Self::SignIn => "Sign-in",
            Self::HandOver => "Hand-over",
        }
    }
}

/// Why a mail was not taken. The text is for administrators.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {text}", .step.name())]
pub struct Fault {
    /// How far it came.
    pub step: Step,
    /// What went wrong.
    pub text: String,
    /// The server refuses this mail for good: another try would change nothing.
    pub is_permanent: bool,
}

impl Fault {
    pub(super) fn temporary(step: Step, text: impl Into<String>) -> Self {
        Self { step, text: text.into(), is_permanent: false }
    }

    /// Something here keeps it from being sent.
    pub(super) fn ours(text: impl Into<String>) -> Self {
        Self::temporary(Step::Prepare, text)
    }

    /// What the mail library says. Refusals before the hand-over are about us, not about the mail:
    /// somebody will correct the settings, and the mail must still be there then.
    fn of(step: Step, error: &smtp::Error) -> Self {
        let said = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
        let said = shown(&said);
        let code = error.status().map(u16::from);
        let text = match code {
            Some(code) => format!("the server answers: {code} {said}"),
            None if error.is_response() => "what answers does not speak SMTP".to_owned(),
            None => format!("the connection broke: {said}"),
        };
        // 530, 535 and 538 ask for another sign-in.
        let is_about_us = matches!(code, Some(530 | 535 | 538));
        let is_permanent = error.is_permanent() && step == Step::HandOver && !is_about_us;
        Self { step, text, is_permanent }
    }
}

/// Everything that a conversation needs.
#[derive(Debug)]
pub struct Smtp {
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: MailSecurity,
    /// What we call ourselves.
    pub hello: ClientId,
    /// Certificate authorities besides those of the system.
    pub ca_file: PathBuf,
    username: String,
    password: Secret,
    patience: Duration,
}

/// A conversation that has come to the point where mail can be handed over.
pub struct Session {
    connection: AsyncSmtpConnection,
    patience: Duration,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Session")
    }
}

impl Smtp {
    /// From the settings that hold.
    pub fn new(app: &App, settings: &Settings) -> Result<Self> {
        Self::of(&app.config, Some(&app.keys), settings)
    }

    /// As [`Smtp::new`], for who is not a server. Without keys a password of the console stays shut.
    pub fn of(config: &Config, keys: Option<&Keys>, settings: &Settings) -> Result<Self> {
        let public: Option<http::Uri> = config.http.public_url.parse().ok();
        let name = public.as_ref().and_then(http::Uri::host).unwrap_or_default();
        let hello = match name.trim_matches(['[', ']']).parse() {
            Ok(std::net::IpAddr::V4(address)) => ClientId::Ipv4(address),
            Ok(std::net::IpAddr::V6(address)) => ClientId::Ipv6(address),
            Err(_) if name.is_empty() => ClientId::default(),
            Err(_) => ClientId::Domain(name.to_owned()),
        };
        Ok(Self {
            host: settings.host.clone(),
            port: settings.port,
            security: settings.security,
            hello,
            ca_file: config.mail.ca_file.clone(),
            username: settings.username.clone(),
            password: settings.password(keys)?,
            patience: Duration::from_secs(config.mail.timeout_s),
        })
    }

    /// Opens a conversation. `passed` is told of each step that went well.
    pub async fn open(&self, passed: &mut impl FnMut(Step, String)) -> Result<Session, Fault> {
        let mut step = Step::Connect;
        let mut told = |done: Step, text: String| {
            step = if done == Step::Connect { Step::Encrypt } else { Step::SignIn };
            passed(done, text);
        };
        let opening = self.open_patiently(&mut told);
        match timeout(self.patience, opening).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Fault::temporary(step, "the server does not answer in time")),
        }
    }

    async fn open_patiently(
        &self,
        passed: &mut impl FnMut(Step, String),
    ) -> Result<Session, Fault> {
        let (tcp, address) = self.connect().await?;
        passed(Step::Connect, format!("{address} answers"));
        let lost = |error: &smtp::Error| Fault::of(Step::Connect, error);
        let stream: Box<dyn smtp::client::AsyncTokioStream> = match self.security {
            MailSecurity::None => Box::new(Bounded::new(tcp, address)),
            MailSecurity::Tls => Box::new(stream::tls(self, tcp, address).await?),
            MailSecurity::Starttls => Box::new(stream::starttls(self, tcp, address).await?),
        };
        let opening = AsyncSmtpConnection::connect_with_transport(stream, &self.hello);
        let mut connection = opening.await.map_err(|error| lost(&error))?;
        passed(
            Step::Encrypt,
            match self.security {
                MailSecurity::None => "not wanted".to_owned(),
                MailSecurity::Tls | MailSecurity::Starttls => {
                    format!("the certificate is for {}", self.host)
                }
            },
        );
        if self.username.is_empty() {
            passed(Step::SignIn, "not wanted".to_owned());
        } else {
            self.sign_in(&mut connection).await?;
            passed(Step::SignIn, format!("as {}", self.username));
        }
        Ok(Session { connection, patience: self.patience })
    }

    async fn connect(&self) -> Result<(TcpStream, SocketAddr), Fault> {
        let fault = |text: String| Fault::temporary(Step::Connect, text);
        let found = tokio::net::lookup_host((self.host.as_str(), self.port)).await;
        let addresses = found.map_err(|_| fault(format!("{} has no address", self.host)))?;
        let mut why = format!("{} has no address", self.host);
        for address in addresses.take(ADDRESSES_TRIED_MAX) {
            if judge(address.ip(), &[]) == Verdict::Metadata {
                return Err(fault(format!("{} is a metadata service", address.ip())));
            }
            why = match timeout(CONNECT_TIMEOUT, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => return Ok((stream, address)),
                Ok(Err(error)) => format!("{address}: {error}"),
                Err(_) => format!("{address} does not answer"),
            };
        }
        Err(fault(why))
    }

    async fn sign_in(&self, connection: &mut AsyncSmtpConnection) -> Result<(), Fault> {
        // The settings refuse a password without TLS; this holds whatever they say.
        if self.security == MailSecurity::None {
            return Err(Fault::temporary(Step::SignIn, "no password is sent without TLS"));
        }
        let mechanisms = [Mechanism::Plain, Mechanism::Login];
        if connection.server_info().get_auth_mechanism(&mechanisms).is_none() {
            let text = "the server offers neither AUTH PLAIN nor AUTH LOGIN";
            return Err(Fault::temporary(Step::SignIn, text));
        }
        let credentials =
            Credentials::new(self.username.clone(), self.password.expose().to_owned());
        let answer = connection.auth(&mechanisms, &credentials).await;
        answer.map(|_| ()).map_err(|error| Fault::of(Step::SignIn, &error))
    }
}

impl Session {
    /// Hands a mail over; the server has it when this succeeds.
    pub async fn hand_over(mut self, message: &Message) -> Result<(), Fault> {
        let bytes = message.formatted();
        let sending = self.connection.send(message.envelope(), &bytes);
        match timeout(self.patience, sending).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => return Err(Fault::of(Step::HandOver, &error)),
            Err(_) => {
                let text = "the server does not answer in time";
                return Err(Fault::temporary(Step::HandOver, text));
            }
        }
        // Good manners; the mail is there whatever comes of it.
        let _ = timeout(Duration::from_secs(2), self.connection.quit()).await;
        Ok(())
    }
}
