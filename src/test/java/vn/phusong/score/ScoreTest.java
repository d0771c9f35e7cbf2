package vn.phusong.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.PonSignal;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;
import vn.phusong.engine.Effects;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.Network;
import vn.phusong.incident.Severity;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Registration;
import vn.phusong.simulate.FaultKind;
import vn.phusong.simulate.Truth;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Households;
import vn.phusong.village.Line;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.Operator;
import vn.phusong.village.Place;
import vn.phusong.village.PointKind;
import vn.phusong.village.PonClass;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

/** The score against verdicts made by hand: it must not take an engine's word for anything. */
class ScoreTest {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_772_326_800_000L;

    private final Sheet sheet = new Sheet();
    private final Score score = new Score(sheet);

    @BeforeEach
    void one_village() {
        score.registry(registry(MINUTE), T0);
    }

    @Test
    void an_outage_nobody_told_is_missed() {
        outage(60, 90);
        samples(0, 60, true);
        samples(60, 90, false);
        end();
        assertEquals(1, sheet.demanded());
        assertEquals(0, sheet.recall());
        assertTrue(sheet.notes().get(0).contains("missed viettel"), sheet.notes()::toString);
    }

    @Test
    void an_outage_told_in_time_is_found_with_its_delay_from_the_true_start() {
        outage(60, 90);
        samples(0, 60, true);
        samples(60, 75, false);
        uncovered(75);
        samples(75, 90, false);
        end();
        assertEquals(1, sheet.recall());
        assertEquals(15 * MINUTE, sheet.medianDelayMs());
    }

    @Test
    void an_outage_told_only_after_it_was_over_is_missed() {
        outage(60, 90);
        samples(0, 60, true);
        samples(60, 92, false);
        uncovered(92);
        end();
        assertEquals(0, sheet.recall());
    }

    @Test
    void an_outage_of_which_no_evidence_came_is_not_demanded() {
        outage(60, 90);
        samples(0, 62, true);
        samples(85, 90, false);
        end();
        assertEquals(0, sheet.demanded());
        assertEquals(1, Sheet.of(sheet.mobile, MobileOutage.Sort.NOT_HEARD).all);
    }

    @Test
    void a_stray_good_sample_and_a_short_outage_are_told_apart() {
        outage(60, 90);
        outage(200, 219);
        samples(0, 60, true);
        samples(60, 70, false);
        samples(70, 71, true);
        samples(71, 90, false);
        samples(90, 200, true);
        samples(200, 219, false);
        end();
        assertEquals(0, sheet.demanded());
        assertEquals(1, Sheet.of(sheet.mobile, MobileOutage.Sort.STRAY).all);
        assertEquals(1, Sheet.of(sheet.mobile, MobileOutage.Sort.SHORT).all);
    }

    @Test
    void an_operator_that_never_served_cannot_go() {
        outage(60, 90);
        samples(0, 90, false);
        end();
        assertEquals(0, sheet.demanded());
    }

    @Test
    void an_alert_while_it_is_so_is_right_and_one_of_nothing_is_wrong() {
        outage(60, 100);
        samples(0, 60, true);
        samples(60, 91, false);
        opened(90, 60, "viettel");
        opened(300, 270, "viettel");
        end();
        assertEquals(2, sheet.alerts());
        assertEquals(0.5, sheet.precision());
        assertEquals(0, sheet.alertsByBlindness());
    }

    @Test
    void an_alert_out_of_silence_or_a_backlog_is_counted_as_that() {
        score.truths(List.of(truth(FaultKind.SILENT, null, 60, 120), truth(FaultKind.OFFLINE, null, 400, 460)));
        samples(0, 60, true);
        opened(100, 70, "viettel");
        opened(470, 440, "viettel");
        end();
        assertEquals(2, sheet.alertsByBlindness());
        assertEquals(0, sheet.precision());
    }

    @Test
    void an_alert_of_another_operator_than_the_broken_one_is_wrong() {
        outage(60, 100);
        samples(0, 60, true);
        samples(60, 91, false);
        opened(90, 60, "vinaphone");
        end();
        assertEquals(0, sheet.precision());
    }

    @Test
    void an_incident_of_several_villages_is_one_right_alert_and_finds_each_of_them() {
        score.truths(List.of(cut("olt/0/1", "v", "w")));
        told("olt-p1", IncidentState.OPENED, 63, "olt/0/1", "v", "w");
        end();
        assertEquals(1, sheet.alerts());
        assertEquals(1.0, sheet.precision());
        FibreOutages found = new FibreOutages();
        assertEquals(2, found.all);
        assertEquals(2, found.right);
        assertEquals(3 * MINUTE, found.medianMs);
        assertEquals(1.0, sheet.households.share());
    }

