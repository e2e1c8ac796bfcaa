import type { ComponentChildren } from 'preact';

interface PanelProps {
  readonly title: string;
  /** Where it stands on the page. */
  readonly area: string;
  /** Beside the title. */
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A part of the page with a title; what does not fit scrolls within it, so that nothing around it moves. */
export function Panel({ title, area, aside, children }: PanelProps) {
  const id = `title-${area}`;
  return (
    <section class={`panel area-${area}`} aria-labelledby={id}>
      <header class="panel-head">
        <h2 id={id}>{title}</h2>
        <div class="panel-aside">{aside}</div>
      </header>
      <div class="panel-body" tabIndex={0} role="region" aria-labelledby={id}>
        {children}
      </div>
    </section>
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
