package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.PonSignal;

/**
 * The part of the fibre network an incident is of, and the evidence of its cause.
 *
 * @param pons {@code olt/slot/port}, sorted; one, or several that went together
 * @param lines all that went since it began, of those that were up and are missed
 * @param members the villages that lost lines, by id: they are told with this incident and not apart
 */
public record Network(String olt, List<String> pons, PonSignal.Lines lines, List<PonSignal.Member> members) {
    public Network {
        pons = List.copyOf(pons);
        members = List.copyOf(members);
    }

    /** What the probes of its villages say of the grid's power; what they dispute nobody knows. */
    public Mains mains() {
        boolean on = members.stream().anyMatch(member -> member.mains() == Mains.ON);
        boolean lost = members.stream().anyMatch(member -> member.mains() == Mains.LOST);
        return on == lost ? Mains.UNKNOWN : on ? Mains.ON : Mains.LOST;
    }

    /** Lines of that village that went. */
    int gone(String village) {
        int from = 0;
        int to = members.size() - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int order = members.get(middle).village().compareTo(village);
            if (order == 0) {
                return members.get(middle).gone();
            }
            from = order < 0 ? middle + 1 : from;
            to = order < 0 ? to : middle - 1;
        }
        return 0;
    }

    /** Of the lines that went, floored. */
    public int gaspPercent() {
        return lines.gone() == 0 ? 0 : 100 * lines.gasps() / lines.gone();
    }

    /** Each counted once in each village. */
    int households() {
        return members.stream().mapToInt(PonSignal.Member::households).sum();
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(olt);
        out.writeInt(pons.size());
        for (String pon : pons) {
            out.writeUTF(pon);
        }
        out.writeInt(lines.gone());
        out.writeInt(lines.expected());
        out.writeInt(lines.gasps());
        out.writeLong(lines.withinMs());
        out.writeInt(members.size());
        for (PonSignal.Member member : members) {
            member.write(out);
        }
    }

    static Network read(DataInput in) throws IOException {
        String olt = in.readUTF();
        List<String> pons = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            pons.add(in.readUTF());
        }
        PonSignal.Lines lines = new PonSignal.Lines(in.readInt(), in.readInt(), in.readInt(), in.readLong());
        List<PonSignal.Member> members = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            members.add(PonSignal.Member.read(in));
        }
        return new Network(olt, pons, lines, members);
    }
}
