import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "./Button";
import { announce } from "./LiveAnnouncer";
import { TextField } from "./TextField";

/** A value to take elsewhere: read-only text with a button that copies it. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const [isCopied, setCopied] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      announce("Copied");
      setTimeout(() => setCopied(false), 2500);
    } catch {
      // Without a secure origin there is no clipboard; the text is selected for the person to copy.
      announce("Selected. Press the copy keys of your system.");
    }
  };

  return (
    <div className="flex items-end gap-2">
      <TextField
        label={label}
        value={value}
        isReadOnly
        inputRef={input}
        className="flex-1"
        inputClassName="font-mono text-xs"
      />
      <Button
        onPress={() => void copy()}
        icon={
          isCopied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />
        }
      >
        {isCopied ? "Copied" : "Copy"}
      </Button>
    </div>
  );
}
