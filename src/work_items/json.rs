//! Rows as JSON text, with nothing in between.
//!
//! A page of fifty items has fifteen hundred values. Decoding each into a field of [`WorkItem`],
//! only to write it as text, took longer than everything else that our process does for a list.
//! Here the bytes that PostgreSQL sent are written straight into the answer.
//!
//! [`WorkItem`]: super::view::WorkItem

use crate::error::{Error, Result};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use sqlx::{
    Row,
    postgres::{PgRow, PgValueFormat},
};
use uuid::Uuid;

/// How a value arrives and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Bool,
    Date,
    Float,
    Int,
    Json,
    Text,
    Time,
    Uuid,
    Uuids,
    /// Nothing arrives: the key is always null.
    Absent,
}

/// The keys of a work item in the order of [`super::view::WorkItem`]; those that are not absent
/// are read from the columns of [`super::view::COLUMNS`].
const KEYS: [(&str, Kind); 30] = [
    ("id", Kind::Uuid),
    ("type_id", Kind::Absent),
    ("created_at", Kind::Time),
    ("updated_at", Kind::Time),
    ("deleted_at", Kind::Absent),
    ("point", Kind::Int),
    ("name", Kind::Text),
    ("description_html", Kind::Text),
    ("description_binary", Kind::Absent),
    ("priority", Kind::Text),
    ("start_date", Kind::Date),
    ("target_date", Kind::Date),
    ("sequence_id", Kind::Int),
    ("sort_order", Kind::Float),
    ("completed_at", Kind::Time),
    ("archived_at", Kind::Date),
    ("is_draft", Kind::Bool),
    ("external_source", Kind::Text),
    ("external_id", Kind::Text),
    ("created_by", Kind::Uuid),
    ("updated_by", Kind::Uuid),
    ("project", Kind::Uuid),
    ("workspace", Kind::Uuid),
    ("parent", Kind::Uuid),
    ("state", Kind::Uuid),
    ("estimate_point", Kind::Absent),
    ("type", Kind::Absent),
    ("assignees", Kind::Uuids),
    ("labels", Kind::Uuids),
    ("properties", Kind::Json),
];

/// Writes a row of [`super::view::COLUMNS`] as the object that a `WorkItem` would become.
pub(super) fn write_item(out: &mut Vec<u8>, row: &PgRow) -> Result<()> {
    let mut column = 0;
    for (n, (key, kind)) in KEYS.iter().enumerate() {
        out.extend_from_slice(if n == 0 { b"{\"" } else { b",\"" });
        out.extend_from_slice(key.as_bytes());
        out.extend_from_slice(b"\":");
        if *kind == Kind::Absent {
            out.extend_from_slice(b"null");
            continue;
        }
        write_column(out, row, column, *kind)?;
        column += 1;
    }
    out.push(b'}');
    Ok(())
}

/// Writes one value, or null.
pub(super) fn write_column(
    out: &mut Vec<u8>,
    row: &PgRow,
    column: usize,
    kind: Kind,
) -> Result<()> {
    match bytes(row, column)? {
        None => out.extend_from_slice(b"null"),
        Some(bytes) => write_bytes(out, kind, bytes).ok_or_else(|| unexpected(column, kind))?,
    }
    Ok(())
}

/// The bytes of one value, if it is there.
pub(super) fn bytes(row: &PgRow, column: usize) -> Result<Option<&[u8]>> {
    let value = row.try_get_raw(column).map_err(|e| Error::Internal(e.into()))?;
    // Prepared statements answer in binary.
    if value.format() != PgValueFormat::Binary {
        return Err(Error::Internal(anyhow::anyhow!("column {column} came as text")));
    }
    Ok(value.as_bytes().ok())
}

/// A time as seconds since 1970.
pub(super) fn unix_seconds(bytes: &[u8]) -> Option<i64> {
    const SECONDS_TO_EPOCH: i64 = 946_684_800;
    let micros = i64::from_be_bytes(bytes.try_into().ok()?);
    Some(micros.div_euclid(1_000_000) + SECONDS_TO_EPOCH)
}

pub(super) fn unexpected(column: usize, kind: Kind) -> Error {
    Error::Internal(anyhow::anyhow!("column {column} is no {kind:?}"))
}

