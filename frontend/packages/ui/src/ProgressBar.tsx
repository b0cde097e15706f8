import { ProgressBar as AriaProgressBar, Label } from "react-aria-components";

interface ProgressBarProps {
  label: string;
  isLabelHidden?: boolean;
  value: number;
  max?: number;
}

/** How far something of known length is. */
export function ProgressBar({ label, isLabelHidden, value, max = 100 }: ProgressBarProps) {
  return (
    <AriaProgressBar value={value} maxValue={max} className="flex flex-col gap-1">
      {({ percentage, valueText }) => (
        <>
          <span className="flex justify-between text-sm">
            <Label className={isLabelHidden ? "sr-only" : ""}>{label}</Label>
            {!isLabelHidden && <span className="text-fg-3 tabular-nums">{valueText}</span>}
          </span>
          <span className="h-1.5 overflow-hidden rounded-full bg-pressed forced-colors:border">
            <span
              className="block h-full rounded-full bg-accent transition-[width] forced-colors:bg-[Highlight]"
              style={{ width: `${percentage ?? 0}%` }}
            />
          </span>
        </>
      )}
    </AriaProgressBar>
  );
}
