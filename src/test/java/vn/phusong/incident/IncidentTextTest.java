package vn.phusong.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.PonSignal;
import vn.phusong.village.Area;
import vn.phusong.village.Households;
import vn.phusong.village.Operator;
import vn.phusong.village.Place;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

class IncidentTextTest {
    private static final long EIGHT = 1_772_326_800_000L; // 2026-03-01T08:00+07:00
    private static final long MINUTE = 60_000L;
    private static final Names NAMES = new Names(
            "Thôn Bản Co, Xã Dương Phong",
            "Bản Co village, Duong Phong Commune",
            id -> id.equals("viettel") ? "Viettel" : id);

    private static Incident incident(
            Severity severity, Cause cause, double confidence, long minutes, Incident.Marks marks) {
        return incident(severity, cause, confidence, minutes, marks, List.of("viettel"), -1);
    }

    private static Incident incident(
            Severity severity,
            Cause cause,
            double confidence,
            long minutes,
            Incident.Marks marks,
            List<String> operators,
            long end) {
        return new Incident(
                "gn-1-m1",
                2,
                end < 0 ? IncidentState.UPDATED : IncidentState.CLOSED,
                EIGHT + minutes * MINUTE,
                severity,
                cause,
                confidence,
                new Incident.Span(EIGHT, EIGHT + 30 * MINUTE, end),
                new Incident.Scope("gn-1", null, 1, 43, operators, null),
                marks,
                List.of());
    }

    private static IncidentText text(Owed.Step step, Incident incident) {
        return IncidentText.of(new Owed("gn-1-m1.2", step, incident), NAMES);
    }

    @Test
    void an_opening_says_where_what_since_when_how_long_why_and_whom() {
        IncidentText text =
                text(Owed.Step.OPENED, incident(Severity.MAJOR, Cause.MOBILE_SITE, 0.6, 130, Incident.Marks.NONE));
        assertEquals(
                "[nghiêm trọng] Thôn Bản Co, Xã Dương Phong: mất sóng Viettel từ 08:00 01/03/2026 (2 giờ 10 phút)."
                        + " Nguyên nhân dự kiến: trạm thu phát sóng (BTS). Hộ ảnh hưởng: 43.",
                text.vi());
        assertEquals(
                "[major] Bản Co village, Duong Phong Commune: Viettel mobile service lost since 08:00 01/03/2026"
                        + " (2 h 10 min). Probable cause: base station. Households affected: 43.",
                text.en());
    }

    @Test
    void a_cause_is_never_more_certain_than_its_evidence() {
        Incident weak = incident(Severity.WARNING, Cause.MOBILE_SITE, 0.3, 30, Incident.Marks.NONE);
        assertTrue(text(Owed.Step.OPENED, weak).vi().contains("Nguyên nhân có thể là: trạm"));
        Incident none = incident(Severity.WARNING, Cause.MOBILE_UNKNOWN, 0.3, 30, Incident.Marks.NONE);
        assertTrue(text(Owed.Step.OPENED, none).vi().contains("Nguyên nhân: chưa rõ."));
        assertTrue(text(Owed.Step.OPENED, none).en().contains("Cause: not known."));
    }

    @Test
    void a_closing_says_when_it_came_back_and_how_long_it_was_gone() {
        Incident closed = incident(
                Severity.WARNING,
                Cause.MOBILE_UNKNOWN,
                0.3,
                180,
                Incident.Marks.NONE,
                List.of("viettel"),
                EIGHT + 130 * MINUTE);
        assertEquals(
                "[đã khắc phục] Thôn Bản Co, Xã Dương Phong: sóng Viettel có lại lúc 10:10 01/03/2026"
                        + " (mất 2 giờ 10 phút, từ 08:00 01/03/2026). Hộ ảnh hưởng: 43.",
                text(Owed.Step.CLOSED, closed).vi());
    }

    private static Incident back(Incident open, Back back) {
        Incident.Span span = new Incident.Span(EIGHT, EIGHT + 30 * MINUTE, EIGHT + 130 * MINUTE);
        return open.next(IncidentState.CLOSED, EIGHT + 180 * MINUTE)
                .lasting(span)
                .marked(open.marks().with(back));
    }

