import { useState } from 'preact/hooks';

/** Puts a text on the clipboard, where the browser lets a page do that. */
export function Copy({ text, what }: { readonly text: string; readonly what: string }) {
  const [copied, setCopied] = useState('');
  // Absent on plain HTTP from another machine.
  const { clipboard } = navigator as { readonly clipboard?: Clipboard };
  if (clipboard === undefined) return null;
  return (
    <button
      type="button"
      class="small copy"
      aria-label={`Copy ${what}`}
      onClick={() =>
        void clipboard.writeText(text).then(
          () => setCopied(text),
          () => undefined,
        )
      }
    >
      {copied === text ? 'Copied' : 'Copy'}
    </button>
  );
}
