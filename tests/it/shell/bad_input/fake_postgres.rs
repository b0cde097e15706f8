//! A server that speaks just enough of PostgreSQL's protocol to be in the way.

use std::{
    io::{self, Read, Write},
    net::{TcpListener, TcpStream},
};

const SSL_REQUEST: u32 = 80_877_103;

/// What it does to whoever comes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Manner {
    /// Lets them in, as a server of this version.
    Version(&'static str),
    /// Lets them in, and says that it is a standby.
    Standby,
    /// Refuses them, with this SQLSTATE.
    Refuse(&'static str, &'static str),
}

/// Starts one and returns its address. It ends with the test's process.
pub(super) fn start(manner: Manner) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for socket in listener.incoming().map_while(Result::ok) {
            std::thread::spawn(move || drop(converse(socket, manner)));
        }
    });
    format!("postgres://somebody:hunter2@{address}/plane")
}

fn converse(mut socket: TcpStream, manner: Manner) -> io::Result<()> {
    loop {
        let body = body(&mut socket)?;
        if body.get(..4) != Some(&SSL_REQUEST.to_be_bytes()) {
            break;
        }
        socket.write_all(b"N")?;
    }
    let version = match manner {
        Manner::Refuse(code, text) => {
            let fields = format!("SFATAL\0VFATAL\0C{code}\0M{text}\0\0");
            return send(&mut socket, b'E', fields.as_bytes());
        }
        Manner::Version(version) => version,
        Manner::Standby => "17.2",
    };
    send(&mut socket, b'R', &0_u32.to_be_bytes())?;
    send(&mut socket, b'S', format!("server_version\0{version}\0").as_bytes())?;
    send(&mut socket, b'Z', b"I")?;
    loop {
        let mut kind = [0];
        socket.read_exact(&mut kind)?;
        body(&mut socket)?;
        if kind == *b"Q" {
            // One row with one boolean: true.
            let column =
                [b"is\0".as_slice(), &[0; 6], &16_u32.to_be_bytes(), &[0, 1], &[255; 4], &[0, 0]];
            send(&mut socket, b'T', &[[0, 1].as_slice(), column.concat().as_slice()].concat())?;
            send(&mut socket, b'D', &[0, 1, 0, 0, 0, 1, b't'])?;
            send(&mut socket, b'C', b"SELECT 1\0")?;
            send(&mut socket, b'Z', b"I")?;
        }
    }
}

/// What follows a length.
fn body(socket: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    socket.read_exact(&mut length)?;
    let mut body = vec![0; u32::from_be_bytes(length) as usize - 4];
    socket.read_exact(&mut body)?;
    Ok(body)
}

fn send(socket: &mut TcpStream, kind: u8, body: &[u8]) -> io::Result<()> {
    let length = u32::try_from(body.len() + 4).unwrap().to_be_bytes();
    socket.write_all(&[[kind].as_slice(), length.as_slice(), body].concat())
}
