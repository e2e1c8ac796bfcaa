/** The first version of Microsoft's clients that answers calls of the hub. */
export const firstThatAnswers = 7;

/**
 * The version of a client by what it calls itself, and no more of that: it may be long. Microsoft's clients before version 5, and others, do
 * not say which they are.
 */
export function clientVersion(agent: string | undefined): number | undefined {
  const major = /^Microsoft SignalR\/(\d{1,4})\./.exec(agent ?? '')?.[1];
  return major === undefined ? undefined : Number(major);
}
