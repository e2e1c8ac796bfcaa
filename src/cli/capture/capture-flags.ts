import type { Command } from 'commander';
import type { Problem } from '../../lib/errors.ts';
import { headerNameForm } from '../../lib/headers.ts';
import { collectNames } from '../flags/flags.ts';

/** Whether traffic is kept, and what of it is not. */
export interface CaptureFlags {
  readonly capture?: string;
  readonly redact?: readonly string[];
  readonly scrub?: boolean;
}

/** Adds the flags of {@link CaptureFlags}. `--redact` has a meaning only where there are headers. */
export function addCaptureFlags(command: Command, { hasHeaders }: { readonly hasHeaders: boolean }): Command {
  command.option(
    '--capture <file>',
    'keep what comes with its timing, to replay it; - for stdout, .gz and .zst are compressed',
  );
  if (hasHeaders)
    command.option(
      '--redact <names>',
      'further headers whose values are not kept; separated by commas, repeatable',
      collectNames,
      [],
    );
  return command.option('--scrub', 'keep pseudonyms of names, e-mail addresses and numbers in the bodies');
}

/** The lines about these flags in `--help`. */
export const captureHelp = `
--capture never keeps the values of authorization, cookies and other secret headers, nor tokens in queries. docs/capture.md
has the format; phoney replay sends it again, phoney capture-diff holds it against phoney's schemas.`;

/** What is wrong with the flags together. `others`: what else would be on standard output. */
export function checkCaptureFlags(
  { capture, redact = [], scrub }: CaptureFlags,
  others: Readonly<Record<string, boolean>>,
): Problem[] {
  const problems: Problem[] = redact
    .filter((name) => !headerNameForm.test(name))
    .map((name) => ({
      path: '--redact',
      message: `"${name}" is not the name of a header. Write one such as X-Api-Key.`,
    }));
  if (capture === undefined) {
    const alone = [...(redact.length > 0 ? ['--redact'] : []), ...(scrub === true ? ['--scrub'] : [])];
    if (alone.length > 0)
      problems.push({
        path: alone.join(', '),
        message: 'This is about what --capture keeps. Give --capture FILE, or leave it out.',
      });
  }
  const crowd = Object.keys(others).filter((flag) => others[flag] === true);
  if (capture === '-' && crowd.length > 0)
    problems.push({
      path: '--capture',
      message: `"-" and ${crowd.join(' and ')} would all be on standard output. Leave there one of them; name a file for the capture.`,
    });
  return problems;
}
