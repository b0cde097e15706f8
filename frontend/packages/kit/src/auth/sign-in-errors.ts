// What each refusal of the server means for the person in front of the screen.
// The codes are those of `Refusal::code` in `src/auth/identities/model.rs`.

export const REFUSAL_CODES = [
  "no_certificate",
  "certificate_expired",
  "certificate_not_yet_valid",
  "certificate_revoked",
  "wrong_certificate",
  "untrusted_certificate",
  "revocation_unavailable",
  "certificate_rejected",
  "card_blocked",
  "not_linked",
  "account_pending",
  "account_disabled",
  "locked",
  "provider_refused",
  "provider_unavailable",
  "provider_cancelled",
  "attempt_expired",
  "browser_changed",
  "identity_conflict",
  "fresh_sign_in_required",
  "notice_required",
  "unavailable",
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Who can help when the steps do not. */
export type Helper = "administrator" | "card_office" | "provider";

export interface SignInError {
  title: string;
  /** What happened, in a sentence or two. */
  happened: string;
  /** What the person can do now, in order. */
  steps: readonly string[];
  helper: Helper;
}

const RESTART_BROWSER =
  "Close all windows of this browser and open it again: it remembers the choice until then.";

const ERRORS: Record<RefusalCode, SignInError> = {
  no_certificate: {
    title: "No card was shown",
    happened:
      "Your browser sent no certificate. Either no card was in the reader, or the question which certificate to use was cancelled.",
    steps: [
      "Insert your card into the reader and wait until its light is steady.",
      RESTART_BROWSER,
      "Sign in with your card and choose a certificate when the browser asks.",
      "Look at the date on your card: browsers do not offer a certificate that has expired.",
      "If you came from another sign-in service, such as Login.gov, choose your card there.",
    ],
    helper: "administrator",
  },
  certificate_expired: {
    title: "The certificate on your card has expired",
    happened: "Its last day has passed, so it cannot be used to sign in any more.",
    steps: [
      "If you have a newer card, insert that one, then close and open the browser.",
      "If not, have your card renewed.",
    ],
    helper: "card_office",
  },
  certificate_not_yet_valid: {
    title: "The certificate on your card is not valid yet",
    happened: "Its first day is still to come. This is usual with a card that was just issued.",
    steps: [
      "Try again later, or use your old card if it still works.",
      "If your card is not new, ask whether the clock of this server is right.",
    ],
    helper: "card_office",
  },
  certificate_revoked: {
    title: "Your card has been revoked",
    happened:
      "The office that issued the card has cancelled its certificate, as is done when a card is lost or replaced.",
    steps: ["If you have a newer card, insert that one, then close and open the browser."],
    helper: "card_office",
  },
  wrong_certificate: {
    title: "This is not the certificate for signing in",
    happened:
      "A card holds several certificates. The one that was chosen is for something else, such as signing mail, encryption or doors.",
    steps: [
      RESTART_BROWSER,
      "Sign in with your card and choose the certificate named “Authentication” (on many cards “PIV Authentication”).",
    ],
    helper: "administrator",
  },
  untrusted_certificate: {
    title: "The issuer of this certificate is not accepted here",
    happened:
      "The certificate is not from an office whose cards this installation has been set up to accept.",
    steps: [
      "If you have several cards or certificates, close and open the browser and choose another one.",
      "If this is your government card, an administrator may have to add its issuer.",
    ],
    helper: "administrator",
  },
  revocation_unavailable: {
    title: "Your card could not be checked",
    happened:
      "Whether your card has been revoked cannot be found out at the moment, and without that nobody is let in. There is nothing wrong with your card.",
    steps: ["Try again in a few minutes.", "Use another way to sign in, if you have one."],
    helper: "administrator",
  },
  certificate_rejected: {
    title: "The certificate was not accepted",
    happened: "It did not pass the checks of this installation.",
    steps: [
      RESTART_BROWSER,
      "Sign in with your card and choose the certificate named “Authentication”.",
    ],
    helper: "administrator",
  },
  card_blocked: {
    title: "This card is blocked here",
    happened:
      "You or an administrator has blocked this card for this installation, as is done when a card is lost.",
    steps: ["Use another card or another way to sign in."],
    helper: "administrator",
  },
  not_linked: {
    title: "Nobody here is known by this sign-in",
    happened:
      "Your card or your account with the provider is fine, but it does not belong to an account of this installation.",
    steps: [
      "If you have signed in here in another way before, do so now and add this way under Settings, Security.",
      "If you have no account yet, ask for one.",
    ],
    helper: "administrator",
  },
  account_pending: {
    title: "Your account waits for approval",
    happened: "You are known now, and an administrator has to let you in. Nothing else is needed.",
    steps: ["Try again once an administrator has approved your account."],
    helper: "administrator",
  },
  account_disabled: {
    title: "Your account is switched off",
    happened: "It exists, but an administrator has disabled it.",
    steps: ["Ask an administrator whether it can be switched on again."],
    helper: "administrator",
  },
  locked: {
    title: "Signing in is locked for a while",
    happened: "There were too many failed attempts, so no more are accepted for some minutes.",
    steps: [
      "Wait 15 minutes, then try again.",
      "Until then each attempt is refused, right or wrong.",
    ],
    helper: "administrator",
  },
  provider_refused: {
    title: "The sign-in service did not confirm who you are",
    happened:
      "You were sent back without the proof that is needed here. If a card is required, it must be used at the service too.",
    steps: [
      "Try again, and finish every step the service asks for.",
      "If the service offers several methods, choose your PIV or CAC card.",
    ],
    helper: "provider",
  },
  provider_unavailable: {
    title: "The sign-in service does not answer",
    happened: "It could not be reached from here. Your account is not affected.",
    steps: ["Try again in a few minutes.", "Use another way to sign in, if you have one."],
    helper: "administrator",
  },
  provider_cancelled: {
    title: "You turned back before signing in",
    happened: "The sign-in service says that the sign-in was cancelled there.",
    steps: ["Try again, or choose another way to sign in."],
    helper: "provider",
  },
  attempt_expired: {
    title: "This took too long",
    happened:
      "A sign-in has to be finished within ten minutes and its address works once, so a bookmark or the Back button does not help.",
    steps: ["Start again from the sign-in page."],
    helper: "administrator",
  },
  browser_changed: {
    title: "This sign-in was begun in another browser",
    happened:
      "For safety, a sign-in must end in the browser and the window type in which it began. Blocked cookies look the same.",
    steps: [
      "Start again, and stay in this browser until you are signed in.",
      "If it happens again, allow cookies for this site.",
    ],
    helper: "administrator",
  },
  identity_conflict: {
    title: "This sign-in belongs to another account",
    happened:
      "What you showed is already in use by another account here, or by two of them. Nothing was changed.",
    steps: [
      "If you have another account here, sign in to that one.",
      "If not, ask an administrator to look into it: accounts are never joined by themselves.",
    ],
    helper: "administrator",
  },
  fresh_sign_in_required: {
    title: "Sign in once more first",
    happened:
      "A new way to sign in can be added only in the first minutes after signing in, so that nobody can do it at a screen you left open.",
    steps: ["Sign out, sign in again, and then add the new way at once."],
    helper: "administrator",
  },
  notice_required: {
    title: "The notice has to be accepted first",
    happened: "Nobody can sign in before agreeing to the system-use notice.",
    steps: [
      "Read the notice and choose “I understand and agree”.",
      "If it was accepted already, allow cookies for this site: that is how it is remembered.",
    ],
    helper: "administrator",
  },
  unavailable: {
    title: "Signing in does not work at the moment",
    happened: "A part of this installation cannot answer now. Your account is not affected.",
    steps: ["Try again in a few minutes.", "Use another way to sign in, if you have one."],
    helper: "administrator",
  },
};

const UNKNOWN: SignInError = {
  title: "You could not be signed in",
  happened: "The server refused, for a reason that this page does not know.",
  steps: ["Try again.", "Use another way to sign in, if you have one."],
  helper: "administrator",
};

/** The text for a code of the address bar, which may hold anything. */
export function signInError(code: string): SignInError {
  const known = REFUSAL_CODES.find((candidate) => candidate === code);
  return known ? ERRORS[known] : UNKNOWN;
}

/** A refusal as it arrives in the address: a code and what to tell an administrator. */
export interface Refusal {
  code: string;
  /** Eight hexadecimal digits, or null. */
  reference: string | null;
}

/** Reads `?error=` and `ref=`. What is not a reference is dropped. */
export function readRefusal(params: URLSearchParams): Refusal | null {
  const code = params.get("error");
  if (!code) return null;
  const reference = params.get("ref");
  return { code, reference: reference && /^[0-9a-f]{8}$/i.test(reference) ? reference : null };
}
