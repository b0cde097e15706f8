import type { Me } from "@treasury-plane/api/types";

/** One's own address in words; accounts made by a card or a provider may have none. */
export function ownAddress(me: Me): string {
  return me.email_is_placeholder ? "No e-mail address" : me.email;
}
