import type { QueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import { ApiError } from "@treasury-plane/api/errors";
import { labelsQuery, statesQuery } from "@treasury-plane/api/queries";
import type { WorkItem as ApiWorkItem, RealtimeChange } from "@treasury-plane/api/types";
import type { RealtimeClient, Subscription } from "@treasury-plane/kit/realtime/client";
import { itemKeys } from "./item-queries";
import type { WorkItem } from "./model";
import type { ProjectSession } from "./project-session";
import { projectPath } from "./project-session";
import { itemFromWire } from "./snapshot";

/** Changes that come in one burst are applied, and drawn, together. */
const BATCH_MS = 25;

/** Keeps a session's store current. Answers how to stop. */
export function followProject(
  session: ProjectSession,
  client: RealtimeClient,
  queries: QueryClient,
): () => void {
  const { store, mutations } = session;
  let subscription: Subscription | null = null;
  let isStopped = false;
  let waiting: { id: string; item: WorkItem | null }[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    timer = undefined;
    const rows = waiting;
    waiting = [];
    mutations.afterCreates(() => store.applyRemote(rows));
  };
  const apply = (id: string, item: WorkItem | null) => {
    waiting.push({ id, item });
    timer ??= setTimeout(flush, BATCH_MS);
  };

  const reread = async (id: string) => {
    try {
      const path = projectPath(session.slug, session.projectId, "work-items", id);
      const item = await api.get<ApiWorkItem>(path);
      apply(id, item.archived_at || item.is_draft ? null : itemFromWire(item));
    } catch (error) {
      if (error instanceof ApiError && error.isNotFound) apply(id, null);
    }
  };

  const onChange = (change: RealtimeChange) => {
    store.cursor = change.cursor;
    if (change.entity === "work_item") {
      if (change.row) apply(change.id, itemFromWire(change.row));
      else if (change.verb === "deleted") apply(change.id, null);
      else void reread(change.id);
      void queries.invalidateQueries({ queryKey: itemKeys.all(change.id) });
    } else if (change.work_item) {
      void queries.invalidateQueries({ queryKey: itemKeys.all(change.work_item) });
    } else {
      void refreshMeta(session, queries, change.entity);
    }
  };

  const start = async () => {
    if (store.status !== "ready") await session.load();
    if (isStopped || store.cursor === null) return;
    subscription = client.subscribe(
      `project:${session.projectId}`,
      {
        onChange,
        onReload: () => void reload(),
        onRefused: () => store.setStatus("error", new ApiError({ status: 404, message: "" })),
      },
      store.cursor,
    );
  };

  const reload = async () => {
    try {
      await session.load();
    } catch {
      // The socket is back before the server can answer: once more, in a moment.
      await new Promise((resume) => setTimeout(resume, 2000));
      if (!isStopped) await reload();
      return;
    }
    if (store.cursor !== null) subscription?.resume(store.cursor);
  };

  const stopRetry = store.subscribeStatus(() => {
    // A first load that failed and was retried by hand.
    if (store.status === "ready" && !subscription && !isStopped) void start();
  });
  void start();
  return () => {
    isStopped = true;
    stopRetry();
    clearTimeout(timer);
    if (waiting.length > 0) flush();
    subscription?.unsubscribe();
  };
}

async function refreshMeta(
  session: ProjectSession,
  queries: QueryClient,
  entity: string,
): Promise<void> {
  const { slug, projectId, store } = session;
  if (entity === "state") {
    const states = await queries.fetchQuery({ ...statesQuery(slug, projectId), staleTime: 0 });
    store.setMeta({ states });
  } else if (entity === "label") {
    const labels = await queries.fetchQuery({ ...labelsQuery(slug, projectId), staleTime: 0 });
    store.setMeta({ labels });
  } else if (entity === "project_member") {
    await session.load();
  } else if (entity === "project") {
    await queries.invalidateQueries({ queryKey: ["workspaces", slug, "projects"] });
  }
}
