package vn.phusong.coverage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import vn.phusong.village.Device;

/** Says of one device what may be wrong with it, in both languages, with the numbers that say so. */
public final class Flags {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy", Locale.ROOT).withZone(ZoneOffset.ofHours(7));

    private final Device device;
    private final Function<String, String> operatorName;
    private final List<Flag> flags = new ArrayList<>();

    private Flags(Device device, Function<String, String> operatorName) {
        this.device = device;
        this.operatorName = operatorName;
    }

    /** In the order of {@link FlagKind} where they concern the device, then by operator; empty for a device nothing is said of. */
    public static List<Flag> of(Device device, DeviceWatch watch, Function<String, String> operatorName) {
        Flags flags = new Flags(device, operatorName);
        flags.clock(watch);
        CellWatch cells = watch.cellWatch();
        if (cells != null && cells.isMoved()) {
            flags.moved(cells);
        }
        if (watch.suspendedAt() != 0) {
            flags.suspended(watch);
        }
        for (int n = 0; n < watch.sims() && n < device.operators().size(); n++) {
            flags.sim(device.operators().get(n), watch.sim(n));
        }
        LightWatch light = watch.lightWatch();
        if (light != null && light.isFaded()) {
            flags.faded(light);
        }
        return flags.flags;
    }

    private void clock(ClockWatch clock) {
        String vi = "";
        String en = "";
        switch (clock.skew()) {
            case NONE -> {
                return;
            }
            case BEHIND -> {
                vi = "Đồng hồ thiết bị chậm khoảng " + span(clock.behindS(), "giờ", "phút")
                        + " so với giờ máy chủ; số đo của nó được coi là đến muộn.";
                en = "The device's clock is about " + span(clock.behindS(), "h", "min")
                        + " behind ours; its readings are taken as late ones.";
            }
            case AHEAD -> {
                vi = "Đồng hồ thiết bị nhanh khoảng " + span(-clock.behindS(), "giờ", "phút")
                        + " so với giờ máy chủ; số đo của nó được tính theo giờ nhận.";
                en = "The device's clock is about " + span(-clock.behindS(), "h", "min")
                        + " ahead of ours; its readings count as of when they came.";
            }
            case REFUSED_AHEAD -> {
                vi = "Thiết bị gửi thời gian ở tương lai nên số đo bị từ chối: đồng hồ sai, có thể do gửi giờ địa"
                        + " phương như giờ UTC.";
                en = "The device gives times in the future, so its readings are refused: its clock is wrong, perhaps"
                        + " local time is sent as UTC.";
            }
            case REFUSED_OLD -> {
                vi = "Thiết bị gửi thời gian quá cũ nên số đo bị từ chối: đồng hồ sai, hoặc số đo được lưu quá lâu.";
                en = "The device gives times too old, so its readings are refused: its clock is wrong, or they were"
                        + " kept too long.";
            }
        }
        add(FlagKind.CLOCK, "", clock.skewedSince(), vi, en, -clock.behindS() + " s");
    }

    private void moved(CellWatch cells) {
        String far = cells.movedKm() < 0 ? "" : ", cách trạm cũ khoảng " + cells.movedKm() + " km";
        String farEn = cells.movedKm() < 0 ? "" : ", about " + cells.movedKm() + " km from the old mast";
        add(
                FlagKind.MOVED,
                "",
                cells.movedAt(),
                "Nghi thiết bị đo đã bị chuyển chỗ từ " + time(cells.movedAt())
                        + ": mọi SIM bắt vào trạm chưa từng thấy" + far + "; số đo không dùng để kết luận về thôn.",
                "The probe seems to have been carried away at " + time(cells.movedAt())
                        + ": all SIMs are served by cells never seen before" + farEn
                        + "; its readings are not held against the village.",
                cells.movedKm() < 0 ? "" : cells.movedKm() + " km");
    }

