/**
 * Solves `a x = b` for each column of `b`, `a` symmetric and positive definite (Cholesky; Golub and Van Loan, Matrix
 * Computations, §4.2). Both are rows one after the other and are overwritten; `b` becomes `x`.
 *
 * @param size rows of `a` and of `b`.
 */
export function solve(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const columns = b.length / size;
  const at = (i: number, j: number): number => a[i * size + j] as number;
  for (let i = 0; i < size; i += 1) for (let j = 0; j <= i; j += 1) {
    let sum = at(i, j);
    for (let k = 0; k < j; k += 1) sum -= at(i, k) * at(j, k);
    a[i * size + j] = i === j ? Math.sqrt(Math.max(1e-12, sum)) : sum / at(j, j);
  }
  for (let c = 0; c < columns; c += 1) {
    for (let i = 0; i < size; i += 1) {
      let sum = b[i * columns + c] as number;
      for (let k = 0; k < i; k += 1) sum -= at(i, k) * (b[k * columns + c] as number);
      b[i * columns + c] = sum / at(i, i);
    }
    for (let i = size - 1; i >= 0; i -= 1) {
      let sum = b[i * columns + c] as number;
      for (let k = i + 1; k < size; k += 1) sum -= at(k, i) * (b[k * columns + c] as number);
      b[i * columns + c] = sum / at(i, i);
    }
  }
  return b;
}
