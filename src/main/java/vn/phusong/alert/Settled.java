package vn.phusong.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    Settled(AlertFollower.Ground ground, String channel, Pen pen) {
        this.ground = ground;
        this.channel = channel;
        this.pen = pen;
    }

    /** {@code delivered}, {@code carried}, {@code overtaken} or {@code set_aside}; null while it is neither. */
    @Nullable
    String result(String owed) throws JournalTrouble {
        String result = onTheWay.get(owed);
        if (result != null) {
            return result;
        }
        for (Receipt receipt : ground.journal().receipts(owed)) {
            if (receipt.channel().equals(channel)) {
                return receipt.result();
            }
        }
        return null;
    }

    /** A message is settled, and with it all that it tells. */
    void message(Frozen message, String newest, String earlier, String detail) {
        List<Receipt> receipts = new ArrayList<>();
        for (String id : message.members()) {
            receipts.add(
                    id.equals(message.id()) ? receipt(id, newest, detail) : receipt(id, earlier, "by " + message.id()));
        }
        write(receipts);
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
