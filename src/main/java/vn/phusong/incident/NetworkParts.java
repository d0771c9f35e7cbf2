package vn.phusong.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
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
        return new Network(
                olt,
                pons,
                lines,
                members.values().stream().map(NetworkParts::told).toList());
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

    /** Whose households they are is nobody's to know who reads an incident. */
    private static PonSignal.Member told(PonSignal.Member member) {
        return new PonSignal.Member(
                member.village(), member.gone(), member.expected(), member.households(), member.mains());
    }

    /** A household with a line on both PONs is touched once. */
    private static PonSignal.Member sum(PonSignal.Member a, PonSignal.Member b) {
        TreeSet<Integer> shared = new TreeSet<>(a.shared());
        shared.addAll(b.shared());
        int twice = a.shared().size() + b.shared().size() - shared.size();
        return new PonSignal.Member(
                a.village(),
                a.gone() + b.gone(),
                a.expected() + b.expected(),
                a.households() + b.households() - twice,
                a.mains().and(b.mains()),
                List.copyOf(shared));
    }
}
