package vn.phusong.alert;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Owed;

/**
 * One notice as a message of the Common Alerting Protocol 1.2: a block in Vietnamese and one in English. What is said first of an incident is an Alert,
 * what follows an Update that names all before it; a close is an Update with AllClear, because the outage was real; of a place that left the registry a
 * Cancel, because nobody knows whether it is over.
 */
final class CapXml {
    static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";
    private static final String RESTRICTION =
            "Chỉ dùng trong cơ quan quản lý và doanh nghiệp viễn thông. For the department and the operators only.";
    private static final String SIMULATED = "Dữ liệu mô phỏng, không có thật. Simulated data, nothing of it is real.";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.ofHours(7));

    private final CapSettings settings;
    /** Looking for one costs more than a message. */
    private final XMLOutputFactory writers = XMLOutputFactory.newInstance();

    /** What is beside the notice itself. */
    record Around(boolean simulated, List<String> references, List<Spot> spots) {}

    CapXml(CapSettings settings) {
        this.settings = settings;
    }

    byte[] message(Notice notice, Around around) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = writers.createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("alert");
            xml.writeDefaultNamespace(NAMESPACE);
            head(new Written(xml), notice, around);
            for (CapLanguage language : CapLanguage.values()) {
                new CapInfo(new Written(xml), notice, language).write(around.spots());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private void head(Written xml, Notice notice, Around around) throws XMLStreamException {
        Incident incident = notice.newest().incident();
        xml.element("identifier", notice.id());
        xml.element("sender", settings.sender());
        xml.element("sent", time(incident.at()));
        xml.element("status", status(around.simulated()).word);
        xml.element("msgType", type(notice.newest(), around.references()));
        xml.element("source", "Phủ Sóng");
        xml.element("scope", "Restricted");
        xml.element("restriction", RESTRICTION);
        if (around.simulated()) {
            xml.element("note", SIMULATED);
        }
        if (!around.references().isEmpty()) {
            xml.element("references", String.join(" ", around.references()));
        }
        xml.element("incidents", incident.id());
    }

    private CapSettings.Status status(boolean simulated) {
        boolean wouldLie = simulated && settings.status() == CapSettings.Status.ACTUAL;
        return wouldLie ? CapSettings.Status.EXERCISE : settings.status();
    }

    private static String type(Owed owed, List<String> references) {
        if (references.isEmpty()) {
            return "Alert";
        }
        boolean isLeft =
                owed.step() == Owed.Step.CLOSED && owed.incident().marks().left();
        return isLeft ? "Cancel" : "Update";
    }

    /** As later messages name this one. */
    String reference(String identifier, String sent) {
        return settings.sender() + "," + identifier + "," + sent;
    }

    static String time(long at) {
        return TIME.format(Instant.ofEpochMilli(at));
    }

    /** XML 1.0 has no place for most control characters, not even escaped. */
    record Written(XMLStreamWriter xml) {
        void element(String name, String text) throws XMLStreamException {
            StringBuilder clean = new StringBuilder(text.length());
            text.codePoints().forEach(c -> clean.appendCodePoint(isText(c) ? c : 0xFFFD));
            xml.writeStartElement(name);
            xml.writeCharacters(clean.toString());
            xml.writeEndElement();
        }

        void named(String element, String name, String value) throws XMLStreamException {
            xml.writeStartElement(element);
            element("valueName", name);
            element("value", value);
            xml.writeEndElement();
        }

        private static boolean isText(int c) {
            return c >= 0x20 ? c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF) : c == '\n' || c == '\t';
        }
    }

    static String text(byte[] xml) {
        return new String(xml, StandardCharsets.UTF_8);
    }
}
