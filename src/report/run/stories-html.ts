import { formatMs, formatSeconds } from '../../record/report/wording.ts';
import { markup, type Html } from '../html/escape.ts';
import { localTime } from './local-time.ts';
import type { ReportStory } from './schema.ts';

/** Messages, each to be opened. */
export function stories(all: readonly ReportStory[], timeZone: string | null, caption: string): Html {
  return markup`<p class="dim">${caption}</p>
    ${all.map((one) => story(one, timeZone ?? 'UTC'))}`;
}

function story(one: ReportStory, timeZone: string): Html {
  const { seq, feed, eventType, eventId, contactId, method, url, headers, body, attempt, error } = one;
  const outcome = error === null ? markup`delivered` : markup`<strong class="bad">${error}</strong>`;
  const answer = attempt?.answer ?? null;
  const time = attempt === null ? '' : ` after ${formatMs(attempt.latencyMs)}`;
  const facts: readonly (readonly [string, string])[] = [
    ['to', `${method} ${url}`],
    ['event', `${eventId}, simulated ${localTime(Date.parse(one.at), timeZone)}`],
    ...(contactId === null ? [] : [['contact', contactId] as const]),
    ...(attempt === null ? [] : attemptFacts(attempt)),
  ];
  return markup`<details>
    <summary>#${seq} ${feed} ${eventType}: ${outcome}${time}</summary>
    <dl>
      ${facts.map(
        ([name, value]) =>
          markup`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    ${answer === null ? markup`` : block('answer', answer)}${block('body', body)}${headersBlock(headers)}
  </details> `;
}

function attemptFacts(attempt: NonNullable<ReportStory['attempt']>): (readonly [string, string])[] {
  const { startedMs, latencyMs, latenessMs, retriesMs, waitMs, receiverMs, status, detail } = attempt;
  return [
    ['try', `${attempt.try}, begun ${formatSeconds(startedMs)} after the run began`],
    ['status', status === null ? 'no complete answer' : String(status)],
    [
      'latency',
      `${formatMs(latencyMs)} (lateness ${formatMs(latenessMs)}, ${retriesMs > 0 ? `retries ${formatMs(retriesMs)}, ` : ''}wait ${formatMs(waitMs)}, receiver ${formatMs(receiverMs)})`,
    ],
    ...(detail === null ? [] : [['detail', detail] as const]),
  ];
}

function headersBlock(headers: ReportStory['headers']): Html {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return lines.length === 0 ? markup`` : block('headers', { text: lines.join('\n'), more: 0 });
}

function block(name: string, { text, more }: ReportStory['body']): Html {
  const rest = more === 0 ? '' : `\n… and ${more} characters more`;
  return markup`<div class="dim">${name}</div>
    <pre tabindex="0" aria-label="${name}">${text}${rest}</pre> `;
}
