import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { formatProblem } from '../../lib/errors.ts';
import { loadPem } from '../../tls/pem.ts';
import type { Finding } from './finding.ts';

const dayMs = 86_400_000;
/** Renewal takes people a while. */
const soonDays = 14;
const about = 'certificates';

/** The pairs in a folder of `phoney certs`: whether they fit, are valid, are signed by its CA, and whether others can read the keys. */
export function checkCertificates(folder: string, wallMs: number): Finding[] {
  const pairs = ['server', 'client'].filter((who) => existsSync(path.join(folder, `${who}.pem`)));
  if (pairs.length === 0) {
    return [
      {
        ...{ about, weight: 'note', saw: `There are none in ${folder}.` },
        advice: 'For a receiver on this machine make some: phoney certs.',
      },
    ];
  }
  return pairs.flatMap((who) => checkPair(folder, who, wallMs));
}

function checkPair(folder: string, who: string, wallMs: number): Finding[] {
  const file = (name: string): string => path.join(folder, name);
  const [cert, key, ca] = [file(`${who}.pem`), file(`${who}-key.pem`), file('ca.pem')];
  const { problems, warnings } = loadPem({ cert, key, ca }, {}, wallMs);
  if (problems.length > 0) {
    return problems.map((one) => ({ about, weight: 'problem', saw: formatProblem(one) }));
  }
  const findings: Finding[] = warnings.map((one) => ({
    ...{ about, weight: 'problem', saw: formatProblem(one) },
    advice: 'Make new ones: phoney certs --force.',
  }));
  if (isReadByOthers(key)) {
    const advice = `Keep it to yourself: chmod 600 ${key}.`;
    findings.push({ about, weight: 'warning', saw: `Others on this machine can read ${key}.`, advice });
  }
  if (!isSignedBy(cert, ca)) {
    const advice = 'Peers that trust that CA will refuse it. Make them together: phoney certs --force.';
    findings.push({ about, weight: 'problem', saw: `${cert} was not signed by ${ca}.`, advice });
  }
  return findings.length > 0 ? findings : [describeGood(cert, wallMs)];
}

function describeGood(cert: string, wallMs: number): Finding {
  const { validToDate } = new X509Certificate(readFileSync(cert));
  const days = Math.floor((validToDate.getTime() - wallMs) / dayMs);
  const saw = `${cert} and its key fit, and are valid for ${days} more days.`;
  if (days >= soonDays) return { about, weight: 'good', saw };
  return { about, weight: 'warning', saw, advice: 'Make new ones in time: phoney certs --force.' };
}

/** Windows has no such modes. */
function isReadByOthers(key: string): boolean {
  return process.platform !== 'win32' && (statSync(key).mode & 0o077) !== 0;
}

function isSignedBy(cert: string, ca: string): boolean {
  const [own, authority] = [cert, ca].map((file) => new X509Certificate(readFileSync(file)));
  return (
    own !== undefined &&
    authority !== undefined &&
    own.checkIssued(authority) &&
    own.verify(authority.publicKey)
  );
}
