import { useEffect, useState } from "react";

/** Whole seconds until a moment (milliseconds of this machine's clock), counted down. */
export function useSecondsLeft(end: number): number {
  const [secondsLeft, setSecondsLeft] = useState(() => secondsUntil(end));
  useEffect(() => {
    setSecondsLeft(secondsUntil(end));
    const timer = setInterval(() => setSecondsLeft(secondsUntil(end)), 1000);
    return () => clearInterval(timer);
  }, [end]);
  return secondsLeft;
}

function secondsUntil(end: number): number {
  return Math.max(0, Math.ceil((end - Date.now()) / 1000));
}

/** "1:05" */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** "1 minute", "30 seconds" */
export function durationText(seconds: number): string {
  const [count, unit] = seconds >= 60 ? [Math.round(seconds / 60), "minute"] : [seconds, "second"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
