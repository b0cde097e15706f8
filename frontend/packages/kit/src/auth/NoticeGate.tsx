import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SystemUseNotice } from "@treasury-plane/api/auth";
import { api } from "@treasury-plane/api/client";
import { authMethodsQuery } from "@treasury-plane/api/queries";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { type ReactNode, useId } from "react";
import { useFocusAfter } from "./use-focus-after";

interface NoticeGateProps {
  notice: SystemUseNotice | null;
  /** Names the controls as a group. */
  label?: string;
  /** The controls that sign in; not rendered before the notice is accepted. */
  children: ReactNode;
}

/** Shows the system-use notice first. The server refuses to sign anybody in without it, too. */
export function NoticeGate({ notice, label = "Ways to sign in", children }: NoticeGateProps) {
  const mustAccept = notice !== null && !notice.accepted;
  const controls = useFocusAfter(mustAccept);
  if (mustAccept) return <NoticeForm notice={notice} />;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold a form of its own.
    <div
      ref={controls}
      role="group"
      aria-label={label}
      tabIndex={-1}
      className="flex flex-col gap-5 outline-none"
    >
      {children}
      {notice && <AcceptedNotice notice={notice} />}
    </div>
  );
}

function NoticeForm({ notice }: { notice: SystemUseNotice }) {
  const queries = useQueryClient();
  const id = useId();
  const accept = useMutation({
    mutationFn: () => api.post("/auth/notice", { version: notice.version }, { keepSession: true }),
    onSuccess: () =>
      queries.setQueryData(authMethodsQuery.queryKey, (methods) =>
        methods?.notice ? { ...methods, notice: { ...methods.notice, accepted: true } } : methods,
      ),
    // The words may have changed since they were loaded.
    onError: () => queries.invalidateQueries({ queryKey: authMethodsQuery.queryKey }),
  });
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4">
      <h2 id={id} className="font-semibold text-lg">
        {notice.title}
      </h2>
      <NoticeText text={notice.text} />
      {accept.error && (
        <Banner tone="danger">This was not saved: {accept.error.message} Try again.</Banner>
      )}
      <Button
        variant="primary"
        size="lg"
        isPending={accept.isPending}
        onPress={() => accept.mutate()}
      >
        I understand and agree
      </Button>
      <p className="text-fg-3 text-sm">You can sign in after agreeing to this notice.</p>
    </section>
  );
}

function AcceptedNotice({ notice }: { notice: SystemUseNotice }) {
  return (
    <details className="text-fg-3 text-sm">
      <summary className="w-fit underline underline-offset-2 hover:text-fg">
        Show the notice
      </summary>
      <div className="mt-3 border-line border-l-2 pl-3">
        <p className="mb-2 font-semibold text-fg">{notice.title}</p>
        <NoticeText text={notice.text} />
      </div>
    </details>
  );
}

/** Plain text: an empty line parts paragraphs, a line break stays one. */
function NoticeText({ text }: { text: string }) {
  const paragraphs = text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== "");
  return (
    <div className="flex flex-col gap-2.5 text-base text-fg-2 [overflow-wrap:anywhere]">
      {paragraphs.map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text does not change its order.
        <p key={index} className="whitespace-pre-line">
          {paragraph.trim()}
        </p>
      ))}
    </div>
  );
}
