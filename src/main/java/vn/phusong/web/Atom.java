package vn.phusong.web;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A feed as of RFC 4287.
 *
 * @param path of the feed itself
 * @param link our own address, empty when it is not set; then links are relative
 */
record Atom(String path, String link, String title, List<Entry> entries) {
    static final String TYPE = "application/atom+xml";
    private static final String NAMESPACE = "http://www.w3.org/2005/Atom";
    private static final String BEFORE_ALL = "1970-01-01T07:00:00+07:00";

    /**
     * @param id for life
     * @param updated RFC 3339
     * @param href what it leads to, from the root of our address
     * @param type of what it leads to
     * @param category a word to filter by, null for none
     */
    record Entry(
            String id,
            String title,
            String updated,
            String href,
            String type,
            String content,
            @Nullable String category) {}

    Answer answer() {
        return new Answer(TYPE + "; charset=utf-8", Buffer.buffer(text()));
    }

    /** Equal entries, equal text. */
    String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(NAMESPACE);
            text(xml, "id", "urn:phusong" + path.replace('/', ':'));
            text(xml, "title", title);
            // The first is the newest: a feed of which nothing is new stays the same, byte for byte.
            text(xml, "updated", entries.isEmpty() ? BEFORE_ALL : entries.get(0).updated());
            xml.writeStartElement("author");
            text(xml, "name", "Phủ Sóng");
            xml.writeEndElement();
            link(xml, "self", path, TYPE);
            for (Entry entry : entries) {
                entry(xml, entry);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void entry(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
        xml.writeStartElement("entry");
        text(xml, "id", entry.id());
        text(xml, "title", entry.title());
        text(xml, "updated", entry.updated());
        link(xml, "alternate", entry.href(), entry.type());
        if (entry.category() != null) {
            xml.writeEmptyElement("category");
            xml.writeAttribute("term", entry.category());
        }
        if (!entry.content().isEmpty()) {
            text(xml, "content", entry.content());
        }
        xml.writeEndElement();
    }

    private void link(XMLStreamWriter xml, String relation, String href, String type) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", link + href);
    }

    /** Names of places are free of control characters, which XML has no place for. */
    private static void text(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
