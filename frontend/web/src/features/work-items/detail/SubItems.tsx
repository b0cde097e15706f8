import { Button } from "@treasury-plane/ui/Button";
import { cx } from "@treasury-plane/ui/cx";
import { ProgressBar } from "@treasury-plane/ui/ProgressBar";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { paths } from "../../../paths";
import type { MetaIndex } from "../ItemPieces";
import { People, StateMark } from "../ItemPieces";
import type { WorkItem } from "../model";
import type { ProjectSession } from "../project-session";
import { QuickAdd } from "../QuickAdd";
import { useChildren, useItem } from "../use-store";

interface SubItemsProps {
  readonly session: ProjectSession;
  readonly identifier: string;
  readonly item: WorkItem;
  readonly index: MetaIndex;
}

/** The items below this one, how many are done, and a line to add more. */
export function SubItems({ session, identifier, item, index }: SubItemsProps) {
  const ids = useChildren(session.store, item.id);
  const [isAdding, setAdding] = useState(false);
  const canEdit = session.store.canEdit;
  if (ids.size === 0 && !canEdit) return null;
  const done = [...ids].filter((id) => {
    const child = session.store.get(id);
    return child && index.states.get(child.state)?.group === "completed";
  }).length;

  return (
    <section aria-label="Sub-items" className="mt-6">
      <div className="flex min-h-8 items-center gap-3">
        <h2 className="font-semibold text-sm">Sub-items</h2>
        {ids.size > 0 && (
          <>
            <span className="text-fg-3 text-xs tabular-nums">
              {done} of {ids.size} done
            </span>
            <div className="w-24">
              <ProgressBar label="Sub-items done" isLabelHidden value={done} max={ids.size} />
            </div>
          </>
        )}
        {canEdit && !isAdding && (
          <Button
            size="sm"
            variant="ghost"
            className="ml-auto"
            icon={<Plus size={14} aria-hidden="true" />}
            onPress={() => setAdding(true)}
          >
            Add
          </Button>
        )}
      </div>
      {ids.size > 0 && (
        <ul className="overflow-hidden rounded-lg border border-line">
          {[...ids].map((id) => (
            <SubItemRow key={id} session={session} identifier={identifier} id={id} index={index} />
          ))}
        </ul>
      )}
      {isAdding && (
        <div className="mt-2">
          <QuickAdd
            look="card"
            groupName="sub-items"
            isOpen
            onOpen={() => undefined}
            onClose={() => setAdding(false)}
            onAdd={(name) => void session.mutations.create({ name, parent: item.id })}
          />
        </div>
      )}
    </section>
  );
}

function SubItemRow({
  session,
  identifier,
  id,
  index,
}: Omit<SubItemsProps, "item"> & { id: string }) {
  const item = useItem(session.store, id);
  if (!item) return null;
  const state = index.states.get(item.state);
  const isDone = state?.group === "completed" || state?.group === "cancelled";
  return (
    <li className="border-line border-b last:border-b-0">
      <Link
        to={paths.item(session.slug, identifier, item.sequence_id)}
        className="flex h-10 items-center gap-2 px-3 text-sm hover:bg-hover focus-visible:-outline-offset-2"
      >
        <StateMark state={state} />
        <span className="sr-only">{state?.name}</span>
        <span className="shrink-0 text-fg-3 text-xs tabular-nums">
          {identifier}-{item.sequence_id}
        </span>
        <span className={cx("min-w-0 flex-1 truncate", isDone && "text-fg-3")}>{item.name}</span>
        <People ids={item.assignees} index={index} />
      </Link>
    </li>
  );
}
