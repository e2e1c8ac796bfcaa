import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAddress } from '../address.ts';
import { writeRequest } from '../request-bytes.ts';
import { frame } from './framing.ts';

function requestOf(method: string, body: string) {
  const address = readAddress('http://localhost/a');
  const request = address && writeRequest({ method, headers: { 'x-a': 'b' }, body }, address);
  if (request === undefined) throw new Error('It could not be written.');
  return request;
}

test('without a plan the bytes are those of the request', () => {
  const request = requestOf('POST', '{"a":"ö"}');
  const { head, body } = frame(request, {});
  expect(head.toString('latin1')).toBe(request.head);
  expect(body.toString()).toBe('{"a":"ö"}');
});

test('chunks are framed as RFC 9112 has them, whatever their size, and hold the body', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 40 }), (text, chunkBytes) => {
      const { head, body } = frame(requestOf('POST', text), { chunkBytes });
      expect(head.toString()).toMatch(/\r\ntransfer-encoding: chunked\r\n(?![^]*content-length)/);
      expect(unchunk(body.toString('latin1'), chunkBytes)).toBe(Buffer.from(text).toString('latin1'));
    }),
  );
});

test('a request without a body has no framing to change', () => {
  const request = requestOf('GET', '');
  const { head, body } = frame(request, { chunkBytes: 5, expectMs: 10 });
  expect(head.toString()).toBe(request.head);
  expect(body).toHaveLength(0);
});

test('what it says about the connection and about waiting stands in the head', () => {
  const { head } = frame(requestOf('POST', 'a'), { saysClose: true, expectMs: 10 });
  expect(head.toString()).toBe(
    'POST /a HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nx-a: b\r\ncontent-length: 1\r\nexpect: 100-continue\r\n\r\n',
  );
});

/** All chunks but the last have the full size. */
function unchunk(text: string, chunkBytes: number): string {
  let whole = '';
  for (let at = 0; ;) {
    const lineEnd = text.indexOf('\r\n', at);
    const size = Number.parseInt(text.slice(at, lineEnd), 16);
    if (size === 0) {
      expect(text.slice(lineEnd)).toBe('\r\n\r\n');
      return whole;
    }
    expect(size).toBeLessThanOrEqual(chunkBytes);
    whole += text.slice(lineEnd + 2, lineEnd + 2 + size);
    expect(text.slice(lineEnd + 2 + size, lineEnd + 4 + size)).toBe('\r\n');
    at = lineEnd + 4 + size;
  }
}
