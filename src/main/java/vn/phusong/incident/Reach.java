package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import vn.phusong.coverage.Mains;

/**
 * How far an incident of the mobile network reaches, and the evidence of its cause.
 *
 * @param level what went: a base station, a commune, or an operator's network
 * @param stations keys of the base stations that served its places last, sorted; places whose station nobody told have none here
 * @param went villages that went since it began
 * @param watched of how many that were watched, were not down before and were not unknown when it was found
 * @param members its villages, by id: they are told with this incident and not apart
 */
public record Reach(Quorum level, List<String> stations, int went, int watched, Mains mains, List<Member> members) {
    public Reach {
        stations = List.copyOf(stations);
        members = List.copyOf(members);
    }

    /**
     * @param operators that went there, sorted
     * @param start of the first of their outages
     */
    public record Member(String village, List<String> operators, long start) {
        public Member {
            operators = List.copyOf(operators);
        }
    }

    boolean has(String village) {
        int from = 0;
        int to = members.size() - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int order = members.get(middle).village().compareTo(village);
            if (order == 0) {
                return true;
            }
            from = order < 0 ? middle + 1 : from;
            to = order < 0 ? to : middle - 1;
        }
        return false;
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(level.name());
        writeTexts(out, stations);
        out.writeInt(went);
        out.writeInt(watched);
        out.writeUTF(mains.name());
        out.writeInt(members.size());
        for (Member member : members) {
            out.writeUTF(member.village());
            writeTexts(out, member.operators());
            out.writeLong(member.start());
        }
    }

    static Reach read(DataInput in) throws IOException {
        Quorum level = Quorum.valueOf(in.readUTF());
        List<String> stations = readTexts(in);
        int went = in.readInt();
        int watched = in.readInt();
        Mains mains = Mains.valueOf(in.readUTF());
        List<Member> members = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            members.add(new Member(in.readUTF(), readTexts(in), in.readLong()));
        }
        return new Reach(level, stations, went, watched, mains, members);
    }

    private static void writeTexts(DataOutput out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> readTexts(DataInput in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}
