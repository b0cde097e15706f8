import { useMutation } from "@tanstack/react-query";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { FlaskConical } from "lucide-react";
import { Steps } from "../../shell/Steps";
import type { TestReport } from "./queries";

interface MethodTestProps {
  /** Names what is tested, for the button's and the report's name. */
  name: string;
  run: () => Promise<TestReport>;
}

/** "Test this": tries a way to sign in without signing anybody in, and shows what it found. */
export function MethodTest({ name, run }: MethodTestProps) {
  const test = useMutation({ mutationFn: run });
  return (
    <div className="flex flex-col gap-3">
      <Button
        className="self-start"
        icon={<FlaskConical size={15} aria-hidden="true" />}
        isPending={test.isPending}
        onPress={() => test.mutate()}
        aria-label={`Test ${name}`}
      >
        Test this
      </Button>
      {test.isError && <Banner tone="danger">{test.error.message}</Banner>}
      {test.data && (
        <>
          <Banner tone={test.data.passed ? "success" : "warning"}>
            {test.data.passed ? `${name} is ready.` : `${name} is not ready yet.`}
          </Banner>
          <Steps label={`Test of ${name}`} steps={test.data.steps} />
        </>
      )}
    </div>
  );
}
