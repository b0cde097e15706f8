export interface PasswordStrength {
  /** 0 unusable, 1 weak, 2 fair, 3 strong. */
  level: 0 | 1 | 2 | 3;
  hint: string;
}

export const PASSWORD_MIN_LENGTH = 12;

const COMMON = /^(?:password|letmein|welcome|qwerty|admin|treasury|changeme|iloveyou)/i;

/** A hint while typing; the server decides. Length counts for more than kinds of characters. */
export function passwordStrength(password: string): PasswordStrength {
  if (password.length < PASSWORD_MIN_LENGTH) {
    return { level: 0, hint: `At least ${PASSWORD_MIN_LENGTH} characters.` };
  }
  const distinct = new Set(password.toLowerCase()).size;
  if (distinct < 5) return { level: 1, hint: "Weak: too few different characters." };
  if (COMMON.test(password) && password.length < 20) {
    return { level: 1, hint: "Weak: it starts like a common password." };
  }
  if (/^\d+$/.test(password)) return { level: 1, hint: "Weak: only digits." };
  if (password.length >= 18 || (password.length >= 14 && kinds(password) >= 3)) {
    return { level: 3, hint: "Strong." };
  }
  return { level: 2, hint: "Fair. A few more words make it strong." };
}

function kinds(password: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(password)).length;
}
