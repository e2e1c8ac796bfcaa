/** The first version of Microsoft's clients that answers calls of the hub. */
const firstThatAnswers = 7;

/**
 * Whether a client that calls itself so can answer calls of the hub. Older ones give up their connection when they are asked to; those
 * before version 5, and others than Microsoft's, do not say what they are.
 */
export function canAnswer(agent: string | undefined): boolean {
  const major = majorOf(agent);
  return major === undefined || major >= firstThatAnswers;
}

/** Whether a client tells its version. */
export function saysWhatItIs(agent: string | undefined): boolean {
  return majorOf(agent) !== undefined;
}

function majorOf(agent = ''): number | undefined {
  const major = /^Microsoft SignalR\/(\d+)\./.exec(agent)?.[1];
  return major === undefined ? undefined : Number(major);
}
