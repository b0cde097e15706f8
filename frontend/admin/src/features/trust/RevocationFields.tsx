import { Banner } from "@treasury-plane/ui/Banner";
import { NativeSelect } from "@treasury-plane/ui/NativeSelect";
import { Switch } from "@treasury-plane/ui/Switch";
import { TextField } from "@treasury-plane/ui/TextField";
import type { AnchorValues } from "./anchor";
import type { Revocation } from "./queries";

const OPTIONS: readonly { id: Revocation; label: string }[] = [
  { id: "hard", label: "Must be known: refuse when no current list is at hand" },
  { id: "soft", label: "May be late: a list out of date counts for a while" },
  { id: "off", label: "Not checked at all" },
];

interface RevocationFieldsProps {
  values: AnchorValues;
  set: (changes: Partial<AnchorValues>) => void;
  errors: { soft_grace_hours?: string; soft_until?: string };
}

/** How strictly revocation is asked for; anything less than strict says what it costs. */
export function RevocationFields({ values, set, errors }: RevocationFieldsProps) {
  return (
    <div className="flex flex-col gap-3">
      <NativeSelect
        label="Revocation"
        options={OPTIONS}
        value={values.revocation}
        onChange={(revocation) => set({ revocation })}
      />
      {values.revocation === "soft" && (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Grace (hours)"
            description="How long past its end a list still counts; at most 168."
            inputMode="numeric"
            isRequired
            value={values.soft_grace_hours}
            onChange={(soft_grace_hours) => set({ soft_grace_hours })}
            error={errors.soft_grace_hours}
          />
          <TextField
            label="Until (year-month-day)"
            description="After this day it is strict again."
            isRequired
            placeholder="2026-12-31"
            value={values.soft_until}
            onChange={(soft_until) => set({ soft_until })}
            error={errors.soft_until}
          />
        </div>
      )}
      {values.revocation !== "off" && (
        <Switch
          isSelected={values.ocsp}
          onChange={(ocsp) => set({ ocsp })}
          description="OCSP. Lists decide when it does not answer. Needs a way out to the address that cards name."
        >
          Ask the issuer's responder first
        </Switch>
      )}
      {values.revocation === "off" && (
        <Banner tone="warning">
          Lost and stolen cards keep working until they expire. This is written to the audit log.
        </Banner>
      )}
    </div>
  );
}
