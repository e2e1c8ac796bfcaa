import type { z } from 'zod';
import type { Operation } from '../operation.ts';
import { problemKinds, type ProblemKind } from '../problem.ts';
import { problemSchema } from '../schema/problem.ts';
import { createShapes, type JsonSchema, type Shapes } from './shapes.ts';

const tags = {
  Server: 'Whether it lives.',
  Run: 'How the run stands, its pace, and what is asked of it.',
  Screens: 'What a screen shows and offers: the console is one.',
  Centre: 'The simulated centre as it stands.',
  Deliveries: 'Messages, and what became of them.',
  Hubs: "The clients of vendors' hubs.",
  Records: 'Everything that happens, as it happens.',
} satisfies Record<Operation['tag'], string>;

/** The OpenAPI 3.1 document of the operations, made of the schemas that requests are read with. */
export function describeOperations(
  operations: readonly Operation[],
  version: string,
): Record<string, unknown> {
  const shapes = createShapes([
    { io: 'output', schemas: [problemSchema, ...operations.flatMap(({ answer }) => answer ?? [])] },
    {
      io: 'input',
      schemas: operations.flatMap(({ params, query, body, describedBody }) =>
        [params, query, describedBody ?? body].filter((schema) => schema !== undefined),
      ),
    },
  ]);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const one of operations) (paths[one.path] ??= {})[one.method] = describe(one, shapes);
  return {
    openapi: '3.1.0',
    info: {
      title: 'phoney control API',
      version,
      description: 'Takes part in a run of phoney from any language. See docs/control-api.md.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{}, { token: [] }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: shapes.components,
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'Where phoney was started with --control-token-env.',
        },
      },
    },
  };
}

function describe(one: Operation, shapes: Shapes): Record<string, unknown> {
  const { id, tag, summary, description, params, query, body, describedBody = body, bodyForm } = one;
  const parameters = [...parametersIn('path', params, shapes), ...parametersIn('query', query, shapes)];
  if (one.stream !== undefined) parameters.push(lastEventId);
  const types = bodyForm === 'text' ? ['application/json', 'application/yaml'] : ['application/json'];
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(one.isOpen === true && { security: [{}] }),
    ...(parameters.length > 0 && { parameters }),
    ...(describedBody !== undefined && {
      requestBody: { required: true, content: contentOf(types, shapes.of(describedBody)) },
    }),
    responses: { ...describeAnswer(one, shapes), ...describeRefusals(one, shapes) },
  };
}

const lastEventId = {
  name: 'Last-Event-ID',
  in: 'header',
  description: 'The id of the last event that was seen.',
  schema: { type: 'string' },
};

function parametersIn(place: 'path' | 'query', schema: z.ZodType | undefined, shapes: Shapes): object[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = shapes.of(schema);
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property;
    const isRequired = place === 'path' || (required.includes(name) && rest['default'] === undefined);
    return {
      name,
      in: place,
      required: isRequired,
      ...(description !== undefined && { description }),
      schema: rest,
    };
  });
}

function describeAnswer(
  { status = 200, answer, text, stream }: Operation,
  shapes: Shapes,
): Record<string, unknown> {
  if (text !== undefined) {
    const content = { [text.contentType]: { schema: { type: 'string' } } };
    return { 200: { description: 'The text.', content } };
  }
  if (stream !== undefined) {
    const events = { 'text/event-stream': { schema: { type: 'string' } } };
    return {
      200: { description: 'The stream.', content: events },
      204: { description: 'Nothing is left to tell.' },
    };
  }
  if (answer === undefined) return { [status]: { description: 'Done.' } };
  return { [status]: { description: 'Done.', content: contentOf(['application/json'], shapes.of(answer)) } };
}

function describeRefusals({ refusals = [], query, params, body, isOpen }: Operation, shapes: Shapes) {
  const always: readonly ProblemKind[] =
    isOpen === true ? ['host-not-allowed'] : ['unauthorized', 'host-not-allowed'];
  const ofInput: readonly ProblemKind[] = (query ?? params ?? body) ? ['bad-request', 'invalid-input'] : [];
  const ofBody: readonly ProblemKind[] = body === undefined ? [] : ['body-too-long', 'media-type'];
  const byStatus = new Map<number, string[]>();
  for (const kind of new Set([...refusals, ...always, ...ofInput, ...ofBody])) {
    const [status, title] = problemKinds[kind];
    byStatus.set(status, [...(byStatus.get(status) ?? []), title]);
  }
  const content = contentOf(['application/problem+json'], shapes.of(problemSchema));
  return Object.fromEntries(
    [...byStatus].map(([status, titles]) => [status, { description: `${titles.join('; ')}.`, content }]),
  );
}

function contentOf(types: readonly string[], schema: JsonSchema): Record<string, unknown> {
  return Object.fromEntries(types.map((type) => [type, { schema }]));
}
