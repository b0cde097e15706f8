import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { meQuery } from "@treasury-plane/api/queries";
import { formErrors } from "@treasury-plane/kit/forms/errors";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { TextField } from "@treasury-plane/ui/TextField";
import { Send } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Steps } from "../../shell/Steps";
import { MAIL_LOG_KEY, testMail } from "./queries";

/** Sends one mail with the saved settings and tells each step. */
export function TestMail({ isDirty }: { isDirty: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const reason = useId();
  return (
    <>
      <Button
        icon={<Send size={14} aria-hidden="true" />}
        isDisabled={isDirty}
        onPress={() => setOpen(true)}
        {...(isDirty ? { "aria-describedby": reason } : {})}
      >
        Send a test…
      </Button>
      {isDirty && (
        <span id={reason} className="text-fg-3 text-sm">
          Save first: a test uses what is saved.
        </span>
      )}
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title="Send a test">
        <TestForm />
      </Dialog>
    </>
  );
}

// Mounted with the dialog, so that an old report is gone when it opens again.
function TestForm() {
  const client = useQueryClient();
  const me = useQuery(meQuery).data;
  const [typed, setTyped] = useState<string | null>(null);
  const to = typed ?? (me && !me.email_is_placeholder ? me.email : "");
  const test = useMutation({
    mutationFn: () => testMail(to.trim()),
    onSettled: () => client.invalidateQueries({ queryKey: MAIL_LOG_KEY }),
  });
  const errors = formErrors(test.error, ["to"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The page's own form is around this one.
    event.stopPropagation();
    if (to.trim() !== "" && !test.isPending) test.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {errors.form && <Banner tone="danger">{errors.form}</Banner>}
      <div className="flex items-start gap-2">
        <TextField
          label="Send to"
          type="email"
          className="flex-1"
          autoFocus
          value={to}
          onChange={setTyped}
          error={errors.fields.to}
        />
        <Button
          type="submit"
          variant="primary"
          className="mt-6 pointer-coarse:h-10"
          isPending={test.isPending}
          isDisabled={to.trim() === ""}
        >
          Send
        </Button>
      </div>
      {test.data && (
        <>
          <Banner tone={test.data.passed ? "success" : "warning"}>
            {test.data.passed
              ? "The mail server has taken the mail. Look into the mailbox."
              : "The mail was not sent."}
          </Banner>
          <Steps label="Steps of the test" steps={test.data.steps} />
        </>
      )}
    </form>
  );
}
