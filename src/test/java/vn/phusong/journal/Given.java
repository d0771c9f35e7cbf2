package vn.phusong.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.engine.Outcome;
import vn.phusong.engine.SnapshotRow;
import vn.phusong.incident.Act;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Deed;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.Owed;
import vn.phusong.incident.Severity;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.Content;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;
import vn.phusong.reading.Registration;

/** Things a journal is given, made small or by seed. */
final class Given {
    static final long T0 = 1_772_326_800_000L;
    static final JournalSettings SETTINGS =
            new JournalSettings("FULL", 30L * 24 * 3600 * 1000, Long.MAX_VALUE / 2, 100);

    private Given() {}

    static Reading fibre(int ont, long at) {
        return new Reading("ont-" + ont, "olt-1", at, at + 20, at / 1000, new Fibre(-21.4f, 2.3f, OnuState.O5, false));
    }

    static Event.Readings readings(long at, int count) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            readings.add(fibre(i, at));
        }
        return new Event.Readings(at, readings);
    }

    /** Readings all taken, with no further effect. */
    static Commit.Step taken(Event.Readings event) {
        return new Commit.Step(event, with(event, Effects.NONE));
    }

    static Effects with(Event.Readings event, Effects effects) {
        return new Effects(
                effects.standings(),
                effects.incidents(),
                effects.owed(),
                effects.rollups(),
                Collections.nCopies(event.readings().size(), Outcome.COMMITTED));
    }

    static Commit commit(Commit.Step... steps) {
        return new Commit(List.of(steps), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    static Commit commit(FollowerNote... notes) {
        return new Commit(List.of(), List.of(), List.of(), List.of(), List.of(notes), List.of());
    }

    static Commit snapshot(SnapshotRow... rows) {
        return new Commit(List.of(), List.of(rows), List.of(), List.of(), List.of(), List.of());
    }

    static StandingChange change(String village, Standing to, long at) {
        return new StandingChange("mobile", village, null, null, Standing.UNKNOWN, to, at, "enter");
    }

    static Incident incident(String village, int revision, IncidentState state, long at) {
        return new Incident(
                village + "-m1",
                revision,
                state,
                at,
                Severity.MAJOR,
                Cause.MOBILE_SITE,
                0.75,
                new Incident.Span(T0 - 600_000, T0, state == IncidentState.CLOSED ? at : -1),
                new Incident.Scope(village, null, 1, 84, List.of("viettel", "vinaphone"), null),
                new Incident.Marks(revision > 2, false, false, false),
                List.of(new Incident.Span(T0 - 9_000_000, T0 - 8_000_000, T0 - 7_000_000)));
    }

    static Owed owed(Incident incident) {
        return new Owed(incident.id() + "." + incident.revision(), Owed.Step.OPENED, incident);
    }

    static Rollup rollup(String village, long from, int good) {
        return new Rollup(village, "viettel", from, good, 1, 0, -97.4 * (good + 1), good + 1);
    }

    static Quarantined refused(String device, int n) {
        Refusal refusal = new Refusal(RefusalReason.UNPARSABLE, "no JSON at byte " + n);
        return new Quarantined(0, T0 + n, device, "phusong/v1/" + device + "/telemetry", refusal, bytes("{" + n));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One of everything a commit can carry. {@code n} makes it its own. */
    static Commit everything(int n) {
        long at = T0 + 60_000L * n;
        String village = "bk-" + n;
        Incident incident = incident(village, 1, IncidentState.OPENED, at);
        Effects effects = new Effects(
                List.of(change(village, Standing.COVERED, at), change(village, Standing.UNCOVERED, at + 1)),
                List.of(incident),
                List.of(owed(incident)),
                List.of(rollup(village, at / Rollup.BUCKET_MS * Rollup.BUCKET_MS, n)),
                List.of());
        Event.Readings batch = readings(at, 3);
        return new Commit(
                List.of(
                        new Commit.Step(batch, with(batch, effects)),
                        new Commit.Step(new Event.Acted(at, act(n)), Effects.NONE)),
                List.of(
                        new SnapshotRow("s", village, bytes("state " + n)),
                        new SnapshotRow("s", "all", bytes("at " + n))),
                List.of(refused("probe-" + n, n)),
                List.of(new SecurityEvent(at, "login_failed", "probe-" + n, "10.0.0.9", "wrong secret")),
                List.of(new FollowerNote(
                        "history",
                        n,
                        List.of(new FollowerNote.Receipt(incident.id() + ".1", "log", at, "delivered", "ok")))),
                List.of(new DeviceSecret("probe-" + n, new byte[16], new byte[32])),
                List.of(act(n), Act.of(at, "minh", Deed.LOGIN, "minh", Act.PEER, "10.0.0." + n)));
    }

    static Act act(int n) {
        return Act.of(T0 + n, "lan", Deed.COMMENT, "bk-" + n + "-m1", Act.TEXT, "đã gọi \"trạm\" " + n);
    }

    /** A reading by seed in which everything can be absent, odd or extreme, and names collide. */
    static Reading any(SplittableRandom random) {
        long at = T0 + random.nextLong(-86_400_000, 86_400_000);
        String device = "d" + random.nextInt(5);
        String reporter = random.nextInt(3) == 0 ? "ölt\uD800-" + random.nextInt(2) : device;
        long seq = random.nextInt(4) == 0 ? -1 : random.nextLong(1L << random.nextInt(1, 60));
        return new Reading(device, reporter, at - random.nextLong(-5000, 1L << 40), at, seq, content(random));
    }

    private static Content content(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Fibre(level(random), level(random), one(OnuState.values(), random), random.nextBoolean());
            case 1 -> {
                EventKind kind = one(EventKind.values(), random);
                yield new DeviceEvent(kind, kind == EventKind.OTHER ? "cháy \u0000" + random.nextInt(3) : kind.word());
            }
            default -> mobile(random);
        };
    }

    private static Mobile mobile(SplittableRandom random) {
        List<Radio> radio = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            radio.add(new Radio(
                    "4520" + random.nextInt(1, 6),
                    random.nextBoolean() ? "45204" : null,
                    one(Rat.values(), random),
                    one(Registration.values(), random),
                    levels(random),
                    random.nextBoolean() ? Levels.ABSENT : levels(random),
                    random.nextInt(-1, 16),
                    random.nextInt(-1, 300),
                    random.nextBoolean() ? null : Integer.toString(random.nextInt(1000))));
        }
        ActiveTest test = random.nextBoolean()
                ? null
                : new ActiveTest("45201", quantity(random), quantity(random), quantity(random), quantity(random));
        return new Mobile(radio, test, random.nextBoolean() ? null : one(PowerSource.values(), random));
    }

    private static Levels levels(SplittableRandom random) {
        return new Levels(level(random), level(random), level(random), level(random), level(random), level(random));
    }

    static float level(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> Float.NaN;
            case 1 -> random.nextInt(-140, 20);
            case 2 -> random.nextInt(-1400, 200) / 10f;
            case 3 -> random.nextInt(-14000, 2000) / 100f;
            case 4 -> Float.intBitsToFloat(random.nextInt());
            default -> random.nextBoolean() ? -0.0f : 0.0f;
        };
    }

    private static double quantity(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> Double.NaN;
            case 1 -> random.nextInt(50_000_000);
            case 2 -> random.nextInt(60_000) / 1000.0;
            case 3 -> Double.longBitsToDouble(random.nextLong());
            default -> random.nextBoolean() ? -0.0 : 0.0;
        };
    }

    private static <T> T one(T[] all, SplittableRandom random) {
        return all[random.nextInt(all.length)];
    }
}
