import { type APIRequestContext, expect } from "@playwright/test";

/** The API as a signed-in person uses it, for what a test needs but is not about. */
export class Api {
  constructor(
    private readonly request: APIRequestContext,
    private readonly url: string,
  ) {}

  get<T>(path: string): Promise<T> {
    return this.#send<T>("GET", path);
  }

  post<T>(path: string, data: object = {}): Promise<T> {
    return this.#send<T>("POST", path, data);
  }

  patch<T>(path: string, data: object): Promise<T> {
    return this.#send<T>("PATCH", path, data);
  }

  delete(path: string): Promise<void> {
    return this.#send<void>("DELETE", path);
  }

  /** Sends bytes as they are. */
  async upload(path: string, data: Buffer): Promise<void> {
    const headers = { "content-type": "application/octet-stream" };
    const answer = await this.request.post(`${this.url}${path}`, {
      data,
      headers,
    });
    expect(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
  }

  async #send<T>(method: string, path: string, data?: object): Promise<T> {
    const answer = await this.request.fetch(`${this.url}${path}`, {
      method,
      ...(data ? { data } : {}),
    });
    const text = await answer.text();
    expect(answer.ok(), `${method} ${path}: ${answer.status()} ${text}`).toBe(true);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }
}

/** Agrees to the system-use notice, without which nothing signs in; the cookie stays in the context. */
export async function agreeToNotice(api: Api): Promise<void> {
  const { notice } = await api.get<{ notice: { version: string } | null }>("/auth/methods");
  if (notice) await api.post("/auth/notice", { version: notice.version });
}

export interface Named {
  id: string;
  name: string;
}

export interface WorkItem extends Named {
  sequence_id: number;
}

interface Page<T> {
  results: T[];
}

/** A project in a workspace of its own, and what one does to it. */
export class Project {
  private constructor(
    readonly api: Api,
    readonly slug: string,
    readonly workspaceName: string,
    readonly id: string,
    readonly identifier: string,
    readonly name: string,
    readonly states: ReadonlyMap<string, string>,
  ) {}

  static async create(api: Api, slug: string, name = "Payment Portal"): Promise<Project> {
    const workspaceName = "Bureau of Tests";
    await api.post("/api/v1/workspaces", { name: workspaceName, slug });
    const project = await api.post<Named & { identifier: string }>(
      `/api/v1/workspaces/${slug}/projects`,
      {
        name,
        identifier: "PAY",
        description: "How the public pays what it owes.",
        network: 2,
      },
    );
    const states = await api.get<Page<Named>>(
      `/api/v1/workspaces/${slug}/projects/${project.id}/states`,
    );
    const byName = new Map(states.results.map((state) => [state.name, state.id]));
    return new Project(api, slug, workspaceName, project.id, project.identifier, name, byName);
  }

  /** The address of its work items in the browser. */
  get path(): string {
    return `/${this.slug}/projects/${this.id}/issues`;
  }

  get boardPath(): string {
    return `${this.path}?layout=board`;
  }

  apiPath(rest: string): string {
    return `/api/v1/workspaces/${this.slug}/projects/${this.id}/${rest}`;
  }

  itemPath(item: WorkItem): string {
    return `/${this.slug}/browse/${this.identifier}-${item.sequence_id}`;
  }

  state(name: string): string {
    const id = this.states.get(name);
    if (!id) throw new Error(`no state ${name}, only ${[...this.states.keys()].join(", ")}`);
    return id;
  }

  addItem(name: string, values: object = {}): Promise<WorkItem> {
    return this.api.post<WorkItem>(this.apiPath("work-items"), {
      name,
      ...values,
    });
  }

  /** One after the other, so that their order is known. */
  async addItems(names: readonly string[], values: object = {}): Promise<WorkItem[]> {
    const items: WorkItem[] = [];
    for (const name of names) items.push(await this.addItem(name, values));
    return items;
  }

  addLabel(name: string, color = "#0f766e"): Promise<Named> {
    return this.api.post<Named>(this.apiPath("labels"), { name, color });
  }

  /** Makes somebody a member of the workspace, who accepts, and then of the project. */
  async join(person: { id: string; email: string }, theirs: Api): Promise<void> {
    const path = `/api/v1/workspaces/${this.slug}/invitations`;
    const { link } = await this.api.post<{ link: string }>(path, {
      email: person.email,
      role: 15,
    });
    const token = link.split("/").at(-1);
    await theirs.post(`/auth/invitations/${token}/accept`);
    await this.api.post(this.apiPath("members"), {
      member: person.id,
      role: 15,
    });
  }
}
