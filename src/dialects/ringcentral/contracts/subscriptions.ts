import { Agent } from 'node:http';
import { requestBytes, type RawRequest } from '../../../server/request-bytes.ts';
import { authorize } from '../../../contracts/vendors/authorize.ts';
import type { FixtureOrder, FixtureServers, VendorAccess } from '../../../contracts/vendors/fixture.ts';

/** How long the API on this machine may take. */
const timeoutMs = 5000;
/** Behind the path of the subscriptions. */
const member = /(\/agent-states\/subscriptions\/)[^/?]+/;

/** The REST API through which systems subscribe themselves, as somebody who may call it. */
export function openSubscriptions({ json }: FixtureServers, { facts, password }: FixtureOrder): VendorAccess {
  const { subscriptions: address } = json as { readonly subscriptions?: string };
  const good = `Bearer ${password}`;
  let first: string | undefined;
  return {
    values: {},
    async setUp() {
      for (const wanted of facts.subscriptions ?? []) first ??= await subscribe(address ?? '', good, wanted);
      return first === undefined ? {} : { subscriptionId: first, id: first };
    },
    signIn(request, status) {
      // The id that the contract has stands for the one that there is.
      const meant =
        first === undefined ? request : { ...request, path: request.path.replace(member, `$1${first}`) };
      return signIn(meant, good, facts.isDenied === true ? 403 : status);
    },
  };
}

/** A contract has no token that is good here: whose answer is no refusal has one. */
function signIn(request: RawRequest, good: string, status: number | undefined): RawRequest {
  const bears = request.headers.some(
    ([name, value]) => /^authorization$/i.test(name) && /^bearer /i.test(value),
  );
  if (!bears || status === 401) return request;
  return authorize(request, status === 403 ? `${good}-denied` : good);
}

async function subscribe(
  address: string,
  authorization: string,
  wanted: Readonly<Record<string, unknown>>,
): Promise<string> {
  const agent = new Agent();
  const { status, body } = await requestBytes({
    url: new URL(address),
    method: 'POST',
    headers: [
      ['authorization', authorization],
      ['content-type', 'application/json'],
    ],
    body: Buffer.from(JSON.stringify(wanted)),
    agent,
    timeoutMs,
  });
  agent.destroy();
  if (status !== 201) throw new Error(`The subscription could not be made: ${status} ${body.toString()}`);
  return (JSON.parse(body.toString()) as { readonly subscriptionId: string }).subscriptionId;
}
