package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.CoverageMap;
import vn.phusong.coverage.DeviceFlags;
import vn.phusong.coverage.FibreCoverage;
import vn.phusong.coverage.Flag;
import vn.phusong.coverage.FlagKind;
import vn.phusong.coverage.Silence;
import vn.phusong.coverage.SlotCoverage;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.Frozen;
import vn.phusong.journal.RememberedJournal;
import vn.phusong.reading.PowerSource;
import vn.phusong.village.Area;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Households;
import vn.phusong.village.Line;
import vn.phusong.village.Operator;
import vn.phusong.village.Place;
import vn.phusong.village.PointKind;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

/** What is weak or doubtful is told at the hours of a working day, once, and only when there is something to say; in played time. */
class RoundupsTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    /** A Monday. */
    private static final long MONDAY = at("2026-03-02T00:00");

    private final PlayedChannel hook = PlayedChannel.answering("webhook:hook", unused -> taken());
    private final PlayedChannel mail = PlayedChannel.answering("mail:so@x.vn", unused -> PlayedChannel.TAKEN);
    private final RememberedJournal journal = new RememberedJournal();
    private final Map<String, VillageCoverage> villages = new TreeMap<>();
    private final List<DeviceFlags> flagged = new ArrayList<>();
    private final Set<String> quiet = new TreeSet<>();
    private PlayedThread thread = new PlayedThread(MONDAY);
    private byte @Nullable [] kept;
    private boolean isDiskFull;
    private boolean isAway;
    private long grace;

    private Answer taken() {
        return isAway ? PlayedChannel.NOBODY : PlayedChannel.TAKEN;
    }

    private static long at(String local) {
        return OffsetDateTime.parse(local + "+07:00").toInstant().toEpochMilli();
    }

    @BeforeEach
    void four_villages_that_are_fine() {
        for (String id : List.of("v-co", "v-dong", "v-xa", "v-moi")) {
            stands(id, Standing.COVERED, null);
        }
    }

    private void stands(String id, Standing standing, @Nullable Silence silence) {
        SlotCoverage slot = new SlotCoverage(
                id + "-c", PointKind.CENTRE, "viettel", standing, MONDAY - HOUR, MONDAY, 60, 40, -112, true);
        villages.put(
                id,
                new VillageCoverage(
                        id, standing, MONDAY - HOUR, standing, List.of(slot), null, silence, FibreCoverage.NONE));
    }

    private static Registry registry() {
        List<Village> villages = new ArrayList<>();
        villages.add(village("v-co", "Bản Co", "01"));
        villages.add(village("v-dong", "Nà Đồng", "01"));
        villages.add(village("v-xa", "Khuổi Xa", "02"));
        villages.add(village("v-moi", "Tân Mới", "02"));
        return Registry.empty()
                .with(new RegistryChange(
                        new RegistryChange.Tree(
                                List.of(
                                        new Area("01", null, "commune", "Xã Một", "One Commune", Validity.OPEN),
                                        new Area("02", null, "commune", "Xã Hai", "Two Commune", Validity.OPEN)),
                                villages,
                                List.of()),
                        List.of(new Operator("viettel", "Viettel", List.of("45204"))),
                        List.of(
                                device("probe-1", DeviceKind.PROBE),
                                device("ont-1", DeviceKind.ONT),
                                device("ont-2", DeviceKind.ONT),
                                device("ont-3", DeviceKind.ONT),
                                device("ont-4", DeviceKind.ONT),
                                device("ont-5", DeviceKind.ONT)),
                        List.of(),
                        List.of()));
    }

    private static Village village(String id, String name, String area) {
        return new Village(
                id,
                name,
                "thôn",
                area,
                new Place(22.1, 105.9),
                new Households(50, "2019-04-01", "test"),
                null,
                Validity.OPEN);
    }

    private static Device device(String id, DeviceKind kind) {
        return new Device(id, kind, "v-co", null, List.of(), 60_000, PowerSource.MAINS, Line.NONE, 0, Validity.OPEN);
    }

    @CanIgnoreReturnValue
    private Roundups begin(String... lines) throws Exception {
        List<Channel> channels = List.of(hook, mail);
        String[] all = new String[lines.length + 4];
        all[0] = "contact so channels=mail:so@x.vn audience=department";
        all[1] = "contact an channels=webhook:hook";
        all[2] = "route all to=an";
        all[3] = "digest at=07:30";
        System.arraycopy(lines, 0, all, 4, lines.length);
        Roundups roundups = new Roundups(
                TellingOffice.policy(channels, all),
                new Roundups.Ground(
                        () -> new RoundupView(
                                new CoverageMap(thread.millis(), 1, villages, List.of(), flagged),
                                registry(),
                                (village, operators) -> quiet.contains(village),
                                false),
                        shelf(),
                        thread,
                        thread,
                        new Held(journal, List.of("webhook:hook")),
                        thread.millis() + grace,
                        ""),
                channels,
                new Backoff(1_000, 300_000));
        roundups.start();
        return roundups;
    }

    private Shelf shelf() {
        return new Shelf() {
            @Override
            public byte @Nullable [] read() {
                return kept;
            }

            @Override
            public boolean keep(byte[] bytes) {
                if (!isDiskFull) {
                    kept = bytes;
                }
                return !isDiskFull;
            }
        };
    }

    private void killed() {
        long now = thread.millis();
        thread.close();
        thread = new PlayedThread(now);
    }

    private static JsonObject json(Frozen letter) {
        return new JsonObject(new String(letter.body(), StandardCharsets.UTF_8));
    }

    private static String vi(Frozen letter) {
        return json(letter).getJsonObject("text").getString("vi");
    }

    @Test
    void a_weak_village_is_told_at_the_hour_with_its_reason_and_once() throws Exception {
        stands("v-co", Standing.DEGRADED, null);
        begin("roundup weak about=weak to=an");
        thread.play(7 * HOUR + 29 * MINUTE);
        assertEquals(List.of(), hook.attempts);
        thread.play(10 * HOUR);
        assertEquals(List.of("roundup-weak-20260302T0730"), hook.takenIds());
        assertEquals(List.of(), mail.attempts, "nobody said so");
        assertEquals(
                """
                [tổng hợp] 07:30 02/03/2026: 1 thôn sóng yếu, chập chờn.
                Tính đến 07:30 02/03/2026. Không phải tin báo sự cố.

                Thôn sóng yếu, chập chờn:
                • Thôn Bản Co, Xã Một: Viettel sóng yếu, chập chờn từ 23:00 01/03/2026 (40/60 mẫu tốt, mức thu −112 dBm).""",
                vi(hook.taken.get(0)));
        assertEquals(
                """
                [round-up] 07:30 02/03/2026: 1 villages with weak or unsteady service.
                As of 07:30 02/03/2026. No incident is told here.

                Villages with weak or unsteady service:
                • Bản Co village, One Commune: Viettel weak or unsteady since 23:00 01/03/2026 (40 of 60 samples good, level −112 dBm).""",
                json(hook.taken.get(0)).getJsonObject("text").getString("en"));
        thread.play(24 * HOUR);
        assertEquals(2, hook.taken.size(), "and again the next working day, as long as it lasts");
    }

    @Test
    void nothing_to_say_is_not_said_and_no_weekend_is_a_working_day() throws Exception {
        stands("v-moi", Standing.UNKNOWN, Silence.NEVER_HEARD);
        begin("roundup all to=an");
        thread.play(5 * 24 * HOUR);
        assertEquals(List.of(), hook.attempts, "a village that was never heard is worth no letter every morning");
        stands("v-co", Standing.DEGRADED, null);
        thread.play(2 * 24 * HOUR);
        assertEquals(List.of(), hook.attempts, "Saturday and Sunday");
        thread.play(8 * HOUR);
        assertEquals(List.of("roundup-all-20260309T0730"), hook.takenIds());
        assertTrue(vi(hook.taken.get(0)).contains("Chưa từng có số đo: 1 thôn."), vi(hook.taken.get(0)));
    }

    @Test
    void doubtful_data_are_told_with_their_device_and_lines_are_only_counted() throws Exception {
        Flag clock = new Flag(FlagKind.CLOCK, "", MONDAY, "Đồng hồ sai 7 giờ.", "Its clock is 7 h off.", List.of());
        Flag light = new Flag(FlagKind.LIGHT_FADING, "", MONDAY, "Mờ.", "Fading.", List.of());
        flagged.add(new DeviceFlags("probe-1", "v-co", List.of(clock)));
        for (int i = 1; i <= 5; i++) {
            flagged.add(new DeviceFlags("ont-" + i, "v-co", List.of(light)));
        }
        stands("v-xa", Standing.UNKNOWN, Silence.DEVICE);
        stands("v-moi", Standing.UNKNOWN, Silence.OURSELVES);
        stands("v-dong", Standing.DEGRADED, null);
        begin("roundup data about=data to=so");
        thread.play(8 * HOUR);
        Frozen letter = mail.taken.get(0);
        assertEquals(
                """
                [tổng hợp] 07:30 02/03/2026: 1 thiết bị có dữ liệu cần xem lại; 5 đường quang suy giảm so với tuần của chính nó; 1 thôn đang không có số đo.
                Tính đến 07:30 02/03/2026. Không phải tin báo sự cố.

                Thiết bị có dữ liệu cần xem lại:
                • probe-1 (Thôn Bản Co, Xã Một): Đồng hồ sai 7 giờ.

                Thôn đang không có số đo, nên chưa kết luận:
                • Thôn Khuổi Xa, Xã Hai: Không nhận được dữ liệu từ thiết bị đo trong 7 giờ; chưa kết luận về vùng phủ.

                Chưa kết luận vì hệ thống Phủ Sóng không nhận được số liệu: 1 thôn.""",
                vi(letter));
        String whole = json(letter).encode();
        assertTrue(!whole.contains("ont-"), "a line is a household");
        assertTrue(!whole.contains("Nà Đồng"), "what is weak was not asked for");
    }

    @Test
    void a_probe_that_speaks_and_is_not_believed_is_no_silence() throws Exception {
        Flag moved = new Flag(FlagKind.MOVED, "", MONDAY, "Đã bị mang đi nơi khác.", "It was carried away.", List.of());
        flagged.add(new DeviceFlags("probe-1", "v-co", List.of(moved)));
        stands("v-co", Standing.UNKNOWN, Silence.DEVICE);
        begin("roundup data about=data to=so");
        thread.play(8 * HOUR);
        String vi = vi(mail.taken.get(0));
        assertTrue(vi.contains("• probe-1 (Thôn Bản Co, Xã Một): Đã bị mang đi nơi khác."), vi);
        assertTrue(!vi.contains("không có số đo"), vi);
    }

    @Test
    void fewer_than_five_lines_are_nobody_s_business() throws Exception {
        Flag light = new Flag(FlagKind.LIGHT_FADING, "", MONDAY, "Mờ.", "Fading.", List.of());
        for (int i = 1; i <= 4; i++) {
            flagged.add(new DeviceFlags("ont-" + i, "v-co", List.of(light)));
        }
        begin("roundup data about=data to=so");
        thread.play(8 * HOUR);
        assertEquals(List.of(), mail.attempts);
    }

    @Test
    void an_area_is_told_of_itself_only_and_works_that_were_planned_are_counted() throws Exception {
        stands("v-co", Standing.DEGRADED, null);
        stands("v-dong", Standing.DEGRADED, null);
        stands("v-xa", Standing.DEGRADED, null);
        quiet.add("v-dong");
        begin("roundup one about=weak area=01 to=an at=09:00");
        thread.play(10 * HOUR);
        JsonObject letter = json(hook.taken.get(0));
        assertEquals("roundup-one-20260302T0900", letter.getString("id"));
        assertEquals(1, letter.getJsonArray("weak").size());
        assertEquals("v-co", letter.getJsonArray("weak").getJsonObject(0).getString("village"));
        assertEquals(1, letter.getInteger("quiet"));
    }

    @Test
    void a_restart_neither_leaves_an_hour_out_nor_tells_it_twice() throws Exception {
        stands("v-co", Standing.DEGRADED, null);
        begin("roundup weak to=an");
        thread.play(7 * HOUR + 29 * MINUTE);
        killed();
        thread.play(10 * MINUTE);
        begin("roundup weak to=an");
        thread.play(MINUTE);
        assertEquals(List.of("roundup-weak-20260302T0730"), hook.takenIds(), "we were away at the hour");
        killed();
        begin("roundup weak to=an");
        thread.play(8 * HOUR);
        assertEquals(1, hook.attempts.size());
    }

    @Test
    void after_our_own_absence_nothing_is_told_before_we_have_listened_for_a_while() throws Exception {
        grace = 30 * MINUTE;
        thread = new PlayedThread(at("2026-03-02T07:45"));
        stands("v-co", Standing.DEGRADED, null);
        begin("roundup weak to=an");
        thread.play(29 * MINUTE);
        assertEquals(List.of(), hook.attempts, "the picture is of before");
        stands("v-co", Standing.COVERED, null);
        stands("v-dong", Standing.DEGRADED, null);
        thread.play(2 * MINUTE);
        assertEquals(List.of("roundup-weak-20260302T0730"), hook.takenIds());
        assertTrue(vi(hook.taken.get(0)).contains("Tính đến 08:15 02/03/2026"), vi(hook.taken.get(0)));
        assertTrue(!vi(hook.taken.get(0)).contains("Bản Co"), "that was before");
    }

    @Test
    void a_letter_that_is_not_taken_is_the_same_letter_after_a_restart_until_the_next_one() throws Exception {
        isAway = true;
        stands("v-co", Standing.DEGRADED, null);
        begin("roundup weak to=an");
        thread.play(8 * HOUR);
        killed();
        stands("v-dong", Standing.DEGRADED, null);
        Roundups roundups = begin("roundup weak to=an");
        thread.play(MINUTE);
        assertEquals(1, roundups.waiting());
        Frozen first = hook.attempts.get(0);
        Frozen last = hook.attempts.get(hook.attempts.size() - 1);
        assertArrayEquals(first.body(), last.body());
        thread.play(24 * HOUR);
        isAway = false;
        thread.play(HOUR);
        assertEquals(List.of("roundup-weak-20260303T0730"), hook.takenIds(), "yesterday's is nobody's any more");
        assertEquals(0, roundups.waiting());
    }

    @Test
    void what_is_not_durable_does_not_leave() throws Exception {
        isDiskFull = true;
        stands("v-co", Standing.DEGRADED, null);
        begin("roundup weak to=an");
        thread.play(9 * HOUR);
        assertEquals(List.of(), hook.attempts);
        isDiskFull = false;
        thread.play(MINUTE);
        assertEquals(List.of("roundup-weak-20260302T0730"), hook.takenIds());
    }

    @Test
    void a_restored_journal_tells_nothing_before_somebody_released_it() throws Exception {
        stands("v-co", Standing.DEGRADED, null);
        journal.owe(MONDAY, AlertFollowerTest.owed("gn-1-m1", 1));
        journal.note(new FollowerNote(Held.NAME, 1, List.of()));
        begin("roundup weak to=an");
        thread.play(8 * HOUR);
        assertEquals(List.of(), hook.attempts);
        journal.note(Held.release());
        thread.play(MINUTE);
        assertEquals(List.of("roundup-weak-20260302T0730"), hook.takenIds());
    }

    @Test
    void an_hour_long_past_is_not_made_up_for() throws Exception {
        stands("v-co", Standing.DEGRADED, null);
        thread = new PlayedThread(at("2026-03-02T21:00"));
        begin("roundup weak to=an");
        thread.play(HOUR);
        assertEquals(List.of(), hook.attempts);
    }
}
