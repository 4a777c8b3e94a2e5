import { commandOf } from '../../electron/app/commandOf';

test.each<[string, readonly string[], readonly string[] | null]>([
  ['nothing', [], null],
  ['a vault for the window', ['--vault', '/v'], null],
  ['a profile and a debugging port', ['--remote-debugging-port=0', '--vault', '/v', '--user-data-dir=/p'], null],
  ['a profile before a vault', ['--user-data-dir=/p', '--vault', '/v'], null],
  ['Chromium\'s switches alone', ['--no-sandbox', '--ozone-platform=wayland'], null],
  ['footage dropped on the icon', ['/media/card/A001.mp4'], null],
  ['an address', ['file:///media/card/A001.mp4'], null],
  ['help', ['--help'], ['--help']],
  ['a command', ['verify', 'clip.mp4', '--key', 'K'], ['verify', 'clip.mp4', '--key', 'K']],
  ['a misspelt command', ['verfy', 'clip.mp4'], ['verfy', 'clip.mp4']],
  ['a command behind Chromium\'s switches', ['--no-sandbox', '--ozone-platform=headless', 'vault', 'check', '--vault', '/v'], ['vault', 'check', '--vault', '/v']],
  ['a command started anew without a display', ['--ozone-platform=headless', '--log-level=3', '--no-sandbox', '--', 'export', 'ID', '--lang', 'both'], ['export', 'ID', '--lang', 'both']],
])('%s', (_what, args, command) => {
  expect(commandOf(args)).toEqual(command);
});
