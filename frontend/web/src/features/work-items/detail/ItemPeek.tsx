import type { Project } from "@treasury-plane/api/types";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { SidePanel } from "@treasury-plane/ui/SidePanel";
import { ChevronDown, ChevronUp, Link, Maximize2, Trash2, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { itemCommands } from "../item-commands";
import { ItemPicker } from "../pickers/ItemPicker";
import type { ProjectSession } from "../project-session";
import { useItem } from "../use-store";
import { ItemSheet } from "./ItemSheet";
import { Presence } from "./Presence";
import { Subscription } from "./Subscription";
import { useItemDetail } from "./use-item-detail";

interface ItemPeekProps {
  readonly session: ProjectSession;
  readonly project: Project;
  readonly itemId: string;
  readonly onClose: () => void;
  readonly onWalk: (delta: 1 | -1) => void;
  readonly onDelete: (id: string) => void;
}

/** An item beside the list. Escape gives the focus back, arrows lead to the neighbour. */
export function ItemPeek(props: ItemPeekProps) {
  const { session, project, itemId, onClose, onWalk, onDelete } = props;
  const item = useItem(session.store, itemId);
  const navigate = useNavigate();
  const detail = useItemDetail(session, itemId);
  const { root } = detail;

  const walk = useRef(onWalk);
  walk.current = onWalk;
  useEffect(() => {
    const panel = root.current;
    panel?.focus({ preventScroll: true });
    const onKeyDown = (event: KeyboardEvent) => walkOnArrow(event, walk.current);
    panel?.addEventListener("keydown", onKeyDown);
    return () => panel?.removeEventListener("keydown", onKeyDown);
  }, [root]);

  const key = item ? `${project.identifier}-${item.sequence_id}` : "";
  const commands = item ? itemCommands(session, project.identifier, item) : null;
  return (
    <SidePanel
      ref={root}
      label={item ? `${key} ${item.name}` : "Work item"}
      onClose={onClose}
      className="slide-in absolute inset-y-0 right-0 z-20 w-full shadow-3 sm:w-[min(36rem,92%)] xl:static xl:w-[clamp(30rem,42%,44rem)] xl:shadow-none"
    >
      <header className="flex h-12 shrink-0 items-center gap-1 border-line border-b px-3">
        <IconButton label="Close" keys={["Escape"]} icon={<X size={16} />} onPress={onClose} />
        <IconButton
          label="Previous item"
          keys={["ArrowUp"]}
          icon={<ChevronUp size={16} />}
          onPress={() => onWalk(-1)}
        />
        <IconButton
          label="Next item"
          keys={["ArrowDown"]}
          icon={<ChevronDown size={16} />}
          onPress={() => onWalk(1)}
        />
        <span className="ml-1 truncate text-fg-3 text-sm tabular-nums">{key}</span>
        {commands && (
          <span className="ml-auto flex items-center gap-1">
            <Presence session={session} itemId={itemId} />
            <Subscription session={session} itemId={itemId} />
            {session.store.canEdit && (
              <IconButton
                label="Delete"
                icon={<Trash2 size={15} />}
                onPress={() => onDelete(itemId)}
              />
            )}
            <IconButton
              label="Copy link"
              icon={<Link size={15} />}
              onPress={() => void commands.copyLink()}
            />
            <IconButton
              label="Open full page"
              icon={<Maximize2 size={15} />}
              onPress={() => void navigate(commands.path)}
            />
          </span>
        )}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-3 sm:px-5">
        {item ? (
          <ItemSheet
            session={session}
            identifier={project.identifier}
            item={item}
            detail={detail}
          />
        ) : (
          <EmptyState title="This work item is not here">
            It does not exist, or was archived or deleted.
          </EmptyState>
        )}
      </div>
      <ItemPicker session={session} request={detail.picker} onClose={detail.closePicker} />
    </SidePanel>
  );
}

function walkOnArrow(event: KeyboardEvent, onWalk: (delta: 1 | -1) => void): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const target = event.target as HTMLElement;
  const isElsewhere = target.isContentEditable || target.closest("input, textarea, [role=toolbar]");
  if (isElsewhere || event.defaultPrevented) return;
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  event.preventDefault();
  onWalk(event.key === "ArrowDown" ? 1 : -1);
}
