import type { ReceiverBench } from '../../bench.ts';
import { broken, held, type Demand, type Finding } from '../../demand.ts';
import type { WfmEvent } from '../wire.ts';
import { everyKind, momentOf, samples, type Samples } from './facts.ts';
import { sections } from './sections.ts';
import {
  formFor,
  isTaken,
  describeAnswer,
  judgeCases,
  nothingTaken,
  requestOf,
  send,
  type Case,
} from './send.ts';

/** What the integration demands of events as they usually are. */
export const wfmDemands: readonly Demand<ReceiverBench>[] = [
  {
    id: 'wfm.json',
    title: 'Events of every kind are taken as JSON',
    section: sections.form,
    level: 'required',
    look: judged(
      (of) => everyKind(of).map(named),
      'Take a POST with a JSON object, or keep "Send body as JSON" off and --skip wfm.json.',
      'json',
    ),
  },
  {
    id: 'wfm.url-encoded',
    title: 'Events of every kind are taken URL-encoded',
    section: sections.form,
    level: 'required',
    look: judged(
      (of) => everyKind(of).map(named),
      'Take a GET with everything in the query, which is what the vendor sends by default, or switch "Send body as JSON" on and --skip wfm.url-encoded.',
      'url-encoded',
    ),
  },
  {
    id: 'wfm.addresses',
    title: 'Each address takes its own events, in turn',
    section: sections.addresses,
    level: 'required',
    look: judged((of) => {
      return [of.login, of.answered(), of.engaged, of.dialled, of.logout].map(named);
    }, 'Agent events go to --url, the ends of calls to the address that --feed-url call-events=… names, or to the same.'),
  },
  {
    id: 'wfm.headers',
    title: 'Requests may carry header value pairs',
    section: sections.headers,
    level: 'required',
    async look(bench) {
      const form = await formFor(bench);
      if (form === undefined) return nothingTaken;
      const headers = { 'x-phoney-site': 'north', 'x-phoney-key': 'a=b; "c", d' };
      const answer = await bench.send(requestOf(samples(momentOf(bench)).login, form, bench, headers));
      return isTaken(answer)
        ? held('An event with two more headers was taken.')
        : broken(
            `An event with two more headers: ${describeAnswer(answer)}.`,
            'Ignore headers that you do not know.',
          );
    },
  },
  {
    id: 'wfm.in-time',
    title: 'Every answer comes before the time-out',
    section: sections.silent,
    level: 'required',
    async look(bench) {
      const of = samples(momentOf(bench));
      const { timeoutMs } = bench.settings;
      if ((await formFor(bench)) === undefined) return nothingTaken;
      let longest = { tookMs: 0, type: '' };
      for (const facts of everyKind(of)) {
        const { status, tookMs } = await send(facts, bench);
        const ms = status === null ? Infinity : tookMs;
        if (ms > longest.tookMs) longest = { tookMs: ms, type: facts.event_type };
        if (bench.stop.aborted || ms > timeoutMs) break;
      }
      const took = longest.tookMs === Infinity ? 'no answer at all' : `${Math.ceil(longest.tookMs)} ms`;
      return longest.tookMs <= timeoutMs
        ? held(`The slowest answer took ${took}.`)
        : broken(
            `${longest.type}: ${took}, and the time-out is ${timeoutMs} ms.`,
            'Answer first and work afterwards: an event that was answered late is lost.',
          );
    },
  },
  {
    id: 'wfm.login',
    title: 'The two state events behind a log-in are taken',
    section: sections.state,
    level: 'required',
    look: judged((of) => {
      const first = { prev_state: 'LOGIN', prev_aux_state: '', duration: '0' } as const;
      return [
        { what: 'the log-in', facts: of.login },
        {
          what: 'from LOGIN, with an empty aux state',
          facts: of.state('AVAILABLE', { ...first, event_aux_type: '' }),
        },
        { what: 'the aux state', facts: of.state('AVAILABLE', { prev_aux_state: '', duration: '1' }) },
      ];
    }, 'AVAILABLE comes twice: its first event has an empty event_aux_type.'),
  },
  {
    id: 'wfm.null',
    title: 'external_agent_id may be null',
    section: sections.login,
    level: 'required',
    look: judged(nullCases, 'It is null in JSON and not there URL-encoded, unless an agent has such an id.'),
  },
  {
    id: 'wfm.unanswered',
    title: 'A call that nobody answered has no agent and no recording',
    section: sections.call,
    level: 'required',
    look: judged((of) => {
      return [of.deflected, of.abandoned, of.unreached].map((facts) => ({
        what: 'without agent_id and username, recording_url empty',
        facts,
      }));
    }, 'DEFLECTED, ABANDON and ABANDONED come without agent_id, external_agent_id and username.'),
  },
  {
    id: 'wfm.custom-state',
    title: 'States that are made up in an account are taken',
    section: sections.allStates,
    level: 'required',
    look: judged((of) => {
      return [
        {
          what: '"Back office", a kind of WORKING',
          facts: of.state('WORKING', { event_aux_type: 'Back office' }),
        },
        {
          what: 'after "Back office"',
          facts: of.state('AVAILABLE', { prev_state: 'WORKING', prev_aux_state: 'Back office' }),
        },
        {
          what: 'AVAILABLE under another name',
          facts: of.state('AVAILABLE', { event_aux_type: 'Ready for Calls' }),
        },
      ];
    }, 'event_aux_type is what the account calls it: any text. event_type is the base state.'),
  },
  {
    id: 'wfm.text',
    title: 'Texts may hold any characters',
    section: sections.state,
    level: 'required',
    look: judged((of) => {
      const text = 'Käse & Brot + 100% = "gut"; 食べる 🧀';
      return [
        {
          what: 'a state with accents, signs and an emoji',
          facts: of.state('AWAY', { event_aux_type: text }),
        },
        {
          what: 'a note with line breaks',
          facts: { ...of.answered(), agent_disposition: `${text}\r\n\tsecond line` },
        },
      ];
    }, 'Texts are UTF-8; URL-encoded they are percent-encoded.'),
  },
];

