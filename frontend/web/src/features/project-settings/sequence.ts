interface Sequenced {
  readonly sequence: number;
}

const STEP = 1000;

/** The sequence of the entry at `from` after it went one step up or down its list. */
export function sequenceBetween(list: readonly Sequenced[], from: number, step: 1 | -1): number {
  const near = list[from + step];
  const far = list[from + 2 * step];
  if (!near) return list[from]?.sequence ?? STEP;
  return far ? (near.sequence + far.sequence) / 2 : near.sequence + step * STEP;
}
