/** What the keys of phoney in Redis begin with. */
export const prefix = 'phoney';

/** The queues of BullMQ: a job for each share, and one for each run that is over once all its shares are. */
export const queues = { shares: 'shares', runs: 'runs' } as const;

/** A run leaves no trace in Redis after so long. */
export const keptForS = 86_400;

/** The id of a run, of bytes that are drawn for it. It begins with a letter: BullMQ takes no job whose id is a number. */
export function runIdOf(random: Uint8Array): string {
  return `r${Buffer.from(random).toString('hex')}`;
}

/** The keys of a run beside its jobs. */
export function keysOf(id: string) {
  const key = (name: string): string => `${prefix}:run:${id}:${name}`;
  return {
    /** What is played: an {@link Posting}. */
    posting: key('posting'),
    /** By share, how many times it told something. */
    beats: key('beats'),
    /** By share, the last that it told. */
    news: key('news'),
    /** What all shares are told. */
    said: key('said'),
  };
}

/** The job of a share. */
export function jobOf(id: string, index: number): string {
  return `${id}-${index + 1}`;
}
