import type { Me, Project, Workspace } from "@treasury-plane/api/types";

declare module "@treasury-plane/kit/actions/types" {
  /** What every action of this app sees. */
  interface ActionContext {
    readonly navigate: (path: string) => void;
    readonly me: Me;
    readonly workspace: Workspace | null;
    /** The project of the page, when it has one. */
    readonly project: Project | null;
  }
}
