import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { writeCertificates } from '../../src/tls/certificate-files.ts';
import { makeCertificates } from '../../src/tls/certificates.ts';
import { createHttpChannel } from '../../src/channels/http/index.ts';
import type { HttpChannel, HttpChannelParts } from '../../src/channels/http/index.ts';
import type { Attempt, Lane, HttpMessage, Outcome } from '../../src/channels/message.ts';
import { machineClock } from '../../src/lib/clock.ts';
import { createRandom } from '../../src/lib/random.ts';
import { asappLane } from './lane.ts';

export { asappLane, makeMessage } from './lane.ts';

/** A channel whose every word is written down. */
export interface Setting {
  readonly channel: HttpChannel;
  readonly attempts: Attempt[];
  readonly outcomes: Outcome[];
  send(...messages: HttpMessage[]): void;
  /** Waits until nothing is open. */
  drain(): Promise<void>;
  attemptsOf(seq: number): Attempt[];
  outcomeOf(seq: number): Outcome | undefined;
}

/** Makes a channel with `lanes` and listens to it. `onAttempt` is told of each attempt as it ends. */
export function makeSetting(
  lanes: readonly Lane[] = [asappLane],
  parts: Partial<HttpChannelParts> & { onAttempt?: (attempt: Attempt) => void } = {},
): Setting {
  const attempts: Attempt[] = [];
  const outcomes: Outcome[] = [];
  const channel = createHttpChannel({
    lanes,
    clock: machineClock,
    random: createRandom(1),
    env: {},
    observer: {
      attempted: (_message, attempt) => {
        attempts.push(attempt);
        parts.onAttempt?.(attempt);
      },
      ended: (_message, outcome) => outcomes.push(outcome),
    },
    ...parts,
  });
  return {
    channel,
    attempts,
    outcomes,
    send: (...messages) => {
      for (const message of messages) channel.send(message, machineClock.monotonicMs());
    },
    drain: () => channel.drain(new AbortController().signal),
    attemptsOf: (seq) => attempts.filter(({ messageSeq }) => messageSeq === seq),
    outcomeOf: (seq) => outcomes.find(({ messageSeq }) => messageSeq === seq),
  };
}

/** A directory with certificates, the wrong ones too, removed after the file's tests. Call it at the top of a file. */
export async function makeCertificateDirectory(keyType: 'rsa' | 'p256' = 'p256'): Promise<string> {
  const directory = mkdtempSync(path.join(tmpdir(), 'phoney-certs-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const files = await makeCertificates({
    hosts: ['localhost', '127.0.0.1', '::1'],
    subject: 'com.example.test',
    keyType,
    days: 30,
    bad: true,
    wallMs: machineClock.wallMs(),
  });
  writeCertificates(directory, files);
  return directory;
}
