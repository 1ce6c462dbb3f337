import { crc32, deflateRawSync } from 'node:zlib';

/** For tests: zips as an attacker writes them, every field at will. Absent fields are honest. */
export interface EvilEntry {
  readonly name: string;
  readonly bytes?: Uint8Array | string;
  readonly deflate?: boolean;
  /** Size that the central directory claims. */
  readonly claimedBytes?: number;
  readonly claimedPackedBytes?: number;
  readonly claimedCrc?: number;
  /** General purpose flags; bit 0 is encryption. */
  readonly flags?: number;
  readonly method?: number;
  /** Unix mode, file type included. */
  readonly mode?: number;
  readonly extra?: Buffer;
  /** Points to the data of this entry instead of its own. */
  readonly sameDataAs?: number;
}

export interface EvilZip {
  readonly entryCount?: number;
  /** Bytes missing at the end. */
  readonly cut?: number;
}

export function evilZip(entries: readonly EvilEntry[], { entryCount, cut = 0 }: EvilZip = {}): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  const places: { at: number; data: Buffer; plain: Buffer; method: number }[] = [];
  let at = 0;
  for (const entry of entries) {
    const plain = Buffer.from(entry.bytes ?? 'x');
    const own = entry.deflate ? deflateRawSync(plain) : plain;
    const shared = entry.sameDataAs === undefined ? undefined : places[entry.sameDataAs];
    const place = shared ?? { at, data: own, plain, method: entry.method ?? (entry.deflate ? 8 : 0) };
    places.push(place);
    const name = Buffer.from(entry.name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE((entry.flags ?? 0) | 0x800, 2);
    fields.writeUInt16LE(place.method, 4);
    fields.writeUInt32LE(entry.claimedCrc ?? crc32(place.plain), 10);
    fields.writeUInt32LE(entry.claimedPackedBytes ?? place.data.length, 14);
    fields.writeUInt32LE(entry.claimedBytes ?? place.plain.length, 18);
    fields.writeUInt16LE(name.length, 22);
    if (!shared) {
      const header = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, name, place.data]);
      local.push(header);
      at += header.length;
    }
    const extra = entry.extra ?? Buffer.alloc(0);
    fields.writeUInt16LE(extra.length, 24);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(place.at, 10);
    const madeBy = Buffer.from([20, 3]);
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), madeBy, fields, tail, name, extra]));
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(entryCount ?? entries.length, 8);
  end.writeUInt16LE(entryCount ?? entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  const whole = Buffer.concat([...local, directory, end]);
  return new Uint8Array(whole.subarray(0, whole.length - cut));
}
