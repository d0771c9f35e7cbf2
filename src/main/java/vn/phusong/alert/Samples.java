package vn.phusong.alert;

import java.util.ArrayList;
import java.util.List;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.PonSignal;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.Names;
import vn.phusong.incident.Network;
import vn.phusong.incident.Owed;
import vn.phusong.incident.Quorum;
import vn.phusong.incident.Reach;
import vn.phusong.incident.Severity;

/**
 * One notice of each kind, of incidents that never were: to see what would be sent. None is retroactive, because those are told to nobody.
 *
 * @param kind names it
 */
public record Samples(String kind, Notice notice) {
    /** 2026-03-01 08:00 at +07:00. */
    private static final long EIGHT = 1_772_326_800_000L;

    private static final long MINUTE = 60_000;
    private static final Names PLACE = new Names("Thôn Bản Co, Xã Bằng Thành", "Bản Co village, Bang Thanh Commune", id -> "Viettel", id -> "Thôn Bản Co, Xã Bằng Thành");

    /** @param link our own address, empty when it is not set */
    public static List<Samples> all(String link) {
        List<Samples> all = new ArrayList<>();
        all.add(of("opened", link, PLACE, mobile(1, Owed.Step.OPENED, Severity.WARNING)));
        all.add(of("raised", link, PLACE, mobile(2, Owed.Step.RAISED, Severity.MAJOR)));
        all.add(of("flapping", link, PLACE, mobile(3, Owed.Step.FLAPPING, Severity.MAJOR)));
        all.add(of("reopened", link, PLACE, mobile(4, Owed.Step.REOPENED, Severity.WARNING)));
        all.add(of("closed", link, PLACE, mobile(5, Owed.Step.CLOSED, Severity.MAJOR)));
        Names station = new Names(
                "Trạm bk-0412, Xã Bằng Thành (Thôn Bản Co, Thôn Nà Đồng)",
                "Base station bk-0412, Bang Thanh Commune (Bản Co, Nà Đồng)",
                id -> "Viettel");
        all.add(of("station", link, station, station()));
        Names pon = new Names("Thôn Bản Co, Thôn Nà Đồng", "villages Bản Co, Nà Đồng", id -> id);
        all.add(of("pon", link, pon, pon()));
        Notice several = new Notice(
                List.of(
                        new Notice.Part(List.of(pon()), pon),
                        new Notice.Part(List.of(mobile(1, Owed.Step.OPENED, Severity.WARNING)), PLACE)),
                link);
        all.add(new Samples("several", several));
        return all;
    }

    private static Samples of(String kind, String link, Names names, Owed owed) {
        return new Samples(kind, new Notice(List.of(owed), names, link));
    }

    private static Owed mobile(int revision, Owed.Step step, Severity severity) {
        Incident.Scope scope = new Incident.Scope("gn-9869901", null, 1, 43, List.of("viettel"), null);
        return owed("gn-9869901-m1", revision, step, severity, scope);
    }

    private static Owed station() {
        List<Reach.Member> members = List.of(
                new Reach.Member("gn-9869901", List.of("viettel"), EIGHT),
                new Reach.Member("gn-9869902", List.of("viettel"), EIGHT));
        Reach reach = new Reach(Quorum.STATION, List.of("bk-0412"), 2, 3, Mains.UNKNOWN, members);
        return owed(
                "bk-0412-b1",
                1,
                Owed.Step.OPENED,
                Severity.CRITICAL,
                new Incident.Scope(null, "01864", 2, 120, List.of("viettel"), null, null, reach));
    }

    private static Owed pon() {
        List<PonSignal.Member> members = List.of(
                new PonSignal.Member("gn-9869901", 100, 101, 98, Mains.ON),
                new PonSignal.Member("gn-9869902", 50, 51, 50, Mains.UNKNOWN));
        Network network = new Network("olt-01834", List.of("olt-01834/0/3"), new PonSignal.Lines(150, 152, 0, 2_000), members);
        return owed(
                "olt-01834-p1",
                1,
                Owed.Step.OPENED,
                Severity.MAJOR,
                new Incident.Scope(null, null, 2, 148, List.of(), null, network));
    }

    private static Owed owed(String id, int revision, Owed.Step step, Severity severity, Incident.Scope scope) {
        boolean isClosed = step == Owed.Step.CLOSED;
        long at = EIGHT + revision * 30 * MINUTE;
        Incident incident = new Incident(
                id,
                revision,
                isClosed ? IncidentState.CLOSED : IncidentState.OPENED,
                at,
                severity,
                scope.network() == null ? Cause.MOBILE_SITE : Cause.FEEDER_FIBRE,
                0.6,
                new Incident.Span(EIGHT, EIGHT + 30 * MINUTE, isClosed ? at - MINUTE : -1),
                scope,
                new Incident.Marks(step == Owed.Step.FLAPPING, false, false, false),
                List.of());
        return new Owed(id + "." + revision, step, incident);
    }
}
