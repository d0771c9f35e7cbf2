package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Radio;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Line;
import vn.phusong.village.PointKind;
import vn.phusong.village.Validity;

/** What is said of a village and of a device, word for word in both languages, and the evidence it is made from. */
class ExplainTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    /** 00:00 of 1 January 2026 at +07:00. */
    private static final long T0 = 1_767_200_400_000L;

    private static String name(String operator) {
        return operator.equals("viettel") ? "Viettel" : operator;
    }

    private static SlotCoverage slot(
            PointKind kind, Standing standing, long since, float rsrp, boolean ever, int byTest) {
        return new SlotCoverage("p", kind, "viettel", standing, since, T0, 60, 12, rsrp, ever, byTest, 0);
    }

    private static SlotCoverage centre(Standing standing) {
        return slot(PointKind.CENTRE, standing, T0, -118.4f, true, 0);
    }

    private static Why why(@Nullable Silence silence, FibreCoverage fibre, long asOf, SlotCoverage... slots) {
        return Explain.village(
                new VillageCoverage("v", Standing.UNKNOWN, 0, Standing.UNKNOWN, List.of(slots), null, silence, fibre),
                ExplainTest::name,
                asOf);
    }

    private static Why why(SlotCoverage... slots) {
        return why(null, FibreCoverage.NONE, T0, slots);
    }

    private static void says(Why why, String vi, String en) {
        assertEquals(vi, why.vi());
        assertEquals(en, why.en());
    }

    @Test
    void a_centre_is_told_by_its_standing_its_share_and_its_level() {
        says(
                why(centre(Standing.COVERED)),
                "Viettel phủ sóng từ 00:00 01/01/2026 (12/60 mẫu tốt, mức thu −118 dBm).",
                "Viettel covered since 00:00 01/01/2026 (12 of 60 samples good, level −118 dBm).");
        says(
                why(slot(PointKind.CENTRE, Standing.DEGRADED, 0, Float.NaN, true, 0)),
                "Viettel sóng yếu, chập chờn (12/60 mẫu tốt).",
                "Viettel weak or unsteady (12 of 60 samples good).");
        says(
                why(centre(Standing.UNCOVERED)),
                "Viettel mất sóng tại trung tâm từ 00:00 01/01/2026 (12/60 mẫu tốt, mức thu −118 dBm).",
                "Viettel lost at the centre since 00:00 01/01/2026 (12 of 60 samples good, level −118 dBm).");
        says(
                why(slot(PointKind.CENTRE, Standing.UNCOVERED, T0, Float.NaN, false, 0)),
                "Viettel chưa từng đạt mức phủ sóng tại trung tâm (12/60 mẫu tốt).",
                "Viettel was never good enough for coverage at the centre (12 of 60 samples good).");
        says(
                why(new SlotCoverage(
                        "p", PointKind.CENTRE, "viettel", Standing.UNCOVERED, T0, T0, 60, 0, Float.NaN, false)),
                "Viettel chưa từng có sóng tại trung tâm (0/60 mẫu tốt).",
                "Viettel never had service at the centre (0 of 60 samples good).");
        says(
                why(centre(Standing.RECOVERING)),
                "Viettel đang có sóng trở lại từ 00:00 01/01/2026, chưa đủ lâu để kết luận.",
                "Viettel coming back since 00:00 01/01/2026, not yet long enough to conclude.");
        says(why(centre(Standing.UNKNOWN)), "Viettel: chưa đủ số đo.", "Viettel: not enough measurements.");
        assertEquals(
                List.of(
                        new Why.Evidence("standing", "viettel", "UNCOVERED", T0),
                        new Why.Evidence("samples", "viettel", "12/60", T0),
                        new Why.Evidence("level", "viettel", "-118 dBm", T0)),
                why(centre(Standing.UNCOVERED)).evidence());
        assertEquals(
                2,
                why(slot(PointKind.CENTRE, Standing.UNCOVERED, T0, Float.NaN, false, 0))
                        .evidence()
                        .size());
    }

    @Test
    void an_outage_is_told_from_its_first_bad_sample_and_not_from_when_it_was_found() {
        for (int byTest : new int[] {0, 40}) {
            Why why = why(new SlotCoverage(
                    "p",
                    PointKind.CENTRE,
                    "viettel",
                    Standing.UNCOVERED,
                    T0 + 14 * MINUTE,
                    T0,
                    60,
                    12,
                    Float.NaN,
                    true,
                    byTest,
                    T0));
            assertTrue(why.vi().contains("tại trung tâm từ 00:00 01/01/2026 ("), why.vi());
            assertTrue(why.en().contains("at the centre since 00:00 01/01/2026 ("), why.en());
            assertTrue(why.evidence().contains(new Why.Evidence("outage", "viettel", "since 00:00 01/01/2026", T0)));
            assertTrue(why.evidence().contains(new Why.Evidence("standing", "viettel", "UNCOVERED", T0 + 14 * MINUTE)));
        }
    }

    private static SlotCoverage of(String operator, Standing standing) {
        return new SlotCoverage("p", PointKind.CENTRE, operator, standing, 0, T0, 60, 60, Float.NaN, true);
    }

    @Test
    void a_centre_that_hangs_on_one_operator_of_several_says_so_and_only_when_that_is_sure() {
        Why why = why(of("viettel", Standing.COVERED), of("vina", Standing.UNCOVERED), of("mobi", Standing.RECOVERING));
        assertTrue(
                why.vi().endsWith("Trung tâm chỉ trông vào một nhà mạng: Viettel (trong 3 nhà mạng được đo)."),
                why.vi());
        assertTrue(why.en().endsWith("The centre depends on one operator: Viettel (of 3 measured)."), why.en());
        assertTrue(why.evidence().contains(new Why.Evidence("one_operator", "viettel", "1/3", T0)));
        for (Standing other : List.of(Standing.UNKNOWN, Standing.COVERED, Standing.DEGRADED)) {
            assertTrue(!why(of("viettel", Standing.COVERED), of("vina", other))
                    .en()
                    .contains("depends"));
        }
        assertTrue(!why(of("viettel", Standing.COVERED)).en().contains("depends"), "nobody measured another");
        assertTrue(!why(of("viettel", Standing.UNCOVERED), of("vina", Standing.UNCOVERED))
                .en()
                .contains("depends"));
    }

    private static Why registered(Standing standing, FibreCoverage fibre, Registered registered) {
        return Explain.village(
                new VillageCoverage("v", standing, 0, standing, List.of(of("viettel", standing)), null, null, fibre),
                registered,
                ExplainTest::name,
                T0);
    }

    @Test
    void a_village_without_the_grid_says_so_where_something_is_wrong() {
        for (Standing standing : List.of(Standing.UNKNOWN, Standing.DEGRADED, Standing.UNCOVERED)) {
            Why why = registered(standing, FibreCoverage.NONE, new Registered(false, 10, false, null));
            assertTrue(why.vi().endsWith("Theo danh mục, thôn chưa có điện lưới."), why.vi());
            assertTrue(why.en().endsWith("By the registry the village has no grid power."), why.en());
            assertTrue(why.evidence().contains(new Why.Evidence("grid_power", "", "no", 0)));
        }
        for (Boolean grid : new Boolean[] {null, true}) {
            Why why = registered(Standing.UNCOVERED, FibreCoverage.NONE, new Registered(grid, 10, false, null));
            assertTrue(!why.en().contains("grid"), why.en());
        }
        Why well = registered(Standing.COVERED, FibreCoverage.NONE, new Registered(false, 10, false, null));
        assertTrue(!well.en().contains("grid"), well.en());
    }

    private static Why onFibre(int on, int all, boolean assumed, @Nullable Integer target) {
        FibreCoverage fibre = new FibreCoverage(on, on + 10, on, 0, 10, 0, true);
        return registered(Standing.COVERED, fibre, new Registered(null, all, assumed, target));
    }

    @Test
    void households_on_fibre_are_held_against_the_target_in_whole_ones() {
        Why why = onFibre(292, 477, false, 7_000);
        assertTrue(why.vi().endsWith("Hộ có cáp quang: 292/477 (61,2 %), thiếu 42 hộ so với chỉ tiêu 70 %."), why.vi());
        assertTrue(
                why.en().endsWith("Households on fibre: 292 of 477 (61.2 %), 42 short of the target of 70 %."),
                why.en());
        assertTrue(why.evidence().contains(new Why.Evidence("share", "fibre", "292/477", 0)));
        assertTrue(why.evidence().contains(new Why.Evidence("target", "fibre", "70 %", 0)));
        assertTrue(onFibre(6_996, 10_000, false, 7_000).vi().endsWith("(69,9 %), thiếu 4 hộ so với chỉ tiêu 70 %."));
        assertTrue(onFibre(7, 10, false, 7_000).vi().endsWith("7/10 (70 %), đạt chỉ tiêu 70 %."));
        assertTrue(onFibre(7, 10, false, 7_000).en().endsWith("7 of 10 (70 %), the target of 70 % is met."));
        assertTrue(onFibre(7, 11, false, 6_965).vi().endsWith("7/11 (63,6 %), thiếu 1 hộ so với chỉ tiêu 69,65 %."));
        assertTrue(onFibre(7, 10, true, null).vi().endsWith("Hộ có cáp quang: 7/10 (70 %, tổng số hộ là giả định)."));
        assertTrue(onFibre(7, 10, true, null).en().endsWith("7 of 10 (70 %, their total is assumed)."));
    }

    @Test
    void of_a_share_that_contradicts_itself_or_nobody_knows_nothing_is_said() {
        for (int all : new int[] {-1, 0, 6}) {
            assertTrue(!onFibre(7, all, false, 7_000).en().contains("Households"));
        }
        Why unheard = registered(
                Standing.COVERED, new FibreCoverage(7, 10, 0, 0, 10, 0, false), new Registered(null, 10, false, 7_000));
        assertTrue(!unheard.en().contains("Households"), unheard.en());
    }

    @Test
    void of_fewer_than_five_households_no_line_is_told() {
        FibreCoverage.Alone alone = new FibreCoverage.Alone(1, 1);
        for (FibreCoverage few : List.of(
                new FibreCoverage(4, 4, 3, 1, 0, 0, alone, true), new FibreCoverage(4, 6, 5, 1, 0, 0, alone, true))) {
            Why why = registered(Standing.COVERED, few, new Registered(null, 40, false, 7_000));
            assertTrue(why.vi().endsWith("Cáp quang: dưới 5 hộ, không nêu riêng."), why.vi());
            assertTrue(why.en().endsWith("Fibre: fewer than 5 households, not told apart."), why.en());
            assertTrue(why.evidence().stream()
                    .noneMatch(
                            one -> one.what().startsWith("lines") || one.what().equals("share")));
        }
        Why five = registered(Standing.COVERED, new FibreCoverage(5, 5, 4, 1, 0, 0, alone, true), Registered.NOTHING);
        assertTrue(five.vi().contains("1/5 đường báo mất nguồn riêng lẻ"), five.vi());
    }

    @Test
    void a_signal_without_service_is_told_as_such() {
        Why why = why(slot(PointKind.CENTRE, Standing.UNCOVERED, T0, -90, true, 40));
        says(
                why,
                "Viettel có sóng nhưng không truyền được dữ liệu tại trung tâm từ 00:00 01/01/2026"
                        + " (40/48 mẫu không đạt chỉ do phép thử truyền dữ liệu, mức thu −90 dBm).",
                "Viettel has a signal but carries no data at the centre since 00:00 01/01/2026"
                        + " (40/48 samples not good by active tests alone, level −90 dBm).");
        assertTrue(why.evidence().contains(new Why.Evidence("bad_by_test", "viettel", "40/48", T0)));
    }

    @Test
    void a_cluster_is_told_only_when_it_is_out() {
        says(
                why(centre(Standing.UNKNOWN), slot(PointKind.CLUSTER, Standing.COVERED, 0, Float.NaN, true, 0)),
                "Viettel: chưa đủ số đo.",
                "Viettel: not enough measurements.");
        Why out = why(centre(Standing.UNKNOWN), slot(PointKind.CLUSTER, Standing.RECOVERING, 0, Float.NaN, true, 0));
        says(
                out,
                "Viettel: chưa đủ số đo. Cụm dân cư ngoài trung tâm không có sóng Viettel.",
                "Viettel: not enough measurements. A cluster outside the centre has no Viettel service.");
        assertEquals(5, out.evidence().size());
        says(
                why(slot(PointKind.OTHER, Standing.UNCOVERED, 0, Float.NaN, true, 0)),
                "Thôn chưa có thiết bị đo tại điểm trung tâm; chưa kết luận về vùng phủ.",
                "No probe stands at the village centre; coverage not concluded.");
        says(why(), "Thôn chưa có điểm đo.", "The village has no measurement point.");
    }

    private static Why silent(Silence silence, long since, SlotCoverage... slots) {
        return why(silence, FibreCoverage.NONE, T0 + since, slots);
    }

    @Test
    void each_silence_has_its_own_words_and_never_a_verdict() {
        SlotCoverage slot = centre(Standing.UNKNOWN);
        says(
                silent(Silence.DEVICE, 9 * DAY, slot),
                "Không nhận được dữ liệu từ thiết bị đo trong 9 ngày; chưa kết luận về vùng phủ.",
                "No data from the probe for 9 d; coverage not concluded.");
        says(
                silent(Silence.POWER, 2 * HOUR, slot),
                "Thiết bị đo báo mất điện rồi im lặng 2 giờ; chưa kết luận về vùng phủ.",
                "The probe reported loss of power, then fell silent for 2 h; coverage not concluded.");
        says(
                silent(Silence.POWER_BY_LINES, 2 * HOUR, slot),
                "Thiết bị đo im lặng 2 giờ, vào lúc một số đường cáp quang của thôn báo mất nguồn: nghi mất điện; chưa kết"
                        + " luận về vùng phủ.",
                "The probe fell silent 2 h ago when fibre lines of the village reported loss of power: a power cut is"
                        + " suspected; coverage not concluded.");
        assertEquals("power", Silence.POWER_BY_LINES.word());
        says(
                silent(Silence.BACKHAUL, 2 * HOUR - 1, slot),
                "Các thiết bị đo cùng trạm im lặng cùng lúc, đã 119 phút: nghi mất đường truyền hoặc mạng của nhà"
                        + " mạng; chưa kết luận về vùng phủ.",
                "The probes of one base station fell silent together 119 min ago: their link or the operator is"
                        + " suspected; coverage not concluded.");
        says(
                silent(Silence.OURSELVES, HOUR, slot),
                "Hệ thống Phủ Sóng đã ngừng nhận số liệu; chưa kết luận về vùng phủ.",
                "Phủ Sóng itself was not receiving; coverage not concluded.");
        says(
                silent(Silence.NEVER_HEARD, 0, slot),
                "Chưa từng nhận được số đo nào từ thôn; chưa kết luận về vùng phủ.",
                "Nothing was ever received from this village; coverage not concluded.");
        says(
                silent(Silence.NEVER_HEARD, 0),
                "Thôn chưa có thiết bị đo tại điểm trung tâm; chưa kết luận về vùng phủ.",
                "No probe stands at the village centre; coverage not concluded.");
        assertEquals(
                List.of(new Why.Evidence("silence", "", "device", T0)),
                silent(Silence.DEVICE, DAY, slot).evidence());
        assertTrue(silent(Silence.DEVICE, 48 * HOUR, slot).en().contains("for 2 d"));
        assertTrue(silent(Silence.DEVICE, 48 * HOUR - MINUTE, slot).en().contains("for 47 h"));
        assertTrue(silent(Silence.DEVICE, -MINUTE, slot).en().contains("for 0 min"));
    }

    @Test
    void a_silence_nobody_knows_the_length_of_is_told_without_one() {
        says(
                silent(Silence.DEVICE, HOUR),
                "Không nhận được dữ liệu từ thiết bị đo; chưa kết luận về vùng phủ.",
                "No data from the probe; coverage not concluded.");
        says(
                silent(Silence.POWER, HOUR),
                "Thiết bị đo báo mất điện rồi im lặng; chưa kết luận về vùng phủ.",
                "The probe reported loss of power, then fell silent; coverage not concluded.");
        says(
                silent(Silence.POWER_BY_LINES, HOUR),
                "Thiết bị đo im lặng, vào lúc một số đường cáp quang của thôn báo mất nguồn: nghi mất điện; chưa kết luận"
                        + " về vùng phủ.",
                "The probe fell silent when fibre lines of the village reported loss of power: a power cut is suspected;"
                        + " coverage not concluded.");
        says(
                silent(Silence.BACKHAUL, HOUR),
                "Các thiết bị đo cùng trạm im lặng cùng lúc: nghi mất đường truyền hoặc mạng của nhà mạng; chưa kết luận"
                        + " về vùng phủ.",
                "The probes of one base station fell silent together: their link or the operator is suspected; coverage"
                        + " not concluded.");
    }

    @Test
    void fibre_is_told_with_what_is_unknown_and_what_went_by_itself() {
        FibreCoverage.Alone alone = new FibreCoverage.Alone(5, 2);
        Why why = why(null, new FibreCoverage(18, 20, 12, 5, 3, 0, alone, true), T0);
        says(
                why,
                "Thôn chưa có điểm đo. Cáp quang: 12/20 đường đang hoạt động, 3 chưa rõ. 3/20 đường mất tín hiệu riêng lẻ:"
                        + " nghi đứt cáp quang thuê bao hoặc do phía khách hàng. 2/20 đường báo mất nguồn riêng lẻ: nghi"
                        + " mất điện hoặc tắt máy tại hộ.",
                "The village has no measurement point. Fibre: 12 of 20 lines up, 3 unknown. 3 of 20 down by themselves:"
                        + " suspected drop fibre or customer side. 2 of 20 by dying gasp: suspected loss of power at the"
                        + " household.");
        assertEquals(
                List.of(
                        new Why.Evidence("lines", "fibre", "12 up, 5 down, 3 silent", 0),
                        new Why.Evidence("households", "fibre", "18", 0),
                        new Why.Evidence("lines_alone", "fibre", "5 down, 2 by dying gasp", 0)),
                why.evidence());
        says(
                why(null, new FibreCoverage(18, 20, 20, 0, 0, 0, true), T0),
                "Thôn chưa có điểm đo. Cáp quang: 20/20 đường đang hoạt động.",
                "The village has no measurement point. Fibre: 20 of 20 lines up.");
        Why gasped = why(null, new FibreCoverage(9, 9, 8, 1, 0, 0, new FibreCoverage.Alone(1, 1), true), T0);
        assertTrue(gasped.en().endsWith("1 of 9 by dying gasp: suspected loss of power at the household."));
        assertTrue(!gasped.en().contains("by themselves"));
        Why dark = why(null, new FibreCoverage(9, 9, 8, 1, 0, 0, new FibreCoverage.Alone(1, 0), true), T0);
        assertTrue(dark.en().endsWith("1 of 9 down by themselves: suspected drop fibre or customer side."));
    }

    private static Device device(DeviceKind kind) {
        return new Device(
                "d1", kind, "v", "p", List.of("viettel"), MINUTE, PowerSource.MAINS, Line.NONE, 0, Validity.OPEN);
    }

    private static List<Flag> flags(DeviceWatch watch) {
        return Flags.of(device(DeviceKind.PROBE), watch, ExplainTest::name);
    }

    private static DeviceWatch late(long bySeconds) {
        DeviceWatch watch = new DeviceWatch(DeviceKind.PROBE);
        for (long at = T0; at < T0 + 3 * MINUTE; at += MINUTE) {
            boolean unused = watch.told(at - bySeconds * 1000, at, MINUTE, 5 * MINUTE);
        }
        return watch;
    }

    private static void says(Flag flag, FlagKind kind, String vi, String en) {
        assertEquals(kind, flag.kind());
        assertEquals(vi, flag.vi());
        assertEquals(en, flag.en());
    }

    @Test
    void a_device_nothing_is_wrong_with_has_no_flag() {
        assertEquals(List.of(), flags(late(0)));
        assertEquals(
                List.of("clock", "stuck", "disagrees", "moved", "sim_suspended", "level_step", "light_fading"),
                java.util.Arrays.stream(FlagKind.values()).map(FlagKind::word).toList());
    }

    @Test
    void a_clock_is_told_by_how_far_it_is_off() {
        Flag behind = flags(late(7 * 3600)).get(0);
        says(
                behind,
                FlagKind.CLOCK,
                "Đồng hồ thiết bị chậm khoảng 7 giờ so với giờ máy chủ; số đo của nó được coi là đến muộn.",
                "The device's clock is about 7 h behind ours; its readings are taken as late ones.");
        assertEquals(List.of(new Why.Evidence("clock", "d1", "-25200 s", T0 + MINUTE)), behind.evidence());
        assertEquals("", behind.subject());
        says(
                flags(late(-119)).get(0),
                FlagKind.CLOCK,
                "Đồng hồ thiết bị nhanh khoảng 2 phút so với giờ máy chủ; số đo của nó được tính theo giờ nhận.",
                "The device's clock is about 2 min ahead of ours; its readings count as of when they came.");
        assertTrue(flags(late(119 * 60)).get(0).en().contains("about 119 min behind"));
        assertTrue(flags(late(120 * 60)).get(0).en().contains("about 2 h behind"));
    }

    @Test
    void a_refused_clock_is_told_without_a_number() {
        for (boolean isAhead : new boolean[] {true, false}) {
            DeviceWatch watch = new DeviceWatch(DeviceKind.PROBE);
            boolean unused = watch.refusedForTime(isAhead, T0);
            unused = watch.refusedForTime(isAhead, T0 + MINUTE);
            Flag flag = flags(watch).get(0);
            assertTrue(flag.vi()
                    .startsWith(isAhead ? "Thiết bị gửi thời gian ở tương lai" : "Thiết bị gửi thời gian quá cũ"));
            assertTrue(flag.en()
                    .startsWith(isAhead ? "The device gives times in the future" : "The device gives times too old"));
            assertEquals(T0 + MINUTE, flag.since());
        }
    }

    @Test
    void a_probe_that_was_carried_away_is_told_with_how_far_when_that_is_known() {
        for (int km : new int[] {-1, 12}) {
            DeviceWatch watch = Row.read(
                    Row.of(out -> {
                        new DeviceWatch(DeviceKind.PROBE).write(out);
                    }),
                    DeviceWatch::read);
            CellWatch cells = java.util.Objects.requireNonNull(watch.cellWatch());
            CellWatch.Masts masts =
                    cell -> km < 0 ? null : new vn.phusong.village.Place(22 + (cell == 1 ? 0 : 0.11), 105);
            for (long at : new long[] {0, DAY, DAY + 1, DAY + 2}) {
                CellWatch.Found unused = cells.heard(T0 + at, new int[] {at == 0 ? 1 : 2}, 1, at == DAY, masts);
            }
            Flag flag = flags(watch).get(0);
            says(
                    flag,
                    FlagKind.MOVED,
                    "Nghi thiết bị đo đã bị chuyển chỗ từ 00:00 02/01/2026: mọi SIM bắt vào trạm chưa từng thấy"
                            + (km < 0 ? "" : ", cách trạm cũ khoảng 12 km")
                            + "; số đo không dùng để kết luận về thôn.",
                    "The probe seems to have been carried away at 00:00 02/01/2026: all SIMs are served by cells never"
                            + " seen before" + (km < 0 ? "" : ", about 12 km from the old mast")
                            + "; its readings are not held against the village.");
            assertEquals(km < 0 ? 0 : 1, flag.evidence().size());
        }
    }

    @Test
    void suspended_sims_stuck_levels_disputes_and_steps_name_whom_they_concern() {
        DeviceWatch watch = new DeviceWatch(DeviceKind.PROBE);
        assertTrue(watch.suspended(true, T0));
        assertTrue(watch.sim(0).votes().disputed(true, T0));
        watch.sim(0).votes().add(T0, true);
        watch.sim(0).votes().add(T0, false);
        watch.sim(1).votes().add(T0, false);
        List<Flag> flags = flags(watch);
        says(
                flags.get(0),
                FlagKind.SIM_SUSPENDED,
                "SIM của thiết bị đo bị khóa từ 00:00 01/01/2026; số đo không dùng để kết luận về thôn.",
                "The probe's SIM has been suspended since 00:00 01/01/2026; its readings are not held against the"
                        + " village.");
        says(
                flags.get(1),
                FlagKind.DISAGREES,
                "Viettel: hai thiết bị đo tại cùng một điểm cho kết quả trái ngược; thiết bị này có 1/2 mẫu tốt.",
                "Viettel: two probes at one point say the opposite; of this one 1/2 samples were good.");
        assertEquals(
                List.of(new Why.Evidence("disagrees", "viettel", "1/2", T0)),
                flags.get(1).evidence());
        assertEquals(2, flags.size());

        DeviceWatch stuck = new DeviceWatch(DeviceKind.PROBE);
        Radio same = SampleRules.lte(-90.1f);
        for (int i = 0; i < 60; i++) {
            boolean unused = stuck.sample(0, T0 + i * MINUTE, same, 0);
        }
        says(
                flags(stuck).get(0),
                FlagKind.STUCK,
                "Viettel: mức thu giống hệt nhau trong mọi mẫu từ 00:00 01/01/2026; nghi bị treo.",
                "Viettel: the same levels to the digit in every sample since 00:00 01/01/2026; it may hang.");
    }

    @Test
    void a_step_and_a_fading_light_tell_their_decibels() {
        for (boolean isUp : new boolean[] {true, false}) {
            DeviceWatch probe = new DeviceWatch(DeviceKind.PROBE);
            DeviceWatch terminal = new DeviceWatch(DeviceKind.ONT);
            for (int hour = 0; hour < 8 * 24; hour++) {
                float by = hour < 7 * 24 ? 0 : isUp ? 6.5f : -6.5f;
                boolean unused = probe.sample(0, T0 + hour * HOUR, SampleRules.lte(-90 + by + hour % 2 / 100f), 0);
                unused = terminal.light(T0 + hour * HOUR, hour < 7 * 24 ? -20 : -23.5f);
            }
            says(
                    flags(probe).get(0),
                    FlagKind.LEVEL_STEP,
                    "Viettel: mức thu trung vị trong ngày " + (isUp ? "cao" : "thấp")
                            + " hơn tuần trước 6,5 dB; nghi ăng-ten đã thay đổi.",
                    "Viettel: the day's median level is 6.5 dB " + (isUp ? "above" : "below")
                            + " its week; the antenna may have changed.");
            assertEquals(
                    isUp ? "6.5 dB" : "−6.5 dB",
                    flags(probe).get(0).evidence().get(0).value());
            says(
                    Flags.of(device(DeviceKind.ONT), terminal, ExplainTest::name)
                            .get(0),
                    FlagKind.LIGHT_FADING,
                    "Suy hao quang: công suất thu trung vị 24 giờ −23,5 dBm, tuần trước đó −20,0 dBm.",
                    "Optical loss: the median received power of 24 hours is −23.5 dBm, of the week before −20.0 dBm.");
        }
    }
}
