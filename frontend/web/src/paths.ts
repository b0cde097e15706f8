/** Every URL of this app. Screens link through these, never by writing a path. */

const seg = encodeURIComponent;

export const paths = {
  home: () => "/",
  signIn: (nextPath?: string) =>
    nextPath && nextPath !== "/" ? `/sign-in?next_path=${seg(nextPath)}` : "/sign-in",
  createWorkspace: () => "/create-workspace",
  projects: (ws: string) => `/${seg(ws)}/projects`,
  workspace: (ws: string) => `/${seg(ws)}`,
  workspaceSettings: (ws: string) => `/${seg(ws)}/settings`,
  workspaceMembers: (ws: string) => `/${seg(ws)}/settings/members`,
  items: (ws: string, projectId: string) => `/${seg(ws)}/projects/${seg(projectId)}/issues`,
  item: (ws: string, identifier: string, sequence: number) =>
    `/${seg(ws)}/browse/${seg(identifier)}-${sequence}`,
  projectSettings: (ws: string, projectId: string) =>
    `/${seg(ws)}/settings/projects/${seg(projectId)}`,
  projectMembers: (ws: string, projectId: string) =>
    `/${seg(ws)}/settings/projects/${seg(projectId)}/members`,
  projectStates: (ws: string, projectId: string) =>
    `/${seg(ws)}/settings/projects/${seg(projectId)}/states`,
  projectLabels: (ws: string, projectId: string) =>
    `/${seg(ws)}/settings/projects/${seg(projectId)}/labels`,
  projectPublish: (ws: string, projectId: string) =>
    `/${seg(ws)}/settings/projects/${seg(projectId)}/publish`,
  profile: () => "/settings/profile",
  preferences: () => "/settings/preferences",
  security: () => "/settings/security",
  apiTokens: () => "/settings/api-tokens",
  instanceConsole: () => "/god-mode/",
};

/** Where a sign-in may lead back to: a path of this origin, nothing else. */
export function safeNextPath(value: string | null): string {
  if (!value?.startsWith("/") || value.startsWith("//") || value.includes("\\")) return "/";
  return value.startsWith("/sign-in") ? "/" : value;
}

/** `IDP-42` → its project identifier and number. */
export function parseItemKey(key: string): { identifier: string; sequence: number } | null {
  const match = /^([A-Za-z0-9]+)-(\d+)$/.exec(key);
  if (!match?.[1] || !match[2]) return null;
  return { identifier: match[1].toUpperCase(), sequence: Number(match[2]) };
}
