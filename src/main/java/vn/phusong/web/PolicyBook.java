package vn.phusong.web;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Who is told what, for who wants to see it. Must not block. */
public interface PolicyBook {
    /**
     * Contacts, routes and who is on call.
     *
     * @param isKnown whether somebody we know asks; others do not see addresses
     */
    JsonObject policy(boolean isKnown);

    /**
     * Who would be told of such an incident; nothing is sent.
     *
     * @param of {@code area, village, cause, severity, operator, at}, each or none
     * @throws Asking when one of them cannot be understood
     */
    JsonObject dryRun(Map<String, String> of, boolean isKnown);

    /** One of the words cannot be understood. */
    final class Asking extends IllegalArgumentException {
        private static final long serialVersionUID = 1;
        private final String field;
        private final String value;

        /** @param rule continues "field …" */
        public Asking(String field, String rule, String value) {
            super(rule);
            this.field = field;
            this.value = value;
        }

        public String field() {
            return field;
        }

        public String value() {
            return value;
        }
    }
}
