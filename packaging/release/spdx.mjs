// Licence expressions: A OR B, A AND B, A WITH EXCEPTION, and parentheses.

const tokens = (expression) => expression.match(/\(|\)|[^\s()]+/g) ?? [];

/** The licences that an expression names. */
export const names = (expression) => tokens(expression).filter((token) => !["(", ")", "AND", "OR", "WITH"].includes(token));

/** Whether the licences of a set satisfy an expression. AND binds closer than OR. */
export function isAllowed(expression, allowed) {
  const left = tokens(expression);
  const any = () => {
    let holds = every();
    while (left[0] === "OR") {
      left.shift();
      holds = every() || holds;
    }
    return holds;
  };
  const every = () => {
    let holds = one();
    while (left[0] === "AND") {
      left.shift();
      holds = one() && holds;
    }
    return holds;
  };
  const one = () => {
    const token = left.shift();
    if (token === "(") {
      const holds = any();
      if (left.shift() !== ")") throw new Error(`"${expression}" is not a licence expression`);
      return holds;
    }
    if (left[0] !== "WITH") return allowed.has(token);
    left.shift();
    return allowed.has(`${token} WITH ${left.shift()}`);
  };
  const holds = any();
  if (left.length > 0) throw new Error(`"${expression}" is not a licence expression`);
  return holds;
}
