import type { RealtimeChange } from "@treasury-plane/api/types";
import { createStore } from "zustand/vanilla";

/** What the person may be told about the connection. */
export type ConnectionStatus = "idle" | "connecting" | "online" | "reconnecting" | "ended";

export interface TopicHandlers {
  onChange: (change: RealtimeChange) => void;
  /** Too much was missed: load everything again, then `resume` with the new cursor. */
  onReload: () => void;
  /** Followed from here on; what came before, without a cursor, was not told. */
  onSubscribed?: () => void;
  /** The topic does not exist or is not allowed. */
  onRefused?: () => void;
}

export interface Subscription {
  /** Continues after a reload: from a cursor, or from now. */
  resume: (cursor?: string) => void;
  unsubscribe: () => void;
}

/** The item that this page shows, and who is told when somebody comes or goes. */
interface Here {
  project: string;
  workItem: string;
  onPeople: (people: readonly string[]) => void;
}

interface Topic {
  cursor: string | undefined;
  handlers: Set<TopicHandlers>;
}

export interface RealtimeOptions {
  url?: string;
  /** The session has ended: go to sign-in. */
  onUnauthenticated: () => void;
  createSocket?: (url: string) => WebSocket;
  random?: () => number;
}

type ServerMessage =
  | RealtimeChange
  | { type: "subscribed" | "reload" | "refused"; topic: string }
  | { type: "closing"; retry_after_ms: number }
  | { type: "presence"; work_item: string; people: string[] }
  | { type: "pong" };

const BACKOFF_MIN_MS = 500;
const BACKOFF_MAX_MS = 15_000;
const PING_EVERY_MS = 25_000;
const PONG_WITHIN_MS = 10_000;
const CLOSE_SESSION_ENDED = 4401;

/**
 * One socket for the page. Topics are subscribed and left as screens come and go; the connection
 * opens with the first topic, closes with the last, and picks each topic up where it was after a
 * break.
 */
export class RealtimeClient {
  readonly status = createStore<{ status: ConnectionStatus }>(() => ({ status: "idle" }));
  private readonly topics = new Map<string, Topic>();
  private readonly options: RealtimeOptions;
  private here: Here | null = null;
  private socket: WebSocket | null = null;
  private failures = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private pingTimer: ReturnType<typeof setInterval> | undefined;
  private pongTimer: ReturnType<typeof setTimeout> | undefined;
  private retryAfterMs: number | null = null;

  constructor(options: RealtimeOptions) {
    this.options = options;
  }

  /** Follows a topic, from a cursor or from now. */
  subscribe(name: string, handlers: TopicHandlers, cursor?: string): Subscription {
    const topic = this.topics.get(name) ?? { cursor, handlers: new Set() };
    const isNew = !this.topics.has(name);
    this.topics.set(name, topic);
    topic.handlers.add(handlers);
    if (cursor !== undefined) topic.cursor = cursor;
    if (isNew || cursor !== undefined) this.sendSubscribe(name);
    this.open();
    return {
      resume: (next) => {
        if (!topic.handlers.has(handlers)) return;
        topic.cursor = next;
        this.sendSubscribe(name);
      },
      unsubscribe: () => this.leave(name, topic, handlers),
    };
  }

  /**
   * Says that this page shows a work item, until the answer is called. `onPeople` gets the ids of
   * all who look at it, oneself among them; nobody while the connection is away.
   */
  present(project: string, workItem: string, onPeople: Here["onPeople"]): () => void {
    const here = { project, workItem, onPeople };
    this.here = here;
    this.sendPresent();
    return () => {
      if (this.here !== here) return;
      this.here = null;
      this.send({ type: "absent" });
    };
  }

  /** Ends the connection for good, on sign-out. */
  close(): void {
    this.topics.clear();
    this.here = null;
    this.disconnect("idle");
  }

  private leave(name: string, topic: Topic, handlers: TopicHandlers): void {
    topic.handlers.delete(handlers);
    if (topic.handlers.size > 0 || this.topics.get(name) !== topic) return;
    this.topics.delete(name);
    this.send({ type: "unsubscribe", topic: name });
    if (this.topics.size === 0) this.disconnect("idle");
  }

