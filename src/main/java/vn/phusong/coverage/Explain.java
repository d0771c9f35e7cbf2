package vn.phusong.coverage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import vn.phusong.village.PointKind;

/** Says why a village stands as it does, in both languages, out of the numbers its standing was made from. Claims nothing those do not carry. */
public final class Explain {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy", Locale.ROOT).withZone(ZoneOffset.ofHours(7));

    private final Function<String, String> operatorName;
    private final Sentences said = new Sentences();

    private Explain(Function<String, String> operatorName) {
        this.operatorName = operatorName;
    }

    /** Of a village of which the registry says nothing. */
    public static Why village(VillageCoverage village, Function<String, String> operatorName, long asOf) {
        return village(village, Registered.NOTHING, operatorName, asOf);
    }

    /**
     * @param operatorName the display name of an operator id
     * @param asOf the time of the picture
     */
    public static Why village(
            VillageCoverage village, Registered registered, Function<String, String> operatorName, long asOf) {
        Explain explain = new Explain(operatorName);
        if (village.silence() != null) {
            explain.silence(village, village.silence(), asOf);
        } else {
            explain.served(village);
        }
        explain.ground(village, registered);
        ExplainFibre.say(village.fibre(), registered, explain.said);
        return explain.said.why();
    }

    /** Without the grid there is a reason to be without service; where all is well nobody asks for one. */
    private void ground(VillageCoverage village, Registered registered) {
        if (Boolean.FALSE.equals(registered.gridPower()) && village.standing() != Standing.COVERED) {
            said.add("grid_power", "", "no", 0);
            said.say("Theo danh mục, thôn chưa có điện lưới.", "By the registry the village has no grid power.");
        }
    }

