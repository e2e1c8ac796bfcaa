import { checkRanges, checkSeveral } from '../../centre/commands/check-range.ts';
import type { Command } from '../../centre/commands/command.ts';
import { Refs } from '../../centre/commands/refs.ts';
import { checkNames } from '../../centre/config/check-names.ts';
import {
  agentsIn,
  isForQueues,
  queuesIn,
  type AgentRange,
  type QueueRange,
} from '../../centre/config/range.ts';
import type { After } from '../../centre/triggers/after-schema.ts';
import { eventKinds } from '../../centre/triggers/event-kinds.ts';
import { eventName, mentionsIn } from '../../centre/triggers/fill.ts';
import { mostTimes } from '../../centre/triggers/repeat-schema.ts';
import { isAboutFaults } from '../../faults/commands.ts';
import type { Finding } from '../problems.ts';
import type { ParsedScenario } from '../schema.ts';
import { spanOf, type Span } from '../span.ts';
import { askedBy, instantsIn, learnRefs } from './plan.ts';
import type { WrittenCommand } from './schema.ts';

/** The names in everything that the centre is told; commands keep their places among all. */
export function checkCentre(scenario: ParsedScenario): Finding[] {
  const { centre, traffic, commands, profiles } = scenario;
  const refs = new Refs();
  learnRefs(scenario, (command, numbered) => refs.add(command, numbered));
  const own = commands.flatMap((written, index) =>
    isAboutFaults(written) ? [] : [{ command: firstOf(scenario, written), index }],
  );
  // What events are about is named like a contact, an agent or a queue, by commands that have no place in the file.
  const waited = commands.flatMap(({ after }, index) =>
    after === undefined ? [] : [{ command: asCommand(after), index }],
  );
  const found = checkNames(
    centre,
    traffic,
    [...own, ...waited].map(({ command }) => command),
    profiles,
    refs,
  );
  return found.map((finding) => {
    const [part, at, ...rest] = finding.path;
    if (part !== 'commands') return finding;
    const place = [...own, ...waited][Number(at)]?.index ?? Number(at);
    return { ...finding, path: [part, place, ...(Number(at) < own.length ? [] : ['after']), ...rest] };
  });
}

/** The command for the first of those whom it is for. What is wrong with the others is told of the range. */
function firstOf({ centre }: ParsedScenario, written: WrittenCommand): Command {
  const { agents, ...asked } = askedBy(written) as unknown as Record<string, unknown>;
  const agent = agents === undefined ? undefined : agentsIn(centre, agents as AgentRange).names[0];
  const command = { ...asked, ...(agents !== undefined && { agent: agent ?? eventName }) };
  if (!isForQueues(written)) return command as unknown as Command;
  const { queues, ...rest } = command as Record<string, unknown>;
  const [queue = eventName] = queuesIn(centre, queues as QueueRange).names;
  return { ...rest, queue } as unknown as Command;
}

/** The names that narrow an event, as a command would have them. */
function asCommand({ agent, queue, contact, status }: After): Command {
  const names = Object.entries({ agent, queue, contact, status }).filter(([, name]) => name !== undefined);
  return { do: 'agent.set-status', ...Object.fromEntries(names) } as unknown as Command;
}

/** When commands are carried out, for whom, and what they name of their events. */
export function checkCommands(scenario: ParsedScenario): Finding[] {
  const span = spanOf(scenario.start, scenario.duration, scenario.centre.time_zone);
  const listed = scenario.faults.flatMap((fault, index) =>
    mentionsIn(fault).map(({ path }) => ({ path: ['faults', index, ...path], message: noEvent })),
  );
  const found = scenario.commands.flatMap((written, index) => {
    const path = ['commands', index];
    const within = (findings: readonly Finding[]): Finding[] =>
      findings.map((finding) => ({ ...finding, path: [...path, ...finding.path] }));
    return within([
      ...checkWhen(written, scenario, span),
      ...checkRepeat(written, scenario, span),
      ...(isAboutFaults(written) ? [] : checkRanges(scenario.centre, askedBy(written))),
      ...(written.after === undefined ? [] : checkAfter(written.after, scenario)),
      ...checkMentions(written),
    ]);
  });
  return [...listed, ...found];
}

function checkWhen({ at, after }: WrittenCommand, { centre }: ParsedScenario, span: Span): Finding[] {
  if (at !== undefined && after !== undefined) {
    const message =
      'at and after exclude each other: a command comes at a time or after an event. Keep one of them.';
    return [{ path: ['after'], aboutKey: true, message }];
  }
  if (at === undefined) {
    if (after !== undefined) return [];
    const message =
      '"at" is missing. When: 08:05 or 08:05:30 on the first day, +90s after the start, or 2026-03-03T08:05. In the centre\'s time zone. Or after: {event: contact.connected}, for an event in place of a time.';
    return [{ path: [], lacks: 'at', message }];
  }
  const atMs = span.resolve(at);
  if (atMs >= span.startMs && atMs <= span.endMs) return [];
  const side = atMs < span.startMs ? 'before the run begins' : 'after the run has ended';
  const message = `${span.format(atMs)} is ${side}. The run goes from ${span.format(span.startMs)} to ${span.format(span.endMs)} (${centre.time_zone}): change at, start or duration.`;
  return [{ path: ['at'], message }];
}

