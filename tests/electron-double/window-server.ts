import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { decodeFrame, encodeFrame } from '#contract/frame';
import { bridgePath, type BridgeMessage } from './bridge-protocol';
import { handlerOf } from './protocol';

/**
 * One window's files and wire over HTTP on 127.0.0.1: every request runs through the application's own
 * protocol.handle, status and headers included, so that its policy is the one that the browser enforces.
 */
export class WindowServer {
  /** The document itself was asked for: a load or a reload begins. */
  onDocument: (url: string) => void = () => undefined;
  /** A page is there and its wire is open. */
  onPage: () => void = () => undefined;
  onMessage: (message: BridgeMessage) => void = () => undefined;
  /** Origin as the application knows it, e.g. app://studio. */
  origin = '';

  private readonly http = createServer((request, response) => {
    this.answer(request, response).catch((thrown: unknown) => {
      response.writeHead(500).end(String(thrown));
    });
  });
  private readonly sockets = new WebSocketServer({ server: this.http, path: bridgePath });
  private page: WebSocket | undefined;

  constructor() {
    this.sockets.on('connection', (socket) => {
      this.page = socket;
      socket.on('message', (data: Buffer) => {
        const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
        this.onMessage(decodeFrame(bytes) as BridgeMessage);
      });
      this.onPage();
    });
  }

  /** @returns the address under which the browser finds what the application calls `url` */
  async addressOf(url: string): Promise<string> {
    const { protocol, host, pathname } = new URL(url);
    this.origin = `${protocol}//${host}`;
    if (!this.http.listening) await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}${pathname}`;
  }

  send(message: BridgeMessage): void {
    if (this.page?.readyState === 1) this.page.send(encodeFrame(message));
  }

  async close(): Promise<void> {
    for (const client of this.sockets.clients) client.terminate();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = `${this.origin}${request.url ?? '/'}`;
    if (request.headers['sec-fetch-dest'] === 'document') this.onDocument(url);
    const answer = await handlerOf(url)(new Request(url, { method: request.method ?? 'GET' }));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(new Uint8Array(await answer.arrayBuffer()));
  }
}
