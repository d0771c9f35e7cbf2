package vn.phusong.web;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is told what, and who would be told if. Addresses are for people who logged in. */
final class PolicyDoors {
    private static final Set<String> WORDS = Set.of("area", "village", "cause", "severity", "operator", "at");

    private final PolicyBook policy;

    PolicyDoors(PolicyBook policy) {
        this.policy = policy;
    }

    List<Door> doors() {
        return List.of(
                new Door(
                        "/api/v1/policy",
                        Set.of(),
                        asked -> Future.succeededFuture(Answer.json(policy.policy(asked.isByPerson())))),
                new Door("/api/v1/policy/dry-run", WORDS, this::dryRun));
    }

    private Future<Answer> dryRun(Asked asked) {
        Map<String, String> of = new LinkedHashMap<>();
        for (String word : WORDS) {
            String text = asked.text(word);
            if (text != null) {
                of.put(word, text);
            }
        }
        try {
            return Future.succeededFuture(Answer.json(policy.dryRun(of, asked.isByPerson())));
        } catch (PolicyBook.Asking e) {
            throw Problem.badField(e.field(), String.valueOf(e.getMessage()), e.value());
        }
    }
}
