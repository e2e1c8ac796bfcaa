import { readerOf, vendorNames, specOf } from '../../src/dialects/index.ts';
import type { VendorSpec } from '../../src/dialects/spec.ts';
import type { Unnumbered } from '../../src/channels/message.ts';
import { shippedScenarios } from '../../src/cli/run/scenario-source.ts';
import { loadScenario } from '../../src/scenario/index.ts';
import { Measure } from '../../src/spec/measure.ts';
import { renderScenario } from '../../src/spec/rendered.ts';

/** A vendor, and what its messages were like on every day that phoney brings along. */
export interface MeasuredVendor {
  readonly vendor: string;
  readonly spec: VendorSpec;
  readonly measure: Measure;
}

/** Plays every shipped scenario, without faults, and measures what the vendors say. `tell` is told of each message and its scenario. */
export async function measureShipped(
  tell: (message: Unnumbered, scenario: string) => void = () => {},
): Promise<MeasuredVendor[]> {
  const measured = new Map<string, MeasuredVendor>();
  for (const vendor of vendorNames) {
    const [{ spec }, reader] = [await specOf(vendor), await readerOf(vendor)];
    if (spec === undefined || reader === undefined) continue;
    measured.set(vendor, { vendor, spec, measure: new Measure(spec, reader) });
  }
  for (const { name, file } of shippedScenarios()) {
    for (const message of renderScenario(loadScenario(file))) {
      measured.get(message.vendor)?.measure.add(message);
      tell(message, name);
    }
  }
  return [...measured.values()];
}
