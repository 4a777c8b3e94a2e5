import { useEffect, useState, type JSX } from 'react';
import type { MemoryImport } from '../../../../shared/domain';
import { ask } from '../../../api/client';
import { Menu } from '../../../ui/Menu';
import { t, tn } from '../../../ui/messages';
import { toast } from '../../../ui/notices';
import { useMay } from '../../vault/person';

/** Pairs of other tools in and out of the memory, and the memory out as a file. */
export function MemoryFiles(): JSX.Element | null {
  const [imports, setImports] = useState<readonly MemoryImport[]>([]);
  const mayImport = useMay('memory.import');
  const mayExport = useMay('transcript.exportRedacted');
  const mayRaw = useMay('transcript.exportRaw');
  useEffect(() => { if (mayImport) void load(); }, [mayImport]);

  async function load(): Promise<void> {
    setImports(await ask('memory.imports', {}) ?? []);
  }
  async function bringIn(): Promise<void> {
    const answer = await ask('memory.import', {});
    if (!answer) return;
    toast(tn('memory.added', answer.added.units));
    await load();
  }
  async function takeOut(id: string, name: string): Promise<void> {
    if (await ask('memory.removeImport', { id })) toast(t('memory.deleted', { name }));
    await load();
  }
  async function save(redacted: boolean): Promise<void> {
    const answer = await ask('memory.export', { redacted });
    if (answer) toast(tn('memory.saved', answer.units));
  }

  const entries = [
    ...(mayImport ? [{ key: 'in', label: t('memory.import'), onPick: () => void bringIn() }] : []),
    ...(mayExport ? [{ key: 'out', label: t('memory.export'), onPick: () => void save(true) }] : []),
    ...(mayRaw ? [{ key: 'raw', label: t('memory.exportRaw'), onPick: () => void save(false) }] : []),
    ...imports.map(({ id, name, from }) => ({ key: id, label: from === null ? t('memory.takeOut', { name }) : t('memory.takeOutFrom', { name, from }), danger: true, onPick: () => void takeOut(id, name) })),
  ];
  return entries.length === 0 ? null : <Menu label={t('memory.files')} icon="more" entries={entries} />;
}
