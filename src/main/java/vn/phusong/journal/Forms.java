package vn.phusong.journal;

import java.nio.charset.StandardCharsets;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.RulesText;
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
            return RegistryCodec.encode(change);
        }

        @Override
        public RegistryChange read(byte[] bytes) {
            return RegistryCodec.decode(bytes);
        }
    };

    private Forms() {}
}
