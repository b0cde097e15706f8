import type { AuthMethods, SignInProvider } from "@treasury-plane/api/auth";
import { queryString } from "@treasury-plane/api/client";
import type { Me } from "@treasury-plane/api/types";
import { Banner } from "@treasury-plane/ui/Banner";
import {
  Button,
  type ButtonSize,
  type ButtonVariant,
  buttonClass,
} from "@treasury-plane/ui/Button";
import { cx } from "@treasury-plane/ui/cx";
import { IdCard, LogIn } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { MailedLink, type MailedLinkKind } from "./MailedLink";
import { rememberReturn } from "./return-path";
import { SignInForm } from "./SignInForm";

interface SignInMethodsProps {
  methods: AuthMethods;
  /** A path of this origin, whichever app it belongs to. */
  returnTo: string;
  /** After a password; the other ways come back by loading the page. */
  onSignedIn: (me: Me) => void;
  email?: string;
}

/** The ways in that are switched on: card, providers, password, a link by e-mail. */
export function SignInMethods({ methods, returnTo, onSignedIn, email }: SignInMethodsProps) {
  const { piv, providers, password, magic_link, password_reset } = methods;
  const hasOthers = piv !== null || providers.length > 0;
  const cardHint = useId();
  const [mailed, setMailed] = useState<MailedLinkKind | null>(null);
  if (mailed) {
    const onBack = () => setMailed(null);
    return <MailedLink kind={mailed} returnTo={returnTo} email={email} onBack={onBack} />;
  }
  if (!hasOthers && !password && !magic_link) {
    return (
      <Banner tone="warning">
        No way to sign in is switched on. The administrator of the server can switch one on.
      </Banner>
    );
  }
  return (
    <>
      {methods.development && (
        <Banner tone="warning">
          Development mode: test cards are accepted here. Do not enter real data.
        </Banner>
      )}
      {piv && (
        <div className="flex flex-col gap-1.5">
          <BeginLink
            href={signInUrl(piv.begin_url, returnTo)}
            onClick={() => rememberReturn(returnTo)}
            variant="primary"
            icon={<IdCard size={18} aria-hidden="true" className="shrink-0" />}
            describedBy={cardHint}
          >
            Sign in with your PIV or CAC card
          </BeginLink>
          <p id={cardHint} className="text-fg-3 text-sm">
            Insert your card first. Your browser then asks which certificate to use (choose the one
            for authentication) and for the PIN of the card.
          </p>
        </div>
      )}
      {providers.length > 0 && (
        <div className="flex flex-col gap-2.5">
          {providers.map((provider, index) => (
            <BeginLink
              key={provider.slug}
              href={signInUrl(provider.begin_url, returnTo)}
              onClick={() => rememberReturn(returnTo)}
              variant={!piv && index === 0 ? "primary" : "secondary"}
              icon={<LogIn size={18} aria-hidden="true" className="shrink-0" />}
            >
              Sign in with {providerName(provider)}
            </BeginLink>
          ))}
        </div>
      )}
      {password && (
        <>
          {hasOthers && (
            <div className="flex items-center gap-3 text-fg-3 text-sm">
              <span aria-hidden="true" className="h-px flex-1 bg-line" />
              <span>or with a password</span>
              <span aria-hidden="true" className="h-px flex-1 bg-line" />
            </div>
          )}
          <SignInForm
            onSignedIn={onSignedIn}
            isOnlyWay={!hasOthers}
            {...(email === undefined ? {} : { email })}
          />
        </>
      )}
      {(magic_link || (password && password_reset)) && (
        <div className="flex flex-wrap justify-center gap-2">
          {magic_link && (
            <Button variant="ghost" onPress={() => setMailed("magic-link")}>
              Sign in by a link in an e-mail
            </Button>
          )}
          {password && password_reset && (
            <Button variant="ghost" onPress={() => setMailed("password-reset")}>
              Forgot your password?
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** The name of a provider; its test environment says that it is one. */
export function providerName({ name, preset }: SignInProvider): string {
  return preset === "login_gov_sandbox" && !/sandbox/i.test(name) ? `${name} (sandbox)` : name;
}

/** The server's page that begins to sign in. */
function signInUrl(beginUrl: string, returnTo: string): string {
  return beginUrl + queryString({ return_to: returnTo, purpose: "sign_in" });
}

/** The server's page that begins to add a way in; it comes back to `/profile/security`. */
export function linkUrl(beginUrl: string): string {
  return beginUrl + queryString({ purpose: "link" });
}

interface BeginLinkProps {
  href: string;
  /** Before the browser leaves. */
  onClick?: () => void;
  size?: ButtonSize;
  variant?: ButtonVariant;
  icon?: ReactNode;
  describedBy?: string;
  className?: string;
  children: ReactNode;
}

/** Leaves the app for a page of the server, so it is a link; looks like a button of two lines. */
export function BeginLink({
  href,
  onClick,
  size = "lg",
  variant = "secondary",
  icon,
  describedBy,
  className,
  children,
}: BeginLinkProps) {
  return (
    <a
      href={href}
      onClick={onClick}
      {...(describedBy ? { "aria-describedby": describedBy } : {})}
      className={cx(
        buttonClass(variant, size),
        "!h-auto !whitespace-normal min-w-0 max-w-full text-balance text-center",
        size === "lg" ? "min-h-11 py-2" : "min-h-8 py-1 pointer-coarse:min-h-11",
        className,
      )}
    >
      {icon}
      <span>{children}</span>
    </a>
  );
}
