import { formatDateTime } from "@treasury-plane/kit/dates/format";
import { Badge } from "@treasury-plane/ui/Badge";
import { Button } from "@treasury-plane/ui/Button";
import { Drawer } from "@treasury-plane/ui/Drawer";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { X } from "lucide-react";
import type { Job } from "../../contract";
import { DottedName } from "../../shell/DottedName";
import { relativeTime } from "../../shell/relative-time";
import { stateLabel } from "./words";

interface JobDrawerProps {
  /** What is shown, null when closed. It stays as it was when it was opened. */
  job: Job | null;
  now: number;
  isRetrying: boolean;
  onClose: () => void;
  onRetry: (job: Job) => void;
  onDelete: (job: Job) => void;
}

/** Everything about one job. */
export function JobDrawer({ job, onClose, ...props }: JobDrawerProps) {
  return (
    <Drawer
      isOpen={job !== null}
      onClose={onClose}
      label={job ? `Job ${job.name}` : "Job"}
      width="lg"
    >
      {job && <Body job={job} onClose={onClose} {...props} />}
    </Drawer>
  );
}

function Body({ job, now, isRetrying, onClose, onRetry, onDelete }: JobDrawerProps & { job: Job }) {
  return (
    <>
      <div className="flex items-start justify-between gap-3 border-line border-b px-5 py-3.5">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-2 font-semibold text-lg">
            <span className="min-w-0 break-words">
              <DottedName name={job.name} />
            </span>
            <Badge tone={job.state === "dead" ? "danger" : "neutral"}>
              {stateLabel(job.state)}
            </Badge>
          </h2>
          <p className="text-fg-3 text-sm">{job.about}</p>
        </div>
        <IconButton label="Close" icon={<X size={16} />} onPress={onClose} hasTooltip={false} />
      </div>
      <section
        // What scrolls must be reachable by keyboard.
        {...{ tabIndex: 0 }}
        aria-label="Facts about the job"
        className="-outline-offset-2! flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto px-5 py-4"
      >
        <Facts job={job} now={now} />
        {job.last_error !== null && <Text title="Last error" text={job.last_error} />}
        <Text title="Payload" text={JSON.stringify(job.payload, null, 2)} />
      </section>
      {job.state === "dead" && (
        <div className="flex flex-wrap justify-end gap-2 border-line border-t bg-canvas px-5 py-3">
          <Button variant="ghost" onPress={() => onDelete(job)}>
            Delete…
          </Button>
          <Button variant="primary" isPending={isRetrying} onPress={() => onRetry(job)}>
            Retry
          </Button>
        </div>
      )}
    </>
  );
}

function Facts({ job, now }: { job: Job; now: number }) {
  const facts = [
    ["Attempts", `${job.attempts} of ${job.attempts_max}`],
    ["Created", instant(job.created_at, now)],
    [job.state === "ready" ? "Due" : "Was due", instant(job.run_at, now)],
    ["Last started", job.started_at && instant(job.started_at, now)],
    ["Failed", job.died_at && instant(job.died_at, now)],
    ["Number", String(job.id)],
  ] as const;
  return (
    <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[8rem_1fr]">
      {facts.map(
        ([term, value]) =>
          value && (
            <div key={term} className="contents">
              <dt className="text-fg-3">{term}</dt>
              <dd className="min-w-0 tabular-nums [overflow-wrap:anywhere] max-sm:-mt-1.5">
                {value}
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}

function instant(at: string, now: number): string {
  return `${formatDateTime(at)} (${relativeTime(at, now)})`;
}

function Text({ title, text }: { title: string; text: string }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1 font-medium text-fg-2 text-sm">{title}</h3>
      <pre className="whitespace-pre-wrap rounded-md border border-line bg-sunken p-3 font-mono text-xs [overflow-wrap:anywhere]">
        {text}
      </pre>
    </section>
  );
}
