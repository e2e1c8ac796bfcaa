import type { Answered, Given, MethodName } from '../clients/client-proxies.ts';
import type { HubDeclaration, ItemOf, StreamName } from './declaration.ts';

/** What Microsoft's client gives for a stream, as far as this goes. */
export interface StreamResult<Item> {
  subscribe(subscriber: { next(item: Item): void; error(error: unknown): void; complete(): void }): {
    dispose(): void;
  };
}

/** What the client passes for a parameter: of a stream, a `Subject` of Microsoft's client. */
type Passed<Parameters extends readonly unknown[]> = {
  [Index in keyof Parameters]: Parameters[Index] extends AsyncIterable<infer Item>
    ? Pick<StreamResult<Item>, 'subscribe'>
    : Parameters[Index];
};

/** What a handler answers: anything where no answer is declared. */
type Handled<Result> = [Result] extends [void] ? unknown : Result | Promise<Result>;

/** The methods of a client's connection as they are declared. */
interface Typed<Server, Client> {
  invoke<Name extends Exclude<MethodName<Server>, StreamName<Server>>>(
    name: Name,
    ...given: Passed<Given<Server, Name>>
  ): Promise<Answered<Server, Name>>;
  send<Name extends Exclude<MethodName<Server>, StreamName<Server>>>(
    name: Name,
    ...given: Passed<Given<Server, Name>>
  ): Promise<void>;
  stream<Name extends StreamName<Server>>(
    name: Name,
    ...given: Passed<Given<Server, Name>>
  ): StreamResult<ItemOf<Answered<Server, Name>>>;
  on<Name extends MethodName<Client>>(
    name: Name,
    handler: (...given: Given<Client, Name>) => Handled<Answered<Client, Name>>,
  ): void;
  off(name: MethodName<Client>): void;
  off<Name extends MethodName<Client>>(name: Name, handler: (...given: Given<Client, Name>) => unknown): void;
}

/**
 * The `HubConnection` of Microsoft's client as a declaration types it. It is a type and nothing else: annotate the variable that the connection
 * is put into.
 */
export type TypedConnection<Declared extends HubDeclaration, Connection> = Omit<
  Connection,
  keyof Typed<object, object>
> &
  Typed<Declared['server'], Declared['client']>;
