package vn.phusong.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.PonSignal;
import vn.phusong.village.Registry;

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

    @Test
    void every_step_has_its_own_words() {
        Incident incident = incident(Severity.CRITICAL, Cause.UNKNOWN, 0, 26 * 60, Incident.Marks.NONE);
        assertTrue(text(Owed.Step.REOPENED, incident).vi().contains("mất sóng Viettel trở lại từ 08:00"));
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
        assertFalse(vi.contains("có lại"), vi);
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
                "[warning] Suspected fault of base station bts-7 (gn-1, gn-2, gn-3 and 1 more villages):"
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
                "[đóng] Thôn Bản Co, Xã Dương Phong: do lan đóng lúc 10:05 01/03/2026, lý do: cột đã dỡ, chờ dựng lại;"
                        + " chưa xác nhận sóng Viettel có lại (mất từ 08:00 01/03/2026). Hộ ảnh hưởng: 43.",
                text.vi());
        assertEquals(
                "[closed] Bản Co village, Duong Phong Commune: closed by lan at 10:05 01/03/2026,"
                        + " reason: cột đã dỡ, chờ dựng lại; Viettel mobile service, lost since 08:00 01/03/2026,"
                        + " is not confirmed to be back. Households affected: 43.",
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
                        .startsWith("[nghiêm trọng] Thôn Bản Co, Xã Dương Phong: do minh mở lại lúc 10:05 01/03/2026;"
                                + " mất sóng Viettel từ 08:00 01/03/2026, chưa xác nhận có lại."),
                text.vi());
        assertTrue(
                text.en()
                        .contains("re-opened by minh at 10:05 01/03/2026; Viettel mobile service,"
                                + " lost since 08:00 01/03/2026, is not confirmed to be back."),
                text.en());
    }
}
