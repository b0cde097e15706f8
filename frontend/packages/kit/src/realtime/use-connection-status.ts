import { useStore } from "zustand";
import type { ConnectionStatus, RealtimeClient } from "./client";

/** The state of the socket, for an "offline" mark. */
export function useConnectionStatus(client: RealtimeClient): ConnectionStatus {
  return useStore(client.status, (state) => state.status);
}
