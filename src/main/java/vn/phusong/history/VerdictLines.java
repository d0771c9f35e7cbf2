package vn.phusong.history;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import vn.phusong.coverage.Rollup;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentCodec;
import vn.phusong.incident.IncidentText;
import vn.phusong.incident.Names;
import vn.phusong.village.Registry;

/** Incidents, a point for each revision, and the figures of five-minute buckets. History's thread only. */
final class VerdictLines {
    static final String ANY = "any";

    private static final byte[] ID = Lines.key("id");
    private static final byte[] STATE = Lines.key("state");
    private static final byte[] SEVERITY = Lines.key("severity");
    private static final byte[] CAUSE = Lines.key("cause");
    private static final byte[] TITLE_VI = Lines.key("title_vi");
    private static final byte[] TITLE_EN = Lines.key("title_en");
    private static final byte[] AREA = Lines.key("area");
    private static final byte[] OPERATORS = Lines.key("operators");
    private static final byte[] BODY = Lines.key("body");
    private static final byte[] REVISION = Lines.key("revision");
    private static final byte[] START_MS = Lines.key("start_ms");
    private static final byte[] END_MS = Lines.key("end_ms");
    private static final byte[] KNOWN_AT = Lines.key("known_at");
    private static final byte[] HOUSEHOLDS = Lines.key("households");
    private static final byte[] GOOD = Lines.key("good");
    private static final byte[] BAD = Lines.key("bad");
    private static final byte[] NO_SERVICE = Lines.key("no_service");
    private static final byte[] LEVELS = Lines.key("levels");
    private static final byte[] RSRP_MEAN = Lines.key("rsrp_mean");
    private static final byte[] RSRP_SUM = Lines.key("rsrp_sum");

    private VerdictLines() {}

    static void incidents(Lines lines, List<Incident> incidents, long knownAt, long position, Registry registry) {
        int n = 0;
        for (Incident incident : incidents) {
            IncidentText title = IncidentText.of(incident, Names.of(registry, incident));
            lines.begin(Lines.head("incident", "village", incident.scope().village()))
                    .text(ID, incident.id())
                    .text(STATE, incident.state().name().toLowerCase(Locale.ROOT))
                    .text(SEVERITY, incident.severity().name().toLowerCase(Locale.ROOT))
                    .text(CAUSE, incident.cause().name().toLowerCase(Locale.ROOT))
                    .text(TITLE_VI, title.vi())
                    .text(TITLE_EN, title.en())
                    .text(AREA, incident.scope().area())
                    .text(OPERATORS, String.join(",", incident.scope().operators()))
                    .text(BODY, Base64.getEncoder().encodeToString(bytes(incident)))
                    .whole(REVISION, incident.revision())
                    .whole(START_MS, incident.span().start())
                    .whole(END_MS, incident.span().end())
                    .whole(KNOWN_AT, knownAt)
                    .whole(HOUSEHOLDS, incident.scope().households());
            lines.end(incident.span().start(), StandingLines.nanos(position, n++));
        }
    }

    private static byte[] bytes(Incident incident) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            IncidentCodec.write(new DataOutputStream(bytes), incident);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** Adds to the points of {@link RosterLines}: the same series and time, other fields. */
    static void rollups(Lines lines, List<Rollup> rollups) {
        Map<String, Rollup> ofVillage = new TreeMap<>();
        for (Rollup rollup : rollups) {
            write(lines, rollup, rollup.operator());
            if (!rollup.operator().equals(Rollup.FIBRE)) {
                ofVillage.merge(rollup.village() + '\n' + rollup.from(), rollup, VerdictLines::sum);
            }
        }
        ofVillage.values().forEach(sum -> write(lines, sum, ANY));
    }

    private static Rollup sum(Rollup a, Rollup b) {
        return new Rollup(
                a.village(),
                ANY,
                a.from(),
                a.good() + b.good(),
                a.bad() + b.bad(),
                a.noService() + b.noService(),
                a.rsrpSumDbm() + b.rsrpSumDbm(),
                a.levels() + b.levels());
    }

    private static void write(Lines lines, Rollup rollup, String operator) {
        lines.begin(Lines.head("village_5m", "operator", operator, "village", rollup.village()))
                .whole(GOOD, rollup.good())
                .whole(BAD, rollup.bad())
                .whole(NO_SERVICE, rollup.noService())
                .whole(LEVELS, rollup.levels())
                .real(RSRP_MEAN, rollup.levels() == 0 ? Double.NaN : rollup.rsrpSumDbm() / rollup.levels())
                .real(RSRP_SUM, rollup.rsrpSumDbm());
        lines.end(rollup.from(), 0);
    }
}
