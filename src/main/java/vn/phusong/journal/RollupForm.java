package vn.phusong.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import vn.phusong.coverage.Rollup;

/** The roll-ups of one event as columns, format 1: about six bytes each once compressed, against some fifty as rows of their own. */
final class RollupForm {
    private static final int FORMAT = 1;
    private static final int COLUMNS = 6;
    private static final long EVERY_VILLAGE = -1;

    private RollupForm() {}

    static byte[] write(List<Rollup> rollups, Words words) throws SQLException {
        Packer[] columns = new Packer[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            columns[i] = new Packer();
        }
        long village = 0;
        long bucket = 0;
        for (Rollup rollup : rollups) {
            long number = words.number(rollup.village());
            columns[0].signed(number - village);
            columns[1].count(words.number(rollup.operator()));
            columns[2].signed(rollup.from() / Rollup.BUCKET_MS - bucket);
            columns[3].count(rollup.good()).count(rollup.bad()).count(rollup.noService());
            columns[4].count(rollup.levels());
            columns[5].quantity(rollup.rsrpSumDbm());
            village = number;
            bucket = rollup.from() / Rollup.BUCKET_MS;
        }
        Packer whole = new Packer().add(FORMAT).count(rollups.size());
        for (Packer column : columns) {
            whole.part(column);
        }
        return whole.toBytes();
    }

    static List<Rollup> read(byte[] bytes, Words words) throws SQLException {
        return read(bytes, words, EVERY_VILLAGE);
    }

    /** Only those of one village, by its number. */
    static List<Rollup> read(byte[] bytes, Words words, long only) throws SQLException {
        Unpacker whole = new Unpacker(bytes);
        int format = whole.octet();
        if (format != FORMAT) {
            throw new Damaged("roll-ups of format " + format);
        }
        int size = (int) whole.count();
        Unpacker[] columns = new Unpacker[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            columns[i] = whole.part();
        }
        List<Rollup> rollups = new ArrayList<>();
        long village = 0;
        long bucket = 0;
        for (int i = 0; i < size; i++) {
            village += columns[0].signed();
            int operator = (int) columns[1].count();
            bucket += columns[2].signed();
            int good = (int) columns[3].count();
            int bad = (int) columns[3].count();
            int noService = (int) columns[3].count();
            int levels = (int) columns[4].count();
            double sum = columns[5].quantity();
            if (only == EVERY_VILLAGE || only == village) {
                rollups.add(new Rollup(
                        words.text((int) village),
                        words.text(operator),
                        bucket * Rollup.BUCKET_MS,
                        good,
                        bad,
                        noService,
                        sum,
                        levels));
            }
        }
        return rollups;
    }
}
