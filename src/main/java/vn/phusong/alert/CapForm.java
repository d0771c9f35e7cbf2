package vn.phusong.alert;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentText;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;

/**
 * A notice as a message of the Common Alerting Protocol 1.2: an Alert when an incident is told for the first time, else an Update that names what was told of
 * it before; a closing says AllClear. A Cancel would say that the Alert was sent in error, which a closing is not, and which we never find out by ourselves.
 * For the department only: scope Restricted.
 */
final class CapForm {
    static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";
    /** CAP 1.2 §3.2: an offset with a sign, never Z. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+07:00'", Locale.ROOT).withZone(ZoneOffset.ofHours(7));

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.ofHours(7));

    private final CapSettings settings;

    CapForm(CapSettings settings) {
        this.settings = settings;
    }

    byte[] bytes(Notice notice) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.setDefaultNamespace(NAMESPACE);
            xml.writeStartElement(NAMESPACE, "alert");
            xml.writeDefaultNamespace(NAMESPACE);
            alert(xml, notice);
            info(xml, notice, true);
            info(xml, notice, false);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void alert(XMLStreamWriter xml, Notice notice) throws XMLStreamException {
        element(xml, "identifier", notice.id());
        element(xml, "sender", settings.sender());
        element(xml, "sent", sent(notice.newest()));
        element(xml, "status", settings.isTest() ? "Test" : "Actual");
        element(xml, "msgType", notice.before().isEmpty() ? "Alert" : "Update");
        element(xml, "scope", "Restricted");
        element(xml, "restriction", "Chỉ dành cho cơ quan quản lý / for the authority only");
        if (!notice.before().isEmpty()) {
            element(
                    xml,
                    "references",
                    notice.before().stream()
                            .map(told -> settings.sender() + "," + told.id() + "," + sent(told))
                            .collect(Collectors.joining(" ")));
        }
        element(xml, "incidents", notice.newest().incident().id());
    }

    private static String sent(Owed owed) {
        return TIME.format(Instant.ofEpochMilli(owed.incident().at()));
    }

    private void info(XMLStreamWriter xml, Notice notice, boolean inVietnamese) throws XMLStreamException {
        Incident incident = notice.newest().incident();
        IncidentText line = notice.text();
        boolean isBack = notice.newest().step() == Owed.Step.CLOSED
                && !incident.marks().left();
        String place = inVietnamese ? notice.names().place() : notice.names().placeEn();
        xml.writeStartElement(NAMESPACE, "info");
        element(xml, "language", inVietnamese ? "vi-VN" : "en-US");
        element(xml, "category", "Infra");
        element(xml, "event", event(incident, inVietnamese));
        if (isBack) {
            element(xml, "responseType", "AllClear");
        }
        element(xml, "urgency", isBack ? "Past" : isKnown(incident) ? "Immediate" : "Unknown");
        element(xml, "severity", severity(incident));
        element(xml, "certainty", certainty(incident));
        element(xml, "senderName", "Phủ Sóng");
        element(xml, "description", inVietnamese ? line.vi() : line.en());
        if (!notice.page().isEmpty()) {
            element(xml, "web", notice.page());
        }
        area(xml, notice.names(), place, incident);
        xml.writeEndElement();
    }

    private static String event(Incident incident, boolean inVietnamese) {
        if (incident.cause() == Cause.COLLECTION) {
            return inVietnamese ? "Hệ thống không nhận được dữ liệu đo" : "No measurements received";
        }
        if (incident.scope().operators().isEmpty()) {
            return inVietnamese ? "Mất tín hiệu cáp quang" : "Fibre signal lost";
        }
        return inVietnamese ? "Mất sóng di động" : "Mobile service lost";
    }

    private static String severity(Incident incident) {
        return switch (incident.severity()) {
            case WARNING -> "Minor";
            case MAJOR -> "Moderate";
            case CRITICAL -> "Severe";
        };
    }

    /** That service is lost was measured; the cause is a guess, and stands in the description as one. */
    private static String certainty(Incident incident) {
        return isKnown(incident) ? "Observed" : "Unknown";
    }

    /** Whether anybody measures it now: not when we see nothing, and not of a place that is watched no more. */
    private static boolean isKnown(Incident incident) {
        return incident.cause() != Cause.COLLECTION
                && !incident.marks().unobserved()
                && !incident.marks().left();
    }

    private static void area(XMLStreamWriter xml, Names names, String place, Incident incident)
            throws XMLStreamException {
        xml.writeStartElement(NAMESPACE, "area");
        element(xml, "areaDesc", place);
        Names.Spot spot = names.spot();
        if (spot != null) {
            element(xml, "circle", String.format(Locale.ROOT, "%.5f,%.5f 0", spot.lat(), spot.lon()));
            geocode(xml, "VN-GSO", spot.commune());
            geocode(xml, "VN-GSO-ASOF", DATE.format(Instant.ofEpochMilli(incident.at())));
        }
        xml.writeEndElement();
    }

    private static void geocode(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeStartElement(NAMESPACE, "geocode");
        element(xml, "valueName", name);
        element(xml, "value", value);
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(NAMESPACE, name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    /** Where a file of that message stands, made of its id alone. */
    static String file(String id) {
        return id.replaceAll("[^A-Za-z0-9._-]", "_") + ".xml";
    }

}
