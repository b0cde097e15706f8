import { useQuery } from "@tanstack/react-query";
import type { EmailDigest, NotificationPreferences } from "@treasury-plane/api/notifications";
import { Banner } from "@treasury-plane/ui/Banner";
import { RadioGroup } from "@treasury-plane/ui/RadioGroup";
import { Switch } from "@treasury-plane/ui/Switch";
import { Link } from "react-router";
import { QueryGate } from "../../layouts/QueryGate";
import { SettingsCard, SettingsPage } from "../../layouts/SettingsPage";
import { useMe } from "../../layouts/use-me";
import { paths } from "../../paths";
import {
  notificationPreferencesQuery,
  useUpdateNotificationPreferences,
} from "./notification-preferences-query";
import { QuietHours } from "./QuietHours";

type Kind =
  | "property_change"
  | "state_change"
  | "issue_completed"
  | "comment"
  | "mention"
  | "due_soon"
  | "overdue";

const KINDS: readonly { kind: Kind; label: string; description: string }[] = [
  { kind: "mention", label: "Mentions", description: "Somebody names you." },
  { kind: "comment", label: "Comments", description: "On work items that you follow." },
  { kind: "state_change", label: "State changes", description: "A work item moves on." },
  { kind: "issue_completed", label: "Completed", description: "A work item is done." },
  {
    kind: "property_change",
    label: "Other changes",
    description: "Priority, dates, assignees, labels and the like.",
  },
  { kind: "due_soon", label: "Due soon", description: "The day before, and on the day." },
  { kind: "overdue", label: "Overdue", description: "Once, when the day has passed." },
];

const DIGESTS: readonly { id: EmailDigest; label: string; description: string }[] = [
  { id: "soon", label: "Soon", description: "One mail a work item, every few minutes." },
  { id: "daily", label: "Once a day", description: "Everything in one mail in the morning." },
  { id: "off", label: "Never", description: "Only the inbox here tells you." },
];

/** `/settings/notifications` */
export default function NotificationSettingsPage() {
  const preferences = useQuery(notificationPreferencesQuery);
  return (
    <SettingsPage
      title="Notifications"
      description="What comes by e-mail. The inbox always has all of it."
    >
      <QueryGate query={preferences} what="settings">
        {(found) => <Settings preferences={found} />}
      </QueryGate>
    </SettingsPage>
  );
}

function Settings({ preferences }: { preferences: NotificationPreferences }) {
  const { user_timezone } = useMe();
  const update = useUpdateNotificationPreferences();
  const isOff = preferences.email_digest === "off";
  return (
    <>
      {update.isError && <Banner tone="danger">{update.error.message}</Banner>}
      <SettingsCard title="When">
        <div className="flex flex-col gap-5">
          <RadioGroup
            label="E-mail about work items"
            options={DIGESTS}
            value={preferences.email_digest}
            onChange={(email_digest) => update.mutate({ email_digest })}
          />
          <QuietHours
            key={`${preferences.quiet_from}-${preferences.quiet_until}`}
            preferences={preferences}
            onChange={(patch) => update.mutate(patch)}
          />
          <p className="text-fg-3 text-sm">
            Times are those of {user_timezone.replaceAll("_", " ")}, the time zone of{" "}
            <Link to={paths.profile()} className="text-accent-fg underline">
              your profile
            </Link>
            .
          </p>
        </div>
      </SettingsCard>
      <SettingsCard title="About what">
        <div className="flex flex-col gap-4">
          {KINDS.map(({ kind, label, description }) => (
            <Switch
              key={kind}
              isSelected={preferences[kind]}
              isDisabled={isOff}
              onChange={(isOn) => update.mutate({ [kind]: isOn })}
              description={description}
            >
              {label}
            </Switch>
          ))}
        </div>
      </SettingsCard>
    </>
  );
}
