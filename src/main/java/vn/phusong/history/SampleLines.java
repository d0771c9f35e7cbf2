package vn.phusong.history;

import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.LineWord;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Registration;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Registry;

/**
 * Readings as points: one per SIM slot, fibre sample or event. A point stands at the time its reading is judged to be of, and within that millisecond at
 * the nanosecond of its kind, so that what differs never overwrites and what is the same always does. History's thread only.
 */
final class SampleLines {
    private static final int NANOS = 1_000_000;
    // Has no factor in common with it.
    private static final long AHEAD = 7_919;
    private static final String NO_SLOT = "";
    private static final byte[] RECEIVED_AT = Lines.key("received_at");
    private static final byte[] CLAIMED = Lines.key("claimed");
    private static final byte[] RAT = Lines.key("rat");
    private static final byte[] EVENT = Lines.key("event");
    private static final byte[] REG = Lines.key("reg");
    private static final byte[] SERVING = Lines.key("serving");
    private static final byte[] POWER = Lines.key("power");
    private static final byte[] LEVEL = Lines.key("level");
    private static final byte[] RSRP = Lines.key("rsrp");
    private static final byte[] RSRQ = Lines.key("rsrq");
    private static final byte[] SINR = Lines.key("sinr");
    private static final byte[] RSSI = Lines.key("rssi");
    private static final byte[] RSCP = Lines.key("rscp");
    private static final byte[] ECNO = Lines.key("ecno");
    private static final byte[] NR_RSRP = Lines.key("nr_rsrp");
    private static final byte[] NR_RSRQ = Lines.key("nr_rsrq");
    private static final byte[] NR_SINR = Lines.key("nr_sinr");
    private static final byte[] CQI = Lines.key("cqi");
    private static final byte[] BAND = Lines.key("band");
    private static final byte[] CELL = Lines.key("cell");
    private static final byte[] DL = Lines.key("dl");
    private static final byte[] UL = Lines.key("ul");
    private static final byte[] RTT = Lines.key("rtt");
    private static final byte[] LOSS = Lines.key("loss");
    private static final byte[] RX = Lines.key("rx");
    private static final byte[] TX = Lines.key("tx");
    private static final byte[] UP = Lines.key("up");
    private static final byte[] NO_LIGHT = Lines.key("no_light");
    private static final byte[] STATE = Lines.key("state");
    private static final byte[] DEVICE = Lines.key("device");
    private static final byte[] NAME = Lines.key("name");

    private final Roster roster;
    private final Supplier<Registry> registry;
    private final Firsts firsts;
    private final Lines lines;
    private final Heads heads = new Heads();

    SampleLines(Roster roster, Supplier<Registry> registry, Firsts firsts, Lines lines) {
        this.roster = roster;
        this.registry = registry;
        this.firsts = firsts;
        this.lines = lines;
    }

    void add(Reading reading) {
        if (reading.content() instanceof Mobile mobile) {
            addMobile(reading, mobile);
        } else if (reading.content() instanceof Fibre fibre) {
            addFibre(reading, fibre);
        } else if (reading.content() instanceof DeviceEvent event) {
            addEvent(reading, event);
        }
    }

    private void addMobile(Reading reading, Mobile content) {
        String village = roster.village(reading.device(), reading.at());
        int nanos = nanos(reading, content.kind());
        ActiveTest test = content.test();
        boolean testTold = test == null;
        for (int i = 0; i < content.radio().size(); i++) {
            Radio radio = content.radio().get(i);
            boolean tested = test != null && test.plmn().equals(radio.plmn());
            testTold |= tested;
            if (isFirstOfItsSlot(content, i) && begin(reading, village, radio.plmn(), radio.rat(), nanos)) {
                addRadio(radio);
                finish(reading, content, tested ? test : null, nanos);
            }
        }
        if (!testTold && test != null && begin(reading, village, test.plmn(), Rat.NONE, nanos)) {
            finish(reading, content, test, nanos);
        }
    }

    private static boolean isFirstOfItsSlot(Mobile content, int i) {
        for (int j = 0; j < i; j++) {
            if (content.radio().get(j).plmn().equals(content.radio().get(i).plmn())) {
                return false;
            }
        }
        return true;
    }

    private boolean begin(Reading reading, @Nullable String village, String plmn, Rat rat, int nanos) {
        if (firsts.isThere(reading, nanos, plmn)) {
            return false;
        }
        String operator = roster.operator(plmn);
        lines.begin(heads.mobile(reading.device(), village, plmn, operator == null ? plmn : operator))
                .text(RAT, word(rat));
        return true;
    }

