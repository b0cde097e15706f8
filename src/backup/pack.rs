//! Writes an archive: entries of a tar, compressed, perhaps sealed, to where it goes.

use super::{
    place::Sink,
    seal::{Recipient, Sealer},
};
use anyhow::Context;
use std::io::{self, Write};
use zstd::stream::write::Encoder;

/// A good half of what the strongest level saves, at ten times its speed.
const LEVEL: i32 = 3;
/// Entries of a tar begin at multiples of this.
const BLOCK: u64 = 512;
/// What is compressed is handed on in pieces of about this size.
const HAND_ON: usize = 256 * 1024;

/// Where the encoder writes to.
#[derive(Debug)]
enum Out {
    Plain(Vec<u8>),
    Sealed(Box<Sealer>),
}

impl Out {
    fn waiting(&mut self) -> &mut Vec<u8> {
        match self {
            Self::Plain(bytes) => bytes,
            Self::Sealed(sealer) => &mut sealer.out,
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(out) => out.write(bytes),
            Self::Sealed(sealer) => sealer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An archive that is being written.
pub struct Pack {
    encoder: Encoder<'static, Out>,
    sink: Sink,
    written: u64,
    /// What the entry that is open still lacks, and the padding after it.
    lacking: u64,
    padding: usize,
    time: u64,
}

impl std::fmt::Debug for Pack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pack").field("written", &self.written).finish_non_exhaustive()
    }
}

impl Pack {
    /// An empty one. `time` is that of its entries.
    pub fn new(sink: Sink, recipient: Option<&Recipient>, time: u64) -> anyhow::Result<Self> {
        let out = match recipient {
            Some(recipient) => Out::Sealed(Box::new(Sealer::new(recipient)?)),
            None => Out::Plain(Vec::new()),
        };
        let mut encoder = Encoder::new(out, LEVEL)?;
        encoder.include_checksum(true)?;
        Ok(Self { encoder, sink, written: 0, lacking: 0, padding: 0, time })
    }

    /// A whole entry.
    pub async fn entry(&mut self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self.begin(path, bytes.len() as u64)?;
        self.part(bytes).await?;
        self.end()
    }

    /// An entry of this size, whose bytes follow by [`Pack::part`].
    pub fn begin(&mut self, path: &str, size: u64) -> anyhow::Result<()> {
        let mut header = tar::Header::new_ustar();
        header.set_path(path).with_context(|| format!("an entry named {path}"))?;
        header.set_size(size);
        header.set_mode(0o600);
        header.set_mtime(self.time);
        header.set_entry_type(tar::EntryType::Regular);
        header.set_cksum();
        self.encoder.write_all(header.as_bytes())?;
        self.lacking = size;
        self.padding = usize::try_from((BLOCK - size % BLOCK) % BLOCK)?;
        Ok(())
    }

    /// Bytes of the entry.
    pub async fn part(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        let length = bytes.len() as u64;
        self.lacking = self.lacking.checked_sub(length).context("more bytes than announced")?;
        self.encoder.write_all(bytes)?;
        self.hand_on(HAND_ON).await
    }

    /// The entry is complete.
    pub fn end(&mut self) -> anyhow::Result<()> {
        anyhow::ensure!(self.lacking == 0, "{} bytes less than announced", self.lacking);
        self.encoder.write_all([0; BLOCK as usize].get(..self.padding).unwrap_or_default())?;
        Ok(())
    }

    async fn hand_on(&mut self, at_least: usize) -> anyhow::Result<()> {
        let waiting = self.encoder.get_mut().waiting();
        if waiting.len() < at_least {
            return Ok(());
        }
        let bytes = std::mem::take(waiting);
        self.written += bytes.len() as u64;
        self.sink.write(bytes).await
    }

    /// Removes what has been written.
    pub async fn abandon(self) {
        self.sink.abandon().await;
    }

    /// The archive is complete: gives it its name. Says how many bytes it has.
    pub async fn finish(mut self) -> anyhow::Result<u64> {
        self.encoder.write_all(&[0; 2 * BLOCK as usize])?;
        let rest = match self.encoder.finish()? {
            Out::Plain(bytes) => bytes,
            Out::Sealed(sealer) => sealer.finish()?,
        };
        self.written += rest.len() as u64;
        self.sink.write(rest).await?;
        self.sink.finish().await?;
        Ok(self.written)
    }
}
