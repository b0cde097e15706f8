//! Who listens to what, and the queues of the open sockets.
//!
//! Each socket has one bounded queue for all its topics. A queue that is full costs its socket that
//! topic: it is told to load everything again. So one slow reader neither holds up the others nor
//! takes memory without end.

use super::{presence::Presence, topic::Topic};
use crate::{
    auth::{Actor, Via},
    error::{Error, Result},
    events::Position,
};
use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
};
use tokio::sync::{Notify, mpsc, watch};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// Undelivered messages that one socket may have.
const QUEUE: usize = 256;
/// When a socket that was one too many may be tried again.
pub(super) const RETRY_AFTER_S: u64 = 30;

/// A message to everybody who listens to a topic; its texts are written once.
#[derive(Debug)]
pub struct Message {
    /// Everything up to here is known to whoever got this.
    pub position: Position,
    body: Body,
}

#[derive(Debug)]
enum Body {
    Change {
        full: String,
        /// The same without the row, when there is one.
        thin: Option<String>,
        owner: Option<Uuid>,
    },
    Reload,
}

impl Message {
    /// A change: the text for those who see all, the one for the others, and who made the thing.
    pub fn change(
        position: Position,
        full: String,
        thin: Option<String>,
        owner: Option<Uuid>,
    ) -> Self {
        Self { position, body: Body::Change { full, thin, owner } }
    }

    /// Too much happened.
    pub fn reload(position: Position) -> Self {
        Self { position, body: Body::Reload }
    }

    /// The text for a listener who sees everything (`None`), or only what they made themselves.
    /// Nothing when the listener must load everything again.
    pub fn text_for(&self, only_own: Option<Uuid>) -> Option<&str> {
        let Body::Change { full, thin, owner } = &self.body else { return None };
        match (thin, only_own) {
            (Some(thin), Some(person)) if *owner != Some(person) => Some(thin),
            _ => Some(full),
        }
    }
}

/// What lies in a socket's queue.
#[derive(Clone, Debug)]
pub enum Delivery {
    /// Something for a topic.
    Message(Topic, Arc<Message>),
    /// A text about the work item that the person looks at.
    Presence(Uuid, Arc<str>),
    /// Look at the flags of the outbox.
    Look,
}

/// The hub's end of a socket.
#[derive(Debug)]
pub(super) struct Outbox {
    queue: mpsc::Sender<Delivery>,
    lagged: Mutex<Vec<Topic>>,
    must_check: AtomicBool,
    ended: CancellationToken,
    via: Via,
    pub(super) user_id: Uuid,
}

impl Outbox {
    /// Puts a delivery into the queue, if it fits.
    pub(super) fn push(&self, delivery: Delivery) -> bool {
        self.queue.try_send(delivery).is_ok()
    }

    /// The socket asks again whether the person may be where they are.
    pub(super) fn ask_to_check(&self) {
        self.must_check.store(true, Ordering::Release);
        // A full queue wakes its socket as well.
        let _ = self.push(Delivery::Look);
    }
}

#[derive(Debug)]
struct Listener {
    outbox: Arc<Outbox>,
    workspace_id: Uuid,
}

/// How many sockets people have here, and whose number has changed lately.
#[derive(Debug, Default)]
struct People {
    sockets: HashMap<Uuid, u32>,
    changed: HashSet<Uuid>,
}

#[derive(Debug, Default)]
struct Inner {
    topics: Mutex<HashMap<Topic, HashMap<u64, Listener>>>,
    seats: Mutex<HashMap<u64, Arc<Outbox>>>,
    people: Mutex<People>,
    seats_changed: Notify,
    presence: Presence,
    open: AtomicUsize,
    next: AtomicU64,
    position: watch::Sender<Position>,
}

