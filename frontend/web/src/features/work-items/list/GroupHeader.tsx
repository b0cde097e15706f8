import { cx } from "@treasury-plane/ui/cx";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { ChevronRight, Plus } from "lucide-react";
import { useRef } from "react";
import type { GroupTitle } from "../group-names";
import { useGroupDrop } from "../use-item-drag";
import { GridCell, GridRow, GridRowHeader } from "./grid-parts";

interface GroupHeaderProps {
  readonly group: string;
  readonly title: GroupTitle;
  readonly count: number;
  readonly isCollapsed: boolean;
  readonly isSticky: boolean;
  readonly top: number;
  readonly rowIndex: number;
  readonly canEdit: boolean;
  readonly onToggle: () => void;
  readonly onAdd: () => void;
}

/** The head of a group: stays at the top while its rows scroll, and takes drops. */
export function GroupHeader(props: GroupHeaderProps) {
  const { title, count, isCollapsed, isSticky } = props;
  const element = useRef<HTMLDivElement>(null);
  const isOver = useGroupDrop(element, props.group, props.canEdit);
  return (
    <GridRow
      ref={element}
      aria-rowindex={props.rowIndex}
      style={isSticky ? undefined : { transform: `translateY(${props.top}px)` }}
      className={cx(
        "inset-x-0 top-0 flex h-10 items-center gap-2 border-line border-b bg-canvas pr-2 pl-2 sm:pl-3",
        isSticky ? "sticky z-10" : "absolute",
        isOver && "bg-selected",
      )}
    >
      <GridRowHeader className="flex min-w-0 items-center">
        <button
          type="button"
          onClick={props.onToggle}
          aria-expanded={!isCollapsed}
          className="flex h-8 min-w-0 items-center gap-2 rounded-md px-1 font-medium text-sm hover:bg-hover"
        >
          <ChevronRight
            size={15}
            aria-hidden="true"
            className={cx("shrink-0 text-fg-3 transition-transform", !isCollapsed && "rotate-90")}
          />
          {title.icon}
          <span className="truncate">{title.name}</span>
          <span className="text-fg-3 tabular-nums">{count.toLocaleString()}</span>
          <span className="sr-only">work items</span>
        </button>
      </GridRowHeader>
      {props.canEdit && (
        <GridCell className="ml-auto">
          <IconButton
            size="sm"
            label={`New work item in ${title.name}`}
            icon={<Plus size={15} aria-hidden="true" />}
            onPress={props.onAdd}
            hasTooltip={false}
          />
        </GridCell>
      )}
    </GridRow>
  );
}
