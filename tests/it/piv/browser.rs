//! A browser's part of a sign-in: cookies of the main host, and going where it is sent.

use super::{
    wire::{self, Reply, Shown},
    world::{CARD_HOST, MAIN, World},
};
use crate::support::Caller;

/// A browser with its cookies.
pub(crate) struct Browser<'w> {
    world: &'w World,
    cookies: Vec<(String, String)>,
    /// Whose page it follows a link on.
    site: &'static str,
}

impl<'w> Browser<'w> {
    /// One that has agreed to the notice.
    pub(crate) async fn new(world: &'w World) -> Self {
        let settings = world.t.app.settings().await.unwrap();
        let notice = settings
            .notice
            .as_ref()
            .map(|notice| ("treasury_plane_notice".to_owned(), notice.version.clone()));
        Self { world, cookies: notice.into_iter().collect(), site: "same-origin" }
    }

    /// One that has not.
    pub(crate) fn fresh(world: &'w World) -> Self {
        Self { world, cookies: Vec::new(), site: "same-origin" }
    }

    /// From here on it follows links on pages of another site, as `Sec-Fetch-Site` says.
    pub(crate) fn comes_from(&mut self, site: &'static str) {
        self.site = site;
    }

    /// Carries the session of somebody who has signed in elsewhere.
    pub(crate) fn as_caller(&mut self, caller: &Caller) {
        let (name, value) = caller.cookie().unwrap().split_once('=').unwrap();
        self.set_cookie(name, value);
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.retain(|(key, _)| key != name);
        self.cookies.push((name.to_owned(), value.to_owned()));
    }

    /// A page of the main host; keeps the cookies that it sets.
    pub(crate) async fn main(&mut self, path: &str) -> Reply {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let mut lines = format!("sec-fetch-site: {}\r\n", self.site);
        if !cookies.is_empty() {
            lines.push_str(&format!("cookie: {}\r\n", cookies.join("; ")));
        }
        let reply = self.world.ask(MAIN, &wire::get(MAIN, path, &lines), None).await;
        let set: Vec<String> = reply.headers("set-cookie").map(str::to_owned).collect();
        for cookie in set {
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            self.set_cookie(name, value);
        }
        reply
    }

    /// The path on the card host to which the main host sends.
    pub(crate) async fn begin(&mut self, query: &str) -> String {
        let reply = self.main(&format!("/auth/piv/begin{query}")).await;
        let card_host = format!("https://{CARD_HOST}");
        reply.location().strip_prefix(&card_host).expect("to the card host").to_owned()
    }

    /// The path on the main host to which a reply sends.
    pub(crate) fn back(reply: &Reply) -> String {
        let main = format!("https://{MAIN}");
        reply.location().strip_prefix(&main).expect("back to the main host").to_owned()
    }

    /// All three steps with native TLS; the last answer.
    pub(crate) async fn sign_in(&mut self, query: &str, shown: Option<&Shown>) -> Reply {
        let start = self.begin(query).await;
        self.finish(&start, shown).await
    }

    /// The last two steps: the card is shown at `start`, and back to the main host.
    pub(crate) async fn finish(&mut self, start: &str, shown: Option<&Shown>) -> Reply {
        let reply = self.world.ask(CARD_HOST, &wire::get(CARD_HOST, start, ""), shown).await;
        self.main(&Self::back(&reply)).await
    }
}
