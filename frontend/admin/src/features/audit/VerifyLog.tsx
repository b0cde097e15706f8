import { useMutation } from "@tanstack/react-query";
import { formatDateTime, formatNumber } from "@treasury-plane/kit/dates/format";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button, buttonClass } from "@treasury-plane/ui/Button";
import { Download, ShieldCheck } from "lucide-react";
import { exportUrl, type Verification, verifyAudit } from "./queries";

/** Verifies the chain and its checkpoints; downloads the log of the chosen days. */
export function VerifyLog({ from, to }: { from: string; to: string }) {
  const verify = useMutation({ mutationFn: verifyAudit });
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Button
          icon={<ShieldCheck size={15} aria-hidden="true" />}
          isPending={verify.isPending}
          onPress={() => verify.mutate()}
        >
          Verify the log
        </Button>
        {(["jsonl", "cef"] as const).map((format) => (
          <a key={format} href={exportUrl(format, from, to)} download className={buttonClass()}>
            <Download size={15} aria-hidden="true" />
            Export {format === "jsonl" ? "JSON lines" : "CEF"}
          </a>
        ))}
      </div>
      {verify.isError && <Banner tone="danger">{verify.error.message}</Banner>}
      {verify.data && <Outcome verification={verify.data} />}
    </div>
  );
}

function Outcome({ verification }: { verification: Verification }) {
  const { entries, checkpoints, last_checkpoint_at, problem_count, problems } = verification;
  const counted = `${formatNumber(entries)} entries and ${formatNumber(checkpoints)} checkpoints`;
  if (verification.passed) {
    return (
      <Banner tone="success">
        The log is whole: {counted} verified
        {last_checkpoint_at && `, the last signed ${formatDateTime(last_checkpoint_at)}`}.
      </Banner>
    );
  }
  return (
    <Banner tone="danger">
      The log does not verify ({counted}):
      <ul className="list-disc pl-4">
        {problems.map(({ entry_id, what }) => (
          <li key={`${entry_id} ${what}`}>
            {entry_id === null ? what : `Entry ${entry_id}: ${what}`}
          </li>
        ))}
        {problem_count > problems.length && (
          <li>and {formatNumber(problem_count - problems.length)} more.</li>
        )}
      </ul>
    </Banner>
  );
}
