import { z } from 'zod';

/** An agent by name. */
export const agent = z.string().describe('The name of an agent.');

/** A queue by name. */
export const queue = z.string().describe('The name of a queue.');
