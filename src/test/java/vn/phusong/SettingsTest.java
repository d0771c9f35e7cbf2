package vn.phusong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings: defaults, then the file, then the environment; everything wrong is told at once. */
class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void the_shipped_defaults_hold_together() throws Exception {
        Settings settings = load("", Map.of());
        assertEquals(1883, settings.whole("mqtt.port"));
        assertEquals("127.0.0.1", settings.text("web.host"));
        assertEquals(Duration.ofMillis(50), settings.duration("batch.linger"));
        assertEquals(256 * 1024, settings.bytes("mqtt.packet.max"));
        assertEquals(5_000_000, settings.bitPerS("throughput.dl.min"));
        assertEquals(-110.0, settings.number("lte.rsrp.good"));
        assertEquals(List.of("UMTS", "LTE", "NR-NSA", "NR"), settings.words("mobile_broadband.rats"));
        assertEquals("FULL", settings.text("journal.synchronous"));
        assertTrue(settings.isOn("history.enabled"));
        assertEquals(Optional.empty(), settings.given("webhook.url"));
        assertEquals(Optional.empty(), settings.path("mqtt.tls.key"));
        assertEquals(folder.resolve("data"), settings.dataFolder());
    }

    @Test
    void the_file_goes_before_the_default_and_the_environment_before_the_file() throws Exception {
        String file = "mqtt.port = 1884\nweb.port=8081\n";
        Settings settings = load(file, Map.of("PHUSONG_WEB_PORT", "8082", "HOME", "/elsewhere"));
        assertEquals(1884, settings.whole("mqtt.port"));
        assertEquals(8082, settings.whole("web.port"));
        assertEquals(8883, settings.whole("mqtt.tls.port"));
        assertEquals(List.of(settingsFile() + ":1", "environment PHUSONG_WEB_PORT"), origins(settings));
    }

    private static List<String> origins(Settings settings) {
        return settings.all().stream()
                .map(Setting::origin)
                .filter(origin -> !origin.equals("default"))
                .toList();
    }

    @Test
    void all_problems_are_told_at_once_each_with_key_value_origin_and_expectation() {
        String file = "mqtt.port=99999\nbatch.linger=50\nmqtt.prot=1\nnonsense\nhistory.enabled=true\n";
        SettingsRefused refused = refused(file, Map.of("PHUSONG_HTTP_BODY_MAX", "4 apples", "PHUSONG_WEB_PROT", "1"));
        String at = settingsFile() + ":";
        assertEquals(
                List.of(
                        "mqtt.prot (" + at + "3): no such setting; did you mean mqtt.port?",
                        at + "4: expected key=value, was nonsense",
                        "PHUSONG_WEB_PROT (environment): no such setting; did you mean PHUSONG_WEB_PORT?",
                        "mqtt.port = 99999 (" + at + "1): expected a whole number, from 0 to 65535",
                        "http.body.max = 4 apples (environment PHUSONG_HTTP_BODY_MAX): expected a size such as 256KB or"
                                + " 4MB, from 1KB to 64MB",
                        "batch.linger = 50 (" + at + "2): expected a duration such as 30s or 5m, from 1ms to 1s",
                        "history.enabled = true (" + at + "5): expected yes or no"),
                refused.problems());
        assertTrue(refused.getMessage().startsWith("7 problems in the settings:\n  mqtt.prot"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "mqtt.connect.timeout, 30000",
        "mqtt.connect.timeout, 0s",
        "mqtt.connect.timeout, 61s",
        "mqtt.connect.timeout, 10 seconds",
        "mqtt.connect.timeout, -1s",
        "mqtt.packet.max, 262144",
        "mqtt.packet.max, 256kb",
        "mqtt.port, -1",
        "mqtt.port, 1883.0",
        "mqtt.port, 0x75b",
        "mqtt.port, ''",
        "mqtt.host, ''",
        "share.enter, 95%",
        "share.enter, NaN",
        "share.enter, '0,95'",
        "share.enter, 1e-1",
        "throughput.dl.min, 5",
        "journal.synchronous, full",
        "mobile_broadband.rats, 'LTE, 6G'",
        "mobile_broadband.rats, ','",
        "webhook.url, ftp://example.org/",
        "webhook.url, not an address",
        "web.hosts, *",
        "web.hosts, http://phusong.example",
        "web.hosts, phusong.example:8080",
        "web.hosts, phusong..example",
        "web.cors.origins, *",
        "web.cors.origins, grafana.example",
        "web.cors.origins, http://grafana.example/",
        "web.cors.origins, 'http://a.example, ftp://b.example'",
        "mqtt.tls.certificate, no-such-file.pem",
        "window.long, 0.5ms",
    })
    void a_value_of_the_wrong_shape_is_refused(String key, String value) {
        String problem = refused(key + "=" + value, Map.of()).problems().get(0);
        assertTrue(problem.startsWith(key + " = " + value + " (" + settingsFile() + ":1): expected "), problem);
    }

    @ParameterizedTest
    @CsvSource({
        "mqtt.connect.timeout, 1s",
        "mqtt.connect.timeout, 1m",
        "mqtt.port, 0",
        "mqtt.port, 65535",
        "share.enter, 1",
        "mobile_broadband.rats, LTE",
        "window.long, 1.5h",
        "webhook.url, http://127.0.0.1:9/x",
        "web.hosts, 'phusong, Phusong.example'",
        "web.cors.origins, 'https://grafana.example:3000, http://[::1]:3000'",
        "throughput.dl.min, 64 kbit/s",
    })
    void a_value_at_the_edge_is_taken(String key, String value) throws Exception {
        assertTrue(SettingsPrint.text(load(key + "=" + value, Map.of())).contains("\n" + key + "=" + value + "\n"));
    }

    @Test
    void a_pair_that_contradicts_itself_is_refused() {
        String file = "lte.rsrp.bad=-100\nshare.leave=0.99\nwindow.short=2h\nalert.major=10m\n";
        List<String> problems = refused(file, Map.of()).problems();
        assertEquals(
                "lte.rsrp.bad = -100 (" + settingsFile() + ":1): expected at most lte.rsrp.good = -110 (default)",
                problems.get(0));
        assertEquals(5, problems.size(), problems.toString());
    }

    @Test
    void a_certificate_without_its_key_is_refused() throws IOException {
        Files.writeString(folder.resolve("server.pem"), "certificate");
        String problem = refused("mqtt.tls.certificate=../server.pem", Map.of())
                .problems()
                .get(0);
        assertTrue(problem.endsWith("expected together with mqtt.tls.key, which is empty"), problem);
    }

    @Test
    void a_relative_path_starts_at_the_folder_of_the_file_it_stands_in() throws Exception {
        Settings settings = load("data.dir=../elsewhere", Map.of());
        assertEquals(settingsFile().getParent().resolveSibling("elsewhere"), settings.dataFolder());
    }

    @Test
    void a_secret_is_read_from_a_file_and_never_shown() throws Exception {
        Path secret = Files.writeString(folder.resolve("token"), "Bearer s3cr3t\n");
        Settings settings = load("", Map.of("PHUSONG_WEBHOOK_AUTHORIZATION_FILE", secret.toString()));
        assertEquals(Optional.of("Bearer s3cr3t"), settings.given("webhook.authorization"));
        assertFalse(SettingsPrint.text(settings).contains("s3cr3t"));
        assertFalse(SettingsPrint.json(settings).contains("s3cr3t"));
        assertTrue(SettingsPrint.text(settings).contains("webhook.authorization=***\n"));
    }

    @Test
    void a_secret_given_twice_or_from_a_file_that_is_not_there_is_refused() {
        Map<String, String> twice =
                Map.of("PHUSONG_WEBHOOK_AUTHORIZATION", "a", "PHUSONG_WEBHOOK_AUTHORIZATION_FILE", "b");
        assertTrue(refused("", twice).getMessage().contains("keep one"));
        Map<String, String> lost = Map.of("PHUSONG_WEBHOOK_AUTHORIZATION_FILE", "/no/such/file");
        assertTrue(refused("", lost).getMessage().contains("there is no file /no/such/file"));
    }

    @Test
    void the_password_and_the_query_of_an_address_are_not_shown() throws Exception {
        Settings settings = load("webhook.url=https://u:p4ss@example.org/hook?key=k3y", Map.of());
        assertTrue(SettingsPrint.text(settings).contains("webhook.url=https://***@example.org/hook?***\n"));
        assertEquals("https://u:p4ss@example.org/hook?key=k3y", settings.text("webhook.url"));
    }

    @Test
    void a_key_that_stands_there_twice_is_refused() {
        String problem =
                refused("web.port=1\nweb.port=2\n", Map.of()).problems().get(0);
        assertEquals("web.port (" + settingsFile() + ":2): stands there twice, first in line 1", problem);
    }

    @Test
    void a_file_from_windows_is_read_and_one_that_is_no_text_is_refused() throws Exception {
        assertEquals(
                1884, load("\uFEFFmqtt.port=1884\r\n\r\n# end\r\n", Map.of()).whole("mqtt.port"));
        Files.write(settingsFile(), new byte[] {'a', '=', (byte) 0xC3, (byte) 0x28});
        assertTrue(refused(settingsFile()).getMessage().contains("is not UTF-8"));
        assertTrue(refused(folder.resolve("lost")).getMessage().contains("there is no file"));
        assertTrue(refused(folder).getMessage().contains("cannot read"));
    }

    @Test
    void the_launchers_own_variables_are_no_settings() throws Exception {
        assertEquals(
                1883,
                load("", Map.of("PHUSONG_JAVA_OPTS", "-Xmx1g", "PHUSONG_MEMORY", "1g"))
                        .whole("mqtt.port"));
    }

    @Test
    void a_command_line_goes_before_everything() throws Exception {
        Settings settings = load("web.port=8081", Map.of()).with("command line", Map.of("web.port", "0"));
        assertEquals(0, settings.whole("web.port"));
        assertEquals(folder.resolve("data"), settings.dataFolder());
        assertThrows(SettingsRefused.class, () -> settings.with("command line", Map.of("web.port", "x")));
    }

    @Test
    void asking_for_what_the_manual_does_not_have_is_a_bug() throws Exception {
        Settings settings = load("", Map.of());
        assertThrows(IllegalArgumentException.class, () -> settings.whole("mqtt.prot"));
        assertThrows(IllegalArgumentException.class, () -> settings.duration("mqtt.port"));
    }

    @Test
    void influx_without_a_token_is_told_before_anything_starts() throws Exception {
        String told = refused("history.store=influx", Map.of()).getMessage();
        assertTrue(told.contains("history.store = influx") && told.contains("together with influx.token"), told);
        Settings settings = load("history.store=influx\ninflux.token=x", Map.of());
        assertEquals("x", settings.text("influx.token"));
        assertFalse(SettingsPrint.text(settings).contains("influx.token=x"));
    }

    private Path settingsFile() {
        return folder.resolve("conf/my.properties");
    }

    private Settings load(String file, Map<String, String> environment) throws IOException, SettingsRefused {
        Files.createDirectories(settingsFile().getParent());
        Files.writeString(settingsFile(), file);
        return Settings.load(folder, Optional.of(settingsFile()), environment);
    }

    private SettingsRefused refused(String file, Map<String, String> environment) {
        return assertThrows(SettingsRefused.class, () -> load(file, environment).all());
    }

    private SettingsRefused refused(Path file) {
        return assertThrows(SettingsRefused.class, () -> Settings.load(folder, Optional.of(file), Map.of())
                .all());
    }

    @Test
    void every_broker_has_the_settings_of_the_one_in_the_manual() throws Exception {
        String file = "broker.main.url=mqtt://a:1884\nbroker.backup.url=mqtts://b\nbroker.backup.client=second\n";
        Files.writeString(folder.resolve("password"), "hush\n");
        Settings settings = load(
                file,
                Map.of(
                        "PHUSONG_BROKER_THIRD_URL",
                        "mqtt://c",
                        "PHUSONG_BROKER_THIRD_PASSWORD_FILE",
                        folder.resolve("password").toString()));
        assertEquals(List.of("main", "backup", "third"), settings.brokers());
        assertEquals("phusong", settings.text("broker.main.client"));
        assertEquals("second", settings.text("broker.backup.client"));
        assertEquals(2000, settings.whole("broker.backup.receive.max"));
        assertEquals("hush", settings.text("broker.third.password"));
        assertEquals(
                settings.brokers(),
                settings.with("test", Map.of("web.port", "0")).brokers());
    }

    @Test
    void without_an_address_there_is_no_broker() throws Exception {
        assertEquals(List.of(), load("", Map.of()).brokers());
    }

    @Test
    void what_is_wrong_with_a_broker_is_told() {
        String file =
                """
                broker.backup.user=me
                broker.main.url=http://a
                broker.main.receive.max=0
                broker.main.urk=x
                broker.spare.usr=x
                """;
        List<String> problems =
                refused(file, Map.of("PHUSONG_BROKER_BACKUP_PASSWORT", "x")).problems();
        String at = settingsFile() + ":";
        String all = String.join("\n", problems);
        assertTrue(all.contains("broker.main.urk (" + at + "4): no such setting; did you mean broker.main.url?"), all);
        assertTrue(all.contains("broker.spare.usr (" + at + "5): no such setting"), all);
        assertTrue(all.contains("PHUSONG_BROKER_BACKUP_PASSWORT (environment): no such setting; did you mean"), all);
        assertTrue(all.contains("broker.main.url = http://a (" + at + "2): expected an address such as mqtt://"), all);
        assertTrue(all.contains("broker.main.receive.max = 0 (" + at + "3): expected a whole number"), all);
        assertTrue(all.contains("broker.backup.url: expected an address, because other settings"), all);
        assertEquals(6, problems.size(), all);
    }

    @Test
    void a_password_in_a_brokers_address_and_a_ninth_broker_are_refused() {
        String problem =
                refused("broker.main.url=mqtt://me:hush@a", Map.of()).problems().get(0);
        assertTrue(problem.startsWith("broker.main.url = mqtt://***@a ("), problem);
        StringBuilder nine = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            nine.append("broker.b").append(i).append(".url=mqtt://a\n");
        }
        assertEquals(
                List.of("broker: at most 8 brokers, were 9"),
                refused(nine.toString(), Map.of()).problems());
    }
}
