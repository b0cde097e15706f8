//! The import of a CSV file.

use super::{
    insert::{self, Draft, Place},
    known::Known,
    mapping::{Field, Mapping, Wish},
    read::{self, Row},
    report::{Remark, Report},
};
use crate::{
    app::App,
    audit,
    db::{Context, Tx},
    error::{Error, Result},
};
use anyhow::{Context as _, ensure};
use csv::{ByteRecord, Reader, ReaderBuilder};
use entity::work_item;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Select};
use std::{
    collections::{HashMap, HashSet},
    io::Read,
};

/// Tries for a batch whose labels or people somebody else creates at the same moment.
const TRIES: u32 = 3;
/// More rows than this in one statement, and PostgreSQL's limit of parameters comes near.
pub const BATCH_MAX: usize = 2000;

/// How to import.
#[derive(Clone, Debug)]
pub struct Options {
    /// Name of the source; with the external ids it makes a second run change nothing.
    pub source: String,
    /// Columns that are not what their names say.
    pub wishes: Vec<Wish>,
    /// Leave out assignees who are not known instead of adding them without access.
    pub skip_unknown_assignees: bool,
    /// Rows in one transaction.
    pub batch: usize,
}

/// One run.
struct Import<'a> {
    app: &'a App,
    to: Place,
    slug: &'a str,
    options: &'a Options,
    known: Known,
    /// External ids of items that were imported and deleted since: a second run does not bring
    /// them back.
    deleted: HashSet<String>,
    report: Report,
}

/// Imports all rows of `input` into a project. `progress` hears how many rows have been read. When
/// it fails midway, all batches before are in, and running it again goes on.
pub async fn run(
    app: &App,
    (to, slug): (Place, &str),
    options: &Options,
    input: impl Read,
    mut progress: impl FnMut(u64),
) -> anyhow::Result<Report> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(input);
    let mapping = Mapping::new(&header(&mut reader)?, &options.wishes)?;
    let tx = app.db.begin(context(to)).await?;
    let known = Known::load(&tx, to, slug).await?;
    let gone = of_source(to, options).filter(work_item::Column::DeletedAt.is_not_null());
    let deleted = external_ids(&tx, gone).await?;
    tx.end().await?;
    let mut import = Import { app, to, slug, options, known, deleted, report: Report::default() };
    import.report.modules_as_labels = mapping.columns.iter().any(|(_, f)| *f == Field::Module);
    let size = options.batch.clamp(1, BATCH_MAX);
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut batch: Vec<Row> = Vec::with_capacity(size);
    let mut record = ByteRecord::new();
    let mut count = 0;
    while reader.read_byte_record(&mut record)? {
        count += 1;
        match accept(&record, &mapping, &mut seen) {
            Ok(row) => batch.push(row),
            Err(remark) => import.report.rejected.push(remark),
        }
        if batch.len() == size {
            import.store(std::mem::take(&mut batch)).await?;
            progress(count);
        }
    }
    import.store(batch).await?;
    progress(count);
    note(app, to, options, &import.report).await?;
    Ok(import.report)
}

/// Items came in past the screens: who, how many, and from where.
async fn note(app: &App, to: Place, options: &Options, report: &Report) -> Result<()> {
    let tx = app.db.begin(context(to)).await?;
    audit::Entry::new("import.completed")
        .by(to.actor_id)
        .on("project", to.project_id)
        .within(to.workspace_id)
        .with("source", options.source.as_str())
        .with("created", report.created)
        .with("unchanged", report.unchanged)
        .with("people", report.people)
        .with("rejected", report.rejected.len())
        .write(&tx, app.clock.now())
        .await?;
    tx.commit().await
}

fn of_source(to: Place, options: &Options) -> Select<work_item::Entity> {
    work_item::Entity::find()
        .filter(work_item::Column::ProjectId.eq(to.project_id))
        .filter(work_item::Column::ExternalSource.eq(options.source.as_str()))
}

async fn external_ids(tx: &Tx, items: Select<work_item::Entity>) -> Result<HashSet<String>> {
    let ids: Vec<Option<String>> =
        items.select_only().column(work_item::Column::ExternalId).into_tuple().all(&**tx).await?;
    Ok(ids.into_iter().flatten().collect())
}

