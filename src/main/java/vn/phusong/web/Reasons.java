package vn.phusong.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.phusong.coverage.Silence;
import vn.phusong.coverage.SlotCoverage;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.coverage.WhiteSpot;
import vn.phusong.coverage.Why;
import vn.phusong.coverage.Why.Evidence;
import vn.phusong.village.PointKind;
import vn.phusong.village.Registry;

/** Says in one sentence a language why a village stands as it does. Says no more than its evidence: of silence it concludes nothing. */
final class Reasons {
    private final Words words;
    private final VillageCoverage village;
    private final List<SlotCoverage> centre;

    private Reasons(Registry registry, VillageCoverage village) {
        this.words = new Words(registry);
        this.village = village;
        this.centre = village.slots().stream()
                .filter(slot -> slot.kind() == PointKind.CENTRE)
                .toList();
    }

    static Why of(Registry registry, VillageCoverage village) {
        Reasons reasons = new Reasons(registry, village);
        String[] sentences = reasons.sentences();
        return new Why(sentences[0], sentences[1], reasons.evidence());
    }

    private String[] sentences() {
        String[] main =
                switch (village.standing()) {
                    case COVERED, DEGRADED -> served();
                    case UNCOVERED, RECOVERING -> dark();
                    case UNKNOWN -> unknown();
                };
        if (village.whiteSpot() == WhiteSpot.LOM_SONG) {
            main[0] += " Có cụm dân cư ngoài trung tâm chưa có sóng của nhà mạng nào.";
            main[1] += " A cluster outside the centre has no signal of any operator.";
        }
        return main;
    }

    private String[] served() {
        List<SlotCoverage> well = standing(Standing.COVERED);
        List<SlotCoverage> weak = standing(Standing.DEGRADED);
        List<SlotCoverage> dark = standing(Standing.UNCOVERED);
        StringBuilder vi = new StringBuilder();
        StringBuilder en = new StringBuilder();
        if (!well.isEmpty()) {
            vi.append(words.operators(well, "và"))
                    .append(" có sóng tại trung tâm thôn")
                    .append(shares(well, "mẫu đạt"));
            en.append("At the village centre there is ")
                    .append(words.operators(well, "and"))
                    .append(shares(well, "good samples"));
        }
        join(vi, en);
        if (!weak.isEmpty()) {
            vi.append(words.operators(weak, "và")).append(" sóng yếu").append(shares(weak, "mẫu đạt"));
            en.append("weak: ").append(words.operators(weak, "and")).append(shares(weak, "good samples"));
        }
        if (!dark.isEmpty()) {
            join(vi, en);
            vi.append(words.operators(dark, "và")).append(" mất sóng");
            en.append("no signal: ").append(words.operators(dark, "and"));
        }
        if (vi.length() == 0) {
            return new String[] {"Trung tâm thôn có sóng.", "The village centre is served."};
        }
        return new String[] {strip(vi) + '.', capital(strip(en)) + '.'};
    }

    private String[] dark() {
        boolean wasServed = centre.stream().anyMatch(SlotCoverage::everServed);
        String who = centre.isEmpty() ? "" : " (" + words.operators(centre, "và") + ")";
        String whoEn = centre.isEmpty() ? "" : " (" + words.operators(centre, "and") + ")";
        if (!wasServed && !centre.isEmpty()) {
            return new String[] {
                "Chưa từng ghi nhận có sóng của nhà mạng nào được đo tại trung tâm thôn" + who + ".",
                "No measured operator was ever seen to serve the village centre" + whoEn + "."
            };
        }
        String vi = village.since() == 0 ? "" : " từ " + Times.forPeople(village.since());
        String en = village.since() == 0 ? "" : " since " + Times.forPeople(village.since());
        return new String[] {
            "Không nhà mạng nào được đo có sóng tại trung tâm thôn" + vi + who + ".",
            "No measured operator serves the village centre" + en + whoEn + "."
        };
    }

    private String[] unknown() {
        if (centre.isEmpty() && village.silence() == null) {
            return new String[] {
                "Trung tâm thôn chưa có số liệu đo; chưa kết luận về vùng phủ.",
                "The village centre has no measurement; nothing is concluded about its coverage."
            };
        }
        Silence silence = village.silence();
        String[] why =
                silence == null ? new String[] {"Chưa đủ mẫu đo gần đây", "Too few recent samples"} : silence(silence);
        long last = centre.stream().mapToLong(SlotCoverage::lastSampleAt).max().orElse(0);
        String vi = last == 0 ? "" : " (mẫu cuối lúc " + Times.forPeople(last) + ")";
        String en = last == 0 ? "" : " (last sample at " + Times.forPeople(last) + ")";
        return new String[] {
            why[0] + vi + "; chưa kết luận về vùng phủ.", why[1] + en + "; nothing is concluded about coverage."
        };
    }

    private static String[] silence(Silence silence) {
        return switch (silence) {
            case DEVICE -> new String[] {"Không nhận được dữ liệu từ thiết bị đo", "Nothing is heard from the probe"};
            case POWER ->
                new String[] {"Thiết bị đo im lặng, nghi do mất điện", "The probe is silent, a power cut is suspected"};
            case BACKHAUL ->
                new String[] {
                    "Thiết bị đo im lặng, nghi do đường truyền của nó", "The probe is silent, its own link is suspected"
                };
            case OURSELVES ->
                new String[] {"Hệ thống giám sát của chúng tôi bị gián đoạn", "Our own monitoring was interrupted"};
            case NEVER_HEARD ->
                new String[] {"Chưa từng nhận được số liệu đo của thôn này", "This village was never heard from"};
        };
    }

    private List<SlotCoverage> standing(Standing standing) {
        return centre.stream()
                .filter(slot -> slot.standing().settled() == standing)
                .toList();
    }

    /** " (58/60 mẫu đạt)" of the first, where its samples are known. */
    private static String shares(List<SlotCoverage> slots, String what) {
        SlotCoverage first = slots.get(0);
        return first.samples() == 0 ? "" : " (" + first.good() + '/' + first.samples() + ' ' + what + ')';
    }

    private static void join(StringBuilder vi, StringBuilder en) {
        if (vi.length() > 0 && vi.charAt(vi.length() - 1) != ' ') {
            vi.append("; ");
            en.append("; ");
        }
    }

    private static String strip(StringBuilder text) {
        return text.toString().replaceAll("; $", "");
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private List<Evidence> evidence() {
        List<Evidence> facts = new ArrayList<>();
        for (SlotCoverage slot : village.slots()) {
            String whose = slot.kind() == PointKind.CENTRE ? slot.operator() : slot.point() + ' ' + slot.operator();
            facts.add(new Evidence("standing", whose, slot.standing().name(), slot.since()));
            if (slot.samples() > 0) {
                facts.add(new Evidence("samples", whose, slot.good() + "/" + slot.samples(), slot.lastSampleAt()));
            }
            if (!Float.isNaN(slot.rsrpDbm())) {
                facts.add(new Evidence("level", whose, Math.round(slot.rsrpDbm()) + " dBm", slot.lastSampleAt()));
            }
        }
        if (village.silence() != null) {
            facts.add(new Evidence("silence", "", village.silence().word(), 0));
        }
        return facts;
    }
}
