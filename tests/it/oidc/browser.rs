//! A browser: cookies, and redirects from our application to a provider and back.

use crate::support::{Answer, TestApp};
use bytes::Bytes;
use poem::http::Method;
use std::{collections::BTreeMap, sync::Arc};
use treasury_plane::outbound::{Limits, Outbound, Purpose};

/// One browser; each has its own cookies.
pub struct Browser {
    own: BTreeMap<String, String>,
    theirs: BTreeMap<String, String>,
    outbound: Arc<Outbound>,
    base: String,
}

impl Browser {
    pub fn new(t: &TestApp) -> Self {
        Self {
            own: BTreeMap::new(),
            theirs: BTreeMap::new(),
            outbound: Arc::clone(&t.app.outbound),
            base: t.app.config.http.public_url.clone(),
        }
    }

    /// The value of a cookie of ours whose name ends so.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.own.iter().find(|(key, _)| key.ends_with(name)).map(|(_, value)| value.as_str())
    }

    /// The browser gets a cookie from somewhere.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.own.insert(name.to_owned(), value.to_owned());
    }

    /// Asks our application; takes its cookies.
    pub async fn get(&mut self, t: &TestApp, path: &str) -> Answer {
        self.send(t, Method::GET, path, &[]).await
    }

    /// As [`Browser::get`], with another method or further headers.
    pub async fn send(
        &mut self,
        t: &TestApp,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        let path = path.strip_prefix(&self.base).unwrap_or(path);
        let caller = t.anonymous();
        let mut request = caller.request(method, path).header("cookie", joined(&self.own));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = caller.call(request.finish()).await;
        for value in answer.headers.get_all("set-cookie") {
            store(&mut self.own, value.to_str().unwrap());
        }
        answer
    }

    /// Follows redirects between our application and a provider until a page of ours; its path.
    pub async fn follow(&mut self, t: &TestApp, path: &str) -> String {
        let mut at = path.to_owned();
        for _ in 0..15 {
            let is_own = at.starts_with('/') || at.starts_with(&self.base);
            at = if is_own {
                let path = at.strip_prefix(&self.base).unwrap_or(&at).to_owned();
                if !path.starts_with("/auth/oidc/") {
                    return path;
                }
                self.get(t, &path).await.expect(303).header("location").unwrap().to_owned()
            } else {
                self.ask(&at).await
            };
        }
        panic!("too many redirects, last to {at}");
    }

    /// Follows redirects until the address that the provider sends back to; does not go there.
    pub async fn until_callback(&mut self, t: &TestApp, begin: &str) -> String {
        let mut at = self.get(t, begin).await.expect(303).header("location").unwrap().to_owned();
        for _ in 0..15 {
            if at.starts_with(&self.base) {
                return at;
            }
            at = self.ask(&at).await;
        }
        panic!("too many redirects, last to {at}");
    }

    /// Asks a provider and says where it redirects to.
    async fn ask(&mut self, url: &str) -> String {
        let request = http::Request::get(url)
            .header("cookie", joined(&self.theirs))
            .body(Bytes::new())
            .unwrap();
        let answer = self.outbound.send(request, Limits::SMALL, Purpose::Provider).await.unwrap();
        for value in answer.headers().get_all("set-cookie") {
            store(&mut self.theirs, value.to_str().unwrap());
        }
        let Some(location) = answer.headers().get("location") else {
            let text = String::from_utf8_lossy(answer.body());
            panic!(
                "{url} answers {} {}",
                answer.status(),
                text.chars().take(400).collect::<String>()
            );
        };
        url::Url::parse(url).unwrap().join(location.to_str().unwrap()).unwrap().to_string()
    }
}

fn store(jar: &mut BTreeMap<String, String>, set_cookie: &str) {
    let pair = set_cookie.split(';').next().unwrap();
    let (name, value) = pair.split_once('=').unwrap();
    if value.is_empty() {
        jar.remove(name);
    } else {
        jar.insert(name.to_owned(), value.to_owned());
    }
}

fn joined(jar: &BTreeMap<String, String>) -> String {
    jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}
