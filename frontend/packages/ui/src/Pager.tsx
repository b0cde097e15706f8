import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "./Button";

interface PagerProps {
  /** What is counted, in the plural that an s makes: "users". */
  noun: string;
  shown: number;
  total: number;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
}

/** How many there are, and the pages before and after. */
export function Pager({ noun, shown, total, onPrevious, onNext }: PagerProps) {
  const counted = total === 1 ? noun.replace(/s$/, "") : noun;
  const isPaged = onPrevious !== undefined || onNext !== undefined;
  return (
    <nav
      aria-label={`Pages of ${noun}`}
      className="flex flex-wrap items-center gap-2 text-fg-3 text-sm"
    >
      <span className="mr-auto tabular-nums">
        {isPaged
          ? `${shown} of ${total.toLocaleString()} ${counted}`
          : `${total.toLocaleString()} ${counted}`}
      </span>
      {isPaged && (
        <>
          <Button
            size="sm"
            isDisabled={!onPrevious}
            onPress={() => onPrevious?.()}
            icon={<ChevronLeft size={14} aria-hidden="true" />}
          >
            Previous
          </Button>
          <Button size="sm" isDisabled={!onNext} onPress={() => onNext?.()}>
            Next
            <ChevronRight size={14} aria-hidden="true" />
          </Button>
        </>
      )}
    </nav>
  );
}
