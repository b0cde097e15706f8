//! Work items with their assignees and labels, and the indexes that keep lists the same speed at any size.
use sea_orm_migration::prelude::*;

use crate::tenant::protect;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared(UP).await?;
        for table in ["work_items", "work_item_assignees", "work_item_labels"] {
            db.execute_unprepared(&protect(table)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(DOWN).await?;
        Ok(())
    }
}

// `priority` is text with a check, not an enum: enum comparison is not leakproof, so row-level
// security would keep the planner from using an index on it.
const UP: &str = "
CREATE TABLE work_items (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL,
    project_id uuid NOT NULL,
    parent_id uuid,
    state_id uuid NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    description_html text NOT NULL DEFAULT '<p></p>' CHECK (octet_length(description_html) <= 10485760),
    description_stripped text,
    priority text NOT NULL DEFAULT 'none' CHECK (priority IN ('urgent', 'high', 'medium', 'low', 'none')),
    point integer,
    start_date date,
    target_date date,
    sequence_id integer NOT NULL,
    sort_order double precision NOT NULL DEFAULT 65535,
    completed_at timestamptz,
    archived_at date,
    is_draft boolean NOT NULL DEFAULT false,
    properties jsonb NOT NULL DEFAULT '{}',
    external_source text CHECK (length(external_source) <= 255),
    external_id text CHECK (length(external_id) <= 255),
    created_by uuid REFERENCES users ON DELETE SET NULL,
    updated_by uuid REFERENCES users ON DELETE SET NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    CHECK (start_date <= target_date),
    CHECK (parent_id <> id),
    UNIQUE (workspace_id, project_id, id),
    UNIQUE (project_id, sequence_id),
    FOREIGN KEY (workspace_id, project_id) REFERENCES projects (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, project_id, state_id) REFERENCES states (workspace_id, project_id, id),
    FOREIGN KEY (workspace_id, project_id, parent_id) REFERENCES work_items (workspace_id, project_id, id)
);
-- What the default lists show: in the order of each list, the id as tie-break for keyset paging.
CREATE INDEX work_items_created ON work_items (project_id, created_at DESC, id DESC)
    WHERE deleted_at IS NULL AND archived_at IS NULL AND NOT is_draft;
CREATE INDEX work_items_updated ON work_items (project_id, updated_at DESC, id DESC)
    WHERE deleted_at IS NULL AND archived_at IS NULL AND NOT is_draft;
-- With the workspace, which row-level security asks for: counting a column reads no rows then.
CREATE INDEX work_items_manual ON work_items (project_id, state_id, sort_order, id)
    INCLUDE (workspace_id)
    WHERE deleted_at IS NULL AND archived_at IS NULL AND NOT is_draft;
CREATE INDEX work_items_parent ON work_items (parent_id) WHERE parent_id IS NOT NULL;
CREATE UNIQUE INDEX work_items_external_key ON work_items (project_id, external_source, external_id)
    WHERE external_id IS NOT NULL AND external_source IS NOT NULL AND deleted_at IS NULL;
-- Without a list of pending entries, which each search would have to read through.
CREATE INDEX work_items_name_trgm ON work_items USING gin (name gin_trgm_ops) WITH (fastupdate = off);
CREATE INDEX work_items_name_prefix ON work_items (project_id, lower(name) text_pattern_ops) WHERE deleted_at IS NULL;
CREATE INDEX work_items_properties ON work_items USING gin (properties jsonb_path_ops);

CREATE TABLE work_item_assignees (
    workspace_id uuid NOT NULL,
    project_id uuid NOT NULL,
    work_item_id uuid NOT NULL,
    assignee_id uuid NOT NULL,
    PRIMARY KEY (work_item_id, assignee_id),
    FOREIGN KEY (workspace_id, project_id, work_item_id) REFERENCES work_items (workspace_id, project_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, assignee_id) REFERENCES workspace_members (workspace_id, member_id) ON DELETE CASCADE
);
CREATE INDEX work_item_assignees_person ON work_item_assignees (project_id, assignee_id, work_item_id);

CREATE TABLE work_item_labels (
    workspace_id uuid NOT NULL,
    project_id uuid NOT NULL,
    work_item_id uuid NOT NULL,
    label_id uuid NOT NULL,
    PRIMARY KEY (work_item_id, label_id),
    FOREIGN KEY (workspace_id, project_id, work_item_id) REFERENCES work_items (workspace_id, project_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, project_id, label_id) REFERENCES labels (workspace_id, project_id, id) ON DELETE CASCADE
);
CREATE INDEX work_item_labels_label ON work_item_labels (project_id, label_id, work_item_id);

-- project_counters.visible_items follows the rows, whoever writes them, one update a statement.
CREATE FUNCTION work_items_count() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE project_counters c SET visible_items = c.visible_items + d.n
        FROM (SELECT project_id, count(*) AS n FROM new_rows
              WHERE deleted_at IS NULL AND archived_at IS NULL AND NOT is_draft GROUP BY project_id) d
        WHERE c.project_id = d.project_id;
    ELSIF TG_OP = 'DELETE' THEN
        UPDATE project_counters c SET visible_items = c.visible_items - d.n
        FROM (SELECT project_id, count(*) AS n FROM old_rows
              WHERE deleted_at IS NULL AND archived_at IS NULL AND NOT is_draft GROUP BY project_id) d
        WHERE c.project_id = d.project_id;
    ELSE
        UPDATE project_counters c SET visible_items = c.visible_items + d.n
        FROM (SELECT n.project_id,
                     count(*) FILTER (WHERE n.deleted_at IS NULL AND n.archived_at IS NULL AND NOT n.is_draft)
                   - count(*) FILTER (WHERE o.deleted_at IS NULL AND o.archived_at IS NULL AND NOT o.is_draft) AS n
              FROM new_rows n JOIN old_rows o ON o.id = n.id GROUP BY n.project_id) d
        WHERE c.project_id = d.project_id AND d.n <> 0;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER work_items_count_insert AFTER INSERT ON work_items
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION work_items_count();
CREATE TRIGGER work_items_count_delete AFTER DELETE ON work_items
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION work_items_count();
CREATE TRIGGER work_items_count_update AFTER UPDATE ON work_items
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION work_items_count();
";

const DOWN: &str = "DROP TABLE work_item_labels, work_item_assignees, work_items CASCADE; DROP FUNCTION work_items_count;";
