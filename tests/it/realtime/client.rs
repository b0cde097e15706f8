//! A page with a socket, over a real listener.

use crate::support::{Caller, TestApp};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{self, Message, client::IntoClientRequest},
};
use tokio_util::sync::CancellationToken;
use treasury_plane::{
    app::App,
    auth::{identities::model::Method, session},
    events::Position,
    http::{
        health::Readiness,
        listener::{self, Options, Socket},
        routes, shell,
    },
    lifecycle::Lifecycle,
    realtime,
};
use uuid::Uuid;

/// Long enough for a busy machine; nothing waits this long when all is well.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Starts the readers and a listener for the application.
pub async fn listen(t: &TestApp) -> SocketAddr {
    listen_on(&t.app).await
}

/// As [`listen`], for any instance.
pub async fn listen_on(app: &Arc<App>) -> SocketAddr {
    realtime::start(app).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let config = &app.config;
    let readiness = Readiness::new(None, Lifecycle::default());
    let shell = shell(routes::build(Arc::clone(app)), config, readiness);
    let options = Options::new(&config.http);
    let stop = CancellationToken::new();
    let own = Lifecycle::default();
    app.lifecycle.tasks.spawn(listener::serve(Socket::plain(listener), shell, options, own, stop));
    address
}

/// A session of the person, as the value of the cookie header.
pub async fn cookie(t: &TestApp, person: &Caller) -> String {
    let cookie = session::open(
        &t.app,
        person.id,
        &session::Origin::default(),
        session::Grant::by(Method::Password),
    )
    .await
    .unwrap();
    cookie.to_str().unwrap().split(';').next().unwrap().to_owned()
}

/// Waits until everything that was committed has been handed out. Tests share a server, and a
/// transaction of any of them holds events back until it ends.
pub async fn settle(t: &TestApp) {
    settle_on(t, &t.app).await;
}

/// As [`settle`], for any instance of the test's.
pub async fn settle_on(t: &TestApp, instance: &App) {
    let options = t.app.db.pool().connect_options();
    let mut connection = PgConnection::connect_with(&options).await.unwrap();
    let (xid, id) = sqlx::query_as("SELECT xid, id FROM events ORDER BY xid DESC, id DESC LIMIT 1")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    let begun = Instant::now();
    while instance.realtime.position() < (Position { xid, id }) {
        assert!(begun.elapsed() < PATIENCE, "the tail does not follow");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Removes the beginning of a project's log, as keeping it for a limited time would.
pub async fn forget_beginning(t: &TestApp, project: Uuid) {
    let options = t.app.db.pool().connect_options();
    let mut connection = PgConnection::connect_with(&options).await.unwrap();
    sqlx::query(
        "DELETE FROM events WHERE project_id = $1
         AND xid = (SELECT min(xid) FROM events WHERE project_id = $1)",
    )
    .bind(project)
    .execute(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();
}

/// Ends the application's connections of this name, as a failing network would.
pub async fn cut_connections(t: &TestApp, name: &str) {
    let options = t.app.db.pool().connect_options();
    let mut connection = PgConnection::connect_with(&options).await.unwrap();
    sqlx::query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = $1",
    )
    .bind(name)
    .execute(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();
}

/// An open socket.
pub struct Page(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// What came over a socket.
#[derive(Debug)]
pub enum Heard {
    Text(Value),
    Closed(Option<u16>),
}

impl Page {
    /// Opens a socket, or says with which status it was refused.
    pub async fn connect(address: SocketAddr, cookie: Option<&str>) -> Result<Self, u16> {
        Self::connect_from(address, cookie, &format!("http://{address}")).await
    }

    /// As [`Page::connect`], from a page of another origin.
    pub async fn connect_from(
        address: SocketAddr,
        cookie: Option<&str>,
        origin: &str,
    ) -> Result<Self, u16> {
        let url = format!("ws://{address}/api/v1/realtime");
        let mut request = url.into_client_request().unwrap();
        request.headers_mut().insert("origin", origin.parse().unwrap());
        if let Some(cookie) = cookie {
            request.headers_mut().insert("cookie", cookie.parse().unwrap());
        }
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(tungstenite::Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// A socket of the person.
    pub async fn of(t: &TestApp, address: SocketAddr, person: &Caller) -> Self {
        Self::connect(address, Some(&cookie(t, person).await)).await.unwrap()
    }

    pub async fn say(&mut self, message: Value) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    /// Subscribes and returns the type of the first answer.
    pub async fn subscribe(&mut self, topic: &str, cursor: Option<&str>) -> String {
        self.say(json!({"type": "subscribe", "topic": topic, "cursor": cursor})).await;
        let answer = self.hear().await;
        assert_eq!(answer["topic"], topic);
        answer["type"].as_str().unwrap().to_owned()
    }

    /// Subscribes from now, when there is nothing left from before.
    pub async fn follow(&mut self, t: &TestApp, topic: &str) -> String {
        settle(t).await;
        self.subscribe(topic, None).await
    }

    pub async fn next(&mut self) -> Heard {
        loop {
            let message = tokio::time::timeout(PATIENCE, self.0.next()).await.expect("silence");
            match message {
                Some(Ok(Message::Text(text))) => {
                    return Heard::Text(serde_json::from_str(&text).unwrap());
                }
                Some(Ok(Message::Close(frame))) => {
                    return Heard::Closed(frame.map(|frame| frame.code.into()));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Heard::Closed(None),
            }
        }
    }

    /// The next message.
    #[track_caller]
    pub fn hear(&mut self) -> impl Future<Output = Value> {
        let at = std::panic::Location::caller();
        async move {
            match self.next().await {
                Heard::Text(value) => value,
                Heard::Closed(code) => panic!("closed with {code:?}, {at}"),
            }
        }
    }

    /// Insists that nothing was sent before the answer to a ping.
    pub async fn hears_nothing(&mut self) {
        self.say(json!({"type": "ping"})).await;
        assert_eq!(self.hear().await, json!({"type": "pong"}));
    }
}
