/** Messages by field, as the server sends them: `{"name":["This field is required."]}`. */
export type FieldErrors = Record<string, string[]>;

interface ApiErrorInit {
  status: number;
  message: string;
  fields?: FieldErrors;
  retryAfterSeconds?: number | null;
  existingId?: string | null;
  requestId?: string | null;
}

/** Any answer that is not a success, and `status` 0 when there was no answer at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly fields: FieldErrors;
  readonly retryAfterSeconds: number | null;
  readonly existingId: string | null;
  readonly requestId: string | null;

  constructor(init: ApiErrorInit) {
    super(init.message);
    this.name = "ApiError";
    this.status = init.status;
    this.fields = init.fields ?? {};
    this.retryAfterSeconds = init.retryAfterSeconds ?? null;
    this.existingId = init.existingId ?? null;
    this.requestId = init.requestId ?? null;
  }

  get isNotFound(): boolean {
    return this.status === 404;
  }

  get isOffline(): boolean {
    return this.status === 0;
  }
}

const NOT_FIELDS = new Set([
  "error",
  "detail",
  "id",
  "request_id",
  "error_code",
  "error_message",
  "non_field_errors",
]);

/** Reads any of the server's error bodies into one shape. */
export function toApiError(status: number, body: unknown, headers: Headers): ApiError {
  const record = isRecord(body) ? body : {};
  const fields: FieldErrors = {};
  for (const [name, value] of Object.entries(record)) {
    if (NOT_FIELDS.has(name)) continue;
    const messages = asMessages(value);
    if (messages.length > 0) fields[name] = messages;
  }
  const retryAfter = Number(headers.get("retry-after"));
  return new ApiError({
    status,
    fields,
    message: messageOf(status, record, fields),
    retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
    existingId: typeof record.id === "string" ? record.id : null,
    requestId: headers.get("x-request-id"),
  });
}

function messageOf(status: number, body: Record<string, unknown>, fields: FieldErrors): string {
  const general = asMessages(body.non_field_errors)[0];
  if (general) return general;
  if (status === 413) return "This is too large to send.";
  if (status === 429) return "Too many attempts. Wait a moment and try again.";
  if (typeof body.error === "string" && status !== 404) return body.error;
  if (typeof body.detail === "string") return body.detail;
  if (status === 401) return "Sign in to continue.";
  if (status === 403) return "You are not allowed to do this.";
  if (status === 404) return "This does not exist, or you have no access to it.";
  if (status >= 500) return "The server could not do this. Try again.";
  return Object.values(fields)[0]?.[0] ?? "The request was refused.";
}

function asMessages(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (!Array.isArray(value)) return [];
  return value.filter((message): message is string => typeof message === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
