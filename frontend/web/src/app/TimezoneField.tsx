import { ComboBox } from "@treasury-plane/ui/ComboBox";
import { useMemo } from "react";

interface TimezoneFieldProps {
  readonly value: string;
  readonly onChange: (zone: string) => void;
  readonly error?: string | undefined;
  readonly isDisabled?: boolean;
}

/** One of the time zones the browser knows. */
export function TimezoneField({ value, onChange, error, isDisabled }: TimezoneFieldProps) {
  const options = useMemo(() => {
    const zones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), value]);
    return [...zones].map((zone) => ({ id: zone, label: zone.replaceAll("_", " ") }));
  }, [value]);
  return (
    <ComboBox
      label="Time zone"
      options={options}
      value={value}
      onChange={(zone) => {
        if (zone) onChange(zone);
      }}
      error={error}
      isDisabled={isDisabled ?? false}
    />
  );
}
