import { act, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ToastRegion, toast } from "./Toast";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("takes successes away, waits while someone reads, and keeps errors", () => {
  render(<ToastRegion />);
  act(() => {
    toast.success("Saved");
    toast.error("It failed");
  });
  const saved = screen.getByText("Saved");
  act(() => vi.advanceTimersByTime(5000));
  fireEvent.pointerEnter(saved.closest("div")!);
  act(() => vi.advanceTimersByTime(20_000));
  expect(saved).toBeInTheDocument();
  fireEvent.pointerLeave(saved.closest("div")!);
  act(() => vi.advanceTimersByTime(6000));
  expect(saved).not.toBeInTheDocument();
  expect(screen.getByText("It failed")).toBeInTheDocument();
});
