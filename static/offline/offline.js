/* Checks an evidence bundle in the reader's browser, from disk, without a network: the same facts as VERIFY.txt, with
   the browser's own cryptography. It rebuilds neither the text from its amendments nor outcomes from the rules:
   `parliament verify` does, and the page says so. */

const words = JSON.parse(document.getElementById("words").textContent);
const text = new TextDecoder("utf-8", { fatal: true });
const bytes = (said) => new TextEncoder().encode(said);
const hex = (data) => Array.from(data, (each) => each.toString(16).padStart(2, "0")).join("");
const base64 = (data) => btoa(Array.from(data, (each) => String.fromCharCode(each)).join(""));
const unbase64 = (said) => {
  const data = Uint8Array.from(atob(said), (each) => each.charCodeAt(0));
  if (base64(data) !== said) throw new Error(`not the one spelling in base64: ${said.slice(0, 40)}`);
  return data;
};
const same = (a, b) => a.length === b.length && a.every((each, at) => each === b[at]);
const joined = (...parts) => {
  const whole = new Uint8Array(parts.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const each of parts) {
    whole.set(each, at);
    at += each.length;
  }
  return whole;
};
const digest = async (data, name = "SHA-256") => new Uint8Array(await crypto.subtle.digest(name, data));
const insist = (holds, said) => {
  if (!holds) throw new Error(said);
};

/* Archives. Only what our own writer makes is read: stored, sorted, undated; a byte that is elsewhere is a finding. */

const CRC = Uint32Array.from({ length: 256 }, (_, each) => {
  let sum = each;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});
const crc = (data) => {
  let sum = 0xffffffff;
  for (const each of data) sum = CRC[(sum ^ each) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
};
const numbers = (...fields) => {
  const byte = (value) => (_, at) => Math.floor(value / 256 ** at) % 256;
  return joined(...fields.map(([size, value]) => Uint8Array.from({ length: size }, byte(value))));
};

function unpack(data) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const files = new Map();
  const locals = [];
  const directory = [];
  let at = 0;
  while (at + 30 <= data.length && view.getUint32(at, true) === 0x04034b50) {
    const size = view.getUint32(at + 18, true);
    const named = view.getUint16(at + 26, true);
    const raw = data.subarray(at + 30, at + 30 + named);
    const content = data.subarray(at + 30 + named, at + 30 + named + size);
    insist(content.length === size, "the archive breaks off");
    const name = text.decode(raw);
    insist(!files.has(name), `${name} is in it twice`);
    files.set(name, content);
    const sizes = [[4, crc(content)], [4, size], [4, size], [2, named], [2, 0]];
    const facts = numbers([2, 0x800], [2, 0], [2, 0], [2, 0x21], ...sizes);
    locals.push(joined(numbers([4, 0x04034b50], [2, 20]), facts, raw, content));
    const rest = numbers([2, 0], [2, 0], [2, 0], [4, 0o100644 * 65536], [4, at]);
    directory.push(joined(numbers([4, 0x02014b50], [2, 788], [2, 20]), facts, rest, raw));
    at += 30 + named + size;
  }
  const names = joined(...directory);
  const count = files.size;
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, names.length], [4, at], [2, 0]);
  insist(same(joined(...locals, names, end), data), "the bytes are not those of the archive of these files");
  return files;
}

/* Signatures. */

async function signed(key, signature, message) {
  const imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, message);
}

function parseKey(line) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(line) ?? [];
  insist(name, "the key is not in the form of a verifier key");
  const raw = unbase64(encoded);
  insist(raw.length === 33 && raw[0] === 1, "the key is no Ed25519 key");
  return { name, id, key: raw.subarray(1) };
}

async function checkKey(line) {
  const found = parseKey(line);
  const sum = await digest(joined(bytes(`${found.name}\n`), Uint8Array.of(1), found.key));
  insist(hex(sum.subarray(0, 4)) === found.id, "the identifier does not belong to the key");
  return found;
}

const string = (data) => joined(numbers([4, data.length]).reverse(), data);
const ssh = (key) => joined(string(bytes("ssh-ed25519")), string(key));

function armored(key, namespace, signature) {
  const named = [string(ssh(key)), string(bytes(namespace)), string(bytes(""))];
  const head = joined(bytes("SSHSIG"), Uint8Array.of(0, 0, 0, 1), ...named);
  const made = string(joined(string(bytes("ssh-ed25519")), string(signature)));
  const blob = base64(joined(head, string(bytes("sha512")), made));
  return ["-----BEGIN SSH SIGNATURE-----", ...blob.match(/.{1,70}/gu), "-----END SSH SIGNATURE-----", ""].join("\n");
}

