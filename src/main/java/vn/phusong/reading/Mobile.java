package vn.phusong.reading;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a probe measured of the mobile networks: one {@link Radio} per SIM slot, perhaps a test, perhaps its power. */
public record Mobile(List<Radio> radio, @Nullable ActiveTest test, @Nullable PowerSource power) implements Content {
    public Mobile {
        radio = List.copyOf(radio);
    }

    @Override
    public <T> T match(Function<Mobile, T> mobile, Function<Fibre, T> fibre, Function<DeviceEvent, T> event) {
        return mobile.apply(this);
    }

    /** Slots reported apart at one instant are not one reading said twice, so the slots are part of the kind. */
    @Override
    public int kind() {
        int kind = test == null ? 1 : 2 + test.plmn().hashCode();
        for (Radio slot : radio) {
            kind = 31 * kind + slot.plmn().hashCode();
        }
        return kind;
    }

    @Override
    public long fingerprint() {
        Fingerprint hash = new Fingerprint().add(power == null ? null : power.name());
        for (Radio slot : radio) {
            slot.addTo(hash);
        }
        if (test != null) {
            test.addTo(hash);
        }
        return hash.value();
    }
}
