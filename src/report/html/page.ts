import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { markup, type Html } from './escape.ts';

/** What a page is made of. */
export interface Page {
  readonly title: string;
  /** Words for how it came out. */
  readonly verdict: { readonly passed: boolean; readonly word: string };
  readonly about: readonly string[];
  readonly sections: readonly Section[];
  /** For the charts; absent where there are none. */
  readonly data?: Html;
}

/** A part of a page. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

const ours = path.join(import.meta.dirname, '../page');
const uplot = path.dirname(fileURLToPath(import.meta.resolve('uplot/package.json')));

/** A page that is one file: it asks nobody for anything, and runs and styles nothing that it did not come with. */
export function formatPage({ title, verdict, about, sections, data }: Page): string {
  const read = (...place: readonly string[]): string => readFileSync(path.join(...place), 'utf8');
  const style = `${read(uplot, 'dist/uPlot.min.css')}\n${read(ours, 'page.css')}`;
  const licence = `/*! uPlot\n${read(uplot, 'LICENSE')}*/\n`;
  const script = `${licence}${read(uplot, 'dist/uPlot.iife.min.js')}\n${read(ours, 'page.js')}`;
  const policy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; img-src data:; base-uri 'none'; form-action 'none'`;
  const { html: text } = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${{ html: policy }}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${element('style', style)}
      </head>
      <body>
        <a class="skip" href="#main">To the report</a>
        <header>
          <h1>${title}</h1>
          <span class="verdict ${verdict.passed ? 'good' : 'bad'}">${verdict.word}</span>
          <button type="button" id="theme">Light or dark</button>
          <ul class="about dim">
            ${about.map((one) => markup`<li>${one}</li>`)}
          </ul>
        </header>
        <nav aria-label="Parts of the report">
          <ul>
            ${sections.map(({ id, title: name }) => markup`<li><a href="#${id}">${name}</a></li>`)}
          </ul>
        </nav>
        <main id="main">
          ${sections.map(
            ({ id, title: name, body }) =>
              markup`<section id="${id}" aria-labelledby="${id}-title">
                <h2 id="${id}-title">${name}</h2>
                ${body}
              </section> `,
          )}
        </main>
        ${data ?? { html: '' }}
        ${element('script', script)}
      </body>
    </html> `;
  return `${text.trimEnd()}\n`;
}

/** Exactly that text: the policy knows it by its hash. */
function element(name: string, text: string): Html {
  return { html: `<${name}>${text}</${name}>` };
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