/** What follows from the pages without being said by them. */
export const wfmAdvice: readonly Demand<ReceiverBench>[] = [
  {
    id: 'wfm.twice',
    title: 'The same event twice is taken',
    section: sections.silent,
    level: 'advice',
    look: judged((of) => {
      const facts = of.state('LUNCH');
      return ['first', 'second'].map((what) => ({ what: `for the ${what} time`, facts }));
    }, 'Two events within a second may be alike: they have no id.'),
  },
  {
    id: 'wfm.unknown-field',
    title: 'Fields that the page does not know are ignored',
    section: sections.call,
    level: 'advice',
    look: judged(
      (of) => [
        {
          what: 'with a field that is new',
          facts: { ...of.login, site_name: 'North' } as never,
        },
      ],
      "The page's own samples have fields that its tables do not: more may come.",
    ),
  },
  {
    id: 'wfm.unknown-type',
    title: 'An event type that the page does not know is answered like others',
    section: sections.state,
    level: 'advice',
    look: judged(
      (of) => [
        {
          what: 'a state that is new',
          facts: of.state('COACHING' as never, { event_aux_type: 'Coaching' }),
        },
      ],
      'Take it and ignore it: an error tells nobody.',
    ),
  },
];

/** Looks whether such events are taken, dated now. */
function judged(
  cases: (of: Samples) => readonly Case[],
  advice: string,
  form?: Parameters<typeof judgeCases>[3],
): (bench: ReceiverBench) => Promise<Finding> {
  return (bench) => judgeCases(bench, () => cases(samples(momentOf(bench))), advice, form);
}

function named(facts: WfmEvent): Case {
  return { what: 'call_state' in facts ? facts.call_state : 'as in the sample', facts };
}

function nullCases(of: Samples): readonly Case[] {
  return [of.login, of.logout, of.engaged, of.answered()].map((facts) => ({
    what: 'with null',
    facts: { ...facts, external_agent_id: null } as WfmEvent,
  }));
}
