#!/usr/bin/env python3
"""Prints the nodes and edges of a version of a Chronograph graph, reading its files with Python's standard library alone.

    read_segment.py STORE [VERSION]

One JSON object a line: first the nodes in the order of their ids, then the edges in the order of source id, type and
target id. Every checksum is checked on the way. It was written from docs/format/graph-segment.md and
docs/format/manifest.md, and shows what another implementation needs: it reads whole files and is not fast.
"""

import hashlib
import json
import os
import struct
import sys

BLOCK = 65536


class Damaged(Exception):
    """A file does not hold what its checksums promise."""


def crc32c_table():
    table = []
    for value in range(256):
        for _ in range(8):
            value = (value >> 1) ^ (0x82F63B78 if value & 1 else 0)
        table.append(value)
    return table


CRC_TABLE = crc32c_table()


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = (crc >> 8) ^ CRC_TABLE[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def check(condition, path, reason):
    if not condition:
        raise Damaged(f"{path}: {reason}")


class Segment:
    """A segment file: its counts, and its columns by number."""

    def __init__(self, path, kind, descriptor):
        with open(path, "rb") as file:
            self.bytes = file.read()
        self.path = path
        check(hashlib.sha256(self.bytes).hexdigest() == descriptor["sha256"], path, "its SHA-256 is not the manifest's")
        self.read_header(kind, descriptor["segment_id"])
        self.read_footer()

    def read_header(self, kind, segment_id):
        data = self.bytes
        check(len(data) >= 128 and data[:4] == b"CHGS", self.path, "it does not begin with CHGS")
        check(crc32c(data[:60]) == struct.unpack_from("<I", data, 60)[0], self.path, "the header's checksum is wrong")
        version, own_kind, required = struct.unpack_from("<HHI", data, 4)
        check(version == 1 and required & ~1 == 0, self.path, "a later format wrote it")
        check(own_kind == kind and struct.unpack_from("<q", data, 16)[0] == segment_id, self.path, "it is another segment")
        self.footer, length, checksum, total = struct.unpack_from("<qiIq", data, 24)
        check(total == len(data) == self.footer + length, self.path, "its length is not the header's")
        check(crc32c(data[self.footer :]) == checksum, self.path, "the footer's checksum is wrong")

    def read_footer(self):
        data, at = self.bytes, self.footer
        check(data[at : at + 4] == b"CHGF", self.path, "the footer does not begin with CHGF")
        columns, self.records, self.tombstones, shift, blocks = struct.unpack_from("<iqqii", data, at + 4)
        check(shift == 16, self.path, "its blocks are of another size")
        self.columns = {}
        for index in range(columns):
            number, encoding, bits, offset, length, count = struct.unpack_from("<HHIqqq", data, at + 64 + 32 * index)
            self.columns[number] = (encoding, bits, offset, length, count)
        sums = struct.unpack_from(f"<{blocks}I", data, at + 64 + 32 * columns)
        for block, expected in enumerate(sums):
            start = 64 if block == 0 else block * BLOCK
            found = crc32c(data[start : min(self.footer, (block + 1) * BLOCK)])
            check(found == expected, self.path, f"the checksum of block {block} is wrong")

    def elements(self, number):
        """The elements of a column as numbers; 128-bit ones as 16 bytes. None when the column is absent."""
        if number not in self.columns:
            return None
        encoding, bits, offset, length, count = self.columns[number]
        check(encoding == 0, self.path, f"column {number} has encoding {encoding}")
        check(length == (count * bits + 7) // 8, self.path, f"column {number} has {length} bytes")
        data = self.bytes[offset : offset + length]
        if bits == 0:
            return [0] * count
        if bits == 128:
            return [data[16 * index : 16 * index + 16] for index in range(count)]
        if bits < 8:
            mask = (1 << bits) - 1
            return [(data[index * bits // 8] >> (index * bits % 8)) & mask for index in range(count)]
        return list(struct.unpack(f"<{count}{ {8: 'B', 16: 'H', 32: 'I', 64: 'Q'}[bits] }", data))

    def texts(self, offsets, characters):
        """The texts of two columns: offsets, and the bytes they point into."""
        bounds = self.elements(offsets)
        if bounds is None:
            return []
        _, _, at, _, _ = self.columns[characters]
        return [self.bytes[at + start : at + end].decode("utf-8") for start, end in zip(bounds, bounds[1:])]

    def coded(self, codes, offsets, characters):
        """The text of each record whose column holds codes into a dictionary."""
        dictionary = self.texts(offsets, characters)
        return [dictionary[code] for code in self.elements(codes)]


def read_nodes(segment, nodes):
    """Applies a node segment: its tombstones delete, its records replace."""
    for node in segment.elements(16) or []:
        nodes.pop(node, None)
    columns = zip(
        segment.elements(1),
        segment.texts(2, 3),
        segment.coded(4, 5, 6),
        segment.coded(7, 8, 9),
        segment.coded(10, 11, 12),
        segment.elements(13),
        segment.texts(14, 15),
    )
    for node, semantic_id, kind, name, file, content_hash, metadata in columns:
        check(hashlib.sha256(semantic_id.encode("utf-8")).digest()[:16] == node, segment.path, f"the id of {semantic_id}")
        nodes[node] = {
            "semantic_id": semantic_id,
            "type": kind,
            "name": name,
            "file": file,
            "content_hash": f"{content_hash:016x}" if content_hash else None,
            "metadata": metadata,
        }


def read_edges(segment, edges):
    """Applies an edge segment: a row either replaces an edge or deletes it."""
    ids, names, kinds = segment.elements(32), segment.texts(33, 34), segment.texts(36, 37)
    offsets, types, targets = segment.elements(38), segment.elements(39), segment.elements(40)
    deleted = segment.elements(41) or [0] * len(targets)
    metadata = dict(zip(segment.elements(46) or [], segment.texts(47, 48)))
    for source in range(len(ids)):
        for row in range(offsets[source], offsets[source + 1]):
            target = targets[row]
            kind = kinds[types[row]]
            key = (ids[source], kind.encode("utf-8"), ids[target])
            if deleted[row]:
                edges.pop(key, None)
            else:
                edges[key] = {"src": names[source], "type": kind, "dst": names[target], "metadata": metadata.get(row, "")}
    check(incoming(segment) == outgoing(segment), segment.path, "its two directions differ")


def outgoing(segment):
    offsets, types, targets = segment.elements(38), segment.elements(39), segment.elements(40)
    owners = [node for node in range(len(offsets) - 1) for _ in range(offsets[node], offsets[node + 1])]
    return sorted(zip(targets, types, owners))


def incoming(segment):
    offsets, types, sources = segment.elements(42), segment.elements(43), segment.elements(44)
    owners = [node for node in range(len(offsets) - 1) for _ in range(offsets[node], offsets[node + 1])]
    return list(zip(owners, types, sources))


def read_json(path):
    """Reads checked JSON: its last member is the CRC-32C of all bytes before it."""
    with open(path, "rb") as file:
        data = file.read()
    end = data.rindex(b',\n  "checksum": "')
    value = json.loads(data)
    check(f"{crc32c(data[:end]):08x}" == value["checksum"], path, "its checksum is wrong")
    return value


def read_version(store, version):
    manifest = read_json(os.path.join(store, "manifests", f"{version:06d}.json"))
    nodes, edges = {}, {}
    for kind, name, apply, records in ((1, "node", read_nodes, nodes), (2, "edge", read_edges, edges)):
        for descriptor in manifest[f"{name}_segments"]:
            file = f"seg_{descriptor['segment_id']:06d}_{name}s.seg"
            apply(Segment(os.path.join(store, "segments", file), kind, descriptor), records)
    return nodes, edges


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    store = sys.argv[1]
    try:
        version = int(sys.argv[2]) if len(sys.argv) == 3 else read_json(os.path.join(store, "current.json"))["version"]
        nodes, edges = read_version(store, version) if version > 0 else ({}, {})
    except Damaged as damage:
        sys.exit(f"damaged: {damage}")
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}")
    for _, record in sorted(nodes.items()) + sorted(edges.items()):
        print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
