package vn.phusong.story;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What strace saw of the server: writes into the journal's write-ahead log, its syncs, and the PUBACKs put on the wire. Times are microseconds since 1970,
 * of the same clock as this test's.
 */
final class Trace {
    /** {@code write()} and its kin to files and sockets, and what makes files durable. */
    static final List<String> COMMAND = List.of(
            "strace",
            "-f",
            "-ttt",
            "-T",
            "-yy",
            "-xx",
            "-s",
            "512",
            "--seccomp-bpf",
            "-e",
            "trace=fsync,fdatasync,write,writev,pwrite64,pwritev,sendto,sendmsg",
            "-o");

    private static final Pattern LINE = Pattern.compile("^(\\d+) +(\\d+)\\.(\\d{6}) (.*)$");
    private static final Pattern SOCKET = Pattern.compile("^\\w+\\(\\d+<TCP(?:v6)?:\\[.*?:(\\d+)->.*?\\]>.*");
    private static final Pattern TOOK = Pattern.compile("= (-?\\d+).* <(\\d+\\.\\d+)>$");
    private static final Pattern BYTES = Pattern.compile("\"((?:\\\\x[0-9a-f]{2})*)\"");
    private static final int PUBACK = 0x40;
    /** The end of the log's path as {@code -xx} writes it. */
    private static final String LOG = escaped("phusong.db-wal") + ">";

    /** From the call to its return. */
    record Call(int thread, long begun, long ended) {}

    final List<Call> logWrites = new ArrayList<>();
    final List<Call> logSyncs = new ArrayList<>();
    /** When the call that put it on the wire began, by packet identifier; the first if there were more. */
    final Map<Integer, Long> acknowledged = new HashMap<>();

    private final Map<Integer, String> unfinished = new HashMap<>();
    private final Map<Integer, Long> begun = new HashMap<>();

    private Trace() {}

    /** @param mqttPort only what leaves from this port is looked at for PUBACKs */
    static Trace read(Path file, int mqttPort) throws IOException {
        Trace trace = new Trace();
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> trace.line(line, mqttPort));
        }
        return trace;
    }

    private static String escaped(String text) {
        return text.chars().mapToObj("\\x%02x"::formatted).collect(Collectors.joining());
    }

    private void line(String line, int mqttPort) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return;
        }
        int thread = Integer.parseInt(parts.group(1));
        long at = Long.parseLong(parts.group(2) + parts.group(3));
        String call = parts.group(4);
        if (call.endsWith("<unfinished ...>")) {
            unfinished.put(thread, call.substring(0, call.length() - "<unfinished ...>".length()));
            begun.put(thread, at);
        } else if (call.startsWith("<... ")) {
            String rest = call.substring(call.indexOf('>') + 1);
            String first = unfinished.remove(thread);
            if (first != null) {
                whole(first + rest, new Call(thread, begun.getOrDefault(thread, at), at), mqttPort);
            }
        } else {
            whole(call, new Call(thread, at, at + took(call)), mqttPort);
        }
    }

    private static long took(String call) {
        Matcher took = TOOK.matcher(call);
        return took.find() ? Math.round(Double.parseDouble(took.group(2)) * 1e6) : 0;
    }

    private void whole(String call, Call when, int mqttPort) {
        Matcher result = TOOK.matcher(call);
        boolean succeeded = result.find() && !result.group(1).startsWith("-");
        boolean isLog = call.contains(LOG);
        if (isLog && succeeded) {
            (call.startsWith("fsync(") || call.startsWith("fdatasync(") ? logSyncs : logWrites).add(when);
        }
        Matcher socket = SOCKET.matcher(call);
        if (socket.matches() && Integer.parseInt(socket.group(1)) == mqttPort) {
            acknowledge(bytes(call), when.begun());
        }
    }

    private static byte[] bytes(String call) {
        StringBuilder hex = new StringBuilder();
        Matcher strings = BYTES.matcher(call);
        while (strings.find()) {
            hex.append(strings.group(1).replace("\\x", ""));
        }
        return java.util.HexFormat.of().parseHex(hex);
    }

    /** Walks over the packets of one write; ours are all shorter than 128 bytes. */
    private void acknowledge(byte[] wire, long at) {
        for (int i = 0; i + 1 < wire.length; i += 2 + wire[i + 1]) {
            if (wire[i + 1] < 0) {
                throw new IllegalStateException("a packet of more than 127 bytes where PUBACKs were expected");
            }
            if ((wire[i] & 0xF0) == PUBACK && i + 3 < wire.length) {
                acknowledged.putIfAbsent((wire[i + 2] & 0xFF) << 8 | (wire[i + 3] & 0xFF), at);
            }
        }
    }

    /**
     * The sync that made a message durable before its PUBACK: something was written into the log after the message was sent, then synced by the same thread,
     * and the sync had returned when the PUBACK was put on the wire.
     */
    Optional<Call> syncBetween(long sent, long acknowledged) {
        return logSyncs.stream()
                .filter(sync -> sync.ended() < acknowledged)
                .filter(sync -> logWrites.stream()
                        .anyMatch(write -> write.thread() == sync.thread()
                                && write.begun() > sent
                                && write.ended() <= sync.begun()))
                .findFirst();
    }
}
