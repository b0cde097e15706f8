import { api } from "@treasury-plane/api/client";
import type { Label as ApiLabel } from "@treasury-plane/api/types";
import type { Label } from "./model";
import type { ProjectSession } from "./project-session";
import { projectPath } from "./project-session";

/** Mid tones that stay apart from each other on light and dark. */
export const LABEL_COLORS = [
  "#d14d41",
  "#c96a1c",
  "#a88200",
  "#3c8d5a",
  "#2f7fb5",
  "#6a63c9",
  "#b04a92",
  "#6b7482",
] as const;

export async function createLabel(session: ProjectSession, name: string): Promise<Label> {
  const { store } = session;
  const color = LABEL_COLORS[store.meta.labels.length % LABEL_COLORS.length];
  const created = await api.post<ApiLabel>(projectPath(session.slug, session.projectId, "labels"), {
    name,
    color,
  });
  const label: Label = {
    id: created.id,
    name: created.name,
    color: created.color,
    parent: created.parent,
  };
  // The echo may have come first.
  if (!store.meta.labels.some((known) => known.id === label.id)) {
    store.setMeta({ labels: [...store.meta.labels, label] });
  }
  return label;
}