async function checkSignatureFile(content, key, namespace, message) {
  const raw = Uint8Array.from(atob(content.split("\n").slice(1, -2).join("")), (each) => each.charCodeAt(0));
  const signature = raw.subarray(raw.length - 64);
  insist(armored(key, namespace, signature) === content, `not a signature by this key for ${namespace}`);
  const sum = await digest(message, "SHA-512");
  const said = [namespace, "", "sha512"].map((each) => string(bytes(each)));
  const asked = joined(bytes("SSHSIG"), ...said, string(sum));
  insist(await signed(key, signature, asked), `the signature for ${namespace} does not hold`);
}

/* The checks, each by the name it has on the page. What they throw is what they found. */

const node = (left, right) => digest(joined(Uint8Array.of(1), left, right));

async function tree(lines) {
  let row = await Promise.all(lines.map(async (line) => {
    const { leaf } = JSON.parse(text.decode(line));
    if (leaf === undefined) return digest(joined(Uint8Array.of(0), line));
    return Uint8Array.from(leaf.match(/../gu), (each) => Number.parseInt(each, 16));
  }));
  const path = [];
  while (row.length > 1) {
    // The last entry is always the rightmost; where it has a sibling, that stands to its left.
    if (row.length % 2 === 0) path.push(base64(row.at(-2)));
    const next = [];
    for (let at = 0; at < row.length; at += 2) {
      next.push(at + 1 < row.length ? await node(row[at], row[at + 1]) : row[at]);
    }
    row = next;
  }
  return { root: row[0], path };
}

function linesOf(data) {
  const lines = [];
  let start = 0;
  for (let at = data.indexOf(10); at !== -1; at = data.indexOf(10, start)) {
    lines.push(data.subarray(start, at));
    start = at + 1;
  }
  insist(start === data.length && lines.length > 0, "the entries do not end with a line");
  return lines;
}

const CHECKS = {
  async key({ vkey, expected, shared }) {
    const found = await checkKey(vkey());
    shared.vkey = vkey();
    if (!expected) return words.not_compared;
    const wanted = await checkKey(expected);
    insist(same(found.key, wanted.key), "signed with another key than the one you gave");
    const named = found.name === wanted.name || found.name.startsWith(`${wanted.name}/`);
    insist(named, "the key has another name than the one you gave");
    return wanted.name;
  },

  async signature({ file, vkey }) {
    const note = text.decode(file("checkpoint"));
    const [said, lines] = note.split("\n\n");
    const { name, id, key } = await checkKey(vkey());
    const [, signer, encoded] = /^— (\S+) (\S+)\n$/u.exec(lines) ?? [];
    insist(signer === name && said.split("\n")[0] === name, "the checkpoint is not signed by this key alone");
    const raw = unbase64(encoded);
    const holds = hex(raw.subarray(0, 4)) === id && (await signed(key, raw.subarray(4), bytes(`${said}\n`)));
    insist(holds, "the signature of the checkpoint does not hold");
    return name;
  },

  async tree({ file, shared }) {
    const [, size, root, more] = text.decode(file("checkpoint")).split("\n\n")[0].split("\n");
    const lines = linesOf(file("entries.jsonl"));
    const found = await tree(lines);
    const holds = more === undefined && size === String(lines.length) && base64(found.root) === root;
    insist(holds, "the entries are not those that were signed");
    lines.forEach((line, at) => insist(JSON.parse(text.decode(line)).seq === at + 1, `entry ${at + 1} is missing`));
    Object.assign(shared, { lines, path: found.path });
    return String(lines.length);
  },

  async annexes({ files }) {
    const names = [...files.keys()].filter((name) => name.startsWith("annexes/"));
    for (const name of names) {
      const sum = hex(await digest(files.get(name)));
      insist(sum === name.slice(8), `${name} has another content than its name says`);
    }
    return String(names.length);
  },

  async document({ file, shared }) {
    const sum = hex(await digest(file("declaration.json")));
    const last = JSON.parse(text.decode(shared.lines.at(-1)));
    const holds = last.kind === "declaration.published" && last.body.document_hash === sum;
    insist(holds, "the last entry publishes another document");
    shared.document = JSON.parse(text.decode(file("declaration.json")));
    return sum;
  },

  async certification({ shared }) {
    const done = shared.document.certifications;
    const offices = done.map((each) => each.office).sort().join(" ");
    insist(offices === "chair secretariat" && done[0].account !== done[1].account, "two persons did not certify it");
    return "";
  },

  async count({ shared }) {
    const { tally, roll_call: rows } = shared.document.vote;
    if (rows.length === 0) return words.no_names;
    const counted = Object.keys(tally).map((choice) => [choice, rows.filter((row) => row.choice === choice).length]);
    for (const [choice, count] of counted) insist(tally[choice] === count, `the roll call has ${count} for ${choice}`);
    return counted.map(([choice, count]) => `${words[choice] ?? choice} ${count}`).join(", ");
  },

  async list({ files, file }) {
    const rows = text.decode(file("SHA256SUMS")).split("\n");
    insist(rows.pop() === "", "the list breaks off");
    const names = rows.map((row) => row.slice(66));
    const here = [...files.keys()].filter((name) => !["SHA256SUMS", "SHA256SUMS.sig"].includes(name));
    insist(names.join("\n") === here.join("\n"), "the list names other files");
    for (const row of rows) {
      const sum = hex(await digest(file(row.slice(66))));
      insist(row === `${sum}  ${row.slice(66)}`, `${row.slice(66)} has another hash than the list says`);
    }
    return String(rows.length);
  },

  async signers({ file, vkey }) {
    const { name, key } = await checkKey(vkey());
    const house = name.slice(0, name.lastIndexOf("/"));
    const spaces = { chair: "declaration.chair", secretariat: "declaration.secretariat", house: "bundle" };
    const line = ([who, domain]) => `${who} namespaces="${domain}@${house}" ssh-ed25519 ${base64(ssh(key))}\n`;
    const wanted = Object.entries(spaces).map(line).join("");
    insist(text.decode(file("allowed_signers")) === wanted, "allowed_signers names somebody else");
    for (const who of ["chair", "secretariat"]) {
      const content = text.decode(file(`declaration.json.${who}.sig`));
      await checkSignatureFile(content, key, `${spaces[who]}@${house}`, file("declaration.json"));
    }
    await checkSignatureFile(text.decode(file("SHA256SUMS.sig")), key, `bundle@${house}`, file("SHA256SUMS"));
    return house;
  },

  async proof({ file, shared }) {
    const head = ["c2sp.org/tlog-proof@v1", `index ${shared.lines.length - 1}`, ...shared.path].join("\n");
    const wanted = `${head}\n\n${text.decode(file("checkpoint"))}`;
    insist(text.decode(file("published.tlog-proof")) === wanted, "the proof is of another entry");
    return String(shared.lines.length);
  },
};
const OF_THE_SECOND_FORMAT = ["list", "signers", "proof"];