    @Test
    void an_incident_of_several_that_claims_a_village_with_nothing_is_wrong() {
        score.truths(List.of(cut("olt/0/1", "v")));
        told("olt-p1", IncidentState.OPENED, 63, "olt/0/1", "v", "w");
        end();
        assertEquals(1, sheet.alerts());
        assertEquals(0, sheet.precision());
        assertEquals(0.5, sheet.members.share());
    }

    @Test
    void a_village_that_joins_later_is_found_then_and_one_that_joins_wrongly_spoils_the_alert() {
        score.truths(List.of(cut("olt/0/1", "v", "w")));
        told("olt-p1", IncidentState.OPENED, 63, "olt/0/1", "v");
        told("olt-p1", IncidentState.UPDATED, 66, "olt/0/1", "v", "w");
        end();
        assertEquals(2, new FibreOutages().right);
        assertEquals(1.0, sheet.precision());
        Sheet other = new Sheet();
        Score second = new Score(other);
        second.registry(registry(MINUTE), T0);
        second.truths(List.of(cut("olt/0/1", "v")));
        second.take(T0 + 63 * MINUTE, List.of(), effects(network("a", IncidentState.OPENED, 63, "olt/0/1", "v")));
        second.take(T0 + 66 * MINUTE, List.of(), effects(network("a", IncidentState.UPDATED, 66, "olt/0/1", "v", "w")));
        assertEquals(1, other.alerts());
        assertEquals(0, other.precision());
    }

    @Test
    void an_incident_of_another_pon_than_the_cut_one_is_wrong() {
        score.truths(List.of(cut("olt/0/1", "v", "w")));
        told("olt-p1", IncidentState.OPENED, 63, "olt/0/9", "v", "w");
        end();
        assertEquals(0, sheet.precision());
    }

    @Test
    void an_alert_of_fibre_by_one_cut_line_is_wrong() {
        score.truths(List.of(truth(FaultKind.DROP, null, 60, 200)));
        told("olt-p1", IncidentState.OPENED, 63, "olt/0/1", "v");
        end();
        assertEquals(0, sheet.precision());
        assertEquals(1, sheet.blamed.get(Alarm.Blame.ONE_LINE));
    }

    @Test
    void an_alert_after_our_own_absence_or_by_a_refused_sim_is_counted_as_that() {
        score.truths(List.of(truth(FaultKind.ABSENCE, null, 60, 100), truth(FaultKind.SIM, "viettel", 300, 360)));
        samples(0, 60, true);
        opened(105, 70, "viettel");
        opened(340, 305, "viettel");
        end();
        assertEquals(2, sheet.alertsByBlindness());
        assertEquals(1, sheet.blamed.get(Alarm.Blame.OURSELVES));
    }

    @Test
    void an_alert_that_a_choke_was_over_for_longer_than_a_return_needs_is_wrong() {
        score.truths(List.of(truth(FaultKind.SLOW, "viettel", 60, 100), truth(FaultKind.SLOW, "viettel", 200, 240)));
        samples(0, 60, true);
        opened(107, 65, "viettel");
        opened(245, 205, "viettel");
        end();
        assertEquals(0.5, sheet.precision());
    }

    @Test
    void our_own_blindness_told_as_such_is_no_claim_about_a_village() {
        Incident incident = new Incident(
                "us-1",
                1,
                IncidentState.OPENED,
                T0,
                Severity.WARNING,
                Cause.COLLECTION,
                0.9,
                new Incident.Span(T0, T0, -1),
                new Incident.Scope("v", null, 1, 64, List.of(), null),
                Incident.Marks.NONE,
                List.of());
        score.take(T0, List.of(), effects(incident));
        end();
        assertEquals(0, sheet.alerts());
        assertEquals(1, sheet.aboutUs);
    }

    /** What came of the cuts, told or not by their lines. */
    private final class FibreOutages {
        int all;
        int right;
        long medianMs = -1;

        FibreOutages() {
            for (Sheet.Count count : sheet.fibre.values()) {
                all += count.all;
                right += count.right;
                medianMs = Math.max(medianMs, count.delayMs(50));
            }
        }
    }

    private static Truth cut(String pon, String... villages) {
        return new Truth(
                FaultKind.PON, pon, null, List.of(villages), T0 + 60 * MINUTE, T0 + 200 * MINUTE, "feeder_fibre");
    }

    private void told(String id, IncidentState state, int minute, String pon, String... villages) {
        score.take(T0 + minute * MINUTE, List.of(), effects(network(id, state, minute, pon, villages)));
    }

    private static Effects effects(Incident incident) {
        return new Effects(List.of(), List.of(incident), List.of(), List.of(), List.of());
    }

