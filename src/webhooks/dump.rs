//! JSON as Python's `json.dumps` writes it, which is what receivers of Plane have been given: `", "`
//! and `": "` between things, and nothing but printable ASCII.

use crate::error::{Error, Result};
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io::{self, Write};

/// The text of `value`.
pub fn dump(value: &impl Serialize) -> Result<String> {
    let mut bytes = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut bytes, Python);
    value.serialize(&mut serializer).map_err(|error| Error::Internal(error.into()))?;
    String::from_utf8(bytes).map_err(|error| Error::Internal(error.into()))
}

struct Python;

fn separate<W: ?Sized + Write>(writer: &mut W, first: bool) -> io::Result<()> {
    if first { Ok(()) } else { writer.write_all(b", ") }
}

impl Formatter for Python {
    fn begin_array_value<W: ?Sized + Write>(&mut self, w: &mut W, first: bool) -> io::Result<()> {
        separate(w, first)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, w: &mut W, first: bool) -> io::Result<()> {
        separate(w, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        w: &mut W,
        text: &str,
    ) -> io::Result<()> {
        let mut units = [0; 2];
        for c in text.chars() {
            if matches!(c, ' '..='~') {
                write!(w, "{c}")?;
                continue;
            }
            for unit in c.encode_utf16(&mut units) {
                write!(w, "\\u{unit:04x}")?;
            }
        }
        Ok(())
    }

    /// Python writes `1e+16` and `1e-05` where others write `1e16` and `1e-5`.
    fn write_f64<W: ?Sized + Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        let text = format!("{value:?}");
        let Some((digits, exponent)) = text.split_once('e') else {
            return writer.write_all(text.as_bytes());
        };
        let (sign, exponent) =
            exponent.strip_prefix('-').map_or(('+', exponent), |exponent| ('-', exponent));
        write!(writer, "{digits}e{sign}{exponent:0>2}")
    }
}

#[cfg(test)]
mod tests {
    use super::dump;
    use serde_json::json;

    #[test]
    fn texts_and_numbers_look_like_pythons() {
        // Each was printed by `json.dumps` of Python 3.
        for (value, text) in [
            (json!({"a": 1, "b": [true, null, []]}), r#"{"a": 1, "b": [true, null, []]}"#),
            (json!({}), "{}"),
            (json!("é€😀"), r#""\u00e9\u20ac\ud83d\ude00""#),
            (
                json!("\"\\/\n\r\t\u{8}\u{c}\0\u{1f}\u{7f}"),
                r#""\"\\/\n\r\t\b\f\u0000\u001f\u007f""#,
            ),
            (json!(65535.0), "65535.0"),
            (json!(0.1), "0.1"),
            (json!(1e15), "1000000000000000.0"),
            (json!(1e16), "1e+16"),
            (json!(1.5e300), "1.5e+300"),
            (json!(0.0001), "0.0001"),
            (json!(0.00001), "1e-05"),
            (json!(-5), "-5"),
        ] {
            assert_eq!(dump(&value).unwrap(), text);
        }
    }
}