/// `None` when the bytes are not what the kind says.
fn write_bytes(out: &mut Vec<u8>, kind: Kind, bytes: &[u8]) -> Option<()> {
    match kind {
        Kind::Absent => out.extend_from_slice(b"null"),
        Kind::Bool => out.extend_from_slice(if bytes == [0] { b"false" } else { b"true" }),
        Kind::Date => write_date(out, i32::from_be_bytes(bytes.try_into().ok()?))?,
        Kind::Float => {
            serde_json::to_writer(out, &f64::from_be_bytes(bytes.try_into().ok()?)).ok()?;
        }
        Kind::Int => {
            serde_json::to_writer(out, &i32::from_be_bytes(bytes.try_into().ok()?)).ok()?
        }
        // The first byte is the version of the format; PostgreSQL has checked the rest.
        Kind::Json => out.extend_from_slice(bytes.strip_prefix(&[1])?),
        Kind::Text => serde_json::to_writer(out, std::str::from_utf8(bytes).ok()?).ok()?,
        Kind::Time => write_time(out, i64::from_be_bytes(bytes.try_into().ok()?))?,
        Kind::Uuid => write_uuid(out, bytes)?,
        Kind::Uuids => write_uuids(out, bytes)?,
    }
    Some(())
}

fn write_uuid(out: &mut Vec<u8>, bytes: &[u8]) -> Option<()> {
    let mut buffer = Uuid::encode_buffer();
    let id = Uuid::from_slice(bytes).ok()?;
    out.push(b'"');
    out.extend_from_slice(id.hyphenated().encode_lower(&mut buffer).as_bytes());
    out.push(b'"');
    Some(())
}

/// A one-dimensional array: a header of five numbers, then length and bytes of each element. An
/// empty array has no dimensions and a shorter header.
fn write_uuids(out: &mut Vec<u8>, bytes: &[u8]) -> Option<()> {
    const HEADER: usize = 20;
    const LENGTH: usize = 4;
    out.push(b'[');
    let elements = bytes.get(HEADER..).unwrap_or_default().chunks(LENGTH + size_of::<Uuid>());
    for (n, element) in elements.enumerate() {
        if n > 0 {
            out.push(b',');
        }
        write_uuid(out, element.get(LENGTH..)?)?;
    }
    out.push(b']');
    Some(())
}

