package vn.phusong.coverage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import vn.phusong.village.PointKind;

/** Says why a village stands as it does, in both languages, out of the numbers its standing was made from. Claims nothing those do not carry. */
public final class Explain {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy", Locale.ROOT).withZone(ZoneOffset.ofHours(7));

    private final Function<String, String> operatorName;
    private final List<Why.Evidence> evidence = new ArrayList<>();
    private final List<String> vi = new ArrayList<>();
    private final List<String> en = new ArrayList<>();

    private Explain(Function<String, String> operatorName) {
        this.operatorName = operatorName;
    }

    /**
     * @param operatorName the display name of an operator id
     * @param asOf the time of the picture
     */
    public static Why village(VillageCoverage village, Function<String, String> operatorName, long asOf) {
        Explain explain = new Explain(operatorName);
        if (village.silence() != null) {
            explain.silence(village, village.silence(), asOf);
        } else {
            explain.served(village);
        }
        explain.fibre(village.fibre());
        return new Why(String.join(" ", explain.vi), String.join(" ", explain.en), explain.evidence);
    }

    private void silence(VillageCoverage village, Silence silence, long asOf) {
        long last = lastSampleAt(village);
        String days = last == 0 ? "" : span(asOf - last, "ngày", "giờ", "phút");
        String daysEn = last == 0 ? "" : span(asOf - last, "d", "h", "min");
        add("silence", "", silence.word(), last);
        switch (silence) {
            case NEVER_HEARD ->
                say(
                        village.slots().isEmpty()
                                ? "Thôn chưa có thiết bị đo tại điểm trung tâm; chưa kết luận về vùng phủ."
                                : "Chưa từng nhận được số đo nào từ thôn; chưa kết luận về vùng phủ.",
                        village.slots().isEmpty()
                                ? "No probe stands at the village centre; coverage not concluded."
                                : "Nothing was ever received from this village; coverage not concluded.");
            case OURSELVES ->
                say(
                        "Hệ thống Phủ Sóng đã ngừng nhận số liệu; chưa kết luận về vùng phủ.",
                        "Phủ Sóng itself was not receiving; coverage not concluded.");
            case POWER ->
                say(
                        "Thiết bị đo báo mất điện rồi im lặng " + days + "; chưa kết luận về vùng phủ.",
                        "The probe reported loss of power, then fell silent for " + daysEn
                                + "; coverage not concluded.");
            case BACKHAUL ->
                say(
                        "Các thiết bị đo cùng trạm im lặng cùng lúc, đã " + days
                                + ": nghi mất đường truyền hoặc mạng của nhà mạng; chưa kết luận về vùng phủ.",
                        "The probes of one base station fell silent together " + daysEn
                                + " ago: their link or the operator is suspected; coverage not concluded.");
            case DEVICE ->
                say(
                        "Không nhận được dữ liệu từ thiết bị đo trong " + days + "; chưa kết luận về vùng phủ.",
                        "No data from the probe for " + daysEn + "; coverage not concluded.");
        }
    }

    private void served(VillageCoverage village) {
        if (village.slots().isEmpty()) {
            say("Thôn chưa có điểm đo.", "The village has no measurement point.");
        } else if (village.slots().get(0).kind() != PointKind.CENTRE) {
            say(
                    "Thôn chưa có thiết bị đo tại điểm trung tâm; chưa kết luận về vùng phủ.",
                    "No probe stands at the village centre; coverage not concluded.");
        }
        for (SlotCoverage slot : village.slots()) {
            if (slot.kind() == PointKind.CENTRE) {
                centre(slot);
            } else if (slot.kind() == PointKind.CLUSTER && slot.standing().settled() == Standing.UNCOVERED) {
                String name = operatorName.apply(slot.operator());
                say(
                        "Cụm dân cư ngoài trung tâm không có sóng " + name + ".",
                        "A cluster outside the centre has no " + name + " service.");
                evidence(slot);
            }
        }
    }

