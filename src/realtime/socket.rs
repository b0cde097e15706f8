//! `GET /api/v1/realtime`: one socket of one page.

use super::{
    hub::{Delivery, Message, Seat},
    presence::Here,
    protocol::{Command, Notice},
    replay, seats,
    subscription::{self, Subscription},
    topic::Topic,
};
use crate::{
    app::App,
    auth::{Actor, CurrentUser},
    error::{Error, Result},
    events::Position,
    http::extract::Server,
};
use futures_util::{
    SinkExt, StreamExt,
    stream::{SplitSink, SplitStream},
};
use poem::{
    IntoResponse, Response,
    web::websocket::{CloseCode, Message as Frame, WebSocket, WebSocketConfig, WebSocketStream},
};
use std::{collections::HashMap, io, sync::Arc, time::Duration};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout};

const COMMAND_BYTES: usize = 4096;
const READ_BUFFER_BYTES: usize = 1024;
const WRITE_BUFFER_BYTES: usize = 8 * 1024;
const COMMANDS_PER_WINDOW: u32 = 120;
const WINDOW: Duration = Duration::from_secs(10);
const TOPICS_MAX: usize = 64;
const WRITE_WITHIN: Duration = Duration::from_secs(10);
const PING_EVERY: Duration = Duration::from_secs(30);
const SILENT_AT_MOST: Duration = Duration::from_secs(75);
const GOODBYE_WITHIN: Duration = Duration::from_secs(1);
/// A role that another request had in its hands while it changed may be remembered for two seconds;
/// so access is asked for once more after those.
const CHECK_AGAIN_AFTER: Duration = Duration::from_secs(3);

/// Opens a socket. The shell has refused pages of other sites already.
#[poem::handler]
pub async fn connect(
    Server(app): Server,
    CurrentUser(actor): CurrentUser,
    upgrade: WebSocket,
) -> poem::Result<Response> {
    let seat = app.realtime.admit(&actor, app.config.limits.sockets_per_user)?;
    seats::admit(&app, actor.user_id).await?;
    let config = WebSocketConfig::default()
        // The defaults are 128 KB for each open page, and buffers never shrink. Pages say little, and
        // are told little at a time.
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(WRITE_BUFFER_BYTES)
        .max_message_size(Some(COMMAND_BYTES))
        .max_frame_size(Some(COMMAND_BYTES));
    let response = upgrade.config(config).on_upgrade(move |stream| async move {
        // Shutdown waits for those it counts.
        let tasks = app.lifecycle.tasks.clone();
        let (sink, incoming) = stream.split();
        let socket = Socket {
            app,
            actor,
            seat,
            sink,
            topics: HashMap::new(),
            here: None,
            check_again: None,
        };
        tasks.track_future(socket.run(incoming)).await;
    });
    Ok(response.into_response())
}

/// Why a socket ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The other side is gone.
    Gone,
    /// It says nothing any more, or takes nothing.
    TooSlow,
    /// It talks too much.
    TooMuch,
    /// The person was signed out.
    SignedOut,
    /// The server is about to go.
    Closing,
    /// We cannot answer now.
    Unavailable,
}

impl End {
    fn code(self) -> CloseCode {
        match self {
            Self::Gone => CloseCode::Normal,
            Self::TooSlow | Self::Unavailable => CloseCode::Again,
            Self::TooMuch => CloseCode::Policy,
            Self::SignedOut => CloseCode::from(4401),
            Self::Closing => CloseCode::Away,
        }
    }
}

impl From<Error> for End {
    fn from(error: Error) -> Self {
        tracing::warn!(error = %error, "a socket could not be served");
        Self::Unavailable
    }
}

struct Socket {
    app: Arc<App>,
    actor: Arc<Actor>,
    seat: Seat,
    sink: SplitSink<WebSocketStream, Frame>,
    topics: HashMap<Topic, Subscription>,
    here: Option<Here>,
    check_again: Option<Instant>,
}

