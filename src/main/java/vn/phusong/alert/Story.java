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
 * @param asked at the moment that is asked about
 * @param inHand since when this channel has it in hand, epoch milliseconds
 */
record Story(List<Step> steps, List<String> areas, Asked asked, long inHand) {
    static final String HELD_BACK = "held_back";

    /**
     * @param position of the commit that owes it
     * @param isMine to be told by this channel, or told; false when it was before its time
     * @param isHeld not to be told before a person releases it: a server that was lost may have told it
     * @param result on this channel, null while it is not settled
     * @param receipts on all channels
     */
    record Step(
            Owed owed, long position, boolean isMine, boolean isHeld, @Nullable String result, List<Receipt> receipts) {
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
        Receipt on(String channel) {
            for (Receipt receipt : receipts) {
                if (receipt.channel().equals(channel) && !receipt.result().equals(HELD_BACK)) {
                    return receipt;
                }
            }
            return null;
        }
    }

    /** @param floor what is not ours to tell now */
    static Story read(JournalReader journal, String incident, Settled settled, Debts.Floor floor)
            throws JournalTrouble {
        List<Step> steps = new ArrayList<>();
        for (Map.Entry<Long, Owed> owed : journal.owedOf(incident)) {
            Owed one = owed.getValue();
            long position = owed.getKey();
            List<Receipt> receipts = journal.receipts(one.id());
            String result = settled.result(one.id(), receipts);
            boolean isHeld = floor.isHeld(position) && result == null;
            steps.add(new Step(one, position, position > floor.through(), isHeld, result, receipts));
        }
        return new Story(steps, List.of(), Asked.NOTHING, 0);
    }

    Story with(List<String> in, Asked wishes, long since) {
        return new Story(steps, in, wishes, since);
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

    /**
     * Since when people could be told of a step: not while people asked for quiet, nor before we had it in hand, after an absence of ours or a restore. The
     * first receipt of any channel says when that was, for the log's comes at once and stays.
     */
    long freeSince(Step step) {
        long first = inHand;
        for (int i = 0; i < step.receipts.size(); i++) {
            long at = step.receipts.get(i).at();
            first = i == 0 ? at : Math.min(first, at);
        }
        return Math.max(first, asked.heldTill());
    }
}
