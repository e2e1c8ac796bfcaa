import { ask, mediaType } from '../http.ts';
import { RawSocket } from '../raw-socket.ts';
import { origin } from '../world.ts';
import type { Cases } from './cases.ts';

const foreign = 'http://foreign.example';

const preflight = (from: string): Record<string, string> => ({
  origin: from,
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization,x-requested-with,x-signalr-user-agent',
});

export const corsCases: Cases = {
  'cors.preflight-negotiate': async (world) => {
    const { status, headers } = await ask(`${world.url}/negotiate`, {
      method: 'OPTIONS',
      headers: preflight(origin),
    });
    return {
      status,
      allow: headers['access-control-allow-origin'],
      credentials: headers['access-control-allow-credentials'],
      methods: headers['access-control-allow-methods']?.toLowerCase(),
      headers: headers['access-control-allow-headers'],
    };
  },
  'cors.preflight-foreign-origin': async (world) => {
    const { headers } = await ask(`${world.url}/negotiate`, {
      method: 'OPTIONS',
      headers: preflight(foreign),
    });
    return { allow: headers['access-control-allow-origin'] ?? null };
  },
  'cors.negotiate-foreign-origin': async (world) => {
    const answer = await ask(world.at({}, '/negotiate'), { method: 'POST', headers: { origin: foreign } });
    const allow = answer.headers['access-control-allow-origin'];
    return {
      status: answer.status,
      headers: { 'content-type': mediaType(answer), ...(allow === undefined ? {} : { allow }) },
    };
  },
  'cors.401-carries-cors-headers': async (world) => {
    const { status, headers } = await ask(`${world.url}/negotiate`, { method: 'POST', headers: { origin } });
    return {
      status,
      allow: headers['access-control-allow-origin'],
      cred: headers['access-control-allow-credentials'],
    };
  },
  'cors.websocket-foreign-origin': async (world) => ({
    status: (await RawSocket.open(world.at(), { Origin: foreign })).status,
  }),
};
