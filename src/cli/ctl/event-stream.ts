/** One event of a stream, as the HTML standard reads them. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
  /** The last id that the stream has given; `undefined` before the first. */
  readonly lastEventId: string | undefined;
}

/** Reads the events of a stream. Ends with it. */
export async function* readEvents(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  let lastEventId: string | undefined;
  for await (const chunk of bytes) {
    rest += decoder.decode(chunk, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = block.split('\n').map((line) => /^(\w*): ?(.*)$/.exec(line) ?? []);
      const valueOf = (name: string): string | undefined => fields.find(([, field]) => field === name)?.[2];
      lastEventId = valueOf('id') ?? lastEventId;
      const data = valueOf('data');
      if (data !== undefined) yield { event: valueOf('event') ?? 'message', data, lastEventId };
    }
  }
}
