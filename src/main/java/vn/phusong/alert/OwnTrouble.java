package vn.phusong.alert;

/**
 * Something about ourselves that operators should look at. Never an outage, never told to the department.
 *
 * @param subject which one of its kind, empty where there is only one
 * @param vi one sentence, as it was when it began
 * @param en the same
 */
public record OwnTrouble(Kind kind, String subject, String vi, String en) {
    /** What it is about. */
    public enum Kind {
        BROKER("broker"),
        DISK("disk"),
        HISTORY("history"),
        QUARANTINE("quarantine"),
        CHANNEL("channel"),
        BACKLOG("backlog"),
        CLOCK("clock");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** In ids, metrics and JSON. */
        public String word() {
            return word;
        }

        static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of trouble is called " + word);
        }
    }

    /** The same for as long as it lasts. */
    String key() {
        return subject.isEmpty() ? kind.word() : kind.word() + ":" + subject;
    }
}
