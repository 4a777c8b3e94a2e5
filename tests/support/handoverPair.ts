import { createIdentity, exportHandover, importHandover, type TakenIn } from '../../electron/core/handover';
import { ANA, BORIS, stick, tellInterview, type Told } from './handover';
import { tempVault, type TempVault } from './vault';

export interface HandoverPair {
  /** Ana's, with an interview in it. */
  readonly a: TempVault;
  /** Boris's, empty. */
  readonly b: TempVault;
  readonly told: Told;
  readonly usb: ReturnType<typeof stick>;
  readonly keys: Readonly<Record<'ana' | 'boris', { readonly identity: string; readonly recipient: string }>>;
  /** Hands the interview over, without its footage, from one of the two to the other. */
  give(from: TempVault, to: TempVault): Promise<TakenIn>;
  dispose(): void;
}

/** Two people with a vault each, who hand an interview to and fro. */
export async function handoverPair(): Promise<HandoverPair> {
  const [a, b, ana, boris] = await Promise.all([tempVault(), tempVault(), createIdentity(), createIdentity()]);
  const usb = stick();
  const told = tellInterview(a.vault, Buffer.from('footage'));
  return {
    a, b, told, usb, keys: { ana, boris },
    async give(from, to) {
      const [by, key, taker] = from === a ? [ANA, boris, BORIS] : [BORIS, ana, ANA];
      const file = usb.file();
      await exportHandover(from.vault, { interviewIds: [told.interviewId], withFootage: false, to: { recipient: key.recipient }, by: by.name }, file);
      return importHandover(to.vault, file, { identity: key.identity }, { by: taker });
    },
    dispose() {
      a.dispose();
      b.dispose();
      usb.dispose();
    },
  };
}
