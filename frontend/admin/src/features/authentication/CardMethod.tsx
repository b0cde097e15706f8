import { Badge } from "@treasury-plane/ui/Badge";
import { Banner } from "@treasury-plane/ui/Banner";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Card } from "../../shell/Page";
import { MethodTest } from "./MethodTest";
import { type Authentication, testMethod } from "./queries";

const MODES = {
  native: "This server asks for the card",
  alb: "An AWS load balancer asks for the card",
} as const;

/** Sign-in by smart card: what the settings of the host say, and whether it would work. */
export function CardMethod({ piv }: { piv: Authentication["piv"] }) {
  return (
    <Card title="PIV or CAC card" description="People show the certificate on their smart card.">
      <div className="flex flex-col gap-4">
        <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[10rem_1fr]">
          <Fact term="State">
            {piv.mode === "off" ? (
              <Badge>Off</Badge>
            ) : piv.ready ? (
              <Badge tone="success">Ready</Badge>
            ) : (
              <Badge tone="warning">Not ready</Badge>
            )}
          </Fact>
          {piv.mode !== "off" && (
            <>
              <Fact term="Way">
                {MODES[piv.mode]}
                {piv.alb_mode && ` (${piv.alb_mode})`}
              </Fact>
              <Fact term="Card host">{piv.host}</Fact>
              <Fact term="Address">
                <span className="break-all font-mono text-xs">{piv.start_url}</span>
              </Fact>
            </>
          )}
        </dl>
        {piv.problems.length > 0 && (
          <Banner tone="warning">
            <ul className="flex list-disc flex-col gap-1 pl-4">
              {piv.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </Banner>
        )}
        <p className="text-fg-3 text-sm">
          The way and the host name are settings of the host ([piv] and [alb] in
          treasury-plane.toml). Which issuers count is decided in the{" "}
          <Link to="/trust" className="text-accent-fg underline">
            trust store
          </Link>
          .
        </p>
        {piv.mode !== "off" && <MethodTest name="card sign-in" run={() => testMethod("piv")} />}
      </div>
    </Card>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-fg-3 text-sm">{term}</dt>
      <dd className="min-w-0 text-sm max-sm:-mt-2">{children}</dd>
    </>
  );
}
