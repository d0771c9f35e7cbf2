package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.EventKind;

/** A PON that was out for a good part of the time its lines are known. */
class PonAgainTest {
    private static final int LINES = 20;

    private final Province province = new Province();
    private int minute;

    private void all(EventKind kind) {
        for (int line = 0; line < LINES; line++) {
            assertEquals(Outcome.COMMITTED, province.told("l" + line, minute, 100L * line, kind));
        }
    }

    private void tick(int minutes, boolean isUp) {
        for (int until = minute + minutes; minute < until; minute++) {
            for (int line = 0; isUp && minute % 15 == 0 && line < LINES; line++) {
                assertEquals(Outcome.COMMITTED, province.say("l" + line, minute, Province.light()));
            }
            province.tick(minute);
        }
    }

    @Test
    void its_next_outage_is_told_as_well() {
        province.village("v1", 100).village("v2", 100);
        for (int line = 0; line < LINES; line++) {
            province.line("l" + line, "v" + (1 + line % 2), "h" + line);
        }
        province.begin();
        tick(120, true);
        all(EventKind.LOS);
        tick(90, false);
        all(EventKind.LOS_CLEAR);
        tick(180, true);
        all(EventKind.LOS);
        tick(10, false);
        List<String> opened = province.owed().stream()
                .filter(owed -> owed.startsWith("opened"))
                .toList();
        assertEquals(List.of("opened 123 120 warning", "opened 393 390 warning"), opened);
    }
}