    private void silence(VillageCoverage village, Silence silence, long asOf) {
        long last = lastSampleAt(village);
        // Without a live sample nobody knows for how long.
        String days = last == 0 ? "" : span(asOf - last, "ngày", "giờ", "phút");
        String daysEn = last == 0 ? "" : span(asOf - last, "d", "h", "min");
        said.add("silence", "", silence.word(), last);
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
                        "Thiết bị đo báo mất điện rồi im lặng" + with(" ", days) + "; chưa kết luận về vùng phủ.",
                        "The probe reported loss of power, then fell silent" + with(" for ", daysEn)
                                + "; coverage not concluded.");
            case POWER_BY_LINES ->
                say(
                        "Thiết bị đo im lặng" + with(" ", days)
                                + ", vào lúc một số đường cáp quang của thôn báo mất nguồn: nghi mất điện; chưa kết luận"
                                + " về vùng phủ.",
                        "The probe fell silent" + with(" ", daysEn, " ago")
                                + " when fibre lines of the village reported loss of power: a power cut is suspected;"
                                + " coverage not concluded.");
            case BACKHAUL ->
                say(
                        "Các thiết bị đo cùng trạm im lặng cùng lúc" + with(", đã ", days)
                                + ": nghi mất đường truyền hoặc mạng của nhà mạng; chưa kết luận về vùng phủ.",
                        "The probes of one base station fell silent together" + with(" ", daysEn, " ago")
                                + ": their link or the operator is suspected; coverage not concluded.");
            case DEVICE ->
                say(
                        "Không nhận được dữ liệu từ thiết bị đo" + with(" trong ", days)
                                + "; chưa kết luận về vùng phủ.",
                        "No data from the probe" + with(" for ", daysEn) + "; coverage not concluded.");
        }
    }

    private static String with(String before, String span) {
        return with(before, span, "");
    }

    private static String with(String before, String span, String after) {
        return span.isEmpty() ? "" : before + span + after;
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
        onlyOne(village);
    }

    /** Of several operators measured at the centre one serves it, and surely no other. */
    private void onlyOne(VillageCoverage village) {
        List<SlotCoverage> centre = village.slots().stream()
                .filter(slot -> slot.kind() == PointKind.CENTRE)
                .toList();
        List<SlotCoverage> serving =
                centre.stream().filter(slot -> slot.standing().isServed()).toList();
        boolean isOpen = centre.stream().anyMatch(slot -> slot.standing() == Standing.UNKNOWN);
        if (centre.size() > 1 && serving.size() == 1 && !isOpen) {
            SlotCoverage only = serving.get(0);
            String name = operatorName.apply(only.operator());
            said.add("one_operator", only.operator(), "1/" + centre.size(), only.lastSampleAt());
            say(
                    "Trung tâm chỉ trông vào một nhà mạng: " + name + " (trong " + centre.size()
                            + " nhà mạng được đo).",
                    "The centre depends on one operator: " + name + " (of " + centre.size() + " measured).");
        }
    }

    private void centre(SlotCoverage slot) {
        String name = operatorName.apply(slot.operator());
        String begun = slot.begunAt() == 0 ? "" : TIME.format(Instant.ofEpochMilli(slot.begunAt()));
        String since = with(" từ ", begun);
        String sinceEn = with(" since ", begun);
        evidence(slot);
        switch (slot.standing()) {
            case COVERED ->
                say(name + " phủ sóng" + since + share(slot) + ".", name + " covered" + sinceEn + shareEn(slot) + ".");
            case DEGRADED ->
                say(
                        name + " sóng yếu, chập chờn" + since + share(slot) + ".",
                        name + " weak or unsteady" + sinceEn + shareEn(slot) + ".");
            case UNCOVERED -> {
                if (slot.isChoked()) {
                    choked(slot, name, since, sinceEn);
                } else {
                    out(slot, name, since, sinceEn);
                }
            }
            case RECOVERING ->
                say(
                        name + " đang có sóng trở lại" + since + ", chưa đủ lâu để kết luận.",
                        name + " coming back" + sinceEn + ", not yet long enough to conclude.");
            case UNKNOWN -> say(name + ": chưa đủ số đo.", name + ": not enough measurements.");
        }
    }

    private void out(SlotCoverage slot, String name, String since, String sinceEn) {
        String share = share(slot);
        String shareEn = shareEn(slot);
        if (slot.everServed()) {
            say(
                    name + " mất sóng tại trung tâm" + since + share + ".",
                    name + " lost at the centre" + sinceEn + shareEn + ".");
        } else if (slot.good() > 0) {
            say(
                    name + " chưa từng đạt mức phủ sóng tại trung tâm" + share + ".",
                    name + " was never good enough for coverage at the centre" + shareEn + ".");
        } else {
            say(
                    name + " chưa từng có sóng tại trung tâm" + share + ".",
                    name + " never had service at the centre" + shareEn + ".");
        }
    }

    private static String share(SlotCoverage slot) {
        return " (" + slot.good() + "/" + slot.samples() + " mẫu tốt" + level(slot, ", mức thu ") + ")";
    }

    private static String shareEn(SlotCoverage slot) {
        return " (" + slot.good() + " of " + slot.samples() + " samples good" + level(slot, ", level ") + ")";
    }

    private void choked(SlotCoverage slot, String name, String since, String sinceEn) {
        String bad = slot.byTest() + "/" + (slot.samples() - slot.good());
        said.add("bad_by_test", slot.operator(), bad, slot.lastSampleAt());
        say(
                name + " có sóng nhưng không truyền được dữ liệu tại trung tâm" + since + " (" + bad
                        + " mẫu không đạt chỉ do phép thử truyền dữ liệu" + level(slot, ", mức thu ") + ").",
                name + " has a signal but carries no data at the centre" + sinceEn + " (" + bad
                        + " samples not good by active tests alone" + level(slot, ", level ") + ").");
    }

    private void evidence(SlotCoverage slot) {
        said.add("standing", slot.operator(), slot.standing().name(), slot.since());
        if (slot.outageStart() != 0) {
            said.add(
                    "outage",
                    slot.operator(),
                    "since " + TIME.format(Instant.ofEpochMilli(slot.outageStart())),
                    slot.outageStart());
        }
        said.add("samples", slot.operator(), slot.good() + "/" + slot.samples(), slot.lastSampleAt());
        if (!Float.isNaN(slot.rsrpDbm())) {
            said.add("level", slot.operator(), Math.round(slot.rsrpDbm()) + " dBm", slot.lastSampleAt());
        }
    }

    private static String level(SlotCoverage slot, String words) {
        return Float.isNaN(slot.rsrpDbm()) ? "" : words + "−" + Math.abs(Math.round(slot.rsrpDbm())) + " dBm";
    }

    private static long lastSampleAt(VillageCoverage village) {
        return village.slots().stream()
                .mapToLong(SlotCoverage::lastSampleAt)
                .max()
                .orElse(0);
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
        said.say(vietnamese, english);
    }
}
