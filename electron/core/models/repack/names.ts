/** OpenAI's module names (used by ggml) and what Hugging Face calls the same modules, applied in this order. */
const RENAMES: readonly (readonly [string, string])[] = [
  ['blocks.', 'layers.'],
  ['.mlp_ln.', '.final_layer_norm.'],
  ['.mlp.0.', '.fc1.'],
  ['.mlp.2.', '.fc2.'],
  ['.cross_attn_ln.', '.encoder_attn_layer_norm.'],
  ['.attn_ln.', '.self_attn_layer_norm.'],
  ['.cross_attn.', '.encoder_attn.'],
  ['.attn.', '.self_attn.'],
  ['.query.', '.q_proj.'],
  ['.key.', '.k_proj.'],
  ['.value.', '.v_proj.'],
  ['.out.', '.out_proj.'],
  ['decoder.ln.', 'decoder.layer_norm.'],
  ['encoder.ln_post.', 'encoder.layer_norm.'],
  ['.positional_embedding', '.embed_positions.weight'],
  ['.token_embedding.', '.embed_tokens.'],
];

/** `encoder.blocks.3.attn.query.weight` → `encoder.layers.3.self_attn.q_proj.weight`. */
export function huggingFaceName(ggmlName: string): string {
  return RENAMES.reduce((name, [from, to]) => name.replaceAll(from, to), ggmlName);
}

/** Which template tensor each tensor of a model with other layer counts takes its place, rank and type from. */
export interface TensorPlace {
  readonly name: string;
  readonly like: string;
}

/**
 * The template's tensors in the template's order, with the pattern of block 0 repeated for every layer.
 * @param layers how many blocks the new model has
 */
export function tensorOrder(template: readonly string[], layers: { encoder: number; decoder: number }): TensorPlace[] {
  const out: TensorPlace[] = [];
  const repeated = new Set<string>();
  for (const name of template) {
    const part = /^(encoder|decoder)\.blocks\.\d+\./.exec(name)?.[1] as 'encoder' | 'decoder' | undefined;
    if (!part) out.push({ name, like: name });
    else if (!repeated.has(part)) {
      repeated.add(part);
      const pattern = template.filter((other) => other.startsWith(`${part}.blocks.0.`));
      for (let layer = 0; layer < layers[part]; layer++) {
        for (const like of pattern) out.push({ name: like.replace('.blocks.0.', `.blocks.${String(layer)}.`), like });
      }
    }
  }
  return out;
}
