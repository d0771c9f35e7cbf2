package vn.phusong.history;

import java.util.List;

/**
 * How far the store is filled, kept in it as one point that is written after everything it stands for.
 *
 * @param position of the last journal entry in it, 0 when empty
 * @param reached that entry's time, epoch milliseconds
 * @param oldest time of the oldest readings ever taken in and not let go since, epoch milliseconds; 0 when there are none
 */
record InfluxMark(long position, long reached, long oldest) {
    static final String MEASUREMENT = "history_cursor";
    static final InfluxMark EMPTY = new InfluxMark(0, 0, 0);

    private static final byte[] HEAD = Lines.head(MEASUREMENT);
    private static final byte[] POSITION = Lines.key("position");
    private static final byte[] REACHED = Lines.key("reached");
    private static final byte[] OLDEST = Lines.key("oldest");

    static InfluxMark read(InfluxDoor door, InfluxNames names) throws HistoryTrouble {
        List<Answered.Row> rows =
                door.ask("SELECT position, reached, oldest FROM " + names.of(Keep.FOREVER, MEASUREMENT));
        return rows.isEmpty()
                ? EMPTY
                : new InfluxMark(
                        rows.get(0).whole("position", 0),
                        rows.get(0).whole("reached", 0),
                        rows.get(0).whole("oldest", 0));
    }

    String line() {
        Lines lines = new Lines();
        lines.begin(HEAD)
                .whole(POSITION, position)
                .whole(REACHED, reached)
                .whole(OLDEST, oldest)
                .end(0, 0);
        return lines.text(0, 1);
    }

    InfluxMark heard(long at) {
        return new InfluxMark(position, reached, oldest == 0 ? at : Math.min(oldest, at));
    }

    InfluxMark at(long newPosition, long newReached) {
        return new InfluxMark(newPosition, newReached, oldest);
    }

    InfluxMark letGo(long before) {
        return oldest == 0 || oldest >= before ? this : new InfluxMark(position, reached, before);
    }
}
