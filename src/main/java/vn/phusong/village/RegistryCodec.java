package vn.phusong.village;

import java.util.ArrayList;
import java.util.List;

/** Registry rows as bytes: a whole change for the log, and single rows by key for snapshots. Equal changes give equal bytes. */
public final class RegistryCodec {
    /** First byte of everything written here. */
    static final int FORMAT = 1;

    private static final String LETTERS = "avpodts";

    private RegistryCodec() {}

    public static byte[] encode(RegistryChange change) {
        ByteSink out = new ByteSink();
        out.octet(FORMAT);
        out.list(change.tree().areas(), RowForm.AREA.write());
        out.list(change.tree().villages(), RowForm.VILLAGE.write());
        out.list(change.tree().points(), RowForm.POINT.write());
        out.list(change.operators(), RowForm.OPERATOR.write());
        out.list(change.devices(), RowForm.DEVICE.write());
        out.list(change.targets(), RowForm.TARGET.write());
        out.list(change.sites(), RowForm.SITE.write());
        return out.toBytes();
    }

    /** @throws IllegalArgumentException with one sentence: a format of a newer program, or damaged bytes */
    public static RegistryChange decode(byte[] bytes) {
        ByteSource in = opened(bytes);
        RegistryChange.Tree tree = new RegistryChange.Tree(
                in.list(RowForm.AREA.read()), in.list(RowForm.VILLAGE.read()), in.list(RowForm.POINT.read()));
        RegistryChange change = new RegistryChange(
                tree,
                in.list(RowForm.OPERATOR.read()),
                in.list(RowForm.DEVICE.read()),
                in.list(RowForm.TARGET.read()),
                in.list(RowForm.SITE.read()));
        in.end();
        return change;
    }

    /** Each row with its key: a letter for the kind, the id, and for dated rows {@code |} and the start in epoch milliseconds. */
    public static List<KeyedRow> rows(RegistryChange change) {
        List<KeyedRow> rows = new ArrayList<>(change.size());
        add(rows, RowForm.AREA, change.tree().areas());
        add(rows, RowForm.VILLAGE, change.tree().villages());
        add(rows, RowForm.POINT, change.tree().points());
        add(rows, RowForm.OPERATOR, change.operators());
        add(rows, RowForm.DEVICE, change.devices());
        add(rows, RowForm.TARGET, change.targets());
        add(rows, RowForm.SITE, change.sites());
        return rows;
    }

    /**
     * The change those rows are, whatever their order.
     *
     * @throws IllegalArgumentException as {@link #decode}
     */
    public static RegistryChange ofRows(List<KeyedRow> rows) {
        for (KeyedRow row : rows) {
            if (row.key().isEmpty() || LETTERS.indexOf(row.key().charAt(0)) < 0) {
                throw new IllegalArgumentException(
                        "registry row \"" + row.key() + "\" is of no kind this program knows");
            }
        }
        return new RegistryChange(
                new RegistryChange.Tree(
                        pick(rows, RowForm.AREA), pick(rows, RowForm.VILLAGE), pick(rows, RowForm.POINT)),
                pick(rows, RowForm.OPERATOR),
                pick(rows, RowForm.DEVICE),
                pick(rows, RowForm.TARGET),
                pick(rows, RowForm.SITE));
    }

    private static <T> void add(List<KeyedRow> rows, RowForm<T> form, List<T> values) {
        for (T value : values) {
            ByteSink out = new ByteSink();
            out.octet(FORMAT);
            form.write().accept(out, value);
            rows.add(new KeyedRow(form.letter() + form.key().apply(value), out.toBytes()));
        }
    }

    private static <T> List<T> pick(List<KeyedRow> rows, RowForm<T> form) {
        List<T> values = new ArrayList<>();
        for (KeyedRow row : rows) {
            if (row.key().charAt(0) == form.letter()) {
                ByteSource in = opened(row.value());
                values.add(form.read().apply(in));
                in.end();
            }
        }
        return values;
    }

    private static ByteSource opened(byte[] bytes) {
        ByteSource in = new ByteSource(bytes);
        int format = in.octet();
        if (format != FORMAT) {
            throw new IllegalArgumentException("registry bytes are of format " + format + ", this program reads format "
                    + FORMAT + ": a newer program wrote them");
        }
        return in;
    }
}
