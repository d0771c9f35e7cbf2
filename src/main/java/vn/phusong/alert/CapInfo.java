package vn.phusong.alert;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Owed;
import vn.phusong.incident.Severity;

/** The {@code info} of one language. Areas are told by the codes of their communes and the date those codes are of: codes are reused. */
final class CapInfo {
    private static final int LONGEST_HEADLINE = 160;
    /** So many villages are named in the description of an area; the codes of all stand beside it. */
    private static final int NAMED = 10;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.ofHours(7));

    private final CapXml.Written xml;
    private final Notice notice;
    private final CapLanguage language;
    private final Incident incident;
    private final boolean isOver;
    /** Measured to be over, all of it; not where a place left the registry, nor where a person closed what nobody saw end. */
    private final boolean isBack;
    /** It goes on for all that is known, and nobody measures whether it does. */
    private final boolean isUnseen;

    CapInfo(CapXml.Written xml, Notice notice, CapLanguage language) {
        this.xml = xml;
        this.notice = notice;
        this.language = language;
        this.incident = notice.newest().incident();
        this.isOver = notice.newest().step() == Owed.Step.CLOSED;
        this.isUnseen = !isOver && incident.marks().unobserved();
        this.isBack = isOver && incident.span().hasEnded() && incident.marks().areMeasured();
    }

    void write(List<Spot> spots) throws XMLStreamException {
        xml.xml().writeStartElement("info");
        xml.element("language", language.tag);
        xml.element("category", "Infra");
        xml.element("event", language.event(incident));
        response();
        xml.element("urgency", urgency());
        xml.element("severity", severity());
        xml.element("certainty", certainty());
        xml.element("onset", CapXml.time(incident.span().start()));
        xml.element("senderName", "Phủ Sóng");
        xml.element("headline", headline());
        xml.element("description", language.text(notice.text()));
        if (!notice.page().isEmpty()) {
            xml.element("web", notice.page());
        }
        parameters();
        areas(spots);
        xml.xml().writeEndElement();
    }

    /** Nobody says all clear of what was not measured to be over. */
    private void response() throws XMLStreamException {
        if (!isOver) {
            xml.element("responseType", "Monitor");
        } else if (isBack) {
            xml.element("responseType", "AllClear");
        }
    }

    private String urgency() {
        if (isBack) {
            return "Past";
        }
        if (isOver || isUnseen) {
            return "Unknown";
        }
        return incident.severity() == Severity.WARNING ? "Expected" : "Immediate";
    }

    private String severity() {
        return switch (incident.severity()) {
            case WARNING -> "Minor";
            case MAJOR -> "Moderate";
            case CRITICAL -> "Severe";
        };
    }

    /** Of the outage, not of its cause: observed when two villages or lines say so, likely when one probe does, unknown when nobody measures it now. */
    private String certainty() {
        if (isUnseen) {
            return "Unknown";
        }
        Incident.Scope scope = incident.scope();
        boolean byMany = (scope.reach() != null && scope.reach().went() > 1)
                || (scope.network() != null && scope.network().lines().gone() > 1);
        return byMany ? "Observed" : "Likely";
    }

    private String headline() {
        String text = language.text(notice.brief());
        return text.codePointCount(0, text.length()) <= LONGEST_HEADLINE
                ? text
                : cut(text.substring(0, text.offsetByCodePoints(0, LONGEST_HEADLINE - 1)));
    }

    /** Behind a whole word: half a date is another date. */
    private static String cut(String text) {
        return text.substring(0, text.lastIndexOf(' ')) + " …";
    }

    private void parameters() throws XMLStreamException {
        xml.named("parameter", "incident", incident.id());
        xml.named("parameter", "notice", notice.id());
        xml.named("parameter", "step", notice.newest().step().word());
        xml.named("parameter", "severity", incident.severity().word());
        xml.named("parameter", "cause", incident.cause().word());
        xml.named("parameter", "confidence", Double.toString(incident.confidence()));
        if (incident.scope().households() >= 0) {
            xml.named(
                    "parameter", "households", Integer.toString(incident.scope().households()));
        }
        if (incident.span().hasEnded()) {
            xml.named("parameter", "end", CapXml.time(incident.span().end()));
        }
    }

    private void areas(List<Spot> spots) throws XMLStreamException {
        TreeMap<String, List<Spot>> communes = new TreeMap<>();
        spots.forEach(spot -> communes.computeIfAbsent(spot.communeCode(), unused -> new ArrayList<>())
                .add(spot));
        if (communes.isEmpty()) {
            xml.xml().writeStartElement("area");
            xml.element("areaDesc", language.place(notice.names()));
            if (incident.scope().area() != null) {
                code(incident.scope().area());
            }
            xml.xml().writeEndElement();
        }
        for (Map.Entry<String, List<Spot>> commune : communes.entrySet()) {
            xml.xml().writeStartElement("area");
            xml.element("areaDesc", description(commune.getValue()));
            code(commune.getKey());
            for (Spot spot : commune.getValue()) {
                xml.named("geocode", "phusong.village", spot.village());
            }
            xml.xml().writeEndElement();
        }
    }

    private void code(String area) throws XMLStreamException {
        xml.named("geocode", "VN-GSO", area);
        xml.named("geocode", "VN-GSO-ASOF", DATE.format(Instant.ofEpochMilli(incident.at())));
    }

    private String description(List<Spot> spots) {
        int others = Math.max(0, spots.size() - NAMED);
        String names = spots.stream().limit(NAMED).map(Spot::name).collect(Collectors.joining(", "));
        String more = others == 0 ? "" : language.of(" và " + others + " thôn khác", " and " + others + " more");
        return language.commune(spots.get(0)) + ": " + names + more;
    }
}