fn context(to: Place) -> Context {
    Context::member(to.actor_id, to.workspace_id)
}

fn header(reader: &mut Reader<impl Read>) -> anyhow::Result<Vec<String>> {
    let mut record = ByteRecord::new();
    ensure!(reader.read_byte_record(&mut record)?, "the file is empty");
    let cells = record.iter().map(|cell| std::str::from_utf8(cell).map(|text| text.trim()));
    let cells: Vec<_> = cells
        .collect::<Result<_, _>>()
        .context("the first line is not UTF-8 text; save the file as \"CSV UTF-8\"")?;
    let cells = cells.iter().map(|cell| cell.trim_start_matches('\u{feff}').trim_matches('"'));
    Ok(cells.map(str::to_owned).collect())
}

fn accept(
    record: &ByteRecord,
    mapping: &Mapping,
    seen: &mut HashMap<String, u64>,
) -> std::result::Result<Row, Remark> {
    let line = record.position().map_or(0, csv::Position::line);
    let mut row = read::row(record, mapping).map_err(|text| Remark { line, text })?;
    if row.external_id.starts_with(read::BY_CONTENT) {
        // Equal rows without ids are as many items; the second run counts them again.
        let content = row.external_id.clone();
        let same = seen.entry(content.clone()).and_modify(|n| *n += 1).or_insert(1);
        if *same > 1 {
            row.external_id = format!("{content}:{same}");
        }
        return Ok(row);
    }
    if let Some(first) = seen.get(&row.external_id) {
        let text = format!("has the same id \"{}\" as line {first}", row.external_id);
        return Err(Remark { line, text });
    }
    seen.insert(row.external_id.clone(), line);
    Ok(row)
}