    @Test
    void what_is_back_in_part_is_not_told_as_resolved() {
        Incident ten = reaching(Quorum.STATION, "01864", 1, 10);
        IncidentText nine = text(Owed.Step.CLOSED, back(ten, new Back(10, 9, 1, 0)));
        assertTrue(nine.vi().startsWith("[đóng] "), nine.vi());
        assertTrue(
                nine.vi()
                        .contains(": sóng Viettel đã có lại tại 9/10 thôn lúc 10:10 01/03/2026 (mất 2 giờ 10 phút, từ"
                                + " 08:00 01/03/2026), 1 thôn còn mất."),
                nine.vi());
        assertTrue(nine.en().startsWith("[closed] "), nine.en());
        assertTrue(
                nine.en()
                        .contains(
                                ": Viettel mobile service back in 9 of 10 villages at 10:10 01/03/2026 (lost for 2 h 10"
                                        + " min, since 08:00 01/03/2026), 1 still without."),
                nine.en());
        IncidentText few = text(Owed.Step.CLOSED, back(ten, new Back(10, 4, 1, 3)));
        assertTrue(few.vi().contains("), 1 thôn còn mất, 3 thôn chưa rõ, 2 thôn không còn theo dõi."), few.vi());
        assertTrue(few.en().contains("), 1 still without, 3 not known, 2 no longer watched."), few.en());
        IncidentText all = text(Owed.Step.CLOSED, back(ten, new Back(10, 10, 0, 0)));
        assertTrue(all.vi().startsWith("[đã khắc phục] "), all.vi());
        assertTrue(all.vi().contains("sóng Viettel tại 10 thôn có lại lúc 10:10"), all.vi());
    }

    @Test
    void what_late_data_took_back_is_not_told_as_an_outage() {
        Incident.Marks late = new Incident.Marks(false, false, true, false);
        Incident withdrawn = incident(
                        Severity.WARNING,
                        Cause.MOBILE_UNKNOWN,
                        0.3,
                        180,
                        late,
                        List.of("viettel"),
                        EIGHT + 130 * MINUTE)
                .withdrawn();
        assertEquals(
                "[rút lại] Thôn Bản Co, Xã Dương Phong: theo dữ liệu đến sau, không có lần mất sóng Viettel đủ lâu để báo"
                        + " từ 08:00 01/03/2026 đến 10:10 01/03/2026. Phát hiện từ dữ liệu đến muộn.",
                text(Owed.Step.CLOSED, withdrawn).vi());
        assertEquals(
                "[withdrawn] Bản Co village, Duong Phong Commune: by data that came later, Viettel mobile service was not"
                        + " lost long enough to be told between 08:00 01/03/2026 and 10:10 01/03/2026. Found in late"
                        + " data.",
                text(Owed.Step.CLOSED, withdrawn).en());
    }

    @Test
    void lines_that_are_dark_still_are_told_when_the_rest_is_back() {
        Incident closed = back(ofNetwork(Cause.FEEDER_FIBRE, 0.9, network(0, Mains.UNKNOWN)), new Back(150, 143, 7, 0));
        IncidentText text = text(Owed.Step.CLOSED, closed);
        assertTrue(text.vi().contains("tín hiệu cáp quang đã có lại trên 143/150 đường lúc 10:10"), text.vi());
        assertTrue(text.vi().contains("), 7 đường còn mất."), text.vi());
        assertTrue(text.en().contains("fibre signal back on 143 of 150 lines at 10:10"), text.en());
        assertTrue(text.en().startsWith("[closed] ") && text.en().contains("), 7 still without."), text.en());
    }

    @Test
    void every_step_has_its_own_words() {
        Incident incident = incident(Severity.CRITICAL, Cause.UNKNOWN, 0, 26 * 60, Incident.Marks.NONE);
        assertTrue(text(Owed.Step.REOPENED, incident).vi().contains(": lại mất sóng Viettel từ 08:00"));
        assertTrue(text(Owed.Step.RAISED, incident).vi().contains("nâng mức lên khẩn cấp"));
        assertTrue(text(Owed.Step.RAISED, incident).vi().contains("(1 ngày 2 giờ)"));
        assertTrue(text(Owed.Step.FLAPPING, incident).vi().contains("chập chờn"));
        assertTrue(text(Owed.Step.FLAPPING, incident).en().contains("held back"));
    }

    @Test
    void unobserved_is_said() {
        Incident.Marks marks = new Incident.Marks(false, true, false, false);
        Incident open = incident(Severity.MAJOR, Cause.UNKNOWN, 0, 250, marks);
        assertTrue(text(Owed.Step.RAISED, open).vi().contains("Hiện không có dữ liệu đo"));
        Incident closed =
                incident(Severity.MAJOR, Cause.UNKNOWN, 0, 250, marks, List.of("viettel"), EIGHT + 200 * MINUTE);
        assertTrue(text(Owed.Step.CLOSED, closed).vi().contains("mẫu tốt đầu tiên sau đó"));
    }

    @Test
    void a_place_that_left_the_registry_is_not_called_repaired() {
        Incident left = incident(
                Severity.MAJOR,
                Cause.UNKNOWN,
                0,
                250,
                new Incident.Marks(false, false, false, true),
                List.of("viettel"),
                EIGHT + 200 * MINUTE);
        String vi = text(Owed.Step.CLOSED, left).vi();
        assertTrue(vi.startsWith("[đóng]"), vi);
        assertTrue(vi.contains("từ 08:00 01/03/2026, chưa xác nhận có lại."), vi);
    }

