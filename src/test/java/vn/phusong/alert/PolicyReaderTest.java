package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phusong.village.Area;
import vn.phusong.village.Operator;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Validity;

/** What may stand in a policy, and what is said of what may not. */
class PolicyReaderTest {
    static final List<String> CHANNELS = List.of("log", "mail:a@x.vn", "mail:b@x.vn", "webhook:hook.vn");

    static Policy read(String... lines) throws PolicyRefused {
        return PolicyReader.read(String.join("\n", lines), CHANNELS, file -> {
            throw new IllegalArgumentException("there is no " + file);
        });
    }

    @Test
    void the_shipped_policy_tells_every_channel_everything_at_once() throws Exception {
        Policy policy = PolicyReader.read(resource("/alert-policy.txt"), CHANNELS, file -> "");
        assertEquals(1, policy.routes().size());
        assertEquals(
                List.of(List.of("mail:a@x.vn", "mail:b@x.vn", "webhook:hook.vn")),
                policy.contacts().get(0).turns());
        assertEquals(new Policy.Storm(5, 300_000), policy.storm());
    }

    @Test
    void the_example_we_ship_can_be_read_with_its_calendar() throws Exception {
        List<String> channels = List.of(
                "log",
                "mail:sokhcn@example.vn",
                "mail:an@example.vn",
                "mail:an.rieng@example.vn",
                "mail:binh@example.vn",
                "mail:truong.ca@example.vn");
        Policy policy =
                PolicyReader.read(resource("/alert-policy.example.txt"), channels, file -> resource("/" + file));
        assertEquals(4, policy.routes().size());
        assertEquals(
                "an",
                Objects.requireNonNull(policy.contact("oncall:truc", at("2026-03-02T08:00")))
                        .id());
    }

    @Test
    void a_department_that_was_renamed_keeps_the_name_of_the_time() throws Exception {
        Policy policy = read(
                "organisation so name_vi=\"Sở Thông tin và Truyền thông\" name_en=DIC to=2025-03-01",
                "organisation so name_vi=\"Sở Khoa học và Công nghệ\" name_en=DOST from=2025-03-01",
                "contact so organisation=so channels=mail:a@x.vn",
                "route all to=so");
        assertEquals("Sở Thông tin và Truyền thông", name(policy, "2025-02-28T23:59"));
        assertEquals("Sở Khoa học và Công nghệ", name(policy, "2025-03-01T00:00"));
    }

    @Test
    void when_the_turn_is_of_a_contact_who_left_whoever_is_named_otherwise_is_told() throws Exception {
        Policy policy = onCall("contact an channels=mail:a@x.vn to=2026-03-03", "contact chief channels=mail:b@x.vn");
        assertEquals("an", contact(policy, "2026-03-02T23:59"));
        assertEquals("chief", contact(policy, "2026-03-03T00:00"), "an left in the middle of the turn");
        assertEquals("chief", contact(policy, "2026-03-09T00:00"), "nobody's turn");
    }

    private static Policy onCall(String... contacts) throws PolicyRefused {
        String lines = String.join("\n", contacts) + "\ncalendar duty file=x.ics else=chief\n"
                + "route all to=oncall:duty escalate=15m:chief operator=viettel,vietel area=01864,01846\n"
                + "roundup weak to=chief area=19";
        return PolicyReader.read(
                lines, CHANNELS, file -> OnCallTest.calendar("DTSTART;VALUE=DATE:20260302\nDURATION:P7D\nSUMMARY:an"));
    }

    private static String contact(Policy policy, String local) {
        return Objects.requireNonNull(policy.contact("oncall:duty", at(local))).id();
    }

    /** Days and the registry change while it runs: nothing of this stops the program. */
    @Test
    void what_leads_to_nobody_today_is_said_and_so_is_what_the_registry_does_not_know() throws Exception {
        Policy policy = onCall(
                "contact an channels=mail:a@x.vn to=2026-03-03", "contact chief channels=mail:b@x.vn to=2026-03-05");
        assertEquals(
                List.of(
                        "alert.policy, line 4, route all, area: the registry knows no 01846 today, so it fits nothing there",
                        "alert.policy, line 4, route all, operator: the registry knows no vietel, so it fits nothing of it"),
                holes(policy, "2026-03-02T12:00"));
        assertEquals(
                "alert.policy, calendar duty: it is the turn of an, a contact that does not hold today; chief is told"
                        + " instead",
                holes(policy, "2026-03-04T12:00").get(0));
        assertEquals(
                List.of(
                        "alert.policy, line 4, route all, to: oncall:duty leads to nobody today, no contact holds",
                        "alert.policy, line 4, route all, escalate: chief leads to nobody today, no contact holds",
                        "alert.policy, line 5, roundup weak, to: chief leads to nobody today, no contact holds"),
                holes(policy, "2026-03-06T12:00").stream()
                        .filter(hole -> hole.contains("nobody"))
                        .toList());
    }

    private static List<String> holes(Policy policy, String local) {
        Registry registry = Registry.empty()
                .with(new RegistryChange(
                        new RegistryChange.Tree(
                                List.of(
                                        new Area("19", null, "province", "Tỉnh Thái Nguyên", null, Validity.OPEN),
                                        new Area("01864", "19", "commune", "Xã Bằng Thành", null, Validity.OPEN)),
                                List.of(),
                                List.of()),
                        List.of(new Operator("viettel", "Viettel", List.of("45204"))),
                        List.of(),
                        List.of(),
                        List.of()));
        return PolicyHoles.of(policy, registry, at(local));
    }

