// Reads vault files by docs/formats/vault.md. Each line of standard input is {"file", "secret"} in JSON; each line of
// standard output is the answer in order: {"expect", "entries"} as the vectors say it.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { gcm } from '@noble/ciphers/aes.js';
import { argon2id } from '@noble/hashes/argon2.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';

class Rejected extends Error {
  constructor(expect, why) {
    super(why);
    this.expect = expect;
  }
}

const corrupt = (why) => new Rejected('corrupt', why);
const unsupported = (why) => new Rejected('unsupported', why);

const KINDS = [
  null,
  ['aws-access-key', 'accessKeyId', 'secretAccessKey', 'sessionToken?', 'region?', 'roleArn?', 'externalId?', 'endpoint?', 'ca?'],
  ['postgres-login', 'host', 'port', 'database', 'user', 'password', 'tlsMode?', 'ca?'],
  ['api-token', 'endpoint?', 'token'],
  ['oauth-client', 'tokenEndpoint', 'clientId', 'clientSecret', 'scope?'],
  ['service-account', 'json', 'tokenEndpoint?'],
  ['signing-key', 'keyName', 'publicKey', 'seed'],
];
const PURPOSES = ['read', 'restore-to-scratch', 'write-to-live', 'sign'];
const MEMBERS = [
  'account', 'changedAt', 'createdAt', 'id', 'kind', 'name', 'purpose', 'revision', 'rotateAfterDays', 'tenant',
];
const OPTIONAL = new Set(['rotateAfterDays', 'tenant']);

class Cursor {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  take(count) {
    if (this.at + count > this.bytes.length) throw corrupt('too short');
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
  number(count) {
    let value = 0n;
    for (const byte of this.take(count)) value = (value << 8n) | BigInt(byte);
    return value;
  }
  within(count, from, to, what) {
    const value = this.number(count);
    if (value < BigInt(from) || value > BigInt(to)) throw corrupt(`${what} is ${value}`);
    return Number(value);
  }
  end() {
    if (this.at !== this.bytes.length) throw corrupt('bytes follow');
  }
}

const ascii = (text) => Buffer.from(text, 'latin1');
const join = (...parts) => new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));
const same = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0;
const derive = (key, info, length) => hkdf(sha512, key, new Uint8Array(0), info, length);

function number(value, count) {
  const bytes = new Uint8Array(count);
  let rest = BigInt(value);
  for (let i = count - 1; i >= 0; i--, rest >>= 8n) bytes[i] = Number(rest & 255n);
  return bytes;
}

function open(key, nonce, aad, sealed) {
  try {
    return gcm(key, nonce, aad).decrypt(sealed);
  } catch {
    return null;
  }
}

function readSlot(cursor) {
  const begin = cursor.at;
  const slot = { id: cursor.take(16), type: Number(cursor.number(1)) };
  if (slot.type !== 1 && slot.type !== 2) throw unsupported(`slot type ${slot.type}`);
  slot.m = cursor.number(4);
  slot.t = cursor.number(4);
  slot.p = cursor.number(4);
  if (slot.m < 19456n || slot.m > 1048576n || slot.t < 2n || slot.t > 16n || slot.p < 1n || slot.p > 16n) {
    throw unsupported('key derivation');
  }
  slot.salt = cursor.take(32);
  slot.commitment = cursor.take(32);
  slot.bound = cursor.bytes.subarray(begin, cursor.at);
  slot.nonce = cursor.take(12);
  slot.wrapped = cursor.take(48);
  return slot;
}