    @Test
    void our_own_blindness_is_no_outage() {
        Incident ours = incident(Severity.WARNING, Cause.COLLECTION, 0.9, 30, Incident.Marks.NONE);
        String vi = text(Owed.Step.OPENED, ours).vi();
        assertTrue(vi.contains("chưa kết luận về vùng phủ"), vi);
        assertFalse(vi.contains("mất sóng"), vi);
    }

    @Test
    void fibre_is_fibre() {
        Incident fibre = incident(Severity.WARNING, Cause.FEEDER_FIBRE, 0.9, 30, Incident.Marks.NONE, List.of(), -1);
        assertTrue(text(Owed.Step.OPENED, fibre).vi().contains("mất tín hiệu cáp quang từ"));
        assertTrue(text(Owed.Step.OPENED, fibre).vi().contains("nghi đứt cáp quang trục"));
    }

    @Test
    void a_place_the_registry_does_not_know_keeps_its_id_and_control_characters_go() {
        Incident incident = incident(Severity.WARNING, Cause.UNKNOWN, 0, 30, Incident.Marks.NONE);
        assertEquals("Thôn gn-1", Names.of(Registry.empty(), incident).place());
        assertEquals("a\uFFFDb", new Names("a\nb", "a\nb", id -> id).place());
    }

    private static Incident ofNetwork(Cause cause, double confidence, Network network) {
        return new Incident(
                "olt-01-p1",
                1,
                IncidentState.OPENED,
                EIGHT + 3 * MINUTE,
                Severity.WARNING,
                cause,
                confidence,
                new Incident.Span(EIGHT, EIGHT + 3 * MINUTE, -1),
                NetworkParts.scope(network),
                Incident.Marks.NONE,
                List.of());
    }

    private static Network network(int gasps, Mains mains) {
        return new Network(
                "olt-01",
                List.of("olt-01/0/3"),
                new PonSignal.Lines(150, 152, gasps, 1500),
                List.of(
                        new PonSignal.Member("gn-1", 100, 101, 98, mains),
                        new PonSignal.Member("gn-2", 50, 51, 50, Mains.UNKNOWN)));
    }

    @Test
    void an_incident_of_a_pon_tells_the_lines_the_gasps_and_the_households() {
        IncidentText text = text(Owed.Step.OPENED, ofNetwork(Cause.FEEDER_FIBRE, 0.9, network(0, Mains.UNKNOWN)));
        assertEquals(
                "[cảnh báo] Thôn Bản Co, Xã Dương Phong: mất tín hiệu cáp quang từ 08:00 01/03/2026 (3 phút)."
                        + " Nguyên nhân dự kiến: nghi đứt cáp quang trục."
                        + " 150/152 ONT trên PON olt-01/0/3 mất tín hiệu trong 2 giây, 0 báo mất nguồn."
                        + " Hộ ảnh hưởng: 148.",
                text.vi());
        assertEquals(
                "[warning] Bản Co village, Duong Phong Commune: fibre signal lost since 08:00 01/03/2026 (3 min)."
                        + " Probable cause: suspected feeder fibre cut."
                        + " 150 of 152 ONTs on PON olt-01/0/3 lost signal within 2 s; 0 sent dying gasp."
                        + " Households affected: 148.",
                text.en());
    }

    @Test
    void power_of_several_villages_is_of_the_area_and_tells_what_the_probe_saw() {
        IncidentText text = text(Owed.Step.OPENED, ofNetwork(Cause.POWER_VILLAGE, 0.95, network(140, Mains.LOST)));
        assertTrue(text.vi().contains("Nguyên nhân dự kiến: nghi mất điện khu vực."), text.vi());
        assertTrue(text.vi().contains("140 báo mất nguồn. Thiết bị đo tại chỗ báo mất điện lưới."), text.vi());
        assertTrue(text.en().contains("suspected power cut in the area"), text.en());
        IncidentText doubtful = text(Owed.Step.OPENED, ofNetwork(Cause.UNKNOWN, 0.3, network(60, Mains.UNKNOWN)));
        assertTrue(doubtful.vi().contains("Nguyên nhân: chưa rõ."), doubtful.vi());
    }

    @Test
    void villages_nobody_knows_are_counted() {
        Incident incident = ofNetwork(Cause.FEEDER_FIBRE, 0.9, network(0, Mains.UNKNOWN));
        assertEquals("2 thôn", Names.of(Registry.empty(), incident).place());
        assertEquals("2 villages", Names.of(Registry.empty(), incident).placeEn());
    }

