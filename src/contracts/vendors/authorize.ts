import type { RawRequest } from '../../server/request-bytes.ts';

/** The request with these credentials in place of its own. */
export function authorize(request: RawRequest, authorization: string): RawRequest {
  const others = request.headers.filter(([name]) => !/^authorization$/i.test(name));
  return { ...request, headers: [...others, ['authorization', authorization]] };
}
