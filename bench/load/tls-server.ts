import { readFileSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';

/** A server with the certificates of a directory that answers 200 to whoever shows one of them. `onRequest` is told of each request. */
export function createTlsServer(directory: string, onRequest: () => void = () => undefined): https.Server {
  const read = (name: string): string => readFileSync(path.join(directory, name), 'utf8');
  return https.createServer(
    {
      cert: read('server.pem'),
      key: read('server-key.pem'),
      ca: read('ca.pem'),
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.3',
    },
    (request, response) => {
      onRequest();
      request.resume().on('end', () => response.end());
    },
  );
}
