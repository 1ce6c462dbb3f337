import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { windowHeaders } from '#contract/window-policy';

/** @returns the file with the window's security headers; 403, 404 or 405 for anything else. */
export async function answerWithFile(rendererDir: string, request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const path = filePath(rendererDir, request.url);
  if (path === undefined) return refuse(403);
  try {
    const bytes = await readFile(path);
    const type = types[extname(path)] ?? 'application/octet-stream';
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), {
      headers: { ...windowHeaders, 'content-type': type },
    });
  } catch {
    return refuse(404);
  }
}

function filePath(rendererDir: string, address: string): string | undefined {
  const url = new URL(address);
  if (url.host !== 'studio') return undefined;
  try {
    const name = decodeURIComponent(url.pathname);
    const path = normalize(join(rendererDir, name === '/' ? 'index.html' : name));
    return name.includes('\0') || !path.startsWith(rendererDir + sep) ? undefined : path;
  } catch {
    return undefined;
  }
}

const refuse = (status: number) => new Response(null, { status, headers: windowHeaders });

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
};
