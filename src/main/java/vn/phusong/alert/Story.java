package vn.phusong.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Owed;
import vn.phusong.journal.FollowerNote.Receipt;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;

/**
 * All that one channel knows of one incident: what it owed, oldest first, what became of it, where it lies, and what people asked for. Never empty.
 *
 * @param steps every notice it ever owed
 * @param areas codes of all areas it lies in, lowest first
 * @param quiet at the moment that is asked about
 */
record Story(List<Step> steps, List<String> areas, @Nullable Quiet quiet) {
    static final String HELD_BACK = "held_back";

    /**
     * @param position of the commit that owes it
     * @param isMine to be told by this channel, or told; false when it was before its time
     * @param result on this channel, null while it is not settled
     * @param receipts on all channels
     */
    record Step(Owed owed, long position, boolean isMine, @Nullable String result, List<Receipt> receipts) {
        boolean isBeginning() {
            return owed.step() != Owed.Step.CLOSED;
        }

        boolean isTold() {
            return isTold(result);
        }

        static boolean isTold(@Nullable String result) {
            return "delivered".equals(result) || "carried".equals(result);
        }

        /** What became of it on another channel; null while nothing did. */
        @Nullable
        String on(String channel) {
            for (Receipt receipt : receipts) {
                if (receipt.channel().equals(channel) && !receipt.result().equals(HELD_BACK)) {
                    return receipt.result();
                }
            }
            return null;
        }
    }

    /** @param floor nothing at or below this position is ours to tell */
    static Story read(JournalReader journal, String incident, Settled settled, long floor) throws JournalTrouble {
        List<Step> steps = new ArrayList<>();
        for (Map.Entry<Long, Owed> owed : journal.owedOf(incident)) {
            Owed one = owed.getValue();
            List<Receipt> receipts = journal.receipts(one.id());
            steps.add(
                    new Step(one, owed.getKey(), owed.getKey() > floor, settled.result(one.id(), receipts), receipts));
        }
        return new Story(steps, List.of(), null);
    }

    Story with(List<String> in, @Nullable Quiet asked) {
        return new Story(steps, in, asked);
    }

    Owed newest() {
        return steps.get(steps.size() - 1).owed;
    }

    boolean isOver() {
        return newest().step() == Owed.Step.CLOSED;
    }

    /** Those that are neither settled here nor overtaken, oldest first. */
    List<Step> unsettled() {
        List<Step> open = new ArrayList<>();
        for (Step step : steps) {
            if (step.isMine && step.result == null) {
                open.add(step);
            } else if (step.isMine) {
                open.clear();
            }
        }
        return open;
    }

    /** Whether this channel was told that it began, and not that it ended. One that refused to hear so may have been told by others. */
    boolean isToldToGoOn() {
        boolean told = false;
        for (Step step : steps) {
            if (step.isTold() || "set_aside".equals(step.result)) {
                told = step.isBeginning();
            }
        }
        return told;
    }

    /** Why it was held back here since it last began, null when it was not. */
    @Nullable
    String heldBack(String channel) {
        String why = null;
        for (Step step : unsettled()) {
            for (Receipt receipt : step.receipts) {
                if (receipt.channel().equals(channel) && receipt.result().equals(HELD_BACK)) {
                    why = receipt.detail();
                }
            }
        }
        return why;
    }
}
