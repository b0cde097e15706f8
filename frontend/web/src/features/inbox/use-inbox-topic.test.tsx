import { QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import { createQueryClient } from "@treasury-plane/api/queries";
import { fakeServer, ok } from "@treasury-plane/api/testing";
import type { TopicHandlers } from "@treasury-plane/kit/realtime/client";
import { afterEach, expect, it, vi } from "vitest";
import { realtime } from "../../app/realtime";
import { useInboxTopic, useUnreadCount } from "./public";

function Count() {
  useInboxTopic("me", "gsa");
  return <output>{useUnreadCount("gsa")} unread</output>;
}

afterEach(() => vi.unstubAllGlobals());

it("counts what is unread anew when the socket tells of a notification", async () => {
  let unread = 1;
  const server = fakeServer({
    "GET /api/v1/workspaces/gsa/users/notifications/unread": () =>
      ok({ total_unread_notifications_count: unread, mention_unread_notifications_count: 0 }),
  });
  const resume = vi.fn();
  const subscribe = vi
    .spyOn(realtime, "subscribe")
    .mockReturnValue({ resume, unsubscribe: vi.fn() });
  render(
    <QueryClientProvider client={createQueryClient()}>
      <Count />
    </QueryClientProvider>,
  );
  expect(await screen.findByText("1 unread")).toBeInTheDocument();
  const [topic, told] = subscribe.mock.calls[0] as [string, TopicHandlers];
  expect(topic).toBe("user:me");
  const change = {
    type: "change",
    topic,
    cursor: "1",
    verb: "created",
    id: "n",
    actor: null,
  } as const;

  unread = 2;
  const before = server.calls.length;
  act(() => told.onChange({ ...change, entity: "something" }));
  expect(server.calls).toHaveLength(before);
  act(() => told.onChange({ ...change, entity: "notification" }));
  expect(await screen.findByText("2 unread")).toBeInTheDocument();

  unread = 3;
  act(() => told.onReload());
  expect(resume).toHaveBeenCalledWith();
  act(() => told.onSubscribed?.());
  expect(await screen.findByText("3 unread")).toBeInTheDocument();
});
