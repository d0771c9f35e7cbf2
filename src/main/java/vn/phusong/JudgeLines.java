package vn.phusong;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.PonSignal;
import vn.phusong.coverage.Revision;
import vn.phusong.coverage.StandingChange;
import vn.phusong.incident.Back;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Network;
import vn.phusong.incident.Reach;
import vn.phusong.reading.Refusal;

/** What {@code judge} says, one JSON object a line, times at +07:00. */
final class JudgeLines {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);

    private final PrintStream out;
    private final String indicator;

    JudgeLines(PrintStream out, String indicator) {
        this.out = out;
        this.indicator = indicator;
    }

    void standing(StandingChange change) {
        if (!indicator.equals("all") && !indicator.equals(change.indicator())) {
            return;
        }
        print(JSON.createObjectNode()
                .put("t", time(change.at()))
                .put("kind", "standing")
                .put("indicator", change.indicator())
                .put("village", change.village())
                .put("point", change.point())
                .put("operator", change.operator())
                .put("from", change.from().name())
                .put("to", change.to().name())
                .put("reason", change.reason()));
    }

    void revision(Revision revision) {
        if (!indicator.equals("all") && !indicator.equals(revision.indicator())) {
            return;
        }
        ObjectNode node = JSON.createObjectNode()
                .put("t", time(revision.knownAt()))
                .put("kind", "revision")
                .put("indicator", revision.indicator())
                .put("village", revision.village())
                .put("point", revision.point())
                .put("operator", revision.operator())
                .put("from", time(revision.from()))
                .put("to", time(revision.to()));
        ArrayNode standings = node.putArray("standings");
        revision.standings().forEach(at -> standings
                .addObject()
                .put("t", time(at.at()))
                .put("standing", at.standing().name()));
        print(node);
    }

    void incident(Incident incident) {
        ObjectNode node = JSON.createObjectNode()
                .put("t", time(incident.at()))
                .put("kind", "incident")
                .put("id", incident.id())
                .put("village", incident.scope().village())
                .put("area", incident.scope().area())
                .put("state", incident.state().word())
                .put("severity", incident.severity().word())
                .put("start", time(incident.span().start()))
                .put("detected", time(incident.span().detected()))
                .put("end", incident.span().hasEnded() ? time(incident.span().end()) : null)
                .put("cause", incident.cause().word())
                .put("confidence", incident.confidence())
                .put("villages", incident.scope().villages())
                .put(
                        "households",
                        incident.scope().households() < 0
                                ? null
                                : incident.scope().households());
        ArrayNode operators = node.putArray("operators");
        incident.scope().operators().forEach(operators::add);
        node.set("network", network(incident.scope().network()));
        node.set("mobile", mobile(incident.scope().reach()));
        Back back = incident.marks().back();
        if (back != null) {
            node.putObject("back")
                    .put("of", back.of())
                    .put("served", back.served())
                    .put("out", back.out())
                    .put("unknown", back.unknown());
        }
        if (incident.marks().withdrawn()) {
            node.put("withdrawn", true);
        }
        print(node.put("parent", incident.scope().parent())
                .put("flapping", incident.marks().flapping())
                .put("unobserved", incident.marks().unobserved())
                .put("retroactive", incident.marks().retroactive())
                .put("revision", incident.revision()));
    }

    private static @Nullable ObjectNode network(@Nullable Network network) {
        if (network == null) {
            return null;
        }
        ObjectNode node = JSON.createObjectNode().put("olt", network.olt());
        ArrayNode pons = node.putArray("pons");
        network.pons().forEach(pons::add);
        node.put("gone", network.lines().gone())
                .put("expected", network.lines().expected())
                .put("dyingGasps", network.lines().gasps())
                .put("withinSeconds", network.lines().withinMs() / 1000)
                .put("mains", network.mains().word());
        ArrayNode members = node.putArray("members");
        for (PonSignal.Member member : network.members()) {
            members.addObject()
                    .put("village", member.village())
                    .put("gone", member.gone())
                    .put("expected", member.expected())
                    .put("households", member.households())
                    .put("mains", member.mains().word());
        }
        return node;
    }

    private static @Nullable ObjectNode mobile(@Nullable Reach reach) {
        if (reach == null) {
            return null;
        }
        ObjectNode node = JSON.createObjectNode().put("level", reach.level().word());
        ArrayNode stations = node.putArray("stations");
        reach.stations().forEach(stations::add);
        node.put("went", reach.went())
                .put("watched", reach.watched())
                .put("mains", reach.mains().word());
        ArrayNode members = node.putArray("members");
        for (Reach.Member member : reach.members()) {
            ObjectNode one = members.addObject().put("village", member.village());
            ArrayNode operators = one.putArray("operators");
            member.operators().forEach(operators::add);
            one.put("start", time(member.start()));
        }
        return node;
    }

    void refusal(long at, @Nullable String device, Refusal refusal) {
        print(JSON.createObjectNode()
                .put("t", time(at))
                .put("kind", "refusal")
                .put("device", device)
                .put("reason", refusal.reason().word())
                .put("detail", refusal.detail()));
    }

    void end() {
        out.flush();
    }

    private void print(ObjectNode node) {
        out.println(node.toString());
    }

    private static String time(long at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochMilli(at).atOffset(VIETNAM));
    }
}
