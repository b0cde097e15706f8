import { ApiError } from "@treasury-plane/api/errors";

export interface FormErrors<F extends string> {
  /** The first message of each field the form has. */
  fields: Partial<Record<F, string>>;
  /** What belongs to no field of the form. */
  form: string | null;
}

/**
 * Sorts what the server said under the fields of a form. Messages for fields the form does not
 * show end up in `form`, so nothing is swallowed.
 */
export function formErrors<F extends string>(error: unknown, known: readonly F[]): FormErrors<F> {
  if (!error) return { fields: {}, form: null };
  if (!(error instanceof ApiError)) {
    return { fields: {}, form: "This did not work. Try again." };
  }
  const fields: Partial<Record<F, string>> = {};
  const rest: string[] = [];
  for (const [name, messages] of Object.entries(error.fields)) {
    const field = known.find((candidate) => candidate === name);
    const message = messages[0];
    if (message === undefined) continue;
    if (field !== undefined) fields[field] = message;
    else rest.push(`${name}: ${message}`);
  }
  const hasFields = Object.keys(error.fields).length > 0;
  if (!hasFields) return { fields, form: error.message };
  return { fields, form: rest.length > 0 ? rest.join(" ") : null };
}
