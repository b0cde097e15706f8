import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { Button } from "./Button";

it("keeps focus but neither fires nor submits while it is pending", async () => {
  const user = userEvent.setup();
  const onPress = vi.fn();
  const onSubmit = vi.fn((event) => event.preventDefault());
  const form = (isPending: boolean) => (
    <form onSubmit={onSubmit}>
      <Button type="submit" isPending={isPending} onPress={onPress}>
        Save
      </Button>
    </form>
  );
  const { rerender } = render(form(false));
  const button = screen.getByRole("button", { name: "Save" });
  await user.click(button);
  expect([onPress.mock.calls.length, onSubmit.mock.calls.length]).toEqual([1, 1]);

  rerender(form(true));
  expect(button).toHaveFocus();
  expect(button).toHaveAttribute("aria-disabled", "true");
  await user.click(button);
  await user.keyboard("{Enter}");
  expect([onPress.mock.calls.length, onSubmit.mock.calls.length]).toEqual([1, 1]);
});
