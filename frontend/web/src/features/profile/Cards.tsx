import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { Card } from "@treasury-plane/api/identities";
import { formatDate, formatDateTime, formatRelative } from "@treasury-plane/kit/dates/format";
import { Badge } from "@treasury-plane/ui/Badge";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { toast } from "@treasury-plane/ui/Toast";
import { type ReactNode, useState } from "react";
import { QueryGate } from "../../layouts/QueryGate";
import { SettingsCard } from "../../layouts/SettingsPage";
import { identitiesQuery } from "./identities-query";
import { cardStatus, commonName } from "./identity-words";

/** The cards that were used to sign in, and how to block a lost one. */
export function Cards() {
  const queries = useQueryClient();
  const identities = useQuery(identitiesQuery);
  const [lost, setLost] = useState<Card | null>(null);
  const block = async (card: Card) => {
    await api.post(apiPath("users", "me", "cards", card.id, "block"));
    await queries.invalidateQueries({ queryKey: ["me"] });
    toast.success("Card blocked");
  };
  // Nothing to say to somebody who has never used a card.
  if (identities.data?.cards.length === 0) return null;
  return (
    <SettingsCard title="Cards" description="Cards that you have signed in with.">
      <QueryGate query={identities} what="cards">
        {({ cards }) => (
          <ul className="divide-y divide-line">
            {cards.map((card) => (
              <CardRow key={card.id} card={card} onBlock={() => setLost(card)} />
            ))}
          </ul>
        )}
      </QueryGate>
      {lost && (
        <ConfirmDialog
          isOpen
          onClose={() => setLost(null)}
          title="Block this card?"
          confirmLabel="Block the card"
          onConfirm={() => block(lost)}
        >
          <p>
            The card of{" "}
            <strong className="font-semibold text-fg [overflow-wrap:anywhere]">
              {commonName(lost.subject)}
            </strong>
            , serial{" "}
            <code className="font-mono text-fg text-sm [overflow-wrap:anywhere]">
              {lost.serial}
            </code>
            , cannot be used to sign in here any more. You cannot undo this yourself.
          </p>
          <p className="mt-2">
            It is blocked only here. Tell the office that issued it if it is lost.
          </p>
        </ConfirmDialog>
      )}
    </SettingsCard>
  );
}

function CardRow({ card, onBlock }: { card: Card; onBlock: () => void }) {
  const status = cardStatus(card);
  const name = commonName(card.subject);
  return (
    <li className="flex flex-col gap-2 py-3 first:pt-0 last:pb-0">
      <div className="flex items-start justify-between gap-3">
        <p className="flex min-w-0 flex-wrap items-center gap-2 font-medium text-sm [overflow-wrap:anywhere]">
          {name}
          {status === "blocked" && <Badge tone="danger">Blocked</Badge>}
          {status === "expired" && <Badge tone="warning">Expired</Badge>}
          {status === "future" && <Badge tone="warning">Not valid yet</Badge>}
        </p>
        {status !== "blocked" && (
          <Button size="sm" onPress={onBlock}>
            Block
            <span className="sr-only">
              {" "}
              the card of {name}, serial {card.serial}
            </span>
          </Button>
        )}
      </div>
      <dl className="grid grid-cols-1 gap-x-4 gap-y-1 text-xs sm:grid-cols-[7rem_1fr]">
        <Fact name="Subject">{card.subject}</Fact>
        <Fact name="Issuer">{card.issuer}</Fact>
        <Fact name="Serial number" isMono>
          {card.serial}
        </Fact>
        {card.card_uuid && (
          <Fact name="Card number" isMono>
            {card.card_uuid}
          </Fact>
        )}
        <Fact name="Valid">
          {formatDate(card.not_before)} to {formatDate(card.not_after)}
        </Fact>
        <Fact name="First used">{formatDateTime(card.first_seen_at)}</Fact>
        <Fact name="Last used">{formatRelative(card.last_seen_at)}</Fact>
        {card.blocked_at && <Fact name="Blocked">{formatDateTime(card.blocked_at)}</Fact>}
      </dl>
    </li>
  );
}

interface FactProps {
  name: string;
  isMono?: boolean;
  children: ReactNode;
}

function Fact({ name, isMono, children }: FactProps) {
  return (
    <>
      <dt className="text-fg-3 max-sm:mt-1">{name}</dt>
      <dd className={`min-w-0 text-fg-2 [overflow-wrap:anywhere] ${isMono ? "font-mono" : ""}`}>
        {children}
      </dd>
    </>
  );
}
