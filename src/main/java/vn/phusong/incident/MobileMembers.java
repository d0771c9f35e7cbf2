package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.Standing;

/** The outages one incident of the mobile network is made of, each of one operator in one village. At most 64 bytes each in a row of the state. */
final class MobileMembers {
    /** In the order of village and operator. */
    private final Map<String, MobileMember> members = new TreeMap<>();

    static String key(String village, String operator) {
        return village + '\t' + operator;
    }

    void take(Children.Child child) {
        OperatorWatch watch = child.watch();
        MobileMember member = new MobileMember(
                child.village(), child.operator(), watch.station, watch.start, watch.mains, watch.standing);
        member.choked(watch.proof.isByTests());
        members.put(child.key(), member);
    }

    /** Those of them that are out. */
    MobileMembers out() {
        MobileMembers out = new MobileMembers();
        members.forEach((key, member) -> {
            if (member.isOut()) {
                out.members.put(key, member);
            }
        });
        return out;
    }

    @Nullable
    MobileMember get(String key) {
        return members.get(key);
    }

    Collection<MobileMember> all() {
        return members.values();
    }

    Collection<String> keys() {
        return members.keySet();
    }

    /** The village left the registry; returns whether it is one of ours. */
    boolean leaves(String village, long at) {
        boolean found = false;
        for (MobileMember member : members.values()) {
            if (member.village.equals(village)) {
                member.leave(at);
                found = true;
            }
        }
        return found;
    }

    long start() {
        return members.values().stream().mapToLong(member -> member.start).min().orElse(0);
    }

    long lastStart() {
        return members.values().stream().mapToLong(member -> member.start).max().orElse(0);
    }

    /** When the last of those that are back came back, or, when none is, the last left; the other time when none did either. */
    long end(long otherwise) {
        boolean isAnyBack = members.values().stream().anyMatch(member -> member.standing.isServed());
        long end = members.values().stream()
                .filter(member -> isAnyBack ? member.standing.isServed() : member.hasLeft())
                .mapToLong(member -> member.end)
                .max()
                .orElse(0);
        return end == 0 ? otherwise : end;
    }

    /** Whether each of them has its signal, and only tests fail. */
    boolean areAllChoked() {
        return members.values().stream().allMatch(MobileMember::isChoked);
    }

    /** Whether somebody sees how one of those that are out stands. */
    boolean isAnyOutSeen() {
        return members.values().stream().anyMatch(member -> member.isOut() && member.standing != Standing.UNKNOWN);
    }

    boolean haveAllLeft() {
        return members.values().stream().allMatch(member -> member.hasLeft());
    }

    boolean hasOperator(String operator) {
        return members.values().stream().anyMatch(member -> member.operator.equals(operator));
    }

    /** Of those that are out still; of all when none is. */
    List<String> operators() {
        TreeSet<String> out = new TreeSet<>();
        TreeSet<String> all = new TreeSet<>();
        for (MobileMember member : members.values()) {
            all.add(member.operator);
            if (member.isOut()) {
                out.add(member.operator);
            }
        }
        return List.copyOf(out.isEmpty() ? all : out);
    }

    /**
     * How the villages stand now, each by the worst of its members.
     *
     * @param villages that are in the registry still
     * @param out those down, recovering or unknown
     * @param left those that are not: they are neither out nor back
     */
    record Tally(int villages, int down, int out, int unknown, int left) {
        Back back() {
            return new Back(villages + left, villages - out, out - unknown, unknown);
        }
    }

    Tally tally() {
        int[] villages = new int[5];
        String last = "";
        int worst = -1;
        for (MobileMember member : members.values()) {
            if (!member.village.equals(last)) {
                villages[worst + 1] += last.isEmpty() ? 0 : 1;
                worst = -1;
                last = member.village;
            }
            worst = Math.max(worst, member.weight());
        }
        villages[worst + 1] += last.isEmpty() ? 0 : 1;
        int unknown = villages[2];
        int out = unknown + villages[3] + villages[4];
        return new Tally(villages[1] + out, villages[4], out, unknown, villages[0]);
    }

    /** What the probes of its villages say of the grid's power; what they dispute nobody knows. */
    Mains mains() {
        boolean on = members.values().stream().anyMatch(member -> member.mains == Mains.ON);
        boolean lost = members.values().stream().anyMatch(member -> member.mains == Mains.LOST);
        return on == lost ? Mains.UNKNOWN : on ? Mains.ON : Mains.LOST;
    }

    Reach reach(Quorum level, int watched) {
        TreeSet<String> stations = new TreeSet<>();
        Map<String, List<MobileMember>> byVillage = new TreeMap<>();
        for (MobileMember member : members.values()) {
            if (!member.station.isEmpty()) {
                stations.add(member.station);
            }
            byVillage
                    .computeIfAbsent(member.village, village -> new ArrayList<>(3))
                    .add(member);
        }
        List<Reach.Member> told = new ArrayList<>(byVillage.size());
        byVillage.forEach((village, there) -> told.add(new Reach.Member(
                village,
                there.stream().map(member -> member.operator).toList(),
                there.stream().mapToLong(member -> member.start).min().orElse(0))));
        int went = told.size();
        return new Reach(level, List.copyOf(stations), went, Math.max(went, watched), mains(), told);
    }

    void write(DataOutput out) throws IOException {
        TreeSet<String> operators = new TreeSet<>();
        TreeSet<String> stations = new TreeSet<>();
        for (MobileMember member : members.values()) {
            operators.add(member.operator);
            stations.add(member.station);
        }
        // Many members, few operators and stations: each word is written once.
        List<String> operatorWords = written(out, operators);
        List<String> stationWords = written(out, stations);
        out.writeInt(members.size());
        for (MobileMember member : members.values()) {
            out.writeUTF(member.village);
            out.writeShort(Collections.binarySearch(operatorWords, member.operator));
            out.writeInt(Collections.binarySearch(stationWords, member.station));
            member.write(out);
        }
    }

    private static List<String> written(DataOutput out, Set<String> words) throws IOException {
        out.writeInt(words.size());
        for (String word : words) {
            out.writeUTF(word);
        }
        return List.copyOf(words);
    }

    static MobileMembers read(DataInput in) throws IOException {
        MobileMembers read = new MobileMembers();
        List<String> operators = words(in);
        List<String> stations = words(in);
        for (int i = in.readInt(); i > 0; i--) {
            String village = in.readUTF();
            String operator = operators.get(in.readShort());
            MobileMember member = MobileMember.read(in, village, operator, stations.get(in.readInt()));
            read.members.put(key(village, operator), member);
        }
        return read;
    }

    private static List<String> words(DataInput in) throws IOException {
        List<String> words = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            words.add(in.readUTF());
        }
        return words;
    }
}
