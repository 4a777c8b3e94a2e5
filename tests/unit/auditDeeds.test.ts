import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import en from '../../resources/messages/en.json';
import { REPO } from '../support/app';

/** Names under which the sources write into the audit log: of operations, of `log` and of `record`. */
function recorded(): Set<string> {
  const core = path.join(REPO, 'electron');
  const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const found = files.flatMap((file) => {
    const text = readFileSync(path.join(core, file), 'utf8');
    return [...text.matchAll(/\b(?:changing|working|rekeying)\('([\w.-]+)'|\blog\([\w.]+, '([\w.-]+)'|\brecord\(\w[\w.]*, \{ person: [^\n]*?action: '([\w.-]+)'|ENTRIES_MISSING = '([\w.-]+)'/gu)].map((match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
  });
  return new Set(found);
}

test('every deed that the log may hold has a name for whoever reads it', () => {
  const deeds = Object.entries(en.audit.deeds).flatMap(([area, names]) => Object.keys(names).map((name) => `${area}.${name}`));
  const written = recorded();
  // Those that are put together elsewhere, of which a pattern knows nothing.
  expect(written.size).toBeGreaterThan(55);
  expect([...written].filter((action) => !deeds.includes(action)).sort()).toEqual([]);
  expect(deeds.filter((deed) => !written.has(deed)).sort()).toEqual([]);
});
