import { expect, test } from 'vitest';
import { z } from 'zod';
import { documentsOf } from '../../spec/documents.ts';
import { specOfEvents } from './events-spec.ts';

const spec = specOfEvents('acme-desk', {
  'agent.ready': z.strictObject({ agent: z.string() }).describe('An agent is ready.'),
  'agent gone': z.strictObject({ agent: z.string(), since: z.iso.datetime() }),
});

test('a dialect of which nothing is known but its schemas has a JSON Schema for each type of event', () => {
  const documents = documentsOf('acme-desk', spec);
  expect(documents.map(({ kind, file }) => [kind, file])).toEqual([
    ['jsonschema', 'agent.ready.schema.json'],
    ['jsonschema', 'agent_gone.schema.json'],
  ]);
  expect(documents.map(({ make }) => make())).toMatchObject([
    { $id: 'urn:phoney:acme-desk:agent.ready', title: 'AcmeDeskAgentReady', required: ['agent'] },
    { $id: 'urn:phoney:acme-desk:agent_gone', properties: { since: { format: 'date-time' } } },
  ]);
});

test('types of events that differ in what no file name has are told apart', () => {
  const { shapes } = specOfEvents('acme', { 'call/ended': z.object({}), call_ended: z.object({}) });
  expect(shapes.map(({ name }) => name)).toEqual(['call_ended', 'call_ended-2']);
});
