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
final class SampleRows implements AutoCloseable {
    private static final String NO_SLOT = "";

    /** What makes a row the same row; {@code claimed} is the device's own time. */
    private record Key(String device, long claimed, int kind, String slot) {}

    private final Roster roster;
    private final long lateBefore;
    private final Arrivals mobile;
    private final Arrivals fibre;
    private final Arrivals events;

    /** @param lateBefore readings older than this are looked for among all rows, newer ones among the newest rows only */
    SampleRows(DuckDBConnection connection, Roster roster, long lateBefore) throws SQLException {
        this.roster = roster;
        this.lateBefore = lateBefore;
        mobile = new Arrivals(connection, "mobile_sample");
        fibre = new Arrivals(connection, "fibre_sample");
        events = new Arrivals(connection, "device_event");
    }

    void add(Reading reading) throws SQLException {
        // The content is one of three; each arm keeps what it has, so that the SQL stays outside of the match.
        Mobile radio = reading.content().match(it -> it, it -> null, it -> null);
        Fibre line = reading.content().match(it -> null, it -> it, it -> null);
        DeviceEvent event = reading.content().match(it -> null, it -> null, it -> it);
        if (radio != null) {
            addMobile(reading, radio);
        } else if (line != null) {
            addFibre(reading, line);
        } else if (event != null) {
            addEvent(reading, event);
        }
    }

    private void addMobile(Reading reading, Mobile mobileContent) throws SQLException {
        ActiveTest test = mobileContent.test();
        boolean testTold = test == null;
        for (Radio radio : mobileContent.radio()) {
            boolean tested = test != null && test.plmn().equals(radio.plmn());
            addSlot(reading, mobileContent, radio.plmn(), radio, tested ? test : null);
            testTold |= tested;
        }
        if (!testTold && test != null) {
            addSlot(reading, mobileContent, test.plmn(), null, test);
        }
    }

    private void addSlot(Reading reading, Mobile content, String plmn, @Nullable Radio radio, @Nullable ActiveTest test)
            throws SQLException {
        Stage row = begin(mobile, reading, plmn);
        if (row == null) {
            return;
        }
        String operator = roster.operator(plmn);
        row.text(roster.village(reading.device(), reading.at()))
                .text(reading.device())
                .text(plmn)
                .text(operator == null ? plmn : operator);
        times(row, reading);
        addRadio(row, radio);
        row.amount(test == null ? Double.NaN : test.downBitPerS())
                .amount(test == null ? Double.NaN : test.upBitPerS())
                .amount(test == null ? Double.NaN : test.rttS())
                .amount(test == null ? Double.NaN : test.lossRatio())
                .word(content.power())
                .end();
    }

    private static void addRadio(Stage row, @Nullable Radio radio) throws SQLException {
        Levels levels = radio == null ? Levels.ABSENT : radio.levels();
        Levels nr = radio == null ? Levels.ABSENT : radio.nr();
        row.word(radio == null ? null : radio.rat())
                .word(radio == null ? null : radio.registration())
                .text(radio == null ? null : radio.serving())
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

    private void addFibre(Reading reading, Fibre content) throws SQLException {
        Stage row = begin(fibre, reading, NO_SLOT);
        if (row == null) {
            return;
        }
        row.text(roster.village(reading.device(), reading.at())).text(reading.device());
        times(row, reading);
        row.level(content.rxDbm())
                .level(content.txDbm())
                .word(content.state())
                .truth(content.noLight())
                .truth(content.isUp())
                .end();
    }

    private void addEvent(Reading reading, DeviceEvent content) throws SQLException {
        Stage row = begin(events, reading, NO_SLOT);
        if (row == null) {
            return;
        }
        row.text(roster.village(reading.device(), reading.at())).text(reading.device());
        times(row, reading);
        row.word(content.what()).text(content.name()).end();
    }

    private @Nullable Stage begin(Arrivals table, Reading reading, String slot) throws SQLException {
        return table.begin(
                new Key(reading.device(), reading.claimedAt(), reading.content().kind(), slot),
                reading.claimedAt(),
                reading.claimedAt() < lateBefore);
    }

    private static void times(Stage row, Reading reading) throws SQLException {
        row.time(reading.at())
                .time(reading.claimedAt())
                .whole(reading.content().kind())
                .time(reading.receivedAt());
    }

    int move() throws SQLException {
        return mobile.move() + fibre.move() + events.move();
    }

    @Override
    public void close() throws SQLException {
        mobile.close();
        fibre.close();
        events.close();
    }
}
