package vn.phusong.journal;

import java.util.ArrayList;
import java.util.List;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.PonSignal.Lines;
import vn.phusong.coverage.PonSignal.Member;
import vn.phusong.incident.Network;

/** The part of the network an incident is of, as it follows the incident in its format 2. */
final class NetworkForm {
    private NetworkForm() {}

    static void write(Packer out, Network network) {
        out.text(network.olt()).count(network.pons().size());
        network.pons().forEach(out::text);
        Lines lines = network.lines();
        out.signed(lines.gone()).signed(lines.expected()).signed(lines.gasps()).signed(lines.withinMs());
        out.count(network.members().size());
        for (Member member : network.members()) {
            out.text(member.village()).signed(member.gone()).signed(member.expected());
            out.signed(member.households()).text(member.mains().name());
        }
    }

    static Network read(Unpacker in) {
        String olt = in.text();
        int pons = in.length();
        List<String> paths = new ArrayList<>(pons);
        for (int i = 0; i < pons; i++) {
            paths.add(in.text());
        }
        Lines lines = new Lines(in.integer(), in.integer(), in.integer(), in.signed());
        int size = in.length();
        List<Member> members = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            members.add(new Member(in.text(), in.integer(), in.integer(), in.integer(), in.choice(Mains.class)));
        }
        return new Network(olt, paths, lines, members);
    }
}
