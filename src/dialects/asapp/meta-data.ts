import type { ContactId } from '../../centre/model/ids.ts';
import type { CentreView, ContactView } from '../../centre/model/view.ts';
import type { AsappConfig } from './config.ts';
import type { Ids } from './ids.ts';
import type { ClientType } from './wire/fields.ts';

/** The fields of `meta_data` that say for whom the event is. */
export type Company = Pick<AsappConfig, 'company_id' | 'company_subdivision' | 'company_segments'>;

const clientTypeOf = {
  web: 'WEB',
  ios: 'IOS',
  android: 'ANDROID',
  sms: 'SMS',
  phone: 'PHONE',
} as const satisfies Record<ContactView['client']['kind'], ClientType>;

/**
 * Everything in `meta_data` but the two times, as the JSON that follows them. It is the same for all messages of one
 * contact and session, so it is kept from the contact's creation to its end.
 */
export class MetaData {
  readonly #company: Company;
  readonly #ids: Ids;
  readonly #ofNobody: string;
  readonly #ofContact = new Map<ContactId, string>();

  constructor(company: Company, ids: Ids) {
    this.#company = company;
    this.#ids = ids;
    this.#ofNobody = this.#write(null);
  }

  /** Starts to keep the contact's text, or renews it after its session changed. */
  open(contactId: ContactId, view: CentreView): void {
    this.#ofContact.set(contactId, this.#write(view.contact(contactId)));
  }

  /** Ends the keeping. */
  forget(contactId: ContactId): void {
    this.#ofContact.delete(contactId);
  }

  /** Ends the keeping of every contact's. */
  forgetAll(): void {
    this.#ofContact.clear();
  }

  /** `,"session_id":…,"client_type":"WEB"`, or the company alone for what no contact caused. */
  tail(contactId: ContactId | null, view: CentreView): string {
    if (contactId === null) return this.#ofNobody;
    return this.#ofContact.get(contactId) ?? this.#write(view.contact(contactId));
  }

  #write(contact: ContactView | null): string {
    const { company_id, company_subdivision, company_segments } = this.#company;
    const fields = {
      session_id:
        contact === null || contact.sessionOrdinal === 0
          ? undefined
          : this.#ids.session(contact.id, contact.sessionOrdinal),
      issue_id: contact === null ? undefined : this.#ids.issue(contact.id, contact.createdAt),
      company_subdivision,
      company_id,
      company_segments: company_segments.length === 0 ? undefined : company_segments,
      client_id: contact === null ? undefined : `${contact.client.kind}-${contact.client.version}`,
      client_type: contact === null ? undefined : clientTypeOf[contact.client.kind],
    };
    return `,${JSON.stringify(fields).slice(1, -1)}`;
  }
}
