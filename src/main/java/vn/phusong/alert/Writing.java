package vn.phusong.alert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
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
     * @param floor what is not ours to tell now
     */
    List<Draft> drafts(Parcel parcel, Debts.Floor floor) throws JournalTrouble {
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

    /** Under which id a message of these leaves. */
    String id(Parcel parcel, List<Draft> drafts) {
        String newest = drafts.get(0).newest().id();
        return parcel.isPart ? newest + Frozen.PART + mark(drafts) : newest;
    }

    /** The whole had the same newest notice: other members, another id. */
    private static String mark(List<Draft> drafts) {
        CRC32 sum = new CRC32();
        for (Draft draft : drafts) {
            draft.members().forEach(owed -> sum.update((owed.id() + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    /** @param drafts at least one, the newest first */
    Frozen message(Parcel parcel, List<Draft> drafts) {
        List<Notice.Part> parts = drafts.stream()
                .map(draft -> new Notice.Part(
                        draft.members(), common.names().apply(draft.newest().incident())))
                .toList();
        Notice notice = new Notice(parts, common.settings().link(), parcel.isPart ? mark(drafts) : "");
        return new Frozen(
                channel.name(),
                parcel.key,
                notice.id(),
                notice.ids(),
                drafts.get(0).position(),
                channel.compose(notice));
    }

    /** What one refused message told, in two: each incident in one of them, the newer ones first. */
    List<Frozen> halves(Parcel refused, Parcel half, List<Draft> drafts) {
        List<Draft> stay = new ArrayList<>();
        List<Draft> leave = new ArrayList<>();
        for (Draft draft : drafts) {
            boolean isLeaving = half.lanes.stream()
                    .anyMatch(lane ->
                            lane.incident.equals(draft.newest().incident().id()));
            (isLeaving ? leave : stay).add(draft);
        }
        return List.of(message(refused, stay), message(half, leave));
    }
}
