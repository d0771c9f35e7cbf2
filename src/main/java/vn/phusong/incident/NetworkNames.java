package vn.phusong.incident;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.phusong.coverage.PonSignal;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

/**
 * Where an incident of PONs is, as a line can hold it: "Bản A, Thôn B và 2 thôn khác, Xã Bằng Thành". Villages hit hardest first. The commune is told when all
 * are of one: names of villages come more than once in a province.
 */
record NetworkNames(Registry registry, Network network, long at) {
    String vi() {
        List<Village> named = named();
        String names = String.join(", ", named.stream().map(Names::called).toList());
        int others = others(named);
        return others == 0
                ? names + commune(true)
                : named.isEmpty() ? others + " thôn" : names + " và " + others + " thôn khác" + commune(true);
    }

    String en() {
        List<Village> named = named();
        String names = String.join(", ", named.stream().map(Village::name).toList());
        int others = others(named);
        String more = others == 1 ? " village" : " villages";
        if (named.isEmpty()) {
            return others + more;
        }
        if (others > 0) {
            return names + " and " + others + " more" + more + commune(false);
        }
        return (named.size() == 1 ? names + " village" : "villages " + names) + commune(false);
    }

    private int others(List<Village> named) {
        return network.members().size() - named.size();
    }

    private List<Village> named() {
        List<PonSignal.Member> members = new ArrayList<>(network.members());
        members.sort(Comparator.comparing(PonSignal.Member::gone).reversed().thenComparing(PonSignal.Member::village));
        List<Village> named = new ArrayList<>();
        for (PonSignal.Member member : members.subList(0, Math.min(Names.NAMED, members.size()))) {
            Village village = registry.village(member.village(), at);
            if (village != null) {
                named.add(village);
            }
        }
        return named;
    }

    private String commune(boolean inVietnamese) {
        Set<String> communes = new TreeSet<>();
        for (PonSignal.Member member : network.members()) {
            Village village = registry.village(member.village(), at);
            communes.add(village == null ? "" : village.area());
        }
        String code = communes.iterator().next();
        if (communes.size() > 1 || code.isEmpty()) {
            return "";
        }
        return ", "
                + (inVietnamese ? Names.vi(registry.area(code, at), code) : Names.en(registry.area(code, at), code));
    }
}