    private void suspended(DeviceWatch watch) {
        long since = watch.suspendedAt();
        for (int n = 0; n < device.operators().size(); n++) {
            if ((watch.suspendedSims() >> n & 1) == 1) {
                String operator = device.operators().get(n);
                String name = operatorName.apply(operator);
                add(
                        FlagKind.SIM_SUSPENDED,
                        operator,
                        since,
                        name + ": SIM của thiết bị đo bị khóa từ " + time(since)
                                + "; số đo qua SIM này không dùng để kết luận về thôn.",
                        name + ": the probe's SIM has been suspended since " + time(since)
                                + "; what it measures over it is not held against the village.",
                        "");
            }
        }
        if (watch.suspendedSims() == 0) {
            add(
                    FlagKind.SIM_SUSPENDED,
                    "",
                    since,
                    "SIM của thiết bị đo bị khóa từ " + time(since) + "; số đo không dùng để kết luận về thôn.",
                    "The probe's SIM has been suspended since " + time(since)
                            + "; its readings are not held against the village.",
                    "");
        }
    }

    private void sim(String operator, SimWatch sim) {
        String name = operatorName.apply(operator);
        if (sim.stuckSince() != 0) {
            add(
                    FlagKind.STUCK,
                    operator,
                    sim.stuckSince(),
                    name + ": mức thu giống hệt nhau trong mọi mẫu từ " + time(sim.stuckSince()) + "; nghi bị treo.",
                    name + ": the same levels to the digit in every sample since " + time(sim.stuckSince())
                            + "; it may hang.",
                    time(sim.stuckSince()));
        }
        if (sim.votes().disputedSince() != 0) {
            String share = sim.votes().good() + "/" + sim.votes().samples();
            add(
                    FlagKind.DISAGREES,
                    operator,
                    sim.votes().disputedSince(),
                    name + ": hai thiết bị đo tại cùng một điểm cho kết quả trái ngược; thiết bị này có " + share
                            + " mẫu tốt.",
                    name + ": two probes at one point say the opposite; of this one " + share + " samples were good.",
                    share);
        }
        if (sim.stepAt() != 0) {
            String step = number(Math.abs(sim.stepDb())) + " dB";
            boolean isUp = sim.stepDb() > 0;
            add(
                    FlagKind.LEVEL_STEP,
                    operator,
                    sim.stepAt(),
                    name + ": mức thu trung vị trong ngày " + (isUp ? "cao" : "thấp") + " hơn tuần trước "
                            + step.replace('.', ',') + "; nghi ăng-ten đã thay đổi.",
                    name + ": the day's median level is " + step + (isUp ? " above" : " below")
                            + " its week; the antenna may have changed.",
                    number(sim.stepDb()) + " dB");
        }
    }

    private void faded(LightWatch light) {
        String now = number(light.dayDbm());
        String before = number(light.beforeDbm());
        add(
                FlagKind.LIGHT_FADING,
                "",
                light.fadedAt(),
                "Suy hao quang: công suất thu trung vị 24 giờ " + now.replace('.', ',') + " dBm, tuần trước đó "
                        + before.replace('.', ',') + " dBm.",
                "Optical loss: the median received power of 24 hours is " + now + " dBm, of the week before " + before
                        + " dBm.",
                now + " dBm");
    }

    private void add(FlagKind kind, String operator, long since, String vi, String en, String value) {
        List<Why.Evidence> evidence = value.isEmpty()
                ? List.of()
                : List.of(new Why.Evidence(kind.word(), operator.isEmpty() ? device.id() : operator, value, since));
        flags.add(new Flag(kind, operator, since, vi, en, evidence));
    }

    private static String time(long at) {
        return TIME.format(Instant.ofEpochMilli(at));
    }

    private static String number(float value) {
        return String.format(Locale.ROOT, "%.1f", value).replace('-', '−');
    }

    private static String span(long seconds, String hours, String minutes) {
        long whole = Math.max(1, Math.round(seconds / 60.0));
        return whole >= 120 ? Math.round(whole / 60.0) + " " + hours : whole + " " + minutes;
    }
}
