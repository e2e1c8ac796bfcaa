import { plainText } from '../../lib/plain-text.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** HTML that may stand in a page as it is. Only this file makes it of text. */
export interface Html {
  readonly html: string;
}

/**
 * Puts together HTML: what stands in the template is HTML, what is put in is a text that may say anything, or HTML that was
 * put together in the same way.
 */
export function markup(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  return { html: parts.map((part, index) => part + asHtml(values[index] ?? '')).join('') };
}

/** JSON in a script element that is never run: no text of it can end the element, or begin a comment. */
export function jsonBlock(id: string, value: unknown): Html {
  const json = JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
  return { html: `<script type="application/json" id="${escapeHtml(id)}">${json}</script>` };
}

function asHtml(value: string | number | Html | readonly Html[]): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escapeHtml(value);
  return 'html' in value ? value.html : value.map((one) => one.html).join('');
}

/** Line breaks stay; other control characters are shown, as nobody would see them and some turn a line around. */
function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .split('\n')
    .map(plainText)
    .join('\n')
    .replaceAll(/[&<>"']/g, (found) => entities[found] ?? '');
}
