import { useQuery } from "@tanstack/react-query";
import { cx } from "@treasury-plane/ui/cx";
import { inputClass } from "@treasury-plane/ui/Field";
import { NativeSelect } from "@treasury-plane/ui/NativeSelect";
import { useId } from "react";
import { SearchParamField } from "../../shell/SearchParamField";
import type { ListParams } from "../../shell/use-list-params";
import { actionsQuery } from "./queries";

const OUTCOMES = [
  { id: "", label: "Any" },
  { id: "success", label: "Done" },
  { id: "failure", label: "Refused" },
] as const;

/** By person, object or text; by action, outcome and time. */
export function AuditFilters({ list }: { list: ListParams }) {
  const actions = useQuery(actionsQuery);
  const options = [
    { id: "", label: "Any" },
    ...(actions.data ?? []).map((action) => ({ id: action, label: action })),
  ];
  const action = list.get("action");
  const outcome = OUTCOMES.find(({ id }) => id === list.get("outcome"))?.id ?? "";
  return (
    <div className="flex flex-wrap items-end gap-3">
      <SearchParamField
        label="Search by person, object, address or detail"
        list={list}
        className="w-full sm:w-60"
      />
      <NativeSelect
        label="Action"
        className="w-full sm:w-44"
        options={
          options.some(({ id }) => id === action)
            ? options
            : [...options, { id: action, label: action }]
        }
        value={action}
        onChange={(next) => list.set({ action: next })}
      />
      <NativeSelect
        label="Outcome"
        className="w-28"
        options={OUTCOMES}
        value={outcome}
        onChange={(next) => list.set({ outcome: next })}
      />
      <DayField label="From" value={list.get("from")} onChange={(from) => list.set({ from })} />
      <DayField label="To" value={list.get("to")} onChange={(to) => list.set({ to })} />
    </div>
  );
}

interface DayFieldProps {
  label: string;
  value: string;
  onChange: (day: string) => void;
}

function DayField({ label, value, onChange }: DayFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-fg-2 text-sm">
        {label} <span className="text-fg-3">(UTC)</span>
      </label>
      <input
        id={id}
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={cx(inputClass, "h-9 pointer-coarse:h-11")}
      />
    </div>
  );
}
