import { Button } from "@treasury-plane/ui/Button";
import { DateField } from "@treasury-plane/ui/DateField";
import { useState } from "react";
import { addDays, longDay, nextMonday, today } from "../days";

interface DatePickerProps {
  label: string;
  value: string | null;
  /** The other end: a start may not lie after the due date. */
  min?: string | null;
  max?: string | null;
  onChange: (day: string | null) => void;
  onClose: () => void;
}

/** A day typed or picked in the browser's control, or one of the usual ones. */
export function DatePicker({ label, value, min, max, onChange, onClose }: DatePickerProps) {
  const [draft, setDraft] = useState(value);
  const error = problem(draft, min ?? null, max ?? null);
  const choose = (day: string | null) => {
    onChange(day);
    onClose();
  };
  const now = today();
  const presets = [
    { name: "Today", day: now },
    { name: "Tomorrow", day: addDays(now, 1) },
    { name: "Next Monday", day: nextMonday(now) },
    { name: "In two weeks", day: addDays(now, 14) },
  ];

  return (
    <form
      className="flex w-64 flex-col gap-2 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!error) choose(draft);
      }}
    >
      <DateField label={label} value={draft} onChange={setDraft} error={error} autoFocus />
      <div className="flex flex-col">
        {presets.map(({ name, day }) => (
          <button
            key={name}
            type="button"
            disabled={problem(day, min ?? null, max ?? null) !== undefined}
            onClick={() => choose(day)}
            className="flex min-h-8 items-center justify-between rounded-md px-2 text-left text-sm hover:bg-hover disabled:cursor-not-allowed disabled:opacity-50"
          >
            {name}
            <span className="text-fg-3 text-xs">{longDay(day)}</span>
          </button>
        ))}
      </div>
      <div className="flex justify-end gap-2">
        {value !== null && (
          <Button size="sm" variant="ghost" onPress={() => choose(null)}>
            Clear
          </Button>
        )}
        <Button size="sm" variant="primary" type="submit" isDisabled={error !== undefined}>
          Set date
        </Button>
      </div>
    </form>
  );
}

function problem(day: string | null, min: string | null, max: string | null): string | undefined {
  if (day === null) return undefined;
  if (min && day < min) return `Must not be before the start date, ${longDay(min)}.`;
  if (max && day > max) return `Must not be after the due date, ${longDay(max)}.`;
  return undefined;
}
