import { test as base, type TestAPI } from 'vitest';
import { createCertificates, type Certificates } from './certificates.ts';
import type { StartPhoneyOptions } from './options.ts';
import type { Phoney } from './phoney.ts';
import { startPhoney } from './start-phoney.ts';
import { startReceiver, type PhoneyReceiver } from './start-receiver.ts';

/** What a test of `phoney/vitest` can ask for by name. Only what it asks for is started, and it is gone after the test. */
export interface PhoneyFixtures {
  /** How {@link PhoneyFixtures.phoney} is started: `scenario` has to be given, the rest has defaults. */
  readonly phoneyOptions: Partial<StartPhoneyOptions>;
  /** Development certificates, made once for all tests of a file. */
  readonly certificates: Certificates;
  /** A receiver with mutual TLS. */
  readonly receiver: PhoneyReceiver;
  /** A centre, whose targets send to {@link PhoneyFixtures.receiver} unless its options name another. */
  readonly phoney: Phoney;
}

/** Vitest's `test` with {@link PhoneyFixtures}: `test.extend({ phoneyOptions: { scenario: 'day.yaml' } })`. */
export const test: TestAPI<PhoneyFixtures> = base.extend<PhoneyFixtures>({
  phoneyOptions: {},
  certificates: [
    // Vitest reads the names of what a fixture needs from its first argument, which has to be a pattern.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const certificates = await createCertificates();
      await use(certificates);
      certificates.remove();
    },
    { scope: 'file' },
  ],
  receiver: async ({ certificates }, use) => {
    const receiver = await startReceiver({ tls: certificates });
    await use(receiver);
    await receiver.close();
  },
  phoney: async ({ phoneyOptions, receiver }, use) => {
    const { scenario, ...options } = phoneyOptions;
    if (scenario === undefined) {
      throw new Error(
        "There is no scenario to start phoney with. Give one: test.extend({ phoneyOptions: { scenario: 'day.yaml' } }).",
      );
    }
    const phoney = await startPhoney({ receiver, ...options, scenario });
    await use(phoney);
    await phoney[Symbol.asyncDispose]();
  },
});
