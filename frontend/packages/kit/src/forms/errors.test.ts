import { ApiError } from "@treasury-plane/api/errors";
import { describe, expect, it } from "vitest";
import { formErrors } from "./errors";

const refused = (fields: Record<string, string[]>, message = "Refused.") =>
  new ApiError({ status: 400, message, fields });

describe("formErrors", () => {
  it("puts messages under the fields of the form and keeps the rest", () => {
    const error = refused({ name: ["Too long.", "Second."], color: ["Not a colour."] });
    expect(formErrors(error, ["name"])).toEqual({
      fields: { name: "Too long." },
      form: "color: Not a colour.",
    });
  });

  it("shows a rule at the top of the form", () => {
    const error = new ApiError({ status: 403, message: "Not allowed." });
    expect(formErrors(error, ["name"])).toEqual({ fields: {}, form: "Not allowed." });
    expect(formErrors(new TypeError("x"), ["name"]).form).toMatch(/Try again/);
    expect(formErrors(null, ["name"])).toEqual({ fields: {}, form: null });
  });
});
