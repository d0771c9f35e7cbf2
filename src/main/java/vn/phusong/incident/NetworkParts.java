package vn.phusong.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.phusong.coverage.PonSignal;

/** Puts what several PONs of one OLT said into one place. */
final class NetworkParts {
    private NetworkParts() {}

    /** Linear in PONs and members; never called without any. */
    static Network joined(Collection<PonSignal> said) {
        Map<String, PonSignal.Member> members = new TreeMap<>();
        List<String> pons = new ArrayList<>();
        PonSignal.Lines lines = PonSignal.Lines.NONE;
        String olt = "";
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (PonSignal signal : said) {
            olt = signal.pon().olt();
            pons.add(signal.pon().path());
            first = Math.min(first, signal.outage());
            last = Math.max(last, signal.outage() + signal.lines().withinMs());
            lines = sum(lines, signal.lines(), last - first);
            signal.members().forEach(member -> members.merge(member.village(), member, NetworkParts::sum));
        }
        return new Network(olt, pons, lines, List.copyOf(members.values()));
    }

    /** Whom it touches: the village itself when it is only one. */
    static Incident.Scope scope(Network network) {
        List<PonSignal.Member> members = network.members();
        String village = members.size() == 1 ? members.get(0).village() : null;
        return new Incident.Scope(village, null, members.size(), network.households(), List.of(), null, network);
    }

    private static PonSignal.Lines sum(PonSignal.Lines a, PonSignal.Lines b, long withinMs) {
        return new PonSignal.Lines(a.gone() + b.gone(), a.expected() + b.expected(), a.gasps() + b.gasps(), withinMs);
    }

    private static PonSignal.Member sum(PonSignal.Member a, PonSignal.Member b) {
        return new PonSignal.Member(
                a.village(),
                a.gone() + b.gone(),
                a.expected() + b.expected(),
                a.households() + b.households(),
                a.mains().and(b.mains()));
    }
}
