import { ContextMenu } from "@treasury-plane/ui/ContextMenu";
import { Menu, MenuItem, MenuSeparator } from "@treasury-plane/ui/Menu";
import {
  ArrowRightLeft,
  CalendarClock,
  ExternalLink,
  Link,
  PanelRight,
  SignalHigh,
  Tag,
  Trash2,
  UserRound,
} from "lucide-react";
import { StateMark } from "./ItemPieces";
import { itemCommands } from "./item-commands";
import type { PickerField } from "./pickers/fields";
import type { ProjectSession } from "./project-session";
import type { ItemSurface } from "./use-item-surface";

interface ItemMenuProps {
  readonly session: ProjectSession;
  readonly identifier: string;
  readonly surface: ItemSurface;
  readonly onPeek: (id: string) => void;
  readonly onDelete: (id: string) => void;
}

/** What can be done with the item under the pointer; the same commands as keys and palette. */
export function ItemMenu({ session, identifier, surface, onPeek, onDelete }: ItemMenuProps) {
  const { menu } = surface;
  const item = menu ? session.store.get(menu.itemId) : undefined;
  const canEdit = session.store.canEdit;
  const state = session.store.meta.states.find((candidate) => candidate.id === item?.state);

  const pick = (field: PickerField) => {
    if (!menu) return;
    const { itemId, point } = menu;
    // After the menu has closed and given the focus back.
    setTimeout(() => surface.openPickerAt(itemId, field, point), 60);
  };
  const run = (key: string) => {
    if (!menu || !item) return;
    const commands = itemCommands(session, identifier, item);
    if (key === "peek") onPeek(item.id);
    else if (key === "open") commands.openInNewTab();
    else if (key === "copy-link") commands.copyLink();
    else if (key === "copy-id") commands.copyKey();
    else if (key === "delete") onDelete(item.id);
    else pick(key as PickerField);
  };

  return (
    <ContextMenu point={item ? (menu?.point ?? null) : null} onClose={surface.closeMenu}>
      <Menu aria-label="Work item" onAction={(key) => run(String(key))} className="w-60">
        <MenuItem id="peek" icon={<PanelRight size={15} />} keys={[" "]}>
          Open beside
        </MenuItem>
        <MenuItem id="open" icon={<ExternalLink size={15} />}>
          Open in new tab
        </MenuItem>
        <MenuItem id="copy-link" icon={<Link size={15} />}>
          Copy link
        </MenuItem>
        <MenuItem id="copy-id" icon={<Link size={15} />} keys={["Mod+."]}>
          Copy ID
        </MenuItem>
        {canEdit && (
          <>
            <MenuSeparator />
            <MenuItem id="state" icon={<StateMark state={state} />} keys={["s"]}>
              State…
            </MenuItem>
            <MenuItem id="priority" icon={<SignalHigh size={15} />} keys={["p"]}>
              Priority…
            </MenuItem>
            <MenuItem id="assignees" icon={<UserRound size={15} />} keys={["a"]}>
              Assignees…
            </MenuItem>
            <MenuItem id="labels" icon={<Tag size={15} />} keys={["l"]}>
              Labels…
            </MenuItem>
            <MenuItem id="target_date" icon={<CalendarClock size={15} />} keys={["d"]}>
              Due date…
            </MenuItem>
            <MenuItem id="group" icon={<ArrowRightLeft size={15} />} keys={["m"]}>
              Move to…
            </MenuItem>
            <MenuSeparator />
            <MenuItem
              id="delete"
              tone="danger"
              icon={<Trash2 size={15} />}
              keys={["Mod+Backspace"]}
            >
              Delete…
            </MenuItem>
          </>
        )}
      </Menu>
    </ContextMenu>
  );
}
