import { screen } from "@testing-library/react";
import type { Instance } from "@treasury-plane/api/types";
import { describe, expect, it } from "vitest";
import { renderPart } from "../../testing";
import { Facts } from "./GeneralPage";

const INSTANCE: Instance = {
  name: "Bureau",
  version: "1.2.3",
  settings: {
    allow_workspace_creation: true,
    session_idle_minutes: 30,
    session_absolute_hours: 12,
  },
  counts: { users: 2, workspaces: 1, projects: 1, work_items: 1 },
  daily_counts: [],
  database: { version: "15.18", size_bytes: 1024, migrations_applied: 22 },
  crypto: {
    name: "AWS-LC FIPS",
    version: "4.2.0",
    fips: true,
    state: "FIPS mode on. No certificate is claimed.",
  },
  setup_at: "2026-01-01T00:00:00Z",
  started_at: "2026-03-02T09:00:00Z",
};

describe("the facts about an installation", () => {
  it("name the cryptographic module and repeat what the server says of it", () => {
    renderPart(<Facts instance={INSTANCE} />);
    const words = "AWS-LC FIPS 4.2.0: FIPS mode on. No certificate is claimed.";
    expect(screen.getByText("Cryptographic module").nextElementSibling).toHaveTextContent(words);
  });
});
