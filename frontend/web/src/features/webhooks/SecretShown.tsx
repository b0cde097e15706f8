import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { CopyField } from "../../app/CopyField";

/** The secret, this once. */
export function SecretShown({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Dialog isOpen onClose={onClose} title="Copy the secret now" isDismissable={false}>
      <div className="flex flex-col gap-4">
        <Banner tone="warning">
          It is shown this once. The receiver needs it to check the X-Plane-Signature header: the
          HMAC-SHA256 of the body, in hexadecimal.
        </Banner>
        <CopyField label="Secret" value={secret} />
        <Button variant="primary" className="self-end" onPress={onClose}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}
