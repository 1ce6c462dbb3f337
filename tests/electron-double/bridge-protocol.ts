/** Frames between a page and its window in the double, over one WebSocket (contract/frame on the wire). */
export type BridgeMessage =
  | { readonly kind: 'ipc'; readonly channel: string; readonly arguments: readonly unknown[] }
  | {
      readonly kind: 'ask-permission';
      readonly id: number;
      readonly permission: string;
      readonly mediaTypes: string[];
    }
  | { readonly kind: 'permission'; readonly id: number; readonly granted: boolean }
  | { readonly kind: 'reload' };

/** Path of the WebSocket on the window's HTTP server. */
export const bridgePath = '/__electron-double';
