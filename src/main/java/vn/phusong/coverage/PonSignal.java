package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the fold of villages tells the fold of incidents of one PON, a tree of lines behind one port of an OLT that may reach into many villages.
 *
 * @param at event time
 * @param outage start ({@code DOWN}, {@code MORE}, {@code FEW}) or end ({@code BACK}, {@code LEFT}) of the outage itself
 * @param lines of {@code BACK}, how many are gone still ({@code gone}), of how many that were and are watched still ({@code expected})
 * @param members the villages whose lines it lost, by id; none when it is back
 */
public record PonSignal(What what, Pon pon, long at, long outage, Lines lines, List<Member> members) {
    /** What the signal says. */
    public enum What {
        DOWN,
        /** The same outage took more lines, or more of them turned out to have gasped. */
        MORE,
        /** So many of its lines are back that what is left would be no outage; it is not over. {@code MORE} when it would be one again. */
        FEW,
        BACK,
        /** The PON, or all the lines it lost, left the registry. */
        LEFT
    }

    /**
     * @param path {@code olt/slot/port}
     * @param siblings PONs of this OLT that are watched, itself included
     */
    public record Pon(String path, int siblings) {
        public String olt() {
            return path.substring(0, path.indexOf('/'));
        }
    }

    /**
     * @param gone lines that went
     * @param expected of how many that were up and are missed
     * @param gasps how many of those gone sent a dying gasp
     * @param withinMs from the first to the last of those that went together
     */
    public record Lines(int gone, int expected, int gasps, long withinMs) {
        public static final Lines NONE = new Lines(0, 0, 0, 0);
    }

    /**
     * One village's part.
     *
     * @param households those of the lines that went, each once
     * @param shared of them, those with a line on another PON too, each as a number made of its key, in order: for whoever adds up several PONs
     */
    public record Member(String village, int gone, int expected, int households, Mains mains, List<Integer> shared) {
        // Behind the word of the mains, so that rows of earlier programs are read: they have none.
        private static final String WITH_SHARED = "+";

        public Member {
            shared = List.copyOf(shared);
        }

        /** Of households with all their lines on one PON. */
        public Member(String village, int gone, int expected, int households, Mains mains) {
            this(village, gone, expected, households, mains, List.of());
        }

        public void write(DataOutput out) throws IOException {
            out.writeUTF(village);
            out.writeInt(gone);
            out.writeInt(expected);
            out.writeInt(households);
            out.writeUTF(mains.name() + (shared.isEmpty() ? "" : WITH_SHARED));
            if (!shared.isEmpty()) {
                out.writeInt(shared.size());
                for (int household : shared) {
                    out.writeInt(household);
                }
            }
        }

        public static Member read(DataInput in) throws IOException {
            String village = in.readUTF();
            int gone = in.readInt();
            int expected = in.readInt();
            int households = in.readInt();
            String word = in.readUTF();
            boolean isShared = word.endsWith(WITH_SHARED);
            Mains mains = Mains.valueOf(isShared ? word.substring(0, word.length() - 1) : word);
            List<Integer> shared = new ArrayList<>();
            for (int i = isShared ? in.readInt() : 0; i > 0; i--) {
                shared.add(in.readInt());
            }
            return new Member(village, gone, expected, households, mains, shared);
        }
    }

    public PonSignal {
        members = List.copyOf(members);
    }

    /** The PON, or the last of its lines, left the registry. */
    public static PonSignal left(String path, long at) {
        return new PonSignal(What.LEFT, new Pon(path, 0), at, at, Lines.NONE, List.of());
    }

    public void write(DataOutput out) throws IOException {
        out.writeUTF(what.name());
        out.writeUTF(pon.path());
        out.writeInt(pon.siblings());
        out.writeLong(at);
        out.writeLong(outage);
        out.writeInt(lines.gone());
        out.writeInt(lines.expected());
        out.writeInt(lines.gasps());
        out.writeLong(lines.withinMs());
        out.writeInt(members.size());
        for (Member member : members) {
            member.write(out);
        }
    }

    public static PonSignal read(DataInput in) throws IOException {
        What what = What.valueOf(in.readUTF());
        Pon pon = new Pon(in.readUTF(), in.readInt());
        long at = in.readLong();
        long outage = in.readLong();
        Lines lines = new Lines(in.readInt(), in.readInt(), in.readInt(), in.readLong());
        List<Member> members = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            members.add(Member.read(in));
        }
        return new PonSignal(what, pon, at, outage, lines, members);
    }
}
