import { expect, test } from 'vitest';
import { forwardedUrl } from './forwarded.ts';

const under = (headers: Readonly<Record<string, string>>): string =>
  forwardedUrl(new URL('http://127.0.0.1:8444'), headers).href;

test.each([
  [{}, 'http://127.0.0.1:8444/'],
  [{ 'x-forwarded-proto': 'https' }, 'https://127.0.0.1:8444/'],
  [{ 'x-forwarded-host': 'rte.example.com' }, 'http://rte.example.com/'],
  [{ 'x-forwarded-host': 'rte.example.com:9443' }, 'http://rte.example.com:9443/'],
  [{ 'x-forwarded-host': '[2001:db8::1]:9443' }, 'http://[2001:db8::1]:9443/'],
  [{ 'x-forwarded-port': '9443' }, 'http://127.0.0.1:9443/'],
  [{ 'x-forwarded-host': 'rte.example.com:1', 'x-forwarded-port': '9443' }, 'http://rte.example.com:1/'],
  [
    { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'a.example', 'x-forwarded-port': '443' },
    'https://a.example/',
  ],
  [{ 'x-forwarded-prefix': '/engine' }, 'http://127.0.0.1:8444/engine'],
  [{ 'x-forwarded-proto': 'https, http', 'x-forwarded-host': 'a.example , b.example' }, 'https://a.example/'],
])('%j is %s', (headers, url) => {
  expect(under(headers as Record<string, string>)).toBe(url);
});

test.each([
  { 'x-forwarded-proto': 'javascript' },
  { 'x-forwarded-host': 'evil.example/path?x#' },
  { 'x-forwarded-host': 'user:secret@evil.example' },
  { 'x-forwarded-host': '' },
  { 'x-forwarded-port': '0' },
  { 'x-forwarded-port': '80 80' },
  { 'x-forwarded-port': '-1' },
  { 'x-forwarded-prefix': '//evil.example' },
  { 'x-forwarded-prefix': 'engine' },
  { 'x-forwarded-prefix': '/engine?x=1' },
])('%j is not believed', (headers) => {
  expect(under(headers as Record<string, string>)).toBe('http://127.0.0.1:8444/');
});
