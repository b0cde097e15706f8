import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { cx } from "./cx";
import { inputClass } from "./Field";

interface NativeSelectProps<V extends string> {
  label: string;
  isLabelHidden?: boolean;
  options: readonly { id: V; label: string }[];
  value: V;
  onChange: (value: V) => void;
  className?: string;
}

/** The browser's own select: the best list on a phone, and light. */
export function NativeSelect<V extends string>({
  label,
  isLabelHidden,
  options,
  value,
  onChange,
  className,
}: NativeSelectProps<V>) {
  const id = useId();
  return (
    <div className={cx("flex flex-col gap-1", className)}>
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "font-medium text-fg-2 text-sm"}>
        {label}
      </label>
      <div className="relative flex items-center">
        <select
          id={id}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.id === event.target.value);
            if (chosen) onChange(chosen.id);
          }}
          className={cx(inputClass, "h-9 appearance-none pr-8 pointer-coarse:h-11")}
        >
          {options.map((option) => (
            <option key={option.id} value={option.id} className="bg-raised text-fg">
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          size={15}
          aria-hidden="true"
          className="pointer-events-none absolute right-2.5 text-fg-3"
        />
      </div>
    </div>
  );
}