    private static Incident ofStation(Owed.Step step, Cause cause, Mains mains) {
        Reach reach = new Reach(
                Quorum.STATION,
                List.of("bts-7"),
                4,
                5,
                mains,
                List.of(
                        new Reach.Member("gn-1", List.of("viettel"), EIGHT),
                        new Reach.Member("gn-2", List.of("viettel"), EIGHT),
                        new Reach.Member("gn-3", List.of("viettel"), EIGHT),
                        new Reach.Member("gn-4", List.of("viettel"), EIGHT)));
        Incident.Scope scope = new Incident.Scope(null, "01864", 4, 172, List.of("viettel"), null);
        boolean isOver = step == Owed.Step.CLOSED;
        return new Incident(
                        "bts-7-b1",
                        1,
                        isOver ? IncidentState.CLOSED : IncidentState.OPENED,
                        EIGHT + 30 * MINUTE,
                        Severity.WARNING,
                        cause,
                        0.8,
                        new Incident.Span(EIGHT, EIGHT + 30 * MINUTE, isOver ? EIGHT + 130 * MINUTE : -1),
                        scope,
                        Incident.Marks.NONE,
                        List.of())
                .reaching(reach);
    }

    private static IncidentText ofStation(Owed.Step step, Incident incident) {
        Names names = Names.of(Registry.empty(), incident);
        return IncidentText.of(
                new Owed("bts-7-b1.1", step, incident), new Names(names.place(), names.placeEn(), NAMES.operator()));
    }

    @Test
    void an_incident_of_a_station_names_it_and_counts_its_villages() {
        IncidentText text = ofStation(Owed.Step.OPENED, ofStation(Owed.Step.OPENED, Cause.MOBILE_SITE, Mains.UNKNOWN));
        assertEquals(
                "[cảnh báo] Nghi sự cố trạm bts-7 (gn-1, gn-2, gn-3 và 1 thôn khác): 4 thôn mất sóng Viettel"
                        + " từ 08:00 01/03/2026 (30 phút). Nguyên nhân dự kiến: trạm thu phát sóng (BTS)."
                        + " 4/5 thôn đang theo dõi của trạm cùng mất sóng. Hộ ảnh hưởng: 172.",
                text.vi());
        assertEquals(
                "[warning] Suspected fault of base station bts-7 (gn-1, gn-2, gn-3 and 1 more village):"
                        + " Viettel mobile service in 4 villages lost since 08:00 01/03/2026 (30 min)."
                        + " Probable cause: base station. 4 of 5 villages watched at the station lost service together."
                        + " Households affected: 172.",
                text.en());
    }

    @Test
    void a_power_cut_over_villages_is_one_of_the_area_and_no_fault_of_a_station() {
        String vi = ofStation(Owed.Step.OPENED, ofStation(Owed.Step.OPENED, Cause.POWER_VILLAGE, Mains.LOST))
                .vi();
        assertTrue(vi.startsWith("[cảnh báo] Trạm bts-7 (gn-1"), vi);
        assertTrue(vi.contains("nghi mất điện khu vực"), vi);
        assertTrue(vi.contains("Thiết bị đo tại chỗ báo mất điện lưới."), vi);
    }

    @Test
    void a_station_that_is_back_is_no_longer_suspected() {
        String vi = ofStation(Owed.Step.CLOSED, ofStation(Owed.Step.CLOSED, Cause.MOBILE_SITE, Mains.UNKNOWN))
                .vi();
        assertEquals(
                "[đã khắc phục] Trạm bts-7 (gn-1, gn-2, gn-3 và 1 thôn khác): sóng Viettel tại 4 thôn có lại lúc"
                        + " 10:10 01/03/2026 (mất 2 giờ 10 phút, từ 08:00 01/03/2026). Hộ ảnh hưởng: 172.",
                vi);
    }

    private static final Hand LAN = new Hand(EIGHT + 125 * MINUTE, "lan", "cột đã dỡ,\nchờ dựng lại");

    @Test
    void what_a_person_closed_is_never_told_to_be_back() {
        Incident open = incident(Severity.MAJOR, Cause.MOBILE_SITE, 0.6, 125, Incident.Marks.NONE);
        IncidentText text =
                text(Owed.Step.CLOSED, open.next(IncidentState.CLOSED, EIGHT).by(LAN));
        assertEquals(
                "[đóng] Thôn Bản Co, Xã Dương Phong: chưa xác nhận sóng Viettel có lại (mất từ 08:00 01/03/2026);"
                        + " sự cố do lan đóng lúc 10:05 01/03/2026. Lý do được ghi: “cột đã dỡ, chờ dựng lại”. Hộ ảnh hưởng: 43.",
                text.vi());
        assertEquals(
                "[closed] Bản Co village, Duong Phong Commune: not confirmed to be back: Viettel mobile service, lost since 08:00 01/03/2026; closed by lan at 10:05 01/03/2026. Reason given: “cột"
                        + " đã dỡ, chờ dựng lại”. Households affected: 43.",
                text.en());
    }

    @Test
    void what_a_person_closed_without_anybody_measuring_says_that_nobody_knows() {
        Incident open =
                incident(Severity.MAJOR, Cause.MOBILE_SITE, 0.6, 125, new Incident.Marks(false, true, false, false));
        String vi = text(
                        Owed.Step.CLOSED, open.next(IncidentState.CLOSED, EIGHT).by(LAN))
                .vi();
        assertTrue(vi.endsWith("Hiện không có dữ liệu đo: chưa biết tình trạng lúc này."), vi);
    }

