import { Button } from "@treasury-plane/ui/Button";
import { Picker } from "@treasury-plane/ui/Picker";
import { Popover } from "@treasury-plane/ui/Popover";
import { PriorityIcon } from "@treasury-plane/ui/PriorityIcon";
import { toast } from "@treasury-plane/ui/Toast";
import { CalendarClock, CalendarDays, Tag, UserRound } from "lucide-react";
import { shortDay } from "./days";
import { People, StateMark } from "./ItemPieces";
import { createLabel } from "./labels";
import type { Priority } from "./model";
import { defaultState, PRIORITY_NAMES } from "./model";
import type { NewItem } from "./mutations";
import { DatePicker } from "./pickers/DatePicker";
import { labelOptions, memberOptions, priorityOptions, stateOptions } from "./pickers/options";
import type { ProjectSession } from "./project-session";
import { useMetaIndex, useProjectMeta } from "./use-store";
import { peopleText } from "./words";

type Values = Omit<NewItem, "name" | "description_html">;

interface CreateItemPillsProps {
  readonly session: ProjectSession;
  readonly values: Values;
  readonly onChange: (values: Values) => void;
}

/** The properties a new item starts with, each a button that shows its value. */
export function CreateItemPills({ session, values, onChange }: CreateItemPillsProps) {
  const meta = useProjectMeta(session.store);
  const index = useMetaIndex(session.store);
  const state = meta.states.find(({ id }) => id === values.state) ?? defaultState(meta.states);
  const priority = values.priority ?? "none";
  const assignees = values.assignees ?? [];
  const labels = values.labels ?? [];
  const labelNames = labels.map((id) => index.labels.get(id)?.name).join(", ");
  const addLabel = async (name: string) => {
    try {
      const label = await createLabel(session, name);
      onChange({ ...values, labels: [...labels, label.id] });
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "The label could not be created.");
    }
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings its own border and layout.
    <div role="group" aria-label="Properties" className="flex flex-wrap gap-2">
      <Picker
        label="State"
        items={stateOptions(meta)}
        selected={state ? [state.id] : []}
        onChange={([id]) => id && onChange({ ...values, state: id })}
        trigger={
          <Button size="sm" icon={<StateMark state={state} size={14} />}>
            {state?.name ?? "State"}
          </Button>
        }
      />
      <Picker
        label="Priority"
        items={priorityOptions()}
        selected={[priority]}
        onChange={([id]) => onChange({ ...values, priority: id as Priority })}
        trigger={
          <Button size="sm" icon={<PriorityIcon priority={priority} size={14} />}>
            {priority === "none" ? "Priority" : PRIORITY_NAMES[priority]}
          </Button>
        }
      />
      <Picker
        label="Assignees"
        selectionMode="multiple"
        items={memberOptions(meta, assignees)}
        selected={assignees}
        onChange={(ids) => onChange({ ...values, assignees: ids })}
        trigger={
          <Button
            size="sm"
            icon={
              assignees.length > 0 ? (
                <People ids={assignees} index={index} size={16} />
              ) : (
                <UserRound size={14} aria-hidden="true" />
              )
            }
          >
            {assignees.length === 1
              ? peopleText(assignees, index)
              : assignees.length > 1
                ? `${assignees.length} people`
                : "Assignees"}
          </Button>
        }
      />
      <Picker
        label="Labels"
        selectionMode="multiple"
        items={labelOptions(meta)}
        selected={labels}
        onChange={(ids) => onChange({ ...values, labels: ids })}
        onCreate={(name) => void addLabel(name)}
        createLabel={(name) => `Create label “${name}”`}
        trigger={
          <Button size="sm" icon={<Tag size={14} aria-hidden="true" />}>
            <span className="max-w-40 truncate">{labelNames || "Labels"}</span>
          </Button>
        }
      />
      <Popover
        label="Start date"
        trigger={
          <Button size="sm" icon={<CalendarDays size={14} aria-hidden="true" />}>
            {values.start_date ? `Starts ${shortDay(values.start_date)}` : "Start date"}
          </Button>
        }
      >
        {(close) => (
          <DatePicker
            label="Start date"
            value={values.start_date ?? null}
            max={values.target_date ?? null}
            onChange={(day) => onChange({ ...values, start_date: day })}
            onClose={close}
          />
        )}
      </Popover>
      <Popover
        label="Due date"
        trigger={
          <Button size="sm" icon={<CalendarClock size={14} aria-hidden="true" />}>
            {values.target_date ? `Due ${shortDay(values.target_date)}` : "Due date"}
          </Button>
        }
      >
        {(close) => (
          <DatePicker
            label="Due date"
            value={values.target_date ?? null}
            min={values.start_date ?? null}
            onChange={(day) => onChange({ ...values, target_date: day })}
            onClose={close}
          />
        )}
      </Popover>
    </div>
  );
}
