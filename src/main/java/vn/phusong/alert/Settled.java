package vn.phusong.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import vn.phusong.journal.FollowerNote.Receipt;
import vn.phusong.journal.Frozen;
import vn.phusong.journal.JournalTrouble;

/** What became of notices on one channel: receipts in the journal, and those still on their way into it. Alert's thread only. */
final class Settled {
    /** Puts receipts and messages into the journal; the future completes when they are durable. */
    interface Pen {
        CompletableFuture<Long> write(List<Receipt> receipts, List<Frozen> messages);
    }

    private final AlertFollower.Ground ground;
    private final String channel;
    private final Pen pen;
    private final Map<String, String> onTheWay = new HashMap<>();
    private final Set<String> noted = new HashSet<>();

    Settled(AlertFollower.Ground ground, String channel, Pen pen) {
        this.ground = ground;
        this.channel = channel;
        this.pen = pen;
    }

    /** {@code delivered}, {@code carried}, {@code overtaken}, {@code set_aside}, {@code not_routed} or {@code silenced}; null while it is none. */
    @Nullable
    String result(String owed) throws JournalTrouble {
        String result = onTheWay.get(owed);
        return result != null ? result : result(owed, ground.journal().receipts(owed));
    }

    /** The same, when its receipts are at hand. That it was held back settles nothing. */
    @Nullable
    String result(String owed, List<Receipt> receipts) {
        String result = onTheWay.get(owed);
        if (result != null) {
            return result;
        }
        for (Receipt receipt : receipts) {
            if (receipt.channel().equals(channel) && !receipt.result().equals(Story.HELD_BACK)) {
                return receipt.result();
            }
        }
        return null;
    }

    /** That they are not told now, and why; once for each reason. */
    void heldBack(List<Story.Step> steps, String why) {
        List<Receipt> receipts = new ArrayList<>();
        for (Story.Step step : steps) {
            Receipt receipt = receipt(step.owed().id(), Story.HELD_BACK, why);
            boolean isKnown = step.receipts().stream()
                    .anyMatch(it -> it.channel().equals(channel)
                            && it.result().equals(Story.HELD_BACK)
                            && it.detail().equals(why));
            if (!isKnown && noted.add(receipt.owed() + " " + why)) {
                receipts.add(receipt);
            }
        }
        if (!receipts.isEmpty()) {
            CompletableFuture<Void> kept = pen.write(receipts, List.of()).thenAccept(durable -> ground.thread()
                    .run(() -> receipts.forEach(receipt -> noted.remove(receipt.owed() + " " + receipt.detail()))));
            assert kept != null;
        }
    }

    /** A message was taken, and with it all that it tells but what was refused of it. */
    void taken(Frozen message, Answer answer) {
        Map<String, String> refused = new HashMap<>();
        answer.refused().forEach((id, why) -> refused.put(incident(id), why));
        List<Receipt> receipts = new ArrayList<>();
        for (String id : message.members()) {
            String why = refused.get(incident(id));
            receipts.add(
                    why != null
                            ? receipt(id, "set_aside", why)
                            : id.equals(message.newest())
                                    ? receipt(id, "delivered", answer.detail())
                                    : receipt(id, "carried", "by " + message.id()));
        }
        write(receipts);
    }

    /** A message was refused for good, and with it all that it tells. */
    void refused(Frozen message, Answer answer) {
        List<Receipt> receipts = new ArrayList<>();
        for (String id : message.members()) {
            String why = id.equals(message.newest()) ? answer.detail() : "by " + message.id();
            receipts.add(receipt(id, "set_aside", why));
        }
        write(receipts);
    }

    static String incident(String owed) {
        return owed.substring(0, owed.lastIndexOf('.'));
    }

    void all(Collection<String> ids, String result, String detail) {
        write(ids.stream().map(id -> receipt(id, result, detail)).toList());
    }

    private Receipt receipt(String id, String result, String detail) {
        return new Receipt(id, channel, ground.clock().millis(), result, detail);
    }

    private void write(List<Receipt> receipts) {
        receipts.forEach(receipt -> onTheWay.put(receipt.owed(), receipt.result()));
        // From when it is durable, the journal knows.
        CompletableFuture<Void> kept = pen.write(receipts, List.of()).thenAccept(durable -> ground.thread()
                .run(() -> receipts.forEach(receipt -> onTheWay.remove(receipt.owed(), receipt.result()))));
        assert kept != null;
    }
}
