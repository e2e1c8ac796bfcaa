import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventTypes } from '../../dialects/asapp/event-types.ts';
import { parseEvent } from '../../dialects/asapp/parse-event.ts';
import { eventNames } from '../../dialects/enreach/wire/index.ts';
import { schemaOf } from '../../dialects/ringcentral/wire.ts';
import { contractsFolder } from '../folder.ts';
import { lintContracts } from '../lint-contracts.ts';
import { findPacts } from '../pact/find-pacts.ts';
import { writeContract } from './contract.ts';
import { playedDay } from './played-day.ts';
import { ownContracts } from './index.ts';
import { wfmKinds } from '../../dialects/ringcentral/contracts/contracts.ts';

const interactionsOf = (file: string) =>
  findPacts([path.join(contractsFolder, file)]).pacts.flatMap(({ interactions }) => interactions);

describe('contracts/', () => {
  test.each(ownContracts)('$file is what `node scripts/write-contracts.ts` writes', (contract) => {
    expect(readFileSync(path.join(contractsFolder, contract.file), 'utf8')).toBe(
      writeContract(contract, playedDay),
    );
  });

  test('holds nothing else', () => {
    const files = readdirSync(contractsFolder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    );
    expect(files.sort()).toEqual(ownContracts.map(({ file }) => file).sort());
  });

  test('has nothing that a linter finds', () => {
    expect(lintContracts([contractsFolder])).toEqual([]);
  });
});

describe('contracts/README.md', () => {
  const rows = [
    ...readFileSync(path.join(contractsFolder, 'README.md'), 'utf8').matchAll(
      /\| `([^`]+\.test\.ts)`: (.+) \|$/gm,
    ),
  ];

  test.each(rows.map(([, file = '', name = '']) => ({ file, name: name.trim() })))(
    'names a test that there is: $file, $name',
    ({ file, name }) => {
      expect(readFileSync(path.join(contractsFolder, '..', file), 'utf8').replaceAll("\\'", "'")).toContain(
        name,
      );
    },
  );

  test('names one for each thing that Pact cannot say', () => {
    expect(rows.length).toBeGreaterThan(15);
  });
});

describe('the variants of each vendor', () => {
  const asappTypes = Object.entries(eventTypes).flatMap(([feed, types]) =>
    types.map((type) => `asapp ${feed} ${type}`),
  );

  test.each(ownContracts.filter(({ vendor }) => vendor === 'asapp'))(
    '$file has all 52 of ASAPP',
    ({ file }) => {
      expect(asappTypes).toHaveLength(52);
      expect(interactionsOf(file).map(({ description }) => description)).toEqual(asappTypes);
    },
  );

  test.each(ownContracts.filter(({ vendor }) => vendor === 'ringcentral'))(
    '$file has all kinds of RingCentral',
    ({ file }) => {
      expect(wfmKinds).toHaveLength(16);
      expect(interactionsOf(file)).toHaveLength(16);
    },
  );

  test('Enreach’s has a message for all 31 events', () => {
    const pushed = interactionsOf('enreach/reference-consumer--enreach-rte.json').filter(
      ({ kind }) => kind === 'message',
    );
    expect(eventNames).toHaveLength(31);
    expect(pushed.map(({ description }) => description)).toEqual(
      eventNames.map((name) => `enreach MessageReceived ${name}`),
    );
  });
});

describe('what a receiver is sent in a contract is what the vendor sends', () => {
  test.each(interactionsOf('asapp/asapp--customer-receiver.http.json'))('$description', ({ request }) => {
    expect(parseEvent(JSON.stringify(request?.body)).problems).toEqual([]);
    // Pact cannot say that a null is left out: the schema and this do.
    expect(JSON.stringify(request?.body)).not.toMatch(/:null/);
  });

  test.each(interactionsOf('ringcentral/ringcentral-wfm-json--customer-receiver.http.json'))(
    '$description',
    ({ request }) => {
      const eventType = (request?.body as { event_type?: string } | undefined)?.event_type;
      expect(schemaOf(eventType)?.safeParse(request?.body).error?.issues).toBeUndefined();
    },
  );
});
