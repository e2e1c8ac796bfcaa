import { exitCodes } from '../lib/errors.ts';

/**
 * What happens when nobody takes what this process prints. When the reader of the results goes away (`| head`), the process
 * ends quietly; when they cannot be written, it says so. Without a reader of the notes it goes on.
 */
export function watchStreams(): void {
  const { stdout, stderr } = process;
  stderr.on('error', () => undefined);
  stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    // With the code that the command ended with, if it has.
    if (code === 'EPIPE') process.exit();
    stderr.write(`error Cannot write the results to standard output: ${message}. Send them elsewhere.\n`);
    process.exit(exitCodes.couldNotStart);
  });
}
