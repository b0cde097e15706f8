//! Stands for a cluster's host name: connections go where it points to now.

use std::{future::pending, time::Duration};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// Where it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// To the server with this port.
    To(u16),
    /// Connections are closed at once.
    Down,
    /// Connections are open and say nothing, as when the host has vanished.
    Silent,
}

/// A change of the state ends the connections of the earlier one; those that fall silent stay.
pub struct Proxy {
    pub port: u16,
    state: watch::Sender<State>,
}

impl Proxy {
    #[expect(clippy::disallowed_methods, reason = "ends with the test's runtime")]
    pub async fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let own = listener.local_addr().unwrap().port();
        let (state, watched) = watch::channel(State::To(port));
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry(client, watched.clone()));
            }
        });
        Self { port: own, state }
    }

    pub fn set(&self, state: State) {
        self.state.send_replace(state);
    }
}

async fn carry(mut client: TcpStream, mut state: watch::Receiver<State>) {
    let now = *state.borrow_and_update();
    let work = async {
        match now {
            State::To(port) => {
                if let Ok(mut server) = TcpStream::connect(("127.0.0.1", port)).await {
                    drop(copy_bidirectional(&mut client, &mut server).await);
                }
            }
            State::Down => {}
            State::Silent => pending().await,
        }
    };
    tokio::pin!(work);
    tokio::select! {
        () = &mut work => return,
        _ = state.changed() => {}
    }
    // Neither carried on nor closed.
    while *state.borrow_and_update() == State::Silent {
        if state.changed().await.is_err() {
            tokio::time::sleep(Duration::ZERO).await;
            return;
        }
    }
}
