package vn.phusong.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vn.phusong.alert.Lanes.Lane;
import vn.phusong.alert.Parcels.Parcel;
import vn.phusong.journal.Frozen;
import vn.phusong.journal.JournalTrouble;

/** What a message says at the moment it is to leave. Alert's thread only. */
final class Writing {
    private final Channel channel;
    private final Outbox.Common common;
    private final Settled settled;
    private final Lanes lanes;
    private final Parcels parcels;

    Writing(Channel channel, Outbox.Common common, Settled settled, Lanes lanes, Parcels parcels) {
        this.channel = channel;
        this.common = common;
        this.settled = settled;
        this.lanes = lanes;
        this.parcels = parcels;
    }

    /**
     * One for each of its incidents that has something to tell, the newest first; those that have nothing leave it.
     *
     * @param floor nothing at or below this position is ours to tell
     */
    List<Draft> drafts(Parcel parcel, long floor) throws JournalTrouble {
        List<Draft> drafts = new ArrayList<>();
        for (Lane lane : List.copyOf(parcel.lanes)) {
            Draft draft = Draft.of(Story.read(common.ground().journal(), lane.incident, settled, floor));
            if (!draft.overtaken().isEmpty()) {
                lanes.settle(lane, draft.overtaken());
                settled.all(draft.overtaken(), "overtaken", "by " + draft.by());
            }
            if (draft.members().isEmpty()) {
                parcels.unbind(parcel, lane);
                lanes.drop(lane);
            } else {
                drafts.add(draft);
            }
        }
        drafts.sort(Comparator.comparingLong(Draft::position)
                .thenComparing(draft -> draft.newest().id())
                .reversed());
        return drafts;
    }

    /** @param drafts at least one, the newest first */
    Frozen message(Parcel parcel, List<Draft> drafts) {
        List<Notice.Part> parts = drafts.stream()
                .map(draft -> new Notice.Part(
                        draft.members(), common.names().apply(draft.newest().incident())))
                .toList();
        Notice notice = new Notice(parts, common.settings().link());
        return new Frozen(
                channel.name(),
                parcel.key,
                notice.id(),
                notice.ids(),
                drafts.get(0).position(),
                channel.compose(notice));
    }
}