impl Socket {
    async fn run(mut self, mut incoming: SplitStream<WebSocketStream>) {
        let end = self.talk(&mut incoming).await;
        if end == End::Gone {
            return;
        }
        if end == End::Closing {
            // Spread over a few seconds, so that they do not all come back at once.
            let spread = u64::from(uuid::Uuid::new_v4().as_fields().0) % 4500;
            let notice = Notice::Closing { retry_after_ms: 500 + spread };
            let _ = timeout(GOODBYE_WITHIN, self.sink.send(Frame::text(notice.text()))).await;
        }
        let goodbye = async {
            self.sink.send(Frame::close_with(end.code(), "")).await?;
            // The other side answers with a close of its own.
            while let Some(Ok(_)) = incoming.next().await {}
            io::Result::Ok(())
        };
        let _ = timeout(GOODBYE_WITHIN, goodbye).await;
    }

    async fn talk(&mut self, incoming: &mut SplitStream<WebSocketStream>) -> End {
        let closing = self.app.lifecycle.closing.clone();
        let ended = self.seat.ended();
        let mut ping = interval(PING_EVERY);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        ping.reset();
        let mut silent_until = Instant::now() + SILENT_AT_MOST;
        let mut pace = Pace::new();
        loop {
            let check_again = self.check_again.unwrap_or(silent_until);
            let done = tokio::select! {
                () = closing.cancelled() => Err(End::Closing),
                () = ended.cancelled() => Err(End::SignedOut),
                () = sleep_until(silent_until) => Err(End::TooSlow),
                _ = ping.tick() => Box::pin(self.ping()).await,
                () = sleep_until(check_again), if self.check_again.is_some() => {
                    self.check_again = None;
                    Box::pin(self.check_access()).await
                }
                frame = incoming.next() => {
                    silent_until = Instant::now() + SILENT_AT_MOST;
                    // In a box of its own: sockets mostly wait, and need no room for this then.
                    Box::pin(self.hear(frame, &mut pace)).await
                }
                delivery = self.seat.next() => Box::pin(self.deliver(delivery)).await,
            };
            if let Err(end) = done {
                return end;
            }
        }
    }

    async fn hear(&mut self, frame: Option<io::Result<Frame>>, pace: &mut Pace) -> Result<(), End> {
        let Some(Ok(frame)) = frame else { return Err(End::Gone) };
        let text = match frame {
            Frame::Text(text) => text,
            Frame::Close(_) => return Err(End::Gone),
            Frame::Binary(_) | Frame::Ping(_) | Frame::Pong(_) => return Ok(()),
        };
        if !pace.allows(Instant::now()) {
            return Err(End::TooMuch);
        }
        // What we do not understand may be from a newer client; it is not worth the connection.
        let Ok(command) = serde_json::from_str(&text) else { return Ok(()) };
        match command {
            Command::Ping => self.notice(Notice::Pong).await,
            Command::Subscribe { topic, cursor } => self.subscribe(&topic, cursor).await,
            Command::Present { project, work_item } => {
                self.here = None;
                self.here =
                    Here::enter(&self.app, &self.actor, &self.seat, project, work_item).await?;
                Ok(())
            }
            Command::Absent => {
                self.here = None;
                Ok(())
            }
            Command::Unsubscribe { topic } => {
                if let Ok(topic) = topic.parse() {
                    self.leave(topic);
                }
                Ok(())
            }
        }
    }

    async fn subscribe(&mut self, name: &str, cursor: Option<String>) -> Result<(), End> {
        let Ok(topic) = name.parse::<Topic>() else {
            return self.notice(Notice::Refused { topic: name }).await;
        };
        let is_new = !self.topics.contains_key(&topic);
        self.leave(topic);
        let access = subscription::access(&self.app, &self.actor, topic).await?;
        let Some(access) = access.filter(|_| !is_new || self.topics.len() < TOPICS_MAX) else {
            return self.notice(Notice::Refused { topic: name }).await;
        };
        // First listen, then read the log: what happens in between comes twice and is dropped once.
        self.seat.listen(topic, access.workspace_id);
        let missed = match cursor {
            Some(cursor) => replay::since(&self.app, topic, access.workspace_id, &cursor).await?,
            None => Some(Vec::new()),
        };
        let Some(missed) = missed else { return self.reload(topic).await };
        self.topics.insert(topic, Subscription { access, sent: Position::default() });
        self.notice(Notice::Subscribed { topic: name }).await?;
        for message in &missed {
            self.pass_on(topic, message).await?;
        }
        self.flush().await
    }

    fn leave(&mut self, topic: Topic) {
        self.seat.leave(topic);
        self.topics.remove(&topic);
    }

