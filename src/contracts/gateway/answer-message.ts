import type { Interaction } from '../pact/pact.ts';
import type { RawResponse } from '../../server/request-bytes.ts';
import { contentTypeFor, metadataFor } from './message-metadata.ts';
import type { Provider, ProviderMessage } from './provider.ts';

/**
 * The answer on the engine's port for messages: the body, and the metadata in a header of its own. The engine looks at
 * neither status nor anything else.
 */
export async function answerMessage(
  provider: Provider,
  interaction: Interaction,
  request: Buffer,
): Promise<RawResponse & Pick<ProviderMessage, 'held'>> {
  const { body, contentType, metadata, held } = await provider.message(interaction, questionOf(request));
  const told = metadataFor(interaction, {
    contentType: contentTypeFor(interaction, contentType),
    ...metadata,
  });
  const header = Buffer.from(JSON.stringify(told)).toString('base64');
  return {
    status: 200,
    headers: [
      ['content-type', contentTypeFor(interaction, contentType)],
      ['pact-message-metadata', header],
    ],
    body: Buffer.from(body),
    ...(held !== undefined && { held }),
  };
}

/** An answer that no contract takes for a message or a response: an empty one could pass for it. */
export function unavailable(reason: string): RawResponse {
  return { status: 502, headers: [['content-type', 'text/x-phoney-unavailable']], body: Buffer.from(reason) };
}

interface Asked {
  readonly request?: { readonly contents?: { readonly content?: unknown; readonly encoded?: unknown } };
}

function questionOf(request: Buffer): unknown {
  const contents = (JSON.parse(request.toString()) as Asked).request?.contents;
  if (contents?.encoded !== 'base64' && contents?.encoded !== true) return contents?.content;
  const text = Buffer.from(String(contents.content), 'base64').toString();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
