package vn.phusong.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Owed;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;

/**
 * What an incident still has to be told on one channel, as the journal knows it now, not as it was when the notice fell due:
 *
 * <pre>
 *   .1 opened   .2 raised   .3 closed        settled: none      one message, .3, that stands for .1 and .2
 *   .1 opened   .2 closed ✓                  settled: .2        nothing: .1 was overtaken, telling it now would be untrue
 * </pre>
 *
 * @param members to be told in one message, oldest first; empty when there is nothing to tell
 * @param told what left under its own id and was taken, oldest first
 * @param position of the commit that owes the newest of them, 0 when there is none
 * @param overtaken not settled, but older than one that is
 * @param by id and result of the one that overtook them, null when nothing is overtaken
 */
record Draft(List<Owed> members, List<Owed> told, long position, List<String> overtaken, @Nullable String by) {
    /** @throws IndexOutOfBoundsException when there is nothing to tell */
    Owed newest() {
        return members.get(members.size() - 1);
    }

    /** @param floor nothing at or below this position is ours to tell */
    static Draft of(JournalReader journal, String incident, Settled settled, long floor) throws JournalTrouble {
        List<Owed> members = new ArrayList<>();
        List<Owed> told = new ArrayList<>();
        List<String> overtaken = new ArrayList<>();
        String by = null;
        long position = 0;
        for (Map.Entry<Long, Owed> owed : journal.owedOf(incident)) {
            Owed one = owed.getValue();
            String result = settled.result(one.id());
            if ("delivered".equals(result)) {
                told.add(one);
            }
            if (owed.getKey() > floor && result != null) {
                members.forEach(it -> overtaken.add(it.id()));
                members.clear();
                by = one.id() + " " + result;
            } else if (owed.getKey() > floor) {
                members.add(one);
                position = owed.getKey();
            }
        }
        return new Draft(
                members, told, members.isEmpty() ? 0 : position, overtaken, overtaken.isEmpty() ? null : by);
    }
}
