// A refusal comes back to the sign-in page without the path that the person wanted. This tab keeps
// it meanwhile, and nothing else, so that trying again leads there too.

const KEY = "treasury-plane.return-to";

/** Keeps the path while the browser is away at the card or the provider. */
export function rememberReturn(path: string): void {
  try {
    sessionStorage.setItem(KEY, path);
  } catch {
    // Without storage the next sign-in leads to the start page.
  }
}

/** The path of the attempt that has just failed. As untrusted as the address bar. */
export function recallReturn(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
