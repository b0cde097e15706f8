import { OctagonAlert } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { type Helper, type Refusal, signInError } from "./sign-in-errors";

interface SignInProblemProps {
  refusal: Refusal;
  /** The way on. */
  children: ReactNode;
}

const HELP: Record<Helper, string> = {
  administrator: "If this does not help, ask an administrator of this installation",
  card_office: "Your agency’s card or badge office can help with the card itself",
  provider: "The help pages of the sign-in service explain its steps",
};

/** Why signing in was refused: what happened, what to do now, whom to ask. */
export function SignInProblem({ refusal, children }: SignInProblemProps) {
  const { title, happened, steps, helper } = signInError(refusal.code);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  // The page was loaded anew, so nothing else tells a screen reader that there is an answer.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <h2
        id={id}
        ref={heading}
        tabIndex={-1}
        className="flex items-start gap-2 font-semibold text-danger-fg text-lg outline-none"
      >
        <OctagonAlert size={18} aria-hidden="true" className="mt-1 shrink-0" />
        <span>{title}</span>
      </h2>
      <p className="text-base">{happened}</p>
      <h3 className="font-semibold text-base">What you can do</h3>
      {steps.length === 1 ? (
        <p className="text-base text-fg-2">{steps[0]}</p>
      ) : (
        <ol className="-mt-1 flex list-decimal flex-col gap-1.5 pl-5 text-base text-fg-2">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      <p className="text-fg-3 text-sm">
        {HELP[helper]}
        {refusal.reference ? (
          <>
            {helper === "administrator" ? " and give them" : ". An administrator here can look up"}{" "}
            the reference <code className="select-all font-mono text-fg">{refusal.reference}</code>.
          </>
        ) : (
          "."
        )}
      </p>
      <div className="mt-1 flex flex-wrap gap-2">{children}</div>
    </section>
  );
}
