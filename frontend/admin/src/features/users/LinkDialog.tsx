import { formatDateTime } from "@treasury-plane/kit/dates/format";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { CopyField } from "@treasury-plane/ui/CopyField";
import { Dialog } from "@treasury-plane/ui/Dialog";

export interface IssuedLink {
  email: string;
  url: string;
  expires_at: string;
  isNew?: boolean;
}

interface LinkDialogProps {
  link: IssuedLink | null;
  onClose: () => void;
}

/** A one-time link, shown this once. A click outside does not lose it. */
export function LinkDialog({ link, onClose }: LinkDialogProps) {
  return (
    <Dialog
      isOpen={link !== null}
      onClose={onClose}
      isDismissable={false}
      title={link?.isNew ? "User created" : "Password link issued"}
      footer={
        <Button variant="primary" onPress={onClose}>
          Done
        </Button>
      }
    >
      {link && (
        <div className="flex flex-col gap-4">
          <p className="text-fg-2">
            Give this link to <strong className="font-semibold text-fg">{link.email}</strong> over a
            channel you trust. It works once and lets them set their password.
          </p>
          <CopyField label="One-time link" value={link.url} />
          <Banner tone="warning">
            It is shown only now. It expires {formatDateTime(link.expires_at)}.
          </Banner>
        </div>
      )}
    </Dialog>
  );
}
