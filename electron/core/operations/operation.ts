import { may, type Action } from '../../../shared/roles';
import { ZapisError } from '../../../shared/errors';
import { record } from '../audit';
import { transaction } from '../vault/database';
import { vaultFault } from '../vault/storageErrors';
import type { Workspace } from '../workspace/workspace';

/** What the audit log says of a deed: the item by kind and id, and facts that hold no word of an interview. */
export interface Deed {
  readonly item: { readonly kind: string; readonly id: string } | null;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Something a person does with an unlocked vault. */
export type Operation<I, O> = (workspace: Workspace, input: I) => O;

/** @throws ZapisError `not-allowed` when the person's role may not do this. */
export function authorise(workspace: Workspace, action: Action): void {
  if (!may(workspace.actor.role, action)) throw new ZapisError('not-allowed');
}

/** An operation that only looks: the role is checked, nothing is written. */
export function looking<I, O>(action: Action, work: Operation<I, O>): Operation<I, O> {
  return (workspace, input) => {
    authorise(workspace, action);
    return told(workspace, () => work(workspace, input));
  };
}

/** An operation that changes the vault at once: change and audit entry stand in one transaction, or neither does. */
export function changing<I, O>(action: Action, work: Operation<I, O>, deed: (input: I, output: O) => Deed): Operation<I, O> {
  return (workspace, input) => {
    authorise(workspace, action);
    return told(workspace, () => transaction(workspace.vault.db, () => {
      const output = work(workspace, input);
      log(workspace, action, deed(input, output));
      return output;
    }));
  };
}

/** An operation that takes time or leaves the database: what came of it is logged when it is done. */
export function working<I, O>(action: Action, work: Operation<I, Promise<O>>, deed: (input: I, output: O) => Deed): Operation<I, Promise<O>> {
  return async (workspace, input) => {
    authorise(workspace, action);
    return told(workspace, async () => {
      const output = await work(workspace, input);
      log(workspace, action, deed(input, output));
      return output;
    });
  };
}

/**
 * An operation on the key wraps, which lie beside the database: `work` writes the audit entry by `note`, inside the
 * transaction that decides the change, so that no kill leaves one without the other.
 */
export function rekeying<I, F, O>(action: Action, work: (workspace: Workspace, input: I, note: (facts: F) => void) => O | Promise<O>, deed: (input: I, facts: F) => Deed): Operation<I, Promise<O>> {
  return async (workspace, input) => {
    authorise(workspace, action);
    return told(workspace, async () => work(workspace, input, (facts) => { log(workspace, action, deed(input, facts)); }));
  };
}

/** Lets a full, a read-only or a vanished disk be told as that, whatever was being done. */
function told<T>({ vault }: Workspace, work: () => T): T {
  try {
    const result = work();
    return result instanceof Promise ? (result.catch((error: unknown) => { throw vaultFault(vault.dir, error); }) as T) : result;
  } catch (error) {
    throw vaultFault(vault.dir, error);
  }
}

/** Writes an entry in the name of the person at work. */
export function log(workspace: Workspace, action: string, { item, details = {} }: Deed): void {
  record(workspace.vault.db, { person: { id: workspace.actor.id, name: workspace.actor.name }, action, item, details });
}