    private void centre(SlotCoverage slot) {
        String name = operatorName.apply(slot.operator());
        String since = slot.since() == 0 ? "" : " từ " + TIME.format(Instant.ofEpochMilli(slot.since()));
        String sinceEn = slot.since() == 0 ? "" : " since " + TIME.format(Instant.ofEpochMilli(slot.since()));
        String share = slot.good() + "/" + slot.samples() + " mẫu tốt" + level(slot, ", mức thu ");
        String shareEn = slot.good() + " of " + slot.samples() + " samples good" + level(slot, ", level ");
        evidence(slot);
        switch (slot.standing()) {
            case COVERED ->
                say(
                        name + " phủ sóng" + since + " (" + share + ").",
                        name + " covered" + sinceEn + " (" + shareEn + ").");
            case DEGRADED ->
                say(
                        name + " sóng yếu, chập chờn" + since + " (" + share + ").",
                        name + " weak or unsteady" + sinceEn + " (" + shareEn + ").");
            case UNCOVERED -> {
                if (slot.isChoked()) {
                    choked(slot, name, since, sinceEn);
                    return;
                }
                say(
                        slot.everServed()
                                ? name + " mất sóng tại trung tâm" + since + " (" + share + ")."
                                : name + " chưa từng có sóng tại trung tâm (" + share + ").",
                        slot.everServed()
                                ? name + " lost at the centre" + sinceEn + " (" + shareEn + ")."
                                : name + " never had service at the centre (" + shareEn + ").");
            }
            case RECOVERING ->
                say(
                        name + " đang có sóng trở lại" + since + ", chưa đủ lâu để kết luận.",
                        name + " coming back" + sinceEn + ", not yet long enough to conclude.");
            case UNKNOWN -> say(name + ": chưa đủ số đo.", name + ": not enough measurements.");
        }
    }

    private void choked(SlotCoverage slot, String name, String since, String sinceEn) {
        String bad = slot.byTest() + "/" + (slot.samples() - slot.good());
        add("bad_by_test", slot.operator(), bad, slot.lastSampleAt());
        say(
                name + " có sóng nhưng không truyền được dữ liệu tại trung tâm" + since + " (" + bad
                        + " mẫu không đạt chỉ do phép thử truyền dữ liệu" + level(slot, ", mức thu ") + ").",
                name + " has a signal but carries no data at the centre" + sinceEn + " (" + bad
                        + " samples not good by active tests alone" + level(slot, ", level ") + ").");
    }

    private void fibre(FibreCoverage fibre) {
        if (fibre.lines() == 0) {
            return;
        }
        add("lines", "fibre", fibre.up() + " up, " + fibre.down() + " down, " + fibre.silent() + " silent", 0);
        add("households", "fibre", Integer.toString(fibre.households()), 0);
        say(
                "Cáp quang: " + fibre.up() + "/" + fibre.lines() + " đường đang hoạt động"
                        + (fibre.silent() > 0 ? ", " + fibre.silent() + " chưa rõ." : "."),
                "Fibre: " + fibre.up() + " of " + fibre.lines() + " lines up"
                        + (fibre.silent() > 0 ? ", " + fibre.silent() + " unknown." : "."));
        alone(fibre.alone());
    }

    /** A few lines are no outage of the village. Without a gasp it may be the drop fibre, or a gasp that was lost. */
    private void alone(FibreCoverage.Alone alone) {
        int dark = alone.lost() - alone.gasped();
        if (alone.lost() == 0) {
            return;
        }
        add("lines_alone", "fibre", alone.lost() + " down, " + alone.gasped() + " by dying gasp", 0);
        if (dark > 0) {
            say(
                    dark + " đường mất tín hiệu riêng lẻ: nghi đứt cáp quang thuê bao hoặc do phía khách hàng.",
                    dark + " down by themselves: suspected drop fibre or customer side.");
        }
        if (alone.gasped() > 0) {
            say(
                    alone.gasped() + " đường báo mất nguồn riêng lẻ: nghi mất điện hoặc tắt máy tại hộ.",
                    alone.gasped() + " by dying gasp: suspected loss of power at the household.");
        }
    }

    private void evidence(SlotCoverage slot) {
        add("standing", slot.operator(), slot.standing().name(), slot.since());
        add("samples", slot.operator(), slot.good() + "/" + slot.samples(), slot.lastSampleAt());
        if (!Float.isNaN(slot.rsrpDbm())) {
            add("level", slot.operator(), Math.round(slot.rsrpDbm()) + " dBm", slot.lastSampleAt());
        }
    }

    private static String level(SlotCoverage slot, String words) {
        return Float.isNaN(slot.rsrpDbm()) ? "" : words + "−" + Math.abs(Math.round(slot.rsrpDbm())) + " dBm";
    }

    private static long lastSampleAt(VillageCoverage village) {
        long last = 0;
        for (SlotCoverage slot : village.slots()) {
            last = Math.max(last, slot.lastSampleAt());
        }
        return last;
    }

    /** Floored to the largest unit that is not nothing: never longer than it was. */
    private static String span(long ms, String days, String hours, String minutes) {
        long wholeMinutes = Math.max(0, ms / 60_000);
        if (wholeMinutes >= 48 * 60) {
            return wholeMinutes / (24 * 60) + " " + days;
        }
        return wholeMinutes >= 120 ? wholeMinutes / 60 + " " + hours : wholeMinutes + " " + minutes;
    }

    private void say(String vietnamese, String english) {
        vi.add(vietnamese);
        en.add(english);
    }

    private void add(String what, String subject, String value, long at) {
        evidence.add(new Why.Evidence(what, subject, value, at));
    }
}