function readFile(bytes) {
  if (bytes.length > 67108864) throw corrupt('too large');
  const cursor = new Cursor(bytes);
  if (!same(cursor.take(8), ascii('BSVAULT1'))) throw corrupt('magic');
  if (cursor.number(2) !== 1n || cursor.number(2) !== 1n) throw unsupported('version');
  const vault = { id: cursor.take(16) };
  vault.generation = cursor.number(8);
  if (vault.generation < 1n || vault.generation >= 1n << 63n) throw corrupt('generation');
  cursor.within(8, 0, 253402300799999, 'saved_at_ms');
  const count = cursor.within(1, 1, 8, 'slot_count');
  vault.slots = [];
  for (let i = 0; i < count; i++) {
    const slot = readSlot(cursor);
    if (vault.slots.some((other) => same(other.id, slot.id))) throw corrupt('slot_id twice');
    vault.slots.push(slot);
  }
  const indexLength = cursor.within(4, 48, 8388656, 'index_len');
  const entryCount = cursor.within(4, 0, 20000, 'entry_count');
  const bodyLength = cursor.within(8, indexLength, 67108864, 'body_len');
  const bodyHash = cursor.take(32);
  vault.covered = bytes.subarray(0, cursor.at);
  vault.mac = cursor.take(32);
  const body = bytes.subarray(cursor.at);
  if (body.length !== bodyLength) throw corrupt('body_len');
  if (!same(sha256(body), bodyHash)) throw corrupt('body_hash');
  vault.index = { salt: cursor.take(32), sealed: cursor.take(indexLength - 32) };
  vault.entries = [];
  for (let i = 0; i < entryCount; i++) {
    const entry = { id: cursor.take(16), revision: cursor.within(4, 1, 2147483647, 'revision') };
    entry.kind = Number(cursor.number(1));
    if (entry.kind < 1 || entry.kind > 6) throw unsupported(`kind ${entry.kind}`);
    entry.salt = cursor.take(32);
    entry.sealed = cursor.take(cursor.within(4, 16, 262160, 'len'));
    if (i > 0 && Buffer.compare(Buffer.from(vault.entries[i - 1].id), Buffer.from(entry.id)) >= 0) {
      throw corrupt('order');
    }
    vault.entries.push(entry);
  }
  cursor.end();
  return vault;
}

// The code as it is written, or null when this is none.
function recoveryCode(secret) {
  const digits = [...secret.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')];
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  if (digits.length !== 35 || digits.some((digit) => !alphabet.includes(digit))) return null;
  const value = (part) => part.reduce((sum, digit) => sum * 32n + BigInt(alphabet.indexOf(digit)), 0n);
  if (value(digits.slice(0, 32)) % 32749n !== value(digits.slice(32))) return null;
  return digits.join('').match(/.{5}/g).join('-');
}

function masterKey(vault, secret) {
  const code = recoveryCode(secret);
  const type = code === null ? 1 : 2;
  const pw = new Uint8Array(Buffer.from(code ?? secret.normalize('NFC'), 'utf8'));
  for (const slot of vault.slots.filter((each) => each.type === type)) {
    const prk = argon2id(pw, slot.salt, {
      m: Number(slot.m), t: Number(slot.t), p: Number(slot.p), dkLen: 32, version: 0x13,
      personalization: join(ascii('BSV1'), vault.id, slot.id, [type]),
    });
    const both = derive(prk, join(ascii('bsv1/slot'), vault.id, slot.id), 64);
    if (!same(both.subarray(32), slot.commitment)) continue;
    const key = open(both.subarray(0, 32), slot.nonce, join(slot.bound, vault.id), slot.wrapped);
    if (key !== null) return key;
  }
  throw new Rejected('refused', 'no slot opens');
}

function readIndex(vault, key) {
  const generation = number(vault.generation, 8);
  const object = derive(key, join(ascii('bsv1/index'), vault.id, generation, vault.index.salt), 44);
  const aad = join(ascii('BSV1'), number(1, 2), vault.id, generation, number(vault.entries.length, 4));
  const plain = open(object.subarray(0, 32), object.subarray(32), aad, vault.index.sealed);
  if (plain === null) throw corrupt('index');
  let list;
  try {
    list = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain));
  } catch {
    throw corrupt('index is no JSON');
  }
  const entries = list?.entries;
  if (!Array.isArray(entries) || entries.length !== vault.entries.length) throw corrupt('number of entries');
  entries.forEach((entry, i) => checkEntry(entry, vault.entries[i]));
  // Members in order and nothing but strings and whole numbers: what JSON.stringify writes is the canonical form then.
  const ordered = entries.map((entry) => Object.fromEntries(
    MEMBERS.filter((name) => name in entry).map((name) => [name, entry[name]])));
  if (!same(plain, Buffer.from(JSON.stringify({ entries: ordered }), 'utf8'))) throw corrupt('index form');
  return ordered;
}

