/** The id of a record in a stream: which run of this server, and which record of that run. */
export interface EventId {
  readonly run: number;
  readonly position: number;
}

/** Such as `1-345`. */
export function formatEventId({ run, position }: EventId): string {
  return `${run}-${position}`;
}

/** `undefined` for what {@link formatEventId} never writes. */
export function parseEventId(text: string): EventId | undefined {
  const [, run, position] = /^(\d{1,15})-(\d{1,15})$/.exec(text) ?? [];
  return run === undefined ? undefined : { run: Number(run), position: Number(position) };
}

/** One event of a stream. `data` is one line. */
export function eventText(event: string, data: string, id?: EventId): string {
  return `${id === undefined ? '' : `id: ${formatEventId(id)}\n`}event: ${event}\ndata: ${data}\n\n`;
}
