/** The part of sherpa-onnx-node that is used here; the package brings no types of its own. */
declare module 'sherpa-onnx-node' {
  interface Clustering {
    /** -1: as the threshold has it. */
    readonly numClusters: number;
    /** Distance, one less the cosine, beyond which two voices are two. */
    readonly threshold: number;
  }
  interface Running {
    readonly numThreads: number;
    readonly debug: boolean;
  }
  interface Stream {
    acceptWaveform(sound: { readonly sampleRate: number; readonly samples: Float32Array }): void;
    inputFinished(): void;
  }
  export class OfflineSpeakerDiarization {
    constructor(config: {
      readonly segmentation: { readonly pyannote: { readonly model: string; readonly windowShiftRatio: number } } & Running;
      readonly embedding: { readonly model: string } & Running;
      readonly clustering: Clustering;
      readonly minDurationOn: number;
      readonly minDurationOff: number;
    });
    readonly sampleRate: number;
    setConfig(config: { readonly clustering: Clustering }): void;
    /** @returns turns in seconds, by their start. */
    process(samples: Float32Array): { start: number; end: number; speaker: number }[];
  }
  export class SpeakerEmbeddingExtractor {
    constructor(config: { readonly model: string } & Running);
    createStream(): Stream;
    compute(stream: Stream, enableExternalBuffer: boolean): Float32Array;
  }
}
