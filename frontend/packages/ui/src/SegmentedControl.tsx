import type { ReactNode } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import { cx } from "./cx";

export interface Segment<V extends string> {
  id: V;
  label: string;
  icon?: ReactNode;
  /** Shows the icon only; the label stays the name. */
  isLabelHidden?: boolean;
}

interface SegmentedControlProps<V extends string> {
  label: string;
  segments: readonly Segment<V>[];
  value: V;
  onChange: (value: V) => void;
  className?: string;
}

/** One of two to four views or filters, all visible. */
export function SegmentedControl<V extends string>({
  label,
  segments,
  value,
  onChange,
  className,
}: SegmentedControlProps<V>) {
  return (
    <RadioGroup
      aria-label={label}
      orientation="horizontal"
      value={value}
      onChange={(next) => onChange(next as V)}
      className={cx("inline-flex rounded-md border border-line bg-sunken p-0.5", className)}
    >
      {segments.map((segment) => (
        <Radio
          key={segment.id}
          value={segment.id}
          {...(segment.isLabelHidden ? { "aria-label": segment.label } : {})}
          className={cx(
            "flex h-[26px] min-w-7 cursor-pointer items-center justify-center gap-1.5 whitespace-nowrap rounded-sm px-2 font-medium text-fg-2 text-sm pointer-coarse:h-9",
            "hover:text-fg data-[selected]:bg-raised data-[selected]:text-fg data-[selected]:shadow-1",
            "data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus",
          )}
        >
          {segment.icon}
          {!segment.isLabelHidden && segment.label}
        </Radio>
      ))}
    </RadioGroup>
  );
}
