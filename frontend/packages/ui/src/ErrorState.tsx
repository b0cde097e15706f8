import { CloudOff, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./Button";
import { EmptyState } from "./EmptyState";

interface ErrorStateProps {
  title?: string;
  /** A sentence a person can act on. */
  message: ReactNode;
  onRetry?: () => void;
  isRetrying?: boolean;
  action?: ReactNode;
  /** What support asks for. */
  requestId?: string | null | undefined;
}

/** A place that could not be shown, with a way on. */
export function ErrorState({
  title = "This could not be loaded",
  message,
  onRetry,
  isRetrying,
  action,
  requestId,
}: ErrorStateProps) {
  return (
    <div role="alert">
      <EmptyState
        icon={<CloudOff size={20} aria-hidden="true" />}
        title={title}
        action={
          <>
            {onRetry && (
              <Button
                icon={<RotateCw size={14} aria-hidden="true" />}
                onPress={onRetry}
                isPending={isRetrying ?? false}
              >
                Try again
              </Button>
            )}
            {action}
          </>
        }
      >
        {message}
        {requestId && <span className="mt-1 block font-mono text-xs">Request {requestId}</span>}
      </EmptyState>
    </div>
  );
}
