package vn.phusong.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import vn.phusong.coverage.RulesText;
import vn.phusong.village.KeyedRow;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.RegistryCodec;

/** The state of an engine as keyed rows, and back. Watch loop only. */
final class StateRows {
    private final Engine engine;

    StateRows(Engine engine) {
        this.engine = engine;
    }

    List<SnapshotRow> takeDirty() {
        Dirty dirty = engine.villages.dirty;
        List<SnapshotRow> rows = new ArrayList<>(dirty.slots.size() + dirty.devices.size() + 16);
        rows.add(foldRow());
        rows.add(Rows.row(Rows.SIGHT, "", engine.hours.sight::write));
        rows.addAll(dirty.rows);
        dirty.slots.forEach(slot -> {
            rows.add(Rows.of(slot));
            LookBack.takeDirty(slot, rows);
        });
        dirty.devices.forEach(device -> rows.add(Rows.of(device)));
        dirty.villages.forEach(village -> rows.add(Rows.of(village)));
        dirty.pons.forEach(pon -> rows.add(Rows.of(pon)));
        engine.incidents.takeDirtyOwn(bytes -> rows.add(new SnapshotRow(Rows.OWN, "", bytes)));
        engine.villages.days.takeDirty(rows);
        engine.incidents.takeDirty((village, bytes) -> rows.add(new SnapshotRow(Rows.INCIDENTS, village, bytes)));
        engine.incidents.network().takeDirty((olt, bytes) -> rows.add(new SnapshotRow(Rows.NETWORK, olt, bytes)));
        engine.incidents.mobile().takeDirty((key, bytes) -> rows.add(new SnapshotRow(Rows.MOBILE, key, bytes)));
        dirty.clear();
        return rows;
    }

    List<SnapshotRow> all() {
        List<SnapshotRow> rows = new ArrayList<>();
        rows.add(foldRow());
        rows.add(Rows.row(Rows.SIGHT, "", engine.hours.sight::write));
        for (KeyedRow row : RegistryCodec.rows(engine.villages.registry.asChange())) {
            rows.add(new SnapshotRow(Rows.REGISTRY, row.key(), row.value()));
        }
        engine.villages.roster.slots.values().forEach(slot -> {
            rows.add(Rows.of(slot));
            LookBack.all(slot, rows);
        });
        engine.villages.roster.devices.values().forEach(device -> rows.add(Rows.of(device)));
        engine.villages.roster.villages.values().forEach(village -> rows.add(Rows.of(village)));
        engine.villages.roster.pons.values().forEach(pon -> rows.add(Rows.of(pon)));
        rows.add(new SnapshotRow(Rows.OWN, "", engine.incidents.ownBytes()));
        engine.villages.days.open(rows);
        engine.incidents.all((village, bytes) -> rows.add(new SnapshotRow(Rows.INCIDENTS, village, bytes)));
        engine.incidents.network().all((olt, bytes) -> rows.add(new SnapshotRow(Rows.NETWORK, olt, bytes)));
        engine.incidents.mobile().all((key, bytes) -> rows.add(new SnapshotRow(Rows.MOBILE, key, bytes)));
        rows.sort(Comparator.comparing(SnapshotRow::kind).thenComparing(SnapshotRow::key));
        return rows;
    }

    private SnapshotRow foldRow() {
        return Rows.row(Rows.FOLD, "", out -> {
            out.writeLong(engine.now);
            out.writeLong(engine.rosterAt);
            out.writeUTF(RulesText.write(engine.villages.rules));
            engine.hours.write(out);
        });
    }

    static Engine restore(List<SnapshotRow> rows) {
        SnapshotRow fold = rows.stream()
                .filter(row -> row.kind().equals(Rows.FOLD))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the state has no row of kind " + Rows.FOLD));
        Engine[] made = new Engine[1];
        Rows.read(fold, in -> {
            long now = in.readLong();
            long rosterAt = in.readLong();
            Engine engine = new Engine(RulesText.read(in.readUTF()));
            engine.now = now;
            engine.rosterAt = rosterAt;
            engine.hours.read(in);
            made[0] = engine;
        });
        Engine engine = Objects.requireNonNull(made[0]);
        RegistryChange registry = RegistryCodec.ofRows(rows.stream()
                .filter(row -> row.kind().equals(Rows.REGISTRY))
                .map(row -> new KeyedRow(row.key(), row.value()))
                .toList());
        engine.roster(Registry.empty().with(registry), engine.rosterAt, new Collected(0));
        engine.villages.dirty.clear();
        StateRows state = new StateRows(engine);
        rows.forEach(state::restore);
        engine.villages.settleServing();
        engine.villages.roster.slots.values().forEach(watch -> watch.slot.past().restored(watch.slot, engine.now));
        return engine;
    }

    private void restore(SnapshotRow row) {
        switch (row.kind()) {
            case Rows.SLOT -> read(row, engine.villages.roster.slots::get, watch -> watch::read);
            case Rows.PAST -> engine.villages.lookBack.restore(engine.villages.roster, row);
            case Rows.DEVICE -> read(row, engine.villages.roster.devices::get, listed -> listed::read);
            case Rows.VILLAGE -> read(row, engine.villages.roster.villages::get, watch -> watch::read);
            case Rows.PON -> read(row, engine.villages.roster.pons::get, pon -> pon::read);
            case Rows.NETWORK -> engine.incidents.network().restore(row.key(), row.value());
            case Rows.SIGHT -> Rows.read(row, engine.hours.sight::read);
            case Rows.OWN -> engine.incidents.restoreOwn(row.value());
            case Rows.MOBILE -> engine.incidents.mobile().restore(row.key(), row.value());
            case Rows.INCIDENTS -> engine.incidents.restore(row.key(), row.value());
            case Rows.DAYS -> engine.villages.days.restore(row);
            case Rows.FOLD, Rows.REGISTRY -> {}
            default -> throw new IllegalArgumentException("a state row of unknown kind " + row.kind());
        }
    }

    private static <T> void read(SnapshotRow row, Function<String, T> find, Function<T, Rows.Reader> reader) {
        T place = find.apply(row.key());
        if (place == null) {
            throw new IllegalArgumentException("the roster has no " + row.kind() + " " + row.key());
        }
        Rows.read(row, reader.apply(place));
    }
}