    private static Incident network(String id, IncidentState state, int minute, String pon, String... villages) {
        long at = T0 + minute * MINUTE;
        List<PonSignal.Member> members = Stream.of(villages)
                .map(village -> new PonSignal.Member(village, 4, 4, 4, Mains.UNKNOWN))
                .toList();
        int lines = 4 * members.size();
        Network network = new Network("olt", List.of(pon), new PonSignal.Lines(lines, lines, 0, 1000), members);
        String only = members.size() == 1 ? villages[0] : null;
        return new Incident(
                id,
                1,
                state,
                at,
                Severity.WARNING,
                Cause.FEEDER_FIBRE,
                0.9,
                new Incident.Span(T0 + 60 * MINUTE, at, -1),
                new Incident.Scope(only, null, members.size(), lines, List.of(), null, network),
                Incident.Marks.NONE,
                List.of());
    }

    /** Four on one PON. */
    private static List<Device> lines(String village) {
        List<Device> lines = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            lines.add(new Device(
                    "ont-" + village + "-" + i,
                    DeviceKind.ONT,
                    village,
                    null,
                    List.of(),
                    15 * MINUTE,
                    PowerSource.MAINS,
                    new Line("h-" + village + i, "olt/0/1", null, PonClass.B_PLUS),
                    0,
                    Validity.OPEN));
        }
        return lines;
    }

    private static Village village(String id, Place place) {
        return new Village(id, "Bản", "bản", "a", place, new Households(64, null, null), null, Validity.OPEN);
    }

    private void outage(int from, int to) {
        score.truths(List.of(truth(FaultKind.SITE, "viettel", from, to)));
    }

    private static Truth truth(FaultKind kind, String operator, int from, int to) {
        return new Truth(kind, "x", operator, List.of("v"), T0 + from * MINUTE, T0 + to * MINUTE, "mobile_site");
    }

    private void samples(int from, int to, boolean isServed) {
        for (int minute = from; minute < to; minute++) {
            long at = T0 + minute * MINUTE;
            score.take(at, List.of(new Reading("p", "p", at, at, -1, mobile(isServed))), Effects.NONE);
        }
    }

    private void uncovered(int minute) {
        long at = T0 + minute * MINUTE;
        StandingChange change =
                new StandingChange("mobile", "v", "c", "viettel", Standing.COVERED, Standing.UNCOVERED, at, "hard");
        score.take(at, List.of(), new Effects(List.of(change), List.of(), List.of(), List.of(), List.of()));
    }

    private void opened(int minute, int start, String operator) {
        long at = T0 + minute * MINUTE;
        Incident incident = new Incident(
                "v-m" + minute,
                1,
                IncidentState.OPENED,
                at,
                Severity.WARNING,
                Cause.MOBILE_SITE,
                0.6,
                new Incident.Span(T0 + start * MINUTE, at, -1),
                new Incident.Scope("v", null, 1, 64, List.of(operator), null),
                Incident.Marks.NONE,
                new ArrayList<>());
        score.take(at, List.of(), new Effects(List.of(), List.of(incident), List.of(), List.of(), List.of()));
    }

    private void end() {
        score.end(T0 + 600 * MINUTE);
    }

    private static Mobile mobile(boolean isServed) {
        Levels levels = isServed ? new Levels(-90, -10, 8, Float.NaN, Float.NaN, Float.NaN) : Levels.ABSENT;
        Radio radio = new Radio(
                "45204",
                null,
                isServed ? Rat.LTE : Rat.NONE,
                isServed ? Registration.HOME : Registration.SEARCHING,
                levels,
                Levels.ABSENT,
                -1,
                -1,
                null);
        return new Mobile(List.of(radio), null, null);
    }

    private static Registry registry(long intervalMs) {
        Place place = new Place(22, 105);
        Device probe = new Device(
                "p",
                DeviceKind.PROBE,
                "v",
                "c",
                List.of("viettel", "vinaphone"),
                intervalMs,
                PowerSource.MAINS,
                Line.NONE,
                0,
                Validity.OPEN);
        List<Device> devices = new ArrayList<>(List.of(probe));
        devices.addAll(lines("v"));
        devices.addAll(lines("w"));
        return Registry.empty()
                .with(new RegistryChange(
                        new RegistryChange.Tree(
                                List.of(),
                                List.of(village("v", place), village("w", place)),
                                List.of(new MeasurementPoint("c", "v", PointKind.CENTRE, place, 64))),
                        List.of(
                                new Operator("viettel", "Viettel", List.of("45204")),
                                new Operator("vinaphone", "VinaPhone", List.of("45202"))),
                        devices,
                        List.of(),
                        List.of()));
    }
}
