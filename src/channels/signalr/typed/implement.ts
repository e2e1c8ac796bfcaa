import type { ArgumentType } from '../calls/argument-types.ts';
import type { Call, HubMethod } from '../calls/methods.ts';
import type { Answered, Given, MethodName } from '../clients/client-proxies.ts';
import type { Arguments, HubDeclaration, ItemOf, StreamName, UploadedItems } from './declaration.ts';

type ArgumentTypes<Values extends readonly unknown[]> = {
  readonly [Index in keyof Values]: ArgumentType<Values[Index]>;
};

type Streams<Items extends readonly unknown[]> = {
  [Index in keyof Items]: AsyncIterable<Items[Index]>;
};

/** What a method takes beside its arguments, if there is such. */
type Uploads<Items extends readonly unknown[]> = Items extends readonly []
  ? { readonly uploads?: readonly [] }
  : { readonly uploads: ArgumentTypes<Items> };

type Runs<User, Client, Server, Name extends MethodName<Server>> =
  Name extends StreamName<Server>
    ? {
        readonly streams: true;
        readonly run: Run<User, Client, Server, Name, Items<ItemOf<Answered<Server, Name>>>>;
      }
    : {
        readonly streams?: false;
        readonly run: Run<
          User,
          Client,
          Server,
          Name,
          Answered<Server, Name> | Promise<Answered<Server, Name>>
        >;
      };

type Items<Item> = AsyncIterable<Item> | Iterable<Item> | Promise<AsyncIterable<Item>>;

type Run<User, Client, Server, Name extends keyof Server, Result> = (
  call: Call<User, Client>,
  ...given: [...Arguments<Given<Server, Name>>, ...Streams<UploadedItems<Given<Server, Name>>>]
) => Result;

/** One method of a declaration: `takes` and `uploads` have a type for each of its parameters. */
type Implemented<User, Client, Server, Name extends MethodName<Server>> = {
  readonly takes: ArgumentTypes<Arguments<Given<Server, Name>>>;
  readonly authorize?: (
    call: Call<User, Client>,
    ...given: Arguments<Given<Server, Name>>
  ) => boolean | Promise<boolean>;
} & Uploads<UploadedItems<Given<Server, Name>>> &
  Runs<User, Client, Server, Name>;

/** All methods of a declaration. */
export type Implementation<Declared extends HubDeclaration, User> = {
  readonly [Name in MethodName<Declared['server']>]: Implemented<
    User,
    Declared['client'],
    Declared['server'],
    Name
  >;
};

/**
 * The methods of a hub as they are declared: none is missing, and `takes`, `run` and what it answers are of the types that are
 * declared there. What clients send is bound to `takes`, as ever.
 */
export function implement<Declared extends HubDeclaration, User>(
  methods: Implementation<Declared, User>,
): HubMethod<User, Declared['client']>[] {
  return Object.entries(methods).map(
    ([name, method]) =>
      ({ name, uploads: [], streams: false, ...(method as object) }) as unknown as HubMethod<
        User,
        Declared['client']
      >,
  );
}
