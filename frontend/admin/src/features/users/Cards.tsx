import { useQueryClient } from "@tanstack/react-query";
import type { Card } from "@treasury-plane/api/identities";
import type { InstanceUser } from "@treasury-plane/api/types";
import { formatDate, formatRelative } from "@treasury-plane/kit/dates/format";
import { Badge } from "@treasury-plane/ui/Badge";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { toast } from "@treasury-plane/ui/Toast";
import { useState } from "react";
import { identitiesQuery, setCardBlocked } from "./queries";

/** The cards that a person signed in with; a lost one is blocked, a found one unblocked. */
export function Cards({ user, cards }: { user: InstanceUser; cards: readonly Card[] }) {
  const client = useQueryClient();
  const [asked, setAsked] = useState<Card | null>(null);
  const isBlocking = asked?.blocked_at === null;
  const confirm = async (card: Card) => {
    await setCardBlocked(user.id, card.id, card.blocked_at === null);
    await client.invalidateQueries({ queryKey: identitiesQuery(user.id).queryKey });
    toast.success(card.blocked_at === null ? "Card blocked" : "Card unblocked");
  };
  return (
    <section aria-label="Cards">
      <h3 className="mb-1 font-semibold text-sm">Cards seen</h3>
      <ul className="flex flex-col divide-y divide-line">
        {cards.map((card) => (
          <li key={card.id} className="flex flex-wrap items-center gap-3 py-2.5">
            <div className="min-w-0 flex-1 text-sm [overflow-wrap:anywhere]">
              <p>
                {card.subject} {card.blocked_at && <Badge tone="danger">Blocked</Badge>}
              </p>
              <p className="text-fg-3 text-xs">
                Serial {card.serial}, valid until {formatDate(card.not_after)}, last seen{" "}
                {formatRelative(card.last_seen_at)}
              </p>
            </div>
            <Button size="sm" variant="ghost" onPress={() => setAsked(card)}>
              {card.blocked_at ? "Unblock…" : "Block…"}
              <span className="sr-only"> the card with serial {card.serial}</span>
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        title={isBlocking ? "Block this card?" : "Unblock this card?"}
        confirmLabel={isBlocking ? "Block the card" : "Unblock the card"}
        tone={isBlocking ? "danger" : "primary"}
        onConfirm={() => (asked ? confirm(asked) : undefined)}
      >
        {isBlocking
          ? `Nobody can sign in with it any more, and ${user.display_name} is signed out where it was used. It is blocked only here.`
          : `${user.display_name} can sign in with it again, as long as its certificate is valid.`}
      </ConfirmDialog>
    </section>
  );
}
