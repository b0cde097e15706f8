import type { NotificationPreferences } from "@treasury-plane/api/notifications";
import { Button } from "@treasury-plane/ui/Button";
import { Switch } from "@treasury-plane/ui/Switch";
import { TextField } from "@treasury-plane/ui/TextField";
import { type FormEvent, useState } from "react";

interface QuietHoursProps {
  readonly preferences: NotificationPreferences;
  readonly onChange: (patch: Partial<NotificationPreferences>) => void;
}

/** A time of the day without mail; it may go over midnight. */
export function QuietHours({ preferences, onChange }: QuietHoursProps) {
  const [from, setFrom] = useState(preferences.quiet_from);
  const [until, setUntil] = useState(preferences.quiet_until);
  const isChanged = from !== preferences.quiet_from || until !== preferences.quiet_until;
  const problem = from === until ? "Must differ from the beginning." : undefined;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!problem) onChange({ quiet_from: from, quiet_until: until });
  };
  return (
    <div className="flex flex-col gap-3">
      <Switch
        isSelected={preferences.quiet_hours_enabled}
        onChange={(quiet_hours_enabled) => onChange({ quiet_hours_enabled })}
        description="Mail waits until they end. Links to sign in or to choose a password never wait."
      >
        Quiet hours
      </Switch>
      {preferences.quiet_hours_enabled && (
        <form onSubmit={save} className="flex flex-wrap items-start gap-3">
          <TextField label="From" type="time" value={from} onChange={setFrom} isRequired />
          <TextField
            label="Until"
            type="time"
            value={until}
            onChange={setUntil}
            error={problem}
            isRequired
          />
          <Button
            type="submit"
            className="mt-6"
            isDisabled={!isChanged || problem !== undefined || from === "" || until === ""}
          >
            Save times
          </Button>
        </form>
      )}
    </div>
  );
}
