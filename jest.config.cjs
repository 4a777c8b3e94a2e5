// Jest runs on Electron's own Node (scripts/jest.mjs): the encrypted SQLite addon segfaults on Node 20.
const swc = ['@swc/jest', { jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022', transform: { react: { runtime: 'automatic' } } }, module: { type: 'commonjs' } }];
// Packages that ship as ES modules only; the bundler takes them as they are, Jest's CommonJS cannot.
const esmOnly = '/node_modules/(?:age-encryption|@noble|@scure)/';
const project = (name, extra = {}) => ({
  displayName: name,
  rootDir: __dirname,
  testMatch: [`<rootDir>/tests/${name}/**/*.test.{ts,tsx}`],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: [],
  transform: { '^.+\\.tsx?$': swc, [`${esmOnly}.+\\.js$`]: swc },
  transformIgnorePatterns: ['/node_modules/(?!(?:age-encryption|@noble|@scure)/)'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  ...extra,
});
module.exports = {
  projects: [project('unit'), project('integration'), project('e2e')],
  testTimeout: 120_000,
};