function checkEntry(entry, object) {
  if (Object.keys(entry).some((name) => !MEMBERS.includes(name))) throw corrupt('unknown member');
  if (MEMBERS.some((name) => !OPTIONAL.has(name) && !(name in entry))) throw corrupt('missing member');
  for (const name of ['name', 'account', 'tenant']) {
    const text = entry[name];
    if (text === undefined && name === 'tenant') continue;
    if (typeof text !== 'string' || text.length < 1 || text.length > 200) throw corrupt(name);
  }
  const days = entry.rotateAfterDays;
  if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= 3650)) throw corrupt('rotateAfterDays');
  if (!PURPOSES.includes(entry.purpose)) throw corrupt('purpose');
  const right = entry.id === Buffer.from(object.id).toString('hex')
    && entry.revision === object.revision && entry.kind === KINDS[object.kind][0];
  if (!right) throw corrupt('not its entry object');
}

const text = (value) => {
  const bytes = Buffer.from(value, 'utf8');
  return join(number(bytes.length, 2), bytes);
};

function readFields(vault, key, entry, object) {
  const revision = number(object.revision, 4);
  const derived = derive(key, join(ascii('bsv1/entry'), vault.id, object.id, revision, object.salt), 44);
  const tenant = entry.tenant === undefined ? [0] : join([1], text(entry.tenant));
  const aad = join(
    ascii('BSV1'), number(1, 2), vault.id, object.id, revision, [object.kind], tenant, text(entry.account));
  const plain = open(derived.subarray(0, 32), derived.subarray(32), aad, object.sealed);
  if (plain === null) throw corrupt('entry');
  const cursor = new Cursor(plain);
  const known = KINDS[object.kind].slice(1).map((name) => name.replace('?', ''));
  const required = KINDS[object.kind].slice(1).filter((name) => !name.endsWith('?'));
  const fields = {};
  let last = -1;
  for (let count = Number(cursor.number(1)); count > 0; count--) {
    const name = Buffer.from(cursor.take(Number(cursor.number(1)))).toString('latin1');
    const place = known.indexOf(name);
    if (place <= last) throw corrupt(`field ${name}`);
    last = place;
    fields[name] = Buffer.from(cursor.take(cursor.within(4, 0, 262144, 'value'))).toString('base64');
  }
  cursor.end();
  if (required.some((name) => !fields[name])) throw corrupt('a field is missing');
  return fields;
}

function answer(bytes, secret) {
  let vault;
  let keys;
  let entries;
  try {
    vault = readFile(bytes);
    const master = masterKey(vault, secret);
    const key = (name) => derive(master, join(ascii(`bsv1/key/${name}`), vault.id), 32);
    keys = { header: key('header'), index: key('index'), entry: key('entry') };
    if (!same(hmac(sha256, keys.header, vault.covered), vault.mac)) throw corrupt('header_mac');
    entries = readIndex(vault, keys.index);
  } catch (rejected) {
    if (rejected instanceof Rejected) return { expect: rejected.expect };
    throw rejected;
  }
  try {
    const all = entries.map((entry, i) => ({ entry, fields: readFields(vault, keys.entry, entry, vault.entries[i]) }));
    return { expect: 'opens', entries: all };
  } catch (rejected) {
    if (rejected instanceof Rejected) return { expect: `${rejected.expect} at entry` };
    throw rejected;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { file, secret } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(answer(new Uint8Array(readFileSync(file)), secret))}\n`);
}
