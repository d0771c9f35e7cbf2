package vn.phusong.story;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.phusong.journal.FollowerNote.Receipt;

/** What one receiver took over many lives of the sender, held against the journal. */
final class Tellings {
    /**
     * A message that arrived whole.
     *
     * @param life of the sender, from 1
     * @param tells ids of the notices it says it stands for; only the newest where the receiver cannot see the others
     */
    record Taken(int life, String id, String content, List<String> tells) {}

    /**
     * @param messages that differ by their id
     * @param inTheWindow taken once more by a life after one that died between their being taken and their receipt
     * @param outside taken once more for any other reason
     * @param lost owed, and neither told nor stood for by a newer one that was
     * @param foreign ids nobody owed
     * @param changed ids that came with more than one content
     */
    record Account(
            int owed,
            int messages,
            int inTheWindow,
            List<String> outside,
            Set<String> lost,
            Set<String> foreign,
            Set<String> changed) {
        boolean isRight() {
            return outside.isEmpty() && lost.isEmpty() && foreign.isEmpty() && changed.isEmpty();
        }

        String row(String channel) {
            return "| %s | %d | %d | %d | %d | %d | %d | %d |"
                    .formatted(
                            channel,
                            owed,
                            messages,
                            inTheWindow,
                            outside.size(),
                            lost.size(),
                            foreign.size(),
                            changed.size());
        }
    }

    private final String channel;
    /** By life: what was taken then and had no receipt when the life was over. */
    private final Map<Integer, Set<String>> unnoted = new HashMap<>();

    Tellings(String channel) {
        this.channel = channel;
    }

    String channel() {
        return channel;
    }

    /** A life is over, and the journal it left has receipts of {@code noted} only. */
    void died(int life, List<Taken> all, Set<String> noted) {
        Set<String> open = new HashSet<>();
        all.stream().filter(it -> it.life() == life && !noted.contains(it.id())).forEach(it -> open.add(it.id()));
        unnoted.put(life, open);
    }

    /** @param receipts of the last journal, by notice, of all channels; every notice ever owed is a key */
    Account account(List<Taken> all, Map<String, List<Receipt>> receipts) {
        Map<String, List<Taken>> byId = new TreeMap<>();
        all.forEach(it -> byId.computeIfAbsent(it.id(), id -> new ArrayList<>()).add(it));
        int inTheWindow = 0;
        List<String> outside = new ArrayList<>();
        Set<String> changed = new TreeSet<>();
        for (List<Taken> takings : byId.values()) {
            for (int i = 1; i < takings.size(); i++) {
                Taken before = takings.get(i - 1);
                Taken again = takings.get(i);
                boolean isWindow = before.life() < again.life()
                        && unnoted.getOrDefault(before.life(), Set.of()).contains(again.id());
                inTheWindow += isWindow ? 1 : 0;
                if (!isWindow) {
                    outside.add(again.id() + " in lives " + before.life() + " and " + again.life());
                }
                if (!before.content().equals(again.content())) {
                    changed.add(again.id());
                }
            }
        }
        Set<String> foreign = new TreeSet<>(byId.keySet());
        foreign.removeAll(receipts.keySet());
        return new Account(receipts.size(), byId.size(), inTheWindow, outside, lost(byId, receipts), foreign, changed);
    }

    private Set<String> lost(Map<String, List<Taken>> byId, Map<String, List<Receipt>> receipts) {
        Set<String> lost = new TreeSet<>();
        receipts.forEach((owed, all) -> {
            boolean isTold = all.stream()
                    .filter(receipt -> receipt.channel().equals(channel))
                    .anyMatch(receipt -> isTold(receipt, byId));
            if (!isTold) {
                lost.add(owed);
            }
        });
        return lost;
    }

    /** A receipt is believed only if the receiver really has the message it speaks of. */
    private static boolean isTold(Receipt receipt, Map<String, List<Taken>> byId) {
        return switch (receipt.result()) {
            case "delivered" -> byId.containsKey(receipt.owed());
            case "carried" -> {
                List<Taken> by = byId.get(receipt.detail().substring("by ".length()));
                yield by != null && by.get(0).tells().contains(receipt.owed());
            }
            case "overtaken" -> byId.containsKey(receipt.detail().split(" ", -1)[1]);
            default -> false;
        };
    }
}
