package vn.phusong.history;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;

/** Readings as rows: one per SIM slot, fibre sample or event. History's thread only. */
final class SampleRows {
    private static final String ONE_PART = "0";

    private final Words words;
    private final Roster roster;
    private final long lateBefore;
    private final Arrivals<SlotRow> mobile;
    private final Arrivals<FibreRow> fibre;
    private final Arrivals<EventRow> events;

    /** What every row begins with. */
    private record Head(Reading reading, int village, int device) {}

    private record SlotRow(Head head, int slot, int power, @Nullable Radio radio, @Nullable ActiveTest test) {}

    private record FibreRow(Head head, Fibre fibre) {}

    private record EventRow(Head head, DeviceEvent event) {}

    /** @param lateBefore readings older than this are looked for among all rows, newer ones among the newest rows only */
    SampleRows(DuckDBConnection connection, Words words, Roster roster, long lateBefore) {
        this.words = words;
        this.roster = roster;
        this.lateBefore = lateBefore;
        mobile = new Arrivals<>(connection, "mobile_row", "x.slot");
        fibre = new Arrivals<>(connection, "fibre_row", ONE_PART);
        events = new Arrivals<>(connection, "event_row", "x.kind");
    }

    void add(Reading reading) {
        Head head =
                new Head(reading, words.of(roster.village(reading.device(), reading.at())), words.of(reading.device()));
        if (reading.content() instanceof Mobile content) {
            addSlots(head, content);
        } else if (reading.content() instanceof Fibre content) {
            fibre.add(key(head, 0), isLate(head), new FibreRow(head, content));
        } else if (reading.content() instanceof DeviceEvent content) {
            events.add(key(head, content.kind()), isLate(head), new EventRow(head, content));
        }
    }

    private void addSlots(Head head, Mobile content) {
        int power = words.of(content.power());
        ActiveTest test = content.test();
        boolean testTold = test == null;
        for (Radio radio : content.radio()) {
            boolean tested = test != null && test.plmn().equals(radio.plmn());
            add(new SlotRow(head, words.of(radio.plmn()), power, radio, tested ? test : null));
            testTold |= tested;
        }
        if (!testTold && test != null) {
            add(new SlotRow(head, words.of(test.plmn()), power, null, test));
        }
    }

    private void add(SlotRow row) {
        mobile.add(key(row.head(), row.slot()), isLate(row.head()), row);
    }

    private static Arrivals.Key key(Head head, int part) {
        return new Arrivals.Key(head.device(), head.reading().claimedAt(), part);
    }

    private boolean isLate(Head head) {
        return head.reading().claimedAt() < lateBefore;
    }

    /** Writes what is not there yet; returns how many rows. */
    int move() throws SQLException {
        return mobile.move(this::write) + fibre.move(this::write) + events.move(this::write);
    }

    private void write(SlotRow slot, Stage row) throws SQLException {
        String plmn = slot.radio() != null
                ? slot.radio().plmn()
                : slot.test() == null ? null : slot.test().plmn();
        String operator = plmn == null ? null : roster.operator(plmn);
        head(row, slot.head());
        row.whole(slot.slot()).whole(operator == null ? slot.slot() : words.of(operator));
        times(row, slot.head().reading());
        write(slot.radio(), row);
        ActiveTest test = slot.test();
        row.amount(test == null ? Double.NaN : test.downBitPerS())
                .amount(test == null ? Double.NaN : test.upBitPerS())
                .amount(test == null ? Double.NaN : test.rttS())
                .amount(test == null ? Double.NaN : test.lossRatio())
                .whole(slot.power());
    }

    private void write(@Nullable Radio radio, Stage row) throws SQLException {
        Levels levels = radio == null ? Levels.ABSENT : radio.levels();
        Levels nr = radio == null ? Levels.ABSENT : radio.nr();
        row.whole(words.of(radio == null ? null : radio.rat()))
                .whole(words.of(radio == null ? null : radio.registration()))
                .whole(words.of(radio == null ? null : radio.serving()))
                .level(radio != null && radio.rat() == Rat.UMTS ? levels.rscpDbm() : levels.rsrpDbm())
                .level(levels.rsrpDbm())
                .level(levels.rsrqDb())
                .level(levels.sinrDb())
                .level(levels.rssiDbm())
                .level(levels.rscpDbm())
                .level(levels.ecnoDb())
                .level(nr.rsrpDbm())
                .level(nr.rsrqDb())
                .level(nr.sinrDb())
                .toldOrNull(radio == null ? -1 : radio.cqi())
                .toldOrNull(radio == null ? -1 : radio.band())
                .text(radio == null ? null : radio.cell());
    }

    private void write(FibreRow line, Stage row) throws SQLException {
        head(row, line.head());
        times(row, line.head().reading());
        Fibre content = line.fibre();
        row.level(content.rxDbm())
                .level(content.txDbm())
                .whole(words.of(content.state()))
                .truth(content.noLight())
                .truth(content.isUp());
    }

    private void write(EventRow event, Stage row) throws SQLException {
        head(row, event.head());
        row.whole(event.event().kind());
        times(row, event.head().reading());
        row.whole(words.of(event.event().what())).text(event.event().name());
    }

    private static void head(Stage row, Head head) throws SQLException {
        row.whole(head.village()).whole(head.device());
    }

    private static void times(Stage row, Reading reading) throws SQLException {
        row.time(reading.at()).time(reading.claimedAt()).time(reading.receivedAt());
    }
}
