package vn.phusong.journal;

import java.util.ArrayList;
import java.util.List;
import vn.phusong.coverage.Mains;
import vn.phusong.incident.Quorum;
import vn.phusong.incident.Reach;
import vn.phusong.incident.Reach.Member;

/** The villages an incident of the mobile network reaches, as they follow the incident in its format 3. */
final class ReachForm {
    private ReachForm() {}

    static void write(Packer out, Reach reach) {
        out.text(reach.level().name()).text(reach.mains().name());
        out.signed(reach.went()).signed(reach.watched());
        texts(out, reach.stations());
        out.count(reach.members().size());
        for (Member member : reach.members()) {
            out.text(member.village()).signed(member.start());
            texts(out, member.operators());
        }
    }

    static Reach read(Unpacker in) {
        Quorum level = in.choice(Quorum.class);
        Mains mains = in.choice(Mains.class);
        int went = in.integer();
        int watched = in.integer();
        List<String> stations = texts(in);
        int size = in.length();
        List<Member> members = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String village = in.text();
            long start = in.signed();
            members.add(new Member(village, texts(in), start));
        }
        return new Reach(level, stations, went, watched, mains, members);
    }

    private static void texts(Packer out, List<String> texts) {
        out.count(texts.size());
        texts.forEach(out::text);
    }

    private static List<String> texts(Unpacker in) {
        int size = in.length();
        List<String> texts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            texts.add(in.text());
        }
        return texts;
    }
}
