import { reportUnauthenticated } from "@treasury-plane/api/client";
import { RealtimeClient } from "@treasury-plane/kit/realtime/client";

/** The one socket of this tab. */
export const realtime = new RealtimeClient({ onUnauthenticated: reportUnauthenticated });