    private void addRadio(Radio radio) {
        Levels levels = radio.levels();
        Levels nr = radio.nr();
        lines.real(LEVEL, radio.rat() == Rat.UMTS ? levels.rscpDbm() : levels.rsrpDbm())
                .real(RSRP, radio.rat() == Rat.UMTS ? levels.rsrpDbm() : Float.NaN)
                .real(RSRQ, levels.rsrqDb())
                .real(SINR, levels.sinrDb())
                .real(RSSI, levels.rssiDbm())
                .real(RSCP, levels.rscpDbm())
                .real(ECNO, levels.ecnoDb())
                .real(NR_RSRP, nr.rsrpDbm())
                .real(NR_RSRQ, nr.rsrqDb())
                .real(NR_SINR, nr.sinrDb())
                .told(CQI, radio.cqi())
                .told(BAND, radio.band())
                .text(REG, word(radio.registration()))
                .text(CELL, radio.cell())
                .text(SERVING, radio.serving());
    }

    private void finish(Reading reading, Mobile content, @Nullable ActiveTest test, int nanos) {
        if (test != null) {
            lines.real(DL, test.downBitPerS())
                    .real(UL, test.upBitPerS())
                    .real(RTT, test.rttS())
                    .real(LOSS, test.lossRatio());
        }
        lines.text(POWER, word(content.power()));
        end(reading, nanos);
    }

    private void addFibre(Reading reading, Fibre content) {
        int nanos = nanos(reading, content.kind());
        if (firsts.isThere(reading, nanos, NO_SLOT)) {
            return;
        }
        String village = roster.village(reading.device(), reading.at());
        Device row = registry.get().device(reading.device(), reading.at());
        String pon = row == null ? null : row.line().pon();
        lines.begin(heads.fibre(reading.device(), village, pon))
                .real(RX, content.rxDbm())
                .real(TX, content.txDbm())
                .whole(UP, content.isUp() ? 1 : 0)
                .whole(NO_LIGHT, content.noLight() ? 1 : 0)
                .text(
                        STATE,
                        content.state() == OnuState.UNKNOWN
                                ? "unknown"
                                : content.state().name());
        end(reading, nanos);
    }

    /** The device is no tag, so its name is in the nanosecond: two devices of one village and millisecond are two points. */
    private void addEvent(Reading reading, DeviceEvent content) {
        int nanos = nanos(reading, 31 * reading.device().hashCode() + content.kind());
        if (!firsts.isThere(reading, nanos, NO_SLOT)) {
            String village = roster.village(reading.device(), reading.at());
            addWord(reading, village, nanos);
            lines.begin(Lines.head("device_event", "village", village))
                    .text(EVENT, word(content.what()))
                    .text(DEVICE, reading.device())
                    .text(NAME, content.name());
            end(reading, nanos);
        }
    }

    /** An event may be a line's last word. Before the event itself: where that is stored, its word is. */
    private void addWord(Reading reading, @Nullable String village, int nanos) {
        LineWord word = LineWord.of(reading);
        Device row = word == null ? null : registry.get().device(reading.device(), reading.at());
        if (word != null && row != null && row.kind() == DeviceKind.ONT) {
            lines.begin(heads.fibre(reading.device(), village, row.line().pon()))
                    .whole(UP, word.isUp() ? 1 : 0);
            end(reading, nanos);
        }
    }

    /** What a clock ahead of ours told at several times stands at the one time it came: how far ahead tells these apart, whole milliseconds for 16 minutes. */
    private static int nanos(Reading reading, int kind) {
        return (int) Math.floorMod(kind + AHEAD * (reading.claimedAt() - reading.at()), (long) NANOS);
    }

    private void end(Reading reading, int nanos) {
        lines.whole(RECEIVED_AT, reading.receivedAt());
        if (reading.claimedAt() != reading.at()) {
            lines.whole(CLAIMED, reading.claimedAt());
        }
        lines.end(reading.at(), nanos);
    }

    private static String word(EventKind what) {
        return what.word().isEmpty() ? what.name().toLowerCase(Locale.ROOT) : what.word();
    }

    private static String word(Rat rat) {
        return switch (rat) {
            case NR_NSA -> "NR-NSA";
            case NONE -> "none";
            case GSM, UMTS, LTE, NR -> rat.name();
        };
    }

    private static String word(Registration registration) {
        return switch (registration) {
            case HOME -> "home";
            case ROAMING -> "roaming";
            case SEARCHING -> "searching";
            case DENIED -> "denied";
            case EMERGENCY -> "emergency";
            case NONE -> "none";
            case UNKNOWN -> "unknown";
        };
    }

    private static @Nullable String word(@Nullable PowerSource power) {
        return power == null ? null : power.name().toLowerCase(Locale.ROOT);
    }
}