/// The meeting point of log and sockets. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Hub(Arc<Inner>);

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Hub {
    /// How many sockets are open.
    pub fn sockets(&self) -> usize {
        self.0.open.load(Ordering::Relaxed)
    }

    /// Up to where the log has been handed out.
    pub fn position(&self) -> Position {
        *self.0.position.borrow()
    }

    /// Changes when the log has been handed out further: what other readers of the log wait for.
    pub fn watch_position(&self) -> watch::Receiver<Position> {
        self.0.position.subscribe()
    }

    pub(super) fn begin(&self, head: Position) {
        self.0.position.send_replace(head);
    }

    pub(super) fn advance(&self, to: Position) {
        self.0.position.send_if_modified(|position| {
            let is_further = to > *position;
            *position = to.max(*position);
            is_further
        });
    }

    /// A place for one more socket of this person, unless they have too many.
    pub fn admit(&self, actor: &Actor, limit: u32) -> Result<Seat> {
        let mut people = lock(&self.0.people);
        let taken = people.sockets.entry(actor.user_id).or_default();
        if *taken >= limit {
            return Err(Error::TooMany { retry_after_s: RETRY_AFTER_S });
        }
        *taken += 1;
        drop(people);
        let (sender, queue) = mpsc::channel(QUEUE);
        let outbox = Arc::new(Outbox {
            queue: sender,
            lagged: Mutex::default(),
            must_check: AtomicBool::new(false),
            ended: CancellationToken::new(),
            via: actor.via,
            user_id: actor.user_id,
        });
        let id = self.0.next.fetch_add(1, Ordering::Relaxed);
        lock(&self.0.seats).insert(id, Arc::clone(&outbox));
        self.0.open.fetch_add(1, Ordering::Relaxed);
        crate::telemetry::metrics::get().sockets.inc();
        Ok(Seat { hub: self.clone(), id, outbox, queue, topics: Mutex::default() })
    }

    pub(super) fn has_listeners(&self, topic: Topic) -> bool {
        lock(&self.0.topics).contains_key(&topic)
    }

    /// Puts a message into the queues of all who listen.
    pub(super) fn send(&self, topic: Topic, message: &Arc<Message>) {
        let mut topics = lock(&self.0.topics);
        let Some(listeners) = topics.get_mut(&topic) else { return };
        listeners.retain(|_, listener| {
            let delivery = Delivery::Message(topic, Arc::clone(message));
            let sent = listener.outbox.queue.try_send(delivery).is_ok();
            if !sent {
                lock(&listener.outbox.lagged).push(topic);
            }
            sent
        });
        if listeners.is_empty() {
            topics.remove(&topic);
        }
    }

    /// Memberships in these workspaces have changed: their listeners ask again before they go on.
    pub(super) fn check_access(&self, workspaces: &HashSet<Uuid>) {
        for listeners in lock(&self.0.topics).values() {
            let affected = listeners.values().filter(|l| workspaces.contains(&l.workspace_id));
            for Listener { outbox, .. } in affected {
                outbox.ask_to_check();
            }
        }
        self.0.presence.check_access(workspaces);
    }

    /// Who looks at what.
    pub fn presence(&self) -> &Presence {
        &self.0.presence
    }

    /// How many sockets the person has here.
    pub(super) fn sockets_of(&self, user_id: Uuid) -> u32 {
        lock(&self.0.people).sockets.get(&user_id).copied().unwrap_or_default()
    }

    /// The people who have closed sockets since the last call, and how many they have now.
    pub(super) fn take_changed(&self) -> Vec<(Uuid, u32)> {
        let mut people = lock(&self.0.people);
        let changed = std::mem::take(&mut people.changed);
        let count = |id| (id, people.sockets.get(&id).copied().unwrap_or_default());
        changed.into_iter().map(count).collect()
    }

    /// Puts people back among those whose number has changed.
    pub(super) fn put_back(&self, ids: impl Iterator<Item = Uuid>) {
        lock(&self.0.people).changed.extend(ids);
    }

    /// Waits until a socket was closed.
    pub(super) async fn seats_changed(&self) {
        self.0.seats_changed.notified().await;
    }

    /// By what the people at the open sockets signed in.
    pub(super) fn signed_in_by(&self) -> HashSet<Via> {
        lock(&self.0.seats).values().map(|seat| seat.via).collect()
    }

    /// Ends the sockets whose sign-in is not among those that still hold. `asked` are those that
    /// were looked up; sockets that came meanwhile stay.
    pub(super) fn end_all_but(&self, asked: &HashSet<Via>, hold: &HashSet<Via>) {
        for seat in lock(&self.0.seats).values() {
            if asked.contains(&seat.via) && !hold.contains(&seat.via) {
                seat.ended.cancel();
            }
        }
    }
}

impl Hub {
    fn stood_up(&self, user_id: Uuid) {
        let mut people = lock(&self.0.people);
        if let Some(count) = people.sockets.get_mut(&user_id) {
            *count -= 1;
            if *count == 0 {
                people.sockets.remove(&user_id);
            }
        }
        people.changed.insert(user_id);
        self.0.seats_changed.notify_one();
    }
}

/// A socket's end of the hub; dropping it forgets the socket.
#[derive(Debug)]
pub struct Seat {
    hub: Hub,
    id: u64,
    outbox: Arc<Outbox>,
    queue: mpsc::Receiver<Delivery>,
    topics: Mutex<HashSet<Topic>>,
}

impl Seat {
    /// From now on messages of the topic come into the queue.
    pub fn listen(&self, topic: Topic, workspace_id: Uuid) {
        lock(&self.topics).insert(topic);
        let listener = Listener { outbox: Arc::clone(&self.outbox), workspace_id };
        lock(&self.hub.0.topics).entry(topic).or_default().insert(self.id, listener);
    }

