/** The object without some of its properties. */
export function omit<T extends object, K extends keyof T>(from: T, ...names: readonly K[]): Omit<T, K> {
  const rest = { ...from };
  for (const name of names) Reflect.deleteProperty(rest, name);
  return rest;
}
