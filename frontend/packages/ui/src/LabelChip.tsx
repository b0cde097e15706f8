import { parseHex, textOn } from "./contrast";
import { cx } from "./cx";

interface LabelChipProps {
  name: string;
  color: string;
  /** `dot` reads on any surface; `solid` fills with the colour and computes its text. */
  look?: "dot" | "solid";
  className?: string;
}

const FALLBACK = "#6b7482";

/** A label in its own colour that stays readable whatever colour was chosen. */
export function LabelChip({ name, color, look = "dot", className }: LabelChipProps) {
  const fill = parseHex(color) ? color : FALLBACK;
  return (
    <span
      title={name}
      className={cx(
        "inline-flex h-5 min-w-0 max-w-40 items-center gap-1.5 rounded-full text-xs",
        look === "dot" ? "border border-line bg-surface px-1.5 text-fg-2" : "px-2 font-medium",
        className,
      )}
      style={look === "solid" ? { backgroundColor: fill, color: textOn(fill) } : undefined}
    >
      {look === "dot" && <ColorDot color={fill} />}
      <span className="truncate">{name}</span>
    </span>
  );
}

/** A colour swatch; decorative. */
export function ColorDot({ color, size = 8 }: { color: string; size?: number }) {
  return (
    <span
      aria-hidden="true"
      className="shrink-0 rounded-full ring-1 ring-line ring-inset forced-color-adjust-none"
      style={{ backgroundColor: parseHex(color) ? color : FALLBACK, width: size, height: size }}
    />
  );
}