    /// After this the client subscribes anew, so until then it is sent nothing of the topic.
    async fn reload(&mut self, topic: Topic) -> Result<(), End> {
        self.leave(topic);
        self.notice(Notice::Reload { topic: &topic.to_string() }).await
    }

    /// Sends what is in the queue, all in one go.
    async fn deliver(&mut self, first: Delivery) -> Result<(), End> {
        let mut next = Some(first);
        while let Some(delivery) = next {
            // Whoever was removed meanwhile gets nothing more.
            if self.seat.take_check() {
                self.check_again = Some(Instant::now() + CHECK_AGAIN_AFTER);
                self.check_access().await?;
            }
            for topic in self.seat.take_lagged() {
                if self.topics.contains_key(&topic) {
                    self.reload(topic).await?;
                }
            }
            if let Delivery::Message(topic, message) = delivery {
                self.pass_on(topic, &message).await?;
            } else if let Delivery::Presence(item, text) = delivery
                && self.here.as_ref().is_some_and(|here| here.work_item == item)
            {
                in_time(self.sink.feed(Frame::text(&*text))).await?;
            }
            next = self.seat.ready();
        }
        self.flush().await
    }

    async fn pass_on(&mut self, topic: Topic, message: &Message) -> Result<(), End> {
        let Some(subscription) = self.topics.get_mut(&topic) else { return Ok(()) };
        if message.position <= subscription.sent {
            return Ok(());
        }
        subscription.sent = message.position;
        match message.text_for(subscription.access.only_own) {
            Some(text) => {
                let frame = Frame::text(text);
                in_time(self.sink.feed(frame)).await
            }
            None => self.reload(topic).await,
        }
    }

    async fn check_access(&mut self) -> Result<(), End> {
        let topics: Vec<_> = self.topics.keys().copied().collect();
        for topic in topics {
            let access = subscription::access(&self.app, &self.actor, topic).await?;
            match (access, self.topics.get_mut(&topic)) {
                (Some(access), Some(subscription)) => subscription.access = access,
                _ => {
                    self.leave(topic);
                    self.notice(Notice::Refused { topic: &topic.to_string() }).await?;
                }
            }
        }
        if let Some(here) = &self.here
            && !here.may_stay(&self.app, &self.actor).await?
        {
            self.here = None;
        }
        Ok(())
    }

    async fn ping(&mut self) -> Result<(), End> {
        // Also looks at the flags, should a signal to do so have got lost in a full queue.
        self.deliver(Delivery::Look).await?;
        self.send(Frame::ping(Vec::new())).await
    }

    async fn notice(&mut self, notice: Notice<'_>) -> Result<(), End> {
        self.send(Frame::text(notice.text())).await
    }

    async fn send(&mut self, frame: Frame) -> Result<(), End> {
        in_time(self.sink.send(frame)).await
    }

    async fn flush(&mut self) -> Result<(), End> {
        in_time(self.sink.flush()).await
    }
}

async fn in_time(write: impl Future<Output = io::Result<()>>) -> Result<(), End> {
    match timeout(WRITE_WITHIN, write).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) => Err(End::Gone),
        Err(_) => Err(End::TooSlow),
    }
}

/// How much a client has said lately.
struct Pace {
    since: Instant,
    commands: u32,
}

impl Pace {
    fn new() -> Self {
        Self { since: Instant::now(), commands: 0 }
    }

    fn allows(&mut self, now: Instant) -> bool {
        if now.duration_since(self.since) >= WINDOW {
            *self = Self { since: now, commands: 0 };
        }
        self.commands += 1;
        self.commands <= COMMANDS_PER_WINDOW
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn talking_too_fast_is_noticed_and_forgotten() {
        let mut pace = Pace::new();
        let begun = pace.since;
        assert!((0..COMMANDS_PER_WINDOW).all(|_| pace.allows(begun)));
        assert!(!pace.allows(begun));
        assert!(pace.allows(begun + WINDOW));
    }

    #[test]
    fn a_signed_out_socket_closes_with_the_agreed_code() {
        assert_eq!(u16::from(End::SignedOut.code()), 4401);
        assert_eq!(u16::from(End::Closing.code()), 1001);
        assert_eq!(u16::from(End::TooSlow.code()), 1013);
    }
}
