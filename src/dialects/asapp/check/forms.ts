import type { ReceiverBench } from '../../bench.ts';
import type { Demand } from '../../demand.ts';
import { feedNames, type FeedName } from '../event-types.ts';
import { judgeCases, type Case } from './answers.ts';
import { makeEvent, makeSparseEvent, readEvent, type EventJson } from './events.ts';
import { onPage } from './sections.ts';

/** What identifies whom an event is about, and when it happened: the keys without which it would be none. */
const kept: ReadonlySet<string> = new Set([
  'meta_data.create_time',
  'meta_data.event_time',
  'meta_data.company_id',
  'meta_data.issue_id',
  'data.rep_id',
  'data.queue_id',
]);
const parts = ['meta_data', 'data', 'details'] as const;
/** What the vendor may add one day: our own names, that no field has. */
const additions: readonly unknown[] = ['text', 7, true, ['a', 'b'], { inner: { deep: 1 } }];

/** Which events have to be taken, whatever they have and lack. */
export const formDemands: readonly Demand<ReceiverBench>[] = [
  {
    id: 'events.types',
    title: 'Events of all 52 types are taken, at the one address',
    section: onPage('Customer Requirements', 'Event Types of each feed'),
    level: 'required',
    look: (bench) =>
      judgeCases(
        bench,
        () => bench.eventTypes.map((type) => ({ what: type, request: makeEvent(bench, type) })),
        {
          held: (count) => `${count} types were taken.`,
          advice: 'Answer 200 to types that you have no use for, too: filter after you have taken them.',
        },
      ),
  },
  {
    id: 'events.missing-keys',
    title: 'A missing key is taken as null',
    section: onPage('Payload Schema'),
    level: 'required',
    look: (bench) =>
      judgeCases(bench, () => [...sparse(bench), ...feedNames.flatMap((feed) => withoutKeys(bench, feed))], {
        held: (count) => `${count} events were taken, each without something.`,
        advice: 'Let every key but the routing ones be missing: the vendor leaves out what is null.',
      }),
  },
  {
    id: 'events.unknown-keys',
    title: 'Keys that are not known yet are taken, as a minor version may bring them',
    section: onPage('Payload Schema, Versioning'),
    level: 'required',
    look: (bench) =>
      judgeCases(bench, () => feedNames.flatMap((feed) => withAdditions(bench, feed)), {
        held: () => 'They were taken in each part of an event.',
        advice: 'Pass over keys that you do not know.',
      }),
  },
  {
    id: 'events.minor-version',
    title: 'A later minor version in api_version is taken',
    section: onPage('Payload Schema, Versioning'),
    level: 'required',
    look: (bench) =>
      judgeCases(bench, () => ['v1.4.0', 'v1.27.3'].map((version) => ofVersion(bench, version)), {
        held: () => 'v1.4.0 and v1.27.3 were taken.',
        advice: 'Look at the major version alone.',
      }),
  },
  {
    id: 'events.unknown-values',
    title: 'Values that are new in an enumeration are taken',
    section: onPage('Payload Schema, Versioning'),
    level: 'advice',
    look: (bench) =>
      judgeCases(bench, () => withNewValues(bench), {
        held: (count) => `They were taken in ${count} fields.`,
        advice: 'The page lists no values of these fields: let there be others.',
      }),
  },
  {
    id: 'events.unknown-types',
    title: 'Event types that are not known yet are taken',
    section: onPage('Customer Requirements'),
    level: 'required',
    look: (bench) =>
      judgeCases(bench, () => feedNames.map((feed) => ofNewType(bench, feed)), {
        held: () => 'One of each feed was taken.',
        advice: 'Answer 200 to types that you have no use for: filter after you have taken them.',
      }),
  },
  {
    id: 'events.unknown-feeds',
    title: 'Feeds that are not known yet are taken: a new source has a new name',
    section: onPage('Real-time Overview'),
    level: 'required',
    look: (bench) =>
      judgeCases(bench, () => [ofNewFeed(bench)], {
        held: () => `${newFeed} was taken.`,
        advice: 'Answer 200 to feeds that you have no use for: filter after you have taken them.',
      }),
  },
  {
    id: 'events.non-ascii',
    title: 'Text in any script is taken, as UTF-8 and as escapes',
    section: onPage('Payload Schema'),
    level: 'required',
    look: (bench) =>
      judgeCases(bench, () => inAnyScript(bench), {
        held: () => 'Names in Latin, Japanese, Arabic and emoji were taken.',
        advice: 'Read the body as so many bytes as Content-Length says, and as UTF-8.',
      }),
  },
  {
    id: 'events.big',
    title: 'Big bodies are taken',
    section: onPage('Payload Schema (which sets no bound: --big-body does)'),
    level: 'required',
    look: (bench) => {
      const size = `${Math.ceil(bench.settings.bigBodyBytes / 1024)} KiB`;
      return judgeCases(bench, () => [{ what: `A body of ${size}`, request: makeBig(bench) }], {
        held: () => `${size} were taken.`,
        advice:
          'Raise the limit of what reads the body: in Express that of express.json, in nginx client_max_body_size.',
      });
    },
  },
];

/** One type of each feed. */
const typeOf: Readonly<Record<FeedName, string>> = {
  activity: 'agent_activity_status_updated',
  journey: 'CONVERSATION_ENDED',
  queue: 'queue_size_updated',
};

