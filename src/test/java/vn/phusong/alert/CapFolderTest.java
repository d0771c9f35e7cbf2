package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.phusong.incident.Names;

/** A real folder; the order and words of CAP 1.2 §3.2 are written down here, because no registry of ours carries its schema. */
class CapFolderTest extends ChannelContract {
    private static final List<String> ALERT = List.of(
            "identifier sender sent status msgType source scope restriction addresses code note references incidents info"
                    .split(" "));
    private static final List<String> INFO = List.of(
            "language category event responseType urgency severity certainty audience eventCode effective onset expires"
                    .concat(" senderName headline description instruction web contact parameter resource area")
                    .split(" "));
    private static final List<String> AREA =
            List.of("areaDesc polygon circle geocode altitude ceiling".split(" "));

    @TempDir
    Path folder;

    private CapForm form() {
        return new CapForm(new CapSettings(folder, "phusong@phusong.example", false));
    }

    @Override
    Peer peer() {
        Vertx vertx = Vertx.vertx();
        return new Peer() {
            private boolean isBlocked;
            private final List<Got> got = new ArrayList<>();

            @Override
            public Channel channel() {
                return new CapFolder(
                        vertx, new CapSettings(folder.resolve("out"), "phusong@phusong.example", false));
            }

            @Override
            public boolean can(Manner manner) {
                return manner == Manner.TAKE || manner == Manner.LATER;
            }

            @Override
            public void next(Manner manner) throws Exception {
                if (isBlocked) {
                    Files.delete(folder.resolve("out"));
                }
                isBlocked = manner == Manner.LATER;
                if (isBlocked) {
                    Files.writeString(folder.resolve("out"), "in the way");
                }
            }

            @Override
            public List<Got> got() throws Exception {
                got.clear();
                try (Stream<Path> files = Files.list(folder.resolve("out"))) {
                    for (Path file : files.sorted().toList()) {
                        String name = file.getFileName().toString();
                        got.add(new Got(name.substring(0, name.length() - 4), Files.readString(file)));
                    }
                }
                return got;
            }

            @Override
            public void stop() throws Exception {
                vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            }
        };
    }

    private static Element parsed(byte[] bytes) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes))
                .getDocumentElement();
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                assertEquals(CapForm.NAMESPACE, element.getNamespaceURI());
                children.add(element);
            }
        }
        return children;
    }

    private static String text(Element parent, String name) {
        return children(parent).stream()
                .filter(it -> it.getLocalName().equals(name))
                .map(Element::getTextContent)
                .findFirst()
                .orElse("");
    }

    private static List<Element> all(Element parent, String name) {
        return children(parent).stream()
                .filter(it -> it.getLocalName().equals(name))
                .toList();
    }

    private static void inOrder(Element parent, List<String> order) {
        int last = 0;
        for (Element child : children(parent)) {
            int place = order.indexOf(child.getLocalName());
            assertTrue(place >= last, child.getLocalName() + " is out of place in " + parent.getLocalName());
            last = place;
        }
    }

    private static void isCap(Element alert) {
        inOrder(alert, ALERT);
        for (String required : List.of("identifier", "sender", "sent", "status", "msgType", "scope")) {
            assertEquals(1, all(alert, required).size(), required);
        }
        assertTrue(text(alert, "sent").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[-+]\\d\\d:\\d\\d"));
        assertEquals(2, all(alert, "info").size());
        for (Element info : all(alert, "info")) {
            inOrder(info, INFO);
            for (String required : List.of("category", "event", "urgency", "severity", "certainty", "area")) {
                assertEquals(1, all(info, required).size(), required);
            }
            inOrder(all(info, "area").get(0), AREA);
        }
    }

    @Test
    void the_first_message_of_an_incident_is_an_alert_in_both_languages() throws Exception {
        Element alert = parsed(form().bytes(notice("gn-1-m1", 1)));
        isCap(alert);
        assertEquals("gn-1-m1.1", text(alert, "identifier"));
        assertEquals("2026-03-01T08:01:00+07:00", text(alert, "sent"));
        assertEquals("Alert", text(alert, "msgType"));
        assertEquals("Restricted", text(alert, "scope"));
        assertEquals("", text(alert, "references"));
        Element vi = all(alert, "info").get(0);
        assertEquals("vi-VN", text(vi, "language"));
        assertEquals("Mất sóng di động", text(vi, "event"));
        assertEquals("Minor", text(vi, "severity"));
        assertEquals("Observed", text(vi, "certainty"));
        assertTrue(text(vi, "description").contains("mất sóng viettel"));
        assertEquals("en-US", text(all(alert, "info").get(1), "language"));
    }

    @Test
    void what_follows_is_an_update_that_names_what_was_told_and_a_closing_says_all_clear() throws Exception {
        Notice opened = notice("gn-1-m1", 1);
        Notice closed = new Notice(notice("gn-1-m1", 2).members(), opened.members(), opened.names(), "");
        Element alert = parsed(form().bytes(closed));
        isCap(alert);
        assertEquals("Update", text(alert, "msgType"));
        assertEquals(
                "phusong@phusong.example,gn-1-m1.1,2026-03-01T08:01:00+07:00", text(alert, "references"));
        Element vi = all(alert, "info").get(0);
        assertEquals("AllClear", text(vi, "responseType"));
        assertEquals("Past", text(vi, "urgency"));
    }

    @Test
    void an_outage_told_only_when_it_was_over_is_one_alert_with_nothing_before_it() throws Exception {
        Element alert = parsed(form().bytes(notice("gn-1-m1", 1, 2)));
        isCap(alert);
        assertEquals("Alert", text(alert, "msgType"));
        assertEquals("gn-1-m1.2", text(alert, "identifier"));
        assertEquals("AllClear", text(all(alert, "info").get(0), "responseType"));
    }

    @Test
    void the_area_is_told_by_the_code_of_the_commune_with_its_date_and_by_the_centre_of_the_village() throws Exception {
        Notice plain = notice("gn-1-m1", 1);
        Names names = new Names(
                "Thôn <Bản> & Co", "Bản Co village", id -> id, new Names.Spot("01864", 22.14567, 105.83421));
        Element alert = parsed(form().bytes(new Notice(plain.members(), List.of(), names, "")));
        isCap(alert);
        Element area = all(all(alert, "info").get(0), "area").get(0);
        assertEquals("Thôn <Bản> & Co", text(area, "areaDesc"));
        assertEquals("22.14567,105.83421 0", text(area, "circle"));
        assertEquals(
                List.of("VN-GSO 01864", "VN-GSO-ASOF 2026-03-01"),
                all(area, "geocode").stream()
                        .map(it -> text(it, "valueName") + " " + text(it, "value"))
                        .toList());
    }

    @Test
    void a_test_says_so() throws Exception {
        CapForm test = new CapForm(new CapSettings(folder, "phusong@phusong.example", true));
        assertEquals("Test", text(parsed(test.bytes(notice("gn-1-m1", 1))), "status"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a,b", "a<b", "a&b"})
    void a_sender_that_cap_does_not_allow_is_refused(String sender) {
        assertThrows(IllegalArgumentException.class, () -> new CapSettings(folder, sender, false));
    }

    @Test
    void a_file_is_named_by_its_message_and_stays_in_its_folder() {
        assertEquals("gn-1-m1.1.xml", CapForm.file("gn-1-m1.1"));
        assertEquals(".._.._x.xml", CapForm.file("../../x"));
    }
}
