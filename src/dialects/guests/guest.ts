import type { Problem } from '../../lib/errors.ts';
import type { Vendor } from '../vendor.ts';

/** Where a dialect that is not phoney's own comes from: plain data, which goes along to other threads. */
export interface GuestSource {
  /** The vendor's name. */
  readonly name: string;
  /** As it was written, such as `./acme.ts` or `phoney-dialect-acme`. */
  readonly written: string;
  /** The file that was loaded, absolute. */
  readonly module: string;
  /** Where it is written: what is wrong with it is told there. */
  readonly place: Omit<Problem, 'message'>;
}

/** A vendor whose dialect is not phoney's own. */
export interface Guest {
  readonly source: GuestSource;
  /** Whatever it throws is an `InputError` with the place of its name. */
  readonly vendor: Vendor<unknown>;
}

/** The name of a file with a dialect. */
export const moduleFile = /\.[cm]?[jt]s$/;
/** The name of a package with a dialect. */
export const packageName = /^(?:@[a-z\d._~-]+\/)?phoney-dialect-[a-z\d._~-]+$/;

/** Whether a name is that of a module with a dialect rather than a vendor's: a file's or a package's. */
export function namesModule(name: string): boolean {
  return moduleFile.test(name) || packageName.test(name);
}

/** Whether it is the name of a package. */
export function isPackage(name: string): boolean {
  return packageName.test(name);
}
