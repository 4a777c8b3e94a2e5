import './ui/tokens.css';
import './ui/base.css';
import './ui/controls.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { listenForPedal } from './features/pedal/listen';
import { watchBattery } from './features/power/battery';
import { takeLanguage } from './features/settings/language';
import { listenForShortcuts } from './features/shortcuts/listen';
import { followVault } from './features/vault/store';

const root = document.getElementById('root');
if (!root) throw new Error('index.html lost its root element');
followVault();
listenForPedal();
listenForShortcuts();
void watchBattery();
const page = createRoot(root);
// The first thing that is drawn is in the language that was chosen.
void takeLanguage().then(() => { page.render(<StrictMode><App /></StrictMode>); });
