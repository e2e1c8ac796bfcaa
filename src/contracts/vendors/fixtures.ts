import type { VendorName } from '../../dialects/index.ts';
import { asappFixture } from './asapp-fixture.ts';
import { enreachFixture } from './enreach-fixture.ts';
import type { VendorFixture } from './fixture.ts';
import { ringcentralFixture } from './ringcentral-fixture.ts';

/** How each vendor with contracts takes part in a verification. */
export const fixtures: { readonly [Name in VendorName]?: VendorFixture<Name> } = {
  asapp: asappFixture,
  ringcentral: ringcentralFixture,
  enreach: enreachFixture,
};
