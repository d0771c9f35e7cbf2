package vn.phusong.journal;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Rat;
import vn.phusong.reading.RefusalReason;
import vn.phusong.reading.Registration;

/** The number a constant has in the file: its place in the list given here. New constants go to the end; nothing ever moves. */
final class Choices<E extends Enum<E>> {
    static final Choices<Rat> RAT =
            new Choices<>(Rat.class, List.of(Rat.GSM, Rat.UMTS, Rat.LTE, Rat.NR_NSA, Rat.NR, Rat.NONE));
    static final Choices<Registration> REGISTRATION = new Choices<>(
            Registration.class,
            List.of(
                    Registration.HOME,
                    Registration.ROAMING,
                    Registration.SEARCHING,
                    Registration.DENIED,
                    Registration.EMERGENCY,
                    Registration.NONE,
                    Registration.UNKNOWN));
    static final Choices<OnuState> ONU_STATE = new Choices<>(
            OnuState.class,
            List.of(
                    OnuState.O1,
                    OnuState.O2,
                    OnuState.O3,
                    OnuState.O4,
                    OnuState.O5,
                    OnuState.O6,
                    OnuState.O7,
                    OnuState.O8,
                    OnuState.O9,
                    OnuState.UNKNOWN));
    static final Choices<EventKind> EVENT_KIND = new Choices<>(
            EventKind.class,
            List.of(
                    EventKind.DYING_GASP,
                    EventKind.LOS,
                    EventKind.LOS_CLEAR,
                    EventKind.ONLINE,
                    EventKind.OFFLINE,
                    EventKind.MAINS_LOST,
                    EventKind.MAINS_BACK,
                    EventKind.LOW_BATTERY,
                    EventKind.REBOOT,
                    EventKind.SIM_SUSPENDED,
                    EventKind.HEARTBEAT,
                    EventKind.OTHER));
    static final Choices<PowerSource> POWER =
            new Choices<>(PowerSource.class, List.of(PowerSource.MAINS, PowerSource.BATTERY, PowerSource.SOLAR));

    static final Choices<RefusalReason> REASON = new Choices<>(
            RefusalReason.class,
            List.of(
                    RefusalReason.UNPARSABLE,
                    RefusalReason.NOT_UTF8,
                    RefusalReason.TOO_LARGE,
                    RefusalReason.WRONG_TYPE,
                    RefusalReason.MISSING_FIELD,
                    RefusalReason.UNKNOWN_VALUE,
                    RefusalReason.OUT_OF_RANGE,
                    RefusalReason.EMPTY,
                    RefusalReason.TIME_IN_FUTURE,
                    RefusalReason.TIME_TOO_OLD,
                    RefusalReason.TIME_UNREADABLE,
                    RefusalReason.SENML,
                    RefusalReason.UNKNOWN_DEVICE,
                    RefusalReason.DEVICE_NOT_ALLOWED,
                    RefusalReason.OTHER_DEVICE,
                    RefusalReason.UNKNOWN_TOPIC,
                    RefusalReason.RETAINED,
                    RefusalReason.CONFLICT));

    private final List<E> all;
    private final Map<E, Integer> numbers;

    private Choices(Class<E> type, List<E> all) {
        this.all = all;
        numbers = new EnumMap<>(type);
        for (E one : type.getEnumConstants()) {
            if (!all.contains(one)) {
                throw new IllegalStateException(type.getSimpleName() + " " + one + " has no number in the file");
            }
            numbers.put(one, all.indexOf(one));
        }
    }

    int size() {
        return all.size();
    }

    int number(E one) {
        Integer number = numbers.get(one);
        return number == null ? -1 : number;
    }

    E of(int number) {
        if (number < 0 || number >= all.size()) {
            throw new Damaged("a choice of " + number + " among " + all.size());
        }
        return all.get(number);
    }
}
