package vn.phusong.simulate;

/** The last word of a topic. */
enum Topic {
    TELEMETRY("telemetry"),
    EVENT("event"),
    STATE("state");

    private final String word;

    Topic(String word) {
        this.word = word;
    }

    String of(String device) {
        return "phusong/v1/" + device + "/" + word;
    }
}
