/** Some numbers of a long row: all others are zero. */
export interface Sparse { readonly at: readonly number[]; readonly value: readonly number[] }
export interface Example { readonly x: Sparse; readonly y: 0 | 1 }

const HISTORY = 10;
const ROUNDS = 300;

/**
 * Weights of a logistic regression, the last of them the constant: minimises `½‖w‖² + strength · Σ log(1 + exp(−±w·x))` by L-BFGS (Nocedal and Wright,
 * Numerical Optimization, algorithms 7.4 and 7.5, halving steps until Armijo's condition holds). Gives the same for the same examples.
 */
export function fit(examples: readonly Example[], size: number, strength: number): Float64Array {
  let w = new Float64Array(size + 1);
  let { loss, gradient } = lossOf(examples, w, strength);
  const steps: Float64Array[] = [];
  const turns: Float64Array[] = [];
  const first = Math.sqrt(dot(gradient, gradient));
  for (let round = 0; round < ROUNDS && Math.sqrt(dot(gradient, gradient)) > 1e-4 * first; round += 1) {
    const direction = towards(gradient, steps, turns);
    const slope = dot(gradient, direction);
    let step = steps.length === 0 ? 1 / first : 1;
    let next = w;
    let found = { loss: Infinity, gradient };
    for (; step > 1e-12; step /= 2) {
      next = w.map((value, n) => value + step * (direction[n] ?? 0));
      found = lossOf(examples, next, strength);
      if (found.loss <= loss + 1e-4 * step * slope) break;
    }
    const moved = next.map((value, n) => value - (w[n] ?? 0));
    const turned = found.gradient.map((value, n) => value - (gradient[n] ?? 0));
    if (dot(moved, turned) > 1e-12) {
      steps.push(moved);
      turns.push(turned);
      if (steps.length > HISTORY) { steps.shift(); turns.shift(); }
    }
    w = next;
    ({ loss, gradient } = found);
  }
  return w;
}

export function scoreOf({ at, value }: Sparse, w: Float64Array): number {
  let sum = w[w.length - 1] ?? 0;
  for (let n = 0; n < at.length; n += 1) sum += (w[at[n] ?? 0] ?? 0) * (value[n] ?? 0);
  return sum;
}

function lossOf(examples: readonly Example[], w: Float64Array, strength: number): { loss: number; gradient: Float64Array } {
  const gradient = Float64Array.from(w);
  let loss = dot(w, w) / 2;
  for (const { x, y } of examples) {
    const margin = (y === 1 ? 1 : -1) * scoreOf(x, w);
    loss += strength * (margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin);
    const pull = (strength * (y === 1 ? -1 : 1)) / (1 + Math.exp(margin));
    for (let n = 0; n < x.at.length; n += 1) gradient[x.at[n] ?? 0] = (gradient[x.at[n] ?? 0] ?? 0) + pull * (x.value[n] ?? 0);
    gradient[w.length - 1] = (gradient[w.length - 1] ?? 0) + pull;
  }
  return { loss, gradient };
}

/** The two loops of algorithm 7.4. */
function towards(gradient: Float64Array, steps: readonly Float64Array[], turns: readonly Float64Array[]): Float64Array {
  const direction = gradient.map((value) => -value);
  const shares: number[] = [];
  for (let n = steps.length - 1; n >= 0; n -= 1) {
    const [step, turn] = [steps[n] ?? direction, turns[n] ?? direction];
    const share = (shares[n] = dot(step, direction) / dot(step, turn));
    add(direction, turn, -share);
  }
  const [step, turn] = [steps.at(-1), turns.at(-1)];
  if (step && turn) { const scale = dot(step, turn) / dot(turn, turn); for (let n = 0; n < direction.length; n += 1) direction[n] = (direction[n] ?? 0) * scale; }
  for (let n = 0; n < steps.length; n += 1) {
    const [own, other] = [steps[n] ?? direction, turns[n] ?? direction];
    add(direction, own, (shares[n] ?? 0) - dot(other, direction) / dot(own, other));
  }
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < a.length; n += 1) sum += (a[n] ?? 0) * (b[n] ?? 0);
  return sum;
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let n = 0; n < to.length; n += 1) to[n] = (to[n] ?? 0) + times * (what[n] ?? 0);
}
