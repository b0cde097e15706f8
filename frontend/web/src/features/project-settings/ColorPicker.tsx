import { cx } from "@treasury-plane/ui/cx";
import { ColorDot } from "@treasury-plane/ui/LabelChip";
import { Popover } from "@treasury-plane/ui/Popover";
import { TextField } from "@treasury-plane/ui/TextField";
import { Button } from "react-aria-components";

export const SWATCHES = [
  { color: "#6b7482", name: "Grey" },
  { color: "#d14d41", name: "Red" },
  { color: "#c96a1c", name: "Orange" },
  { color: "#a88200", name: "Yellow" },
  { color: "#3c8d5a", name: "Green" },
  { color: "#2b8a8a", name: "Teal" },
  { color: "#2f7fb5", name: "Blue" },
  { color: "#6a63c9", name: "Violet" },
  { color: "#b04a92", name: "Pink" },
  { color: "#7a4b52", name: "Brown" },
] as const;

interface ColorPickerProps {
  readonly label: string;
  readonly color: string;
  readonly onChange: (color: string) => void;
}

/** Named swatches, or any colour by its number. */
export function ColorPicker({ label, color, onChange }: ColorPickerProps) {
  const name = SWATCHES.find((swatch) => swatch.color === color.toLowerCase())?.name ?? color;
  return (
    <Popover
      label={label}
      trigger={
        <Button
          aria-label={`${label}: ${name}`}
          className="inline-flex size-8 shrink-0 items-center justify-center rounded-md border border-line-strong/60 bg-surface hover:border-line-strong"
        >
          <ColorDot color={color} size={16} />
        </Button>
      }
    >
      {(close) => (
        <div className="flex w-56 flex-col gap-3 p-3">
          <div className="grid grid-cols-5 gap-1.5">
            {SWATCHES.map((swatch) => (
              <Button
                key={swatch.color}
                aria-label={swatch.name}
                aria-pressed={swatch.color === color.toLowerCase()}
                onPress={() => {
                  onChange(swatch.color);
                  close();
                }}
                className={cx(
                  "inline-flex size-9 items-center justify-center rounded-md hover:bg-hover",
                  swatch.color === color.toLowerCase() && "bg-selected outline-2 outline-accent",
                )}
              >
                <ColorDot color={swatch.color} size={20} />
              </Button>
            ))}
          </div>
          <TextField
            label="Colour number"
            value={color}
            onChange={(value) => {
              if (/^#[0-9a-f]{0,6}$/i.test(value)) onChange(value);
            }}
            maxLength={7}
          />
        </div>
      )}
    </Popover>
  );
}
