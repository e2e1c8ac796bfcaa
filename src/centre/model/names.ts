import { faker } from '@faker-js/faker/locale/en';

/** Given and family names to draw from. Drawing is the caller's, from a stream of its own: nothing here is random. */
export const names: { readonly given: readonly string[]; readonly family: readonly string[] } = {
  given: faker.rawDefinitions.person?.first_name?.generic ?? ['Alex'],
  family: faker.rawDefinitions.person?.last_name?.generic ?? ['Smith'],
};

/** What customers may have ordered. */
export const items: readonly string[] = faker.rawDefinitions.commerce?.product_name?.product ?? ['Table'];
