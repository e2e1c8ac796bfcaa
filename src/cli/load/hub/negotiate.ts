import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { json } from 'node:stream/consumers';

/** What a client is told about its connection to be. */
export interface Negotiated {
  readonly connectionId: string;
  readonly connectionToken: string;
}

// Connections are used again: who comes back opens one, for the WebSocket. Node's own requests take a third of what fetch takes.
const http = { request: requestHttp, agent: new HttpAgent({ keepAlive: true }) };
const https = { request: requestHttps, agent: new HttpsAgent({ keepAlive: true }) };

/** Asks the hub for a connection. Throws what came of it otherwise. */
export async function negotiate(hubUrl: string, token: string): Promise<Negotiated> {
  const answer = await post(`${hubUrl}/negotiate?negotiateVersion=1`, token);
  if (answer.statusCode !== 200) {
    answer.resume();
    throw new Error(`negotiate answered ${answer.statusCode}`);
  }
  const { connectionId, connectionToken } = (await json(answer)) as Readonly<Record<string, unknown>>;
  if (typeof connectionId !== 'string' || typeof connectionToken !== 'string')
    throw new Error('negotiate answered without an id');
  return { connectionId, connectionToken };
}

function post(url: string, token: string): Promise<IncomingMessage> {
  const { request, agent } = url.startsWith('https:') ? https : http;
  const headers = { authorization: `Bearer ${token}`, 'content-length': 0 };
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', agent, headers }, resolve).on('error', reject).end();
  });
}
