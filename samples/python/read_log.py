#!/usr/bin/env python3
"""Prints a Chronograph message log and checks its checksums: a reader written from docs/format/log.md alone.

    read_log.py LOG [--quiet]

Each message is a line of JSON, as `chronograph log read LOG --format json` prints it. What else there is (durable mark,
indexes, cursors) is told on standard error. Exit code 3 when something is damaged.
"""

import base64
import json
import mmap
import os
import re
import struct
import sys
import zlib

ALIGNMENT = 64
HEADER = 64
SEALED = 1
COMMITTED, PADDING, BATCH_CONTINUES = 1, 2, 4
GAP = 1
ATTEMPTS = 1000


class Damage(Exception):
    def __init__(self, path, offset, reason):
        super().__init__(f"{path} at offset {offset}: {reason}")


def crc32c_table():
    table = []
    for value in range(256):
        for _ in range(8):
            value = (value >> 1) ^ 0x82F63B78 if value & 1 else value >> 1
        table.append(value)
    return table


CRC32C = crc32c_table()


def crc32c(data):
    state = 0xFFFFFFFF
    for byte in data:
        state = (state >> 8) ^ CRC32C[(state ^ byte) & 0xFF]
    return state ^ 0xFFFFFFFF


def u32(data, offset):
    return struct.unpack_from("<I", data, offset)[0]


def i64(data, offset):
    return struct.unpack_from("<q", data, offset)[0]


def size_of(length):
    """What a record with so much payload takes: header and payload, padded."""
    return (HEADER + length + ALIGNMENT - 1) // ALIGNMENT * ALIGNMENT


class Segment:
    """One segment file, mapped: a file that is written to meanwhile shows what is written."""

    def __init__(self, path, number):
        self.path, self.number = path, number
        with open(path, "rb") as file:
            short = os.fstat(file.fileno()).st_size < HEADER
            self.data = b"" if short else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def has_header(self):
        return self.data[:8] not in (b"", bytes(8))

    def read_header(self):
        """Checks the header; again a few times, since its writer may be changing it."""
        for _ in range(ATTEMPTS):
            header = bytes(self.data[:HEADER])
            if self.header_is_sound(header):
                break
        else:
            raise Damage(self.path, 0, "the checksum of the header does not match")
        magic, version, flags = struct.unpack_from("<4sHH", header)
        if magic != b"CHRQ" or version != 1 or flags >> 8:
            raise Damage(self.path, 0, "no segment of a version known here")
        if i64(header, 8) != self.number or u32(header, 56) * 4096 != len(self.data):
            raise Damage(self.path, 0, "the header is that of another segment, or of another size")
        self.sealed, self.first_seq, self.end = bool(flags & SEALED), i64(header, 16), i64(header, 24)

    @staticmethod
    def header_is_sound(header):
        checksum = u32(header, 60)
        if crc32c(header[:60]) == checksum:
            return True
        if header[6] & SEALED:
            return False
        only_flag_missing = header[:6] + bytes([header[6] | SEALED]) + header[7:60]
        before_sealing = header[:24] + bytes(8) + header[32:40] + bytes(12) + header[52:60]
        return checksum in (crc32c(only_flag_missing), crc32c(before_sealing))

    def is_committed(self, offset):
        return offset + HEADER <= len(self.data) and bool(self.data[offset + 4] & COMMITTED)

    def check_record(self, offset, seq):
        header = self.data[offset:offset + HEADER]
        if header[4] & ~(COMMITTED | PADDING | BATCH_CONTINUES) or header[5]:
            raise Damage(self.path, offset, "unknown flags")
        if offset + HEADER + u32(header, 0) > len(self.data):
            raise Damage(self.path, offset, "the record does not end within the segment")
        salt = struct.pack("<qI", self.number, u32(header, 32))
        if crc32c(salt + header[:28] + header[36:64]) != u32(header, 28):
            raise Damage(self.path, offset, "the checksum of the header does not match")
        if i64(header, 8) != seq:
            raise Damage(self.path, offset, f"message {seq} was expected and {i64(header, 8)} found")
        if zlib.crc32(self.payload(offset)) != u32(header, 24):
            raise Damage(self.path, offset, "the checksum of the payload does not match")

    def payload(self, offset):
        return self.data[offset + HEADER:offset + HEADER + u32(self.data, offset)]


def segment_paths(directory):
    """(id, path) of every segment, the lowest id first."""
    names = (re.fullmatch(r"(\d{9}|[1-9]\d{9,})\.q", name) for name in os.listdir(directory))
    return sorted((int(name[1]), os.path.join(directory, name[0])) for name in names if name)