function checkRepeat(written: WrittenCommand, { duration }: ParsedScenario, span: Span): Finding[] {
  const { at, repeat } = written;
  if (repeat === undefined) return [];
  const { every, times } = repeat;
  const most = Math.floor(duration / every) + 1;
  if (times === undefined) {
    if (most <= mostTimes) return [];
    const message = `That is up to ${most.toLocaleString('en')} times to the end of the day, and ${mostTimes.toLocaleString('en')} are the most. Say how many times, or let more time pass.`;
    return [{ path: ['repeat', 'every'], message }];
  }
  if (at === undefined) return [];
  const firstMs = span.resolve(at);
  const lastMs = firstMs + (times - 1) * every;
  // Where the first is outside of the run, that is what is told.
  if (firstMs < span.startMs || firstMs > span.endMs || lastMs <= span.endMs) return [];
  const fitting = instantsIn(written, span).length;
  const message = `The last of ${times} times would be at ${span.format(lastMs)}, after the run has ended at ${span.format(span.endMs)}. Write ${fitting}, or leave times out: then it goes on to the end.`;
  return [{ path: ['repeat', 'times'], message }];
}

const narrowing = {
  agent: ['agent'],
  agents: ['agent'],
  queue: ['queue'],
  queues: ['queue'],
  contact: ['contact'],
  channel: ['contact', 'queue'],
  direction: ['contact'],
} as const;

function checkAfter(after: After, { centre }: ParsedScenario): Finding[] {
  const { about, tells = [] } = eventKinds[after.event];
  const explain = (key: string): Finding => ({
    path: ['after', key],
    aboutKey: true,
    message: `${after.event} has no ${key.replace(/s$/, key === 'status' ? 's' : '')} to narrow it by. ${ways(after.event)}`,
  });
  const strangers = Object.entries(narrowing).filter(
    ([key, subjects]) =>
      after[key as keyof typeof narrowing] !== undefined &&
      !subjects.some((subject) => about.includes(subject)),
  );
  const untold = (['by', 'outcome', 'reason', 'state', 'status'] as const).filter(
    (key) => after[key] !== undefined && !tells.includes(key),
  );
  return [
    ...[...strangers.map(([key]) => key), ...untold].map(explain),
    ...(tells.includes('state') ? checkState(after) : []),
    ...checkSeveral(centre, after).map((problem) => ({ ...problem, path: ['after', ...problem.path] })),
    ...checkWhich(after),
  ];
}

const supervision: readonly (string | undefined)[] = [
  'requested',
  'listening',
  'whispering',
  'barged-in',
  'ended',
];

/** A state that the event never tells would be waited for in vain. */
function checkState({ event, state }: After): Finding[] {
  if (state === undefined) return [];
  if (supervision.includes(state) === (event === 'supervision.changed')) return [];
  const message = `${event} never tells the state "${state}". ${event === 'supervision.changed' ? `Write one of ${supervision.join(', ')}.` : 'Write one of offline, available, allocated, on-contact, wrap-up, away.'}`;
  return [{ path: ['after', 'state'], message }];
}

function ways(event: After['event']): string {
  const { about, tells = [] } = eventKinds[event];
  const keys = Object.entries(narrowing).flatMap(([key, subjects]) =>
    subjects.some((subject) => about.includes(subject)) ? [key] : [],
  );
  const all = [...keys, ...tells];
  return all.length === 0 ? 'Leave it out.' : `Leave it out, or take ${all.join(', ')}.`;
}

function checkWhich({ nth, every, times }: After): Finding[] {
  if (nth === undefined || (every === undefined && times === undefined)) return [];
  const message =
    'nth is one of them and no other; every and times are for several. Keep nth, or every with or without times.';
  return [{ path: ['after', 'nth'], aboutKey: true, message }];
}

const noEvent = `${eventName} stands for what the event of a command with after is about, and there is no event here. Write a name.`;

/** What `$event` stands for has to be there. */
function checkMentions(written: WrittenCommand): Finding[] {
  const { after } = written;
  return mentionsIn(askedBy(written)).flatMap(({ path, subject }) => {
    if (after === undefined) {
      return [{ path, names: [eventName], message: noEvent }];
    }
    const { about } = eventKinds[after.event];
    if (subject !== undefined && about.includes(subject)) return [];
    const message =
      subject === undefined
        ? `${eventName} can stand for an agent, a queue, a contact or a callback. Write what is meant here.`
        : `${eventName} stands for nothing here: ${after.event} is about no ${subject}. Write a name.`;
    return [{ path, message }];
  });
}
