import type { BenchAnswer, BenchRequest, ReceiverBench } from '../../bench.ts';
import { broken, held, notSeen, type Finding } from '../../demand.ts';
import { formJson, formQuery } from '../form.ts';
import { feedOf } from '../wfm.ts';
import type { WfmEvent } from '../wire.ts';
import { momentOf, samples } from './facts.ts';

/** How an event travels. */
export type Form = 'json' | 'url-encoded';

/** An event, and what is special about it. */
export interface Case {
  readonly what: string;
  readonly facts: WfmEvent;
}

/**
 * An answer that is late is looked at by itself: whoever is slow may do everything else well. So many times the time-out are
 * waited for.
 */
const patience = 4;

/** An event in that form, to the address of its kind. */
export function requestOf(
  facts: WfmEvent,
  form: Form,
  bench: ReceiverBench,
  headers: Readonly<Record<string, string>> = {},
): BenchRequest {
  const url = bench.addressOf(feedOf(facts));
  const formed = form === 'json' ? formJson(facts, url, headers) : formQuery(facts, url, headers, 'GET');
  return { ...formed, timeoutMs: bench.settings.timeoutMs * patience };
}

/** Sends an event in the form that the receiver takes. */
export async function send(facts: WfmEvent, bench: ReceiverBench): Promise<BenchAnswer> {
  return bench.send(requestOf(facts, (await formFor(bench)) ?? 'json', bench));
}

const forms = new WeakMap<ReceiverBench, Promise<Form | undefined>>();

/** The first form that it takes a plain event in; `undefined`: neither. */
export function formFor(bench: ReceiverBench): Promise<Form | undefined> {
  let form = forms.get(bench);
  if (form === undefined) forms.set(bench, (form = findForm(bench)));
  return form;
}

async function findForm(bench: ReceiverBench): Promise<Form | undefined> {
  const facts = samples(momentOf(bench)).state('AVAILABLE');
  for (const form of ['json', 'url-encoded'] as const)
    if (isTaken(await bench.send(requestOf(facts, form, bench)))) return form;
  return undefined;
}

/** Any 2xx is a delivery: no page says otherwise. */
export function isTaken({ status }: BenchAnswer): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** What was answered, as a part of a sentence. */
export function describeAnswer({ status, error, body }: BenchAnswer): string {
  if (status === null) return error === 'timeout' ? 'no answer' : `no answer (${error})`;
  return body === '' || status < 300 ? `${status}` : `${status} "${body}"`;
}

/** Sends them one after the other; held when all are taken. Nothing is said of a receiver that takes no event at all. */
export async function judgeCases(
  bench: ReceiverBench,
  makeCases: () => readonly Case[],
  advice: string,
  form?: Form,
): Promise<Finding> {
  const used = form ?? (await formFor(bench));
  if (used === undefined) return nothingTaken;
  const cases = makeCases();
  const refused: string[] = [];
  for (const { what, facts } of cases) {
    const answer = await bench.send(requestOf(facts, used, bench));
    if (bench.stop.aborted) break;
    if (!isTaken(answer)) refused.push(`${what} (${facts.event_type}): ${describeAnswer(answer)}.`);
  }
  if (refused.length > 0) return broken(...refused.slice(0, 5), advice);
  return held(`${cases.length === 1 ? 'It was' : `All ${cases.length} were`} taken, ${wordOf[used]}.`);
}

/** What is said when no event is taken in either form. */
export const nothingTaken = notSeen(
  'Not even a plain event was taken, neither as JSON nor URL-encoded.',
  'Mend what is broken above first.',
);

const wordOf: Readonly<Record<Form, string>> = { json: 'as JSON', 'url-encoded': 'URL-encoded' };
