//! The functions that look before a workspace is chosen. They run as the owner, so each checks for itself who asks.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared(UP).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(DOWN).await?;
        Ok(())
    }
}

// These and `events_after` are all that passes row-level security; read them together when
// reviewing access. Each takes ids, returns few columns and can be called by the runtime role only.
const UP: &str = "
-- Who `p_user` is in the workspace named by its slug, and in one of its projects.
CREATE FUNCTION resolve_scope(p_user uuid, p_slug text, p_project uuid)
RETURNS TABLE (workspace_id uuid, workspace_role smallint, project_id uuid, project_role smallint,
               network smallint, guest_view_all boolean, project_archived boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT w.id, wm.role, p.id, pm.role, p.network, p.guest_view_all_features, p.archived_at IS NOT NULL
    FROM workspaces w
    JOIN workspace_members wm ON wm.workspace_id = w.id AND wm.member_id = p_user AND wm.is_active
    LEFT JOIN projects p ON p.workspace_id = w.id AND p.id = p_project AND p.deleted_at IS NULL
    LEFT JOIN project_members pm ON pm.project_id = p.id AND pm.member_id = p_user AND pm.is_active
    WHERE w.slug = p_slug AND w.deleted_at IS NULL
$$;

-- The slug of a workspace, for topics that name it by id.
CREATE FUNCTION workspace_slug(p_user uuid, p_workspace uuid, p_project uuid)
RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT w.slug FROM workspaces w
    JOIN workspace_members wm ON wm.workspace_id = w.id AND wm.member_id = p_user AND wm.is_active
    WHERE w.deleted_at IS NULL
      AND w.id = coalesce(p_workspace, (SELECT p.workspace_id FROM projects p WHERE p.id = p_project AND p.deleted_at IS NULL))
$$;

-- The project behind a published board.
CREATE FUNCTION resolve_anchor(p_anchor text)
RETURNS TABLE (workspace_id uuid, project_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT b.workspace_id, b.project_id FROM publications b
    JOIN projects p ON p.id = b.project_id AND p.deleted_at IS NULL AND p.archived_at IS NULL
    JOIN workspaces w ON w.id = b.workspace_id AND w.deleted_at IS NULL
    WHERE b.anchor = p_anchor
$$;

-- The workspace that a one-time invitation belongs to.
CREATE FUNCTION resolve_invitation(p_token_hash bytea)
RETURNS TABLE (workspace_id uuid, invitation_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT i.workspace_id, i.id FROM invitations i
    JOIN workspaces w ON w.id = i.workspace_id AND w.deleted_at IS NULL
    WHERE i.token_hash = p_token_hash AND i.deleted_at IS NULL AND i.responded_at IS NULL
$$;

-- The workspace and project that an upload token belongs to.
CREATE FUNCTION resolve_upload(p_file uuid, p_token_hash bytea)
RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT f.workspace_id FROM files f
    WHERE f.id = p_file AND f.upload_token_hash = p_token_hash AND f.deleted_at IS NULL AND NOT f.is_uploaded
$$;

-- Titles by trigram over the projects that `p_user` may read: row-level security would keep the
-- planner from using the index, so this function applies the workspace and the roles itself.
-- In plpgsql and with a generic plan, because a function in SQL is planned anew at each call, which
-- took longer than the search. A generic plan knows no prefix of `p_query`, hence the range in place
-- of LIKE for short texts: from the text itself to the text with the last character there is.
CREATE FUNCTION search_work_items(p_user uuid, p_workspace uuid, p_project uuid, p_query text, p_number integer, p_limit integer)
RETURNS TABLE (id uuid, name text, sequence_id integer, project_identifier text, project_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    part text := '%' || replace(replace(replace(p_query, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%';
    beginning text := lower(p_query);
    beyond text := lower(p_query) || chr(1114111);
BEGIN
    RETURN QUERY
    WITH mine AS MATERIALIZED (
        SELECT p.id, p.identifier, (pm.role > 5 OR p.guest_view_all_features) AS sees_all
        FROM projects p
        JOIN project_members pm ON pm.project_id = p.id AND pm.member_id = p_user AND pm.is_active
        JOIN workspace_members wm ON wm.workspace_id = p.workspace_id AND wm.member_id = p_user AND wm.is_active
        WHERE p.workspace_id = p_workspace AND p.deleted_at IS NULL AND p.archived_at IS NULL
          AND (p_project IS NULL OR p.id = p_project)
    ), hits AS (
        (SELECT w.*, 0 AS rank FROM work_items w JOIN mine ON mine.id = w.project_id
         WHERE w.sequence_id = p_number LIMIT 50)
        UNION ALL
        (SELECT w.*, 1 FROM work_items w
         WHERE length(p_query) >= 3 AND w.name ILIKE part
           AND w.project_id IN (SELECT mine.id FROM mine) AND w.deleted_at IS NULL
           AND w.sequence_id IS DISTINCT FROM p_number
         LIMIT 500)
        UNION ALL
        (SELECT w.*, 1 FROM work_items w JOIN mine ON mine.id = w.project_id
         WHERE length(p_query) < 3
           AND lower(w.name) ~>=~ beginning AND lower(w.name) ~<~ beyond
           AND w.deleted_at IS NULL AND w.sequence_id IS DISTINCT FROM p_number
         LIMIT 200)
    )
    SELECT h.id, h.name, h.sequence_id, mine.identifier, h.project_id
    FROM hits h JOIN mine ON mine.id = h.project_id
    WHERE h.deleted_at IS NULL AND h.archived_at IS NULL AND NOT h.is_draft
      AND (mine.sees_all OR h.created_by = p_user)
    ORDER BY h.rank, h.updated_at DESC, h.id DESC
    LIMIT least(p_limit, 100);
END $$;

-- The instance console's list; the caller has been checked to be an instance administrator.
CREATE FUNCTION instance_workspaces(p_search text)
RETURNS TABLE (id uuid, name text, slug text, owner_id uuid, created_at timestamptz, member_count bigint, project_count bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT w.id, w.name, w.slug, w.owner_id, w.created_at,
           (SELECT count(*) FROM workspace_members m WHERE m.workspace_id = w.id AND m.is_active),
           (SELECT count(*) FROM projects p WHERE p.workspace_id = w.id AND p.deleted_at IS NULL)
    FROM workspaces w
    WHERE w.deleted_at IS NULL
      AND (p_search = '' OR strpos(lower(w.name), lower(p_search)) > 0 OR strpos(lower(w.slug), lower(p_search)) > 0)
    ORDER BY w.created_at DESC, w.id DESC
$$;

-- Totals for the instance console and the metrics.
CREATE FUNCTION instance_counts()
RETURNS TABLE (users bigint, workspaces bigint, projects bigint, work_items bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT (SELECT count(*) FROM users WHERE is_active AND NOT is_bot),
           (SELECT count(*) FROM workspaces WHERE deleted_at IS NULL),
           (SELECT count(*) FROM projects WHERE deleted_at IS NULL),
           (SELECT coalesce(sum(visible_items), 0)::bigint FROM project_counters)
$$;

-- How many workspaces each of these people belongs to.
CREATE FUNCTION workspace_counts(p_users uuid[])
RETURNS TABLE (user_id uuid, workspaces bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT m.member_id, count(*) FROM workspace_members m
    WHERE m.member_id = ANY (p_users) AND m.is_active GROUP BY m.member_id
$$;

REVOKE ALL ON FUNCTION resolve_scope, workspace_slug, resolve_anchor, resolve_invitation, resolve_upload,
    search_work_items, instance_workspaces, instance_counts, workspace_counts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION resolve_scope, workspace_slug, resolve_anchor, resolve_invitation, resolve_upload,
    search_work_items, instance_workspaces, instance_counts, workspace_counts TO treasury_plane_app;
GRANT SELECT ON seaql_migrations TO treasury_plane_app;
";

const DOWN: &str = "
DROP FUNCTION workspace_counts, instance_counts, instance_workspaces, search_work_items, resolve_upload,
    resolve_invitation, resolve_anchor, workspace_slug, resolve_scope;
REVOKE ALL ON seaql_migrations FROM treasury_plane_app;
";
