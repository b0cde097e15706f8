import type { Notification } from "@treasury-plane/api/notifications";
import { formatDateTime } from "@treasury-plane/kit/dates/format";
import { Button } from "@treasury-plane/ui/Button";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { TextField } from "@treasury-plane/ui/TextField";
import { type FormEvent, useState } from "react";
import { daysLater, SNOOZES } from "./snooze";

interface SnoozeDialogProps {
  readonly notification: Notification;
  readonly onSnooze: (until: Date | null) => void;
  readonly onClose: () => void;
}

/** Until when a notification is to stay away. */
export function SnoozeDialog({ notification, onSnooze, onClose }: SnoozeDialogProps) {
  const [custom, setCustom] = useState("");
  const until = custom === "" ? null : new Date(custom);
  const problem = until && until.getTime() <= Date.now() ? "Must be in the future." : undefined;
  const choose = (then: Date | null) => {
    onSnooze(then);
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (until && !problem) choose(until);
  };
  return (
    <Dialog isOpen onClose={onClose} title="Snooze" size="sm">
      <div className="flex flex-col gap-4">
        <ul className="flex flex-col gap-1">
          {SNOOZES.map(({ id, label, days }, index) => (
            <li key={id}>
              <Button
                className="w-full justify-between"
                autoFocus={index === 0}
                onPress={() => choose(daysLater(days))}
              >
                <span>{label}</span>
                <span className="font-normal text-fg-3">{formatDateTime(daysLater(days))}</span>
              </Button>
            </li>
          ))}
        </ul>
        <form onSubmit={submit} className="flex items-start gap-2">
          <TextField
            label="Or until"
            type="datetime-local"
            value={custom}
            onChange={setCustom}
            error={problem}
            className="flex-1"
          />
          <Button type="submit" className="mt-6" isDisabled={!until || problem !== undefined}>
            Snooze
          </Button>
        </form>
        {notification.snoozed_till && (
          <Button variant="ghost" onPress={() => choose(null)}>
            Wake it now
          </Button>
        )}
      </div>
    </Dialog>
  );
}
