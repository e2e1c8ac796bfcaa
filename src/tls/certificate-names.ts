import { isIP } from 'node:net';
import { Name } from '@peculiar/x509';
import type { JsonName } from '@peculiar/x509';
import type { Problem } from '../lib/errors.ts';

/** RFC 5280, appendix A: `ub-common-name`. */
const maxCommonName = 64;
const hostForm = /^(\*\.)?[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/i;
const nameForm = /^[A-Za-z]+\s*=/;

/** The name in a certificate that `subject` stands for: a common name, or a whole name such as `CN=a,O=b`. */
export function parseSubject(subject: string): JsonName {
  return nameForm.test(subject) ? new Name(subject).toJSON() : [{ CN: [subject] }];
}

/** What is wrong with names that are to go into certificates. */
export function checkNames(hosts: readonly string[], subject: string): Problem[] {
  const problems: Problem[] = [];
  for (const host of hosts) {
    if (isIP(host) !== 0 || (hostForm.test(host) && host.length <= 253)) continue;
    problems.push({
      path: '--host',
      message: `"${host}" is neither a host name nor an address. Write one such as localhost, *.example.com or 127.0.0.1, without scheme or port.`,
    });
  }
  if (subject.trim() === '' || (!nameForm.test(subject) && subject.length > maxCommonName)) {
    problems.push({
      path: '--subject',
      message: `"${subject}" cannot be a common name. Give 1 to ${maxCommonName} characters, or a whole name such as "CN=a,O=b".`,
    });
    return problems;
  }
  try {
    const values = parseSubject(subject).flatMap((part) => Object.values(part).flat());
    if (values.length === 0 || values.includes('')) throw new Error('a part of it is empty.');
  } catch (error) {
    const why = (error as Error).message;
    problems.push({
      path: '--subject',
      message: `"${subject}" is not a name: ${why} Write one such as "CN=a,O=b".`,
    });
  }
  return problems;
}