  private open(): void {
    if (this.socket || this.retryTimer || this.status.getState().status === "ended") return;
    this.setStatus(this.failures === 0 ? "connecting" : "reconnecting");
    const create = this.options.createSocket ?? ((url: string) => new WebSocket(url));
    const socket = create(this.options.url ?? defaultUrl());
    this.socket = socket;
    socket.onopen = () => this.onOpen(socket);
    socket.onmessage = (event: MessageEvent) => {
      if (socket === this.socket) this.onMessage(event.data);
    };
    socket.onclose = (event: CloseEvent) => {
      if (socket === this.socket) this.onClose(event.code);
    };
  }

  private onOpen(socket: WebSocket): void {
    if (socket !== this.socket) return;
    this.setStatus("online");
    for (const name of this.topics.keys()) this.sendSubscribe(name);
    this.sendPresent();
    this.pingTimer = setInterval(() => {
      this.send({ type: "ping" });
      // A dead network gives no close event; the missing pong does.
      clearTimeout(this.pongTimer);
      this.pongTimer = setTimeout(() => this.onClose(1006), PONG_WITHIN_MS);
    }, PING_EVERY_MS);
  }

  private onMessage(data: unknown): void {
    const message = parse(data);
    if (!message) return;
    clearTimeout(this.pongTimer);
    this.failures = 0;
    if (message.type === "pong") return;
    if (message.type === "closing") {
      this.retryAfterMs = message.retry_after_ms;
      return;
    }
    if (message.type === "presence") {
      if (message.work_item === this.here?.workItem) this.here.onPeople(message.people);
      return;
    }
    const topic = this.topics.get(message.topic);
    if (!topic) return;
    if (message.type === "change") {
      topic.cursor = message.cursor;
      for (const handlers of [...topic.handlers]) handlers.onChange(message);
    } else if (message.type === "subscribed") {
      for (const handlers of [...topic.handlers]) handlers.onSubscribed?.();
    } else if (message.type === "reload") {
      topic.cursor = undefined;
      for (const handlers of [...topic.handlers]) handlers.onReload();
    } else if (message.type === "refused") {
      this.topics.delete(message.topic);
      for (const handlers of [...topic.handlers]) handlers.onRefused?.();
      if (this.topics.size === 0) this.disconnect("idle");
    }
  }

  private onClose(code: number): void {
    if (code === CLOSE_SESSION_ENDED) {
      this.topics.clear();
      this.disconnect("ended");
      this.options.onUnauthenticated();
      return;
    }
    this.disconnect("reconnecting");
    if (this.topics.size === 0) {
      this.setStatus("idle");
      return;
    }
    const delay = this.retryDelay();
    this.failures += 1;
    this.retryTimer = setTimeout(() => {
      this.retryTimer = undefined;
      this.open();
    }, delay);
  }

  /** Exponential with full jitter above the minimum, so that a restart is not met by a stampede. */
  private retryDelay(): number {
    const random = this.options.random ?? Math.random;
    const announced = this.retryAfterMs;
    this.retryAfterMs = null;
    if (announced !== null) return announced * (1 + random() * 0.5);
    const ceiling = Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** this.failures);
    return BACKOFF_MIN_MS + random() * (ceiling - BACKOFF_MIN_MS);
  }

  private disconnect(status: ConnectionStatus): void {
    clearTimeout(this.retryTimer);
    clearTimeout(this.pongTimer);
    clearInterval(this.pingTimer);
    this.retryTimer = undefined;
    const socket = this.socket;
    this.socket = null;
    if (socket) {
      socket.onopen = null;
      socket.onmessage = null;
      socket.onclose = null;
      if (socket.readyState <= 1) socket.close();
    }
    this.here?.onPeople([]);
    if (status === "idle") this.failures = 0;
    this.setStatus(status);
  }

  private sendSubscribe(name: string): void {
    const cursor = this.topics.get(name)?.cursor;
    this.send({ type: "subscribe", topic: name, ...(cursor === undefined ? {} : { cursor }) });
  }

  private sendPresent(): void {
    if (!this.here) return;
    const { project, workItem } = this.here;
    this.send({ type: "present", project, work_item: workItem });
  }

  private send(message: object): void {
    // What cannot be sent now is sent on open: subscriptions are a set, not a queue.
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(message));
  }

  private setStatus(status: ConnectionStatus): void {
    if (this.status.getState().status !== status) this.status.setState({ status });
  }
}

function defaultUrl(): string {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return `${scheme}://${location.host}/api/v1/realtime`;
}

function parse(data: unknown): ServerMessage | null {
  if (typeof data !== "string") return null;
  try {
    return JSON.parse(data) as ServerMessage;
  } catch {
    return null;
  }
}
