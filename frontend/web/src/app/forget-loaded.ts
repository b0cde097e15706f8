import { closeAllSessions } from "../features/work-items/public";
import { realtime } from "./realtime";

/** Forgets what was loaded in a session outside of the query cache, and closes its socket. */
export function forgetLoaded(): void {
  realtime.close();
  closeAllSessions();
}