    /// Ends that.
    pub fn leave(&self, topic: Topic) {
        lock(&self.topics).remove(&topic);
        let mut topics = lock(&self.hub.0.topics);
        if let Some(listeners) = topics.get_mut(&topic) {
            listeners.remove(&self.id);
            if listeners.is_empty() {
                topics.remove(&topic);
            }
        }
    }

    /// The next delivery. The queue never ends before the seat does.
    pub async fn next(&mut self) -> Delivery {
        self.queue.recv().await.unwrap_or(Delivery::Look)
    }

    /// A delivery that is there already.
    pub fn ready(&mut self) -> Option<Delivery> {
        self.queue.try_recv().ok()
    }

    /// Topics whose messages were lost because the queue was full.
    pub fn take_lagged(&self) -> Vec<Topic> {
        std::mem::take(&mut *lock(&self.outbox.lagged))
    }

    /// Whether access must be asked for again.
    pub fn take_check(&self) -> bool {
        self.outbox.must_check.swap(false, Ordering::Acquire)
    }

    /// Where presence is told.
    pub(super) fn outbox(&self) -> &Arc<Outbox> {
        &self.outbox
    }

    /// Cancelled when the person was signed out.
    pub fn ended(&self) -> CancellationToken {
        self.outbox.ended.clone()
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let topics: Vec<_> = lock(&self.topics).iter().copied().collect();
        for topic in topics {
            self.leave(topic);
        }
        self.hub.stood_up(self.outbox.user_id);
        if lock(&self.hub.0.seats).remove(&self.id).is_some() {
            self.hub.0.open.fetch_sub(1, Ordering::Relaxed);
            crate::telemetry::metrics::get().sockets.dec();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(user: u128) -> Actor {
        Actor {
            user_id: Uuid::from_u128(user),
            via: Via::Session(Uuid::from_u128(user * 10)),
            is_instance_admin: false,
            only_workspace: None,
            ends_at: chrono::DateTime::default(),
        }
    }

    const TOPIC: Topic = Topic::Project(Uuid::from_u128(5));

    fn message(n: i64) -> Arc<Message> {
        let position = Position { xid: n, id: 0 };
        Arc::new(Message::change(position, "full".into(), Some("thin".into()), None))
    }

    #[test]
    fn a_person_has_a_limited_number_of_sockets() {
        let hub = Hub::default();
        let first = hub.admit(&actor(1), 2).unwrap();
        let _second = hub.admit(&actor(1), 2).unwrap();
        assert!(matches!(hub.admit(&actor(1), 2), Err(Error::TooMany { .. })));
        let _other = hub.admit(&actor(2), 2).unwrap();
        assert_eq!(hub.sockets(), 3);
        drop(first);
        assert_eq!(hub.sockets(), 2);
        assert!(hub.admit(&actor(1), 2).is_ok());
    }

    #[test]
    fn a_full_queue_costs_the_topic_and_holds_up_nobody() {
        let hub = Hub::default();
        let mut slow = hub.admit(&actor(1), 9).unwrap();
        let mut quick = hub.admit(&actor(2), 9).unwrap();
        slow.listen(TOPIC, Uuid::nil());
        quick.listen(TOPIC, Uuid::nil());
        for n in 0..=(QUEUE as i64) {
            hub.send(TOPIC, &message(n));
            assert!(quick.ready().is_some());
        }
        assert_eq!(slow.take_lagged(), [TOPIC]);
        assert_eq!(slow.take_lagged(), []);
        hub.send(TOPIC, &message(1000));
        assert_eq!(std::iter::from_fn(|| slow.ready()).count(), QUEUE);
        assert!(quick.ready().is_some());
        drop(quick);
        assert!(!hub.has_listeners(TOPIC));
    }

    #[test]
    fn listeners_of_a_workspace_are_told_to_ask_again() {
        let hub = Hub::default();
        let (here, there) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let seat = hub.admit(&actor(1), 9).unwrap();
        seat.listen(TOPIC, here);
        hub.check_access(&HashSet::from([there]));
        assert!(!seat.take_check());
        hub.check_access(&HashSet::from([here]));
        assert!(seat.take_check() && !seat.take_check());
        seat.leave(TOPIC);
        hub.check_access(&HashSet::from([here]));
        assert!(!seat.take_check());
    }

    #[test]
    fn only_those_signed_out_are_ended() {
        let hub = Hub::default();
        let (one, two) = (hub.admit(&actor(1), 9).unwrap(), hub.admit(&actor(2), 9).unwrap());
        let asked = hub.signed_in_by();
        let late = hub.admit(&actor(3), 9).unwrap();
        hub.end_all_but(&asked, &HashSet::from([actor(2).via]));
        let ended = [&one, &two, &late].map(|seat| seat.ended().is_cancelled());
        assert_eq!(ended, [true, false, false]);
    }
}
