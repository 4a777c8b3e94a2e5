export * from './interview';
export * from './footage';
export * from './transcript';
export * from './passage';
export * from './job';
export * from './model';
export * from './clip';
export * from './person';
