import { PickerList } from "@treasury-plane/ui/PickerList";
import { Popover } from "@treasury-plane/ui/Popover";
import { toast } from "@treasury-plane/ui/Toast";
import { useLayoutEffect, useRef, useState } from "react";
import { createLabel } from "../labels";
import type { ItemPatch, WorkItem } from "../model";
import type { ProjectSession } from "../project-session";
import { useProjectMeta } from "../use-store";
import { DatePicker } from "./DatePicker";
import type { PickerRequest } from "./fields";
import { PICKER_NAMES } from "./fields";
import { labelOptions, memberOptions, priorityOptions, stateOptions } from "./options";
import { ParentPicker } from "./ParentPicker";

interface ItemPickerProps {
  session: ProjectSession;
  request: PickerRequest | null;
  onClose: () => void;
  /** Groups to move to, for the `group` field. */
  groups?: readonly { id: string; label: string; icon?: React.ReactNode }[] | undefined;
  onMoveTo?: ((itemId: string, group: string) => void) | undefined;
}

/**
 * The one picker of a screen. Rows and cards stay plain elements: whoever wants a property changed
 * asks for it here, so that 12,000 rows do not carry six popovers each.
 */
export function ItemPicker({ session, request, onClose, groups, onMoveTo }: ItemPickerProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const [isPlaced, setPlaced] = useState(false);
  useLayoutEffect(() => setPlaced(request !== null), [request]);
  const item = request ? session.store.get(request.itemId) : undefined;

  return (
    <>
      {request && (
        <span
          ref={anchor}
          aria-hidden="true"
          className="pointer-events-none fixed"
          style={{ ...request.anchor }}
        />
      )}
      <Popover
        label={request ? PICKER_NAMES[request.field] : ""}
        triggerRef={anchor}
        isOpen={isPlaced && item !== undefined}
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
      >
        {request && item && (
          <PickerBody
            session={session}
            item={item}
            field={request.field}
            onClose={onClose}
            groups={groups}
            onMoveTo={onMoveTo}
          />
        )}
      </Popover>
    </>
  );
}

interface PickerBodyProps
  extends Pick<ItemPickerProps, "session" | "onClose" | "groups" | "onMoveTo"> {
  item: WorkItem;
  field: PickerRequest["field"];
}

function PickerBody({ session, item, field, onClose, groups, onMoveTo }: PickerBodyProps) {
  const meta = useProjectMeta(session.store);
  const edit = (patch: ItemPatch) => void session.mutations.edit(item.id, patch);
  const label = PICKER_NAMES[field];

  switch (field) {
    case "state":
      return (
        <PickerList
          label={label}
          items={stateOptions(meta)}
          selected={[item.state]}
          onChange={([state]) => state && state !== item.state && edit({ state })}
          onClose={onClose}
        />
      );
    case "priority":
      return (
        <PickerList
          label={label}
          items={priorityOptions()}
          selected={[item.priority]}
          onChange={([id]) => edit({ priority: id as WorkItem["priority"] })}
          onClose={onClose}
        />
      );
    case "assignees":
    case "labels":
      return <MultiPicker session={session} item={item} field={field} onClose={onClose} />;
    case "start_date":
      return (
        <DatePicker
          label={label}
          value={item.start_date}
          max={item.target_date}
          onChange={(start_date) => edit({ start_date })}
          onClose={onClose}
        />
      );
    case "target_date":
      return (
        <DatePicker
          label={label}
          value={item.target_date}
          min={item.start_date}
          onChange={(target_date) => edit({ target_date })}
          onClose={onClose}
        />
      );
    case "parent":
      return <ParentPicker session={session} item={item} onClose={onClose} />;
    case "group":
      return (
        <PickerList
          label={label}
          items={groups ?? []}
          selected={[]}
          onChange={([group]) => group && onMoveTo?.(item.id, group)}
          onClose={onClose}
        />
      );
  }
}

/** Choices gather while the list is open and are sent as one change when it closes. */
function MultiPicker({
  session,
  item,
  field,
  onClose,
}: {
  session: ProjectSession;
  item: WorkItem;
  field: "assignees" | "labels";
  onClose: () => void;
}) {
  const meta = useProjectMeta(session.store);
  const [chosen, setChosen] = useState<readonly string[]>(item[field]);
  const latest = useRef(chosen);
  latest.current = chosen;
  const before = useRef(item[field]);

  useLayoutEffect(
    () => () => {
      const after = latest.current;
      const isSame =
        after.length === before.current.length && after.every((id) => before.current.includes(id));
      if (!isSame) void session.mutations.edit(item.id, { [field]: after });
    },
    [session, item.id, field],
  );

  const create = async (name: string) => {
    try {
      const label = await createLabel(session, name);
      setChosen((ids) => [...ids, label.id]);
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "The label could not be created.");
    }
  };

  return (
    <PickerList
      label={PICKER_NAMES[field]}
      selectionMode="multiple"
      items={field === "assignees" ? memberOptions(meta, chosen) : labelOptions(meta)}
      selected={chosen}
      onChange={setChosen}
      onClose={onClose}
      {...(field === "labels"
        ? {
            onCreate: (name: string) => void create(name),
            createLabel: (name: string) => `Create label “${name}”`,
          }
        : {})}
    />
  );
}
