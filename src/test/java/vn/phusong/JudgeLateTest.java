package vn.phusong;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.village.Registry;

/** Late data in {@code judge}: what it puts right is said, marked as such. */
class JudgeLateTest {
    private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Registry registry() throws Exception {
        write("areas.csv", "code,parent_code,level,name_vi,valid_from\n06,,province,Tỉnh Thử,2020-01-01\n");
        write("operators.csv", "operator,name,plmns\nviettel,Viettel,45204\n");
        write("targets.csv", "indicator,comparator,target,valid_from,source\nmobile,>=,100,2022-01-01,a test\n");
        write(
                "villages.csv",
                "village_id,name,kind,area_code,lat,lon,households,valid_from\nv0,Thôn 0,thôn,06,22.1,105.8,50,2020-01-01\n");
        write("points.csv", "point_id,village_id,kind,lat,lon,households\nv0-centre,v0,CENTRE,22.1,105.8,50\n");
        write(
                "devices.csv",
                "device_id,kind,village_id,point_id,operators,interval\nprobe-0,probe,v0,v0-centre,viettel,60s\n");
        return RegistryDesk.read(folder);
    }

    private static Judge.Message message(int minute, int received, String radio) {
        String text = "{\"t\":\"" + T0.plusSeconds(60L * minute) + "\",\"radio\":[{\"plmn\":\"45204\"," + radio + "}]}";
        return new Judge.Message(T0.plusSeconds(60L * received).toEpochMilli(), "probe-0", text.getBytes(UTF_8), null);
    }

    @Test
    void an_outage_that_only_a_backlog_shows_is_retroactive_and_history_is_put_right() throws Exception {
        String good = "\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":-90";
        String none = "\"rat\":\"none\",\"reg\":\"searching\"";
        List<Judge.Message> messages = new ArrayList<>();
        for (int minute = 0; minute < 60; minute++) {
            messages.add(message(minute, minute, good));
        }
        for (int minute = 60; minute < 300; minute++) {
            messages.add(message(minute, 300, minute >= 120 && minute < 240 ? none : good));
        }
        for (int minute = 301; minute < 390; minute++) {
            messages.add(message(minute, minute, good));
        }
        Judge judge = new Judge(
                Settings.load(Path.of(""), Optional.empty(), Map.of()),
                registry(),
                new JudgeLines(new PrintStream(out, true, UTF_8), "mobile"));
        messages.forEach(judge::take);
        judge.end(Optional.empty());
        List<String> lines = out.toString(UTF_8).lines().toList();
        List<String> incidents =
                lines.stream().filter(line -> line.contains("\"incident\"")).toList();
        assertEquals(2, incidents.size(), incidents::toString);
        assertTrue(incidents.stream().allMatch(line -> line.contains("\"retroactive\":true")));
        assertTrue(incidents.get(1).contains("\"id\":\"v0-r1\""), incidents::toString);
        assertTrue(incidents.get(1).contains("\"start\":\"2026-03-01T09:00:00+07:00\""), incidents::toString);
        assertTrue(incidents.get(1).contains("\"end\":\"2026-03-01T11:00:00+07:00\""), incidents::toString);
        assertTrue(
                lines.stream()
                        .anyMatch(line -> line.contains("\"revision\",\"indicator\"") && line.contains("UNCOVERED")),
                lines::toString);
    }
}
