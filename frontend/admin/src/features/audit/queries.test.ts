import { describe, expect, it } from "vitest";
import { exportUrl } from "./queries";

describe("exportUrl", () => {
  it("covers whole days and leaves out what is open", () => {
    expect(exportUrl("cef", "2026-11-01", "2026-11-02")).toBe(
      "/api/v1/instance/audit/export?format=cef&from=2026-11-01T00%3A00%3A00Z&to=2026-11-02T23%3A59%3A59.999999Z",
    );
    expect(exportUrl("jsonl", "", "")).toBe("/api/v1/instance/audit/export?format=jsonl");
  });
});
