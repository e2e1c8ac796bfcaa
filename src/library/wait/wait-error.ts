/** Frames in here are of no use to whoever waited. */
const ownFolder = new URL('..', import.meta.url).pathname;

/** What was waited for did not come. The message says what came instead. */
export class WaitError extends Error {
  /** `calledFrom` is an error made where the wait began: its stack leads to the line that waited. */
  constructor(message: string, calledFrom: Error) {
    super(message);
    this.name = 'WaitError';
    const frames = (calledFrom.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line) && !line.includes(ownFolder));
    this.stack = [`${this.name}: ${message}`, ...frames].join('\n');
  }
}