/// PostgreSQL counts days and microseconds from here.
const EPOCH: NaiveDate = match NaiveDate::from_ymd_opt(2000, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

fn write_date(out: &mut Vec<u8>, days: i32) -> Option<()> {
    let distance = Days::new(u64::from(days.unsigned_abs()));
    let date = if days < 0 {
        EPOCH.checked_sub_days(distance)?
    } else {
        EPOCH.checked_add_days(distance)?
    };
    out.push(b'"');
    write_day(out, date)?;
    out.push(b'"');
    Some(())
}

fn write_time(out: &mut Vec<u8>, micros: i64) -> Option<()> {
    let epoch: NaiveDateTime = EPOCH.and_hms_opt(0, 0, 0)?;
    let at: DateTime<_> = epoch.checked_add_signed(TimeDelta::microseconds(micros))?.and_utc();
    out.push(b'"');
    write_day(out, at.date_naive())?;
    for (mark, number) in [(b'T', at.hour()), (b':', at.minute()), (b':', at.second())] {
        out.push(mark);
        write_digits(out, number, 2);
    }
    // As few digits as say everything, in steps of three: so does every other answer.
    match at.nanosecond() / 1000 {
        0 => {}
        micros => {
            out.push(b'.');
            if micros % 1000 == 0 {
                write_digits(out, micros / 1000, 3);
            } else {
                write_digits(out, micros, 6);
            }
        }
    }
    out.extend_from_slice(b"Z\"");
    Some(())
}

/// Years of four digits only: all that the API lets in.
fn write_day(out: &mut Vec<u8>, date: NaiveDate) -> Option<()> {
    let year = u32::try_from(date.year()).ok().filter(|year| *year <= 9999)?;
    write_digits(out, year, 4);
    out.push(b'-');
    write_digits(out, date.month(), 2);
    out.push(b'-');
    write_digits(out, date.day(), 2);
    Some(())
}

fn write_digits(out: &mut Vec<u8>, number: u32, width: u32) {
    for place in (0..width).rev() {
        let digit = number / 10_u32.pow(place) % 10;
        out.push(b'0' + u8::try_from(digit).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work_items::view::WorkItem;
    use chrono::Utc;
    use serde_json::{Value, json};

    fn written(kind: Kind, bytes: &[u8]) -> String {
        let mut out = vec![];
        write_bytes(&mut out, kind, bytes).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn keys_are_those_of_the_view_in_its_order() {
        let item = WorkItem {
            id: Uuid::nil(),
            type_id: None,
            created_at: DateTime::UNIX_EPOCH,
            updated_at: DateTime::UNIX_EPOCH,
            deleted_at: None,
            point: None,
            name: String::new(),
            description_html: String::new(),
            description_binary: None,
            priority: String::new(),
            start_date: None,
            target_date: None,
            sequence_id: 1,
            sort_order: 1.0,
            completed_at: None,
            archived_at: None,
            is_draft: false,
            external_source: None,
            external_id: None,
            created_by: None,
            updated_by: None,
            project: Uuid::nil(),
            workspace: Uuid::nil(),
            parent: None,
            state: None,
            estimate_point: None,
            item_type: None,
            assignees: vec![],
            labels: vec![],
            properties: json!({}),
        };
        let text = serde_json::to_string(&item).unwrap();
        let places: Vec<_> =
            KEYS.iter().map(|(key, _)| text.find(&format!("\"{key}\":"))).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
        let keys = serde_json::from_str::<Value>(&text).unwrap().as_object().unwrap().len();
        assert_eq!(keys, KEYS.len());
    }

    #[test]
    fn times_are_written_as_everywhere_else() {
        for text in [
            "2016-01-25T22:40:59Z",
            "1999-12-31T23:59:59.999999Z",
            "2026-11-23T06:48:10.120Z",
            "2000-01-01T00:00:00.000100Z",
        ] {
            let time: DateTime<Utc> = text.parse().unwrap();
            let micros = time.timestamp_micros() - 946_684_800_000_000;
            let expected = serde_json::to_string(&time).unwrap();
            assert_eq!(written(Kind::Time, &micros.to_be_bytes()), expected);
            assert_eq!(unix_seconds(&micros.to_be_bytes()), Some(time.timestamp()));
        }
    }

    #[test]
    fn values_are_written_as_everywhere_else() {
        assert_eq!(written(Kind::Date, &(-1_i32).to_be_bytes()), "\"1999-12-31\"");
        assert_eq!(written(Kind::Date, &9_823_i32.to_be_bytes()), "\"2026-11-23\"");
        assert_eq!(written(Kind::Float, &65_535.0_f64.to_be_bytes()), "65535.0");
        assert_eq!(written(Kind::Int, &(-7_i32).to_be_bytes()), "-7");
        assert_eq!(written(Kind::Bool, &[1]), "true");
        assert_eq!(written(Kind::Text, "a\"\u{1}<é".as_bytes()), r#""a\"\u0001<é""#);
        assert_eq!(written(Kind::Json, b"\x01{\"a\": 1}"), "{\"a\": 1}");
    }

    #[test]
    fn arrays_of_ids_are_lists() {
        let ids = [Uuid::from_u128(1), Uuid::from_u128(2)];
        let mut bytes = [1_i32, 0, 2950, 2, 1].map(i32::to_be_bytes).concat();
        for id in ids {
            bytes.extend(16_i32.to_be_bytes());
            bytes.extend(id.as_bytes());
        }
        assert_eq!(written(Kind::Uuids, &bytes), serde_json::to_string(&ids).unwrap());
        let empty = [0_i32, 0, 2950].map(i32::to_be_bytes).concat();
        assert_eq!(written(Kind::Uuids, &empty), "[]");
    }

    #[test]
    fn bytes_of_another_kind_are_refused() {
        let mut out = vec![];
        assert!(write_bytes(&mut out, Kind::Uuid, &[1, 2]).is_none());
        assert!(write_bytes(&mut out, Kind::Time, &[1]).is_none());
        assert!(write_bytes(&mut out, Kind::Json, b"{}").is_none());
    }
}
