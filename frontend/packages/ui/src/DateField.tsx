import { TextField, type TextFieldProps } from "./TextField";

interface DateFieldProps
  extends Omit<TextFieldProps, "value" | "onChange" | "type" | "trailing" | "icon"> {
  /** `YYYY-MM-DD`, or null for none. */
  value: string | null;
  onChange: (value: string | null) => void;
}

/** A calendar day, by the browser's own date control: typed, picked, or emptied. */
export function DateField({ value, onChange, ...props }: DateFieldProps) {
  return (
    <TextField
      {...props}
      type="date"
      value={value ?? ""}
      onChange={(next) => onChange(next === "" ? null : next)}
      inputClassName="[color-scheme:inherit] tabular-nums"
    />
  );
}
