package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Rules;

/**
 * One incident of villages that lost mobile service together: opened when its first outage is due, widened by whoever joins, closed when fewer than one village
 * in five is out for half an hour. What is out beyond that is told for itself. Signals move its members; only ticks make revisions. Watch loop only.
 */
final class MobileCase {
    private static final int LEFT_PERCENT = 20;
    private static final long LEFT_MS = 1_800_000;

    private MobileStory story;
    private MobileMembers members = new MobileMembers();
    private Quorum level;
    /** Where it hangs at its level: station, commune or province. */
    private String place;
    /** Of how many that had a vote its first members were found. */
    private int watched;
    /** Since when so few are not back for sure that it closes if that lasts; 0 while more are. */
    private long fewSince;
    /** Most have service, if not for sure. */
    private boolean recovering;
    /** What is told of the members, while it holds. Never kept in a row. */
    private @Nullable Reach reach;
    /** Somebody joined since the last revision. */
    private boolean changed;

    MobileCase(String id, Quorum level, String place) {
        this.story = new MobileStory(id);
        this.level = level;
        this.place = place;
    }

    String id() {
        return story.id();
    }

    Quorum level() {
        return level;
    }

    String place() {
        return place;
    }

    MobileMembers members() {
        return members;
    }

    @Nullable
    Incident newest() {
        return story.newest();
    }

    /** Closed by a person: then only members that never came back since are still told with it. */
    boolean isByHand() {
        return !changed && ByHand.isClosed(story.newest());
    }

    void acted(Act act, long now, Telling telling) {
        ByHand.act(story, act, now, telling);
    }

    /** Open, or about to be. */
    boolean isOn() {
        return changed || story.isOpenOrNew();
    }

    /** Open, and told with no other. */
    boolean isFree() {
        Incident was = story.newest();
        return isOn() && (was == null || !was.isOpen() || was.scope().parent() == null);
    }

    /** Whether those of its members that are out are told with it: while it is open, and after its closing as long as they may be on their way back. */
    boolean isTelling(long now) {
        Incident was = story.newest();
        return isOn() || story.isHeld() || (was != null && now - was.at() < Joining.AFTER_MS);
    }

    /** Whether an outage that begins then goes on under our id, though we closed. */
    boolean goesOn(Rules.Alerts rules, long start) {
        return !changed && story.goesOn(rules, start);
    }

    boolean isPast(Rules.Alerts rules, long now) {
        return !changed && story.isPast(rules, now);
    }

    /** Whether no tick has anything to do here. */
    boolean isQuiet() {
        return !changed && story.isQuiet();
    }

    /** Takes these in; what was closed begins anew with them. */
    void take(Collection<Children.Child> children, int voters) {
        if (!isOn()) {
            members = story.isHeld() ? members.out() : new MobileMembers();
            watched = 0;
            fewSince = 0;
            recovering = false;
        }
        children.forEach(members::take);
        reach = null;
        watched = Math.max(watched, voters);
        changed = true;
    }

    /** It turned out to be of more than we thought. */
    void widen(Quorum wider, String at) {
        if (wider.compareTo(level) > 0) {
            level = wider;
            place = at;
            reach = null;
        }
    }

    void joins(Round round, @Nullable String parent) {
        story.joins(round, draft(round), parent);
    }

    /** Time went by: what is over is closed, also when nothing may be opened. */
    void follow(Round round) {
        story.calm(round, () -> draft(round));
        if (!story.isOpen() && !story.isHeld()) {
            return;
        }
        MobileMembers.Tally tally = members.tally();
        if (tally.out() == 0) {
            story.close(round, draft(round), ending(round.now(), tally));
            return;
        }
        few(round, tally);
        if (fewSince != 0 && round.now() - fewSince >= LEFT_MS) {
            story.close(round, draft(round), ending(fewSince, tally));
        }
    }

    private Ending ending(long otherwise, MobileMembers.Tally tally) {
        return new Ending(members.end(otherwise), members.haveAllLeft(), tally.back());
    }

    /** Those of whom nobody knows have no say in it; when they are most, nobody has. */
    private void few(Round round, MobileMembers.Tally tally) {
        int known = tally.villages() - tally.unknown();
        boolean isKnown = known >= tally.unknown();
        boolean isFew = isKnown && 100 * (tally.out() - tally.unknown()) < LEFT_PERCENT * known;
        fewSince = !isFew ? 0 : fewSince == 0 ? round.now() : fewSince;
        boolean isRecovering = isKnown && 100 * tally.down() < LEFT_PERCENT * known;
        if (isRecovering != recovering) {
            recovering = isRecovering;
            story.turned(round, draft(round), !isRecovering && tally.down() > 0);
        }
    }

    /** Opens, tells what joined, or raises; nothing when nothing changed. */
    void tell(Round round) {
        Incident was = story.newest();
        if (was != null && was.isOpen()) {
            goOn(round, was);
        } else if (changed) {
            story.open(round, draft(round), members.start());
        }
        changed = false;
    }

    /** Of thousands of members nothing is written that nothing new is known of. */
    private void goOn(Round round, Incident was) {
        boolean isWorse = MobileDraft.severity(reach(), round).compareTo(was.severity()) > 0;
        boolean mayRaise = isWorse && mayPage(round);
        boolean isObserved = members.isAnyOutSeen();
        boolean isNew = isObserved == was.marks().unobserved()
                || !members.operators().equals(was.scope().operators());
        if (changed || mayRaise || isNew) {
            story.goOn(round, draft(round), members.start(), isObserved, mayRaise);
        }
    }

    private boolean mayPage(Round round) {
        return members.all().stream()
                .anyMatch(member -> member.isOut() && round.mayPage(member.village, member.operator));
    }

    private MobileDraft draft(Round round) {
        return MobileDraft.of(members, reach(), round);
    }

    /** Made of what only joining and widening change. */
    private Reach reach() {
        Reach known = reach;
        if (known == null) {
            known = members.reach(level, watched);
            reach = known;
        }
        return known;
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(level.name());
        out.writeUTF(place);
        out.writeInt(watched);
        out.writeLong(fewSince);
        out.writeBoolean(recovering);
        members.write(out);
        story.write(out);
    }

    static MobileCase read(DataInput in, String id) throws IOException {
        MobileCase read = new MobileCase(id, Quorum.valueOf(in.readUTF()), in.readUTF());
        read.watched = in.readInt();
        read.fewSince = in.readLong();
        read.recovering = in.readBoolean();
        read.members = MobileMembers.read(in);
        read.story = MobileStory.read(in, id, read.reach());
        return read;
    }
}
