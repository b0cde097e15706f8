/** Every URL of this app. Screens link through these, never by writing a path. */

const seg = encodeURIComponent;

export const paths = {
  home: () => "/",
  signIn: (returnTo?: string) =>
    returnTo && returnTo !== "/" ? `/sign-in?return_to=${seg(returnTo)}` : "/sign-in",
  notificationSettings: () => "/settings/notifications",
  invitation: (token: string) => `/invitations/${seg(token)}`,
  createWorkspace: () => "/create-workspace",
  projects: (ws: string) => `/${seg(ws)}/projects`,
  workspace: (ws: string) => `/${seg(ws)}`,
  inbox: (ws: string) => `/${seg(ws)}/notifications`,
  workspaceSettings: (ws: string) => `/${seg(ws)}/settings`,
  workspaceMembers: (ws: string) => `/${seg(ws)}/settings/members`,
  webhooks: (ws: string) => `/${seg(ws)}/settings/webhooks`,
  webhook: (ws: string, id: string) => `/${seg(ws)}/settings/webhooks/${seg(id)}`,
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

/**
 * Where a sign-in may lead back to: a path of this origin, nothing else. The server checks its own
 * copy by `safe_return_to` in `src/auth/attempt.rs`; `next_path` is the name in old links.
 */
export function readReturnTo(params: URLSearchParams, recalled: string | null = null): string {
  const value = params.get("return_to") ?? params.get("next_path") ?? recalled ?? "/";
  // Printable ASCII without the backslash: browsers drop control characters and turn slashes.
  if (!/^\/[!-[\]-~]*$/.test(value)) return "/";
  if (/^[^?#]*\/\//.test(value)) return "/";
  return /^\/sign-in\b/.test(value) ? "/" : value;
}

/** Whether a path of this origin is a screen of this app; the console is an app of its own. */
export function isOfThisApp(path: string): boolean {
  return !/^\/god-mode(?:[/?#]|$)/.test(path);
}

/** `IDP-42` → its project identifier and number. */
export function parseItemKey(key: string): { identifier: string; sequence: number } | null {
  const match = /^([A-Za-z0-9]+)-(\d+)$/.exec(key);
  if (!match?.[1] || !match[2]) return null;
  return { identifier: match[1].toUpperCase(), sequence: Number(match[2]) };
}