    @Test
    void what_a_person_re_opens_is_not_told_to_be_lost_again() {
        Incident open = incident(Severity.MAJOR, Cause.MOBILE_SITE, 0.6, 125, Incident.Marks.NONE)
                .by(new Hand(EIGHT + 125 * MINUTE, "minh", ""));
        IncidentText text = text(Owed.Step.REOPENED, open);
        assertTrue(
                text.vi()
                        .startsWith("[nghiêm trọng] Thôn Bản Co, Xã Dương Phong: mất sóng Viettel từ 08:00 01/03/2026,"
                                + " chưa xác nhận có lại; sự cố do minh mở lại lúc 10:05 01/03/2026."),
                text.vi());
        assertTrue(
                text.en()
                        .contains(
                                "not confirmed to be back: Viettel mobile service, lost since 08:00 01/03/2026; re-opened by minh at 10:05 01/03/2026."),
                text.en());
    }

    /** Villages "Bản Co", "Nà Lạn" and "Khau Vai" of one commune, and an operator. */
    private static Registry registry() {
        List<Village> villages = List.of(
                village("gn-1", "Bản Co", "bản"),
                village("gn-2", "Nà Lạn", ""),
                village("gn-3", "Khau Vai", "thôn"),
                village("gn-4", "Phja Bó", "xóm"));
        List<Area> areas = List.of(
                new Area("01864", "06", "commune", "Xã Dương Phong", "Duong Phong Commune", Validity.OPEN),
                new Area("01865", "06", "commune", "Xã Bằng Thành", null, Validity.OPEN));
        return Registry.empty()
                .with(new RegistryChange(
                        new RegistryChange.Tree(areas, villages, List.of()),
                        List.of(new Operator("viettel", "Viettel", List.of("45204"))),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    private static Village village(String id, String name, String kind) {
        return new Village(
                id, name, kind, "01864", new Place(22, 105), new Households(40, null, null), null, Validity.OPEN);
    }

    private static Names names(Incident incident) {
        return Names.of(registry(), incident);
    }

    private static Incident scoped(Cause cause, Incident.Scope scope) {
        return new Incident(
                "i-1",
                1,
                IncidentState.OPENED,
                EIGHT,
                Severity.WARNING,
                cause,
                0.9,
                new Incident.Span(EIGHT, EIGHT, -1),
                scope,
                Incident.Marks.NONE,
                List.of());
    }

    private static Incident inVillage(String id) {
        return scoped(Cause.UNKNOWN, new Incident.Scope(id, null, 1, 40, List.of("viettel"), null));
    }

    @Test
    void a_village_is_called_by_its_kind_its_name_and_its_commune() {
        assertEquals("Bản Co, Xã Dương Phong", names(inVillage("gn-1")).place());
        assertEquals(
                "Bản Co village, Duong Phong Commune", names(inVillage("gn-1")).placeEn());
        assertEquals("Thôn Nà Lạn, Xã Dương Phong", names(inVillage("gn-2")).place());
        assertEquals("village zz", names(inVillage("zz")).placeEn());
        assertEquals("Viettel", names(inVillage("gn-1")).operator().apply("viettel"));
        assertEquals("mobifone", names(inVillage("gn-1")).operator().apply("mobifone"));
    }

    private static Incident inArea(String code) {
        return scoped(Cause.UNKNOWN, new Incident.Scope(null, code, 4, 40, List.of("viettel"), null));
    }

    @Test
    void an_area_is_called_by_its_name_by_its_vietnamese_one_where_there_is_no_other_or_by_its_code() {
        assertEquals("Xã Dương Phong", names(inArea("01864")).place());
        assertEquals("Duong Phong Commune", names(inArea("01864")).placeEn());
        assertEquals("Xã Bằng Thành", names(inArea("01865")).placeEn());
        assertEquals("00000", names(inArea("00000")).place());
        assertEquals("00000", names(inArea("00000")).placeEn());
        Incident ours = scoped(Cause.COLLECTION, new Incident.Scope(null, null, 9, -1, List.of(), null));
        assertEquals("Hệ thống Phủ Sóng", names(ours).place());
        assertEquals("Phủ Sóng", names(ours).placeEn());
    }

    private static Incident ofLines(int... gone) {
        List<PonSignal.Member> members = new java.util.ArrayList<>();
        for (int i = 0; i < gone.length; i++) {
            members.add(new PonSignal.Member("gn-" + (i + 1), gone[i], gone[i], gone[i], Mains.UNKNOWN));
        }
        return ofNetwork(
                Cause.FEEDER_FIBRE,
                0.9,
                new Network("olt-01", List.of("olt-01/0/3"), new PonSignal.Lines(9, 9, 0, 1), members));
    }

    @Test
    void of_a_pon_the_three_villages_hit_hardest_are_named_and_the_others_counted() {
        assertEquals("Thôn Nà Lạn, Bản Co, Xã Dương Phong", names(ofLines(3, 5)).place());
        assertEquals(
                "villages Nà Lạn, Bản Co, Duong Phong Commune",
                names(ofLines(3, 5)).placeEn());
        assertEquals(
                "Xóm Phja Bó, Bản Co, Thôn Nà Lạn và 1 thôn khác, Xã Dương Phong",
                names(ofLines(3, 3, 1, 9)).place());
        assertEquals(
                "Phja Bó, Bản Co, Nà Lạn and 1 more village, Duong Phong Commune",
                names(ofLines(3, 3, 1, 9)).placeEn());
        assertEquals("Bản Co, Xã Dương Phong", names(ofLines(3)).place());
    }

    private static Incident reaching(Quorum level, String area, int stations, int villages) {
        List<String> names = new java.util.ArrayList<>();
        for (int i = 1; i <= stations; i++) {
            names.add("bts-" + i);
        }
        List<Reach.Member> members = new java.util.ArrayList<>();
        for (int i = 1; i <= villages; i++) {
            members.add(new Reach.Member("gn-" + i, List.of("viettel"), EIGHT));
        }
        Incident.Scope scope = new Incident.Scope(null, area, villages, 172, List.of("viettel"), null);
        return scoped(Cause.MOBILE_SITE, scope)
                .reaching(new Reach(level, names, villages, villages + 1, Mains.ON, members));
    }

    @Test
    void villages_that_went_together_are_called_by_their_stations_their_area_and_three_of_their_names() {
        Names one = names(reaching(Quorum.STATION, "01864", 1, 2));
        assertEquals("Trạm bts-1, Xã Dương Phong (Bản Co, Thôn Nà Lạn)", one.place());
        assertEquals("Base station bts-1, Duong Phong Commune (Bản Co, Nà Lạn)", one.placeEn());
        Names many = names(reaching(Quorum.STATION, "01865", 5, 5));
        assertEquals(
                "Trạm bts-1, bts-2, bts-3 và 2 trạm khác, Xã Bằng Thành (Bản Co, Thôn Nà Lạn, Thôn Khau Vai và 2 thôn"
                        + " khác)",
                many.place());
        assertEquals(
                "Base station bts-1, bts-2, bts-3 and 2 more, Xã Bằng Thành (Bản Co, Nà Lạn, Khau Vai and 2 more"
                        + " villages)",
                many.placeEn());
        Names commune = names(reaching(Quorum.COMMUNE, "01864", 2, 3));
        assertEquals("Xã Dương Phong (Bản Co, Thôn Nà Lạn, Thôn Khau Vai)", commune.place());
        Names nowhere = names(reaching(Quorum.STATION, null, 1, 1));
        assertEquals("Trạm bts-1 (Bản Co)", nowhere.place());
        assertEquals("Base station bts-1 (Bản Co)", nowhere.placeEn());
    }

    @Test
    void where_they_went_together_is_told_by_its_level_and_their_mains() {
        assertTrue(text(Owed.Step.OPENED, reaching(Quorum.COMMUNE, "01864", 1, 2))
                .vi()
                .contains("2/3 thôn đang theo dõi trên địa bàn cùng mất sóng. Thiết bị đo tại chỗ vẫn có điện lưới."));
        assertTrue(text(Owed.Step.OPENED, reaching(Quorum.OPERATOR, "01864", 1, 2))
                .en()
                .contains("2 of 3 villages watched in the province lost service together. The probes there still have"
                        + " mains power."));
        assertTrue(text(Owed.Step.OPENED, reaching(Quorum.COMMUNE, "01864", 1, 2))
                .en()
                .startsWith("[warning] Bản Co village"));
        String power = ofStation(Owed.Step.OPENED, ofStation(Owed.Step.OPENED, Cause.POWER_VILLAGE, Mains.LOST))
                .en();
        assertTrue(power.contains("suspected power cut in the area"), power);
        assertTrue(power.contains("The probes there say they lost mains power."), power);
        assertTrue(power.contains("Viettel mobile service in 4 villages lost"), power);
    }

    @Test
    void several_pons_are_told_by_their_number_and_their_olt() {
        Network two = new Network(
                "olt-01",
                List.of("olt-01/0/3", "olt-01/0/4"),
                new PonSignal.Lines(150, 152, 0, 2001),
                List.of(new PonSignal.Member("gn-1", 100, 101, 98, Mains.ON)));
        IncidentText text = text(Owed.Step.OPENED, ofNetwork(Cause.OLT, 0.6, two));
        assertTrue(
                text.vi()
                        .contains("150/152 ONT trên 2 PON của OLT olt-01 mất tín hiệu trong 3 giây, 0 báo mất nguồn."
                                + " Thiết bị đo tại chỗ vẫn có điện lưới."),
                text.vi());
        assertTrue(
                text.en()
                        .contains("150 of 152 ONTs on 2 PONs of OLT olt-01 lost signal within 3 s; 0 sent dying gasp."
                                + " The probe there still has mains power."),
                text.en());
        Network lost = new Network(
                "olt-01",
                List.of("olt-01/0/3"),
                new PonSignal.Lines(5, 5, 5, 0),
                List.of(new PonSignal.Member("gn-1", 5, 5, 5, Mains.LOST)));
        IncidentText power = text(Owed.Step.OPENED, ofNetwork(Cause.POWER_VILLAGE, 0.95, lost));
        assertTrue(power.vi().contains("nghi mất điện cả thôn") && power.vi().contains("trong 1 giây"), power.vi());
        assertTrue(power.en().contains("suspected power cut in the village"), power.en());
        assertTrue(power.en().contains("The probe there says it lost mains power."), power.en());
    }

    @Test
    void every_step_has_its_own_english_words() {
        Incident open = incident(Severity.MAJOR, Cause.MOBILE_SITE, 0.5, 250, Incident.Marks.NONE);
        String place = "Bản Co village, Duong Phong Commune: ";
        String rest = " Probable cause: base station. Households affected: 43.";
        assertEquals(
                "[major] " + place + "Viettel mobile service lost again since 08:00 01/03/2026 (4 h 10 min)." + rest,
                text(Owed.Step.REOPENED, open).en());
        assertEquals(
                "[major] " + place + "raised to major: Viettel mobile service lost since 08:00 01/03/2026 (4 h 10 min)."
                        + rest,
                text(Owed.Step.RAISED, open).en());
        assertEquals(
                "[major] " + place + "Viettel mobile service unstable, lost and back again and again, this time since"
                        + " 08:00 01/03/2026; further notices are held back until it is stable." + rest,
                text(Owed.Step.FLAPPING, open).en());
        Incident weak = incident(Severity.MAJOR, Cause.MOBILE_SITE, 0.49, 250, Incident.Marks.NONE);
        assertTrue(text(Owed.Step.OPENED, weak).en().contains("Possible cause: base station."));
        assertTrue(text(Owed.Step.OPENED, weak).vi().contains("Nguyên nhân có thể là: trạm"));
        assertTrue(text(Owed.Step.OPENED, open).vi().contains("Nguyên nhân dự kiến: trạm"));
    }

    @Test
    void a_closing_in_english_says_when_or_that_the_place_left() {
        Incident closed = incident(
                Severity.WARNING,
                Cause.MOBILE_UNKNOWN,
                0.3,
                180,
                new Incident.Marks(false, true, true, false),
                List.of("viettel"),
                EIGHT + 130 * MINUTE);
        assertEquals(
                "[resolved] Bản Co village, Duong Phong Commune: Viettel mobile service back at 10:10 01/03/2026 at the"
                        + " latest (lost for at most 2 h 10 min, since 08:00 01/03/2026). Households affected: 43. Nobody measured when it"
                        + " ended: the time is that of the first good sample afterwards. Found in late data.",
                text(Owed.Step.CLOSED, closed).en());
        assertTrue(text(Owed.Step.CLOSED, closed).vi().endsWith("Phát hiện từ dữ liệu đến muộn."));
        assertTrue(
                text(Owed.Step.CLOSED, closed)
                        .vi()
                        .contains(
                                ": sóng Viettel có lại chậm nhất lúc 10:10 01/03/2026 (mất nhiều nhất 2 giờ 10 phút, từ"
                                        + " 08:00 01/03/2026)."),
                text(Owed.Step.CLOSED, closed).vi());
        Incident left = incident(
                Severity.WARNING,
                Cause.MOBILE_UNKNOWN,
                0.3,
                180,
                new Incident.Marks(false, false, false, true),
                List.of("viettel"),
                EIGHT + 130 * MINUTE);
        assertTrue(text(Owed.Step.CLOSED, left)
                .en()
                .startsWith(
                        "[closed] Bản Co village, Duong Phong Commune: no longer watched, this place is not measured any more;"
                                + " not confirmed to be back: Viettel mobile service, lost since 08:00 01/03/2026."));
        assertTrue(text(Owed.Step.CLOSED, left).vi().contains("ngừng theo dõi, nơi này không còn được đo"));
        Incident unseen =
                incident(Severity.MAJOR, Cause.UNKNOWN, 0, 250, new Incident.Marks(false, true, false, false));
        assertTrue(text(Owed.Step.OPENED, unseen)
                .en()
                .endsWith("Nobody measures it now: how it stands at this moment is not known."));
    }

    @Test
    void households_nobody_told_are_not_known_and_none_are_none() {
        for (int households : new int[] {-1, 0}) {
            Incident incident =
                    scoped(Cause.UNKNOWN, new Incident.Scope("gn-1", null, 1, households, List.of("viettel"), null));
            IncidentText text = text(Owed.Step.OPENED, incident);
            assertTrue(text.vi().contains("Hộ ảnh hưởng: " + (households < 0 ? "chưa rõ." : "0.")), text.vi());
            assertTrue(text.en().contains("Households affected: " + (households < 0 ? "not known." : "0.")), text.en());
        }
        Incident fibre = incident(Severity.WARNING, Cause.FEEDER_FIBRE, 0.9, 30, Incident.Marks.NONE, List.of(), -1);
        assertTrue(text(Owed.Step.OPENED, fibre).en().contains("Fibre lines affected: 43."));
        assertTrue(text(Owed.Step.OPENED, fibre).en().contains("fibre signal lost since"));
    }

    @Test
    void a_signal_without_service_is_told_by_its_tests() {
        Incident choked = incident(Severity.WARNING, Cause.BACKHAUL, 0.6, 30, Incident.Marks.NONE);
        assertTrue(text(Owed.Step.OPENED, choked).vi().contains("mất dịch vụ dữ liệu Viettel từ"));
        assertTrue(
                text(Owed.Step.OPENED, choked)
                        .vi()
                        .contains(
                                "Theo số đo gần nhất, mức thu và đăng ký mạng vẫn tốt nhưng phép thử truyền dữ liệu không đạt."));
        assertTrue(text(Owed.Step.OPENED, choked)
                .en()
                .contains("By the newest measurements level and registration are good, but active tests fail."));
        assertTrue(text(Owed.Step.OPENED, choked).en().contains("Viettel mobile data lost since"));
    }

    @Test
    void our_own_outage_is_told_by_the_villages_nobody_hears_and_by_how_long() {
        for (int villages : new int[] {1, 9}) {
            Incident open = new Incident(
                    "collection-1",
                    1,
                    IncidentState.OPENED,
                    EIGHT + 30 * MINUTE,
                    Severity.WARNING,
                    Cause.COLLECTION,
                    1,
                    new Incident.Span(EIGHT, EIGHT + 30 * MINUTE, -1),
                    new Incident.Scope(null, null, villages, -1, List.of(), null),
                    Incident.Marks.NONE,
                    List.of());
            IncidentText text = IncidentText.of(open, Names.of(Registry.empty(), open));
            assertEquals(
                    "[cảnh báo] Hệ thống Phủ Sóng: không nhận được dữ liệu của " + villages
                            + " thôn từ 08:00 01/03/2026 (30 phút); chưa kết luận về vùng phủ.",
                    text.vi());
            assertEquals(
                    "[warning] Phủ Sóng: has received nothing from " + villages
                            + (villages == 1 ? " village" : " villages")
                            + " since 08:00 01/03/2026 (30 min); coverage not concluded.",
                    text.en());
        }
        Incident closed = new Incident(
                "collection-1",
                2,
                IncidentState.CLOSED,
                EIGHT + 50 * MINUTE,
                Severity.WARNING,
                Cause.COLLECTION,
                1,
                new Incident.Span(EIGHT, EIGHT + 30 * MINUTE, EIGHT + 45 * MINUTE),
                new Incident.Scope(null, null, 9, -1, List.of(), null),
                Incident.Marks.NONE,
                List.of());
        IncidentText over = IncidentText.of(closed, Names.of(Registry.empty(), closed));
        assertEquals(
                "[đã khắc phục] Hệ thống Phủ Sóng: đã nhận lại dữ liệu lúc 08:45 01/03/2026 (gián đoạn 45 phút, từ"
                        + " 08:00 01/03/2026).",
                over.vi());
        assertEquals(
                "[resolved] Phủ Sóng: receives data again since 08:45 01/03/2026 (interrupted for 45 min, since 08:00"
                        + " 01/03/2026).",
                over.en());
    }

    @Test
    void what_is_shown_of_an_incident_is_its_step_now() {
        Incident flapping =
                incident(Severity.MAJOR, Cause.MOBILE_SITE, 0.6, 250, new Incident.Marks(true, false, false, false));
        assertEquals(text(Owed.Step.FLAPPING, flapping), IncidentText.of(flapping, NAMES));
        Incident open = incident(Severity.MAJOR, Cause.MOBILE_SITE, 0.6, 250, Incident.Marks.NONE);
        assertEquals(text(Owed.Step.OPENED, open), IncidentText.of(open, NAMES));
        Incident closed = incident(
                Severity.MAJOR,
                Cause.MOBILE_SITE,
                0.6,
                250,
                new Incident.Marks(true, false, false, false),
                List.of("viettel"),
                EIGHT);
        assertEquals(text(Owed.Step.CLOSED, closed), IncidentText.of(closed, NAMES));
        assertEquals("mobile_site", Cause.MOBILE_SITE.word());
        assertEquals("closed", IncidentState.CLOSED.word());
    }
}
