import type { ComponentChildren } from 'preact';
import type { Stillness } from '../held.ts';

interface PanelProps {
  readonly title: string;
  /** Where it stands on the page. */
  readonly area: string;
  /** Beside the title. */
  readonly aside?: ComponentChildren;
  /** Between the title and what scrolls. */
  readonly bar?: ComponentChildren;
  /** What it shows, when that moves by itself. */
  readonly list?: Stillness;
  readonly children: ComponentChildren;
}

/** A part of the page with a title; what does not fit scrolls within it, so that nothing around it moves. */
export function Panel({ title, area, aside, bar, list, children }: PanelProps) {
  const id = `title-${area}`;
  return (
    <section class={`panel area-${area}`} aria-labelledby={id}>
      <header class="panel-head">
        <h2 id={id}>{title}</h2>
        <div class="panel-aside">{aside}</div>
      </header>
      {bar}
      {list !== undefined && <Moving list={list} />}
      <div class="panel-body" tabIndex={0} role="region" aria-labelledby={id} {...list?.handlers}>
        {children}
      </div>
    </section>
  );
}

const holds = {
  hand: 'held',
  pointer: 'held while you point at it',
  focus: 'held while the focus is in it',
} as const;

/** Says whether the list below moves; always there, so that nothing moves when it does not. */
function Moving({ list: { hold, unseen, isOutrun } }: { readonly list: Stillness }) {
  return (
    <p class={`moving ${hold === undefined ? '' : 'moving-held'}`}>
      <span role="status">{hold === undefined ? 'live' : holds[hold]}</span>
      {unseen > 0 && ` · ${unseen}${isOutrun ? '+' : ''} new`}
    </p>
  );
}

/** What stands in a panel that has nothing to show. */
export function Empty({ children }: { readonly children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

/** A word with a mark of its own shape and colour: neither says anything alone. */
export function Mark({ of, children }: { readonly of: string; readonly children: ComponentChildren }) {
  return <span class={`mark mark-${of}`}>{children}</span>;
}