def read_messages(directory):
    """Every message that is published now."""
    paths = segment_paths(directory)
    number = paths[0][0] if paths else 0
    seq = None
    while os.path.exists(path := os.path.join(directory, f"{number:09}.q")):
        segment = Segment(path, number)
        if not segment.has_header():
            return
        segment.read_header()
        if seq is not None and segment.first_seq != seq:
            raise Damage(path, 0, f"the segment begins with message {segment.first_seq} where {seq} was expected")
        seq = yield from read_segment(segment, segment.first_seq)
        if seq is None:
            return
        number += 1


def read_segment(segment, seq):
    """The messages of a segment. Returns the sequence number to go on with in the next one, None where the log ends for now."""
    offset, in_batch = HEADER, False
    while True:
        if not segment.is_committed(offset):
            segment.read_header()
            if not segment.sealed:
                return seq if in_batch else None
            if offset == segment.end:
                return seq
            if offset > segment.end or not segment.is_committed(offset):
                raise Damage(segment.path, offset, f"the segment is sealed at {segment.end}, and its records end here")
        segment.check_record(offset, seq)
        length, flags, kind = struct.unpack_from("<IBxH", segment.data, offset)
        if not flags & PADDING:
            yield message(segment, offset, seq, kind)
            seq += 1
        elif kind == GAP:
            seq = behind_gap(segment, offset, seq, size_of(length))
        in_batch = bool(flags & BATCH_CONTINUES)
        offset += size_of(length)


def behind_gap(segment, offset, seq, size):
    behind = i64(segment.data, offset + 40)
    if not 0 <= behind - seq <= size // ALIGNMENT:
        raise Damage(segment.path, offset, "the gap claims more messages than it has room for")
    if behind > seq:
        print(f"messages {seq} to {behind - 1} were lost to damage", file=sys.stderr)
    return behind


def message(segment, offset, seq, kind):
    payload = segment.payload(offset)
    fields = {"seq": seq, "timestamp_ns": i64(segment.data, offset + 16), "type": kind, "length": len(payload)}
    try:
        fields["payload"] = payload.decode()
    except UnicodeDecodeError:
        fields["payload_base64"] = base64.b64encode(payload).decode()
    return fields


def read_bytes(*names):
    try:
        with open(os.path.join(*names), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""


def newest_slot(data, slot_offsets, generation_offset):
    """Of the 64-byte slots whose checksum matches, the one with the greatest generation."""
    slots = [data[offset:offset + 64] for offset in slot_offsets]
    sound = [slot for slot in slots if len(slot) == 64 and crc32c(slot[:60]) == u32(slot, 60)]
    return max(sound, key=lambda slot: i64(slot, generation_offset), default=None)


def tell_hints(directory):
    """What the files beside the segments say. Nothing of it is needed to read messages."""
    control = read_bytes(directory, "control.meta")
    if len(control) == 4096 and control[:4] == b"CHRC" and crc32c(control[:60]) == u32(control, 60):
        print(f"durable up to {i64(control, 128)}, writer {u32(control, 64)}", file=sys.stderr)
        if checkpoint := newest_slot(control, (192, 256), 40):
            closed = "closed" if u32(checkpoint, 32) else "open"
            print(f"checkpoint at message {i64(checkpoint, 0)} in segment {i64(checkpoint, 8)}, {closed}", file=sys.stderr)
    mark = read_bytes(directory, "index.meta")
    if len(mark) == 16:
        print("index.meta: segment {}, offset {}".format(*struct.unpack("<qq", mark)), file=sys.stderr)
    for name in sorted(os.listdir(directory)):
        if name.endswith(".idx"):
            tell_index(name, read_bytes(directory, name))
    readers = os.path.join(directory, "readers")
    for name in sorted(os.listdir(readers)) if os.path.isdir(readers) else []:
        if name.endswith(".cursor"):
            slot = newest_slot(read_bytes(readers, name), (0, 64), 8)
            place = f"next message {i64(slot, 16)}" if slot and slot[:4] == b"CHRP" else "no sound slot"
            print(f"cursor {name[:-len('.cursor')]}: {place}", file=sys.stderr)


def tell_index(name, data):
    sound = len(data) >= 64 and data[:4] == b"CHRI" and len(data) == 64 + 24 * u32(data, 24)
    sound = sound and crc32c(data[:60] + data[64:]) == u32(data, 60)
    print(f"{name}: {f'{u32(data, 24)} entries' if sound else 'not sound'}", file=sys.stderr)


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--quiet"]
    if len(arguments) != 1:
        sys.exit(__doc__)
    quiet = "--quiet" in sys.argv
    directory = arguments[0]
    if not os.path.isdir(directory):
        sys.exit(f"{directory} is no directory")
    count = 0
    try:
        for fields in read_messages(directory):
            count += 1
            if not quiet:
                print(json.dumps(fields, ensure_ascii=False))
    except Damage as damage:
        print(f"DAMAGED: {damage}", file=sys.stderr)
        sys.exit(3)
    tell_hints(directory)
    print(f"{count} messages, all sound", file=sys.stderr)


if __name__ == "__main__":
    main()
