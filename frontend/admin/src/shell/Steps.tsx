import { CircleCheck, CircleX } from "lucide-react";

/** One thing that was looked at, in words. */
export interface Step {
  name: string;
  passed: boolean;
  detail: string;
}

/** What was looked at, in order, each passed or not in words as well as in colour. */
export function Steps({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol
      aria-label={label}
      className="flex flex-col divide-y divide-line rounded-md border border-line"
    >
      {steps.map((step) => (
        <li key={`${step.name} ${step.detail}`} className="flex items-start gap-2.5 px-3 py-2">
          {step.passed ? (
            <CircleCheck size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-success-fg" />
          ) : (
            <CircleX size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-danger-fg" />
          )}
          <div className="min-w-0">
            <p className="font-medium text-sm">
              <span className="sr-only">{step.passed ? "Passed: " : "Failed: "}</span>
              {step.name}
            </p>
            <p className="break-words text-fg-3 text-sm">{step.detail}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
