import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { ZapisBridge } from '../shared/bridge';

const REQUEST_CHANNEL = 'zapis:request';
const EVENT_CHANNEL = 'zapis:event';

const bridge: ZapisBridge = {
  request: (name, input) => ipcRenderer.invoke(REQUEST_CHANNEL, name, input),
  on: (name, listener) => {
    const receive = (_event: unknown, received: string, payload: unknown): void => {
      if (received === name) listener(payload as never);
    };
    ipcRenderer.on(EVENT_CHANNEL, receive);
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, receive);
    };
  },
  importDropped: (files, interviewId) => {
    const paths = Array.from(files, (file) => webUtils.getPathForFile(file)).filter((path) => path !== '');
    return ipcRenderer.invoke(REQUEST_CHANNEL, 'footage.importDropped', { paths, interviewId });
  },
};

contextBridge.exposeInMainWorld('zapis', bridge);