async function verify(data, expected) {
  const found = [];
  const shared = {};
  let files;
  const look = async (name, check) => {
    try {
      found.push({ name, ok: true, detail: await check() });
    } catch (error) {
      found.push({ name, ok: false, detail: error.message });
    }
    return found.at(-1).ok;
  };
  const opened = await look("archive", () => {
    files = unpack(data);
    return String(files.size);
  });
  if (!opened) return { found };
  const file = (name) => {
    insist(files.has(name), `missing: ${name}`);
    return files.get(name);
  };
  const vkey = () => {
    const line = text.decode(file("vkey"));
    insist(line.endsWith("\n"), "the key is not one line");
    return line.slice(0, -1);
  };
  for (const [name, check] of Object.entries(CHECKS)) {
    if (OF_THE_SECOND_FORMAT.includes(name) && !files.has("SHA256SUMS")) continue;
    await look(name, () => check({ files, file, shared, vkey, expected }));
  }
  return { found, document: shared.document, vkey: shared.vkey };
}

/* The page. */

function element(name, content, more = {}) {
  const made = Object.assign(document.createElement(name), more);
  made.append(...[content].flat());
  return made;
}

async function hasEd25519() {
  try {
    await crypto.subtle.importKey("raw", new Uint8Array(32).fill(1), { name: "Ed25519" }, false, ["verify"]);
    return true;
  } catch {
    return false;
  }
}

async function show(picked, expected) {
  const told = document.getElementById("told");
  told.replaceChildren(element("p", words.working));
  if (!(await hasEd25519())) {
    told.replaceChildren(element("p", words.no_cryptography, { className: "bad" }));
    return;
  }
  const data = new Uint8Array(await picked.arrayBuffer());
  const { found, document: declaration, vkey } = await verify(data, expected.trim());
  const failed = found.filter((each) => !each.ok).length;
  const bad = words.not_verified.replace("{failed}", failed).replace("{all}", found.length);
  const verdict = failed ? bad : words.verified;
  const head = [element("h2", verdict, { className: failed ? "bad" : "good", id: "verdict", tabIndex: -1 })];
  if (declaration) head.push(element("p", element("bdi", `${declaration.number}. ${declaration.title}`)));
  if (!failed && !expected.trim()) head.push(element("p", words.compare, { className: "care" }));
  const rows = found.map((each) => element("tr", [
    element("td", each.ok ? `✓ ${words.holds}` : `✗ ${words.fails}`, { className: each.ok ? "good" : "bad" }),
    element("th", words[`check_${each.name}`] ?? each.name, { scope: "row" }),
    element("td", element("bdi", each.detail ?? "")),
  ]));
  const table = element("table", [element("caption", words.caption), element("tbody", rows)]);
  const sum = hex(await digest(data));
  const below = [[words.key, vkey ?? ""], [words.hash, sum]];
  const facts = below.map(([said, code]) => element("p", [said, " ", element("code", code)]));
  told.replaceChildren(...head, table, ...facts);
  document.getElementById("verdict").focus();
}

document.getElementById("check").addEventListener("submit", (event) => {
  event.preventDefault();
  const [picked] = document.getElementById("bundle").files;
  if (picked) show(picked, document.getElementById("expected").value);
});