/** Events as they come, each with what it has to say and no more. */
function sparse(bench: ReceiverBench): Case[] {
  return bench.eventTypes.map((type) => ({
    what: `${type} as it comes, without what is null`,
    request: makeSparseEvent(bench, type),
    ordinary: () => makeEvent(bench, type),
  }));
}

function withoutKeys(bench: ReceiverBench, feed: FeedName): Case[] {
  const type = typeOf[feed];
  const sample = readEvent(makeEvent(bench, type));
  const paths = parts.flatMap((part) => Object.keys(sample[part] ?? {}).map((key) => [part, key] as const));
  const single = paths
    .filter(([part, key]) => !kept.has(`${part}.${key}`))
    .map(([part, key]) => ({
      what: `${type} without ${part}.${key}`,
      request: makeEvent(bench, type, (event) => delete event[part]?.[key]),
    }));
  const noDetails = makeEvent(bench, type, (event) => delete event.details);
  const bare = makeEvent(bench, type, (event) => {
    delete event.details;
    for (const [part, key] of paths) if (!kept.has(`${part}.${key}`)) delete event[part]?.[key];
  });
  return [
    ...single,
    { what: `${type} without details`, request: noDetails },
    { what: `${type} with nothing that can be missing`, request: bare },
  ];
}

function withAdditions(bench: ReceiverBench, feed: FeedName): Case[] {
  const type = typeOf[feed];
  return [undefined, ...parts].flatMap((part) =>
    additions.map((value) => ({
      what: `${type} with ${part ?? 'the top'}.something_new = ${JSON.stringify(value)}`,
      request: makeEvent(bench, type, (event) => {
        const at = part === undefined ? (event as unknown as Record<string, unknown>) : (event[part] ??= {});
        at['something_new'] = value;
      }),
    })),
  );
}

function ofVersion(bench: ReceiverBench, version: string): Case {
  const request = makeEvent(bench, 'queue_size_updated', (event) => (event.api_version = version));
  return { what: `api_version ${version}`, request };
}

/** An event of a type that the feed does not have yet. */
export function ofNewType(bench: ReceiverBench, feed: FeedName): Case {
  const type = feed === 'journey' ? 'SOMETHING_NEW' : `${feed}_something_new`;
  const request = makeEvent(bench, typeOf[feed], (event) => (event.event_type = type));
  return { what: `${type} of the ${feed} feed`, request };
}

const newFeed = 'com.asapp.event.something-new';

/** An event of a feed that there is not yet. */
export function ofNewFeed(bench: ReceiverBench): Case {
  return {
    what: newFeed,
    request: makeEvent(bench, 'queue_size_updated', (event) => (event.name = newFeed)),
  };
}

function withNewValues(bench: ReceiverBench): Case[] {
  const set = (type: string, path: string, change: (event: EventJson) => void): Case => ({
    what: `${path} = SOMETHING_NEW`,
    request: makeEvent(bench, type, change),
  });
  const value = 'SOMETHING_NEW';
  return [
    set('ISSUE_CREATED', 'meta_data.client_type', (event) => (event.meta_data['client_type'] = value)),
    set('DETECTED', 'data.opportunity_origin', (event) => (event.data['opportunity_origin'] = value)),
    set('agent_activity_identity_updated', 'data.desk_mode', (event) => (event.data['desk_mode'] = value)),
    set('agent_activity_routing_status_updated', 'details.routing_status', (event) => {
      (event.details ??= {})['routing_status'] = value;
    }),
    set('queue_mitigation_updated', 'data.mitigation_status', (event) => {
      event.data['mitigation_status'] = value;
    }),
    set('queue_size_updated', 'details.last_queue_size_update_type', (event) => {
      (event.details ??= {})['last_queue_size_update_type'] = value;
    }),
  ];
}

/** Two and more bytes a character, of both writing directions, one beyond 16 bits, and what some parsers take for a line end. */
const anyScript = 'Zoë Żółć 日本語 مرحبا 🎧 \u2028 ẛ̣';

function inAnyScript(bench: ReceiverBench): Case[] {
  const named = (change: (event: EventJson) => void) =>
    makeEvent(bench, 'agent_activity_identity_updated', change);
  const plain = named((event) => (event.data['rep_name'] = anyScript));
  const escaped = plain.body.replaceAll(
    /[^\0-\u007F]/g,
    (unit) => String.raw`\u` + unit.charCodeAt(0).toString(16).padStart(4, '0'),
  );
  return [
    { what: 'Text as UTF-8', request: plain },
    { what: 'Text as escapes', request: { ...plain, body: withNewId(escaped, bench) } },
    {
      what: 'Only such text, a thousand times',
      request: named((event) => (event.data['queue_names'] = [anyScript.repeat(1000)])),
    },
  ];
}

function withNewId(body: string, bench: ReceiverBench): string {
  return body.replace(/"event_id":"[^"]*"/, `"event_id":"${bench.newId()}"`);
}

function makeBig(bench: ReceiverBench) {
  const type = 'LAST_ASSIGNMENT_SUMMARY';
  const room = bench.settings.bigBodyBytes - makeEvent(bench, type).body.length;
  return makeEvent(bench, type, (event) => {
    (event.details ??= {})['last_assignment_summary_text'] = 'x'.repeat(Math.max(0, room));
  });
}
