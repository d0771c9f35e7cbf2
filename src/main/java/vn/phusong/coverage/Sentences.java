package vn.phusong.coverage;

import java.util.ArrayList;
import java.util.List;

/** A {@link Why} while it is said, sentence by sentence. Not for two threads. */
final class Sentences {
    private final List<Why.Evidence> evidence = new ArrayList<>();
    private final List<String> vi = new ArrayList<>();
    private final List<String> en = new ArrayList<>();

    void say(String vietnamese, String english) {
        vi.add(vietnamese);
        en.add(english);
    }

    void add(String what, String subject, String value, long at) {
        evidence.add(new Why.Evidence(what, subject, value, at));
    }

    Why why() {
        return new Why(String.join(" ", vi), String.join(" ", en), evidence);
    }
}
