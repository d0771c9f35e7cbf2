package vn.phusong.alert;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Owed;

/**
 * What an incident still has to be told on one channel, as the journal knows it now, not as it was when the notice fell due:
 *
 * <pre>
 *   .1 opened   .2 raised   .3 closed        settled: none      one message, .3, that stands for .1 and .2
 *   .1 opened   .2 closed ✓                  settled: .2        nothing: .1 was overtaken, telling it now would be untrue
 * </pre>
 *
 * @param members to be told in one message, oldest first; empty when there is nothing to tell
 * @param position of the commit that owes the newest of them, 0 when there is none
 * @param overtaken not settled, but older than one that is
 * @param by id and result of the one that overtook them, null when nothing is overtaken
 */
record Draft(List<Owed> members, long position, List<String> overtaken, @Nullable String by) {
    /** @throws IndexOutOfBoundsException when there is nothing to tell */
    Owed newest() {
        return members.get(members.size() - 1);
    }

    static Draft of(Story story) {
        List<Owed> members = new ArrayList<>();
        List<String> overtaken = new ArrayList<>();
        String by = null;
        long position = 0;
        for (Story.Step step : story.steps()) {
            if (step.isMine() && step.result() != null) {
                members.forEach(it -> overtaken.add(it.id()));
                members.clear();
                by = step.owed().id() + " " + step.result();
            } else if (step.isMine()) {
                members.add(step.owed());
                position = step.position();
            }
        }
        return new Draft(members, members.isEmpty() ? 0 : position, overtaken, overtaken.isEmpty() ? null : by);
    }
}
