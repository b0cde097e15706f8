//! Pages of a list: the query parameters, and the envelope that clients of the API know.
//!
//! A cursor is `<per_page>:<page>:<is_prev>`; the page counts from 0. Both neighbours' cursors are
//! always present and `*_page_results` says whether they lead anywhere.

use crate::error::{Error, Result};
use poem_openapi::{
    Object,
    types::{ParseFromJSON, ToJSON, Type},
};
use serde::Serialize;
use serde_json::Value;

/// The most rows a page may have.
pub const PER_PAGE_MAX: u64 = 1000;
/// The rows of a page that asks for none.
pub const PER_PAGE_DEFAULT: u64 = 100;
/// Beyond this row offset a list should be narrowed by filters instead.
const OFFSET_MAX: u64 = 10_000_000;

/// Which page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Rows a page.
    pub per_page: u64,
    /// Pages before this one.
    pub page: u64,
}

impl Paging {
    /// Reads the two query parameters.
    pub fn parse(per_page: Option<i64>, cursor: Option<&str>) -> Result<Self> {
        let invalid = || Error::invalid("detail", "Invalid cursor.");
        let per_page = match per_page {
            None => PER_PAGE_DEFAULT,
            Some(n) => u64::try_from(n)
                .ok()
                .filter(|n| (1..=PER_PAGE_MAX).contains(n))
                .ok_or_else(|| Error::invalid("per_page", "Must lie between 1 and 1000."))?,
        };
        let Some(cursor) = cursor else { return Ok(Self { per_page, page: 0 }) };
        let parts: Vec<i64> = cursor
            .split(':')
            .map(str::parse)
            .collect::<std::result::Result<_, _>>()
            .map_err(|_| invalid())?;
        let [_, page, _] = parts.as_slice() else { return Err(invalid()) };
        let page = u64::try_from(*page).map_err(|_| invalid())?;
        match page.checked_mul(per_page) {
            Some(offset) if offset <= OFFSET_MAX => Ok(Self { per_page, page }),
            _ => Err(invalid()),
        }
    }

    /// Rows before this page.
    pub fn offset(self) -> u64 {
        self.page.saturating_mul(self.per_page)
    }
}

/// A page of a list.
#[derive(Clone, Debug, Serialize, Object)]
pub struct Page<T: Type + ParseFromJSON + ToJSON + Send + Sync> {
    /// The field by which `results` is grouped. Lists of this API are not.
    pub grouped_by: Option<String>,
    /// As `grouped_by`, one level down.
    pub sub_grouped_by: Option<String>,
    /// Rows that match, on all pages.
    pub total_count: u64,
    /// The cursor of the next page.
    pub next_cursor: String,
    /// The cursor of the page before.
    pub prev_cursor: String,
    /// Whether there is a next page.
    pub next_page_results: bool,
    /// Whether there is a page before.
    pub prev_page_results: bool,
    /// Rows on this page.
    pub count: u64,
    /// Pages in all.
    pub total_pages: u64,
    /// The same as `total_count`.
    pub total_results: u64,
    /// Always null.
    pub extra_stats: Option<Value>,
    /// The rows.
    pub results: Vec<T>,
}

impl<T: Type + ParseFromJSON + ToJSON + Send + Sync> Page<T> {
    /// The page of a list that is short enough to be read whole.
    pub fn of_all(all: Vec<T>, paging: Paging) -> Self {
        let total = all.len() as u64;
        let skip = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
        let take = usize::try_from(paging.per_page).unwrap_or(usize::MAX);
        Self::new(all.into_iter().skip(skip).take(take).collect(), total, paging)
    }

    /// The envelope around `results`.
    pub fn new(results: Vec<T>, total: u64, paging: Paging) -> Self {
        let count = results.len() as u64;
        Self { results, ..Self::envelope(count, total, paging) }
    }

    /// The envelope around `count` results that are written by other means.
    pub fn envelope(count: u64, total: u64, paging: Paging) -> Self {
        let Paging { per_page, page } = paging;
        let previous = i64::try_from(page).unwrap_or(i64::MAX) - 1;
        Self {
            grouped_by: None,
            sub_grouped_by: None,
            total_count: total,
            next_cursor: format!("{per_page}:{}:0", page + 1),
            prev_cursor: format!("{per_page}:{previous}:1"),
            next_page_results: paging.offset() + count < total,
            prev_page_results: page > 0,
            count,
            total_pages: total.div_ceil(per_page),
            total_results: total,
            extra_stats: None,
            results: vec![],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_are_strict() {
        assert_eq!(Paging::parse(None, None).unwrap(), Paging { per_page: 100, page: 0 });
        assert_eq!(
            Paging::parse(Some(50), Some("50:2:0")).unwrap(),
            Paging { per_page: 50, page: 2 }
        );
        for bad in ["", "1", "1:2", "1:2:3:4", "a:0:0", "50:-1:0", "50:99999999999999999999:0"] {
            assert!(Paging::parse(Some(50), Some(bad)).is_err(), "{bad}");
        }
        for bad in [-1, 0, 1001, i64::MAX] {
            assert!(Paging::parse(Some(bad), None).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_envelope_knows_its_neighbours() {
        let page = Page::new(vec![1_i32, 2], 5, Paging { per_page: 2, page: 1 });
        assert_eq!((page.next_cursor.as_str(), page.prev_cursor.as_str()), ("2:2:0", "2:0:1"));
        assert!(page.next_page_results && page.prev_page_results);
        assert_eq!(page.total_pages, 3);
        let last = Page::new(vec![5_i32], 5, Paging { per_page: 2, page: 2 });
        assert!(!last.next_page_results);
    }
}
