/** The WebAssembly build of the package, which its own types leave out: the same on every system. */
declare module '@evan/opus/wasm/index.mjs' {
  export class Encoder {
    constructor(options: {
      readonly channels: 1 | 2;
      readonly sample_rate: number;
      readonly application: 'audio' | 'voip';
    });
    /** @param value sets; without it the current value is returned */
    ctl(command: number, value?: number): number;
    encode(pcm: ArrayBufferView): Uint8Array;
    /** Frees the encoder. */
    drop(): void;
  }
  export class Decoder {
    constructor(options: { readonly channels: 1 | 2; readonly sample_rate: number });
    ctl(command: number, value?: number): number;
    /** @returns 16-bit PCM in memory that the next call may overwrite */
    decode(packet: ArrayBufferView): Uint8Array;
    /** Frees the decoder. */
    drop(): void;
  }
}
