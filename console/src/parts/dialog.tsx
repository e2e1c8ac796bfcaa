import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly title: string;
  readonly kind: 'form' | 'sheet';
  readonly onClosed: () => void;
  readonly children: ComponentChildren;
}

/** A dialog of the browser's own: it keeps the focus, gives it back, and closes with Escape. */
export function Dialog({ title, kind, onClosed, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    element.current?.showModal();
    // The first thing to fill in; the browser would take the button that closes.
    element.current?.querySelector<HTMLElement>('form input, form select, form textarea')?.focus();
  }, []);
  return (
    <dialog ref={element} class={`dialog dialog-${kind}`} aria-labelledby="dialog-title" onClose={onClosed}>
      <header class="panel-head">
        <h2 id="dialog-title">{title}</h2>
        <button type="button" class="small" onClick={() => element.current?.close()}>
          Close
        </button>
      </header>
      {children}
    </dialog>
  );
}