impl Import<'_> {
    async fn store(&mut self, batch: Vec<Row>) -> anyhow::Result<()> {
        let (Some(first), Some(last)) = (batch.first(), batch.last()) else { return Ok(()) };
        let lines = (first.line, last.line);
        let mut tries = 0;
        loop {
            tries += 1;
            // What a transaction adds is known only once it is committed.
            let mut known = self.known.clone();
            match self.try_store(&mut known, &batch).await {
                Ok(part) => {
                    self.known = known;
                    self.add(part, batch);
                    return Ok(());
                }
                Err(Error::Conflict { .. }) if tries < TRIES => self.look_again().await?,
                Err(error) => {
                    return Err(anyhow::Error::new(error).context(format!(
                        "lines {} to {} could not be stored; all before them are in, run the \
                         command again to go on",
                        lines.0, lines.1
                    )));
                }
            }
        }
    }

    fn add(&mut self, part: Report, batch: Vec<Row>) {
        self.report.created += part.created;
        self.report.unchanged += part.unchanged;
        self.report.labels += part.labels;
        self.report.people += part.people;
        self.report.skipped_assignees += part.skipped_assignees;
        let notes = batch.into_iter().filter_map(|row| Some((row.line, row.note?)));
        self.report.notes.extend(notes.map(|(line, text)| Remark { line, text }));
    }

    async fn look_again(&mut self) -> Result<()> {
        let tx = self.app.db.begin(context(self.to)).await?;
        self.known = Known::load(&tx, self.to, self.slug).await?;
        tx.end().await
    }

    async fn try_store(&self, known: &mut Known, batch: &[Row]) -> Result<Report> {
        let mut part = Report::default();
        let tx = self.app.db.begin(context(self.to)).await?;
        // Two imports of one file at a time would both miss what the other is about to create.
        insert::take_numbers(&tx, self.to.project_id, 0).await?;
        let present = self.present(&tx, batch).await?;
        let rows: Vec<&Row> =
            batch.iter().filter(|row| !present.contains(&row.external_id)).collect();
        part.created = rows.len();
        part.unchanged = batch.len() - rows.len();
        let names = rows.iter().flat_map(|row| row.labels.iter().map(String::as_str));
        part.labels = known.add_labels(self.app, &tx, names).await?;
        if !self.options.skip_unknown_assignees {
            let names = rows.iter().flat_map(|row| row.assignees.iter().map(String::as_str));
            part.people = known.add_people(self.app, &tx, names).await?;
        }
        let drafts: Vec<Draft> =
            rows.iter().map(|row| self.draft(known, row, &mut part.skipped_assignees)).collect();
        let people = drafts.iter().flat_map(|draft| draft.assignees.iter().copied());
        known.join(self.app, &tx, people).await?;
        insert::items(&tx, self.to, drafts, self.app.clock.now()).await?;
        tx.commit().await?;
        Ok(part)
    }

    /// Those external ids of the batch that were imported before.
    async fn present(&self, tx: &Tx, batch: &[Row]) -> Result<HashSet<String>> {
        let ids = batch.iter().map(|row| row.external_id.as_str());
        // Written as the condition of the index that makes external ids unique.
        let here = of_source(self.to, self.options)
            .filter(work_item::Column::DeletedAt.is_null())
            .filter(work_item::Column::ExternalId.is_in(ids));
        let mut present = external_ids(tx, here).await?;
        let gone = batch.iter().filter(|row| self.deleted.contains(&row.external_id));
        present.extend(gone.map(|row| row.external_id.clone()));
        Ok(present)
    }

    fn draft(&self, known: &Known, row: &Row, skipped: &mut usize) -> Draft {
        let mut assignees = vec![];
        for name in &row.assignees {
            match known.person(name) {
                Some(id) if assignees.contains(&id) => {}
                Some(id) => assignees.push(id),
                None => *skipped += 1,
            }
        }
        let mut labels = vec![];
        for id in row.labels.iter().filter_map(|name| known.label(name)) {
            if !labels.contains(&id) {
                labels.push(id);
            }
        }
        let mut properties = row.properties.clone();
        if let Some(state) = row.state.as_deref().filter(|name| !known.has_state(name)) {
            properties.insert("state".to_owned(), state.into());
        }
        let (state_id, is_completed) = known.state(row.state.as_deref());
        Draft {
            name: row.name.clone(),
            description_html: row.description_html.clone(),
            state_id,
            is_completed,
            priority: row.priority.clone().unwrap_or_else(|| "none".to_owned()),
            labels,
            assignees,
            start_date: None,
            target_date: None,
            created_at: row.created_at,
            external: Some((self.options.source.clone(), row.external_id.clone())),
            properties,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &[u8]) -> (Vec<String>, Vec<Remark>) {
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
        let mapping = Mapping::new(&header(&mut reader).unwrap(), &[]).unwrap();
        let (mut seen, mut ids, mut remarks) = (HashMap::new(), vec![], vec![]);
        for record in reader.byte_records() {
            match accept(&record.unwrap(), &mapping, &mut seen) {
                Ok(row) => ids.push(row.external_id),
                Err(remark) => remarks.push(remark),
            }
        }
        (ids, remarks)
    }

    #[test]
    fn no_row_is_lost_without_a_word() {
        let text = b"\xef\xbb\xbfid,title\n1,one\n2\n3,three,extra\n4,caf\xe9\n\"5\",\"two\nlines\"\n1,again\n6,\n";
        let (ids, remarks) = read_all(text);
        assert_eq!(ids, ["1", "5"]);
        let lines: Vec<_> = remarks.iter().map(|remark| remark.line).collect();
        assert_eq!(lines, [3, 4, 5, 8, 9]);
        assert!(remarks[3].text.contains("same id \"1\" as line 2"));
    }

    #[test]
    fn equal_rows_without_ids_are_as_many_items() {
        let (ids, remarks) = read_all(b"title\nsame\nsame\nother\n");
        assert_eq!(remarks, []);
        assert_eq!(ids.len(), 3);
        assert_eq!(ids[1], format!("{}:2", ids[0]));
        assert_eq!(read_all(b"title\nsame\nsame\nother\n").0, ids);
    }

    #[test]
    fn a_header_in_another_encoding_is_explained() {
        let mut reader = ReaderBuilder::new().has_headers(false).from_reader(&b"t\xeftle\n"[..]);
        assert!(header(&mut reader).unwrap_err().to_string().contains("CSV UTF-8"));
    }
}
