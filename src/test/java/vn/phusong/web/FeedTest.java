package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import vn.phusong.engine.Effects;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.Owed;
import vn.phusong.journal.Commit;
import vn.phusong.journal.FollowerNote;

/** Feeds tell what the notices have told, and nothing more. */
class FeedTest {
    @TempDir
    private Path folder;

    private Served web;

    @BeforeEach
    void open() throws Exception {
        web = new Served(folder, new Sources.Feeds("", "feed", null, file -> null));
    }

    @AfterEach
    void close() {
        web.close();
    }

    /** The log is told everything, also what people silenced; it is nobody's channel. */
    @Test
    void what_only_other_channels_were_told_is_not_in_it() throws Exception {
        Incident incident = SmallProvince.incident(1, "v-co", IncidentState.OPENED, SmallProvince.T0);
        Owed owed = new Owed("v-co-m1.1", Owed.Step.OPENED, incident);
        web.keep(new Effects(List.of(), List.of(incident), List.of(owed), List.of(), List.of()));
        note(new FollowerNote.Receipt(owed.id(), "log", SmallProvince.T0, "delivered", ""));
        assertEquals(1, all(feed("/feeds/incidents.atom"), "id").size(), "the feed's own");
    }

    private void note(FollowerNote.Receipt... receipts) throws Exception {
        FollowerNote note = new FollowerNote("alert", 0, List.of(receipts));
        long position = web.journal.commit(
                new Commit(List.of(), List.of(), List.of(), List.of(), List.of(note), List.of()));
        assertTrue(position >= 0);
    }

    private void owe(Incident incident, Owed.Step step, String... told) throws Exception {
        Owed owed = new Owed(incident.id() + "." + incident.revision(), step, incident);
        web.keep(new Effects(List.of(), List.of(incident), List.of(owed), List.of(), List.of()));
        List<FollowerNote.Receipt> receipts = new ArrayList<>();
        for (String result : told) {
            receipts.add(new FollowerNote.Receipt(owed.id(), "feed", SmallProvince.T0, result, ""));
        }
        note(receipts.toArray(new FollowerNote.Receipt[0]));
    }

    private Document feed(String path) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var answer = web.get(path);
        assertEquals(200, answer.statusCode(), answer.bodyAsString());
        assertEquals("application/atom+xml; charset=utf-8", answer.getHeader("Content-Type"));
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.body().getBytes()));
    }

    private static List<String> all(Document document, String element) {
        NodeList nodes = document.getElementsByTagNameNS("http://www.w3.org/2005/Atom", element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void what_was_told_to_nobody_is_in_no_feed() throws Exception {
        owe(SmallProvince.incident(1, "v-co", IncidentState.OPENED, SmallProvince.T0), Owed.Step.OPENED, "delivered");
        owe(SmallProvince.incident(1, "v-dark", IncidentState.OPENED, SmallProvince.T0), Owed.Step.OPENED);
        owe(SmallProvince.incident(1, "v-weak", IncidentState.OPENED, SmallProvince.T0), Owed.Step.OPENED, "set_aside");
        Document feed = feed("/feeds/incidents.atom");
        assertEquals(List.of("urn:phusong:feeds:incidents.atom", "urn:phusong:incident:v-co-m1"), all(feed, "id"));
        assertTrue(all(feed, "content").get(0).contains("mất sóng"), all(feed, "content")::toString);
        assertTrue(all(feed, "content").get(0).contains("mobile service lost"), all(feed, "content")::toString);
        assertFalse(web.get("/feeds/incidents.atom").bodyAsString().contains("v-dark"));
    }

    @Test
    void an_incident_is_one_entry_as_it_was_told_last_also_by_a_message_of_several() throws Exception {
        owe(SmallProvince.incident(1, "v-co", IncidentState.OPENED, SmallProvince.T0), Owed.Step.OPENED, "delivered");
        owe(SmallProvince.incident(1, "v-co", IncidentState.CLOSED, SmallProvince.T0), Owed.Step.CLOSED);
        assertTrue(
                all(feed("/feeds/incidents.atom"), "title").get(1).startsWith("[nghiêm trọng]"),
                "the close is not told yet");
        owe(SmallProvince.incident(1, "v-weak", IncidentState.CLOSED, SmallProvince.T0), Owed.Step.CLOSED, "carried");
        List<String> titles = all(feed("/feeds/incidents.atom"), "title");
        assertEquals(3, titles.size(), titles::toString);
        assertTrue(titles.get(1).startsWith("[đã khắc phục]"), titles::toString);
        assertEquals("Phủ Sóng: sự cố / incidents (mô phỏng / simulated)", titles.get(0));
    }

    @Test
    void an_empty_feed_is_a_feed() throws Exception {
        assertEquals(List.of("1970-01-01T07:00:00+07:00"), all(feed("/feeds/incidents.atom"), "updated"));
    }

    @Test
    void without_a_folder_there_is_no_cap_and_the_answer_says_so() throws Exception {
        assertEquals(404, web.get("/feeds/cap.atom").statusCode());
        assertTrue(web.get("/feeds/cap.atom").bodyAsString().contains("cap.dir"));
        assertEquals(404, web.get("/feeds/cap/gn-1-m1.1.xml").statusCode());
    }
}
