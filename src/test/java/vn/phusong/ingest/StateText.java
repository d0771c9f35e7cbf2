package vn.phusong.ingest;

import java.util.HexFormat;
import java.util.List;
import vn.phusong.engine.Engine;

/** The whole state of an engine as lines that can be compared. */
final class StateText {
    private StateText() {}

    static List<String> of(Engine engine) {
        return engine.allRows().stream()
                .map(row -> row.kind() + " " + row.key() + " " + HexFormat.of().formatHex(row.value()))
                .toList();
    }
}
