package vn.phusong.simulate;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was asked of {@code simulate}, checked. */
record SimulateOptions(Where where, What what, boolean json, boolean help) {
    static final String USAGE =
            """
            usage: bin/phusong simulate --registry FOLDER --secrets FILE [options]
              Simulated devices as real MQTT clients: a province with weather, daily life and faults, or a load generator.

              --registry FOLDER  villages, devices, base stations (the import format)
              --secrets FILE     CSV device_id,secret; devices without a secret stay out
              --host HOST        default 127.0.0.1
              --port PORT        default 1883
              --for DURATION     30s, 10m, 2h of real time; default: until stopped
              --json             one JSON line at the end (progress goes to standard error)
              --window N         messages of one device on the way at once, 1..10; default 4, as load 1
            a province:
              --seed N           default 1: the same seed gives the same province and faults
              --faults MIX       usual (default): masts, base stations, power, PONs, choked backhauls, devices that are silent,
                                 offline or talk nonsense; all: also drop fibres, slow fading, single sectors, suspended
                                 SIMs, clocks that jump, communes that hand in hours at once, several at once
              --speed N          simulated seconds a second; the server's clock must run as fast; default 1
              --truth FILE       writes what was really broken, one JSON line for each interval
            a load (chosen by --rate):
              --rate N|max       readings a second over all connections; max: as fast as they are acknowledged
              --devices N        at most N different devices; default 10000
              --connections N    at most N sessions; default 100
              --pack N           readings in one message, 1..500; above 1 collectors speak for their ONTs; default 1

            example: phusong simulate --registry data/registry --secrets secrets.csv --speed 1 --truth truth.ndjson
            """;

    private static final List<String> SWITCHES = List.of("--json", "--help");
    private static final List<String> NAMES = List.of(
            "--registry",
            "--secrets",
            "--host",
            "--port",
            "--for",
            "--window",
            "--seed",
            "--faults",
            "--speed",
            "--truth",
            "--rate",
            "--devices",
            "--connections",
            "--pack");

    record Where(@Nullable Path registry, @Nullable Path secretsFile, Address address, Limits limits) {}

    record What(long seed, Mix mix, double speed, @Nullable Path truth, @Nullable Load load, long lastsMs) {}

    static SimulateOptions parse(String... words) {
        Map<String, String> given = given(words);
        boolean help = given.containsKey("--help");
        String rate = given.get("--rate");
        Load load = rate == null
                ? null
                : new Load(
                        rate.equals("max") ? 0 : whole("--rate", rate),
                        whole("--devices", given.getOrDefault("--devices", "10000")),
                        whole("--connections", given.getOrDefault("--connections", "100")),
                        whole("--pack", given.getOrDefault("--pack", "1")));
        int window = whole("--window", given.getOrDefault("--window", load == null ? "4" : "1"));
        Limits usual = Limits.USUAL;
        Limits limits = new Limits(window, usual.keptMessages(), usual.keptBytes(), usual.connectsPerSecond());
        Where where = new Where(
                path(given, "--registry", !help),
                path(given, "--secrets", !help),
                new Address(
                        given.getOrDefault("--host", "127.0.0.1"),
                        whole("--port", given.getOrDefault("--port", "1883"))),
                limits);
        What what = new What(
                whole("--seed", given.getOrDefault("--seed", "1")),
                Mix.of(given.getOrDefault("--faults", "usual")),
                speed(given.getOrDefault("--speed", "1")),
                path(given, "--truth", false),
                load,
                given.containsKey("--for") ? duration(given.getOrDefault("--for", "")) : 0);
        return new SimulateOptions(where, what, given.containsKey("--json"), help);
    }

    @Nullable
    Path registry() {
        return where.registry();
    }

    Path secrets() {
        Path file = where.secretsFile();
        if (file == null) {
            throw new IllegalArgumentException("--secrets FILE is needed");
        }
        return file;
    }

    Address address() {
        return where.address();
    }

    Limits limits() {
        return where.limits();
    }

    long seed() {
        return what.seed();
    }

    Mix mix() {
        return what.mix();
    }

    double speed() {
        return what.speed();
    }

    @Nullable
    Path truth() {
        return what.truth();
    }

    @Nullable
    Load load() {
        return what.load();
    }

    /** Real time, 0 for ever. */
    long lastsMs() {
        return what.lastsMs();
    }

    private static Map<String, String> given(String... words) {
        Map<String, String> given = new TreeMap<>();
        for (Iterator<String> rest = List.of(words).iterator(); rest.hasNext(); ) {
            String word = rest.next();
            if (SWITCHES.contains(word)) {
                given.put(word, "");
            } else if (!NAMES.contains(word)) {
                throw new IllegalArgumentException("simulate does not know " + word + "; see simulate --help");
            } else if (!rest.hasNext()) {
                throw new IllegalArgumentException(word + " needs a value; see simulate --help");
            } else {
                given.put(word, rest.next());
            }
        }
        return given;
    }

    private static @Nullable Path path(Map<String, String> given, String name, boolean isNeeded) {
        String value = given.get(name);
        if (value == null && isNeeded) {
            throw new IllegalArgumentException(name + " is needed; see simulate --help");
        }
        return value == null ? null : Path.of(value);
    }

    private static int whole(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " needs a whole number, was " + value, e);
        }
    }

    private static double speed(String value) {
        double speed;
        try {
            speed = Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--speed needs a number, was " + value, e);
        }
        if (!(speed > 0 && speed <= 100_000)) {
            throw new IllegalArgumentException("--speed must be above 0 and at most 100000, was " + value);
        }
        return speed;
    }

    private static long duration(String value) {
        if (!value.toLowerCase(Locale.ROOT).matches("[0-9]{1,6}(s|m|h)")) {
            throw new IllegalArgumentException("--for needs a time like 30s, 10m or 2h, was " + value);
        }
        long number = Long.parseLong(value.substring(0, value.length() - 1));
        return switch (value.charAt(value.length() - 1)) {
            case 's' -> number * 1000;
            case 'm' -> number * 60_000;
            default -> number * 3_600_000;
        };
    }
}
