import { randomBytes } from 'node:crypto';
import { captureFormat, formatCaptureHeader, type CaptureHeader } from '../../capture/captured.ts';
import { captureLine, type CaptureRules, type Sighted } from '../../capture/capturer.ts';
import { Pseudonyms } from '../../capture/scrub/pseudonyms.ts';
import type { Clock } from '../../lib/clock.ts';
import { headed } from '../run/headed.ts';
import { openNdjsonFile } from '../run/ndjson-file.ts';
import { version } from '../version.ts';
import type { CaptureFlags } from './capture-flags.ts';

/** A capture that grows. */
export interface Capture {
  /** Empties the file and says of what the capture is. The first message does so by itself. */
  begin(): void;
  /** Keeps a message. Its `ms` is on the monotonic clock. */
  take(sighted: Sighted): void;
  /** Resolves when everything has reached the disk. */
  close(): Promise<void>;
}

/** Whose traffic is captured, and how it is read. */
export interface CaptureOf extends Pick<CaptureRules, 'vendor' | 'tell'>, Pick<CaptureHeader, 'by'> {}

/**
 * Opens the file of --capture, which nobody else may read; `undefined` without the flag. What was there is kept until it
 * begins. The key of the pseudonyms is drawn
 * here and kept nowhere.
 */
export async function openCapture(
  { capture, redact = [], scrub = false }: CaptureFlags,
  { by, vendor, tell }: CaptureOf,
  clock: Clock,
): Promise<Capture | undefined> {
  if (capture === undefined) return undefined;
  const opened = await openNdjsonFile(capture, { mode: 0o600, turn: () => clock.turn() });
  const startedMs = clock.monotonicMs();
  const startedAtMs = clock.wallMs();
  const header = { by, vendor, startedAtMs, scrubbed: scrub, phoney: version };
  const rules: CaptureRules = {
    vendor,
    tell,
    moreSecrets: new Set(redact.map((name) => name.toLowerCase())),
    pseudonyms: scrub ? new Pseudonyms(randomBytes(32)) : undefined,
  };
  const first = formatCaptureHeader({ type: 'capture', format: captureFormat, ...header });
  const file = headed(opened, first);
  return {
    begin: () => file.begin(),
    take: ({ ms, ...sighted }) => file.write(captureLine({ ...sighted, ms: ms - startedMs }, rules)),
    close: () => file.close(),
  };
}
