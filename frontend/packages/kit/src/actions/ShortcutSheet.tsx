import { Dialog } from "@treasury-plane/ui/Dialog";
import { Kbd } from "@treasury-plane/ui/Kbd";
import { SearchField } from "@treasury-plane/ui/SearchField";
import { Switch } from "@treasury-plane/ui/Switch";
import { useState } from "react";
import { score } from "./search";
import { type Action, type ActionContext, bindingsOf } from "./types";
import { useAvailableActions } from "./use-actions";

interface ShortcutSheetProps {
  isOpen: boolean;
  onClose: () => void;
  context: ActionContext;
  singleKeys?: boolean;
  onSingleKeysChange?: (isOn: boolean) => void;
}

/** All keys that work here, from the same registry that runs them. */
export function ShortcutSheet({ isOpen, onClose, ...rest }: ShortcutSheetProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Keyboard shortcuts" size="lg">
      <SheetBody {...rest} />
    </Dialog>
  );
}

function SheetBody({
  context,
  singleKeys,
  onSingleKeysChange,
}: Omit<ShortcutSheetProps, "isOpen" | "onClose">) {
  const [query, setQuery] = useState("");
  const actions = useAvailableActions(context).filter(
    (action) => action.keys && score(`${action.section} ${action.label}`, query) > 0,
  );
  return (
    <div className="flex flex-col gap-4">
      <SearchField label="Search shortcuts" value={query} onChange={setQuery} />
      {onSingleKeysChange && (
        <Switch
          isSelected={singleKeys ?? true}
          onChange={onSingleKeysChange}
          description="Letters without Ctrl or Command. Switch off if they get in the way of speech input or another tool."
        >
          Single-key shortcuts
        </Switch>
      )}
      <div className="gap-8 sm:columns-2">
        {bySection(actions).map(([section, members]) => (
          <section key={section} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 font-semibold text-fg-3 text-xs">{section}</h3>
            <dl>
              {members.map((action) => (
                <div key={action.id} className="flex min-h-7 items-center justify-between gap-3">
                  <dt className="min-w-0 text-sm">{action.label}</dt>
                  <dd className="flex items-center gap-2">
                    {bindingsOf(action).map((keys) => (
                      <Kbd key={keys.join(" ")} keys={[...keys]} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {actions.length === 0 && <p className="text-fg-3 text-sm">No shortcut matches.</p>}
    </div>
  );
}

function bySection(actions: readonly Action[]): [string, Action[]][] {
  const sections = new Map<string, Action[]>();
  for (const action of actions) {
    sections.set(action.section, [...(sections.get(action.section) ?? []), action]);
  }
  return [...sections];
}
