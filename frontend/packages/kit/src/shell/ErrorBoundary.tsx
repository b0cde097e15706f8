import { Button } from "@treasury-plane/ui/Button";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { Component, type ReactNode } from "react";

interface ErrorBoundaryProps {
  children: ReactNode;
}

/** What is left when a screen fails to draw: a sentence and a way on, never an empty page. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main className="flex min-h-dvh items-center justify-center">
        <ErrorState
          title="This page failed"
          message="Something in this page went wrong. What you saved is safe."
          action={<Button onPress={() => window.location.reload()}>Load again</Button>}
        />
      </main>
    );
  }
}
