import type { JSX } from 'react';
import { closeDialog } from '../../state/dialogs';
import { Dialog } from '../../ui/Dialog';
import { Keys } from '../../ui/Kbd';
import { t } from '../../ui/messages';
import { allowed } from '../vault/person';
import { COMMANDS, GROUPS } from './commands';
import './shortcuts.css';

export function ShortcutSheet(): JSX.Element {
  return (
    <Dialog wide title={t('shortcuts.title')} onClose={closeDialog}>
      {/* Focusable, because the arrows must be able to scroll it. */}
      <div className="sheet" role="group" aria-label={t('shortcuts.title')} tabIndex={0} data-first>
        {GROUPS.map((group) => (
          <section key={group} aria-labelledby={`sheet-${group}`}>
            <h3 className="eyebrow" id={`sheet-${group}`}>{t(`shortcuts.group-${group}`)}</h3>
            <dl>
              {COMMANDS.filter((command) => command.group === group && (!command.action || allowed(command.action))).map((command) => (
                <div key={command.label} className="sheet-row">
                  <dt>{t(command.label)}</dt>
                  <dd>{(command.shown ?? command.keys).map((keys) => <Keys key={keys} keys={keys} />)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
