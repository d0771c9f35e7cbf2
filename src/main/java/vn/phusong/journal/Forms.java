package vn.phusong.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.RulesText;
import vn.phusong.village.KeyedRow;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.RegistryCodec;

/** The forms of what other rooms own. */
final class Forms {
    static final Form<Rules> RULES = new Form<>() {
        @Override
        public byte[] write(Rules rules) {
            return RulesText.write(rules).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Rules read(byte[] bytes) {
            return RulesText.read(new String(bytes, StandardCharsets.UTF_8));
        }
    };

    static final Form<RegistryChange> REGISTRY = new Form<>() {
        @Override
        public byte[] write(RegistryChange change) {
            List<KeyedRow> rows = RegistryCodec.rows(change);
            Packer out = new Packer().count(rows.size());
            for (KeyedRow row : rows) {
                out.text(row.key()).bytes(row.value());
            }
            return out.toBytes();
        }

        @Override
        public RegistryChange read(byte[] bytes) {
            Unpacker in = new Unpacker(bytes);
            int size = in.length();
            List<KeyedRow> rows = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                rows.add(new KeyedRow(in.text(), in.bytes()));
            }
            return RegistryCodec.ofRows(rows);
        }
    };

    private Forms() {}
}