    private static String name(Policy policy, String local) {
        return Objects.requireNonNull(policy.owner("mail:a@x.vn", at(local))).nameVi();
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_with_line_field_value_and_what_was_meant() {
        PolicyRefused refused = assertThrows(
                PolicyRefused.class,
                () -> read(
                        "# a comment",
                        "contact an channels=mail:c@x.vn",
                        "contact binh chanels=mail:a@x.vn",
                        "rout all to=an",
                        "route all to=ann severity=majr interval=5 during=work",
                        "route more to=an escalate=an colour=red",
                        "storm messages=0"));
        assertEquals(
                List.of(
                        "line 2, channels \"mail:c@x.vn\": no such channel is set up; there are mail:a@x.vn, mail:b@x.vn,"
                                + " webhook:hook.vn; did you mean mail:a@x.vn?",
                        "line 3, chanels \"mail:a@x.vn\": contact has no such field; did you mean channels?",
                        "line 3, channels: is missing",
                        "line 4 \"rout\": a line begins with one of organisation, contact, calendar, hours, digest, route,"
                                + " roundup, storm; did you mean route?",
                        "line 5, interval \"5\": write a time such as 30s, 10m, 4h or 2d",
                        "line 5, to \"ann\": no contact or calendar of this name; did you mean an?",
                        "line 5, severity \"majr\": write one of warning, major, critical; did you mean major?",
                        "line 5, during \"work\": there are no hours of this name",
                        "line 6, colour \"red\": route has no such field",
                        "line 6, escalate \"an\": write after how long, and to whom: 15m:an",
                        "line 7, messages \"0\": write a whole number from 1 to 1000"),
                refused.problems().stream().map(PolicyRefused.Problem::sentence).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "contact an channels=mail:a@x.vn from=2026-02-30, from",
        "contact an channels=mail:a@x.vn from=2026-03-01 to=2026-03-01, to",
        "contact an channels=mail:a@x.vn organisation=so, organisation",
        "calendar truc file=x.ics else=an, file",
        "hours work days=monday, days",
        "hours work from=11:00 to=10:00, to",
        "contact an channels=mail:a@x.vn name_vi=\"Trưởng, name_vi",
        "contact an channels=mail:a@x.vn name_vi=\", name_vi",
        "contact an channels=mail:a@x.vn name_vi=\"Trưởng ca, name_vi",
        "digest during=work, at",
        "route all to=an cause=power, cause",
        "route all to=an send=mail, send",
        "route all to=an continue=maybe, continue",
        "route all send=page, to",
        "roundup all, to",
        "roundup all to=nobody, to",
        "roundup all to=ok about=strong, about",
        "roundup all to=ok during=work, during"
    })
    void a_slip_names_its_field(String line, String field) {
        PolicyRefused refused =
                assertThrows(PolicyRefused.class, () -> read("contact ok channels=*", "route ok to=ok", line));
        assertTrue(
                refused.problems().stream()
                        .anyMatch(it -> it.line() == 3 && it.field().equals(field)),
                refused::getMessage);
    }

    @Test
    void a_policy_that_tells_nobody_is_refused() {
        assertThrows(PolicyRefused.class, () -> read("contact an channels=mail:a@x.vn"));
    }

    @Test
    void two_rows_of_one_contact_may_not_hold_at_the_same_time() {
        PolicyRefused refused = assertThrows(
                PolicyRefused.class,
                () -> read(
                        "contact an channels=mail:a@x.vn to=2026-01-02",
                        "contact an channels=mail:b@x.vn from=2026-01-01",
                        "route all to=an"));
        assertEquals("line 2, from \"2026-01-01\": overlaps with line 1 of the same contact", refused.getMessage());
    }

    @Test
    void working_hours_add_up_leave_out_holidays_and_know_when_the_next_digest_is() throws Exception {
        Policy policy = read(
                "contact an channels=mail:a@x.vn",
                "hours work days=mon,tue,wed,thu,fri from=07:30 to=11:30",
                "hours work days=mon,tue,wed,thu,fri from=13:00 to=17:00 except=2026-09-02",
                "digest at=07:30,13:30 during=work",
                "route all to=an send=digest");
        Policy.Digest digest = policy.digest();
        assertEquals(at("2026-09-01T13:30"), digest.hours().next(digest.at(), at("2026-09-01T07:30")));
        assertEquals(at("2026-09-03T07:30"), digest.hours().next(digest.at(), at("2026-09-01T13:30")), "a holiday");
        assertEquals(at("2026-09-07T07:30"), digest.hours().next(digest.at(), at("2026-09-04T20:00")), "a weekend");
        assertTrue(
                digest.hours().hold(at("2026-09-01T07:30")) && !digest.hours().hold(at("2026-09-01T11:30")));
    }

    static long at(String local) {
        return OffsetDateTime.parse(local + ":00+07:00").toInstant().toEpochMilli();
    }

    static String resource(String name) {
        try (InputStream in = PolicyReaderTest.class.getResourceAsStream(name)) {
            assertNotNull(in, name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void a_day_begins_at_midnight_in_vietnam() throws Exception {
        Policy policy = read("contact an channels=mail:a@x.vn from=2026-01-01", "route all to=an");
        assertEquals(
                LocalDate.of(2026, 1, 1)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.ofHours(7))
                        .toEpochMilli(),
                policy.contacts().get(0).from());
    }
}
