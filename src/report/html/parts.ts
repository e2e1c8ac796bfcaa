import type { ReportSuite } from '../cases.ts';
import { markup, type Html } from './escape.ts';

const words = {
  passed: ['✓ held', 'good'],
  failed: ['✗ failed', 'bad'],
  skipped: ['– skipped', 'dim'],
} as const;

/** A table with a head, whose first column names the rows. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (string | Html)[])[],
  { numbers = false }: { readonly numbers?: boolean } = {},
): Html {
  const [first = '', ...others] = head;
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table class="${numbers ? 'numbers' : ''}">
      <thead>
        <tr>
          <th scope="col">${first}</th>
          ${others.map((one) => markup`<th scope="col">${one}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name = '', ...cells]) =>
            markup`<tr>
              <th scope="row">${name}</th>
              ${cells.map((cell) => markup`<td>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div> `;
}

/** The cases of suites, with what bears the failures out. */
export function suites(all: readonly ReportSuite[]): Html {
  return markup`${all.map(
    ({ name, cases }) =>
      markup`${all.length > 1 ? markup`<h3>${name}</h3>` : ''}${table(
        name,
        ['outcome', 'demanded', 'what came of it'],
        cases.map((one) => [
          markup`<span class="${words[one.outcome][1]}">${words[one.outcome][0]}</span>`,
          one.name,
          markup`${one.message}${one.outcome === 'passed' || one.details.length === 0 ? '' : evidence(one.details)}`,
        ]),
      )}`,
  )}`;
}

function evidence(details: readonly string[]): Html {
  return markup`<details>
    <summary>${details.length === 1 ? 'the record' : 'the records'}</summary>
    <pre tabindex="0">${details.join('\n')}</pre>
  </details>`;
}

/** A place that a chart is drawn in, and what it shows in words. */
export function chart(id: string, label: string, caption: string): Html {
  return markup`<figure>
    <div
      class="chart"
      id="${id}"
      tabindex="0"
      role="group"
      aria-label="${label}. Arrow keys move the cursor; plus and minus zoom, 0 shows everything."
    ></div>
    <figcaption>${caption}</figcaption>
  </figure> `;
}
