import { api, apiPath } from "@treasury-plane/api/client";
import type { WorkItem as ApiWorkItem, Snapshot as WireSnapshot } from "@treasury-plane/api/types";
import { measured } from "./marks";
import type { ItemGateway } from "./mutations";
import { ItemMutations } from "./mutations";
import { decodeSnapshot, itemFromWire } from "./snapshot";
import { ProjectStore } from "./store";

/** What a screen holds of an open project: its items, and the way to change them. */
export interface ProjectSession {
  readonly slug: string;
  readonly projectId: string;
  readonly store: ProjectStore;
  readonly mutations: ItemMutations;
  load(): Promise<void>;
}

export function projectPath(slug: string, projectId: string, ...rest: string[]): string {
  return apiPath("workspaces", slug, "projects", projectId, ...rest);
}

function gatewayOf(slug: string, projectId: string): ItemGateway {
  const at = (...rest: string[]) => projectPath(slug, projectId, "work-items", ...rest);
  return {
    patch: async (id, body) => itemFromWire(await api.patch<ApiWorkItem>(at(id), body)),
    create: async (body) => itemFromWire(await api.post<ApiWorkItem>(at(), body)),
    remove: (id) => api.del(at(id)),
  };
}

export function createSession(
  slug: string,
  projectId: string,
  onRefused: (sentence: string, error: unknown) => void,
): ProjectSession {
  const store = new ProjectStore(projectId);
  const mutations = new ItemMutations(store, gatewayOf(slug, projectId), onRefused);
  let running: Promise<void> | null = null;

  async function read(): Promise<void> {
    if (store.status !== "ready") store.setStatus("loading");
    try {
      const wire = await api.get<WireSnapshot>(projectPath(slug, projectId, "snapshot"));
      measured("store-load", () => store.load(decodeSnapshot(wire)));
    } catch (error) {
      // Items already on the screen stay there: the socket asks for another try.
      if (store.status !== "ready") store.setStatus("error", error);
      else throw error;
    }
  }

  const load = () => {
    running ??= read().finally(() => {
      running = null;
    });
    return running;
  };
  return { slug, projectId, store, mutations, load };
}

const KEPT = 3;
const sessions = new Map<string, ProjectSession>();

/** The session of a project. A few are kept, so that going back and forth is instant. */
export function openSession(
  slug: string,
  projectId: string,
  onRefused: (sentence: string, error: unknown) => void,
): ProjectSession {
  const key = `${slug}/${projectId}`;
  const session = sessions.get(key) ?? createSession(slug, projectId, onRefused);
  sessions.delete(key);
  sessions.set(key, session);
  for (const old of sessions.keys()) {
    if (sessions.size <= KEPT) break;
    sessions.delete(old);
  }
  return session;
}

/** Signing out leaves nothing of anybody's work in memory. */
export function closeAllSessions(): void {
  sessions.clear();
}

/** Projects of a workspace that are in memory now. */
export function loadedSessions(slug: string): ProjectSession[] {
  return [...sessions.values()].filter((session) => session.slug === slug);
}
